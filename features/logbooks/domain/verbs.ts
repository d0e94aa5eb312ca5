import { refuse } from '../../../kernel/refusal.ts';
import { SERVER, TEXT } from '../../../kernel/stream/fields.ts';
import type { StaffVerb } from '../../../kernel/stream/staff-kind.ts';
import type { LogbookState } from './state.ts';

type Verb = StaffVerb<LogbookState>;

/** Nobody begins one: time does (server/close-days.ts). */
export const open: Verb = {
  name: 'open_logbook',
  makes: 'logbook_opened',
  fields: { month: SERVER },
  closed: () => refuse('not_your_post'),
};

const lookInto: Verb = {
  name: 'look_into_missed',
  makes: 'looked_into',
  fields: { words: TEXT },
  closed: ({ missed }) => (missed.length > 0 ? undefined : refuse('not_yet')),
};

/** Every step, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [lookInto];
