import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { GRADES } from '../../../kernel/matter/vocabulary.ts';
import { findSubject } from '../../../kernel/policy/subjects.ts';
import type { Field } from '../../../desk/fields.tsx';
import { withinInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Office, StaffMember } from '../../../engine/place/read.ts';
import { DOORS } from '../domain/intake/refuse-matter.ts';
import { OUTCOMES } from '../domain/answer/reply.ts';
import { setsDays } from '../domain/routing/forward.ts';
import { OFFICE_PURPOSES } from '../domain/seal/unsealing.ts';
import { REVIEW_OUTCOMES } from '../domain/upward/review-outcomes.ts';
import { DISPUTE_OUTCOMES } from '../domain/answer/answer-dispute.ts';
import { NOTICE_LEVELS, unopened } from '../domain/answer/open-notice.ts';
import { pointsOf } from '../domain/intake/points.ts';
import { PROMISES_MAX, unkept } from '../domain/answer/promises.ts';
import { SERVED_HOW } from '../domain/answer/serve.ts';
import { levelOf } from '../domain/standing.ts';
import { HELPER_ROLES } from '../domain/state.ts';
import { NOTICE_WORDS } from '../portal/step-words.ts';
import { aboutOf, isAlike } from '../domain/troubles/trouble.ts';
import { troubleName } from '../portal/offices.ts';
import { LABELS } from './step-labels.ts';
import type { MatterView } from '../server/read-matter.ts';
import { dueDayOf } from './duties.tsx';
import { choosableEvents } from './choosable-events.ts';
import { choiceName, GRADE_NAMES } from './words.ts';

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

/** The office that the list of subjects names for what the filer chose: a hint, where a person decides. */
const suggested = ({ view, lang }: Asked): string => {
  const set = view.jurisdiction.subjects?.set ?? null;
  const subject = findSubject(set, view.state.history.find((event) => event.type === 'filed')?.data['service']);
  const office = view.jurisdiction.offices.get(subject?.office ?? '');
  return subject ? LABELS[lang].suggested(subject.label[lang], office && (lang === 'en' ? office.name_en : office.name_zh)) : '';
};

