import { addMs, instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addMonths, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Candidate, Tally, Wanted } from '../../../kernel/roster/board.ts';
import { proposeRoster } from '../../../kernel/roster/search.ts';
import { parseMonth, shiftsOf, type Shift } from '../../../kernel/roster/shifts.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { accountsOf, holdersFor, holdingOf } from './holders.ts';
import { planOf, type PlanInForce } from './plans.ts';
import { findRoster, seatsAround, type RosterRow, type SeatRow } from './read-roster.ts';

const TALLIES = statement<{ staff: string; shifts: number; nights: number; holidays: number }>(
  'duty_tallies',
  `select h.staff, count(*) as shifts, count(*) filter (where t.night) as nights, count(*) filter (where t.day_off) as holidays
   from duty_seat t join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder
   where t.jurisdiction = $1 and t.office = $2 and t.plan = $3 and t.published and t.begins >= $4 and t.begins < $5 group by h.staff`,
);
const AWAY = statement<{ staff: string; day: PlainDate }>(
  'duty_days_away',
  'select staff, day from duty_away where jurisdiction = $1 and staff = any($2) and day between $3 and $4',
);

/** Seats that reach into a month from the months before and after, with the longest rest that a plan may ask for. */
const REACH_MS = 6 * 86_400_000;
/** How far back it is looked who had how many. */
const MONTHS_BACK = 12;
const NONE: Tally = { shifts: 0, nights: 0, holidays: 0 };

/** Who was there in no earlier month begins where those are who had the fewest: nobody has to catch up on a year. */
const startOf = (tallies: readonly Tally[]): Tally =>
  tallies.length === 0
    ? NONE
    : {
        shifts: Math.min(...tallies.map((it) => it.shifts)),
        nights: Math.min(...tallies.map((it) => it.nights)),
        holidays: Math.min(...tallies.map((it) => it.holidays)),
      };

const fixedOf = (rows: readonly SeatRow[], staff: string): Candidate['fixed'] =>
  rows
    .filter((row) => row.staff === staff)
    .map((row) => ({
      seat: row.seat,
      holder: staff,
      from: row.begins,
      to: row.ends,
      posts: row.posts.split(' '),
      restHours: row.rest_hours,
    }));

interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/** Everybody of the office who could have a seat of the month: what they hold, when they are away, what they had. */
const candidatesOf = async (
  tx: Transaction,
  row: RosterRow,
  { from, to, first, last }: Span,
  zone: string,
): Promise<readonly Candidate[]> => {
  const accounts = await accountsOf(tx, row.office);
  const back = startOfDay(addMonths(first, -MONTHS_BACK), zone);
  const tallies = new Map(
    (await tx.run(TALLIES, [tx.jurisdiction, row.office, row.plan, toIso(back), toIso(from)])).map((it) => [it.staff, it] as const),
  );
  const away = await tx.run(AWAY, [tx.jurisdiction, accounts.map(({ staff }) => staff), first, last]);
  const around = (await seatsAround(tx, row.office, instant(from - REACH_MS), addMs(to, REACH_MS))).filter(
    ({ matter }) => matter !== row.matter,
  );
  const start = startOf([...tallies.values()]);
  return accounts.map(({ staff, role }) => ({
    id: staff,
    holds: [holdingOf(role, null, zone)],
    away: away.filter((it) => it.staff === staff).map(({ day }) => day),
    before: tallies.get(staff) ?? start,
    fixed: fixedOf(around, staff),
  }));
};

const wantedOf = (shifts: readonly Shift[], restHours: number): readonly Wanted[] =>
  shifts.flatMap(({ seats, from, to, day, night, off }) =>
    seats.map(({ seat, posts }) => ({ seat, posts, from, to, day, night, off, restHours })),
  );

/** What an event says of the seats of a month; who has them, by holder. */
const seatsSaid = (shifts: readonly Shift[], restHours: number, chosen: ReadonlyMap<string, JsonObject>): readonly JsonObject[] =>
  shifts.flatMap((shift) =>
    shift.seats.map(({ seat, kind, part, posts }) => ({
      seat,
      shift: shift.shift,
      kind,
      part,
      posts: [...posts],
      day: shift.day,
      from: toIso(shift.from),
      to: toIso(shift.to),
      restHours,
      ...(shift.night ? { night: true } : {}),
      ...(shift.off ? { off: true } : {}),
      // Of several leaders the first one receives.
      ...(shift.reception && seat === shift.seats.find((one) => one.part === 'leader')?.seat
        ? { receptionFrom: toIso(shift.reception.from), receptionTo: toIso(shift.reception.to) }
        : {}),
      ...chosen.get(seat),
    })),
  );

const shiftsOfMonth = (
  it: Jurisdiction,
  { plan }: PlanInForce,
  month: string,
  now: Instant,
): { readonly shifts: readonly Shift[]; readonly span: Span } | Refusal => {
  const days = parseMonth(month);
  const calendar = it.calendars.get(it.calendar);
  if (!days || !calendar) return refuse('not_ready');
  const found = shiftsOf(plan, days, calendar, it.routines.terms);
  if ('unknown' in found) return refuse('duty_calendar_unknown', { year: found.year, why: found.unknown });
  // Nobody is said to have been there before it was said.
  const shifts = found.shifts.filter(({ from }) => from > now);
  const [first] = shifts;
  return first
    ? { shifts, span: { ...days, from: first.from, to: instant(Math.max(...shifts.map(({ to }) => to))) } }
    : refuse('duty_no_shifts');
};

/** The roster of a month as the search has it: what a step says, and the holders that it names, made on the way. */
export const proposalOf = async (service: Service, number: string): Promise<JsonObject | Refusal> => {
  const it = await service.jurisdiction();
  return service.read(async (tx): Promise<JsonObject | Refusal> => {
    const row = await findRoster(tx, number);
    const inForce = row && planOf(it, row.office, row.plan);
    if (!row || !inForce) return refuse('duty_plan_unknown');
    const { plan, hash } = inForce;
    const month = shiftsOfMonth(it, inForce, row.month, service.clock());
    if (isRefusal(month)) return month;
    const candidates = await candidatesOf(tx, row, month.span, it.zone);
    const { choices, gaps } = proposeRoster(wantedOf(month.shifts, plan.restHours), candidates);
    const accounts = await accountsOf(tx, row.office);
    const chosen = [...new Set(choices.map(({ holder }) => holder))];
    const holders = await holdersFor(tx, number, chosen);
    const said = new Map(
      choices.map(({ seat, holder, reason }): readonly [string, JsonObject] => {
        const post = accounts.find(({ staff }) => staff === holder)?.post ?? '';
        return [seat, { holder: holders.get(holder) ?? '', post, reason: { ...reason } }];
      }),
    );
    return { planHash: hash, swapWith: plan.swap, seats: [...seatsSaid(month.shifts, plan.restHours, said)], gaps: [...gaps] };
  });
};
