import { isStepOf } from '../domain/comments/comment.ts';
import { phrases } from '../../../kernel/language/words.ts';
import { OPEN_KINDS } from '../../../kernel/matter/kinds.ts';
import { DUTY_KINDS } from '../../../kernel/matter/vocabulary.ts';
import type { Label } from '../../../kernel/policy/pack.ts';
import type { WorkKind } from '../../../desk/worklist/work-kind.ts';
import { VERBS } from '../domain/decide.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { readTitles } from '../server/read-titles.ts';
import { isStepName, OWED, stepName } from './words.ts';

export const SORTS = phrases<{ readonly [sort in (typeof OPEN_KINDS)[number]]: Label }>('grievances/desk/matter-kind.SORTS', {
  grievance: { 'zh-CN': '要解决的事', en: 'to be put right' },
  suggestion: { 'zh-CN': '建议', en: 'suggestion' },
  help: { 'zh-CN': '求助', en: 'request for help' },
  hazard_report: { 'zh-CN': '有危险的地方、东西', en: 'danger in a place or a thing' },
  mediation: { 'zh-CN': '调解', en: 'mediation' },
  comment: { 'zh-CN': '对草案的意见', en: 'comment on a draft' },
});

/** Steps of others that a matter can rest on. */
export const BY_OTHERS = phrases<{ readonly [step: string]: Label }>('grievances/desk/matter-kind.BY_OTHERS', {
  filed: { 'zh-CN': '收到', en: 'Filed' },
  withdrawal_asked: { 'zh-CN': '来件人撤回', en: 'Withdrawn by the filer' },
  resumed: { 'zh-CN': '来件人要求继续', en: 'Resumed by the filer' },
  hazard_settled: { 'zh-CN': '危险已经消除', en: 'The danger is gone' },
  disputed: { 'zh-CN': '来件人指出答复哪里不对', en: 'Answer disputed by the filer' },
  consent_given: { 'zh-CN': '另一方同意调解', en: 'The other side agrees to mediate' },
  mediation_failed: { 'zh-CN': '调解没有谈成', en: 'Ended without an agreement' },
  ways_told: { 'zh-CN': '调解没有谈成，已告知别的路', en: 'Ended without an agreement, other ways told' },
  confirmation_asked: { 'zh-CN': '双方申请法院确认', en: 'Both sides asked the court' },
  mediation_closed: { 'zh-CN': '提出调解的一方说已了结', en: 'Closed by the side that opened it' },
});

/** The matter, as lists of the desk know it. */
export const matterKind: WorkKind = {
  name: 'matter',
  parties: [
    ['own', 'office'],
    ['asked', 'office_asked'],
    ['above', 'office_above'],
    ['above_2', 'office_above_2'],
  ],
  sorts: OPEN_KINDS.map((value) => ({ value, label: SORTS[value] })),
  readNumber: parseEntityNumber,
  path: (number) => `/desk/matter/${number}`,
  takeBackPath: (number) => `/desk/passed/${number}`,
  readTitles,
  owed: (duty, lang) => DUTY_KINDS.flatMap((kind) => (kind === duty ? [OWED[kind][lang]] : []))[0],
  standing: (step, lang) => {
    // An answer to a comment is called as every answer: a list does not know what each row is.
    const making = VERBS.filter((it) => it.makes === step && it.by === 'staff');
    const verb = making.find((it) => isStepOf(it.name, { kind: 'grievance' })) ?? making[0];
    return BY_OTHERS[step]?.[lang] ?? (verb ? stepName(verb.name, lang) : '');
  },
  stepName: (command, lang) => (isStepName(command) ? stepName(command, lang) : undefined),
};
