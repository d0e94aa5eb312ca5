import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

const n = (d: JsonObject, name: string): string => String(d[name] ?? '');

/** What somebody reads who writes down an incident, is called, or reports upstairs. */
export const INCIDENT_SENTENCES = phrases('portal/incident-sentences.INCIDENT_SENTENCES', {
  field_moment: () => ({
    'zh-CN': '请写日期和几点几分，按“2026-09-28T14:05”的样子。',
    en: 'Please give day, hour and minute, like 2026-09-28T14:05.',
  }),
  moment_in_future: () => ({
    'zh-CN': '这个时间还没有到。请写已经过去的时间；没有发生的事，不能先报。',
    en: 'That time has not come yet. Please give one that has passed: nothing is reported before it has happened.',
  }),
  moment_too_old: (d: JsonObject) => ({
    'zh-CN': `这个时间是${n(d, 'days')}天以前的，不能再按突发事件记。请作为事项或者隐患记下来。`,
    en: `That is more than ${n(d, 'days')} days ago: it is no incident to deal with any more. Please write it down as a matter or a hazard.`,
  }),
  minutes_too_many: (d: JsonObject) => ({
    'zh-CN': `最多${n(d, 'max')}分钟。更长的事请定一个日子。`,
    en: `At most ${n(d, 'max')} minutes. What takes longer needs a day.`,
  }),
  level_hours: (d: JsonObject) => ({
    'zh-CN': `响应级别要写明多少小时后结束，1到${n(d, 'max')}小时；到时还需要，再定一次。`,
    en: `A level ends after 1 to ${n(d, 'max')} hours; where it is needed longer it is set again.`,
  }),
  nobody_above: () => ({
    'zh-CN': '这里没有登记上级单位，没有地方可报。该通知的，用“登记电话”记下来。',
    en: 'No office stands above this one here, so there is nowhere to report to. Whoever has to be told is rung: enter the call.',
  }),
  calls_running: () => ({
    'zh-CN': '已经按一份预案在叫人。预案怎么改，这次的顺序都不变；要换预案，先结束这次叫人。',
    en: 'People are being called by a plan already. Whatever becomes of that plan, this chain stays as it is; end these calls before you open another one.',
  }),
  plan_unknown: () => ({
    'zh-CN': '没有这份预案，或者它还没有生效。',
    en: 'There is no such plan, or it is not in force yet.',
  }),
  not_called: () => ({
    'zh-CN': '这次没有叫到您的岗位，没有要答复的。',
    en: 'Your post was not called this time: there is nothing to answer.',
  }),
  call_not_above: () => ({
    'zh-CN': '只有打给上级单位的电话才算报告。',
    en: 'Only a call to the office above is a report.',
  }),
  call_not_written: () => ({
    'zh-CN': '书面报告不能用电话代替。',
    en: 'What has to be written is not told on the telephone.',
  }),
  command_held: (d: JsonObject) => ({
    'zh-CN': `现在由${n(d, 'post')}指挥。同一时间只有一个指挥；请先移交。`,
    en: `${n(d, 'post')} is in command. There is one commander at a time: it has to be handed on first.`,
  }),
  final_too_early: () => ({
    'zh-CN': '险情解除以后才能终报。现在请用续报。',
    en: 'The final report comes once the danger is over. Until then, send a follow-up.',
  }),
  final_now: () => ({
    'zh-CN': '险情已经解除，现在该写终报；伤亡人数有变化的，用“人数变化”。',
    en: 'The danger is over: what is due is the final report, or a change of the numbers.',
  }),
  review_first: () => ({
    'zh-CN': '先写复盘：哪些晚了、为什么、学到了什么。',
    en: 'Write the review first: what was late, why, and what was learnt.',
  }),
  final_first: () => ({
    'zh-CN': '终报还没有被上级单位接收，还不能了结。',
    en: 'The final report has not reached the office above yet, so this cannot be closed.',
  }),
});
