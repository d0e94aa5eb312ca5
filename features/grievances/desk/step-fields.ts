import { inLang } from '../../../kernel/language/languages.ts';
import { nameOf } from '../../../engine/place/office-name.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { givenNames, type FieldSpec } from '../../../kernel/stream/fields.ts';
import { GRADES } from '../../../kernel/matter/vocabulary.ts';
import { findSubject } from '../../../kernel/policy/subjects.ts';
import type { Field } from '../../../desk/fields.tsx';
import { dayInWords, withinInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Office } from '../../../engine/place/read.ts';
import { setsDays } from '../domain/routing/forward.ts';
import { VERBS } from '../domain/decide.ts';
import { NOTICE_LEVELS, unopened } from '../domain/answer/open-notice.ts';
import { POINTS_MAX, pointsOf } from '../domain/intake/points.ts';
import { PROMISES_MAX, unkept } from '../domain/answer/promises.ts';
import { levelOf } from '../domain/standing.ts';
import { NOTICE_WORDS } from '../portal/step-words.ts';
import { aboutOf, isAlike } from '../domain/troubles/trouble.ts';
import { placeName, troubleName } from '../portal/offices.ts';
import { CHILD_DRESSES } from './child-fields.ts';
import { occurred, past, reason, wordsOf, type Asked, type Dress, type Dressed } from './dress.ts';
import { HELP_DRESSES } from './help-fields.ts';
import { MEDIATOR_DRESSES } from './mediator-fields.ts';
import { LABELS } from './step-labels.ts';
import { dueDayOf } from './duties.tsx';
import { choosableEvents } from './choosable-events.ts';
import { grouping } from './group-field.ts';
import { choiceName, GRADE_NAMES } from './words.ts';

/** Offices a matter can be passed to. One without an office above would leave the filer no way up, so it is offered only where there is no other. */
export const routable = (offices: Iterable<Office>): readonly Office[] => {
  const all = [...offices];
  const below = all.filter((office) => office.parent !== null);
  return below.length > 0 ? below : all;
};

const choices = (values: readonly string[], lang: Lang) => values.map((value) => ({ value, text: choiceName(value, lang) }));

const graded = ({ view, lang }: Asked, label: string, hint?: string): Dress => {
  const shorter = view.pack.grades.filter((grade) => view.state.grade === null || GRADES.indexOf(grade) < GRADES.indexOf(view.state.grade));
  return {
    label,
    ...(hint === undefined ? {} : { hint }),
    options: shorter.map((grade) => ({ value: grade, text: GRADE_NAMES[grade][lang] })),
    needed: true,
  };
};

/** The office that the list of subjects names for what the filer chose: a hint, where a person decides. */
const suggested = ({ view, lang }: Asked): string => {
  const set = view.jurisdiction.subjects?.set ?? null;
  const subject = findSubject(set, view.state.history.find((event) => event.type === 'filed')?.data['service']);
  const office = view.jurisdiction.offices.get(subject?.office ?? '');
  return subject ? LABELS[lang].suggested(inLang(subject.label, lang), office && nameOf(office, lang)) : '';
};

const registering = (asked: Asked): Dressed => {
  const { view, lang } = asked;
  const words = LABELS[lang];
  const options = routable(view.jurisdiction.offices.values()).map((office) => ({
    value: office.office,
    text: nameOf(office, lang),
  }));
  return {
    office: { label: words.office, hint: `${words.officeHint}${suggested(asked)}`, options },
    grade: view.pack.grades.length > 0 ? graded(asked, words.grade, words.gradeHint) : null,
    occurredOn: occurred(asked),
  };
};

const extending = ({ view, lang }: Asked): Dressed => {
  const words = LABELS[lang];
  const duty = view.owed.find((it) => view.pack.rules.some((rule) => rule.id === it.rule && rule.extend !== null));
  const rule = view.pack.rules.find((one) => one.id === duty?.rule);
  const due = duty ? dueDayOf(view, duty) : null;
  const most = withinInWords(rule?.extend?.max ?? '', lang);
  const hint = LABELS[lang].extendMost(most);
  return { until: { label: words.until, hint, ...(due === null ? {} : { min: addDays(due, 1) }) }, reason: reason(lang) };
};

const deciding = ({ lang }: Asked): Dressed => {
  const words = LABELS[lang];
  return {
    outcome: { label: words.outcome },
    opinion: { label: words.opinion, hint: words.opinionHint, tall: true },
    basis: { label: words.basis, hint: words.basisHint },
  };
};

