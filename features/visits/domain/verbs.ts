import { findOccasion, findPeopleWord } from '../../../kernel/programme/people.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json, JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { choice, DAY, ID, KEPT, LINE, NAME, optional, SERVER, STEP, TEXT, type Fields } from '../../../kernel/stream/fields.ts';
import { notPast, textOf, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { isComplete, toVisit, type TourState } from './state.ts';
import { DRAWN_MAX, FINDINGS, POINTS, type VisitPoint } from './vocabulary.ts';

type Verb = StaffVerb<TourState>;

/** The words of a finding stand beside its point. */
export const wordsField = (point: VisitPoint): string => `${point}_words`;

/** A title says what a tour is: no group of people, no political date (G11, G22). */
const wrongTitle = (input: JsonObject): Refusal | undefined => {
  for (const field of ['title', 'english']) {
    const word = findOccasion(textOf(input, field)) ?? findPeopleWord(textOf(input, field));
    if (word !== null) return refuse('name_word', { field, word });
  }
  return undefined;
};

const sizeOf = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 0);

/** An office above says how many offices will be drawn, until when they are visited, and commits to a seed (server/complete-tour.ts). */
export const announce: Verb = {
  name: 'announce_draw',
  makes: 'draw_announced',
  fields: { title: NAME, english: optional(NAME), count: STEP, until: DAY, drum: SERVER, commitment: SERVER, seed: KEPT },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) => {
    const title = wrongTitle(input);
    if (title) return title;
    const [count, offices] = [Number(input['count']), sizeOf(input['drum'])];
    if (offices === 0) return refuse('visit_none_below');
    const max = Math.min(DRAWN_MAX, offices);
    return count < 1 || count > max ? refuse('visit_count', { field: 'count', max }) : notPast(input, 'until', context);
  },
  adds: ({ office }) => ({ lead: office }),
};

/** The draw: by a checkpoint that holds the announcement, so that nobody knew its root when the seed was committed to. */
const draw: Verb = {
  name: 'draw',
  makes: 'offices_drawn',
  fields: { told: SERVER, root: SERVER, size: SERVER, drawn: SERVER },
  closed: ({ stage }) => (stage === 'draw_announced' ? undefined : refuse(stage === null ? 'wrong_stage' : 'already_done')),
  wrong: (input) => (sizeOf(input['drawn']) === 0 ? refuse('draw_unpublished') : undefined),
  adds: (_actor, { by }) => ({ by }),
};

const complete = (actor: NewStreamEvent['actor']): NewStreamEvent => ({
  type: 'all_examined',
  level: 0,
  actor,
  visibility: 'open',
  data: {},
  texts: {},
});

const TEN: Fields = Object.fromEntries(
  POINTS.flatMap((point) => [
    [point, choice(FINDINGS)],
    [wordsField(point), optional(LINE)],
  ]),
);

/** One visit to each office that was drawn. What is found is about duties, never about who has them. */
const record: Verb = {
  name: 'examine_office',
  makes: 'office_examined',
  fields: { office: ID, ...TEN },
  closed: (state) => (state.drawn === null ? refuse('not_yet') : isComplete(state) || state.closed ? refuse('already_done') : undefined),
  wrong: (input, state) => (toVisit(state).includes(textOf(input, 'office')) ? undefined : refuse('visit_not_drawn', { field: 'office' })),
  follows: (_input, actor, state) => (toVisit(state).length === 1 ? [complete(actor)] : []),
};

/** The tour is over once every office was visited; its report is short. */
const close: Verb = {
  name: 'close_tour',
  makes: 'tour_closed',
  fields: { report: TEXT },
  closed: (state) => (state.closed ? refuse('already_done') : isComplete(state) ? undefined : refuse('not_yet')),
};

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [draw, record, close];
