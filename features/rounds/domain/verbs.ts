import { findOccasion, findPeopleWord } from '../../../kernel/programme/people.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { SITE_CLASSES } from '../../../kernel/site/classes.ts';
import type { JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { choice, counted, DAY, FLAG, ID, LINE, NAME, optional, SERVER, STEP, TEXT, type Fields } from '../../../kernel/stream/fields.ts';
import { textOf, type Staff, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { isLooking, movedPhases, phasesIn, type Phase } from './phases.ts';
import { classesIn, classField, officeField, officesIn, openOf, type Asked, type RoundState } from './state.ts';
import { DELIVERABLES, MOVES, OFFICES_MAX, PHASES_MAX, SUBJECTS, TOUR_POINTS, TOURS_MAX } from './vocabulary.ts';

type Verb = StaffVerb<RoundState>;

const PHASES: Fields = Object.fromEntries(
  Array.from({ length: PHASES_MAX }, (_, i) => [
    [`phase${i + 1}_yields`, optional(choice(DELIVERABLES))],
    [`phase${i + 1}_from`, optional(DAY)],
    [`phase${i + 1}_to`, optional(DAY)],
  ]).flat(),
);

const system = (type: string, actor: Staff, data: JsonObject): NewStreamEvent => ({
  type,
  level: 0,
  actor,
  visibility: 'open',
  data,
  texts: {},
});

const asks = (actor: Staff, { phase, what, office, by }: Omit<Asked, 'n' | 'handedIn'>): NewStreamEvent =>
  system('deliverable_asked', actor, { phase, what, office, by });

/** A title says what is looked at: no political date, no group of people, nothing about what somebody does or thinks (G11, G22). */
const wrongTitle = (input: JsonObject): Refusal | undefined => {
  for (const field of ['title', 'english']) {
    const word = findOccasion(textOf(input, field)) ?? findPeopleWord(textOf(input, field));
    if (word !== null) return refuse('name_word', { field, word });
  }
  return undefined;
};

/** Phases follow each other, the first begins today or later, sites are looked at in one, and nothing comes after the closing report. */
const wrongPhases = (input: JsonObject, phases: readonly Phase[], today: string): Refusal | undefined => {
  for (let nth = 1; nth <= PHASES_MAX; nth += 1) {
    const parts = ['yields', 'from', 'to'].map((part) => `phase${nth}_${part}`);
    const said = parts.filter((part) => input[part] !== undefined);
    const [lacking] = parts.filter((part) => input[part] === undefined);
    if (said.length > 0 && lacking !== undefined)
      return refuse(lacking.endsWith('yields') ? 'field_choice' : 'field_date', { field: lacking });
  }
  for (const [i, { phase, from, to }] of phases.entries()) {
    if (to < from) return refuse('period_order', { field: `phase${phase}_to` });
    const before = phases[i - 1];
    if (before ? from <= before.to : from < today) return refuse(before ? 'round_phases' : 'promise_past', { field: `phase${phase}_from` });
    if (before?.deliverable === 'closing_report') return refuse('round_yields', { field: `phase${before.phase}_yields` });
  }
  return phases.some(isLooking) ? undefined : refuse('round_no_checks', { field: 'phase1_yields' });
};

const lastDay = (phases: readonly Phase[]): string => phases.at(-1)?.to ?? '';

/** The office above opens a round, with a published form, for classes of sites and the offices that supervise them where they lie. */
export const open: Verb = {
  name: 'open_round',
  makes: 'round_opened',
  fields: {
    title: NAME,
    english: optional(NAME),
    subject: choice(SUBJECTS),
    form: ID,
    tours: STEP,
    ...Object.fromEntries(SITE_CLASSES.map((it) => [classField(it), FLAG])),
    ...counted(OFFICES_MAX, officeField, ID),
    ...PHASES,
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, { today, officeExists }) => {
    const title = wrongTitle(input);
    if (title) return title;
    if (input['form'] === undefined) return refuse('field_choice', { field: 'form' });
    if (Number(input['tours']) > TOURS_MAX) return refuse('round_tours', { field: 'tours', max: TOURS_MAX });
    if (classesIn(input).length === 0) return refuse('round_no_class', { field: 'classes' });
    const offices = officesIn(input);
    if (offices.length === 0) return refuse('round_no_office', { field: 'offices' });
    if (!offices.every(officeExists)) return refuse('office_unknown', { field: 'offices' });
    return wrongPhases(input, phasesIn(input), today);
  },
  adds: ({ office }) => ({ lead: office }),
  follows: (input, actor) => {
    const phases = phasesIn(input);
    return [
      ...phases
        .filter(({ deliverable }) => deliverable !== 'closing_report')
        .flatMap(({ phase, to, deliverable }) =>
          officesIn(input).map((office) => asks(actor, { phase, what: deliverable, office, by: to })),
        ),
      ...(Number(input['tours']) > 0 ? [system('tours_asked', actor, { by: lastDay(phases) })] : []),
    ];
  },
};

const whileRunning: Verb['closed'] = ({ stage, report }) => (stage === null || report !== null ? refuse('wrong_stage') : undefined);

const toursMissing = ({ toursAsked, tours }: RoundState): boolean => tours.length < toursAsked;

/** Dates move to later days only, with a public reason; what comes behind moves along. What is over stays over. */
const moveDates: Verb = {
  name: 'move_dates',
  makes: 'dates_moved',
  fields: { phase: STEP, to: DAY, reason: choice(MOVES) },
  closed: (state, context, actor) =>
    whileRunning(state, context, actor) ?? (state.phases.some(({ to }) => to >= context.today) ? undefined : refuse('not_yet')),
  wrong: (input, { phases }, { today }) => {
    const phase = phases.find((it) => it.phase === input['phase']);
    if (!phase || phase.to < today) return refuse('field_choice', { field: 'phase' });
    return textOf(input, 'to') <= phase.to ? refuse('round_earlier', { field: 'to', due: phase.to }) : undefined;
  },
  follows: (input, actor, state) => {
    const phases = movedPhases(state.phases, Number(input['phase']), getPlainDate(textOf(input, 'to')));
    const moved = state.asked.filter((it) => !it.handedIn && it.phase >= Number(input['phase']));
    return [
      ...moved.flatMap((it) => [
        system('deliverable_moved', actor, { of: it.n }),
        asks(actor, { ...it, by: phases.find(({ phase }) => phase === it.phase)?.to ?? it.by }),
      ]),
      ...(toursMissing(state) ? [system('tours_moved', actor, {}), system('tours_asked', actor, { by: lastDay(phases) })] : []),
    ];
  },
};

/** An office hands in what a phase asks of it: in words, or by the number of a paper. What is late can be handed in after the closing, too. */
const handIn: Verb = {
  name: 'hand_in',
  makes: 'deliverable_handed_in',
  fields: { phase: STEP, words: TEXT, paper: optional(LINE) },
  closed: (state, _context, actor) =>
    (state.offices.includes(actor.office) ? undefined : refuse('not_your_post')) ??
    (openOf(state, actor.office).length > 0 ? undefined : refuse('already_done')),
  wrong: (input, state, _context, { office }) =>
    openOf(state, office).some((it) => it.phase === input['phase']) ? undefined : refuse('field_choice', { field: 'phase' }),
  adds: ({ office }, state, input) => ({ of: openOf(state, office).find((it) => it.phase === input['phase'])?.n ?? -1 }),
};

/** Whoever leads a round looks at how an office keeps its duties. What is found is about duties, never about who has them. */
const recordTour: Verb = {
  name: 'record_tour',
  makes: 'tour_made',
  fields: { office: ID, ...Object.fromEntries(TOUR_POINTS.map((it) => [it, FLAG])), found: optional(TEXT) },
  closed: (state, context, actor) =>
    whileRunning(state, context, actor) ?? (state.phases.some(({ from }) => from <= context.today) ? undefined : refuse('not_yet')),
  wrong: (input, { offices }) => {
    if (!offices.includes(textOf(input, 'office'))) return refuse('round_not_covered', { field: 'office' });
    return TOUR_POINTS.some((it) => input[it] === true) ? undefined : refuse('round_no_point', { field: TOUR_POINTS[0] });
  },
  follows: (_input, actor, state) => (state.tours.length + 1 === state.toursAsked ? [system('tours_complete', actor, {})] : []),
};

/** What stays in force afterwards is written down, and the report is counted (server/read-progress.ts). */
const close: Verb = {
  name: 'close_round',
  makes: 'round_closed',
  fields: { measures: TEXT, report: SERVER },
  closed: (state, context, actor) =>
    whileRunning(state, context, actor) ?? (lastDay(state.phases) < context.today ? undefined : refuse('not_yet')),
  adds: (_actor, { toursAsked, tours }, input) => ({
    report: { ...(input['report'] as JsonObject), tours: { asked: toursAsked, made: tours.length } }, // an object, or it was refused
  }),
  wrong: (input) => (typeof input['report'] === 'object' ? undefined : refuse('field_type', { field: 'report' })),
};

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [handIn, recordTour, moveDates, close];