/** One to a point that was made, and no more. */
const answering = (asked: Asked): Dressed => {
  const points = pointsOf(asked.view.state);
  return Object.fromEntries(
    Array.from({ length: POINTS_MAX }, (_, i) => {
      const point = points[i];
      const label = point && LABELS[asked.lang].answerTo(i + 1, wordsOf(asked, point.n, point.field));
      return [`answer${i + 1}`, label === undefined ? null : { label, needed: true }];
    }),
  );
};

const promising = ({ lang }: Asked): Dressed => {
  const words = LABELS[lang];
  return Object.fromEntries(
    Array.from({ length: PROMISES_MAX }, (_, i) => i + 1).flatMap((nth): [string, Dress][] => [
      [`promise${nth}`, { label: words.promise(nth), ...(nth === 1 ? { hint: words.promiseHint } : { folded: true }) }],
      [`promise${nth}By`, { label: words.promiseBy(nth), ...(nth === 1 ? {} : { folded: true }) }],
    ]),
  );
};

const replying = (asked: Asked): Dressed => ({
  ...deciding(asked),
  facts: { label: LABELS[asked.lang].facts, tall: true },
  ...answering(asked),
  ...promising(asked),
  occurredOn: occurred(asked),
});

/** Offices that a field can name, by the reader's words. */
const offices = ({ view, lang }: Asked, wanted: (office: Office) => boolean) =>
  [...view.jurisdiction.offices.values()].filter(wanted).map((office) => ({ value: office.office, text: nameOf(office, lang) }));

/** Below the office above the lead, at any depth: those it can decide between. */
const passable =
  ({ view: { state, jurisdiction } }: Asked) =>
  (office: Office): boolean => {
    for (let at = office.parent; at !== null; at = jurisdiction.offices.get(at)?.parent ?? null) if (at === state.above) return true;
    return false;
  };

const passing = (asked: Asked, label: string, hint: string, withLead: boolean): Dressed => {
  const { view, lang } = asked;
  const within = passable(asked);
  const options = offices(asked, (office) => within(office) && (withLead || office.office !== view.state.lead));
  return { office: { label, hint, options }, reason: reason(lang) };
};

const serving = ({ view, who, lang }: Asked): Dressed => {
  const level = levelOf(view.state, { kind: 'staff', post: who.post, office: who.office });
  const waiting = unopened(view.state).filter((notice) => NOTICE_LEVELS[notice] === level);
  return {
    notice: { label: LABELS[lang].notice, options: waiting.map((notice) => ({ value: notice, text: NOTICE_WORDS[notice][lang] })) },
    how: { label: LABELS[lang].how },
    occurredOn: { label: LABELS[lang].occurredOn, hint: LABELS[lang].serveHint, ...past(view) },
    note: { label: LABELS[lang].note },
  };
};

const keeping = (asked: Asked): Dressed => {
  const { view, lang } = asked;
  const options = unkept(view.state).map((event) => ({
    value: String(event.n),
    text: wordsOf(asked, event.n, 'promise') || String(event.n),
  }));
  return {
    of: { label: LABELS[lang].promiseWhich, options, needed: true },
    words: { label: LABELS[lang].keptWords, hint: LABELS[lang].keptHint },
    occurredOn: occurred(asked),
  };
};

const helping = (asked: Asked): Dressed => {
  const { view, lang } = asked;
  const { state } = view;
  const taken = [state.lead, state.above, state.above2, state.asked?.office, ...state.helpers.map((it) => it.office)];
  return {
    office: { label: LABELS[lang].which, options: offices(asked, (office) => !taken.includes(office.office)) },
    role: { label: LABELS[lang].role, hint: LABELS[lang].roleHint },
    words: reason(lang, LABELS[lang].helperWords),
  };
};

const linking = ({ view, who, lang }: Asked): Dressed => ({
  trouble: {
    label: LABELS[lang].trouble,
    hint: LABELS[lang].troubleHint,
    options: [...view.jurisdiction.troubles.values()]
      .filter((it) => it.office === who.office && it.endedAt === null && isAlike(it, aboutOf(view.state)))
      .map((it) => ({ value: it.number, text: troubleName(view.jurisdiction, it, lang) })),
  },
});

/** What a transfer slip says before it is signed: where it goes, as a registration does, and how it should be handled. */
const transferring = (asked: Asked): Dressed => ({
  ...registering(asked),
  handling: { label: LABELS[asked.lang].handling, hint: LABELS[asked.lang].handlingHint, tall: true },
});

