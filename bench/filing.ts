import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { CUSTODIANS } from '../test/support/custodians.ts';
import { runCommand, startServer } from '../test/support/server-process.ts';
import { testFolder } from '../test/support/folder.ts';

// Filings a second over HTTP, durable and with a promise, as a ratio to pgbench transactions of the same rows on the same
// server, 64 clients each, in alternating rounds. Budget: at least 0.8, with a sealed name 0.4 (design 10).
// Run: node bench/filing.ts [rounds] [seconds] [sealed]

const CLIENTS = 64;
const ROUNDS = Number(process.argv[2] ?? 3);
const SECONDS = Number(process.argv[3] ?? 8);
const SEALED = process.argv[4] === 'sealed';
const BUDGET = SEALED ? 0.4 : 0.8;
const PGBENCH = '/usr/lib/postgresql/15/bin/pgbench';

const folder = testFolder('bench');
const data = join(folder, 'data');
const BODY = '和平街和学府路路口的三盏路灯从上个月底就不亮了，晚上接孩子放学要打手电。'.repeat(4);

const sealedRows = (custodians: string): string => {
  const matter = "translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110')";
  return `insert into sealed_box values (1, ${matter}, '\\x${custodians}', repeat('b', 2076)::bytea, repeat('c', 160)::bytea) on conflict do nothing;
insert into keystore.box_share values (1, ${matter}, repeat('s', 405)::bytea) on conflict do nothing;
`;
};

/** The rows that one filing writes: counts and sizes as they are in the store. */
const script = (pack: string, calendar: string, custodians: string): string => `
\\set a random(1, 1000000000)
\\set b random(1, 1000000000)
begin;
set local app.jurisdiction = '1';
insert into idempotency values (1, sha256((:a || 'i' || :b)::bytea), repeat('x', 1048)::bytea, now()) on conflict do nothing;
insert into entity values (1, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 'matter', '\\x${pack}', '\\x${calendar}', now(), 'grievance', current_date) on conflict do nothing;
insert into matter (jurisdiction, matter, kind, pack, calendar, lang, filed_on) values (1, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 'grievance', '\\x${pack}', '\\x${calendar}', 'zh-CN', '2026-09-28') on conflict do nothing;
insert into keystore.matter_key (jurisdiction, matter, epoch, level, office, doc, log, internal) values (1, substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8), 0, 0, 'letters', repeat('k', 61)::bytea, repeat('k', 45)::bytea, repeat('k', 61)::bytea) on conflict do nothing;
insert into receipt (jurisdiction, receipt, matter, nth, kind, since) values (1, substr(sha256((:a || 'r' || :b)::bytea), 1, 16), translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 0, 'code', now());
insert into event values (1, :a || '.' || :b, 0, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 0, 'filed', 1, now(), null, 'filer', null, null, 'open', '\\x${pack}', '\\x${calendar}', 0, repeat('p', 789)::bytea, repeat('l', 48)::bytea);
insert into blob values (1, sha256((:a || 's' || :b)::bytea), 0, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 33, repeat('s', 62)::bytea), (1, sha256((:a || 't' || :b)::bytea), 0, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 444, repeat('s', 473)::bytea);
insert into keystore.blob_key values (1, sha256((:a || 's' || :b)::bytea), repeat('k', 61)::bytea), (1, sha256((:a || 't' || :b)::bytea), repeat('k', 61)::bytea);
insert into log_queue values (1, sha256((:a || 'q' || :b)::bytea), repeat('l', 48)::bytea, now());
insert into stream values (1, :a || '.' || :b, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 0, 'letters', 'filed', 1, sha256('x'), now());
insert into assignment values (1, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 0, 'letters', 'lead', 0, null);
insert into obligation values
 (1, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 'petition.bureau.route', '0.0', 0, 'duty', 'office', 'filer', 'letters', 'open', now(), '2026-10-13', now(), null, false, null),
 (1, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 'petition.direct.notice', '0.0', 0, 'duty', 'office', 'filer', 'letters', 'open', now(), '2026-10-13', now(), null, false, null),
 (1, translate(upper(substr(encode(sha256((:a || 'm' || :b)::bytea), 'hex'), 1, 8)), 'OILU', '0110'), 'petition.own.takeup.unaccepted', '0.0<petition.direct.notice', 0, 'right', 'filer', 'office_above', null, 'pending', now(), null, null, null, false, null);
${custodians === '' ? '' : sealedRows(custodians)}commit;
`;

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

