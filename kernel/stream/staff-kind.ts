import { mayDo, type AccessAnswer, type AccessRule, type Relation, type Role } from '../access/access.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import { dateIn } from '../calendar/zone.ts';
import type { Obligation } from '../obligation/obligation.ts';
import { obligations } from '../obligation/obligations.ts';
import type { Pack } from '../policy/pack.ts';
import type { Vocabulary, Words } from '../policy/vocabulary.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Actor, Json, JsonObject, NewStreamEvent, StreamEvent } from './event.ts';
import { readFields, type Fields } from './fields.ts';
import { keptFields } from './kept.ts';

/** Everything a decision may look at besides the state. */
export interface StaffContext {
  readonly now: Instant;
  /** `now` as a day of the calendar's zone. */
  readonly today: PlainDate;
  readonly pack: Pack<Words>;
  readonly calendar: Calendar;
  readonly obligations: readonly Obligation<Words>[];
  readonly officeExists: (office: string) => boolean;
  readonly placeExists: (place: string) => boolean;
}

export type Staff = Extract<Actor, { kind: 'staff' }>;

/** One step of a post: what it takes, when it is closed, and what more it asks of what was said. */
export interface StaffVerb<State> {
  readonly name: string;
  readonly makes: string;
  /** Taken on a page of its own, with a file or a click: no form of the usual kind asks for it, and of programs only a form
   * with files. */
  readonly apart?: true;
  /** What it takes, once: forms, the API and the check before it come from it. Words become texts, the rest data. */
  readonly fields: Fields;
  readonly closed: (state: State, context: StaffContext, actor: Staff) => Refusal | undefined;
  readonly wrong?: (input: JsonObject, state: State, context: StaffContext, actor: Staff) => Refusal | undefined;
  /** What else is said in the same breath. */
  readonly follows?: (input: JsonObject, actor: Staff, state: State, context: StaffContext) => readonly NewStreamEvent[];
  /** What the event says beside what was typed. */
  readonly adds?: (actor: Staff, state: State, input: JsonObject, context: StaffContext) => JsonObject;
}

/** A kind of entity that only offices deal with: one stream, steps of posts, nobody outside who is owed or shown anything. */
export interface StaffKind<State> {
  readonly name: string;
  readonly vocabulary: Vocabulary;
  /** What begins one. */
  readonly begins: StaffVerb<State>;
  /** Every other step, in the order in which a page offers them. */
  readonly steps: readonly StaffVerb<State>[];
  /** Total: an event that it does not know changes nothing. */
  readonly fold: (events: readonly StreamEvent[]) => State;
  readonly relationOf: (state: State, office: string) => Relation;
  /** The number of the step that it rests on: what is decided away from the server is decided about that one. Null where none is told apart. */
  readonly restsOn?: (state: State) => number | null;
}

/** Everything outside the entity that a decision depends on. */
export type StaffSurroundings = Omit<StaffContext, 'obligations' | 'today'> & { readonly access: readonly AccessRule[] };

/** A post that asks. */
export interface StaffAsker {
  readonly post: string;
  readonly office: string;
  readonly role: Role;
}

export interface StaffOption<State> {
  readonly verb: StaffVerb<State>;
  /** Why it is closed now; undefined when it is open. */
  readonly because: Refusal | undefined;
}

/** A step, what was typed for it, and how many events the page knew; absent when not checked. */
export interface StaffCommand {
  readonly name: string;
  readonly input: JsonObject;
  readonly expectedLength?: number;
  /** The number of the step that it was decided about: it is no such decision once the entity rests on another. */
  readonly restsOn?: number;
  /** Why the server cannot put together what it adds to the step: told to nobody but a post that may take it as things are. */
  readonly cannot?: Refusal;
}

const answerFor = <State>(
  kind: StaffKind<State>,
  state: State,
  { role, office }: StaffAsker,
  verb: string,
  access: readonly AccessRule[],
): AccessAnswer => mayDo(access, { role, relation: kind.relationOf(state, office), verb, of: kind.name });

