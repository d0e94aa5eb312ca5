import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Reception } from './intake/file.ts';
import { fold, type GrievanceState } from './state.ts';
import { timeline, type Stage } from './timeline.ts';

/** The stages of a matter that would be filed now: what stands before the button. */
export const preview = (
  pack: Pack,
  calendar: Calendar,
  reception: Reception,
  now: Instant,
  /** Of a comment: the last day of the period. */
  until?: PlainDate,
): { readonly stages: readonly Stage[]; readonly state: GrievanceState } => {
  const filed: MatterEvent = {
    type: 'filed',
    v: 1,
    level: 0,
    n: 0,
    recordedAt: now,
    actor: { kind: 'filer' },
    visibility: 'open',
    policy: '',
    calendar: '',
    data: {
      kind: 'grievance',
      lead: reception.lead,
      above: reception.above,
      above2: reception.above2,
      ...(until === undefined ? {} : { until }),
    },
  };
  return { stages: timeline([filed], pack, calendar, now), state: fold([filed]) };
};
