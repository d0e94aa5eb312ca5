import { mayDo, ROLES } from '../../../kernel/access/access.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Rule } from '../../../kernel/policy/pack.ts';
import { parsePayload, streamName, type EventPayload } from '../../../kernel/log/payload.ts';
import { statement, type Transaction } from '../../../server/db/transaction.ts';
import type { StaffMember } from '../../../server/jurisdiction/read.ts';
import type { Service } from '../../../server/service.ts';
import { readTexts } from './read-matter.ts';

interface DutyRow {
  readonly matter: string;
  readonly rule: string;
  readonly due_on: string | null;
  readonly due_at: number;
  readonly provisional: boolean;
  readonly pack: Buffer;
  readonly filed_on: string;
}

/** One line of the worklist: what is owed on which matter by when. */
export interface WorkItem {
  readonly matter: string;
  readonly subject: string;
  readonly rule: Rule;
  readonly dueOn: PlainDate | null;
  readonly dueAt: number;
  readonly provisional: boolean;
  readonly filedOn: string;
}

export interface Worklist {
  readonly items: readonly WorkItem[];
  readonly today: PlainDate;
  /** Where the next page starts; null on the last one. */
  readonly next: string | null;
}

const COLUMNS = 'o.matter, o.rule, o.due_on, o.due_at, o.provisional, m.pack, m.filed_on';
const JOIN = 'obligation o join matter m on m.jurisdiction = o.jurisdiction and m.matter = o.matter';
// A duty that an event has started, by its due date …
const OPEN = statement<DutyRow>('worklist_open', `select ${COLUMNS} from ${JOIN} where o.jurisdiction = $1 and o.office = $2 and o.status in ('open', 'late') and o.nature = 'duty' and (o.due_at, o.matter) > ($3::timestamptz, $4) and (o.stops_at is null or o.stops_at > $5 or o.due_at <= o.stops_at) order by o.due_at, o.matter limit $6`);
// … and one that a breach has opened by time itself, which no sweep has written down yet.
const OPENED = statement<DutyRow>('worklist_opened', `select ${COLUMNS} from ${JOIN} where o.jurisdiction = $1 and o.office = $2 and o.status = 'pending' and o.nature = 'duty' and o.starts_at <= $5 and (o.due_at, o.matter) > ($3::timestamptz, $4) and (o.stops_at is null or o.stops_at > $5) order by o.starts_at, o.matter limit $6`);
const FILINGS = statement<{ payload: Buffer }>('worklist_filings', 'select payload from event where jurisdiction = $1 and stream = any($2) and version = 0');

const PAGE = 50;
const FIRST = `${toIso(0 as never)}|`;

/** Whether a post may read matters at all; an administrator's list is empty by rule, not by chance. */
const mayRead = (who: StaffMember, access: Parameters<typeof mayDo>[0]): boolean =>
  ROLES.includes(who.role) && (['own', 'above', 'above_2'] as const).some((relation) => mayDo(access, { role: who.role, relation, verb: 'read' }).allowed);

const readFilings = async (tx: Transaction, matters: readonly string[]): Promise<readonly EventPayload[]> => {
  const rows = await tx.run(FILINGS, [tx.jurisdiction, matters.map((matter) => streamName(matter, 0))]);
  return rows.map((row) => parsePayload(row.payload)).flatMap((parsed) => (parsed.ok ? [parsed.payload] : []));
};

/** What the office of a post owes, most urgent first; `after` is the `next` of the page before. */
export const readWorklist = async (service: Service, who: StaffMember, after: string = FIRST): Promise<Worklist> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  if (!mayRead(who, it.access)) return { items: [], today, next: null };
  const [at, matter] = after.split('|');
  return service.read(async (tx) => {
    const values = [tx.jurisdiction, who.office, at, matter ?? '', toIso(now), PAGE + 1];
    const rows = [...(await tx.run(OPEN, values)), ...(await tx.run(OPENED, values))].toSorted((a, b) => a.due_at - b.due_at || (a.matter < b.matter ? -1 : 1));
    const page = rows.slice(0, PAGE);
    const firsts = await readFilings(tx, [...new Set(page.map((row) => row.matter))]);
    const texts = await readTexts(tx, firsts.map((payload) => ({ ...payload, texts: payload.texts['subject'] ? { subject: payload.texts['subject'] } : {} })));
    const last = page.at(-1);
    return {
      today, next: rows.length > PAGE && last ? `${toIso(last.due_at as typeof now)}|${last.matter}` : null,
      items: page.flatMap((row) => {
        const rule = it.packs.get(row.pack.toString('hex'))?.rules.find((one) => one.id === row.rule);
        const subject = texts.get(firsts.find((payload) => payload.matter === row.matter)?.texts['subject']?.blob ?? '') ?? '';
        // due_on is a date column, written from a PlainDate.
        return rule ? [{ matter: row.matter, subject, rule, dueOn: row.due_on as PlainDate | null, dueAt: row.due_at, provisional: row.provisional, filedOn: row.filed_on }] : [];
      }),
    };
  });
};
