import type { ClientBase } from 'pg';

/** What a restored installation must not begin with: sessions, devices, links, grants and codes that wait, drafts, and leases of loops that no longer run. */
const LEFT_OUT = [
  'staff_session',
  'set_up_link',
  'pending_step',
  'pending_door',
  'lease',
  'idempotency',
  'step_draft',
  'intake_part',
  'proposal',
  'proposal_photo',
  'duty_feed',
  'call_code',
  'field_key',
  'push_device',
];

interface Table {
  readonly name: string;
  /** Its primary key, for an order that is always the same. */
  readonly key: readonly string[];
}

const TABLES = `
  select c.oid::regclass::text as name,
    array(select a.attname::text from unnest(i.indkey) with ordinality k (attnum, at) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.at) as key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relkind = 'r' and n.nspname = $1
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'jurisdiction' and not a.attisdropped)
  order by 1`;
const REFERENCES = `
  select distinct conrelid::regclass::text as child, confrelid::regclass::text as parent
  from pg_constraint where contype = 'f' and conrelid <> confrelid`;

/** The tables of a schema, parents before children, as foreign keys want; `all` takes in what an archive leaves out. Throws on a circle. */
export const listTables = async (client: ClientBase, schema: 'public' | 'keystore', how?: 'all'): Promise<readonly Table[]> => {
  const tables = (await client.query<{ name: string; key: string[] }>(TABLES, [schema])).rows.filter(
    (table) => how === 'all' || !LEFT_OUT.includes(table.name),
  );
  const references = (await client.query<{ child: string; parent: string }>(REFERENCES)).rows;
  const sorted: Table[] = [];
  while (sorted.length < tables.length) {
    const done = new Set(sorted.map((table) => table.name));
    const waiting = (name: string): boolean =>
      references.some((it) => it.child === name && !done.has(it.parent) && tables.some((table) => table.name === it.parent));
    const next = tables.filter((table) => !done.has(table.name) && !waiting(table.name));
    if (next.length === 0) throw new Error('tables refer to each other in a circle');
    sorted.push(...next);
  }
  return sorted;
};