const post = (url: string, key: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sealed = SEALED ? { sealed: { name: '王小明', contact: '和平街7号' } } : {};
    const body = JSON.stringify({ kind: 'grievance', subject: '和平街路口路灯三周不亮', body: BODY, ...sealed });
    const sent = request(
      `${url}/api/v1/matters`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'idempotency-key': key, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

/** Filings acknowledged a second by 64 clients that each wait for the answer before the next. */
const fileFor = async (url: string, round: number, seconds: number): Promise<number> => {
  const since = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let i = 0; performance.now() - since < seconds * 1000; i += 1) {
        if ((await post(url, `bench-of-filings-run-${round}-${client}-${i}`)) !== 201) throw new Error('a filing was refused');
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - since) / 1000);
};

const pgbench = (socket: string, file: string): number => {
  const done = spawnSync(
    PGBENCH,
    [
      '-h',
      socket,
      '-U',
      'huiyin_app',
      '-n',
      '-M',
      'prepared',
      '-c',
      String(CLIENTS),
      '-j',
      '2',
      '-T',
      String(SECONDS),
      '-f',
      file,
      'huiyin',
    ],
    { encoding: 'utf8' },
  );
  const tps = /tps = ([\d.]+)/.exec(done.stdout)?.[1];
  if (tps === undefined) throw new Error(`${done.stdout}\n${done.stderr}`);
  return Number(tps);
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const main = async (): Promise<void> => {
  if (!existsSync(PGBENCH)) throw new Error(`${PGBENCH} is missing: apt-get install postgresql-15`);
  const setUp = readFileSync(join(import.meta.dirname, '../test/support/set-up.yaml'), 'utf8');
  // The custodian that is an office is one of this set-up's.
  const custodians = { ...CUSTODIANS, inside: CUSTODIANS.inside.map((it) => (it.office === null ? it : { ...it, office: 'city' })) };
  writeFileSync(join(folder, 'set-up.yaml'), SEALED ? `${setUp}custodians: ${JSON.stringify(custodians)}\n` : setUp);
  const done = await runCommand(['admin', 'set-up', join(folder, 'set-up.yaml'), '--data', data]);
  if (done.code !== 0) throw new Error(done.err);
  const server = await startServer(data, ['--tick', '1']);
  try {
    const socket =
      /-k (\S+)/.exec(
        readFileSync(
          `/proc/${readFileSync(join(readFileSync(join(data, 'postgres-cluster'), 'utf8').trim(), 'postmaster.pid'), 'utf8').split('\n')[0]}/cmdline`,
          'utf8',
        ).replaceAll('\0', ' '),
      )?.[1] ?? '';
    const hash = (what: string): string =>
      spawnSync(
        '/usr/lib/postgresql/15/bin/psql',
        [
          '-h',
          socket,
          '-U',
          'postgres',
          '-At',
          '-c',
          `select encode(hash, 'hex') from definition where kind = '${what}' order by name limit 1`,
          'huiyin',
        ],
        { encoding: 'utf8' },
      ).stdout.trim();
    const file = join(folder, 'filing.sql');
    writeFileSync(file, script(hash('pack'), hash('calendar'), SEALED ? hash('custodians') : ''));
    await fileFor(server.url, -1, 2);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const plain = pgbench(socket, file);
      const ours = await fileFor(server.url, round, SECONDS);
      ratios.push(ours / plain);
      process.stdout.write(
        `round ${round + 1}: ${ours.toFixed(0)} filings/s, pgbench ${plain.toFixed(0)} tx/s, ratio ${(ours / plain).toFixed(2)}\n`,
      );
    }
    process.stdout.write(`median ratio ${median(ratios).toFixed(2)} (budget ${BUDGET})\n`);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

await main();
