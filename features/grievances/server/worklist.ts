import { mayDo } from '../../../kernel/access/access.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Rule } from '../../../kernel/policy/pack.ts';
import type { Party } from '../../../kernel/matter/vocabulary.ts';
import { parsePayload, streamName, type EventPayload } from '../../../kernel/leaf/payload.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { openPayload, whole, type ContentKeys } from '../../../engine/keys/content.ts';
import type { Reader } from '../../../engine/keys/broker.ts';
import type { Service } from '../../../engine/service.ts';
import { readTexts } from './read-matter.ts';

interface DutyRow {
  readonly matter: string;
  readonly rule: string;
  // date columns are written from a PlainDate, timestamptz from an Instant
  readonly due_on: PlainDate | null;
  readonly due_at: Instant;
  readonly provisional: boolean;
  readonly pack: Buffer;
  readonly filed_on: PlainDate;
}

/** One line of the worklist: what is owed on which matter by when. */
export interface WorkItem {
  readonly matter: string;
  readonly subject: string;
  /** The language of the form it was filed in. */
  readonly lang: 'zh-CN' | 'en';
  readonly rule: Rule;
  /** The last day; where the duty ends at an hour, that hour's day. */
  readonly dueOn: PlainDate;
  readonly dueAt: number;
  /** It ends at that moment, not with the day. */
  readonly isMoment: boolean;
  readonly provisional: boolean;
  readonly filedOn: PlainDate;
}

export interface Worklist {
  readonly items: readonly WorkItem[];
  readonly today: PlainDate;
  readonly now: Instant;
  readonly zone: string;
  /** Where the next page starts; null on the last one. */
  readonly next: string | null;
}

const COLUMNS = 'o.matter, o.rule, o.due_on, o.due_at, o.provisional, m.pack, m.filed_on';
const JOIN = 'obligation o join matter m on m.jurisdiction = o.jurisdiction and m.matter = o.matter';
const SCOPE = `o.jurisdiction = $1 and o.office = $2 and o.nature = 'duty' and o.owed_by = any($3)`;
// One matter can owe two things on one day: a page starts after a row, and a row is a matter's rule.
const AFTER = '(o.due_at, o.matter, o.rule collate "C") > ($4::timestamptz, $5, $6)';
const ORDER = 'order by o.due_at, o.matter, o.rule collate "C" limit $8';
// A duty that an event has started, by its due date …
const OPEN = statement<DutyRow>(
  'worklist_open',
  `select ${COLUMNS} from ${JOIN} where ${SCOPE} and o.status in ('open', 'late') and ${AFTER} and (o.stops_at is null or o.stops_at > $7 or o.due_at <= o.stops_at) ${ORDER}`,
);
// Due at a moment, not a day: what a life hangs on stands above all that is late.
const MOMENTS = statement<DutyRow>(
  'worklist_moments',
  `select ${COLUMNS} from ${JOIN} where ${SCOPE} and o.due_on is null and o.status in ('open', 'late') and (o.stops_at is null or o.stops_at > $4 or o.due_at <= o.stops_at) order by o.due_at, o.matter, o.rule collate "C" limit $5`,
);
// … and one that a breach has opened by time itself, which no sweep has written down yet.
const OPENED = statement<DutyRow>(
  'worklist_opened',
  `select ${COLUMNS} from ${JOIN} where ${SCOPE} and o.status = 'pending' and o.starts_at <= $7 and ${AFTER} and (o.stops_at is null or o.stops_at > $7) ${ORDER}`,
);
const FILINGS = statement<{ matter: string; stream: string; version: number; payload: Buffer }>(
  'worklist_filings',
  'select matter, stream, version, payload from event where jurisdiction = $1 and stream = any($2) and version = 0',
);

/** Rows that a page of 20 kB with its styles can hold (design 8). */
const PAGE = 20;

interface Cursor {
  readonly at: string;
  readonly matter: string;
  readonly rule: string;
}

const FIRST: Cursor = { at: '0001-01-01T00:00:00.000Z', matter: '', rule: '' };
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9A-Z]{8})~([\w.-]{1,100})$/;

/** Reads the `next` of an earlier page; anything else is the first page. */
const cursorOf = (after: string | undefined): Cursor => {
  const [, at, matter, rule] = CURSOR.exec(after ?? '') ?? [];
  return at !== undefined && matter !== undefined && rule !== undefined && !Number.isNaN(Date.parse(at)) ? { at, matter, rule } : FIRST;
};

