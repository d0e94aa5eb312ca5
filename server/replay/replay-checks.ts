import type { Instant } from '../../kernel/calendar/instant.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { beginStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import type { StaffMember } from '../../engine/place/read.ts';
import type { Service } from '../../engine/service.ts';
import { statement } from '../../engine/store/transaction.ts';
import { checks } from '../../features/checks/server/checks.ts';
import { sites } from '../../features/sites/server/sites.ts';
import type { Row } from '../import/rows.ts';
import { readCheckRow, type CheckMapping, type CheckRow } from './check-rows.ts';

/** What a file of inspections comes to. Days from finding to correction; of findings that are not corrected there are none. */
export interface ChecksReport {
  readonly sites: number;
  readonly inspections: number;
  readonly nil: number;
  readonly withFindings: number;
  readonly findings: number;
  readonly corrected: { readonly within30: number; readonly within90: number; readonly within365: number; readonly all: number };
  readonly medianDays: number | null;
  readonly stillOpen: number;
  /** By the rule of the pack that what was found is dealt with within a working day. */
  readonly dealtWith: { readonly inTime: number; readonly late: number; readonly not: number };
  /** Records that were there before. */
  readonly there: number;
  readonly refused: readonly { readonly line: number; readonly code: RefusalCode }[];
}

/** The office that has the records, and the one above it. */
export const CHECK_OFFICES = [
  { office: 'above', zh: '上级单位', en: 'Office above', parent: null },
  { office: 'records', zh: '原检查单位', en: 'Office of the records', parent: 'above' },
];

const WHO: StaffMember = { staff: 'records.head', post: 'records.head', office: 'records', role: 'head' };
const DAY_MS = 86_400_000;
const AT_ONCE = 32; // records in work; a lane takes up to 64 commands a transaction

const SITES = statement<{ matter: string; name: string }>('replayed_sites', 'select matter, name from site where jurisdiction = $1');
const THERE = statement<{ matter: string; site: string; done_at: Instant }>(
  'replayed_checks',
  'select matter, site, done_at from check_record where jurisdiction = $1',
);
const DEALT = statement<{ status: string; n: number }>(
  'replayed_findings',
  "select status, count(*)::int as n from obligation where jurisdiction = $1 and rule = 'check.findings' group by status",
);

/** The same service with its clock standing still: what is begun with it is recorded at the record's own time. */
const at = (service: Service, time: Instant): Service => Object.create(service, { clock: { value: () => time } }) as Service; // all else is the service's own

/** One visit to a place: the rows of one instant. */
interface Inspection {
  readonly place: string;
  readonly opened: Instant;
  readonly found: readonly CheckRow[];
}

const inspectionsOf = (rows: readonly CheckRow[]): readonly Inspection[] =>
  [...Map.groupBy(rows, (row) => `${row.opened} ${row.place}`).values()].flatMap((some) => {
    const [first] = some;
    return first ? [{ place: first.place, opened: first.opened, found: some.filter((row) => row.finding !== null) }] : [];
  });

const sound = <T>(result: T): Exclude<T, { readonly refused: string }> => {
  if (isRefusal(result)) throw new Error(`a record was refused: ${result.refused}`);
  return result as Exclude<T, { readonly refused: string }>; // it is none
};

/** When the last of what was found was corrected; null while something is not. */
const closedAt = ({ found }: Inspection): Instant | null =>
  found.reduce<Instant | null>(
    (last, { closed }) => (last === null || closed === null ? null : closed > last ? closed : last),
    found[0]?.closed ?? null,
  );

