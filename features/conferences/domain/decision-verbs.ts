import { findControlWord } from '../../../kernel/policy/tripwire.ts';
import { findOccasion, findPeopleWord } from '../../../kernel/programme/people.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { choice, DAY, ID, optional, SERVER, STEP, TEXT, type FieldSpec } from '../../../kernel/stream/fields.ts';
import { notPast, textOf, type Staff, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { standing } from './agenda.ts';
import { lateOn, owedBy, toConfirm, tookPart, undecided, type ConferenceState, type Decision } from './state.ts';
import { PUBLIC_LINE_MAX, PUT_OFFS } from './vocabulary.ts';

type Verb = StaffVerb<ConferenceState>;

const PUBLIC_LINE = { kind: 'name', max: PUBLIC_LINE_MAX, optional: true } as const satisfies FieldSpec;

const event = (type: string, actor: Staff, data: JsonObject): NewStreamEvent => ({
  type,
  level: 0,
  actor,
  visibility: 'open',
  data,
  texts: {},
});

/** A day of a decision: from this event its office owes it, and whatever is done about it names this event. */
const daySet = (actor: Staff, decision: number, office: string, by: string): NewStreamEvent =>
  event('day_set', actor, { decision, office, by });

const whileSitting = ({ openedAt, signedAt }: ConferenceState): Refusal | undefined =>
  openedAt === null ? refuse('not_yet') : signedAt === null ? undefined : refuse('already_done');

/** What may be the number of an entity, wherever it stands in a text: a word of letters alone is taken for a word. */
const NUMBER = /(?=[A-Z]*\d)[0-9A-HJKMNP-TV-Z]{8}/i;

/** What everybody is told names no matter, no group of people, no political date, and holds no word of control (G3, G11, G22). */
const wrongLine = (input: JsonObject, { agenda }: ConferenceState, isMatter: boolean): Refusal | undefined => {
  const line = textOf(input, 'public_line');
  if (line === '') return undefined;
  const field = 'public_line';
  if (isMatter) return refuse('decision_single_matter', { field });
  const number = agenda.find(({ entity }) => line.toUpperCase().includes(entity))?.entity ?? NUMBER.exec(line)?.[0] ?? null;
  const word = findControlWord(line) ?? findOccasion(line) ?? findPeopleWord(line) ?? number;
  return word === null ? undefined : refuse('name_word', { field, word });
};

/** What is decided: who owes it, by which day. An office that was not there is given something only by one above it (`below`). */
const decide: Verb = {
  name: 'decide_item',
  makes: 'item_decided',
  fields: { item: optional(ID), office: ID, by: DAY, what: TEXT, public_line: PUBLIC_LINE, below: SERVER },
  closed: whileSitting,
  wrong: (input, state, context) => {
    const item = standing(state.agenda).find(({ entity }) => entity === input['item']);
    if (input['item'] !== undefined && !item) return refuse('field_choice', { field: 'item' });
    const office = textOf(input, 'office');
    if (office === '') return refuse('field_choice', { field: 'office' });
    if (!context.officeExists(office)) return refuse('office_unknown', { field: 'office' });
    if (!tookPart(state, office) && input['below'] !== 'yes') return refuse('decision_office', { field: 'office' });
    if (item && state.decisions.some((it) => it.item === item.entity && it.office === office))
      return refuse('decision_twice', { field: 'item' });
    return notPast(input, 'by', context) ?? wrongLine(input, state, item?.kind === 'matter');
  },
  follows: (input, actor, state) => [daySet(actor, state.decisions.length + 1, textOf(input, 'office'), textOf(input, 'by'))],
};

/** Nothing is decided on an item, and why: none is passed over in silence. */
const putOff: Verb = {
  name: 'put_off_item',
  makes: 'item_put_off',
  fields: { item: ID, reason: choice(PUT_OFFS) },
  closed: (state) => whileSitting(state) ?? (undecided(state).length > 0 ? undefined : refuse('already_done')),
  wrong: (input, state) =>
    undecided(state).some(({ entity }) => entity === input['item']) ? undefined : refuse('field_choice', { field: 'item' }),
};

/** The minutes are signed once every item has its decision or its reason, and are sent to every office that took part. */
const sign: Verb = {
  name: 'sign_minutes',
  makes: 'minutes_signed',
  fields: { minutes: TEXT },
  closed: (state) =>
    whileSitting(state) ?? (undecided(state).length > 0 ? refuse('minutes_undecided', { count: undecided(state).length }) : undefined),
  follows: (_input, actor, { offices }) => offices.map((office) => event('minutes_sent', actor, { office })),
};

const unanswered: Verb['closed'] = ({ signedAt, signatures }, _context, { office }) => {
  if (signedAt === null) return refuse('not_yet');
  const own = signatures.find((it) => it.office === office);
  return own === undefined ? refuse('not_your_post') : own.answer === null ? undefined : refuse('already_done');
};

const sentTo = ({ signatures }: ConferenceState, office: string): JsonObject => ({
  of: signatures.find((it) => it.office === office)?.n ?? -1,
});

const countersign: Verb = {
  name: 'countersign_minutes',
  makes: 'minutes_countersigned',
  fields: {},
  closed: unanswered,
  adds: ({ office }, state) => sentTo(state, office),
};

/** An office that does not agree says so, and that stands with the minutes. What was decided stays owed. */
const dissent: Verb = {
  name: 'state_dissent',
  makes: 'dissent_stated',
  fields: { reason: TEXT },
  closed: unanswered,
  adds: ({ office }, state) => sentTo(state, office),
};

const decisionOf = (among: readonly Decision[], input: JsonObject): Decision | undefined =>
  among.find((it) => it.nth === Number(input['decision']));

const unknownDecision = (): Refusal => refuse('field_choice', { field: 'decision' });

/** The office that owes it says what was done. */
const keep: Verb = {
  name: 'keep_decision',
  makes: 'decision_kept',
  fields: { decision: STEP, done: TEXT },
  closed: (state, _context, { office }) =>
    owedBy(state, office).length > 0 ? undefined : refuse(state.decisions.some((it) => it.office === office) ? 'already_done' : 'not_yet'),
  wrong: (input, state, _context, { office }) => (decisionOf(owedBy(state, office), input) ? undefined : unknownDecision()),
  adds: ({ office }, state, input) => ({ of: decisionOf(owedBy(state, office), input)?.start ?? -1 }),
};

const whatWasKept = (state: ConferenceState, input: JsonObject): JsonObject => ({
  of: decisionOf(toConfirm(state), input)?.kept?.n ?? -1,
});

const whileToConfirm: Verb['closed'] = (state) => (toConfirm(state).length > 0 ? undefined : refuse('not_yet'));

/** Who said that it was done does not confirm it. */
const wrongConfirming: NonNullable<Verb['wrong']> = (input, state, _context, { post }) => {
  const decision = decisionOf(toConfirm(state), input);
  if (!decision) return unknownDecision();
  return decision.kept?.post === post ? refuse('decision_own_word', { field: 'decision' }) : undefined;
};

const confirm: Verb = {
  name: 'confirm_decision',
  makes: 'decision_confirmed',
  fields: { decision: STEP },
  closed: whileToConfirm,
  wrong: wrongConfirming,
  adds: (_actor, state, input) => whatWasKept(state, input),
};

/** It was not done as decided: its office owes it anew, by another day. */
const giveBack: Verb = {
  name: 'return_decision',
  makes: 'decision_not_confirmed',
  fields: { decision: STEP, reason: TEXT, by: DAY },
  closed: whileToConfirm,
  wrong: (input, state, context, actor) => wrongConfirming(input, state, context, actor) ?? notPast(input, 'by', context),
  adds: (_actor, state, input) => whatWasKept(state, input),
  follows: (input, actor, state) => {
    const decision = decisionOf(toConfirm(state), input);
    return decision ? [daySet(actor, decision.nth, decision.office, textOf(input, 'by'))] : [];
  },
};

const extendable = (state: ConferenceState, today: string): readonly Decision[] =>
  state.decisions.filter((it) => it.kept === null && !it.extended && it.by >= today);

/** More time, once, with a reason, and before the day is over: what is late stays late. */
const extend: Verb = {
  name: 'extend_decision',
  makes: 'decision_extended',
  fields: { decision: STEP, until: DAY, reason: TEXT },
  closed: (state, { today }) => (extendable(state, today).length > 0 ? undefined : refuse('not_yet')),
  wrong: (input, state, { today }) => {
    const decision = decisionOf(state.decisions, input);
    if (!decision || decision.kept !== null) return unknownDecision();
    if (decision.extended) return refuse('decision_extended_once', { field: 'decision' });
    if (decision.by < today) return refuse('decision_late', { field: 'decision' });
    return textOf(input, 'until') <= decision.by ? refuse('decision_earlier', { field: 'until', due: decision.by }) : undefined;
  },
  follows: (input, actor, state) => {
    const decision = decisionOf(extendable(state, ''), input);
    return decision
      ? [event('day_moved', actor, { of: decision.start }), daySet(actor, decision.nth, decision.office, textOf(input, 'until'))]
      : [];
  },
};

/** The office that called takes up everything that is late, and says what is to be done. */
const press: Verb = {
  name: 'press_late',
  makes: 'late_pressed',
  fields: { words: TEXT },
  closed: (state, { today }) => (lateOn(state, today).length > 0 ? undefined : refuse('not_yet')),
  adds: (_actor, state, _input, { today }) => ({ decisions: lateOn(state, today).map(({ nth }) => nth) }),
};

/** The meeting is over once its minutes are answered, or the time for that is; what was decided runs on. */
const close: Verb = {
  name: 'close_conference',
  makes: 'conference_closed',
  fields: {},
  closed: ({ signedAt, closedAt, signatures }, { obligations }) => {
    if (closedAt !== null) return refuse('already_done');
    if (signedAt === null) return refuse('not_yet');
    const waits = obligations.some((it) => it.kind === 'countersign_minutes' && it.status === 'running');
    return waits && signatures.some((it) => it.answer === null) ? refuse('minutes_unanswered') : undefined;
  },
};

/** The steps from the opening on, in the order in which a page offers them. */
export const DECISION_STEPS: readonly Verb[] = [decide, putOff, sign, keep, countersign, dissent, confirm, giveBack, extend, press, close];
