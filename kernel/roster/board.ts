import type { Instant } from '../calendar/instant.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import { clashOf, holdsFor, type Filled, type Holding } from './rules.ts';

/** A seat that wants somebody. */
export interface Wanted extends Omit<Filled, 'holder'> {
  readonly day: PlainDate;
  readonly night: boolean;
  readonly off: boolean;
}

/** How often somebody had a duty. */
export interface Tally {
  readonly shifts: number;
  readonly nights: number;
  readonly holidays: number;
}

/** Somebody who could fill seats: an id that means nothing outside, and nothing about why they are away. */
export interface Candidate {
  readonly id: string;
  readonly holds: readonly Holding[];
  readonly away: readonly PlainDate[];
  /** Of earlier months. */
  readonly before: Tally;
  /** Seats that they have already, of another plan or another month. */
  readonly fixed: readonly Filled[];
}

/** Why somebody was chosen. `count`: how many of that they had so far, before this one. */
export type Reason =
  | { readonly why: 'only_one' }
  | { readonly why: 'fewest_holidays' | 'fewest_nights' | 'fewest_shifts'; readonly count: number }
  /** Hours since the shift before, or to the next one, whichever is shorter. */
  | { readonly why: 'longest_rest'; readonly hours: number }
  | { readonly why: 'in_order' }
  /** Somebody else who could have it was moved, so that no seat stays empty. */
  | { readonly why: 'made_room' }
  /** Exchanged afterwards, so that all have about the same. */
  | { readonly why: 'evened_out' };

export interface Choice {
  readonly seat: string;
  readonly holder: string;
  readonly reason: Reason;
}

const HOUR_MS = 3_600_000;

/** The search as it goes: who has what, and why. */
export class Board {
  readonly seats: readonly Wanted[];
  readonly people: readonly Candidate[];
  readonly chosen = new Map<string, Choice>();
  private readonly could: ReadonlyMap<string, readonly Candidate[]>;
  private readonly held = new Map<string, Wanted[]>();
  private readonly byId: ReadonlyMap<string, Candidate>;

  constructor(seats: readonly Wanted[], people: readonly Candidate[]) {
    this.seats = seats;
    this.people = people.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.byId = new Map(people.map((one) => [one.id, one] as const));
    this.could = new Map(
      seats.map((seat) => [
        seat.seat,
        this.people.filter(
          (one) =>
            !one.away.includes(seat.day) && holdsFor(seat, one.holds) && one.fixed.every((other) => clashOf(seat, other) === undefined),
        ),
      ]),
    );
    for (const { id } of people) this.held.set(id, []);
  }

  /** Whoever holds a post for a seat, is not away and is not bound elsewhere. */
  able(seat: Wanted): readonly Candidate[] {
    return this.could.get(seat.seat) ?? [];
  }

  of(id: string): readonly Wanted[] {
    return this.held.get(id) ?? [];
  }

  person(id: string): Candidate {
    const one = this.byId.get(id);
    if (!one) throw new Error('a seat was given to somebody who is not there');
    return one;
  }

  /** The seats of somebody that do not go with another one, but for those that are given up. */
  clashes(id: string, seat: Wanted, without: readonly Wanted[] = []): readonly Wanted[] {
    return this.of(id).filter((other) => other.seat !== seat.seat && !without.includes(other) && clashOf(seat, other) !== undefined);
  }

  give(seat: Wanted, id: string, reason: Reason): void {
    this.takeBack(seat);
    this.held.get(id)?.push(seat);
    this.chosen.set(seat.seat, { seat: seat.seat, holder: id, reason });
  }

  takeBack(seat: Wanted): void {
    const before = this.chosen.get(seat.seat);
    if (!before) return;
    const held = this.held.get(before.holder) ?? [];
    held.splice(held.indexOf(seat), 1);
    this.chosen.delete(seat.seat);
  }

  tally(id: string): Tally {
    const { before } = this.person(id);
    const own = this.of(id);
    return {
      shifts: before.shifts + own.length,
      nights: before.nights + own.filter((seat) => seat.night).length,
      holidays: before.holidays + own.filter((seat) => seat.off).length,
    };
  }

  /** Hours to the nearest other seat of somebody, before or after. */
  restHours(id: string, seat: Wanted): number {
    const others: readonly { readonly from: Instant; readonly to: Instant }[] = [...this.of(id), ...this.person(id).fixed];
    const gaps = others.map((other) => (other.to <= seat.from ? seat.from - other.to : other.from - seat.to));
    return Math.floor(Math.min(...gaps, 31 * 24 * HOUR_MS) / HOUR_MS);
  }
}
