import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Meeting } from '../domain/vocabulary.ts';

/** A conference as its row tells it. */
export interface ConferenceRow {
  readonly conference: string;
  readonly meeting: Meeting;
  readonly office: string;
  readonly day: PlainDate;
  readonly items: number;
  readonly decided: number;
  readonly called_off: boolean;
  readonly opened_on: PlainDate | null;
  readonly signed_on: PlainDate | null;
  readonly closed_on: PlainDate | null;
}

/** A decision that everybody is told of: its office, its day, a line that was written for that, and how it stands. */
export interface PublicDecision {
  readonly conference: string;
  readonly office: string;
  readonly by_day: PlainDate;
  readonly extended: boolean;
  readonly kept_on: PlainDate | null;
  readonly confirmed_on: PlainDate | null;
  readonly public_line: string;
}

/** How many stand on a list. */
const LISTED_MAX = 60;

const COLUMNS =
  'c.matter as conference, c.meeting, c.office, c.day, c.items, c.decided, c.called_off, c.opened_on, c.signed_on, c.closed_on';

const OF_OFFICE = statement<ConferenceRow>(
  'conferences_of_office',
  `select ${COLUMNS} from assignment a join conference c on c.jurisdiction = a.jurisdiction and c.matter = a.matter
    where a.jurisdiction = $1 and a.office = $2 and a.level = 0 and a.until is null order by c.day desc, c.matter limit $3`,
);
const PUBLIC = statement<ConferenceRow>(
  'public_conferences',
  `select ${COLUMNS} from conference c where c.jurisdiction = $1 and c.signed_on is not null order by c.day desc, c.matter limit $2`,
);
const DECIDED = statement<PublicDecision>(
  'public_decisions',
  `select d.matter as conference, d.office, d.by_day, d.extended, d.kept_on, d.confirmed_on, d.public_line from conference_decision d
    where d.jurisdiction = $1 and d.matter = any($2) and d.public_line is not null order by d.matter, d.nth`,
);
const LAST = statement<{ readonly meeting: Meeting; readonly day: PlainDate }>(
  'conferences_held_last',
  'select meeting, max(day) as day from conference where jurisdiction = $1 and office = $2 and closed_on is not null group by meeting',
);
const NAMES = statement<{ readonly matter: string; readonly meeting: Meeting; readonly day: PlainDate }>(
  'conference_names',
  'select matter, meeting, day from conference where jurisdiction = $1 and matter = any($2)',
);

/** The conferences that an office has called, takes part in, or owes something from, the newest first. */
export const conferencesOf = (tx: Transaction, office: string): Promise<readonly ConferenceRow[]> =>
  tx.run(OF_OFFICE, [tx.jurisdiction, office, LISTED_MAX]);

/** What everybody may see: conferences whose minutes are signed, with the decisions of which a line was written for everybody. */
export const publicConferences = async (
  tx: Transaction,
): Promise<readonly (ConferenceRow & { readonly decisions: readonly PublicDecision[] })[]> => {
  const held = await tx.run(PUBLIC, [tx.jurisdiction, LISTED_MAX]);
  const decisions = await tx.run(DECIDED, [tx.jurisdiction, held.map(({ conference }) => conference)]);
  return held.map((row) => ({ ...row, decisions: decisions.filter((it) => it.conference === row.conference) }));
};

/** When an office has held each of its meetings last: the day of one that is closed, by which a slot can be met. */
export const heldLast = async (tx: Transaction, office: string): Promise<ReadonlyMap<Meeting, PlainDate>> =>
  new Map((await tx.run(LAST, [tx.jurisdiction, office])).map(({ meeting, day }) => [meeting, day]));

/** Which meeting and day conferences are. Asking for it is no read: neither is a word of anybody. */
export const conferenceNames = async (
  tx: Transaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly meeting: Meeting; readonly day: PlainDate }>> =>
  new Map((await tx.run(NAMES, [tx.jurisdiction, numbers])).map(({ matter, meeting, day }) => [matter, { meeting, day }]));
