import { addMs, instant, toIso } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { isOpenAt, owes, readSiteSlots, recordFilled, rulebookOf, subjectRows } from '../../checks/public.ts';
import type { StaffMember } from '../../../engine/place/read.ts';

const LATELY = statement<{ matter: string }>(
  'drills_assessed_lately',
  'select matter from drill where jurisdiction = $1 and assessed and site is not null and over_at >= $2 order by over_at limit 2000',
);
/** So long after its end the sweep looks for a drill whose record is missing; one that is assessed later is recorded by that step. */
const LATELY_MS = 30 * 86_400_000;
const ASSESSED = statement<{ site: string; lead: string; over_at: number }>(
  'drill_to_record',
  'select site, lead, over_at from drill where jurisdiction = $1 and matter = $2 and assessed and site is not null and over_at is not null',
);

/** How far around a drill its slots are looked for. */
const DAY_MS = 86_400_000;
const BACK_DAYS = 3;

/**
 * A drill that is assessed meets the duty of its site to hold one: it is a record of that day, as any other that meets a slot. Told again, it is
 * the same record; where nothing is owed, there is none. What the record says is that a drill was held, and where; the rest stays in the drill.
 */
export const recordDrill = async (service: Service, number: string): Promise<void> => {
  const it = await service.jurisdiction();
  const found = await service.read(async (tx) => {
    const [drill] = await tx.run(ASSESSED, [tx.jurisdiction, number]);
    const [row] = drill ? await subjectRows(tx, [drill.site]) : [];
    if (!drill || !row) return undefined;
    const at = instant(drill.over_at);
    const range = { from: addMs(at, -BACK_DAYS * DAY_MS), to: addMs(at, DAY_MS) };
    const slots = (await readSiteSlots(tx, [row], rulebookOf(it), range, at)).get(drill.site) ?? [];
    const who: StaffMember = { staff: `${drill.lead}.head`, post: `${drill.lead}.head`, office: drill.lead, role: 'head' };
    const met = slots.filter(
      (one, i) =>
        one.duty.rule.doneBy === 'drill' &&
        isOpenAt(one, at) &&
        owes(one, row, who) &&
        slots.findIndex((other) => other.duty.key === one.duty.key && isOpenAt(other, at)) === i,
    );
    return { row, met, at, who };
  });
  if (!found || found.met.length === 0) return;
  const { row, met, at, who } = found;
  const recorded = await recordFilled(
    service,
    who,
    { row, met, besides: [{ rule: `drill/${number}`, window: '' }], form: null, formHash: null, from: at, asked: { drill: number } },
    { answers: {}, doneAt: at, files: [] },
    `drill ${number} ${row.site}`,
  );
  if (isRefusal(recorded)) throw new Error(`the drill ${number} was not recorded: ${recorded.refused}`);
};

/** Which drills this process has recorded: told again, each is the same record, and costs nothing. */
const recorded = new WeakMap<Service, Set<string>>();

/** Records the drills that were assessed, those too whose step was interrupted before it came to that. One that fails keeps no other back. */
export const recordDrills = async (service: Service): Promise<void> => {
  const done = recorded.get(service) ?? new Set<string>();
  recorded.set(service, done);
  const since = toIso(addMs(service.clock(), -LATELY_MS));
  const failed: unknown[] = [];
  for (const { matter } of await service.read((tx) => tx.run(LATELY, [tx.jurisdiction, since])))
    if (!done.has(matter))
      await recordDrill(service, matter).then(
        () => done.add(matter),
        (error: unknown) => failed.push(error),
      );
  if (failed.length > 0) throw failed[0];
};
