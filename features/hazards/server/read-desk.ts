import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { mayDo, type Relation } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { HAZARD_COLUMNS, type HazardRow } from './read-hazards.ts';

/** The seats that an office can have in a hazard, and how it stands to one by each. */
export const DESK_SEATS = {
  orders: 'own',
  mends: 'asked',
  accepts: 'co',
  supervises: 'above',
  referred: 'watch',
} as const satisfies { readonly [seat: string]: Relation };
export type DeskSeat = keyof typeof DESK_SEATS;
/** The column of a seat. Whom a hazard was referred to stands in what is owed: an answer, and whether it was given. */
const COLUMN_OF = { orders: 'lead', mends: 'mender', accepts: 'acceptor', supervises: 'supervisor' } as const;

/** What of the hazards of an office is listed. Ids, closed words and days: nothing looks into words (G9). */
export interface DeskFilter {
  readonly seat: DeskSeat | null;
  readonly state: 'open' | 'struck_off' | null;
  readonly siteClass: string | null;
  readonly site: string | null;
  /** Struck off on this day or later: for looking back. */
  readonly since: PlainDate | null;
}

/** Where a page begins: after this one, the newest first. */
export interface DeskAfter {
  readonly found: string;
  readonly number: string;
}

export const FROM_THE_NEWEST: DeskAfter = { found: '9999-12-31', number: '~' };
export const PAGE = 50;

export interface DeskRow extends HazardRow {
  readonly reopenings: number;
  readonly stopped: string | null;
  readonly guarded: boolean;
  readonly published_on: PlainDate | null;
  readonly unlisted_on: PlainDate | null;
  /** Another office referred it here: it waits for an answer, or was taken. */
  readonly referred: 'waits' | 'taken' | null;
}

/** Of the row of an answer to a referral that this office owes or has given. Who took it leads the hazard; who gave it back has no part in it. */
const TOLD = `jurisdiction = $1 and office = $2 and owed_by = 'referred_office'`;
const WAITS = `status in ('open', 'late')`;
const REFERRAL = `case when exists (select from obligation where ${TOLD} and matter = hazard.matter and ${WAITS}) then 'waits'
  when lead = $2 and exists (select from obligation where ${TOLD} and matter = hazard.matter and status in ('met', 'met_late')) then 'taken' end`;

const ROW = `${HAZARD_COLUMNS}, reopenings, stopped, guarded, published_on::text, unlisted_on::text, ${REFERRAL} as referred`;

const ASKED = `(found_on, matter) < ($3::date, $4)
  and ($5::text is null or ($5 = 'open') = (delisted_on is null)) and ($6::text is null or site_class = $6)
  and ($7::text is null or site = $7) and ($8::date is null or delisted_on >= $8::date)`;

const OF_SEAT = Object.fromEntries(
  Object.entries(COLUMN_OF).map(([seat, column]) => [
    seat,
    statement<DeskRow>(
      `hazards_that_an_office_${seat}`,
      `select ${ROW} from hazard where jurisdiction = $1 and ${column} = $2 and ${ASKED}
        order by hazard.found_on desc, matter desc limit $9`,
    ),
  ]),
) as { readonly [seat in keyof typeof COLUMN_OF]: ReturnType<typeof statement<DeskRow>> }; // one for each seat, by the map itself

const REFERRED = statement<DeskRow>(
  'hazards_referred_to_an_office',
  `select ${ROW} from hazard where jurisdiction = $1 and matter = any(array(select matter from obligation where ${TOLD}))
      and ${REFERRAL} is not null and ${ASKED}
    order by hazard.found_on desc, matter desc limit $9`,
);
const STATEMENTS = { ...OF_SEAT, referred: REFERRED };

const WAITING = statement<{ count: number }>(
  'referrals_waiting_for_an_office',
  `select count(*)::integer as count from obligation where ${TOLD} and ${WAITS}`,
);

const isNewer = (a: DeskRow, b: DeskRow): number =>
  a.found_on === b.found_on ? (a.matter < b.matter ? 1 : -1) : a.found_on < b.found_on ? 1 : -1;

/** The seats by which a post may read hazards of its office. */
const seatsOf = (access: Parameters<typeof mayDo>[0], { role }: StaffMember): readonly DeskSeat[] =>
  (Object.keys(DESK_SEATS) as DeskSeat[]).filter(
    (seat) => mayDo(access, { role, relation: DESK_SEATS[seat], verb: 'read', of: 'hazard' }).allowed,
  ); // its own keys

/** Hazards in which the office of a post has a seat; one more than a page, where there are more. No word of any is read. */
export const deskHazards = async (
  service: Service,
  who: StaffMember,
  filter: DeskFilter,
  after: DeskAfter,
): Promise<readonly DeskRow[]> => {
  const { access } = await service.jurisdiction();
  const seats = seatsOf(access, who).filter((seat) => filter.seat === null || seat === filter.seat);
  const { state, siteClass, site, since } = filter;
  return service.read(async (tx) => {
    const found = new Map<string, DeskRow>();
    for (const seat of seats) {
      const rows = await tx.run(STATEMENTS[seat], [
        tx.jurisdiction,
        who.office,
        after.found,
        after.number,
        state,
        siteClass,
        site,
        since,
        PAGE + 1,
      ]);
      for (const row of rows) found.set(row.matter, row);
    }
    return [...found.values()].toSorted(isNewer).slice(0, PAGE + 1);
  });
};

/** How an office sits in one, in the order of the seats. */
export const seatsIn = (row: DeskRow, office: string): readonly DeskSeat[] =>
  (Object.keys(DESK_SEATS) as DeskSeat[]).filter((seat) => (seat === 'referred' ? row.referred !== null : row[COLUMN_OF[seat]] === office)); // its own keys

/** How many hazards that were referred to the office of a post wait for its answer; none for who may open none of them. */
export const referralsWaiting = async (service: Service, who: StaffMember): Promise<number> => {
  const { access } = await service.jurisdiction();
  if (!seatsOf(access, who).includes('referred')) return 0;
  const rows = await service.read((tx) => tx.run(WAITING, [tx.jurisdiction, who.office]));
  return rows[0]?.count ?? 0;
};
