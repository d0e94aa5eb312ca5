import { addDays, daysBetween, parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { DELIVERABLES, LOOKING, PHASES_MAX, type Deliverable } from './vocabulary.ts';

/** One phase of a round: whole days, both ends included, and what it yields. */
export interface Phase {
  readonly phase: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly deliverable: Deliverable;
}

/** The phases that a form or an event says, in order; what was left empty is none. */
export const phasesIn = (said: JsonObject): readonly Phase[] =>
  Array.from({ length: PHASES_MAX }, (_, i) => i + 1).flatMap((nth) => {
    const [from, to] = ['from', 'to'].map((end) => parsePlainDate(String(said[`phase${nth}_${end}`] ?? '')));
    const deliverable = DELIVERABLES.find((it) => it === said[`phase${nth}_yields`]);
    return from === undefined || to === undefined || deliverable === undefined ? [] : [{ phase: nth, from, to, deliverable }];
  });

/** Phases after one of them ends later: those behind it move by as many days. */
export const movedPhases = (phases: readonly Phase[], moved: number, to: PlainDate): readonly Phase[] => {
  const was = phases.find((it) => it.phase === moved);
  const days = was ? daysBetween(was.to, to) : 0;
  return phases.map((it) =>
    it.phase === moved ? { ...it, to } : it.phase > moved ? { ...it, from: addDays(it.from, days), to: addDays(it.to, days) } : it,
  );
};

/** Whether sites are looked at in a phase. */
export const isLooking = ({ deliverable }: Phase): boolean => LOOKING.includes(deliverable);

/** The phase that a day lies in. */
export const phaseOn = (phases: readonly Phase[], day: PlainDate): Phase | undefined =>
  phases.find(({ from, to }) => from <= day && day <= to);
