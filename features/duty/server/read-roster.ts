import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Part } from '../../../kernel/roster/plan.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** The roster of a month as its row has it. */
export interface RosterRow {
  readonly matter: string;
  readonly office: string;
  readonly supervisor: string | null;
  readonly plan: string;
  readonly plan_hash: Buffer;
  readonly month: string;
  readonly state: 'open' | 'proposed' | 'published';
  readonly publish_by: PlainDate;
  readonly published_on: PlainDate | null;
  readonly gaps_told: string | null;
  /** Whether its accounts are not kept any more. */
  readonly forgotten: boolean;
}

/** A seat with the account that fills it: for the office itself, as long as it is kept. */
export interface SeatRow {
  readonly matter: string;
  readonly seat: string;
  readonly office: string;
  readonly plan: string;
  readonly shift: string;
  readonly kind: string;
  readonly part: Part;
  readonly day: PlainDate;
  readonly begins: Instant;
  readonly ends: Instant;
  readonly posts: string;
  readonly rest_hours: number;
  readonly holder: string | null;
  readonly post: string | null;
  readonly staff: string | null;
  /** The last day on which the account held its post; null: it holds it. */
  readonly ended_on: PlainDate | null;
  readonly at_once: boolean;
  readonly reception_from: Instant | null;
  readonly reception_to: Instant | null;
}

const ROSTER = 'matter, office, supervisor, plan, plan_hash, month, state, publish_by, published_on, gaps_told, forgotten';
const SEAT =
  't.matter, t.seat, t.office, t.plan, t.shift, t.kind, t.part, t.day, t.begins, t.ends, t.posts, t.rest_hours, t.holder, t.post, h.staff, f.ended_on, t.at_once, t.reception_from, t.reception_to';
const WITH_STAFF =
  'duty_seat t left join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder left join staff f on f.jurisdiction = h.jurisdiction and f.staff = h.staff';

type RawSeat = Omit<SeatRow, 'begins' | 'ends' | 'reception_from' | 'reception_to'> & {
  readonly begins: number;
  readonly ends: number;
  readonly reception_from: number | null;
  readonly reception_to: number | null;
};
const seatOf = (row: RawSeat): SeatRow => ({
  ...row,
  begins: instant(row.begins),
  ends: instant(row.ends),
  reception_from: row.reception_from === null ? null : instant(row.reception_from),
  reception_to: row.reception_to === null ? null : instant(row.reception_to),
});

const ONE = statement<RosterRow>('roster_by_number', `select ${ROSTER} from roster where jurisdiction = $1 and matter = $2`);
const SOME = statement<RosterRow>('rosters_by_number', `select ${ROSTER} from roster where jurisdiction = $1 and matter = any($2)`);
const OF_OFFICE = statement<RosterRow>(
  'rosters_of_office',
  `select ${ROSTER} from roster where jurisdiction = $1 and office = $2 and month >= $3 order by month desc, plan limit 40`,
);
const BELOW = statement<RosterRow>(
  'rosters_below',
  `select ${ROSTER} from roster where jurisdiction = $1 and supervisor = $2 and month >= $3 order by month desc, office, plan limit 400`,
);
const OF_ROSTER = statement<RawSeat>(
  'seats_of_roster',
  `select ${SEAT} from ${WITH_STAFF} where t.jurisdiction = $1 and t.matter = $2 and not t.dropped order by t.begins, t.seat`,
);
const AROUND = statement<RawSeat>(
  'seats_around',
  `select ${SEAT} from ${WITH_STAFF} where t.jurisdiction = $1 and t.office = $2 and t.ends > $3 and t.begins < $4 and t.holder is not null order by t.begins, t.seat`,
);
const NOW = statement<RawSeat>(
  'seats_now',
  `select ${SEAT} from ${WITH_STAFF} where t.jurisdiction = $1 and t.published and not t.dropped and t.ends > $2 and t.begins <= $2 order by t.office, t.plan, t.begins, t.seat`,
);

/** A roster by its number. */
export const findRoster = async (tx: Transaction, number: string): Promise<RosterRow | undefined> =>
  (await tx.run(ONE, [tx.jurisdiction, number]))[0];
export const rostersByNumber = (tx: Transaction, numbers: readonly string[]): Promise<readonly RosterRow[]> =>
  tx.run(SOME, [tx.jurisdiction, numbers]);
/** Those of an office from a month on, the newest first. */
export const rostersOf = (tx: Transaction, office: string, from: string): Promise<readonly RosterRow[]> =>
  tx.run(OF_OFFICE, [tx.jurisdiction, office, from]);
/** Those of the offices below one. */
export const rostersBelow = (tx: Transaction, office: string, from: string): Promise<readonly RosterRow[]> =>
  tx.run(BELOW, [tx.jurisdiction, office, from]);
/** The seats of a month in the order of time. */
export const seatsOfRoster = async (tx: Transaction, number: string): Promise<readonly SeatRow[]> =>
  (await tx.run(OF_ROSTER, [tx.jurisdiction, number])).map(seatOf);
/** Seats of an office that somebody has in a span, of whichever plan and month. */
export const seatsAround = async (tx: Transaction, office: string, from: Instant, to: Instant): Promise<readonly SeatRow[]> =>
  (await tx.run(AROUND, [tx.jurisdiction, office, toIso(from), toIso(to)])).map(seatOf);
/** The seats of all offices in which somebody is now, or should be. */
export const seatsNow = async (tx: Transaction, now: Instant): Promise<readonly SeatRow[]> =>
  (await tx.run(NOW, [tx.jurisdiction, toIso(now)])).map(seatOf);

const OPEN_SWAPS = statement<{
  n: number;
  kind: 'exchange' | 'leave';
  seat: string;
  back: string | null;
  state: 'asked' | 'taken';
  asker: string | null;
  taker: string | null;
}>(
  'open_swaps',
  `select w.n, w.kind, w.seat, w.back, w.state, a.staff as asker, b.staff as taker from duty_swap w
   left join duty_holder a on a.jurisdiction = w.jurisdiction and a.matter = w.matter and a.holder = w.asked_by
   left join duty_holder b on b.jurisdiction = w.jurisdiction and b.matter = w.matter and b.holder = w.taken_by
   where w.jurisdiction = $1 and w.matter = $2 and w.state in ('asked', 'taken') order by w.n`,
);
/** Exchanges and leaves of a month that wait, with the accounts that asked and took. */
export const openSwaps = (tx: Transaction, number: string) => tx.run(OPEN_SWAPS, [tx.jurisdiction, number]);

const TO_APPROVE = statement<{ matter: string; waiting: number }>(
  'swaps_to_approve',
  `select w.matter, count(*) as waiting from duty_swap w join roster r on r.jurisdiction = w.jurisdiction and r.matter = w.matter
   join duty_seat t on t.jurisdiction = w.jurisdiction and t.matter = w.matter and t.seat = w.seat
   where w.jurisdiction = $1 and r.office = $2 and w.state = 'taken' and t.begins > $3 group by w.matter order by w.matter`,
);
/** How many wait for the head of an office, by roster: of shifts that have not begun. */
export const swapsToApprove = (tx: Transaction, office: string, now: Instant) => tx.run(TO_APPROVE, [tx.jurisdiction, office, toIso(now)]);
