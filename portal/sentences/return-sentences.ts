import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads whose return of an office was not taken. */
export const RETURN_SENTENCES = phrases('portal/return-sentences.RETURN_SENTENCES', {
  return_not_owed: () => ({
    'zh-CN': '这一项不由您的单位报送。',
    en: 'This return is not owed by your office.',
  }),
  return_ahead: () => ({
    'zh-CN': '这一期还没有开始：要等下级截止以后再汇总，提前报的不算。',
    en: 'This window has not opened yet: those below close first, and what is handed in before counts for nothing.',
  }),
  return_closed: () => ({
    'zh-CN': '这一期已经截止，没报就是缺报。要补交，在这一期的页面上注明是事后补交。',
    en: 'This window is closed, and what is missing stays missing. To hand it in all the same, say on its page that it is to stand beside.',
  }),
  return_already: () => ({
    'zh-CN': '这一期已经报过了。报错了的，由负责人先作废再报。',
    en: 'This window has its return. If it is wrong, the head strikes it out first.',
  }),
  return_changed: () => ({
    'zh-CN': '这期间又有新的数：请核对现在显示的数，再确认一次。',
    en: 'New figures have come meanwhile: check those that are shown now, and confirm again.',
  }),
  return_computed: () => ({
    'zh-CN': '系统统计的数不能填，也不能改。',
    en: 'What the system counts is typed and changed by nobody.',
  }),
  return_nil: () => ({
    'zh-CN': '有的数不是0，或者还有单位没报，不能报“没有情况”。',
    en: 'Some figure is not 0, or an office is missing: that is no “nothing”.',
  }),
  return_figures: (d: JsonObject) => ({
    'zh-CN': `有${String(d['count'])}个数没有填或填得不对：写0到999999的整数。`,
    en: `${String(d['count'])} figures are missing or wrong: a whole number from 0 to 999,999 each.`,
  }),
  return_form: () => ({
    'zh-CN': '这一项的报表还没有公布，或者不是只填数的表，现在不能报。',
    en: 'The form of this return is not published, or asks for more than numbers: nothing can be handed in by it.',
  }),
  return_paper: () => ({
    'zh-CN': '文号不对：写成 青应急〔2026〕12号 这样。不写标题和说明。',
    en: 'This is no number of a paper, such as QYJ(2026)12: an office’s sign, the year, a number; no title and no remark.',
  }),
  return_paper_day: () => ({
    'zh-CN': '文件日期写今天或以前的一天。',
    en: 'The day of the paper is today or an earlier day.',
  }),
  return_pages: (d: JsonObject) => ({
    'zh-CN': `页数写1到${String(d['max'])}。`,
    en: `Pages are 1 to ${String(d['max'])}.`,
  }),
  return_stands: () => ({
    'zh-CN': '这一期已经结清，或者那个月已经过去：报过的不再作废。',
    en: 'Its day is closed, or the month of its book is over: what was handed in stands.',
  }),
  return_hash: () => ({
    'zh-CN': 'SHA-256是64个0到9、a到f的字符；没有就空着。',
    en: 'A SHA-256 has 64 characters, 0 to 9 and a to f; leave it out where there is none.',
  }),
});
