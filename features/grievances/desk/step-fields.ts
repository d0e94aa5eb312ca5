import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { GRADES } from '../../../kernel/policy/pack.ts';
import type { Field } from '../../../desk/fields.tsx';
import { withinInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Office, StaffMember } from '../../../server/jurisdiction/read.ts';
import { DOORS } from '../domain/refuse-matter.ts';
import { OUTCOMES } from '../domain/reply.ts';
import { OFFICE_PURPOSES } from '../domain/unsealing.ts';
import { REVIEW_OUTCOMES } from '../domain/review-outcomes.ts';
import type { MatterView } from '../server/read-matter.ts';
import { dueDayOf } from './duties.tsx';
import { choosableEvents } from './choosable-events.ts';
import { choiceName, GRADE_NAMES } from './words.ts';

const LABELS = {
  'zh-CN': {
    office: '转给哪个单位',
    officeHint: '由它负责答复。转给别的单位以后，您这里就不再显示这件事。',
    grade: '难易',
    gradeHint: '决定答复的时限，以后只能改短。',
    shorter: '改成',
    reason: '理由',
    reasonRead: '来件人会读到。',
    occurredOn: '实际办这一步的日子',
    occurredHint: '就是今天的话，不用填。',
    door: '该走哪条路',
    where: '具体找谁',
    whereHint: '单位、窗口、电话，来件人照着就能去。',
    refusedWhy: '为什么不受理',
    until: '延长到哪天',
    outcome: '结论',
    facts: '查明的事实',
    opinion: '处理意见',
    opinionHint: '做什么、由谁做、什么时候做完。',
    basis: '依据',
    basisHint: '法律、规章或者文件的名称和条款。',
    from: '从哪天',
    to: '到哪天',
    note: '说明',
    words: '要求和说明',
    wordsHint: '来件人和下面的单位都会读到。',
    purpose: '为了什么',
    purposeHint: '只有这几种。由保管人决定，您不会先知道里面有没有姓名。',
    unsealRead: '来件人和保管人都会读到，现在就能看到。',
    correctWhich: '更正哪一步',
    correction: '更正的内容',
    correctionHint: '原来的话还在，更正写在它旁边。',
    voidWhich: '作废哪一步',
    voidHint: '这一步仍然看得见，划上线，写明是谁、为什么。',
  },
  en: {
    office: 'Which office',
    officeHint: 'It will be answerable. Once passed to another office, the matter is no longer shown to you.',
    grade: 'Grade',
    gradeHint: 'Sets the time for the answer; later it can only become shorter.',
    shorter: 'Change it to',
    reason: 'Reasons',
    reasonRead: 'The filer reads them.',
    occurredOn: 'The day it was done',
    occurredHint: 'Leave empty for today.',
    door: 'The right way',
    where: 'Whom to go to',
    whereHint: 'Office, counter, telephone: enough to go there.',
    refusedWhy: 'Why it is not accepted',
    until: 'Extended to',
    outcome: 'Outcome',
    facts: 'Facts found',
    opinion: 'Opinion',
    opinionHint: 'What is done, by whom, by when.',
    basis: 'Basis',
    basisHint: 'Name and article of the law, rule or document.',
    from: 'From',
    to: 'To',
    note: 'Note',
    words: 'What you require, and why',
    wordsHint: 'The filer and the office below both read it.',
    purpose: 'What for',
    purposeHint: 'Only these. The custodians decide; whether there is a name nobody knows beforehand.',
    unsealRead: 'The filer and the custodians read them, at once.',
    correctWhich: 'Which step',
    correction: 'The correction',
    correctionHint: 'The old words stay; the correction stands beside them.',
    voidWhich: 'Which step',
    voidHint: 'It stays readable, struck through, with who did it and why.',
  },
} as const;

/** Offices a matter can be passed to. One without an office above would leave the filer no way up, so it is offered only where there is no other. */
export const routable = (offices: Iterable<Office>): readonly Office[] => {
  const all = [...offices];
  const below = all.filter((office) => office.parent !== null);
  return below.length > 0 ? below : all;
};

interface Asked {
  readonly view: MatterView;
  readonly who: StaffMember;
  readonly lang: Lang;
}

const filedOn = (view: MatterView): PlainDate | undefined => {
  const filed = view.state.history[0];
  return filed && dateIn(filed.recordedAt, view.jurisdiction.zone);
};

const past = (view: MatterView): { readonly min?: PlainDate; readonly max: PlainDate } => {
  const min = filedOn(view);
  return { ...(min === undefined ? {} : { min }), max: view.today };
};

const choices = (values: readonly string[], lang: Lang) => values.map((value) => ({ value, text: choiceName(value, lang) }));

const occurred = ({ view, lang }: Asked): Field => ({
  kind: 'date',
  name: 'occurredOn',
  label: LABELS[lang].occurredOn,
  hint: LABELS[lang].occurredHint,
  optional: true,
  ...past(view),
});

const graded = ({ view, lang }: Asked, label: string, hint?: string): Field => {
  const shorter = view.pack.grades.filter((grade) => view.state.grade === null || GRADES.indexOf(grade) < GRADES.indexOf(view.state.grade));
  return {
    kind: 'select',
    name: 'grade',
    label,
    ...(hint === undefined ? {} : { hint }),
    options: shorter.map((grade) => ({ value: grade, text: GRADE_NAMES[grade][lang] })),
  };
};

