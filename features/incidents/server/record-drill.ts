import { addMs, instant } from '../../../kernel/calendar/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { isOpenAt, owes, readSiteSlots, recordFilled, rulebookOf, subjectRows } from '../../checks/public.ts';
import type { StaffMember } from '../../../engine/place/read.ts';

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
    { row, met, besides: [{ rule: `drill/${number}`, window: null }], form: null, formHash: null, from: at, asked: { drill: number } },
    { answers: {}, doneAt: at, files: [] },
    `drill ${number} ${row.site}`,
  );
  if (isRefusal(recorded)) throw new Error(`the drill ${number} was not recorded: ${recorded.refused}`);
};
