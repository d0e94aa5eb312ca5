import type { Relation } from '../../../kernel/access/access.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { choice, DAY, optional, PART, SERVER, TEXT } from '../../../kernel/stream/fields.ts';
import { notPast, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { itemIn } from './agenda.ts';
import { GIVEN_UP, TAKEN, type TakenEventKind } from './vocabulary.ts';

/** A matter that a head has taken, as its events tell it: a number, a subject of the published list, a post and days. */
export interface TakenState {
  readonly stage: TakenEventKind | null;
  /** The number of the matter, and what it is about. */
  readonly of: string;
  readonly subject: string | null;
  readonly lead: string | null;
  readonly post: string;
  readonly by: PlainDate | null;
  /** The conference at which it was decided to take it; null where the head took it alone. */
  readonly conference: string | null;
  readonly endedAt: Instant | null;
}

const initialState: TakenState = { stage: null, of: '', subject: null, lead: null, post: '', by: null, conference: null, endedAt: null };

/** Folds one event into the state. Total: one that it does not know changes nothing. */
const evolve = (state: TakenState, { type: kind, data, actor, recordedAt }: StreamEvent): TakenState => {
  const type = kind as TakenEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'matter_taken': {
      const item = itemIn(data['item']);
      const post = actor.kind === 'staff' ? actor.post : '';
      const conference = typeof data['conference'] === 'string' ? data['conference'] : null;
      const about = { of: item?.entity ?? '', subject: item?.subject ?? null };
      return {
        ...state,
        ...about,
        stage: type,
        lead: String(data['lead']),
        post,
        by: parsePlainDate(String(data['by'])) ?? null,
        conference,
      };
    }
    case 'plan_changed':
      return { ...state, stage: type };
    case 'taken_concluded':
    case 'taken_given_up':
      return { ...state, stage: type, endedAt: recordedAt };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const foldTaken = (events: readonly StreamEvent[]): TakenState => events.reduce(evolve, initialState);

/** It is its own office's; nobody else opens it. */
export const takenRelationOf = ({ lead }: TakenState, office: string): Relation => (lead === null || office === lead ? 'own' : 'other');

type Verb = StaffVerb<TakenState>;

/** A head takes one matter, by its number, with one plan and a day (server/complete-taken.ts looks it up for that head's eyes). */
export const takeMatter: Verb = {
  name: 'take_matter',
  makes: 'matter_taken',
  fields: { number: PART, by: DAY, plan: TEXT, conference: optional(PART), item: SERVER },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context) =>
    itemIn(input['item'])?.kind === 'matter' ? notPast(input, 'by', context) : refuse('agenda_item_unknown', { field: 'number' }),
  adds: ({ office }) => ({ lead: office }),
};

const byItsPost: Verb['closed'] = ({ endedAt, post }, _context, actor) =>
  endedAt !== null ? refuse('already_done') : actor.post === post ? undefined : refuse('not_your_post');

const changePlan: Verb = { name: 'change_plan', makes: 'plan_changed', fields: { plan: TEXT }, closed: byItsPost };

/** Once the matter is decided: that it was answered is looked up, and not said. */
const conclude: Verb = {
  name: 'conclude_taken',
  makes: 'taken_concluded',
  fields: { words: TEXT, answered: SERVER },
  closed: byItsPost,
  wrong: (input) => (input['answered'] === true ? undefined : refuse('taken_undecided')),
};

const giveUp: Verb = {
  name: 'give_up_taken',
  makes: 'taken_given_up',
  fields: { reason: choice(GIVEN_UP) },
  closed: ({ endedAt }) => (endedAt === null ? undefined : refuse('already_done')),
};

/** Every step after the first, in the order in which a page offers them. */
export const TAKEN_STEPS: readonly Verb[] = [changePlan, conclude, giveUp];

/** Which matters are taken, by which post: numbers, subjects, posts and days. */
export const TAKEN_MATTERS: TableSpec = {
  name: 'taken_matter',
  key: ['matter'],
  columns: {
    matter: 'plain',
    of_matter: 'plain',
    subject: 'plain',
    office: 'plain',
    post: 'plain',
    by_day: 'plain',
    taken_on: 'plain',
    ended_on: 'plain',
  },
  fixed: ['of_matter', 'subject', 'office', 'post', 'by_day', 'taken_on'],
};

/** Recomputes every row from its events. */
export const projectTaken = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const { stage, of, subject, lead, post, by, endedAt } = foldTaken(events);
  if (!first || !last || lead === null) throw new Error('a matter is taken first');
  const takenOn = dateIn(first.recordedAt, calendar.zone);
  const row = { matter, of_matter: of, subject, office: lead, post, by_day: by, taken_on: takenOn };
  return {
    listed: { sort: 'taken_matter', came_on: takenOn, subject: null, place_code: null },
    streams: [{ level: 0, office: lead, state: stage ?? 'matter_taken', length: events.length }],
    assignments: [{ level: 0, office: lead, role: 'lead', since: 0, until: null }],
    obligations: obligationRows(obligations(TAKEN, events, pack, calendar, last.recordedAt), events, () => lead),
    tables: [{ spec: TAKEN_MATTERS, rows: [{ ...row, ended_on: endedAt === null ? null : dateIn(endedAt, calendar.zone) }] }],
  };
};
