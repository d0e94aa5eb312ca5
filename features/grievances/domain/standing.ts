import { dueAfter } from '../../../kernel/calendar/due.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Actor, JsonObject, Level } from '../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { DutyKind } from '../../../kernel/matter/vocabulary.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { findEvent, has, type GrievanceState } from './state.ts';
import type { Context } from './verb.ts';

/** Whether the filer's withdrawal is asked (seven days to think, G8), in effect, or neither. */
export const withdrawal = (state: GrievanceState, context: Context): 'none' | 'asked' | 'effective' => {
  const last = state.history.findLast((event) => event.type === 'withdrawal_asked' || event.type === 'resumed');
  const { withdrawalAfter } = context.pack;
  if (last?.type !== 'withdrawal_asked' || withdrawalAfter === undefined) return 'none';
  const asked = dateIn(last.recordedAt, context.calendar.zone);
  const { breachAt } = dueAfter(
    { on: asked, at: last.recordedAt },
    withdrawalAfter,
    { firstDay: 'excluded', lastDay: 'keep' },
    context.calendar,
  );
  return context.now >= breachAt ? 'effective' : 'asked';
};

/** The stop sign of every step of an office on a matter that its filer has withdrawn. */
export const whenWithdrawn = (state: GrievanceState, context: Context): Refusal | undefined =>
  withdrawal(state, context) === 'effective' ? refuse('withdrawn') : undefined;

/** True when some rule of the pack starts on, or is met by, this kind of event. */
export const packKnows = (pack: Pack, type: MatterEvent['type']): boolean =>
  pack.rules.some(
    (rule) => rule.branch !== 'forward' && (rule.metBy.includes(type) || ('event' in rule.start && rule.start.event === type)),
  );

/** True when a written answer is in force: given, and not set aside since. */
export const isAnswered = (state: GrievanceState): boolean => {
  const last = state.history.findLast((event) => event.type === 'replied' || event.type === 'answer_revoked');
  return last?.type === 'replied';
};

/** True where the pack knows forwarding. */
export const packForwards = (pack: Pack): boolean => pack.rules.some((rule) => 'event' in rule.start && rule.start.event === 'forwarded');

/** True when the actor stands for the office that a matter was forwarded to. */
export const isAsked = (state: GrievanceState, actor: Actor): boolean =>
  actor.kind === 'staff' && state.asked !== null && actor.office === state.asked.office;

/** What taking a forwarded matter over changes: the lead and the offices above it. */
export const takenOver = (state: GrievanceState, actor: Actor): JsonObject =>
  isAsked(state, actor) && state.asked !== null ? { lead: state.asked.office, above: state.asked.above, above2: state.asked.above2 } : {};

/** Whether a later event of a kind exists than the newest of another. */
export const hasSince = (state: GrievanceState, type: MatterEvent['type'], since: MatterEvent['type']): boolean => {
  const from = findEvent(state, since);
  const found = findEvent(state, type);
  return found !== undefined && (from === undefined || state.history.indexOf(found) > state.history.indexOf(from));
};

/** An office may reply once it has taken the matter on: accepted it, or registered it where the pack knows no acceptance. */
export const isTakenOn = (state: GrievanceState, pack: Pack): boolean =>
  has(state, packKnows(pack, 'accepted') ? 'accepted' : 'registered');

/** Why a right of these kinds cannot be used now; undefined when one is open. */
export const rightClosed = (context: Context, kind: DutyKind): Refusal | undefined => {
  const rights = context.obligations.filter((it) => it.kind === kind && it.nature === 'right');
  if (rights.some((it) => it.status === 'running')) return undefined;
  const lapsed = rights.find((it) => it.status === 'lapsed');
  if (lapsed) return refuse('right_lapsed', { due: lapsed.due === null ? null : String(lapsed.due) });
  const pending = rights.find((it) => it.status === 'pending');
  if (pending) return refuse('not_yet', { from: pending.from });
  return rights.some((it) => it.status === 'met' || it.status === 'met_late') ? refuse('already_done') : refuse('right_not_open');
};

/** The running (or overdue) duties of a kind, seen from who owes them. */
export const runningDuties = (context: Context, ...kinds: readonly DutyKind[]): readonly Obligation[] =>
  context.obligations.filter(
    (it) => kinds.includes(it.kind) && it.nature === 'duty' && (it.status === 'running' || it.status === 'overdue'),
  );

/** Whether the office that has the matter owes something on it. */
export const isOwedByOffice = (context: Context): boolean =>
  context.obligations.some((it) => it.level === 0 && it.nature === 'duty' && (it.status === 'running' || it.status === 'overdue'));

/** The stream an actor's office writes to; the filer's and the system's steps name theirs themselves. */
export const levelOf = (state: GrievanceState, actor: Actor): Level | undefined => {
  if (actor.kind !== 'staff') return undefined;
  if (actor.office === state.lead) return 0;
  if (actor.office === state.above) return 1;
  if (actor.office === state.above2) return 2;
  return isAsked(state, actor) || state.helpers.some((it) => it.office === actor.office) ? 0 : undefined;
};
