import type { DemoPlace } from '../../../desk/feature.ts';
import { addAccount } from '../../../engine/people/staff.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { takeStaffStep, type StaffEntityKind } from '../../../engine/staff-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import { addMs, instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { parseMonth } from '../../../kernel/roster/shifts.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { beginShifts } from './begin-shifts.ts';
import { monthsDue, openMonthOf } from './open-months.ts';
import { plansInForce, type PlanInForce } from './plans.ts';
import { rostersOf, seatsOfRoster, type SeatRow } from './read-roster.ts';
import { rosters } from './rosters.ts';
import { shifts } from './shifts.ts';

/** How many accounts stand on the posts beside the first: nobody signs in with them, they only have their turn. */
const MORE = [
  ['housing', 'head', 7],
  ['housing', 'duty', 9],
  ['fire', 'duty', 10],
] as const;

const memberOf = (staff: string): StaffMember => {
  const post = staff.replace(/\d+$/, '');
  const [office = '', name] = post.split('.');
  const role = ROLES.find((it) => it === name);
  if (!role) throw new Error(`there is no role ${name}`);
  return { staff, post, office, role };
};

/** Takes a step that has to go well. */
const taken = async <State>(
  service: Service,
  kind: StaffEntityKind<State>,
  number: string,
  staff: string,
  name: string,
  input: JsonObject = {},
): Promise<void> => {
  const refusal = await takeStaffStep(service, kind, number, memberOf(staff), { name, input });
  if (refusal) throw new Error(`${name} by ${staff}: ${JSON.stringify(refusal)}`);
};

const addPeople = async (service: Service, now: Instant): Promise<void> => {
  await service.read(async (tx) => {
    for (const [office, role, count] of MORE)
      for (let nth = 2; nth <= count; nth += 1)
        await addAccount(tx, { staff: `${office}.${role}${nth}`, office, oidc: false }, role, { by: null, with: null, confirmsFrom: now });
  });
};

const rosterIn = async (service: Service, { plan }: PlanInForce, month: string): Promise<string> => {
  const row = (await service.read((tx) => rostersOf(tx, plan.office, month))).find((one) => one.plan === plan.id && one.month === month);
  if (!row) throw new Error(`the demo has no roster of ${month}`);
  return row.matter;
};

const SHIFTS = statement<{ matter: string; shift: string; begins: number; ends: number; signed: boolean }>(
  'demo_duty_shifts',
  'select matter, shift, begins, ends, signed_in_at is not null as signed from duty_shift where jurisdiction = $1 and roster = $2 and ends <= $3 order by ends, shift',
);

const HOUR_MS = 3_600_000;
const DAYS_BACK = 2;
const LINES = ['接班检查：电话、电台、应急照明正常。', '巡查一遍，未见异常。', '接市民来电一个，已转办并登记。'];

const inShift = (seats: readonly SeatRow[], shift: string): string | undefined =>
  seats.find((seat) => seat.shift === shift && seat.staff !== null)?.staff ?? undefined;

/** Hands the shifts of the last days over, each at its own time; the newest that is over waits for the next signature. */
const handOver = async ({ service, setClock, now }: DemoPlace, roster: string): Promise<void> => {
  const seats = await service.read((tx) => seatsOfRoster(tx, roster));
  const order = [...new Set(seats.map(({ shift }) => shift))];
  for (;;) {
    const over = (await service.read((tx) => tx.run(SHIFTS, [tx.jurisdiction, roster, toIso(now)]))).filter(({ signed }) => !signed);
    const [one] = over;
    const next = one && order[order.indexOf(one.shift) + 1];
    const [out, into] = [one && inShift(seats, one.shift), next === undefined ? undefined : inShift(seats, next)];
    if (!one || out === undefined || into === undefined) return;
    setClock(instant(Math.min(one.ends - HOUR_MS, now)));
    await taken(service, shifts, one.matter, out, 'write_line', { words: LINES[order.indexOf(one.shift) % LINES.length] ?? '' });
    setClock(instant(Math.min(one.ends + 60_000, now)));
    await taken(service, shifts, one.matter, out, 'sign_out');
    // One that only just ended waits, so that a visitor sees what is to be signed.
    if (over.length === 1) return;
    setClock(instant(Math.min(one.ends + 300_000, now)));
    await taken(service, shifts, one.matter, into, 'sign_in');
  }
};

/** Opens, proposes and publishes a month of a plan in time. */
const makeMonth = async ({ service, now, setClock }: DemoPlace, plan: PlanInForce, month: string): Promise<string> => {
  const it = await service.jurisdiction();
  const first = parseMonth(month)?.first;
  if (first === undefined) throw new Error(`no month: ${month}`);
  const at = (days: number): Instant => instant(Math.min(startOfDay(addDays(first, -days), it.zone) + 10 * HOUR_MS, now));
  setClock(at(18));
  await openMonthOf(service, it, plan, month, dateIn(at(18), it.zone));
  const roster = await rosterIn(service, plan, month);
  const head = `${plan.plan.office}.head`;
  setClock(at(10));
  await taken(service, rosters, roster, head, 'propose_month');
  await taken(service, rosters, roster, head, 'publish_month');
  return roster;
};

/** The next officer who has a turn asks for a stand-in. */
const askForStandIn = async (service: Service, numbers: readonly string[], now: Instant): Promise<void> => {
  for (const number of numbers) {
    const seats = await service.read((tx) => seatsOfRoster(tx, number));
    const asks = seats.find((seat) => seat.part === 'officer' && seat.begins > now && seat.staff !== null);
    if (asks?.staff == null) continue;
    await taken(service, rosters, number, asks.staff, 'ask_leave', { seat: asks.seat });
    return;
  }
};

/** This month of two offices, published, with the shifts of the last days handed over, and one who asks for a stand-in. */
export const fillDemo = async (place: DemoPlace): Promise<string> => {
  const { service, now, setClock } = place;
  const it = await service.jurisdiction();
  const today = dateIn(now, it.zone);
  await addPeople(service, now);
  for (const plan of plansInForce(it)) {
    const isFire = plan.plan.office === 'fire';
    const [month = '', next] = monthsDue(today, plan.plan.publishDaysBefore);
    const roster = await makeMonth(place, plan, month);
    const after = next === undefined ? undefined : await makeMonth(place, plan, next);
    const seats = await service.read((tx) => seatsOfRoster(tx, roster));
    // Every shift of the last days begins at its own time.
    const back = addMs(startOfDay(today, it.zone), -DAYS_BACK * 24 * HOUR_MS);
    for (const { begins } of seats.filter((seat) => seat.begins >= back && seat.begins <= now)) {
      setClock(begins);
      await beginShifts(service);
    }
    setClock(now);
    await beginShifts(service);
    await handOver(place, roster);
    setClock(now);
    if (!isFire) await askForStandIn(service, [roster, ...(after === undefined ? [] : [after])], now);
  }
  return 'rosters of two offices';
};
