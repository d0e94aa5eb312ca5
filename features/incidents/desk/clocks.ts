import type { StaffView } from '../../../engine/staff-entity.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { IncidentState } from '../domain/state.ts';

/** A clock, with what met it: when, by which post, and how it is known. */
export interface Clock {
  readonly duty: Obligation<Words>;
  readonly proof: { readonly at: Instant; readonly post: string | null; readonly how: string | null } | null;
}

/** Every clock that somebody had to meet, in the order of their ends: duties, and none that turned out not to be needed. */
export const clocksOf = ({ duties, entries }: Pick<StaffView<IncidentState>, 'duties' | 'entries'>): readonly Clock[] =>
  duties
    .filter(({ nature, status }) => nature === 'duty' && status !== 'not_needed' && status !== 'pending')
    .toSorted((a, b) => (a.breachAt ?? 0) - (b.breachAt ?? 0))
    .map((duty): Clock => {
      const met = duty.metBy === null ? undefined : entries.find(({ event }) => event.n === duty.metBy?.n)?.event;
      const how = met?.data['proof'];
      return {
        duty,
        proof: met
          ? {
              at: met.recordedAt,
              post: met.actor.kind === 'staff' ? met.actor.post : null,
              how: typeof how === 'string' ? how : null,
            }
          : null,
      };
    });
