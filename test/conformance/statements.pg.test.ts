import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observe } from '../../engine/store/transaction.ts';
import { asRole, columnsOf, scansOf, type Seen } from './explain.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { liveSeldom, liveWholeLife } from '../support/whole-life.ts';

const MATTERS = 100_000;
/** Tables that grow with matters: none of them may be read from end to end on a request's path. */
const GROWING = [
  'entity',
  'matter',
  'stream',
  'event',
  'blob',
  'assignment',
  'obligation',
  'receipt',
  'access',
  'matter_key',
  'blob_key',
  'log_leaf',
  'log_queue',
  'idempotency',
  'import_key',
  'outbox',
  'relay_box',
  'sealed_box',
  'box_share',
  'unsealing',
  'paper_number',
  'joint_seat',
];

let town: TestTown;
const seen = new Map<string, Seen>();

/** Copies the rows of one matter 100,000 times, each with a number, a receipt and hashes of its own. */
const multiply = async (matter: string): Promise<void> => {
  await town.superuser.query('set session_replication_role = replica');
  const number = "upper(lpad(to_hex(i), 8, '0'))";
  const entity = (await columnsOf(town, 'entity')).map((column) => (column === 'entity' ? number : column));
  await town.superuser.query(
    `insert into entity select ${entity.join(', ')} from entity, generate_series(1, ${MATTERS}) i where entity = '${matter}'`,
  );
  for (const table of [
    'matter',
    'stream',
    'event',
    'blob',
    'assignment',
    'obligation',
    'receipt',
    'access',
    'keystore.matter_key',
    'sealed_box',
    'keystore.box_share',
    'keystore.relay_box',
  ]) {
    const values = (await columnsOf(town, table)).map((column) => {
      if (column === 'matter') return number;
      if (column === 'stream') return `${number} || right(stream, 2)`;
      if (column === 'blob') return 'sha256(blob || i::text::bytea)';
      if (column === 'receipt') return 'substr(sha256(i::text::bytea), 1, 16)';
      // Spread over the years, as they would be.
      if (column === 'hour') return "hour - (i % 3000) * interval '1 day'";
      return column === 'due_at' || column === 'starts_at' ? `${column} + (i % 3000) * interval '1 day'` : column;
    });
    await town.superuser.query(
      `insert into ${table} select ${values.join(', ')} from ${table}, generate_series(1, ${MATTERS}) i where matter = '${matter}'`,
    );
  }
  await town.superuser.query(
    `insert into keystore.blob_key select jurisdiction, sha256(blob || i::text::bytea), wrapped from keystore.blob_key, generate_series(1, ${MATTERS}) i`,
  );
  const { size } = (await town.superuser.query<{ size: number }>('select max(idx) + 1 as size from log_leaf')).rows[0] ?? { size: 0 };
  await town.superuser.query(
    `insert into log_leaf select 1, ${size} + 1000000 + i, substr(sha256(i::text::bytea) || sha256(i::text::bytea), 1, 48), sha256(('x' || i)::bytea) from generate_series(1, ${MATTERS}) i`,
  );
  await town.superuser.query(`insert into idempotency select 1, sha256(i::text::bytea), '', now() from generate_series(1, ${MATTERS}) i`);
  await town.superuser.query(
    `insert into outbox select 1, sha256(('o' || i)::bytea), 'bell', '{"office":"letters"}', now(), now(), 0 from generate_series(1, ${MATTERS}) i`,
  );
  await town.superuser.query(
    `insert into outbox select 1, sha256(('r' || i)::bytea), 'relay', '{}', now(), now(), 0 from generate_series(1, ${MATTERS / 100}) i`,
  );
  // A queue is emptied at every tick; here it has not been for a day.
  await town.superuser.query(
    `insert into log_queue select 1, sha256(('q' || i)::bytea), substr(sha256(i::text::bytea) || sha256(i::text::bytea), 1, 48), now() from generate_series(1, ${MATTERS}) i`,
  );
  await town.superuser.query(
    `insert into unsealing select 1, upper(lpad(to_hex(i), 8, '0')), 0, 2, 'filer_asks', (1900 + i % 100) || 'Q1', null, case when i % 50 = 0 then 'asked' else 'opened' end, now() - i * interval '1 hour' from generate_series(1, ${MATTERS}) i`,
  );
  await town.superuser.query(
    `insert into paper_number select 1, upper(lpad(to_hex(i), 8, '0')) || '.0', 0, 'receipt', 'letters', 1900 + i % 100, i, null from generate_series(1, ${MATTERS}) i`,
  );
  for (const [table, value] of [
    ['joint_seat', 'sealed'],
    ['keystore.joint_seat', 'wrapped'],
  ])
    await town.superuser.query(
      `insert into ${table} select 1, upper(lpad(to_hex(i / 32), 8, '0')), substr(sha256(('s' || i)::bytea), 1, 16), ${value} from (select ${value} from ${table} limit 1) one, generate_series(32, ${MATTERS}) i`,
    );
  await town.superuser.query('analyze');
};

