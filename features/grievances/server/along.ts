import { FIRST, type Lang } from '../../../kernel/language/languages.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { mayDo } from '../../../kernel/access/access.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { statement } from '../../../engine/store/transaction.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { HELPER_ROLES, type HelperRole } from '../domain/state.ts';
import { readTitles } from './read-titles.ts';

/** A matter that another office answers, and in which this one takes part. */
export interface AlongItem {
  readonly matter: string;
  readonly subject: string;
  readonly lang: Lang;
  readonly role: HelperRole;
  readonly filedOn: PlainDate;
}

export interface AlongList {
  readonly items: readonly AlongItem[];
  readonly today: PlainDate;
  /** Where the next page starts; null on the last one. */
  readonly next: string | null;
}

const ALONG = statement<{ matter: string; role: HelperRole; filed_on: PlainDate }>(
  'along',
  "select a.matter, a.role, m.filed_on from assignment a join matter m on m.jurisdiction = a.jurisdiction and m.matter = a.matter where a.jurisdiction = $1 and a.office = $2 and a.role <> 'lead' and a.until is null and a.role = any($3) and a.matter > $4 order by a.matter limit $5",
);

const PAGE = 20;

/** The matters an office takes part in, by number; `after` is the `next` of the page before. A title is a read (G18). */
export const readAlong = async (service: Service, who: StaffMember, after = ''): Promise<AlongList | Refusal> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  const roles = HELPER_ROLES.filter((relation) => mayDo(it.access, { role: who.role, relation, verb: 'read' }).allowed);
  if (roles.length === 0) return { items: [], today, next: null };
  return service.read(async (tx) => {
    const rows = await tx.run(ALONG, [tx.jurisdiction, who.office, roles, after, PAGE + 1]);
    const page = rows.slice(0, PAGE);
    const subjects = await readTitles(
      tx,
      service,
      page.map((row) => row.matter),
      { who, now, zone: it.zone },
    );
    if (isRefusal(subjects)) return subjects;
    return {
      today,
      next: rows.length > PAGE ? (page.at(-1)?.matter ?? null) : null,
      items: page.map((row) => ({
        matter: row.matter,
        role: row.role,
        filedOn: row.filed_on,
        subject: subjects.get(row.matter)?.title ?? '',
        lang: subjects.get(row.matter)?.lang ?? FIRST,
      })),
    };
  });
};