const takeInspection = async (service: Service, site: string, it: Inspection): Promise<void> => {
  const { opened, found, place } = it;
  const input: JsonObject = {
    site,
    name: place,
    office: 'records',
    local: 'above',
    sector: 'above',
    by: 'records',
    for: [],
    answers: {},
    findings: found.length,
    nil: found.length === 0,
    doneAt: opened,
    countersign: false,
    ...(found.length === 0 ? {} : { words: canonicalJson({ note: found.map((row) => row.finding ?? '').join('; ') }) }),
  };
  const number = sound(await beginStaffEntity(at(service, opened), checks, WHO, input));
  const closed = closedAt(it);
  if (found.length > 0 && closed !== null)
    sound(
      await takeStaffStep(
        service,
        checks,
        number,
        WHO,
        { name: 'deal_with_findings', input: { words: '记录里写明已改正。' } },
        { at: closed },
      ),
    );
};

const openSite = async (service: Service, { class: kind }: CheckMapping, name: string, since: Instant): Promise<string> =>
  sound(
    await beginStaffEntity(at(service, since), sites, WHO, {
      name,
      class: kind,
      office: 'records',
      role: 'head',
      sector: 'above',
      local: 'above',
    }),
  );

const inBatches = async <T>(some: readonly T[], work: (one: T) => Promise<void>, told: (done: number) => void): Promise<void> => {
  for (let from = 0; from < some.length; from += AT_ONCE) {
    await Promise.all(some.slice(from, from + AT_ONCE).map(work));
    told(Math.min(some.length, from + AT_ONCE));
  }
};

const daysTo = ({ opened, closed }: CheckRow): number | null => (closed === null ? null : Math.floor((closed - opened) / DAY_MS));

/** Takes the inspections of a file through the deciders that everyone uses. Bad rows are refused one by one; a second run adds nothing. */
export const replayChecks = async (
  service: Service,
  mapping: CheckMapping,
  all: AsyncIterable<Row>,
  told: (done: number, of: number) => void,
): Promise<ChecksReport> => {
  const rows: CheckRow[] = [];
  const refused: ChecksReport['refused'][number][] = [];
  for await (const row of all) {
    const read = readCheckRow(row, mapping, service.clock());
    if (typeof read === 'string') refused.push({ line: row.line, code: read });
    else rows.push(read);
  }
  const inspections = inspectionsOf(rows);
  const known = new Map((await service.read((tx) => tx.run(SITES, [tx.jurisdiction]))).map((row) => [row.name, row.matter]));
  const before = await service.read((tx) => tx.run(THERE, [tx.jurisdiction]));
  const there = new Set(before.map((row) => `${row.site} ${row.done_at}`));
  const places = Map.groupBy(inspections, (it) => it.place);
  const fresh = [...places].filter(([place]) => !known.has(place));
  await inBatches(
    fresh,
    async ([place, some]) => {
      const first = some.toSorted((a, b) => a.opened - b.opened)[0];
      if (first) known.set(place, await openSite(service, mapping, place, first.opened));
    },
    () => undefined,
  );
  const missing = inspections.filter((it) => !there.has(`${known.get(it.place) ?? ''} ${it.opened}`));
  await inBatches(
    missing,
    (it) => takeInspection(service, known.get(it.place) ?? '', it),
    (done) => told(done, missing.length),
  );
  const dealt = new Map((await service.read((tx) => tx.run(DEALT, [tx.jurisdiction]))).map((row) => [row.status, row.n]));
  const found = rows.filter((row) => row.finding !== null);
  const days = found
    .map(daysTo)
    .filter((it) => it !== null)
    .toSorted((a, b) => a - b);
  const within = (most: number): number => days.filter((it) => it <= most).length;
  return {
    sites: places.size,
    inspections: inspections.length,
    nil: inspections.filter((it) => it.found.length === 0).length,
    withFindings: inspections.filter((it) => it.found.length > 0).length,
    findings: found.length,
    corrected: { within30: within(30), within90: within(90), within365: within(365), all: days.length },
    medianDays: days[Math.floor((days.length - 1) / 2)] ?? null,
    stillOpen: found.length - days.length,
    dealtWith: {
      inTime: dealt.get('met') ?? 0,
      late: dealt.get('met_late') ?? 0,
      not: (dealt.get('open') ?? 0) + (dealt.get('late') ?? 0),
    },
    there: inspections.length - missing.length,
    refused,
  };
};
