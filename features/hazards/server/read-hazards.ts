import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** A hazard as its row tells it; days as `YYYY-MM-DD`. */
export interface HazardRow {
  readonly matter: string;
  readonly source: string | null;
  readonly danger: string;
  readonly grade: string | null;
  readonly stage: string;
  readonly site: string | null;
  readonly site_called: string | null;
  readonly site_class: string | null;
  readonly lead: string;
  readonly mender: string | null;
  readonly acceptor: string | null;
  readonly supervisor: string | null;
  readonly due_on: string | null;
  readonly found_on: string;
  readonly mended_on: string | null;
  readonly accepted_on: string | null;
  readonly delisted_on: string | null;
}

export const HAZARD_COLUMNS =
  'matter, source, danger, grade, stage, site, site_called, site_class, lead, mender, acceptor, supervisor, due_on::text, found_on::text, mended_on::text, accepted_on::text, delisted_on::text';

const BY_NUMBER = statement<HazardRow>(
  'hazards_by_number',
  `select ${HAZARD_COLUMNS} from hazard where jurisdiction = $1 and matter = any($2) order by matter`,
);
const OF_FINDINGS = statement<{ matter: string; record: string; item: string }>(
  'hazards_of_findings',
  'select matter, record, item from hazard where jurisdiction = $1 and record = any($2) order by record, item',
);

/** Hazards by their numbers. */
export const hazardRows = (tx: Transaction, numbers: readonly string[]): Promise<readonly HazardRow[]> =>
  tx.run(BY_NUMBER, [tx.jurisdiction, numbers]);

/** The hazards that findings of records have become. */
export const hazardsOfRecords = (tx: Transaction, records: readonly string[]) => tx.run(OF_FINDINGS, [tx.jurisdiction, records]);