/** As whom a post may open what its office owes: an administrator's list is empty by rule, a handler's holds no reviews. */
const partiesFor = (who: StaffMember, access: Jurisdiction['access']): readonly Party[] =>
  (
    [
      ['own', 'office'],
      ['asked', 'office_asked'],
      ['above', 'office_above'],
      ['above_2', 'office_above_2'],
    ] as const
  )
    .filter(([relation]) => mayDo(access, { role: who.role, relation, verb: 'read' }).allowed)
    .map(([, party]) => party);

const readFilings = async (tx: Transaction, keys: ReadonlyMap<string, ContentKeys>): Promise<readonly EventPayload[]> => {
  const rows = await tx.run(FILINGS, [tx.jurisdiction, [...keys.keys()].map((matter) => streamName(matter, 0))]);
  return rows.flatMap((row) => {
    const key = keys.get(row.matter)?.[0];
    const payload = key && whole(() => openPayload(key, tx.jurisdiction, row.stream, row.version, row.payload));
    const parsed = payload && parsePayload(payload);
    return parsed?.ok ? [parsed.payload] : [];
  });
};

/** What a line of a list says of a matter. */
interface Subject {
  readonly subject: string;
  /** The language of the form it was filed in. */
  readonly lang: 'zh-CN' | 'en';
}

/** The titles of some matters for a member of staff, each an entry of the access record; refused beyond the day's budget. */
export const readSubjects = async (
  tx: Transaction,
  service: Service,
  matters: readonly string[],
  reader: Reader,
): Promise<ReadonlyMap<string, Subject> | Refusal> => {
  const keys = await service.broker.forStaff(tx, matters, reader, 'listed');
  if (isRefusal(keys)) return keys;
  const firsts = await readFilings(tx, keys);
  const texts = await readTexts(
    tx,
    firsts.map((payload) => ({ ...payload, texts: payload.texts['subject'] ? { subject: payload.texts['subject'] } : {} })),
    keys,
    () => undefined, // a matter is listed without its title sooner than not at all
  );
  return new Map(
    firsts.map((filing) => [
      filing.matter,
      { subject: texts.get(filing.texts['subject']?.blob ?? '') ?? '', lang: filing.data['lang'] === 'en' ? 'en' : 'zh-CN' },
    ]),
  );
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (a: DutyRow, b: DutyRow): number => a.due_at - b.due_at || compare(a.matter, b.matter) || compare(a.rule, b.rule);

/**
 * What the office of a post owes, most urgent first; `after` is the `next` of the page before. A title is a read: each line is in
 * the access record (G18), and beyond the day's budget the list is refused.
 */
export const readWorklist = async (service: Service, who: StaffMember, after?: string): Promise<Worklist | Refusal> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  const parties = partiesFor(who, it.access);
  if (parties.length === 0) return { items: [], today, now, zone: it.zone, next: null };
  const { at, matter, rule } = cursorOf(after);
  return service.read(async (tx) => {
    const values = [tx.jurisdiction, who.office, parties, at, matter, rule, toIso(now), PAGE + 1];
    const rows = [...(await tx.run(OPEN, values)), ...(await tx.run(OPENED, values))].toSorted(inOrder);
    const moments = after === undefined ? await tx.run(MOMENTS, [tx.jurisdiction, who.office, parties, toIso(now), PAGE]) : [];
    const isMoment = (row: DutyRow): boolean => moments.some((one) => one.matter === row.matter && one.rule === row.rule);
    const plain = rows.slice(0, PAGE);
    const page = [...moments, ...plain.filter((row) => !isMoment(row))];
    const matters = [...new Set(page.map((row) => row.matter))];
    const subjects = await readSubjects(tx, service, matters, { who, now, zone: it.zone });
    if (isRefusal(subjects)) return subjects;
    const last = plain.at(-1);
    return {
      today,
      now,
      zone: it.zone,
      next: rows.length > PAGE && last ? `${toIso(last.due_at)}~${last.matter}~${last.rule}` : null,
      items: page.flatMap((row) => {
        const rule = it.packs.get(row.pack.toString('hex'))?.rules.find((one) => one.id === row.rule);
        const { subject, lang } = subjects.get(row.matter) ?? { subject: '', lang: 'zh-CN' };
        const dueOn = row.due_on ?? dateIn(instant(row.due_at - 1), it.zone);
        return rule
          ? [
              {
                matter: row.matter,
                subject,
                lang,
                rule,
                dueOn,
                dueAt: row.due_at,
                isMoment: row.due_on === null,
                provisional: row.provisional,
                filedOn: row.filed_on,
              },
            ]
          : [];
      }),
    };
  });
};
