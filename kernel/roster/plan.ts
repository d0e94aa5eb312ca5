import type { Role } from '../access/access.ts';
import type { Label } from '../policy/pack.ts';

/** On which days a shift is held. `working days` and `days off` by the official list, `term days` and `school days` (worked ones) by the published terms. */
export const ON = ['every day', 'working days', 'days off', 'term days', 'school days'] as const;
export type On = (typeof ON)[number];

/** What a seat of a shift is for. */
export const PARTS = ['leader', 'officer', 'standby'] as const;
export type Part = (typeof PARTS)[number];

/** Functions of posts that can have a duty: those who keep accounts or keys have none. */
export const DUTY_ROLES = ['head', 'desk', 'handler', 'mediator', 'inspector', 'duty'] as const satisfies readonly Role[];
export type DutyRole = (typeof DUTY_ROLES)[number];

/** Seats of one kind in a shift. Whoever has one of these posts may fill them. */
export interface SeatRule {
  readonly id: string;
  readonly part: Part;
  readonly label: Label;
  readonly count: number;
  readonly posts: readonly DutyRole[];
}

/** A shift that is a day of reception, too: a leader receives whoever comes, there and then. */
export interface Reception {
  readonly place: Label;
  /** `HH:MM`. */
  readonly from: string;
  readonly to: string;
}

export interface ShiftRule {
  readonly id: string;
  readonly label: Label;
  readonly on: On;
  /** `HH:MM` on the clock there; an end that is no later than the start lies on the next day. */
  readonly from: string;
  readonly to: string;
  /** Hours between two lines of its log at the most; null where none is asked for. */
  readonly logEveryHours: number | null;
  readonly reception: Reception | null;
  readonly seats: readonly SeatRule[];
}

/** When somebody is there: checked against the shifts, so that a plan cannot promise more than it holds. */
export interface DutyCover {
  readonly on: On;
  readonly from: string;
  readonly to: string;
}

/** How an office is on duty, as it is published before use (G1): posts and hours, nobody's name. */
export interface DutyPlan {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  /** The office whose plan it is. */
  readonly office: string;
  readonly clause: Label;
  /** True where no statute says so, or we could not verify that one does; the clause says it in words. */
  readonly ownRule: boolean;
  readonly source: string;
  /** The calendar of `explain`; a jurisdiction counts with its own. */
  readonly calendar: { readonly id: 'cn' | 'weekends-only'; readonly zone: string };
  /** The telephone of the duty, a number of the office: never that of a person. */
  readonly number: string;
  /** The roster of a month is published so many days before it begins. */
  readonly publishDaysBefore: number;
  /** Hours between two shifts of the same person, at least. */
  readonly restHours: number;
  /** No shift is longer; null where no rule says so. */
  readonly longestHours: number | null;
  /** With whom one may exchange: who has the same seat, or any seat for the same part. */
  readonly swap: 'same seat' | 'same part';
  readonly cover: DutyCover;
  readonly shifts: readonly ShiftRule[];
}

export const DAY_MINUTES = 1440;

/** `HH:MM` (24:00 is the end of a day) as minutes after midnight; undefined for anything else. */
export const parseClock = (text: unknown): number | undefined => {
  const found = typeof text === 'string' ? /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) : null;
  const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
  return minutes !== undefined && minutes <= DAY_MINUTES ? minutes : undefined;
};

/** The same of a checked plan. Throws on anything else. */
const getClock = (text: string): number => {
  const minutes = parseClock(text);
  if (minutes === undefined) throw new Error(`not a time of day: ${text}`);
  return minutes;
};

/** A span as minutes after the midnight of its day; its end may lie on the next one. */
export const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): { readonly from: number; readonly to: number } => {
  const [start, end] = [getClock(from), getClock(to)];
  return { from: start, to: end > start ? end : end + DAY_MINUTES };
};