/** Open hazards of the office, by number, day and place: their words are read on their own pages. */
const confirming = ({ view, lang }: Asked): Dressed => {
  const words = LABELS[lang];
  return {
    what: { label: words.hazardWhat, hint: words.hazardOwn },
    spot: { label: words.hazardSpot },
    seen: { label: words.hazardSeen },
    words: { label: words.hazardTold, hint: words.reasonRead },
    known: {
      label: words.hazardKnown,
      hint: words.hazardKnownHint,
      options: view.openHazards.map((it) => ({
        value: it.hazard,
        text: [
          it.hazard,
          words.hazardOf(dayInWords(it.came_on, lang, view.today)),
          ...(it.place_code === null ? [] : [placeName(view.jurisdiction, it.place_code, lang)]),
          ...(it.same_site ? [words.hazardSame] : []),
        ].join(' · '),
      })),
    },
  };
};

const DRESSES: { readonly [command: string]: (asked: Asked) => Dressed } = {
  register: registering,
  ...HELP_DRESSES,
  ...MEDIATOR_DRESSES,
  ...CHILD_DRESSES,
  propose_transfer: transferring,
  sign_transfer: (asked) => ({ note: { label: LABELS[asked.lang].note }, occurredOn: occurred(asked) }),
  return_transfer: ({ lang }) => ({ reason: { label: LABELS[lang].returnWhy } }),
  regrade: (asked) => ({ grade: graded(asked, LABELS[asked.lang].shorter), reason: reason(asked.lang) }),
  accept: (asked) => ({ points: { label: LABELS[asked.lang].points, hint: LABELS[asked.lang].pointsHint }, occurredOn: occurred(asked) }),
  forward: (asked) => ({
    ...passing(asked, LABELS[asked.lang].forwardTo, LABELS[asked.lang].forwardHint, false),
    by: setsDays(asked.view) ? { label: LABELS[asked.lang].finishBy, hint: LABELS[asked.lang].finishHint, min: asked.view.today } : null,
  }),
  call_duty: ({ lang }) => ({ words: reason(lang, LABELS[lang].dangerWhy) }),
  take_danger: ({ lang }) => ({ words: { label: LABELS[lang].dangerDone, hint: LABELS[lang].dangerHint } }),
  take_back: ({ lang }) => ({ reason: reason(lang, LABELS[lang].takeBackWhy) }),
  object_forward: ({ lang }) => ({ reason: reason(lang, LABELS[lang].objectWhy, LABELS[lang].objectHint) }),
  ask_naming: ({ lang }) => ({ reason: reason(lang, LABELS[lang].naming) }),
  name_office: (asked) => passing(asked, LABELS[asked.lang].nameOffice, LABELS[asked.lang].nameHint, true),
  ask_filer: ({ lang }) => ({ words: { label: LABELS[lang].question, hint: LABELS[lang].questionHint } }),
  offer_inspection: ({ view, lang }) => ({
    on: { label: LABELS[lang].lookOn, hint: LABELS[lang].lookHint, min: view.today },
    where: { label: LABELS[lang].lookWhere },
    words: { label: LABELS[lang].lookWords },
  }),
  hold_inspection: ({ view, lang }) => ({ on: { label: LABELS[lang].lookOn, ...past(view) }, words: { label: LABELS[lang].saw } }),
  add_office: helping,
  release_office: (asked) => ({
    office: {
      label: LABELS[asked.lang].which,
      options: offices(asked, (office) => asked.view.state.helpers.some((it) => it.office === office.office)),
    },
    words: { label: LABELS[asked.lang].note },
  }),
  contribute: ({ lang }) => ({ words: { ...reason(lang, LABELS[lang].contribution), tall: true } }),
  add_papers: ({ lang }) => ({ words: { label: LABELS[lang].papersWords, hint: LABELS[lang].papersHint }, files: null }),
  group_comment: grouping,
  answer_comment: ({ lang }) => ({
    outcome: { label: LABELS[lang].adopted },
    opinion: { label: LABELS[lang].adoptedWhy, hint: LABELS[lang].adoptedHint, tall: true },
  }),
  leave_out_comment: ({ lang }) => ({ reason: { label: LABELS[lang].leftOut, hint: LABELS[lang].leftOutHint } }),
  interim_reply: ({ lang }) => ({ words: { label: LABELS[lang].interim, hint: LABELS[lang].interimHint } }),
  propose_reply: replying,
  return_reply: ({ lang }) => ({ reason: { label: LABELS[lang].returnWhy } }),
  serve: serving,
  answer_dispute: deciding,
  keep_promise: keeping,
  explain_final: ({ lang }) => ({
    words: { label: LABELS[lang].explained },
    ways: { label: LABELS[lang].ways, hint: LABELS[lang].waysHint },
  }),
  refuse: ({ lang }) => ({
    door: { label: LABELS[lang].door },
    where: { label: LABELS[lang].where, hint: LABELS[lang].whereHint },
    reason: reason(lang, LABELS[lang].refusedWhy),
  }),
  extend: extending,
  reply: replying,
  hold_hearing: ({ view, lang }) => ({
    from: { label: LABELS[lang].from, ...past(view) },
    to: { label: LABELS[lang].to, ...past(view) },
    note: { label: LABELS[lang].note },
  }),
  supervise: ({ view, lang }) => ({
    by: { label: LABELS[lang].doneBy, hint: LABELS[lang].doneByHint, min: view.today },
    words: { label: LABELS[lang].words, hint: LABELS[lang].wordsHint, tall: true },
  }),
  decide_review: deciding,
  decide_rereview: deciding,
  confirm_hazard: confirming,
  find_no_hazard: ({ lang }) => ({ reason: reason(lang, LABELS[lang].hazardNone) }),
  grant_reward: ({ lang }) => ({ fine: { label: LABELS[lang].fine, hint: LABELS[lang].fineHint } }),
  refuse_reward: ({ lang }) => ({ reason: reason(lang, LABELS[lang].rewardNone) }),
  locate: ({ view, lang }) => ({
    place: {
      label: LABELS[lang].place,
      hint: LABELS[lang].placeHint,
      options: (view.jurisdiction.places?.set.places ?? []).map((it) => ({ value: it.id, text: inLang(it.label, lang) })),
    },
  }),
  link_trouble: linking,
  unlink_trouble: ({ lang }) => ({ reason: reason(lang) }),
  ask_unseal: ({ lang }) => ({
    purpose: { label: LABELS[lang].purpose, hint: LABELS[lang].purposeHint },
    basis: { label: LABELS[lang].basis, hint: LABELS[lang].basisHint },
    reason: reason(lang, LABELS[lang].reason, LABELS[lang].unsealRead),
  }),
  correct: ({ view, who, lang }) => ({
    n: { label: LABELS[lang].correctWhich, options: choosableEvents(view, who, lang, 'correct') },
    words: { label: LABELS[lang].correction, hint: LABELS[lang].correctionHint },
  }),
  void: ({ view, who, lang }) => ({
    n: { label: LABELS[lang].voidWhich, hint: LABELS[lang].voidHint, options: choosableEvents(view, who, lang, 'void') },
    reason: reason(lang),
  }),
};

