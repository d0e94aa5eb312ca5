import type { Instant } from '../calendar/instant.ts';
import type { Alert } from './alert.ts';
import { capInstant } from './time.ts';

/** A message that says no end is over so long after it was sent: each recipient sets that for itself (CAP 1.2, 3.2.2, `expires`). */
const WITHOUT_END_MS = 72 * 3_600_000;

/** Whether all that a message says is over at an instant. One that says nothing of its own (`info`) is as old as it was sent. */
export const isAlertOver = ({ sent, info = [] }: Pick<Alert, 'sent' | 'info'>, now: Instant): boolean => {
  const last = (capInstant(sent) ?? 0) + WITHOUT_END_MS;
  const ends = info.map(({ expires }) => (expires === undefined ? last : (capInstant(expires) ?? last)));
  return (ends.length === 0 ? [last] : ends).every((end) => end <= now);
};
