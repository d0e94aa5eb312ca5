import { STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { ownEvent } from './correct.ts';
import { levelOf, whenWithdrawn } from '../standing.ts';
import { signatureOf } from '../routing/second-signature.ts';
import { evolve, initialState, type GrievanceState } from '../state.ts';
import { newEvent, texts, type Context, type Verb } from '../verb.ts';

/** Answers for an event of a past history: was its verb open just before it? Undefined when it was. */
export type Replay = (before: GrievanceState, event: MatterEvent) => Refusal | undefined;

/** The first later event that would have been refused without `target`. */
const firstOrphan = (state: GrievanceState, target: MatterEvent, replay: Replay): MatterEvent | undefined => {
  let before = initialState;
  let passed = false;
  for (const event of state.history) {
    if (event === target) passed = true;
    else {
      if (passed && event.type !== 'corrected' && replay(before, event)) return event;
      before = evolve(before, event);
    }
  }
  return undefined;
};

/**
 * What was written together with another step, above or beside it; a request that custodians are answering (G4); a promise, a forward and a
 * matter's offices, which others have acted on; what two sides have read and confirmed, and what they were told at the end; a gap, which is counted
 * in public; that a child is not safe.
 */
const FIXED: readonly MatterEvent['type'][] = [
  'supervision_notified',
  'review_notified',
  'answer_revoked',
  'office_named',
  'unseal_asked',
  'promised',
  'forwarded',
  'transfer_signed',
  'notice_opened',
  'term_added',
  'term_dropped',
  'mediation_agreed',
  'term_agreed',
  'mediation_failed',
  'ways_told',
  'gap_noted',
  'child_unsafe',
];

/** Strikes out a wrong step; it stays readable. By a second post, never a filer's event, never when something later stands on it. */
export const voidEvent = (replayIn: (context: Context) => Replay): Verb => ({
  name: 'void',
  by: 'staff',
  makes: 'voided',
  fields: { n: STEP, reason: TEXT },
  closed: (state, context, actor) => {
    const level = levelOf(state, actor);
    const made = state.history.some(
      (it) => it.level === level && it.actor.kind === 'staff' && actor.kind === 'staff' && it.actor.post !== actor.post,
    );
    return whenWithdrawn(state, context) ?? (made ? undefined : refuse('not_yet'));
  },
  decide: (input, state, context, actor) => {
    const event = ownEvent(input, state, actor);
    if (isRefusal(event)) return event;
    if (actor.kind !== 'staff' || event.actor.kind !== 'staff' || event.actor.post === actor.post)
      return refuse('same_post', { field: 'n' });
    // What its whole group was told stands, for one as for all.
    if (FIXED.includes(event.type) || (event.type === 'replied' && 'group' in event.data)) return refuse('later_depends', { field: 'n' });
    const orphan = firstOrphan(state, event, replayIn(context));
    if (orphan) return refuse('later_depends', { field: 'n', later: orphan.n, type: orphan.type });
    const signature = signatureOf(state, event);
    return [
      newEvent({ type: 'voided', level: event.level, actor, data: { n: event.n }, texts: texts(input, 'reason') }),
      ...(signature === undefined ? [] : [newEvent({ type: 'voided', level: event.level, actor, data: { n: signature.n } })]),
    ];
  },
});