/** A field of a form: what its verb says of it, dressed for one matter. */
const formField = (name: string, spec: FieldSpec, dress: Dress, lang: Lang): Field => {
  const { label, hint, options, min, max, tall, folded, needed } = dress;
  const common = {
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(folded ? { folded } : {}),
    ...(spec.optional === true && !needed ? { optional: true } : {}),
  };
  switch (spec.kind) {
    case 'line':
      return { kind: 'line', ...common };
    case 'text':
      return { kind: 'text', ...common, ...(tall ? {} : { short: true }) };
    case 'day':
      return { kind: 'date', ...common, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    case 'choice':
      return { kind: 'select', ...common, options: options ?? choices(spec.of, lang) };
    case 'id':
    case 'step':
      return { kind: 'select', ...common, options: options ?? [] };
    case 'whole':
      return { kind: 'line', digits: true, ...common };
    case 'flag':
      return { kind: 'check', ...common };
    case 'files':
    case 'moment':
    case 'site':
    case 'part':
    case 'group':
    case 'name':
    case 'server':
      throw new Error(`a ${spec.kind} field stands in no form of a step`);
  }
};

/** The form of a step on this matter, from the description of its verb; throws where a field of it has no words for whoever reads it. */
export const fieldsFor = (command: string, asked: Asked): readonly Field[] => {
  const fields = VERBS.find((verb) => verb.name === command)?.fields ?? {};
  const dressed = DRESSES[command]?.(asked) ?? {};
  return givenNames(fields).flatMap((name) => {
    const [spec, dress] = [fields[name], dressed[name]];
    if (spec === undefined || dress === undefined) throw new Error(`the field ${name} of ${command} has no words`);
    return dress === null ? [] : [formField(name, spec, dress, asked.lang)];
  });
};
