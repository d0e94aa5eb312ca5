import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

/** What somebody reads who opens a round, takes part in one, draws up a letter of duty, or draws offices for a visit. */
export const ROUND_SENTENCES = phrases('portal/round-sentences.ROUND_SENTENCES', {
  round_phases: () => ({
    'zh-CN': '后一个阶段要在前一个阶段结束以后才开始。',
    en: 'A phase begins after the one before it has ended.',
  }),
  round_yields: () => ({
    'zh-CN': '总结报告是最后一个阶段的成果，后面不能再有阶段。',
    en: 'The closing report is what the last phase yields: no phase comes after it.',
  }),
  round_no_checks: () => ({
    'zh-CN': '至少要有一个阶段到场所去看：全面检查，或者“回头看”。',
    en: 'In at least one phase sites are looked at: checks, or a second look.',
  }),
  round_tours: (d: JsonObject) => ({
    'zh-CN': `督导次数最多写${String(d['max'])}次；不安排督导写0。`,
    en: `At most ${String(d['max'])} tours; 0 where none are planned.`,
  }),
  round_no_class: () => ({ 'zh-CN': '还没有选查哪几类场所。', en: 'Choose which classes of sites are looked at.' }),
  round_no_office: () => ({ 'zh-CN': '还没有选由哪些属地监管单位参加。', en: 'Choose which local supervisors take part.' }),
  round_not_below: () => ({
    'zh-CN': '只能安排本单位和下级单位参加。',
    en: 'A round covers your own office and those below it, no others.',
  }),
  round_not_covered: () => ({ 'zh-CN': '这个单位没有参加这次专项检查。', en: 'This office is not covered by the round.' }),
  round_no_point: () => ({ 'zh-CN': '至少勾选一项看了什么。', en: 'Tick at least one thing that was looked at.' }),
  round_earlier: (d: JsonObject) => ({
    'zh-CN': `日期只能往后改，而且要公开说明原因：原来到${String(d['due'])}为止。`,
    en: `Dates only move to later days, with a public reason: the last day is ${String(d['due'])} now.`,
  }),
  round_not_now: () => ({
    'zh-CN': '今天不在检查的阶段里：到了日子才能填表。',
    en: 'Today lies in no phase in which sites are looked at.',
  }),
  round_not_due: () => ({
    'zh-CN': '没有这个场所，或者这次专项检查不查它。',
    en: 'There is no such site, or the round is not about it.',
  }),
  letter_no_subject: () => ({
    'zh-CN': '写明对哪个场所或者哪项职责负责，至少选一样。',
    en: 'Say which site or which duty the letter is about; one of the two at least.',
  }),
  letter_not_theirs: () => ({
    'zh-CN': '没有这个场所，或者它不归本单位负责、监管。',
    en: 'There is no such site, or your office neither answers for it nor supervises it.',
  }),
  letter_post_unknown: () => ({
    'zh-CN': '没有这个岗位，或者它不在负责这个场所、这项职责的单位里。',
    en: 'There is no such post, or it is not in the office that answers for the site or the duty.',
  }),
  letter_two_signatures: () => ({
    'zh-CN': '责任书由两个岗位签字：承担的岗位不能替发出单位签。',
    en: 'Two posts sign a letter: the one that takes it on does not sign for the office that hands it out.',
  }),
  letter_rule_unbound: () => ({
    'zh-CN': '这个场所现在没有这项职责。',
    en: 'The site does not have this duty now.',
  }),
  visit_none_below: () => ({
    'zh-CN': '本单位没有下级单位，没有可抽的。',
    en: 'No office stands below yours: there is nothing to draw from.',
  }),
  visit_count: (d: JsonObject) => ({
    'zh-CN': `抽取的单位数写1到${String(d['max'])}。`,
    en: `Draw between 1 and ${String(d['max'])} offices.`,
  }),
  visit_not_drawn: () => ({ 'zh-CN': '这个单位没有被抽中，或者已经去过了。', en: 'This office was not drawn, or was visited already.' }),
  draw_unpublished: () => ({
    'zh-CN': '公告还没有进入已公布的日志。等下一次公布以后再抽：这样抽的时候用的数，公告的时候谁也不知道。',
    en: 'The announcement is in no published checkpoint yet. Draw after the next one: what the draw uses was then known to nobody when it was announced.',
  }),
});
