import { words } from '../kernel/language/words.ts';

/** What stands between and around words. */
export const MARKS = words('portal/marks.MARKS', {
  'zh-CN': { colon: '：', stop: '。', list: '、', inBrackets: (text: string) => `（${text}）` },
  en: { colon: ': ', stop: '. ', list: ', ', inBrackets: (text: string) => ` (${text})` },
});
