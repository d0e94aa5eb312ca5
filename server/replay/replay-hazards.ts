import { addDays, type PlainDate } from '../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { LINE_MAX_CODE_POINTS } from '../../kernel/stream/text.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import type { StaffMember } from '../../engine/place/read.ts';
import type { Service } from '../../engine/service.ts';
import { statement } from '../../engine/store/transaction.ts';
import { hazards } from '../../features/hazards/server/hazards.ts';
import type { Row } from '../import/rows.ts';
import { readHazardRow, type HazardFound, type HazardMapping } from './hazard-rows.ts';

/** What a file of findings comes to, from finding to closing. */
export interface HazardsReport {
  readonly hazards: number;
  readonly mended: { readonly within30: number; readonly within90: number; readonly within365: number; readonly all: number };
  readonly medianDays: number | null;
  readonly returned: number;
  readonly stillOpen: number;
  /** Against the day that the pack or the order set: mended after it, or not mended and past it. */
  readonly late: { readonly mended: number; readonly open: number };
  /** Where the file names a day of its own: how often the pack comes to the same one. */
  readonly days: { readonly same: number; readonly other: number };
  /** Hazards that were there before. */
  readonly there: number;
  readonly refused: readonly { readonly line: number; readonly code: RefusalCode }[];
}

/** Who found and ordered it, who was to mend it, who looked again, and who stands above. */
export const HAZARD_OFFICES = [
  { office: 'above', zh: '上级单位', en: 'Office above', parent: null },
  { office: 'records', zh: '原检查单位', en: 'Office of the records', parent: 'above' },
  { office: 'owners', zh: '整改单位', en: 'Those who mend', parent: 'above' },
  { office: 'again', zh: '复查单位', en: 'Office that looks again', parent: 'above' },
];

const who = (office: string, role: StaffMember['role']): StaffMember => ({
  staff: `${office}.${role}`,
  post: `${office}.${role}`,
  office,
  role,
});
const DAY_MS = 86_400_000;
const AT_ONCE = 32; // hazards in work; a lane takes up to 64 commands a transaction
const NO = { no_photo: 'the records have no photos' };

const THERE = statement<{ item: string; matter: string }>(
  'replayed_hazards',
  "select item, matter from hazard where jurisdiction = $1 and record = 'replay'",
);

const MEND = statement<{ due_on: PlainDate }>(
  'replayed_day',
  "select due_on from obligation where jurisdiction = $1 and matter = $2 and owed_by = 'mending_office' and due_on is not null order by starts_at, rule limit 1",
);

const sound = <T>(result: T): Exclude<T, { readonly refused: string }> => {
  if (isRefusal(result)) throw new Error(`a record was refused: ${JSON.stringify(result)}`);
  return result as Exclude<T, { readonly refused: string }>; // it is none
};

/** By what a row is known again: all that it says, and which of several equal ones it is. */
const handleOf = (it: HazardFound, nth: number): string =>
  toHex(hashing.sha256(utf8Encode(canonicalJson([it.place, it.opened, it.words, it.grade, it.due, nth])))).slice(0, 40);

/** The same service with its clock standing still: what is begun with it is recorded at the record's own time. */
const at = (service: Service, time: Instant): Service => Object.create(service, { clock: { value: () => time } }) as Service; // all else is the service's own

/** The day by which it is to be mended: that of the pack where it has one for the grade, else that of the row or the mapping. */
const dueOf = async (service: Service, number: string, it: HazardFound, { days, zone }: HazardMapping): Promise<PlainDate> => {
  const view = await readStaffEntity(service, hazards, number, who('records', 'head'));
  const owed = view && !isRefusal(view) ? view.owed.find((one) => one.kind === 'mend')?.due : undefined;
  return typeof owed === 'string' ? owed : (it.due ?? addDays(dateIn(it.opened, zone), days));
};

