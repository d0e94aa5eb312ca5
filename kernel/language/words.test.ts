import { describe, expect, it } from 'vitest';
import { acceptedLang, allLangs, FIRST, href, inLang, isLang, langOf, langOfPath, otherLangs, writingOf } from './languages.ts';
import { addLanguage, phrases, tablesInEnglish, words, type Language } from './words.ts';

const TAG = 'en-XA' as never; // a tag that the code under test may not know beforehand
const language = (own: Language['words']): Language => ({
  writing: { tag: TAG, name: 'Ëñ', dir: 'rtl', locale: 'en', spaced: true, reads: 'en' },
  words: own,
});

const GREETING = words('test/greeting', {
  'zh-CN': { hello: '您好', to: (who: string) => `致${who}` },
  en: { hello: 'Hello', to: (who: string) => `To ${who}` },
});
const STEPS = phrases('test/steps', {
  reply: { 'zh-CN': '答复', en: 'Answer' },
  deep: { asks: [{ 'zh-CN': '问', en: 'asks' }] },
  late: (days: number) => (days === 0 ? { 'zh-CN': '今天', en: 'today' } : { 'zh-CN': `逾期${days}天`, en: `${days} late` }),
});
const own = {
  'test/greeting': { hello: 'Ħëľľö', to: (who: string) => `Ťö ${who}` },
  'test/steps': { reply: 'Åñšŵëŕ', deep: { asks: ['åšķš'] }, late: (days: number) => `${days} ľåţë` },
};

describe('words', () => {
  it('are what was written, and known by their name', () => {
    expect(GREETING['zh-CN'].hello).toBe('您好');
    expect(STEPS.late(0).en).toBe('today');
    expect(STEPS.deep.asks[0]).toEqual({ 'zh-CN': '问', en: 'asks' });
    expect(Object.keys(STEPS.reply)).toEqual(['zh-CN', 'en']);
    expect([...tablesInEnglish().keys()]).toEqual(['test/greeting', 'test/steps']);
    expect(() => words('test/steps', { 'zh-CN': '', en: '' })).toThrow('two tables');
  });

  it('are refused as a language where one of them is missing, and nothing is then added', () => {
    const { 'test/steps': _, ...without } = own;
    expect(() => addLanguage(language(without))).toThrow('no words for test/steps.reply');
    expect(() => addLanguage(language({ ...own, 'test/steps': { ...own['test/steps'], late: undefined } }))).toThrow('test/steps.late');
    expect(isLang(TAG)).toBe(false);
    expect(href('zh-CN', '/follow')).toBe('/follow');
    expect(langOfPath('/en/follow?a=1')).toEqual({ lang: 'en', below: '/follow?a=1' });
    expect(langOfPath('/en?a=1')).toEqual({ lang: 'en', below: '?a=1' });
    expect(langOfPath('/english')).toEqual({ lang: FIRST, below: '/english' });
  });

  it('are said in a language that is added, also by tables that are read in later', () => {
    addLanguage(language({ ...own, 'test/later': 'ľåţëŕ' }));
    const later = words('test/later', { 'zh-CN': '以后', en: 'later' });
    expect([GREETING[TAG], STEPS.reply[TAG], STEPS.deep.asks[0]?.[TAG], STEPS.late(3)[TAG], later[TAG]]).toEqual([
      own['test/greeting'],
      'Åñšŵëŕ',
      'åšķš',
      '3 ľåţë',
      'ľåţëŕ',
    ]);
    expect(STEPS.late(3)).toMatchObject({ 'zh-CN': '逾期3天', en: '3 late' });
    expect(() => words('test/never', { 'zh-CN': '没有', en: 'never' })).toThrow('no words for test/never');
    expect(() => addLanguage(language({ ...own, 'test/later': 'ľåţëŕ' }))).toThrow('there already');
  });

  it('has an address, a place among the links, and labels of definitions in the language its readers read', () => {
    expect(allLangs()).toEqual(['zh-CN', 'en', TAG]);
    expect(otherLangs('en')).toEqual(['zh-CN', TAG]);
    expect([href(TAG, '/'), href(TAG, '/follow'), href('en', '/')]).toEqual(['/en-XA', '/en-XA/follow', '/en']);
    expect(langOfPath('/en-XA/follow')).toEqual({ lang: TAG, below: '/follow' });
    expect(inLang({ 'zh-CN': '水', en: 'Water' }, TAG)).toBe('Water');
    expect([langOf('en-XA'), langOf('fr'), langOf(7)]).toEqual([TAG, FIRST, FIRST]);
    expect(writingOf(TAG).dir).toBe('rtl');
    expect(['en-US,en;q=0.9', 'EN-xa', 'en', 'zh', 'fr, en', undefined].map(acceptedLang)).toEqual(['en', TAG, 'en', FIRST, FIRST, FIRST]);
  });
});
