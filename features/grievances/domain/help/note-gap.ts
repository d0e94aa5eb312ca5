import { TEXT } from '../../../../kernel/stream/fields.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { has, type GrievanceState } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

const GAP_KINDS = ['help', 'grievance', 'suggestion'];

/** Whether no rule covering something can be said of such a matter. */
const isOfGaps = (pack: Pack): boolean => GAP_KINDS.includes(pack.kind);

/**
 * No rule covers what is asked: said once a matter, in words that its filer reads, and counted by subject for everybody (functions.md 16.07). It
 * answers nothing: whatever is owed stays owed.
 */
export const noteGap: Verb = {
  name: 'note_gap',
  by: 'staff',
  makes: 'gap_noted',
  isOf: isOfGaps,
  fields: { words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'gap_noted') ? refuse('already_done') : has(state, 'registered') ? undefined : refuse('not_yet')),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'gap_noted', level: 0, actor, texts: texts(input, 'words') })],
};

/** The day on which it was said that no rule covers it; null where nobody has. */
export const gapOn = (state: GrievanceState, zone: string): PlainDate | null => {
  const noted = state.history.find((event) => event.type === 'gap_noted');
  return noted ? dateIn(noted.recordedAt, zone) : null;
};
