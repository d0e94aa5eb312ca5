import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { findControlWord } from '../../../kernel/policy/tripwire.ts';
import { readPaper, readPaperNumber } from '../../../kernel/programme/handed-paper.ts';
import { findOccasion, findPeopleWord } from '../../../kernel/programme/people.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Actor, JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { choice, counted, DAY, ID, optional, PART, PAST_DAY, TEXT, WHOLE, type FieldSpec } from '../../../kernel/stream/fields.ts';
import { notPast, textOf, type StaffContext, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { addressed, lastDay, officeField, officesIn, openOwings, type Addressed, type CircularState } from './state.ts';
import { OFFICES_MAX, TAKE_BACKS, TITLE_MAX, type CircularEventKind } from './vocabulary.ts';

type Verb = StaffVerb<CircularState>;

const TITLE = { kind: 'name', max: TITLE_MAX } as const satisfies FieldSpec;

/** How far ahead the day of the receipt and that of carrying it out may lie. */
const RECEIPT_MAX_DAYS = 60;
const CARRY_MAX_DAYS = 366;

const event = (type: CircularEventKind, actor: Actor, data: JsonObject): NewStreamEvent => ({
  type,
  level: 0,
  actor,
  visibility: 'open',
  data,
  texts: {},
});

/** What every addressed office is told to do is nothing of what no office does here: watching people, or acting on a political day (G3, G22). */
const wrongWords = (input: JsonObject): Refusal | undefined => {
  const title = textOf(input, 'title');
  const ofTitle = findPeopleWord(title) ?? findOccasion(title);
  if (ofTitle !== null) return refuse('circular_word', { field: 'title', word: ofTitle });
  const ofWords = findControlWord(textOf(input, 'words'));
  return ofWords === null ? undefined : refuse('circular_word', { field: 'words', word: ofWords });
};

const wrongOffices = (input: JsonObject, own: string, context: StaffContext): Refusal | undefined => {
  const offices = officesIn(input);
  if (offices.length === 0) return refuse('circular_no_office', { field: 'offices' });
  if (!offices.every(context.officeExists)) return refuse('office_unknown', { field: 'offices' });
  return offices.includes(own) ? refuse('circular_own_office', { field: 'offices' }) : undefined;
};

const wrongDays = (input: JsonObject, context: StaffContext): Refusal | undefined => {
  const past = notPast(input, 'receipt_by', context);
  if (past) return past;
  const [receiptBy, carryBy] = [textOf(input, 'receipt_by'), textOf(input, 'carry_by')];
  if (receiptBy > addDays(context.today, RECEIPT_MAX_DAYS)) return refuse('circular_far', { field: 'receipt_by', max: RECEIPT_MAX_DAYS });
  if (carryBy === '') return undefined;
  if (carryBy <= receiptBy) return refuse('circular_carry_day', { field: 'carry_by', due: receiptBy });
  return carryBy > addDays(context.today, CARRY_MAX_DAYS) ? refuse('circular_far', { field: 'carry_by', max: CARRY_MAX_DAYS }) : undefined;
};

/** An office sends a circular to others: each owes its receipt by a day and, where a later day is named, owes carrying it out. */
export const issue: Verb = {
  name: 'issue_circular',
  makes: 'circular_issued',
  fields: {
    title: TITLE,
    paper: PART,
    words: TEXT,
    receipt_by: DAY,
    carry_by: optional(DAY),
    replaces: optional(PART),
    ...counted(OFFICES_MAX, officeField, ID),
  },
  closed: ({ stage }) => (stage === null ? undefined : refuse('already_done')),
  wrong: (input, _state, context, { office }) => {
    const number = readPaperNumber(textOf(input, 'paper'));
    if (isRefusal(number)) return number;
    return wrongWords(input) ?? wrongDays(input, context) ?? wrongOffices(input, office, context);
  },
  adds: ({ office }, _state, input) => ({ lead: office, paper: String(readPaperNumber(textOf(input, 'paper'))) }),
  follows: (input, actor) => {
    const [by, carryBy] = [textOf(input, 'receipt_by'), textOf(input, 'carry_by')];
    const offices = officesIn(input);
    return [
      ...offices.map((office) => event('receipt_owed', actor, { office, by })),
      ...(carryBy === '' ? [] : offices.map((office) => event('carrying_owed', actor, { office, by: carryBy }))),
      event('closing_owed', actor, { by: carryBy === '' ? by : carryBy }),
    ];
  },
};

const whileOpen = ({ stage, takenBack, endedAt }: CircularState): Refusal | undefined =>
  stage === null
    ? refuse('wrong_stage')
    : endedAt === null
      ? undefined
      : refuse(takenBack === null ? 'circular_closed' : 'circular_taken_back');

/** Whether an office may answer what it owes; `which` says what that is, and null where it is not asked. */
const unanswered =
  (which: (own: Addressed) => Addressed['receipt'] | Addressed['carrying']): Verb['closed'] =>
  (state, _context, { office }) => {
    const own = addressed(state, office);
    if (!own) return refuse(state.stage === null ? 'wrong_stage' : 'not_your_post');
    const owing = which(own);
    if (owing === null) return refuse('circular_only_receipt');
    return owing.answer === null ? whileOpen(state) : refuse('already_done');
  };

/** The board is closed by itself with the last answer: nobody waits for anything any more. */
const closesWith = (state: CircularState, start: number | undefined): readonly NewStreamEvent[] =>
  openOwings(state).every((it) => it.start === start) ? [event('board_closed', { kind: 'system' }, {})] : [];

/** A post of an addressed office says that the circular is read there: the receipt says which post and when, and nothing else. */
const confirm: Verb = {
  name: 'confirm_receipt',
  makes: 'receipt_confirmed',
  fields: {},
  closed: unanswered(({ receipt }) => receipt),
  adds: ({ office }, state) => ({ of: addressed(state, office)?.receipt.start ?? -1 }),
  follows: (_input, { office }, state) => closesWith(state, addressed(state, office)?.receipt.start),
};

/** Only what was read can be carried out: the receipt comes first, and is never taken for granted. */
const whileCarrying: Verb['closed'] = (state, context, actor) =>
  unanswered(({ carrying }) => carrying)(state, context, actor) ??
  (addressed(state, actor.office)?.receipt.answer ? undefined : refuse('circular_unread'));

const ofCarrying: NonNullable<Verb['adds']> = ({ office }, state) => ({ of: addressed(state, office)?.carrying?.start ?? -1 });
const closesCarrying: NonNullable<Verb['follows']> = (_input, { office }, state) =>
  closesWith(state, addressed(state, office)?.carrying?.start);

const paperIn = (input: JsonObject, { today }: StaffContext) =>
  readPaper(
    { paper: textOf(input, 'paper'), on: textOf(input, 'on'), pages: textOf(input, 'pages'), sha256: textOf(input, 'sha256') },
    today,
  );

/** Carried out: a paper says so, described by its number, day, pages and hash. No remarks. */
const carryOut: Verb = {
  name: 'report_carried_out',
  makes: 'circular_carried_out',
  fields: { paper: PART, on: PAST_DAY, pages: WHOLE, sha256: optional(PART) },
  closed: whileCarrying,
  wrong: (input, _state, context) => {
    const paper = paperIn(input, context);
    return isRefusal(paper) ? paper : undefined;
  },
  adds: (actor, state, input, context) => {
    const paper = paperIn(input, context);
    if (isRefusal(paper)) throw new Error('a paper that is wrong was refused before');
    const { number, sha256 } = paper;
    return { paper: number, ...(sha256 === undefined ? {} : { sha256 }), ...ofCarrying(actor, state, input, context) };
  },
  follows: closesCarrying,
};

/** Nothing was to be done there: that is said, and never assumed. */
const sayNothing: Verb = {
  name: 'say_nothing_to_do',
  makes: 'nothing_to_do',
  fields: {},
  closed: whileCarrying,
  adds: ofCarrying,
  follows: closesCarrying,
};

const endAll: NonNullable<Verb['follows']> = (_input, actor, state) =>
  openOwings(state).map(({ office, start }) => event('owed_no_more', actor, { of: start, office }));

/** Once every day of it is over, the office that issued it closes the board: what is missing then is missing for ever. */
const close: Verb = {
  name: 'close_board',
  makes: 'board_closed',
  fields: {},
  closed: (state, { today }) => {
    const last = lastDay(state);
    return whileOpen(state) ?? (last !== null && today <= last ? refuse('circular_runs', { due: last }) : undefined);
  },
  follows: endAll,
};

/** It is taken back: nothing of it is owed any more, and what was late stays so. */
const takeBack: Verb = {
  name: 'take_back_circular',
  makes: 'circular_taken_back',
  fields: { reason: choice(TAKE_BACKS) },
  closed: whileOpen,
  follows: endAll,
};

/** Every step after the first, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [confirm, carryOut, sayNothing, close, takeBack];
