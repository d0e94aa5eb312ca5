import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { TableSpec } from '../../../kernel/stream/table.ts';
import { dayOf, isHung, type HazardState } from './state.ts';
import type { HazardGrade } from './vocabulary.ts';

/** How a hazard stood after an event: what statistics about a day that is over ask of it. Offices, days and closed words. */
export interface HazardDay {
  /** The office that ordered it then. */
  readonly lead: string;
  readonly grade: HazardGrade | null;
  readonly due_on: PlainDate | null;
  readonly mended_on: PlainDate | null;
  /** The day on which it was certain that it is mended: accepted, or put right on the spot. */
  readonly done_on: PlainDate | null;
  readonly stopped: boolean;
  readonly listed: boolean;
  readonly extended: boolean;
}

/**
 * A row for each event by which any of it changed. Rows are only ever added, so how a hazard stood on a day that is over reads the same for
 * ever, whatever happens later.
 */
export const HAZARD_DAYS: TableSpec = {
  name: 'hazard_day',
  key: ['matter', 'n'],
  columns: {
    matter: 'plain',
    n: 'plain',
    since: 'plain',
    lead: 'plain',
    grade: 'plain',
    due_on: 'plain',
    mended_on: 'plain',
    done_on: 'plain',
    stopped: 'plain',
    listed: 'plain',
    extended: 'plain',
  },
  fixed: ['since', 'lead', 'grade', 'due_on', 'mended_on', 'done_on', 'stopped', 'listed', 'extended'],
};

/** What was mended on the spot is done at once; everything else when it was looked at again and accepted. */
const doneAt = ({ stage, acceptedAt, delistedAt, mendedAt }: HazardState): HazardState['mendedAt'] =>
  acceptedAt ?? (stage === 'mended_at_once' || delistedAt !== null ? mendedAt : null);

/** How a hazard stands; undefined before it is found. */
export const hazardDay = (state: HazardState, zone: string): HazardDay | undefined => {
  if (state.lead === null) return undefined;
  return {
    lead: state.lead,
    grade: state.grade,
    due_on: state.by as PlainDate | null, // read as a day by the step that set it
    mended_on: dayOf(state.mendedAt, zone),
    done_on: dayOf(doneAt(state), zone),
    stopped: state.stopped !== null,
    listed: isHung(state),
    extended: state.granted > 0,
  };
};

const FACTS = HAZARD_DAYS.fixed.filter((column) => column !== 'since') as readonly (keyof HazardDay)[]; // its own columns

const isSame = (a: HazardDay, b: HazardDay): boolean => FACTS.every((fact) => a[fact] === b[fact]);

/** The rows of a hazard, by its states after each event. */
export const dayRows = (matter: string, events: readonly StreamEvent[], states: readonly HazardState[], zone: string) => {
  let last: HazardDay | undefined;
  return events.flatMap((event, i) => {
    const state = states[i];
    const now = state && hazardDay(state, zone);
    if (now === undefined || (last !== undefined && isSame(last, now))) return [];
    last = now;
    return [{ matter, n: event.n, since: dateIn(event.recordedAt, zone), ...now }];
  });
};
