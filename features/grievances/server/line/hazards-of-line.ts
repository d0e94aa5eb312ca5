import type { Instant } from '../../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import { GONE } from '../../domain/line/settle.ts';

/** How a hazard stands, for who reported it: its stage and its days, and no word of it. By columns alone, so that nothing is opened. */
export interface HazardStanding {
  readonly hazard: string;
  readonly stage: string;
  readonly office: string | null;
  /** When it came to this stage. */
  readonly since: PlainDate;
  /** By when it must be mended; null where nobody has ordered it yet. */
  readonly mendBy: PlainDate | null;
  /** Whether that is still owed. */
  readonly isOwed: boolean;
  /** When somebody else looked again and accepted it, last. */
  readonly acceptedOn: PlainDate | null;
}

interface Row {
  readonly stage: string;
  readonly office: string | null;
  readonly since: Instant;
  readonly due_on: PlainDate | null;
  readonly status: string | null;
  readonly accepted_at: Instant | null;
}

const STANDING = statement<Row>(
  'hazard_standing',
  `select s.state as stage, s.office, e.at as since, o.due_on, o.status, a.at as accepted_at from stream s
  left join lateral (select max(recorded_at) as at from event where jurisdiction = s.jurisdiction and stream = s.stream and type = s.state) e on true
  left join lateral (select due_on, status from obligation where jurisdiction = s.jurisdiction and matter = s.matter and owed_by = 'mending_office' and due_on is not null
    order by starts_at desc, due_on desc limit 1) o on true
  left join lateral (select max(recorded_at) as at from event where jurisdiction = s.jurisdiction and stream = s.stream and type = 'mend_accepted') a on true
  where s.jurisdiction = $1 and s.stream = $2 || '.0'`,
);

/** How a hazard stands now; undefined where there is none of that number. */
export const readHazardStanding = async (tx: Transaction, hazard: string, zone: string): Promise<HazardStanding | undefined> => {
  const [row] = await tx.run(STANDING, [tx.jurisdiction, hazard]);
  return (
    row && {
      hazard,
      stage: row.stage,
      office: row.office,
      since: dateIn(row.since, zone),
      mendBy: row.due_on,
      isOwed: row.status === 'open',
      acceptedOn: row.accepted_at === null ? null : dateIn(row.accepted_at, zone),
    }
  );
};

/** Where a report says that the danger is, by public lists. */
export interface ReportedPlace {
  readonly site: string | null;
  readonly place: string | null;
}

const PLACE = statement<ReportedPlace>(
  'place_of_report',
  'select r.site, m.place_code as place from hazard_report r join matter m on m.jurisdiction = r.jurisdiction and m.matter = r.matter where r.jurisdiction = $1 and r.matter = $2',
);

/** Where the danger of a report is; undefined for what is no report of a danger. */
export const readPlaceOf = async (tx: Transaction, matter: string): Promise<ReportedPlace | undefined> =>
  (await tx.run(PLACE, [tx.jurisdiction, matter]))[0];

/** A hazard that a report may be added to. */
export interface OpenHazard {
  readonly hazard: string;
  readonly came_on: PlainDate;
  readonly place_code: string | null;
  /** Whether a report of the same site has led to it. */
  readonly same_site: boolean;
}

/** What a list to choose from holds at most. */
const CHOICES = 40;

const OPEN = statement<OpenHazard>(
  'open_hazards_of_office',
  `select e.entity as hazard, e.came_on, e.place_code,
    exists (select from hazard_report r where r.jurisdiction = e.jurisdiction and r.hazard = e.entity and r.site = $3) as same_site
  from stream s join entity e on e.jurisdiction = s.jurisdiction and e.entity = s.matter and e.kind = 'hazard'
  where s.jurisdiction = $1 and s.office = $2 and s.level = 0 and s.state <> all($5) and ($4::text is null or e.place_code = $4)
  order by same_site desc, e.came_on desc, e.entity limit ${CHOICES}`,
);

/**
 * Hazards that an office leads and that are not gone: those of the same public place, where the report names one; those of the same site
 * first.
 */
export const readOpenHazards = (tx: Transaction, office: string, { site, place }: ReportedPlace): Promise<readonly OpenHazard[]> =>
  tx.run(OPEN, [tx.jurisdiction, office, site, place, [...GONE]]);

const REPORTS = statement<{ matter: string }>(
  'reports_of_hazard',
  'select matter from hazard_report where jurisdiction = $1 and hazard = $2 order by matter',
);

/** The reports that have led to a hazard. For whoever asks on, by what they may read: this list itself is shown to nobody. */
export const readReportsOf = async (tx: Transaction, hazard: string): Promise<readonly string[]> =>
  (await tx.run(REPORTS, [tx.jurisdiction, hazard])).map((row) => row.matter);

const TO_SETTLE = statement<{ matter: string; hazard: string }>(
  'reports_to_settle',
  // By the key of each stream: those that are open and have led to a hazard are few, streams are many.
  `select r.matter, r.hazard from hazard_report r where r.jurisdiction = $1 and r.hazard is not null and not r.settled
  and (select s.state from stream s where s.jurisdiction = r.jurisdiction and s.stream = r.hazard || '.0') = any($2) order by r.matter limit 500`,
);

/** Reports whose danger is gone, and that were not told yet. */
export const readToSettle = (tx: Transaction) => tx.run(TO_SETTLE, [tx.jurisdiction, [...GONE]]);
