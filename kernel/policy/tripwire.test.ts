import { describe, expect, it } from 'vitest';
import { citesPunishment, findControlWord, findPunishingWord } from './tripwire.ts';

describe('the tripwire', () => {
  it.each([
    '重点人员',
    '重點人員',
    '重 点 人 员',
    '重-点-人-员',
    '重\u200b点人员',
    '稳控',
    '穩控',
    '截訪',
    '敏感節點',
    'Key Person',
    'key-persons',
  ])('finds %j', (text) => {
    expect(findControlWord(text)).not.toBeNull();
  });

  it.each(['书面答复您', '请上一级单位复查', 'monkey personal', '重点工程', 'a key for the person'])('lets %j pass', (text) => {
    expect(findControlWord(text)).toBeNull();
  });

  it('finds what punishes or restrains people, and the articles that do', () => {
    expect(findPunishingWord('予以處罰')).toBe('处罚');
    expect(findPunishingWord('the filer is detained')).toBe('detained');
    expect(citesPunishment('信访工作条例 第四十七条')).toBe(true);
    expect(citesPunishment('Regulation on Petition Work art. 26')).toBe(true);
    expect(citesPunishment('Regulation on Petition Work art. 34')).toBe(false);
    expect(citesPunishment('信访工作条例 第二十二条')).toBe(false);
  });
});
