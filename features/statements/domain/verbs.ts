import { refuse } from '../../../kernel/refusal.ts';
import { optional, SERVER, TEXT } from '../../../kernel/stream/fields.ts';
import type { StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import { readFigures } from './figures.ts';
import type { StatementState } from './state.ts';

type Verb = StaffVerb<StatementState>;

/** Nobody begins one: time does (server/open-statements.ts). */
export const open: Verb = {
  name: 'open_statement',
  makes: 'statement_opened',
  fields: { unit: SERVER, from: SERVER, to: SERVER, supervisor: SERVER },
  closed: () => refuse('not_your_post'),
};

/** The figures are counted by the server as it is signed (server/count.ts): nobody types a number. */
const counted: Verb['wrong'] = ({ figures }) => (readFigures(figures) ? undefined : refuse('not_ready'));

const sign: Verb = {
  name: 'sign_statement',
  makes: 'statement_signed',
  fields: { figures: SERVER, remarks: optional(TEXT) },
  closed: ({ versions }) => (versions.length === 0 ? undefined : refuse('already_done')),
  wrong: counted,
};

/** Another version beside the one that was signed, counted again, with the reason. */
const correct: Verb = {
  name: 'correct_statement',
  makes: 'statement_corrected',
  fields: { figures: SERVER, reason: TEXT, remarks: optional(TEXT) },
  closed: ({ versions }) => (versions.length === 0 ? refuse('not_yet') : undefined),
  wrong: counted,
};

/** The office above asks for one that is late. */
const press: Verb = {
  name: 'press_statement',
  makes: 'statement_pressed',
  fields: { words: TEXT },
  closed: ({ pressed }, { obligations }) => {
    if (pressed) return refuse('already_done');
    return obligations.some(({ kind, status }) => kind === 'sign_statement' && status === 'overdue') ? undefined : refuse('not_yet');
  },
};

/** Every step, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [sign, correct, press];
