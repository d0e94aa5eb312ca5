import { addMs, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { fold } from '../domain/roster/state.ts';
import { rosters } from './rosters.ts';
import { systemEvent } from './system-event.ts';

/** Seats of published months that nobody fills, soon; also those whose account has ended since. Rosters with gaps that were told, too. */
const LOOK = statement<{
  matter: string;
  seat: string | null;
  day: PlainDate | null;
  left: boolean;
  holder: string | null;
  gaps_told: string | null;
}>(
  'duty_gaps',
  `select r.matter, t.seat, t.day, t.holder is not null as left, t.holder, r.gaps_told from roster r left join lateral (
     select s.seat, s.day, s.holder, s.begins from duty_seat s
     left join duty_holder h on h.jurisdiction = s.jurisdiction and h.matter = s.matter and h.holder = s.holder
     left join staff f on f.jurisdiction = h.jurisdiction and f.staff = h.staff
     where s.jurisdiction = r.jurisdiction and s.matter = r.matter and not s.dropped and s.begins > $2
       and ((s.holder is null and s.begins < $3) or f.ended_on is not null)
   ) t on true
   where r.jurisdiction = $1 and r.state = 'published' and r.month >= $4 and (t.seat is not null or r.gaps_told is not null)
   order by r.matter, t.begins, t.seat`,
);

const DAY_MS = 86_400_000;
/** How far ahead a gap is told. */
const AHEAD_DAYS = 14;

interface Found {
  readonly left: readonly { readonly seat: string; readonly holder: string | null }[];
  readonly empty: readonly { readonly seat: string; readonly day: PlainDate }[];
}

const sameSeats = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((seat) => b.includes(seat));

/** The day of the nearest of some seats; undefined where there are none. */
const nearest = (days: readonly PlainDate[]): PlainDate | undefined => days.toSorted()[0];

/**
 * What is to be said of a roster: seats that were left, gaps that came near, that they are others now, or that none is left. A gap that nobody
 * filled is one until its shift is over. The clock goes by the nearest: where that is another one than was told, it is counted anew.
 */
const eventsFor = ({ left, empty }: Found, events: readonly StreamEvent[], today: PlainDate, now: Instant) => {
  const { seats, gapsTold } = fold(events);
  const leaving = left.filter(({ seat, holder }) => seats.get(seat)?.holder === holder).map(({ seat }) => seat);
  const gaps = empty.filter(({ seat }) => seats.get(seat)?.holder === null);
  const said = gaps.map(({ seat }) => seat);
  const told = gapsTold.flatMap((id) => seats.get(id) ?? []);
  const open = told.filter((seat) => seat.holder === null && !seat.dropped && seat.to > now);
  const [first, before] = [nearest(gaps.map(({ day }) => day)), nearest(told.map(({ day }) => day))];
  const emptied = leaving.length > 0 ? [systemEvent('seats_emptied', { seats: leaving })] : [];
  if (first === undefined)
    return [...emptied, ...(told.length > 0 && open.length === 0 && leaving.length === 0 ? [systemEvent('gaps_filled', {})] : [])];
  if (sameSeats(said, gapsTold)) return emptied;
  // Told 15 days before its day, so that 14 days later is the day before it; never later than today.
  const [planned, latest] = [addDays(first, -AHEAD_DAYS - 1), addDays(today, -AHEAD_DAYS)];
  const on = planned < latest ? latest : planned > today ? today : planned;
  const isAnew = told.length > 0 && before !== first;
  return [...emptied, ...(isAnew ? [systemEvent('gaps_counted_anew', {})] : []), systemEvent('gaps_found', { seats: said }, on)];
};

const groupsOf = async (service: Service, now: Instant, today: PlainDate): Promise<ReadonlyMap<string, Found>> => {
  const rows = await service.read((tx) =>
    tx.run(LOOK, [tx.jurisdiction, toIso(now), toIso(addMs(now, AHEAD_DAYS * DAY_MS)), addDays(today, -31).slice(0, 7)]),
  );
  return new Map(
    [...Map.groupBy(rows, ({ matter }) => matter)].map(([matter, some]) => [
      matter,
      {
        left: some.flatMap(({ seat, left, holder }) => (seat !== null && left ? [{ seat, holder }] : [])),
        empty: some.flatMap(({ seat, day, left }) => (seat !== null && day !== null && !left ? [{ seat, day }] : [])),
      },
    ]),
  );
};

/**
 * Says of every published month which seats of the next 14 days nobody has, and empties those whose account has ended. A gap is a duty of the
 * office until it is filled. Late or twice, it comes to the same.
 */
export const findGaps = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  for (const [matter, found] of await groupsOf(service, now, today))
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(rosters, it),
      decide: ({ events }) => eventsFor(found, events, today, now),
    });
};
