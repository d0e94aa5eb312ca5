import { addMs, toIso, type Instant } from '../../../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { JsonObject, NewStreamEvent } from '../../../../kernel/stream/event.ts';
import { momentIn, optional, WHOLE, type Fields } from '../../../../kernel/stream/fields.ts';
import type { Staff, StaffContext, StaffVerb } from '../../../../kernel/stream/staff-kind.ts';
import { isRunning, type IncidentState, type Stage } from '../state.ts';

export type Verb = StaffVerb<IncidentState>;
export type Context = StaffContext;

/** Closed but in these stages. */
export const onlyIn =
  (...stages: readonly Stage[]): Verb['closed'] =>
  ({ stage }) =>
    stage !== null && stages.includes(stage) ? undefined : refuse('wrong_stage');

/** While it is going on, and nothing after it. */
export const whileRunning: Verb['closed'] = (state) => (isRunning(state) ? undefined : refuse('wrong_stage'));

/** From when it began until it is closed. */
export const onceBegun: Verb['closed'] = ({ stage }) =>
  stage === 'incident_began' || stage === 'drill_began' || stage === 'danger_over' ? undefined : refuse('wrong_stage');

/** What is said in the same breath as a step, by whoever takes it. */
export const beside = (type: string, actor: Staff, data: JsonObject = {}): NewStreamEvent => ({
  type,
  level: 0,
  actor,
  visibility: 'open',
  data,
  texts: {},
});

/** A minute is entered within so many days of it: what is older is no word of an incident that anybody deals with. */
const OLD_DAYS = 30;

/** A minute that was said lies behind, and not long. */
export const wrongMoment = (input: JsonObject, field: string, { now, calendar }: Context): Refusal | undefined => {
  if (input[field] === undefined) return undefined;
  const at = momentIn(input[field], calendar.zone);
  if (at === undefined) return refuse('field_moment', { field });
  if (at > now) return refuse('moment_in_future', { field });
  return at < addMs(now, -OLD_DAYS * 86_400_000) ? refuse('moment_too_old', { field, days: OLD_DAYS }) : undefined;
};

/** A minute that was said, as an event keeps it: a point in time, whatever the clocks of the place do later. */
export const isoOf = (input: JsonObject, field: string, zone: string): string | undefined => {
  const at: Instant | undefined = momentIn(input[field], zone);
  return at && toIso(at);
};

/** How many, where somebody knows it: people only as counts (G11). */
export const TOLLS = {
  dead: optional(WHOLE),
  missing: optional(WHOLE),
  injured: optional(WHOLE),
  evacuated: optional(WHOLE),
} as const satisfies Fields;
