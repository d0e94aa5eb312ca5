import { addDays, addMonths, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { parseMonth, shiftsOf } from '../../../kernel/roster/shifts.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { beginEntity, rulesFor } from '../../../engine/store/begin-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { plansInForce, type PlanInForce } from './plans.ts';
import { rosters } from './rosters.ts';
import { systemEvent } from '../domain/system-event.ts';

const THERE = statement<{ office: string; plan: string; month: string }>(
  'roster_months_there',
  'select office, plan, month from roster where jurisdiction = $1 and month >= $2',
);

/** So many days before it has to be published a month is opened, so that there is time to say when one is away. */
const DAYS_TO_MAKE_IT = 14;

/** The months of a plan that are open by a day: the present one, and the next one once it comes near. */
export const monthsDue = (today: PlainDate, publishDaysBefore: number): readonly string[] => {
  const month = today.slice(0, 7);
  const next = addMonths(parseMonth(month)?.first ?? today, 1);
  return today >= addDays(next, -publishDaysBefore - DAYS_TO_MAKE_IT) ? [month, next.slice(0, 7)] : [month];
};

/** Of a month that is opened late, because its plan is new, so many days are left at least. */
const DAYS_AT_LEAST = 3;

/** Opens one month of a plan. */
export const openMonthOf = async (
  service: Service,
  it: Jurisdiction,
  { plan, hash }: PlanInForce,
  month: string,
  today: PlainDate,
): Promise<void> => {
  const [rules, days] = [rulesFor(rosters, it), parseMonth(month)];
  if (!rules || !days) return;
  const { office } = plan;
  const supervisor = it.offices.get(office)?.parent ?? null;
  const [planned, least] = [addDays(days.first, -plan.publishDaysBefore), addDays(today, DAYS_AT_LEAST)];
  const by = planned < least ? least : planned;
  const data = { office, plan: plan.id, planHash: hash, month, by, ...(supervisor === null ? {} : { supervisor }) };
  const form = { token: `roster ${office} ${plan.id} ${month}`, request: { office, plan: plan.id, month } };
  const begun = await beginEntity(service, rosters, it, rules, [systemEvent('month_opened', data)], form);
  if (isRefusal(begun)) throw new Error(`a month was not opened: ${begun.refused}`);
};

/** Whether it is known that a plan has no shift in a month: a school in its holidays. Nothing is owed then. */
const isWithoutShifts = (it: Jurisdiction, { plan }: PlanInForce, month: string): boolean => {
  const [days, calendar] = [parseMonth(month), it.calendars.get(it.calendar)];
  const found = days && calendar && shiftsOf(plan, days, calendar, it.routines.terms);
  return found !== undefined && 'shifts' in found && found.shifts.length === 0;
};

/** The day on which all that were wanted had begun, and by which plans: before either changes none is wanted anew. */
const begunBy = new WeakMap<Service, string>();

/** Opens the month of every plan that an office has, before it has to be published. Late or twice, it comes to the same. */
export const openMonths = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const plans = plansInForce(it);
  if (it.imported || plans.length === 0 || !rulesFor(rosters, it)) return;
  const today = dateIn(service.clock(), it.zone);
  const known = [today, ...plans.map(({ hash }) => hash)].join(' ');
  if (begunBy.get(service) === known) return;
  const there = new Set(
    (await service.read((tx) => tx.run(THERE, [tx.jurisdiction, today.slice(0, 7)]))).map(
      ({ office, plan, month }) => `${office} ${plan} ${month}`,
    ),
  );
  for (const one of plans)
    for (const month of monthsDue(today, one.plan.publishDaysBefore))
      if (!there.has(`${one.plan.office} ${one.plan.id} ${month}`) && !isWithoutShifts(it, one, month))
        await openMonthOf(service, it, one, month, today);
  begunBy.set(service, known);
};