const registering = (asked: Asked): readonly Field[] => {
  const { view, lang } = asked;
  const words = LABELS[lang];
  const offices = routable(view.jurisdiction.offices.values()).map((office) => ({
    value: office.office,
    text: lang === 'en' ? office.name_en : office.name_zh,
  }));
  return [
    { kind: 'select', name: 'office', label: words.office, hint: `${words.officeHint}${suggested(asked)}`, options: offices },
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

/** The words of an event, as this post reads them; empty where they are erased. */
const wordsOf = ({ view }: Asked, n: number, name: string): string =>
  view.entries.find((it) => it.event.level === 0 && it.event.n === n)?.texts[name] ?? '';

const answering = (asked: Asked): readonly Field[] =>
  pointsOf(asked.view.state).map((point, i) => ({
    kind: 'text',
    name: `answer${i + 1}`,
    label: LABELS[asked.lang].answerTo(i + 1, wordsOf(asked, point.n, point.field)),
    short: true,
  }));

const promising = ({ lang }: Asked): readonly Field[] => {
  const words = LABELS[lang];
  return Array.from({ length: PROMISES_MAX }, (_, i) => i + 1).flatMap((nth): Field[] => [
    {
      kind: 'line',
      name: `promise${nth}`,
      label: words.promise(nth),
      ...(nth === 1 ? { hint: words.promiseHint } : { folded: true }),
      optional: true,
    },
    { kind: 'date', name: `promise${nth}By`, label: words.promiseBy(nth), optional: true, ...(nth === 1 ? {} : { folded: true }) },
  ]);
};

const replying = (asked: Asked): readonly Field[] => {
  const [outcome, ...rest] = deciding(OUTCOMES, asked);
  const facts: Field = { kind: 'text', name: 'facts', label: LABELS[asked.lang].facts };
  return outcome ? [outcome, facts, ...rest, ...answering(asked), ...promising(asked)] : [];
};

/** Offices that a field can name, by the reader's words. */
const offices = ({ view, lang }: Asked, wanted: (office: Office) => boolean) =>
  [...view.jurisdiction.offices.values()]
    .filter(wanted)
    .map((office) => ({ value: office.office, text: lang === 'en' ? office.name_en : office.name_zh }));

/** Below the office above the lead, at any depth: those it can decide between. */
const passable =
  ({ view: { state, jurisdiction } }: Asked) =>
  (office: Office): boolean => {
    for (let at = office.parent; at !== null; at = jurisdiction.offices.get(at)?.parent ?? null) if (at === state.above) return true;
    return false;
  };

const passing = (asked: Asked, label: string, hint: string, withLead: boolean): readonly Field[] => {
  const { view, lang } = asked;
  const within = passable(asked);
  const options = offices(asked, (office) => within(office) && (withLead || office.office !== view.state.lead));
  return [
    { kind: 'select', name: 'office', label, hint, options },
    { kind: 'text', name: 'reason', label: LABELS[lang].reason, hint: LABELS[lang].reasonRead, short: true },
  ];
};

const words = (name: string, label: string, hint?: string, short = true): Field => ({
  kind: 'text',
  name,
  label,
  ...(hint === undefined ? {} : { hint }),
  short,
});

const serving = ({ view, who, lang }: Asked): readonly Field[] => {
  const level = levelOf(view.state, { kind: 'staff', post: who.post, office: who.office });
  const waiting = unopened(view.state).filter((notice) => NOTICE_LEVELS[notice] === level);
  return [
    {
      kind: 'select',
      name: 'notice',
      label: LABELS[lang].notice,
      options: waiting.map((notice) => ({ value: notice, text: NOTICE_WORDS[notice][lang] })),
    },
    { kind: 'select', name: 'how', label: LABELS[lang].how, options: choices(SERVED_HOW, lang) },
    { kind: 'date', name: 'occurredOn', label: LABELS[lang].occurredOn, hint: LABELS[lang].serveHint, optional: true, ...past(view) },
    { kind: 'line', name: 'note', label: LABELS[lang].note, optional: true },
  ];
};

const keeping = (asked: Asked): readonly Field[] => {
  const { view, lang } = asked;
  const options = unkept(view.state).map((event) => ({
    value: String(event.n),
    text: wordsOf(asked, event.n, 'promise') || String(event.n),
  }));
  return [
    { kind: 'select', name: 'of', label: LABELS[lang].promiseWhich, options },
    words('words', LABELS[lang].keptWords, LABELS[lang].keptHint),
    occurred(asked),
  ];
};

const FIELDS: { readonly [command: string]: (asked: Asked) => readonly Field[] } = {
  register: registering,
  regrade: (asked) => [
    graded(asked, LABELS[asked.lang].shorter),
    { kind: 'text', name: 'reason', label: LABELS[asked.lang].reason, hint: LABELS[asked.lang].reasonRead, short: true },
  ],
  accept: (asked) => [{ ...words('points', LABELS[asked.lang].points, LABELS[asked.lang].pointsHint), optional: true }, occurred(asked)],
  forward: (asked) => [
    ...passing(asked, LABELS[asked.lang].forwardTo, LABELS[asked.lang].forwardHint, false),
    ...(setsDays(asked.view)
      ? [
          {
            kind: 'date' as const,
            name: 'by',
            label: LABELS[asked.lang].finishBy,
            hint: LABELS[asked.lang].finishHint,
            optional: true as const,
            min: asked.view.today,
          },
        ]
      : []),
  ],
  call_duty: ({ lang }) => [words('words', LABELS[lang].dangerWhy, LABELS[lang].reasonRead)],
  take_danger: ({ lang }) => [words('words', LABELS[lang].dangerDone, LABELS[lang].dangerHint)],
  take_back: ({ lang }) => [words('reason', LABELS[lang].takeBackWhy, LABELS[lang].reasonRead)],
  object_forward: ({ lang }) => [words('reason', LABELS[lang].objectWhy, LABELS[lang].objectHint)],
  ask_naming: ({ lang }) => [words('reason', LABELS[lang].naming, LABELS[lang].reasonRead)],
  name_office: (asked) => passing(asked, LABELS[asked.lang].nameOffice, LABELS[asked.lang].nameHint, true),
  ask_filer: ({ lang }) => [words('words', LABELS[lang].question, LABELS[lang].questionHint)],
  offer_inspection: ({ view, lang }) => [
    { kind: 'date', name: 'on', label: LABELS[lang].lookOn, hint: LABELS[lang].lookHint, min: view.today },
    { kind: 'line', name: 'where', label: LABELS[lang].lookWhere },
    { ...words('words', LABELS[lang].lookWords), optional: true },
  ],
  hold_inspection: ({ view, lang }) => [
    { kind: 'date', name: 'on', label: LABELS[lang].lookOn, ...past(view) },
    words('words', LABELS[lang].saw),
  ],
  add_office: (asked) => {
    const { view, lang } = asked;
    const { state } = view;
    const taken = [state.lead, state.above, state.above2, state.asked?.office, ...state.helpers.map((it) => it.office)];
    return [
      { kind: 'select', name: 'office', label: LABELS[lang].which, options: offices(asked, (office) => !taken.includes(office.office)) },
      { kind: 'select', name: 'role', label: LABELS[lang].role, hint: LABELS[lang].roleHint, options: choices(HELPER_ROLES, lang) },
      words('words', LABELS[lang].helperWords, LABELS[lang].reasonRead),
    ];
  },
  release_office: (asked) => [
    {
      kind: 'select',
      name: 'office',
      label: LABELS[asked.lang].which,
      options: offices(asked, (office) => asked.view.state.helpers.some((it) => it.office === office.office)),
    },
    { ...words('words', LABELS[asked.lang].note), optional: true },
  ],
  contribute: ({ lang }) => [words('words', LABELS[lang].contribution, LABELS[lang].reasonRead, false)],
  interim_reply: ({ lang }) => [words('words', LABELS[lang].interim, LABELS[lang].interimHint)],
  propose_reply: replying,
  return_reply: ({ lang }) => [words('reason', LABELS[lang].returnWhy)],
  serve: serving,
  answer_dispute: (asked) => deciding(DISPUTE_OUTCOMES, asked),
  keep_promise: keeping,
  explain_final: ({ lang }) => [words('words', LABELS[lang].explained), words('ways', LABELS[lang].ways, LABELS[lang].waysHint)],
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
  supervise: ({ view, lang }) => [
    { kind: 'date', name: 'by', label: LABELS[lang].doneBy, hint: LABELS[lang].doneByHint, optional: true, min: view.today },
    { kind: 'text', name: 'words', label: LABELS[lang].words, hint: LABELS[lang].wordsHint },
  ],
  decide_review: (asked) => deciding(REVIEW_OUTCOMES, asked),
  decide_rereview: (asked) => deciding(REVIEW_OUTCOMES, asked),
  locate: ({ view, lang }) => [
    {
      kind: 'select',
      name: 'place',
      label: LABELS[lang].place,
      hint: LABELS[lang].placeHint,
      options: (view.jurisdiction.places?.set.places ?? []).map((it) => ({ value: it.id, text: it.label[lang] })),
    },
  ],
  link_trouble: ({ view, who, lang }) => [
    {
      kind: 'select',
      name: 'trouble',
      label: LABELS[lang].trouble,
      hint: LABELS[lang].troubleHint,
      options: [...view.jurisdiction.troubles.values()]
        .filter((it) => it.office === who.office && it.endedAt === null && isAlike(it, aboutOf(view.state)))
        .map((it) => ({ value: it.number, text: troubleName(view.jurisdiction, it, lang) })),
    },
  ],
  unlink_trouble: ({ lang }) => [words('reason', LABELS[lang].reason, LABELS[lang].reasonRead)],
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