const registering = (asked: Asked): readonly Field[] => {
  const { view, lang } = asked;
  const words = LABELS[lang];
  const offices = routable(view.jurisdiction.offices.values()).map((office) => ({
    value: office.office,
    text: lang === 'en' ? office.name_en : office.name_zh,
  }));
  return [
    { kind: 'select', name: 'office', label: words.office, hint: words.officeHint, options: offices },
    ...(view.pack.grades.length > 0 ? [graded(asked, words.grade, words.gradeHint)] : []),
    occurred(asked),
  ];
};

const extending = ({ view, lang }: Asked): readonly Field[] => {
  const words = LABELS[lang];
  const duty = view.owed.find((it) => view.pack.rules.some((rule) => rule.id === it.rule && rule.extend !== null));
  const rule = view.pack.rules.find((one) => one.id === duty?.rule);
  const due = duty ? dueDayOf(view, duty) : null;
  const most = withinInWords(rule?.extend?.max ?? '', lang);
  const hint = lang === 'en' ? `Once, by at most ${most}.` : `只能延长一次，最多${most}。`;
  return [
    { kind: 'date', name: 'until', label: words.until, hint, ...(due === null ? {} : { min: addDays(due, 1) }) },
    { kind: 'text', name: 'reason', label: words.reason, hint: words.reasonRead, short: true },
  ];
};

const deciding = (outcomes: readonly string[], { lang }: Asked): readonly Field[] => {
  const words = LABELS[lang];
  return [
    { kind: 'select', name: 'outcome', label: words.outcome, options: choices(outcomes, lang) },
    { kind: 'text', name: 'opinion', label: words.opinion, hint: words.opinionHint },
    { kind: 'text', name: 'basis', label: words.basis, hint: words.basisHint, optional: true, short: true },
  ];
};

const replying = (asked: Asked): readonly Field[] => {
  const [outcome, ...rest] = deciding(OUTCOMES, asked);
  const facts: Field = { kind: 'text', name: 'facts', label: LABELS[asked.lang].facts };
  return outcome ? [outcome, facts, ...rest] : [];
};

const FIELDS: { readonly [command: string]: (asked: Asked) => readonly Field[] } = {
  register: registering,
  regrade: (asked) => [
    graded(asked, LABELS[asked.lang].shorter),
    { kind: 'text', name: 'reason', label: LABELS[asked.lang].reason, hint: LABELS[asked.lang].reasonRead, short: true },
  ],
  accept: (asked) => [occurred(asked)],
  refuse: ({ lang }) => [
    { kind: 'select', name: 'door', label: LABELS[lang].door, options: choices(DOORS, lang) },
    { kind: 'line', name: 'where', label: LABELS[lang].where, hint: LABELS[lang].whereHint },
    { kind: 'text', name: 'reason', label: LABELS[lang].refusedWhy, hint: LABELS[lang].reasonRead, short: true },
  ],
  extend: extending,
  reply: replying,
  hold_hearing: ({ view, lang }) => [
    { kind: 'date', name: 'from', label: LABELS[lang].from, ...past(view) },
    { kind: 'date', name: 'to', label: LABELS[lang].to, ...past(view) },
    { kind: 'text', name: 'note', label: LABELS[lang].note, optional: true, short: true },
  ],
  supervise: ({ lang }) => [{ kind: 'text', name: 'words', label: LABELS[lang].words, hint: LABELS[lang].wordsHint }],
  decide_review: (asked) => deciding(REVIEW_OUTCOMES, asked),
  decide_rereview: (asked) => deciding(REVIEW_OUTCOMES, asked),
  ask_unseal: ({ lang }) => [
    {
      kind: 'select',
      name: 'purpose',
      label: LABELS[lang].purpose,
      hint: LABELS[lang].purposeHint,
      options: choices(OFFICE_PURPOSES, lang),
    },
    { kind: 'line', name: 'basis', label: LABELS[lang].basis, hint: LABELS[lang].basisHint },
    { kind: 'text', name: 'reason', label: LABELS[lang].reason, hint: LABELS[lang].unsealRead, short: true },
  ],
  correct: ({ view, who, lang }) => [
    { kind: 'select', name: 'n', label: LABELS[lang].correctWhich, options: choosableEvents(view, who, lang, 'correct') },
    { kind: 'text', name: 'words', label: LABELS[lang].correction, hint: LABELS[lang].correctionHint, short: true },
  ],
  void: ({ view, who, lang }) => [
    {
      kind: 'select',
      name: 'n',
      label: LABELS[lang].voidWhich,
      hint: LABELS[lang].voidHint,
      options: choosableEvents(view, who, lang, 'void'),
    },
    { kind: 'text', name: 'reason', label: LABELS[lang].reason, hint: LABELS[lang].reasonRead, short: true },
  ],
};

/** The fields a step asks for, on this matter. */
export const fieldsFor = (command: string, asked: Asked): readonly Field[] => FIELDS[command]?.(asked) ?? [];
