import { parsePlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { findGag } from '../../../../kernel/policy/gag.ts';
import { findControlWord } from '../../../../kernel/policy/tripwire.ts';
import { choice, DAY, LINE, noted, optional, STEP, WHOLE } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { mediatorClosed, termsOf } from './table.ts';

/**
 * What one side can owe the other. Closed: each is a thing done or handed over. Complaining, travelling, publishing and suing are not among
 * them and cannot be (G17).
 */
export const TERM_OBJECTS = [
  'pay_money',
  'hand_over',
  'repair',
  'remove',
  'put_up',
  'do_work',
  'let_use',
  'share_use',
  'limit_nuisance',
  'mark_boundary',
  'give_paper',
  'apologise',
] as const;

/** Who owes it: a side, or each the other. */
export const TERM_OWED_BY = ['opener', 'other', 'both'] as const;

/** Most terms of one agreement. */
export const TERMS_MAX = 12;

/** A term that both sides have spoken of: what, who owes it, by which day (People's Mediation Law art. 28-29). Each side confirms the list for itself. */
export const addTerm: Verb = {
  name: 'add_term',
  by: 'staff',
  makes: 'term_added',
  most: 60,
  fields: {
    object: choice(TERM_OBJECTS),
    owes: choice(TERM_OWED_BY),
    what: noted(LINE, 'What exactly; never about complaining, travelling, publishing or suing (term_gags).'),
    amount: optional(noted(WHOLE, 'Whole yuan; of pay_money, and of nothing else.')),
    by: DAY,
  },
  closed: (state, context) =>
    mediatorClosed(state, context) ??
    (!has(state, 'session_held')
      ? refuse('not_yet')
      : termsOf(state).length >= TERMS_MAX
        ? refuse('steps_spent', { max: TERMS_MAX })
        : undefined),
  decide: (input, _state, context, actor) => {
    const { amount } = input;
    const object = field(input, 'object');
    const by = parsePlainDate(field(input, 'by'));
    if (by === undefined) return refuse('field_date', { field: 'by' });
    if (by < context.today) return refuse('promise_past', { field: 'by' });
    if ((object === 'pay_money') !== (typeof amount === 'number' && amount > 0)) return refuse('term_amount', { field: 'amount' });
    const what = field(input, 'what');
    const gag = findGag(what) ?? findControlWord(what);
    if (gag !== null) return refuse('term_gags', { field: 'what', word: gag });
    const data = { object, owes: field(input, 'owes'), by, ...(typeof amount === 'number' && amount > 0 ? { amount } : {}) };
    return [newEvent({ type: 'term_added', level: 0, actor, data, texts: texts(input, 'what') })];
  },
};

/** A term that is no longer meant; whoever had confirmed the list confirms it anew. */
export const dropTerm: Verb = {
  name: 'drop_term',
  by: 'staff',
  makes: 'term_dropped',
  fields: { of: STEP },
  closed: (state, context) => mediatorClosed(state, context) ?? (termsOf(state).length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, _context, actor) =>
    termsOf(state).some(({ n }) => n === input['of'])
      ? [newEvent({ type: 'term_dropped', level: 0, actor, data: { of: input['of'] ?? null } })]
      : refuse('field_choice', { field: 'of' }),
};
