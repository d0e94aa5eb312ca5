import { existsSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { openInstallation, systemClock } from '../../server/instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { preparePlace } from '../../server/postgres/place.ts';
import { openService } from '../../engine/service.ts';
import { setUpCounty } from '../support/installation.ts';
import { call, callsBeside, inTurns, NOBODY, type Call, type Route, type Walker } from '../support/routes.ts';
import { postMatter, runCommand, startServer, whenServed } from '../support/server-process.ts';
import { readXml } from '../support/files/xml.ts';
import { testFolder } from '../support/folder.ts';

const folder = testFolder('away');
const data = join(folder, 'data');
/** What of a system may stand in no answer: its paths, names, codes and classes of faults. */
const INSIDE =
  /ENOENT|ECONN|EPIPE|PGSQL|postgres|\bpg\b|\/tmp\/|\/run\/|node_modules|statusCode|FST_|\b(57P0|08\d\d\d|25P02)|SQLSTATE|at \w+ \(|Error:|terminat/i;
const STAFF: Walker = { ...NOBODY, name: 'with a cookie', token: 'A'.repeat(43), csrf: 'x' };

const postmasterOf = (of: string): number => Number(readFileSync(join(preparePlace(of).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const end = async (pid: number, signal: NodeJS.Signals): Promise<void> => {
  process.kill(pid, signal);
  while (isAlive(pid)) await sleep(20);
};

let installation: Installation;
let app: FastifyInstance;
const routes: Route[] = [];
beforeAll(async () => {
  installation = await openInstallation(data);
  await setUpCounty(installation, systemClock(), true, true, true);
  const service = await openService({
    id: 1,
    pools: installation.pools,
    keys: installation.keys,
    dataDirectory: data,
    clock: systemClock,
    tickMs: 1000,
  });
  app = await buildApp(service, ({ method, url }) => {
    for (const one of [method].flat()) if (!url.startsWith('/en/') || one !== 'HEAD') routes.push({ method: one, url });
  });
  await end(postmasterOf(data), 'SIGKILL');
  // What was read a moment ago is known for five seconds; after them every page has to ask.
  await sleep(5200);
});
afterAll(async () => {
  await app.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Forms as somebody fills them in, so that what is asked gets as far as the database. */
const FORMS: readonly Call[] = [
  ...['', '/en'].flatMap((lang): Call[] => [
    { method: 'POST', url: `${lang}/follow`, kind: 'alike', verb: '-', form: { code: 'AAAA-AAAA-AAAA-AAAA-AAAA' } },
    {
      method: 'POST',
      url: `${lang}/file/submit`,
      kind: 'alike',
      verb: '-',
      form: { about: 'no', subject: '灯', body: '不亮', token: 'a'.repeat(22) },
    },
    { method: 'POST', url: `${lang}/lost`, kind: 'alike', verb: '-', form: { number: 'ABCD1234', word: 'nothing at all' } },
    {
      method: 'POST',
      url: `${lang}/desk/sign-in`,
      kind: 'alike',
      verb: '-',
      form: { staff: 'letters.desk', password: 'correct horse', code: '123456' },
    },
  ]),
  {
    method: 'POST',
    url: '/api/v1/staff/session',
    kind: 'alike',
    verb: '-',
    json: { staff: 'letters.desk', password: 'correct horse', code: '123456' },
  },
  ...['xml', 'json'].map((format): Call => ({
    method: 'POST',
    url: `/open311/v2/requests.${format}`,
    kind: 'alike',
    verb: '-',
    form: { api_key: 'k'.repeat(43), service_code: 'street.light', description: '不亮' },
  })),
];

describe('with the database away', () => {
  it('no route of the server blames who asks, and none tells what is inside', async () => {
    const calls = [...callsBeside(routes, NOBODY), ...FORMS];
    const asked = [...calls.map((it) => ({ it, who: NOBODY })), ...callsBeside(routes, STAFF).map((it) => ({ it, who: STAFF }))];
    const answers = await inTurns(asked, async ({ it: one, who }) => ({ one, who, answer: await call(app, who, one) }));
    const told = answers.filter(({ answer }) => answer.status >= 400 && INSIDE.test(answer.body));
    expect(told.map(({ one, answer }) => `${one.method} ${one.url}: ${INSIDE.exec(answer.body)?.[0]}`)).toEqual([]);
    const bare = answers.filter(({ answer }) => !answer.headers.includes("default-src 'none'") || !answer.headers.includes('nosniff'));
    expect(bare.map(({ one }) => one.url)).toEqual([]);
    const counts = new Map<number, number>();
    for (const { answer } of answers) counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    process.stdout.write(
      `  database away: ${answers.length} calls, ${[...counts]
        .toSorted(([a], [b]) => a - b)
        .map(([status, n]) => `${n} × ${status}`)
        .join(', ')}\n`,
    );
    expect([...counts.keys()].filter((status) => status >= 500)).toEqual([503]);
    // Whoever is answered with a 4xx now must be answered with the same when the database is there: nothing of it was ours.
    const blamed = answers.filter(({ answer }) => answer.status >= 400 && answer.status < 500);
    const again = await openInstallation(data);
    try {
      const wrong: string[] = [];
      for (const { one, who, answer } of blamed) {
        const then = await call(app, who, one);
        if (then.status !== answer.status) wrong.push(`${one.method} ${one.url}: ${answer.status}, with the database ${then.status}`);
      }
      expect(wrong).toEqual([]);
      expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    } finally {
      await end(postmasterOf(data), 'SIGKILL');
      await again.close().catch(() => undefined);
    }
    await sleep(5200);
  });

  it('a person gets a page in the language of the address, with the name of the place and a way on', async () => {
    for (const [url, words] of [
      ['/', '没有'],
      ['/en', 'could not'],
    ] as const) {
      const { statusCode, body, headers } = await app.inject({ url });
      expect([url, statusCode, headers['content-type'], headers['retry-after']]).toEqual([url, 503, 'text/html; charset=utf-8', '30']);
      expect(body).toContain(words);
      expect(body).toContain(url === '/' ? '青川县' : 'Qingchuan County');
    }
  });

  it('a program gets 503 in its own format, Open311 in XML and JSON, and so it sends again', async () => {
    const json = await app.inject({ url: '/open311/v2/services.json' });
    expect([json.statusCode, json.headers['content-type'], JSON.parse(json.body)]).toEqual([
      503,
      'application/json; charset=utf-8',
      [{ code: 503, description: expect.stringContaining('Send it again later') }],
    ]);
    const xml = await app.inject({
      method: 'POST',
      url: '/open311/v2/requests.xml',
      payload: 'api_key=x&service_code=street.light&description=dark',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([xml.statusCode, xml.headers['content-type']]).toEqual([503, 'text/xml; charset=utf-8']);
    expect(readXml(xml.body)).toMatchObject({ name: 'errors', inner: [{ inner: [{ name: 'code', text: '503' }, {}] }] });
    const api = await app.inject({ method: 'POST', url: '/api/v1/receipt', payload: { code: 'AAAA-AAAA-AAAA-AAAA-AAAA' } });
    expect([api.statusCode, api.headers['retry-after']]).toEqual([api.statusCode, api.statusCode === 503 ? '30' : undefined]);
    expect((await app.inject({ url: '/record.json' })).json()).toMatchObject({ error: { code: 'storage_failed' } });
  });

  it('an address that cannot be read is a page that is not there, and what is no HTTP is told so, both with the headers of every page', async () => {
    for (const url of ['/%', '/en/%', '/c/%2', '/en/c/%2', '/%E0%A4%A', '/desk/matter/%']) {
      const { statusCode, body, headers } = await app.inject({ url });
      expect([url, statusCode, headers['content-type']]).toEqual([url, 404, 'text/html; charset=utf-8']);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(body).toContain(url.startsWith('/en') ? '<html lang="en">' : '<html lang="zh-CN">');
      expect(body).not.toMatch(INSIDE);
    }
    expect((await app.inject({ url: '/api/v1/%' })).json()).toMatchObject({ error: { code: 'not_found' } });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const address = app.server.address();
    const raw = await new Promise<string>((resolve) => {
      let said = '';
      const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1', () =>
        socket.write('no http at all\r\n\r\n'),
      );
      socket.on('data', (chunk) => {
        said += String(chunk);
      });
      socket.on('close', () => resolve(said));
    });
    expect(raw).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(raw).toContain("content-security-policy: default-src 'none'");
    expect(raw).not.toMatch(INSIDE);
  });
});

describe('a database that ends under `up`', () => {
  it('is started again by it, each time, with everything that was answered; the operator reads so', async () => {
    const own = join(folder, 'up', 'data');
    const set = await runCommand(['admin', 'set-up', join(import.meta.dirname, '../support/set-up.yaml'), '--data', own]);
    expect(set.code, set.err).toBe(0);
    const server = await startServer(own, ['--tick', '0.3']);
    for (const [n, signal] of (['SIGINT', 'SIGKILL', 'SIGTERM'] as const).entries()) {
      const filed = await postMatter(server.url, `away-test-form-${n}-abcdefgh`, { subject: '灯', body: '不亮' });
      expect(filed?.status).toBe(201);
      const pid = postmasterOf(own);
      process.kill(pid, signal);
      while (isAlive(pid)) await sleep(20); // after SIGTERM it would wait for us as long as we use it
      const since = performance.now();
      await whenServed(server.url);
      process.stdout.write(`  after ${signal} it was served again in ${((performance.now() - since) / 1000).toFixed(1)} s\n`);
      expect((await postMatter(server.url, `away-test-form-${n}-abcdefgh`, { subject: '灯', body: '不亮' }))?.body).toEqual(filed?.body);
    }
    expect(server.output().match(/^database: it has ended by itself; starting it again$/gm)).toHaveLength(3);
    const told = (): number => server.output().match(/^database: it answers again$/gm)?.length ?? 0;
    while (told() < 3) await sleep(20);
    expect(await server.stop()).toBe(0);
    expect(existsSync(join(preparePlace(own).cluster, 'postmaster.pid'))).toBe(false);
    expect((await runCommand(['reconcile', '--data', own])).code).toBe(0);
  });
});
