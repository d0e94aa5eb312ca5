import type { Instant } from '../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { appendPublic, readPublicRows } from './public-stream.ts';

interface Row {
  readonly name_zh: string;
  readonly name_en: string;
  readonly zone: string;
  readonly purpose: string;
  readonly origin: string;
  readonly desk_office: string | null;
  readonly pack: Buffer | null;
  readonly calendar: Buffer | null;
}

// Two processes may start at once: the second waits, and finds the stream begun.
const OLD = statement<Row>(
  'jurisdiction_of_before',
  'select name_zh, name_en, zone, purpose, origin, desk_office, pack, calendar from jurisdiction where jurisdiction = $1 and pack is not null for update',
);
const OFFICES = statement<{ office: string; zh: string; en: string; parent: string | null }>(
  'offices_of_before',
  'select office, name_zh as zh, name_en as en, parent from office where jurisdiction = $1 order by office',
);
const DEFINITIONS = statement<{ hash: Buffer; kind: string; name: string }>(
  'definitions_of_before',
  'select hash, kind, name from definition where jurisdiction = $1 order by hash',
);
const FORGET = statement('old_rules_read', 'update jurisdiction set pack = null, calendar = null where jurisdiction = $1');

/**
 * Gives a jurisdiction of a build before the public stream its event 0: everything that is there counts as of the first set-up and is
 * listed as such. Nothing where there is a stream already. Runs once, when the installation opens.
 */
export const beginStream = async (tx: Transaction, now: Instant): Promise<void> => {
  const row = (await tx.run(OLD, [tx.jurisdiction]))[0];
  if (!row?.desk_office || !row.pack || !row.calendar || (await readPublicRows(tx)).length > 0) return;
  const rules = [row.pack, row.calendar];
  const definitions = (await tx.run(DEFINITIONS, [tx.jurisdiction]))
    .map(({ hash, kind, name }) => ({
      kind,
      name,
      hash: hash.toString('hex'),
      replaces: kind === 'access' || rules.some((rule) => rule.equals(hash)),
    }))
    .toSorted((a, b) => Number(a.replaces) - Number(b.replaces)); // of one calendar's versions the one in force is the newest
  const data = {
    origin: row.origin,
    names: { zh: row.name_zh, en: row.name_en },
    zone: row.zone,
    purpose: row.purpose,
    deskOffice: row.desk_office,
    offices: (await tx.run(OFFICES, [tx.jurisdiction])).map((it) => ({ ...it })),
    definitions,
  };
  await appendPublic(tx, [{ type: 'set_up', actor: { kind: 'machine' }, data }], now);
  await tx.run(FORGET, [tx.jurisdiction]);
};
