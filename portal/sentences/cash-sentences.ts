import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads who collects a reward, or pays it. */
export const CASH_SENTENCES = phrases('portal/cash-sentences.CASH_SENTENCES', {
  collection_code: () => ({
    'zh-CN': '这不是完整的领取码：它是16个数字和字母，四个一组。请再对一遍。',
    en: 'This is not a whole collection code: it has 16 digits and letters, in groups of four. Please compare it once more.',
  }),
  slip_paid: (d: JsonObject) => ({
    'zh-CN': `这个领取码的钱${String(d['on'])}已经付过：现金账${String(d['line'])}。没有再付。`,
    en: `The reward of this code was paid on ${String(d['on'])}: cash book ${String(d['line'])}. Nothing was paid again.`,
  }),
  slip_over: (d: JsonObject) => ({
    'zh-CN': `这笔奖励领到${String(d['day'])}为止，已经过了。`,
    en: `This reward could be collected until ${String(d['day'])}. That day is over.`,
  }),
  slip_of_old_code: () => ({
    'zh-CN': '领取码是用您以前的查询码取的，只有那个领取码能领钱。用现在的查询码取不出第二个。',
    en: 'The collection code was made with the code that you had before, and only that one collects the money. The present code makes no second one.',
  }),
  line_unknown: () => ({
    'zh-CN': '现金账里没有这个号码。请照账上写，比如“2026-3”。',
    en: 'The cash book has no such number. Please write it as it stands there, like 2026-3.',
  }),
  line_settled: (d: JsonObject) => ({
    'zh-CN': `现金账${String(d['line'])}不是一笔还有效的付款，不能冲销。`,
    en: `Cash book ${String(d['line'])} is no payment that still stands: nothing can be written against it.`,
  }),
  line_own: () => ({
    'zh-CN': '谁付的钱，谁不能冲销：请另一个岗位来写。',
    en: 'Whoever paid it does not write against it: another post does.',
  }),
});
