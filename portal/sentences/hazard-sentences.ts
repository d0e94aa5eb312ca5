import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads who finds, orders, mends or looks again at a hazard. */
export const HAZARD_SENTENCES = phrases('portal/hazard-sentences.HAZARD_SENTENCES', {
  criterion_needed: () => ({
    'zh-CN': '这个等级要写明按公布的哪一条判定标准。',
    en: 'This grade names the published criterion by which it is given.',
  }),
  criterion_unknown: () => ({
    'zh-CN': '公布的判定标准里没有这一条，或者它是别的等级、别的场所、别的危险的。',
    en: 'The published criteria do not have this one, or it is for another grade, another class of site, another kind of danger.',
  }),
  referral_waits: () => ({
    'zh-CN': '已经移送，等对方答复接不接。',
    en: 'It is referred to another office, whose answer is waited for.',
  }),
  major_needs_order: () => ({
    'zh-CN': '重大隐患不能当场改完就算：要下整改令，由别的单位复查。',
    en: 'A major hazard is not done with by mending it on the spot: it is ordered, and another office looks again.',
  }),
  use_not_resumed: () => ({
    'zh-CN': '还在停用：先决定恢复使用，再销号。',
    en: 'It is still out of use: decide on its use first, then strike it off.',
  }),
  reopen_late: (d: JsonObject) => ({
    'zh-CN': `销号超过一年（到${String(d['day'])}为止）：不算反弹，请作为新的隐患记下。`,
    en: `It was struck off more than a year ago (until ${String(d['day'])}): write it down as a new hazard.`,
  }),
  extension_asked_late: (d: JsonObject) => ({
    'zh-CN': `申请延长最晚在${String(d['day'])}，已经过了。`,
    en: `More time had to be asked for by ${String(d['day'])}.`,
  }),
  ask_who_ordered: () => ({
    'zh-CN': '第一次延长由下令单位决定。',
    en: 'The office that ordered it decides on more time the first time.',
  }),
  ask_above: () => ({
    'zh-CN': '再次延长，或者下令和整改是同一个单位的，由督办单位决定。',
    en: 'A second time, or where the same office orders and mends, the office above decides.',
  }),
  photo_needed: () => ({
    'zh-CN': '要附照片；实在没有的，写明为什么没有。',
    en: 'Photos belong to it; where there is none, say why.',
  }),
});