beforeAll(async () => {
  town = await openTown({ withCustodians: true });
  const stop = observe((sql, values) => seen.set(sql.name, { sql, values }));
  const matter = await liveWholeLife(town);
  await liveSeldom(town);
  stop();
  await multiply(matter);
});
afterAll(async () => {
  await town.close();
});

describe('the catalogue', () => {
  it('every table has a primary key that starts with the jurisdiction, and the wall', async () => {
    const tables = await town.superuser.query<{ name: string; first: string | null; walled: boolean; policies: string }>(`
      select c.oid::regclass::text as name, a.attname as first, c.relrowsecurity and c.relforcerowsecurity as walled,
             (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relkind = 'r' and n.nspname in ('public', 'keystore')`);
    // The one reference table: which migrations have been applied.
    const others = tables.rows.filter((row) => row.name !== 'migration');
    expect(others.length).toBeGreaterThan(20);
    // The owner of the tables may list the jurisdictions there are (migration 0025); no role of the product is the owner.
    // And of what is owed nothing may be deleted but open slots (0050): a policy that narrows, beside the wall.
    const policies = (name: string): number => (name === 'jurisdiction' || name === 'obligation' ? 2 : 1);
    expect(others.filter((row) => row.first !== 'jurisdiction' || !row.walled || Number(row.policies) !== policies(row.name))).toEqual([]);
    const listed = await town.superuser.query<{ name: string; command: string; widens: boolean }>(
      "select c.relname as name, p.polcmd as command, p.polpermissive as widens from pg_policy p join pg_class c on c.oid = p.polrelid where p.polname <> 'wall' order by 1",
    );
    expect(listed.rows).toEqual([
      { name: 'jurisdiction', command: 'r', widens: true },
      { name: 'obligation', command: 'd', widens: false },
    ]);
  });

  it('every foreign key between such tables includes the jurisdiction', async () => {
    const keys = await town.superuser.query<{ name: string; columns: string[] }>(`
      select conname as name, array(select attname::text from unnest(conkey) k join pg_attribute a on a.attrelid = conrelid and a.attnum = k) as columns
      from pg_constraint where contype = 'f' and conparentid = 0`);
    expect(keys.rows.length).toBeGreaterThan(10);
    expect(keys.rows.filter((row) => !row.columns.includes('jurisdiction'))).toEqual([]);
  });

  it('the application may add events, texts, receipts and access records, and never change or delete them', async () => {
    const app = await asRole(town, 'app');
    const can = async (table: string, privilege: string): Promise<boolean> =>
      (await app.query<{ can: boolean }>('select has_table_privilege($1, $2) as can', [table, privilege])).rows[0]?.can ?? true;
    for (const table of [
      'event',
      'blob',
      'receipt',
      'access',
      'definition',
      'public_event',
      'import_key',
      'idempotency',
      'log_queue',
      'keystore.matter_key',
      'keystore.blob_key',
    ]) {
      expect([
        table,
        await can(table, 'INSERT'),
        await can(table, 'UPDATE'),
        await can(table, 'DELETE'),
        await can(table, 'TRUNCATE'),
      ]).toEqual([table, true, false, false, false]);
    }
    // A wrapped key follows its matter to another office: these columns, and no others, are replaced.
    const columns = await app.query<{ column: string }>(
      "select table_name || '.' || column_name as column from information_schema.column_privileges where grantee = 'huiyin_app' and privilege_type = 'UPDATE' and table_name in ('event', 'blob', 'matter_key', 'blob_key') order by 1",
    );
    expect(columns.rows.map((row) => row.column)).toEqual(['matter_key.doc', 'matter_key.internal', 'matter_key.log', 'matter_key.office']);
    await app.end();
  });

  it('without naming a jurisdiction nothing can be read, and another one than the named one is not there', async () => {
    const app = await asRole(town, 'app');
    await expect(app.query('select count(*) from event')).rejects.toThrow(/app\.jurisdiction/);
    await app.query("begin; set local app.jurisdiction = '2'");
    expect((await app.query('select 1 from event limit 1')).rowCount).toBe(0);
    await app.query('rollback');
    await app.end();
  });
});

describe('every statement of a matter’s life', () => {
  it('names exactly one jurisdiction', () => {
    expect(seen.size).toBeGreaterThan(30);
    const loose = [...seen.values()].filter(({ sql, values }) => {
      const names = /^insert into \S+ \(jurisdiction[,)]/.test(sql.text) || /jurisdiction = \$1/.test(sql.text);
      return !names || values[0] !== 1;
    });
    expect(loose.map(({ sql }) => sql.text)).toEqual([]);
  });

  it('reads no growing table from end to end, at 100,000 matters, as the role it runs under', async () => {
    const { scans, explained } = await scansOf(town, seen.values(), GROWING);
    process.stdout.write(
      `explained ${seen.size} statements (${explained} plans) at ${MATTERS} matters: ${scans.length} sequential scans of growing tables\n`,
    );
    expect(scans).toEqual([]);
    expect(explained).toBeGreaterThanOrEqual(seen.size);
  });
});