/** Whether an entity is there for who asks. */
export const mayRead = <State>(kind: StaffKind<State>, state: State, asker: StaffAsker, { access }: StaffSurroundings): boolean =>
  answerFor(kind, state, asker, 'read', access).allowed;

const contextOf = <State>(kind: StaffKind<State>, events: readonly StreamEvent[], around: StaffSurroundings): StaffContext => ({
  ...around,
  today: dateIn(around.now, around.calendar.zone),
  obligations: obligations(kind.vocabulary, events, around.pack, around.calendar, around.now),
});

/** The steps that the table allows who asks, each with why it is closed now. */
export const staffOptions = <State>(
  kind: StaffKind<State>,
  events: readonly StreamEvent[],
  { post, office, role }: StaffAsker,
  around: StaffSurroundings,
): readonly StaffOption<State>[] => {
  const state = kind.fold(events);
  const context = contextOf(kind, events, around);
  return kind.steps
    .filter((verb) => answerFor(kind, state, { post, office, role }, verb.name, around.access).allowed)
    .map((verb) => ({ verb, because: verb.closed(state, context, { kind: 'staff', post, office }) }));
};

/** The event that a step yields for what was typed; it names the rule that let the post take it. */
const eventOf = <State>(
  { makes, fields, adds }: StaffVerb<State>,
  input: JsonObject,
  actor: Staff,
  state: State,
  rule: string | null,
  context: StaffContext,
): NewStreamEvent => {
  const kept = keptFields(fields);
  const isWords = (name: string): boolean => fields[name]?.kind === 'line' || fields[name]?.kind === 'text' || kept.includes(name);
  const said = (words: boolean): readonly (readonly [string, Json])[] => Object.entries(input).filter(([name]) => isWords(name) === words);
  return {
    type: makes,
    level: 0,
    actor,
    visibility: 'open',
    data: {
      ...Object.fromEntries(said(false)),
      ...adds?.(actor, state, input, context),
      ...(kept.length === 0 ? {} : { kept }),
      ...(rule === null ? {} : { allowedBy: rule }),
    },
    texts: Object.fromEntries(said(true).map(([name, text]) => [name, String(text)])),
  };
};

/** Decides a step on a history; an empty one takes what begins one and nothing else. What one may not see answers like what does not exist. */
export const decideStaff = <State>(
  kind: StaffKind<State>,
  events: readonly StreamEvent[],
  { post, office, role }: StaffAsker,
  { name, input, expectedLength, restsOn, cannot }: StaffCommand,
  around: StaffSurroundings,
): readonly NewStreamEvent[] | Refusal => {
  const state = kind.fold(events);
  const asker = { post, office, role };
  const verb = (events.length === 0 ? [kind.begins] : kind.steps).find((it) => it.name === name);
  if (!verb || (events.length > 0 && !mayRead(kind, state, asker, around))) return refuse('not_found');
  const answer = answerFor(kind, state, asker, name, around.access);
  if (!answer.allowed) return refuse('not_your_post');
  if (expectedLength !== undefined && expectedLength !== events.length) return refuse('version_conflict');
  if (restsOn !== undefined && restsOn !== kind.restsOn?.(state)) return refuse('version_conflict');
  const context = contextOf(kind, events, around);
  const actor = { kind: 'staff', post, office } as const;
  const given = verb.closed(state, context, actor) ?? cannot ?? readFields(verb.fields, input);
  if (isRefusal(given)) return given;
  return (
    verb.wrong?.(given, state, context, actor) ?? [
      eventOf(verb, given, actor, state, answer.rule, context),
      ...(verb.follows?.(given, actor, state, context) ?? []),
    ]
  );
};

/** A field of what was typed, as text. */
export const textOf = (input: JsonObject, name: string): string => String(input[name] ?? '');

/** A day that is said lies ahead, or is today. */
export const notPast = (input: JsonObject, name: string, { today }: StaffContext): Refusal | undefined =>
  textOf(input, name) < today ? refuse('promise_past', { field: name }) : undefined;
