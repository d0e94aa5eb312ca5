import { createServer } from 'node:http';
import { rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter, type FilingAnswer } from '../../features/grievances/server/file-matter.ts';
import { readBundle, readForStaff } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { digestAccess } from '../../server/loops/digest-access.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { verifyCommand } from '../../verifier/commands/cli.ts';
import { storedPhoto } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { nameRelayIn } from '../support/relay.ts';
import { answerAs } from '../support/unseal.ts';
import { testFolder } from '../support/folder.ts';

let town: TestTown;
let filed: FilingAnswer;
const folder = testFolder('tamper');
let mirror: { url: string; close: () => void };

const file = async (token: string): Promise<FilingAnswer> => {
  const answer = await fileMatter(
    town.service,
    { fields: { subject: '井盖', body: '井盖丢了。', place: '学府路' }, lang: 'zh-CN', files: [storedPhoto(100_000), storedPhoto(70_000)] },
    { token },
  );
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};

/** Serves the town's log files as a static host would. */
const serveLog = async (): Promise<typeof mirror> => {
  const server = createServer((request, response) => {
    const bytes = town.service.store.read((request.url ?? '/').slice(1));
    if (bytes) response.end(bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }; // listens on TCP
};

const verify = async (bundle: object): Promise<{ code: number; json: { against?: { finding?: string } } & Record<string, unknown> }> => {
  const [bundleFile, policyFile] = [join(folder, 'bundle.json'), join(folder, 'policy.txt')];
  writeFileSync(bundleFile, JSON.stringify(bundle));
  writeFileSync(policyFile, await policyText(town.service));
  const lines: string[] = [];
  const code = await verifyCommand([bundleFile, '--policy', policyFile, '--against', mirror.url, '--json'], {
    out: (line) => void lines.push(line),
    err: () => undefined,
  });
  return { code, json: JSON.parse(lines.join('\n')) };
};

const openFilled = async (): Promise<void> => {
  town = await openTown({ tickMs: 100, withCustodians: true });
  await nameRelayIn(town.installation, town.now());
  await town.service.jurisdiction('fresh');
  mirror = await serveLog();
  filed = await file('tamper-1');
  const other = await file('tamper-2');
  await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing', occurredOn: '2026-09-28' } });
  await takeStep(town.service, filed.number, PEOPLE.handler, { name: 'accept', input: {} });
  await takeStep(town.service, filed.number, PEOPLE.handler, {
    name: 'reply',
    input: { outcome: 'supported', facts: '丢了。', opinion: '已补。' },
  });
  await takeStep(town.service, filed.number, PEOPLE.filer, { name: 'open_notice', input: { notice: 'reply' } });
  await takeStep(town.service, filed.number, PEOPLE.filer, { name: 'ask_review', input: {} });
  await takeStep(town.service, other.number, PEOPLE.desk, { name: 'register', input: { office: 'water' } });
  // A name that is open, and a request that waits for more shares.
  const unsealing = { name: 'ask_unseal', input: { purpose: 'life_in_danger', basis: '第一条', reason: '有人落水。' } };
  await takeStep(town.service, filed.number, PEOPLE.handler, unsealing);
  await takeStep(town.service, other.number, PEOPLE.other, unsealing);
  await town.tick();
  for (const id of ['union', 'archive', 'notary']) await answerAs(town.service, id, filed.number);
  await answerAs(town.service, 'union', other.number);
  // Who looked stands in a digest once the day is over; a second day has no reads.
  await readForStaff(town.service, filed.number, { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' });
  town.setClock('2026-09-29T02:00:00Z');
  await digestAccess(town.service);
  await town.tick();
  // The clock has gone on by a day: that is a leaf of its own.
  await town.tick();
};
const closeFilled = async (): Promise<void> => {
  mirror.close();
  await town.close();
};
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Tampers inside a transaction that is rolled back afterwards; reconcile looks through the same connection's commit. */
const caughtAfter = async (sql: string, undo: string): Promise<readonly string[]> => {
  // What a running server knew before: rules that are damaged are not read again in the middle.
  await town.service.jurisdiction('fresh');
  await town.superuser.query('set session_replication_role = replica');
  const changed = await town.superuser.query(sql);
  expect(changed.rowCount, sql).toBeGreaterThan(0);
  try {
    return (await reconcile(town.service)).findings.map((finding) => finding.code);
  } finally {
    await town.superuser.query(undo);
  }
};

const TABLES = [
  'event',
  'blob',
  'public_event',
  'definition',
  'usable_definition',
  'log_leaf',
  'matter',
  'stream',
  'assignment',
  'obligation',
  'receipt',
  'log_state',
  'log_checkpoint',
  'keystore.matter_key',
  'keystore.blob_key',
  'sealed_box',
  'keystore.box_share',
  'unsealing',
  'keystore.released_share',
  'keystore.opened_box',
  'access_digest',
  'access_day',
  'keystore.relay_box',
] as const;
const LOG_ONLY = ['log_state', 'log_checkpoint', 'log_leaf'];

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Another value of the same type: a byte, a digit, a day. */
const changedValue = ({ name, type }: Column): string => {
  if (type === 'bytea')
    // What is null in this row is given a byte.
    return `case when coalesce(length(${name}), 0) = 0 then '\\x01'::bytea else set_byte(${name}, length(${name}) / 2, get_byte(${name}, length(${name}) / 2) # 1) end`;
  if (type === 'text')
    return `coalesce(overlay(${name} placing (case when right(${name}, 1) = 'x' then 'y' else 'x' end) from greatest(length(${name}), 1)), 'x')`;
  if (type === 'boolean') return `not ${name}`;
  if (type === 'date') return `coalesce(${name} + 1, '2026-01-01')`;
  if (type === 'timestamp with time zone') return `coalesce(${name} + interval '1 second', '2026-01-01')`;
  return `coalesce(${name} + 1, 1)`;
};

const columnsOf = async (table: string): Promise<readonly Column[]> =>
  (
    await town.superuser.query<Column>(
      "select attname as name, format_type(atttypid, null) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'jurisdiction' order by attnum",
      [table],
    )
  ).rows;

const INERT = ['log_state.ticked_at', 'log_state.clock_suspect', 'log_state.jumped_at', 'log_checkpoint.at'];

/** Keys and checks would refuse some changes; whoever owns the database can drop them. */
const dropConstraints = async (): Promise<void> => {
  const constraints = await town.superuser.query<{ name: string; owner: string }>(
    "select conname as name, conrelid::regclass::text as owner from pg_constraint where contype in ('c', 'p', 'u', 'f') and conrelid <> 0 and connamespace in ('public'::regnamespace, 'keystore'::regnamespace)",
  );
  for (const { name, owner } of constraints.rows)
    await town.superuser.query(`alter table ${owner} drop constraint if exists ${name} cascade`);
};

describe('tampering with the database behind a tick', () => {
  beforeAll(async () => {
    await openFilled();
    await dropConstraints();
  });
  afterAll(closeFilled);

  it('a byte changed in every column of event, blob, leaf and projection is named by reconcile', async () => {
    expect((await reconcile(town.service)).findings).toEqual([]);
    const missed: string[] = [];
    let tried = 0;
    for (const table of TABLES) {
      await town.superuser.query(`create temporary table saved as select * from ${table}`);
      for (const column of await columnsOf(table)) {
        if (INERT.includes(`${table}.${column.name}`)) continue;
        tried += 1;
        const one = LOG_ONLY.includes(table) ? `ctid = (select max(ctid) from ${table})` : `ctid = (select min(ctid) from ${table})`;
        const found = await caughtAfter(
          `update ${table} set ${column.name} = ${changedValue(column)} where ${one}`,
          `delete from ${table}; insert into ${table} select * from saved`,
        );
        if (found.length === 0) missed.push(`${table}.${column.name}`);
      }
      await town.superuser.query('drop table saved');
    }
    process.stdout.write(`tampering, columns: ${tried} tried, ${tried - missed.length} caught\n`);
    expect(missed).toEqual([]);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('rows deleted, swapped, and the newest cut off are named by reconcile', async () => {
    const missed: string[] = [];
    const attacks: readonly (readonly [string, string])[] = [
      // An older checkpoint is a copy of what the newest one commits to, and of a file; its row alone proves nothing.
      ...TABLES.filter((table) => table !== 'matter' && table !== 'log_checkpoint').map(
        (table) => [table, `delete from ${table} where ctid = (select min(ctid) from ${table})`] as const,
      ),
      ...TABLES.filter((table) => table !== 'matter').map(
        (table) => [table, `delete from ${table} where ctid = (select max(ctid) from ${table})`] as const,
      ),
      ['matter', 'delete from matter where ctid = (select min(ctid) from matter)'],
      [
        'event',
        "update event set version = 1 - version where version in (0, 1) and stream like '%.0' and (select count(*) from event e where e.stream = event.stream) > 1",
      ],
      [
        'event',
        'update event a set payload = b.payload from event b where a.stream = b.stream and ((a.version = 1 and b.version = 2) or (a.version = 2 and b.version = 1))',
      ],
      [
        'blob',
        'update blob a set bytes = b.bytes, size = b.size from blob b where a.ctid = (select min(ctid) from blob) and b.ctid = (select max(ctid) from blob)',
      ],
      // Of a photo: each column, a chunk deleted, two swapped, one too many.
      ...[
        'blob = sha256(blob)',
        'chunk = chunk + 1',
        "matter = 'x'",
        'size = 1',
        'bytes = set_byte(bytes, 5000, get_byte(bytes, 5000) # 1)',
      ].map((change) => ['blob', `update blob set ${change} where ctid = (select min(ctid) from blob where size = 0)`] as const),
      ['blob', 'delete from blob where ctid = (select max(ctid) from blob where size = 0)'],
      ['blob', 'update blob set chunk = 1 - chunk where blob = (select blob from blob where size = 0 order by blob limit 1)'],
      ['blob', 'insert into blob select jurisdiction, blob, 2, matter, size, bytes from blob where size = 0 and chunk = 1 limit 1'],
      ['log_leaf', 'delete from log_leaf where idx >= 4'],
      ['keystore.matter_key', 'delete from keystore.matter_key where level = 1'],
      [
        'keystore.matter_key',
        'update keystore.matter_key a set doc = b.doc, log = b.log, internal = b.internal from keystore.matter_key b where a.level = 0 and b.level = 0 and a.matter <> b.matter',
      ],
      [
        'keystore.blob_key',
        'update keystore.blob_key a set wrapped = b.wrapped from keystore.blob_key b where a.ctid = (select min(ctid) from keystore.blob_key) and b.ctid = (select max(ctid) from keystore.blob_key)',
      ],
      ['keystore.blob_key', "insert into keystore.blob_key select jurisdiction, sha256('nothing'), wrapped from keystore.blob_key limit 1"],
    ];
    for (const [table, sql] of attacks) {
      await town.superuser.query(`create temporary table saved as select * from ${table}`);
      const found = await caughtAfter(sql, `delete from ${table}; insert into ${table} select * from saved`);
      if (found.length === 0) missed.push(sql);
      await town.superuser.query('drop table saved');
    }
    process.stdout.write(`tampering, rows: ${attacks.length} tried, ${attacks.length - missed.length} caught\n`);
    expect(missed).toEqual([]);
  });
});

describe('tampering with what is sealed', () => {
  beforeAll(openFilled);
  afterAll(closeFilled);

  const SEALED = [
    ['event', 'payload', `stream = '%.1' and version = 0`],
    ['event', 'payload', `stream = '%.0' and version = 0`],
    ['blob', 'bytes', 'blob = (select blob from blob where size > 0 order by blob limit 1)'],
    ['keystore.blob_key', 'wrapped', 'blob = (select blob from blob order by blob limit 1)'],
    ['keystore.matter_key', 'doc', `matter = '%' and level = 0`],
    ['keystore.matter_key', 'log', `matter = '%' and level = 0`],
    ['keystore.matter_key', 'internal', `matter = '%' and level = 0`],
    ['keystore.matter_key', 'doc', `matter = '%' and level = 1`],
  ] as const;

  it('one bit of the version, the nonce, the ciphertext or the tag is named by reconcile, wherever it lies', async () => {
    await town.superuser.query('set session_replication_role = replica');
    let tried = 0;
    const missed: string[] = [];
    for (const [table, column, which] of SEALED) {
      const where = which.replace('%', filed.number);
      const { rows } = await town.superuser.query<{ value: Buffer }>(`select ${column} as value from ${table} where ${where}`);
      const [before] = rows;
      if (!before || rows.length !== 1) throw new Error(`${table}: ${rows.length} rows`);
      // Each byte of head and tag, every seventh of what lies between.
      const { length } = before.value;
      for (let at = 0; at < length; at += at < 16 || at >= length - 17 ? 1 : 7) {
        tried += 1;
        const changed = Buffer.from(before.value);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        await town.superuser.query(`update ${table} set ${column} = $1 where ${where}`, [changed]);
        const { findings } = await reconcile(town.service);
        if (findings.length === 0) missed.push(`${table}.${column} byte ${at}`);
        await town.superuser.query(`update ${table} set ${column} = $1 where ${where}`, [before.value]);
      }
    }
    process.stdout.write(`tampering, sealed bytes: ${tried} tried, ${tried - missed.length} caught\n`);
    expect(missed).toEqual([]);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });
});

describe('tampering that leaves the database consistent with itself', () => {
  beforeAll(openFilled);
  afterAll(closeFilled);

  it('a queue row deleted before its tick, with everything else of the matter, breaks a promise that the filer holds', async () => {
    await town.superuser.query('set session_replication_role = replica');
    const gone = await file('tamper-3');
    await town.superuser.query(`delete from keystore.blob_key where blob in (select blob from blob where matter = '${gone.number}')`);
    for (const table of [
      'log_queue',
      'event',
      'blob',
      'obligation',
      'assignment',
      'receipt',
      'stream',
      'keystore.matter_key',
      'sealed_box',
      'keystore.box_share',
      'keystore.relay_box',
    ]) {
      await town.superuser.query(table === 'log_queue' ? 'delete from log_queue' : `delete from ${table} where matter = '${gone.number}'`);
    }
    await town.superuser.query(`delete from matter where matter = '${gone.number}'`);
    await town.superuser.query(`delete from entity where entity = '${gone.number}'`);
    town.setClock('2026-09-28T03:00:00Z');
    await town.tick();
    expect((await reconcile(town.service)).findings).toEqual([]);
    const { code, json } = await verify(gone);
    expect(code).toBe(1);
    expect(JSON.stringify(json)).toContain('promise_without_inclusion');
  });

  it('a log rewritten after the fact contradicts the bundle that a filer took home', async () => {
    const bundle = await readBundle(town.service, filed.number);
    if (!bundle) throw new Error('no bundle');
    expect((await verify(bundle)).code).toBe(0);
    // The whole log is made again without the first real leaf, and signed with the true key.
    await town.superuser.query('delete from log_leaf');
    await town.superuser.query('delete from log_state');
    await town.superuser.query('delete from log_checkpoint');
    rmSync(town.service.store.home, { recursive: true, force: true });
    rmSync(join(town.installation.keys.path, 'heads-1.json'));
    town.setClock('2026-09-28T04:00:00Z');
    for (let i = 0; i < 4; i += 1) await town.tick();
    const { code, json } = await verify(bundle);
    expect(code).toBe(1);
    expect(JSON.stringify(json)).toContain('contradicted');
  });
});
