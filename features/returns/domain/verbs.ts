import { refuse } from '../../../kernel/refusal.ts';
import { choice, DAY, SERVER, STEP } from '../../../kernel/stream/fields.ts';
import { notPast, textOf, type StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { actFor, toldIn, type BookState } from './state.ts';
import { EXCUSES, LOOKED, STRUCK_OUT } from './vocabulary.ts';

type Verb = StaffVerb<BookState>;

/** Nobody begins one: time does (server/open-books.ts). */
export const open: Verb = {
  name: 'open_return_book',
  makes: 'book_opened',
  fields: { month: SERVER },
  closed: () => refuse('not_your_post'),
};

/** A return, a paper, a lesson or a meeting is handed in; the server puts it together from the form, what was counted, and what those below returned. */
const handIn: Verb = {
  name: 'hand_in_return',
  makes: 'return_handed_in',
  apart: true,
  fields: {
    rule: SERVER,
    slot: SERVER,
    nil: SERVER,
    after: SERVER,
    form: SERVER,
    formHash: SERVER,
    figures: SERVER,
    computed: SERVER,
    holds: SERVER,
    lacks: SERVER,
    deeper: SERVER,
    paper: SERVER,
  },
  closed: ({ stage }) => (stage === null ? refuse('wrong_stage') : undefined),
  wrong: (input, state) => {
    const [rule, slot] = [textOf(input, 'rule'), textOf(input, 'slot')];
    if (rule === '' || slot === '') return refuse('field_choice', { field: 'rule' });
    const twice =
      input['after'] === true
        ? state.acts.some((act) => act.rule === rule && act.slot === slot && !act.struckOut)
        : actFor(state, rule, slot);
    return twice ? refuse('return_already') : undefined;
  },
};

/**
 * A return that is wrong stays, and says so; its window is owed again while it is open. What was closed stands: no window becomes missing, and no
 * sum goes without it, once its day or the month of its book is over.
 */
const strikeOut: Verb = {
  name: 'strike_out_return',
  makes: 'return_struck_out',
  fields: { act: STEP, why: choice(STRUCK_OUT) },
  closed: ({ acts }) => (acts.some((act) => !act.struckOut) ? undefined : refuse('not_yet')),
  wrong: (input, state, { today }) => {
    const act = state.acts.find(({ n, struckOut }) => n === Number(input['act']) && !struckOut);
    if (!act) return refuse('field_choice', { field: 'act' });
    const isOver = today.slice(0, 7) > (state.month ?? '') || toldIn(state).has(`${act.rule} ${act.slot}`);
    return isOver ? refuse('return_stands') : undefined;
  },
};

/** The office above says beforehand, or while they run, that some days are not owed. */
const excuse: Verb = {
  name: 'excuse_office',
  makes: 'office_excused',
  fields: { from: DAY, to: DAY, why: choice(EXCUSES) },
  closed: ({ stage }) => (stage === null ? refuse('wrong_stage') : undefined),
  wrong: (input, _state, context) =>
    notPast(input, 'from', context) ?? (textOf(input, 'to') < textOf(input, 'from') ? refuse('period_order', { field: 'to' }) : undefined),
};

const lookInto: Verb = {
  name: 'look_into_missing',
  makes: 'missing_looked_into',
  fields: { found: choice(LOOKED) },
  closed: ({ missing }) => (missing.length > 0 ? undefined : refuse('not_yet')),
};

/** Every step, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [handIn, lookInto, excuse, strikeOut];
