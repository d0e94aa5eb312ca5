import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads who makes a roster, exchanges a shift or hands one over. */
export const DUTY_SENTENCES = phrases('portal/duty-sentences.DUTY_SENTENCES', {
  duty_plan_unknown: () => ({
    'zh-CN': '本单位没有这份值班安排，或者它还没有满七天的公布期。',
    en: 'This office has no such duty plan, or it has not been public for seven days yet.',
  }),
  duty_calendar_unknown: (d: JsonObject) => ({
    'zh-CN': `${String(d['year'] ?? '')}年的${d['why'] === 'term_not_loaded' ? '学期' : '放假安排'}还没有载入，排不了班；不猜。请先载入。`,
    en: `The ${d['why'] === 'term_not_loaded' ? 'terms' : 'list of days off'} of ${String(d['year'] ?? 'that year')} are not loaded, so no roster can be made; nothing is guessed. Load them first.`,
  }),
  duty_empty: () => ({
    'zh-CN': '这样换，会有一个席位没有人。席位只能换人，不能空着。',
    en: 'A seat would stay empty. A seat changes hands; it is never left.',
  }),
  duty_double: () => ({
    'zh-CN': '同一个人在这段时间已经有一个席位，不能一人两岗。',
    en: 'The same person has another seat at that time.',
  }),
  duty_rest: () => ({
    'zh-CN': '和前一班或后一班之间的休息不够值班安排写明的小时数。',
    en: 'The rest before or after would be shorter than the duty plan says.',
  }),
  duty_post: () => ({
    'zh-CN': '这个账号在那时不在可以值这个席位的岗位上；没有岗位的人不能顶岗。',
    en: 'This account does not hold a post for that seat at that time, and nobody without the post stands in.',
  }),
  duty_not_yours: () => ({
    'zh-CN': '这不是您的席位，或者不是轮到您的那一步。',
    en: 'This is not your seat, or not your step.',
  }),
  duty_seat_unknown: () => ({
    'zh-CN': '这个月没有这个席位。席位写成表里的样子，例如 2026-12-01.night.officer.2。',
    en: 'This month has no such seat. It is written as in the table, like 2026-12-01.night.officer.2.',
  }),
  duty_seat_over: () => ({
    'zh-CN': '这一班已经开始或者过去了，不能再换。',
    en: 'That shift has begun or is over; it cannot be exchanged any more.',
  }),
  duty_no_shifts: () => ({
    'zh-CN': '按值班安排，这个月剩下的日子里没有班次。',
    en: 'By the duty plan there is no shift in what is left of this month.',
  }),
  duty_swap_seats: () => ({
    'zh-CN': '值班安排只许相同的席位互换，这两个席位不相同。',
    en: 'The duty plan lets like seats be exchanged, and these two are not alike.',
  }),
  duty_swap_own: () => ({
    'zh-CN': '换班要和别人换：对方的席位要有人，而且不是您自己。',
    en: 'One exchanges with somebody else: the other seat has to have somebody, and not you.',
  }),
  duty_not_on: () => ({
    'zh-CN': '您没有这一班的席位，这一步由当班的人做。',
    en: 'You have no seat in this shift; this step is for who has.',
  }),
  duty_both_sides: () => ({
    'zh-CN': '交班和接班要两个人签字，同一个人不能两边都签。',
    en: 'Two sign a handover; nobody signs both sides.',
  }),
  duty_published: () => ({
    'zh-CN': '这个月的值班表已经公布，不能整月重排；可以换班、补空位，紧急时可以马上改。',
    en: 'This month is published and is not proposed anew; seats can be exchanged or filled, and changed at once in an emergency.',
  }),
});
