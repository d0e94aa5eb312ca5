import { addMs, instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import type { Form } from '../../../kernel/form/form.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { newestCheckpoint } from '../../../engine/log/prove.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { spotRows } from '../../sites/public.ts';
import type { Along, AlongSlot } from '../domain/along.ts';
import type { SiteSlot } from '../domain/site-duties.ts';
import { owes } from './record-check.ts';
import { rulebookOf } from './rulebook.ts';
import { readSiteSlots } from './site-slots.ts';
import { subjectRows, type Subject } from './subjects.ts';
import { SLOT_PARTIES } from './slot-parties.ts';

const HOUR_MS = 3_600_000;
/** How far ahead a device knows what is to be looked at. */
const AHEAD_MS = 72 * HOUR_MS;
/** Most sites that a device takes along: those first of which something ends first. */
const SITES_MAX = 200;

const SITES = statement<{ site: string }>(
  'sites_to_take_along',
  `select site from (
    (select o.matter as site, min(o.due_at) as due from obligation o where o.jurisdiction = $1 and o.office = $2 and o.nature = 'duty' and o.owed_by = any($3) and o.status in ('pending', 'open', 'late') and o.due_at < $4 group by o.matter order by due, site limit $5)
    union all (select s.matter, 'infinity'::timestamptz from site s where s.jurisdiction = $1 and s.office = $2 and s.until is null order by s.matter limit $5)
  ) theirs group by site order by min(due), site limit $5`,
);

/** The last day of a window that ends with a day; null of one that ends at an hour. */
const lastDayOf = ({ due }: SiteSlot['window'], zone: string): string | null => {
  const last = dateIn(instant(due - 1), zone);
  return last === dateIn(due, zone) ? null : last;
};

const slotOf = ({ duty, window, id }: SiteSlot, row: Subject, form: string | null, zone: string): AlongSlot => ({
  site: row.site,
  rule: duty.key,
  slot: id,
  label: duty.rule.label,
  clause: duty.rule.clause,
  form,
  from: window.from,
  due: window.due,
  last: lastDayOf(window, zone),
});

/** Whether somebody in the field can still do something about it. */
const isToDo = ({ state, provisional }: SiteSlot): boolean => provisional === null && (state === 'open' || state === 'ahead');

const slotsAlong = async (
  tx: Transaction,
  it: Jurisdiction,
  who: StaffMember,
  rows: readonly Subject[],
  now: Instant,
): Promise<readonly AlongSlot[]> => {
  const all = await readSiteSlots(tx, rows, rulebookOf(it), { from: now, to: addMs(now, AHEAD_MS) }, now);
  return rows
    .flatMap((row) =>
      (all.get(row.site) ?? [])
        .filter((slot) => isToDo(slot) && owes(slot, row, who))
        .map((slot) => slotOf(slot, row, it.forms.newest.get(slot.duty.rule.form ?? '') ?? null, it.zone)),
    )
    .toSorted((a, b) => a.due - b.due || (a.site < b.site ? -1 : 1));
};

/** Everything that a device of this post needs for three days without a signal, and nothing more (G21). */
export const readAlong = async (service: Service, who: StaffMember): Promise<Along> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const head = newestCheckpoint(service.store)?.checkpoint;
  const office = it.offices.get(who.office);
  const isFor = mayList(it.access, who.role, 'check');
  return service.read(async (tx) => {
    const ids = isFor
      ? await tx.run(SITES, [tx.jurisdiction, who.office, SLOT_PARTIES, toIso(addMs(now, 366 * 24 * HOUR_MS)), SITES_MAX + 1])
      : [];
    const some = ids.slice(0, SITES_MAX).map((row) => row.site);
    const rows = await subjectRows(tx, some);
    const spots = Map.groupBy(await spotRows(tx, some), (spot) => spot.site);
    const slots = await slotsAlong(tx, it, who, rows, now);
    const forms = [...new Set(slots.flatMap((slot) => slot.form ?? []))].flatMap((hash): readonly (readonly [string, Form])[] => {
      const form = it.forms.get(hash);
      return form ? [[hash, form]] : [];
    });
    return {
      huiyin: 'along/1',
      at: now,
      zone: it.zone,
      post: who.post,
      office: { 'zh-CN': office?.name_zh ?? who.office, en: office?.name_en ?? who.office },
      checkpoint: head ? { size: head.size, root: toHex(head.root) } : null,
      sites: rows.map(({ site, name, english }) => ({
        site,
        name,
        english,
        spots: (spots.get(site) ?? []).map(({ spot, name: called }) => ({ spot, name: called })),
      })),
      slots,
      forms: Object.fromEntries(forms),
      more: ids.length > SITES_MAX,
    };
  });
};
