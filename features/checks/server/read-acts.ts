import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { ActRecord } from '../../../kernel/recurrence/slots.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

interface ActRow {
  readonly matter: string;
  readonly site: string;
  readonly rule: string;
  readonly slot: string;
  readonly done_at: Instant;
  readonly not_before: Instant | null;
  readonly received_at: Instant;
  readonly signed_at: Instant | null;
  readonly nil: boolean;
  readonly form: string | null;
}

/** A window of a rule of a site; the name is empty for what counts from the last time. */
export interface SlotKey {
  readonly site: string;
  readonly rule: string;
  readonly slot: string;
}

const ACTS = statement<ActRow>(
  'acts_for_slots',
  'select s.matter, s.site, s.rule, s.slot, c.done_at, c.not_before, c.completed_at as received_at, c.signed_at, c.nil, c.form from unnest($2::text[], $3::text[], $4::text[]) w (site, rule, slot) join check_slot s on s.jurisdiction = $1 and s.site = w.site and s.rule = w.rule and s.slot = w.slot join check_record c on c.jurisdiction = $1 and c.matter = s.matter where not c.voided and c.completed_at is not null',
);

/** The records that were made for some windows, by site: from when all that they name is here. What was struck out counts for nothing. */
export const readActs = async (tx: Transaction, keys: readonly SlotKey[]): Promise<ReadonlyMap<string, readonly ActRecord[]>> => {
  if (keys.length === 0) return new Map();
  const rows = await tx.run(ACTS, [tx.jurisdiction, keys.map((it) => it.site), keys.map((it) => it.rule), keys.map((it) => it.slot)]);
  const records = new Map<string, ActRecord>();
  const sites = new Map<string, ActRecord[]>();
  for (const row of rows) {
    const made = { rule: row.rule, window: row.slot === '' ? null : row.slot };
    const known = records.get(row.matter);
    const record: ActRecord = known
      ? { ...known, for: [...known.for, made] }
      : {
          id: row.matter,
          for: [made],
          doneAt: row.done_at,
          notBefore: row.not_before,
          receivedAt: row.received_at,
          nil: row.nil,
          // A record made with a form carries the list that was looked at.
          hasList: row.form !== null,
          countersignedAt: row.signed_at,
        };
    records.set(row.matter, record);
    sites.set(row.site, [...(sites.get(row.site) ?? []).filter((it) => it.id !== record.id), record]);
  }
  return sites;
};