const takeHazard = async (service: Service, it: HazardFound, handle: string, mapping: HazardMapping): Promise<PlainDate> => {
  const words = Array.from(it.words);
  const isLong = words.length > LINE_MAX_CODE_POINTS;
  const what = isLong ? `${words.slice(0, LINE_MAX_CODE_POINTS - 1).join('')}…` : it.words;
  const found: JsonObject = { source: 'check', what, spot: it.place, ...(isLong ? { seen: it.words } : {}) };
  const { zone } = mapping;
  const number = sound(
    await beginStaffEntity(
      at(service, it.opened),
      { ...hazards, completes: async () => ({ record: 'replay', item: handle, supervisor: 'above' }) },
      who('records', 'inspector'),
      found,
    ),
  );
  const step = async (when: Instant, member: StaffMember, name: string, input: JsonObject): Promise<void> => {
    sound(await takeStaffStep(at(service, when), hazards, number, member, { name, input }, { at: when }));
  };
  await step(it.ordered, who('records', 'inspector'), 'grade', { grade: it.grade, criterion: `class of the records: ${it.grade}` });
  const due = await dueOf(at(service, it.ordered), number, it, mapping);
  const by = [due, dateIn(it.ordered, zone)].toSorted()[1] ?? due; // an order names no day that is past
  const order = { measures: it.words, money: '-', meanwhile: '-', standard: '-', by, mender: 'owners', acceptor: 'again' };
  if (it.grade === 'none') await step(it.ordered, who('records', 'head'), 'give_repair', { mender: 'owners', measures: it.words, by });
  else await step(it.ordered, who('records', 'head'), 'order', order);
  const end = it.closed;
  if (it.end === 'open' || end === null) return due;
  const closed = end < it.ordered ? it.ordered : end;
  await step(closed, who('owners', 'handler'), 'report_mended', { words: 'as the records say', ...NO });
  const looker = it.grade === 'none' ? who('records', 'inspector') : who('again', 'inspector');
  if (it.end === 'returned') {
    await step(closed, looker, 'return_mend', { by: addDays(dateIn(closed, zone), mapping.days), reason: 'as the records say' });
    return due;
  }
  await step(closed, looker, 'accept_mend', { words: 'as the records say', ...NO });
  if (it.grade !== 'none') await step(closed, who('records', 'head'), 'delist', {});
  return due;
};

const daysTo = ({ opened, closed }: HazardFound): number => (closed === null ? 0 : Math.floor((closed - opened) / DAY_MS));

const reportOf = (
  all: readonly { readonly it: HazardFound; readonly due: PlainDate }[],
  { zone }: HazardMapping,
  now: Instant,
): Omit<HazardsReport, 'there' | 'refused'> => {
  const mended = all.filter(({ it }) => it.end === 'mended');
  const days = mended.map(({ it }) => daysTo(it)).toSorted((a, b) => a - b);
  const within = (most: number): number => days.filter((it) => it <= most).length;
  const open = all.filter(({ it }) => it.end !== 'mended');
  const told = all.filter(({ it }) => it.due !== null);
  const same = told.filter(({ it, due }) => it.due === due).length;
  return {
    hazards: all.length,
    mended: { within30: within(30), within90: within(90), within365: within(365), all: mended.length },
    medianDays: days[Math.floor(days.length / 2)] ?? null,
    returned: open.filter(({ it }) => it.end === 'returned').length,
    stillOpen: open.length,
    late: {
      mended: mended.filter(({ it, due }) => it.closed !== null && dateIn(it.closed, zone) > due).length,
      open: open.filter(({ due }) => dateIn(now, zone) > due).length,
    },
    days: { same, other: told.length - same },
  };
};

/** The day of one that was there before: that of the duty to mend that began first. */
const dueAgain = async (service: Service, number: string, it: HazardFound, { days, zone }: HazardMapping): Promise<PlainDate> => {
  const [row] = await service.read((tx) => tx.run(MEND, [tx.jurisdiction, number]));
  return row?.due_on ?? it.due ?? addDays(dateIn(it.opened, zone), days);
};

/** Takes the findings of a file through the deciders that everyone uses. Bad rows are refused one by one; a second run adds nothing. */
export const replayHazards = async (
  service: Service,
  mapping: HazardMapping,
  rows: AsyncIterable<Row>,
  told: (done: number, of: number) => void,
): Promise<HazardsReport> => {
  const refused: HazardsReport['refused'][number][] = [];
  const found: { readonly it: HazardFound; readonly handle: string }[] = [];
  const seen = new Map<string, number>();
  for await (const row of rows) {
    const read = readHazardRow(row, mapping, service.clock());
    if (typeof read === 'string') refused.push({ line: row.line, code: read });
    if (read === null || typeof read === 'string') continue;
    const like = handleOf(read, 0);
    const nth = seen.get(like) ?? 0;
    seen.set(like, nth + 1);
    found.push({ it: read, handle: nth === 0 ? like : handleOf(read, nth) });
  }
  const there = new Map((await service.read((tx) => tx.run(THERE, [tx.jurisdiction]))).map((row) => [row.item, row.matter]));
  const done: { it: HazardFound; due: PlainDate }[] = [];
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const some = found.slice(from, from + AT_ONCE);
    done.push(
      ...(await Promise.all(
        some.map(async ({ it, handle }) => {
          const known = there.get(handle);
          return {
            it,
            due: known === undefined ? await takeHazard(service, it, handle, mapping) : await dueAgain(service, known, it, mapping),
          };
        }),
      )),
    );
    told(Math.min(found.length, from + AT_ONCE), found.length);
  }
  return { ...reportOf(done, mapping, service.clock()), there: there.size, refused };
};
