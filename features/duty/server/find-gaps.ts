import { addMs, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { GAPS_AHEAD_DAYS, gapEvents, type Found } from '../domain/roster/gaps.ts';
import { fold } from '../domain/roster/state.ts';
import { rosters } from './rosters.ts';

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

const groupsOf = async (service: Service, now: Instant, today: PlainDate): Promise<ReadonlyMap<string, Found>> => {
  const rows = await service.read((tx) =>
    tx.run(LOOK, [tx.jurisdiction, toIso(now), toIso(addMs(now, GAPS_AHEAD_DAYS * DAY_MS)), addDays(today, -31).slice(0, 7)]),
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
      decide: ({ events }) => gapEvents(found, fold(events), today, now),
    });
};
