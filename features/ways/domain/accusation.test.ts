import { describe, expect, it } from 'vitest';
import { countySubjects } from '../../../policy/subjects.ts';
import { ACCUSING_WORDS, isAccusing } from './accusation.ts';
import { findSubjects } from './find-subjects.ts';

describe('words of an accusation', () => {
  it('are known in a sentence, in either language, wide or spaced out', () => {
    for (const typed of [
      '村支书贪污',
      '局长收钱才给办',
      '城管打人',
      '我要举报',
      '贪 污',
      'official took a bribe',
      'The police BEAT ME',
      'corruption',
      'ｂｒｉｂｅ',
    ])
      expect([typed, isAccusing(typed)]).toEqual([typed, true]);
  });
  it('each of them is', () => {
    for (const word of [...ACCUSING_WORDS['zh-CN'], ...ACCUSING_WORDS.en]) expect([word, isAccusing(word)]).toEqual([word, true]);
  });
  it('are not found in what is only to be done: no subject of the county, and no sentence about one', () => {
    const { subjects } = countySubjects();
    for (const subject of subjects)
      for (const word of [...Object.values(subject.label), ...subject.keywords['zh-CN'], ...subject.keywords.en])
        expect([word, isAccusing(word)]).toEqual([word, false]);
    for (const typed of ['路灯不亮', '半夜施工', 'the drums of my neighbour are loud', 'unpaid wages', 'heartbeat', '打不开水龙头'])
      expect([typed, isAccusing(typed)]).toEqual([typed, false]);
  });
});

describe('what the testers typed', () => {
  it.each([
    ['半夜施工', 'site.'],
    ['晚上施工吵得睡不着', 'site.'],
    ['garbage', 'waste.'],
    ['老板拖欠工资', 'law.'],
    ['unpaid wages', 'law.'],
  ])('%s leads to something that fits', (typed, group) => {
    expect(findSubjects(countySubjects(), typed)[0]?.id.startsWith(group)).toBe(true);
  });
  it('is never answered by two letters that stand in some other word', () => {
    expect(findSubjects(countySubjects(), 'my neighbour is loud')).toEqual([]);
  });
});
