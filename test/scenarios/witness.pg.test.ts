import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { buildApp } from '../../server/app.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { listen } from '../../server/instance.ts';
import { askWitnesses } from '../../engine/log/ask-witnesses.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import type { LineOutput } from '../../verifier/commands/command.ts';
import { fsckCommand, watchCommand } from '../../verifier/commands/log-cli.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { verifyBundle, type VerifyInput } from '../../verifier/check/verify.ts';
import type { Verdict } from '../../verifier/check/verdict.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { peerIn } from '../support/witness.ts';
import { testFolder } from '../support/folder.ts';

/** An installation with its server. */
interface Served {
  readonly town: TestTown;
  readonly app: FastifyInstance;
  readonly url: string;
}

const serve = async (): Promise<Served> => {
  const town = await openTown();
  const app = await buildApp(town.service);
  return { town, app, url: await listen(app, 0) };
};

let ours: Served;
let theirs: Served;
beforeAll(async () => {
  [ours, theirs] = [await serve(), await serve()];
});
afterAll(async () => {
  for (const { app, town } of [ours, theirs]) {
    await app.close();
    await town.close();
  }
});

const peer = ({ town }: Served, target: string | undefined, options: object = {}) => peerIn(town, target, options);
const saying = async (work: (io: LineOutput) => Promise<number>): Promise<readonly [number, string]> => {
  let out = '';
  const say = (line: string): void => void (out += `${line}\n`);
  return [await work({ out: say, err: say }), out];
};
const file = async ({ town }: Served): Promise<string> => {
  const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.number;
};
const verify = async ({ town }: Served, number: string, policy?: string): Promise<Verdict> => {
  const input: VerifyInput = {
    bundleText: JSON.stringify(await readBundle(town.service, number)),
    policyText: policy ?? (await policyText(town.service)),
    ports: { hashing: nodeHashing, verifying: nodeVerifying },
  };
  return verifyBundle(input);
};
const witnessed = (verdict: Verdict) => verdict.steps.find((step) => step.step === 'witnessed');

describe('two installations that witness each other', () => {
  let number = '';
  let without = '';

  it('a receipt of one that has no peer is signed by the office only', async () => {
    number = await file(ours);
    await ours.town.tick();
    without = await policyText(ours.town.service);
    expect(without).toContain('quorum none');
    expect(witnessed(await verify(ours, number))).toEqual({ step: 'witnessed', done: false, by: [], of: 0 });
    expect(await askWitnesses(ours.town.service)).toEqual(new Map());
  });

  it('are paired by one command on each side, which prints the keys to compare and stands in the public record', async () => {
    const first = await peer(ours, theirs.url, { name: 'next-county', json: true });
    expect(first.code).toBe(0);
    expect(JSON.parse(first.lines[0] ?? '')).toMatchObject({ peer: 'next-county', url: theirs.url, threshold: 1 });
    // They have not named us yet: their witness does not know our log.
    expect(await askWitnesses(ours.town.service)).toEqual(new Map([['next-county', { ok: false, reason: 'refused' }]]));
    expect((await peer(theirs, ours.url)).code).toBe(0);
    expect((await peer(theirs, ours.url, { name: 'again' })).lines.join()).toContain('peer_same_key');
    expect((await peer(ours, ours.url)).lines.join()).toContain('peer_is_own');
    const record = (await ours.app.inject('/record.json')).json<{ events: { payload: string }[] }>();
    expect(record.events.some(({ payload }) => payload.includes('"type":"peer_named"'))).toBe(true);
    expect((await ours.app.inject('/record')).body).toContain('next-county');
    expect((await ours.app.inject('/en/record')).statusCode).toBe(200);
  });

  it('with too few cosignatures a proof cannot be judged by the policy that asks for one', async () => {
    const verdict = await verify(ours, number);
    expect([verdict.verdict, verdict.code]).toEqual(['cannot_tell', 'quorum_not_met']);
    // By the policy of before it is as true as it was.
    expect((await verify(ours, number, without)).verdict).toBe('true');
  });

  it('a receipt becomes witnessed 1 of 1, and the served checkpoint carries the line', async () => {
    expect((await askWitnesses(ours.town.service)).get('next-county')).toMatchObject({ ok: true });
    const verdict = await verify(ours, number);
    expect(verdict.verdict).toBe('true');
    expect(witnessed(verdict)).toEqual({ step: 'witnessed', done: true, by: ['next-county'], of: 1 });
    const note = (await ours.app.inject('/log/checkpoint')).body;
    expect(note.match(/^— /gm)).toHaveLength(2);
    // Everybody has signed: nobody is asked twice.
    expect(await askWitnesses(ours.town.service)).toEqual(new Map());
  });

  it('goes on from size to size, both ways', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const side of [ours, theirs]) {
        await file(side);
        await side.town.tick();
        expect([...(await askWitnesses(side.town.service)).values()]).toMatchObject([{ ok: true }]);
      }
    }
  });

  it('a proof made between publication and cosignature uses the checkpoint that was witnessed, where it holds all of it', async () => {
    await ours.town.tick();
    const between = await verify(ours, number);
    expect(witnessed(between)).toMatchObject({ done: true, by: ['next-county'] });
    const late = await file(ours);
    await ours.town.tick();
    expect((await verify(ours, late)).code).toBe('quorum_not_met');
    await askWitnesses(ours.town.service);
    expect((await verify(ours, late)).verdict).toBe('true');
  });

  it('anybody can watch the log and read all of it, over HTTP or from a copy of its files', async () => {
    const folder = testFolder('watch');
    try {
      const policy = join(folder, 'policy.txt');
      writeFileSync(policy, await policyText(ours.town.service));
      const watch = (url: string) => saying((io) => watchCommand([url, '--state', join(folder, 'state'), '--once', '--lang', 'en'], io));
      expect(await watch(ours.url)).toEqual([0, expect.stringContaining('First look')]);
      await ours.town.tick();
      expect(await watch(`${ours.url}/log`)).toEqual([0, expect.stringContaining('Grown')]);
      expect(await watch(theirs.url)).toEqual([2, expect.stringContaining('another one')]);
      const files = join(ours.town.installation.dataDirectory, 'log', '1');
      for (const place of [ours.url, files])
        expect(await saying((io) => fsckCommand([place, '--policy', policy, '--lang', 'en'], io))).toEqual([
          0,
          expect.stringMatching(/^TRUE/),
        ]);
      const copy = join(folder, 'copy');
      cpSync(files, copy, { recursive: true });
      const tile = join(copy, 'tile/entries/000.p/8');
      writeFileSync(
        tile,
        readFileSync(tile).map((byte, i) => (i === 20 ? byte ^ 1 : byte)),
      );
      expect(await saying((io) => fsckCommand([copy, '--lang', 'en'], io))).toEqual([1, expect.stringContaining('tile/entries/000.p/8')]);
      expect((await saying((io) => fsckCommand([folder, '--lang', 'en'], io)))[0]).toBe(2);
      await askWitnesses(ours.town.service);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each(['application/x-www-form-urlencoded', 'application/json', 'multipart/form-data; boundary=x', undefined])(
    'the witness of an installation takes the body as it is, whatever it is called (%s), and is as strict as one alone',
    async (type) => {
      const head = (await ours.app.inject('/log/checkpoint')).body;
      const headers = type === undefined ? {} : { 'content-type': type };
      const send = (payload: string) => theirs.app.inject({ method: 'POST', url: '/witness/add-checkpoint', headers, payload });
      const size = head.split('\n')[1] ?? '';
      expect((await send(`old ${size}\n\n${head}`)).statusCode).toBe(200);
      const stale = await send(`old 0\n\n${head}`);
      expect([stale.statusCode, stale.headers['content-type'], stale.body]).toEqual([409, 'text/x.tlog.size', `${size}\n`]);
      expect((await send('nonsense')).statusCode).toBe(400);
      expect((await send('x'.repeat(70_000))).statusCode).toBe(413);
    },
  );

  it('an address that is none, is not reached, or shows no card, and a name that would not do: nothing is recorded', async () => {
    const before = (await ours.app.inject('/record.json')).body;
    const refused = [
      ['ftp://x.example', {}, 2, 'starts with http'],
      ['http://u:p@x.example', {}, 2, 'starts with http'],
      [theirs.url, { name: 'witnesses' }, 2, '--name'],
      [theirs.url, { name: 'none' }, 2, '--name'],
      [theirs.url, { name: 'Big Name' }, 2, '--name'],
      ['http://127.0.0.1:1', {}, 1, 'peer_unreachable'],
      [`${theirs.url}/figures`, {}, 1, 'peer_card'],
      [theirs.url, { name: 'next-county' }, 1, 'peer_known'],
      [undefined, { end: true }, 2, '--end'],
      [undefined, {}, 2, '--list'],
    ] as const;
    for (const [target, options, code, said] of refused) {
      const answer = await peer(ours, target, options);
      expect([target, answer.code, answer.lines.join()]).toEqual([target, code, expect.stringContaining(said)]);
    }
    expect((await ours.app.inject('/record.json')).body).toBe(before);
  });

  it('a number that no witnesses can reach is refused, and a peer cannot go while it is needed', async () => {
    expect((await peer(ours, undefined, { threshold: '2' })).lines.join()).toContain('quorum_too_high');
    expect((await peer(ours, 'next-county', { end: true })).lines.join()).toContain('quorum_too_high');
    expect((await peer(ours, 'nobody', { end: true })).lines.join()).toContain('peer_unknown');
    expect((await peer(ours, undefined, { threshold: 'x' })).code).toBe(2);
    expect((await peer(ours, undefined, { list: true })).lines.join('\n')).toContain('1 of 1');
  });

  it('reconcile finds nothing, and finds a cosignature that was changed, moved or slipped in', async () => {
    for (const { town } of [ours, theirs]) expect((await reconcile(town.service)).findings).toEqual([]);
    const { superuser, service } = ours.town;
    const changes = [
      ["update cosignature set line = replace(line, 'A', 'B') where size = 8", 'line'],
      ['update cosignature set size = 24 where size = 8', 'line'],
      ["update cosignature set vkey = replace(vkey, 'witness', 'other') where size = 8", 'vkey'],
      ["update cosignature set at = at + interval '1 day' where size = 8", 'at'],
    ] as const;
    for (const [sql, what] of changes) {
      const before = (await superuser.query<Record<string, unknown>>('select * from cosignature')).rows;
      await superuser.query(sql.includes('size = 24') ? 'delete from cosignature where size = 24' : 'select 1');
      await superuser.query(sql);
      const { findings } = await reconcile(service);
      expect([sql, findings.map((finding) => `${finding.code} ${finding.what}`)]).toEqual([
        sql,
        expect.arrayContaining([`cosignature ${what}`]),
      ]);
      await superuser.query('delete from cosignature');
      await superuser.query('insert into cosignature select * from json_populate_recordset(null::cosignature, $1)', [
        JSON.stringify(before.map((row) => ({ ...row, at: new Date(Number(row['at'])).toISOString() }))),
      ]);
    }
    expect((await reconcile(service)).findings).toEqual([]);
  });

  it('a peer that has ended is asked no more, and its log is unknown to our witness', async () => {
    expect((await peer(ours, undefined, { threshold: '0' })).code).toBe(0);
    expect((await peer(ours, 'next-county', { end: true })).code).toBe(0);
    await ours.town.tick();
    await theirs.town.tick();
    expect(await askWitnesses(ours.town.service)).toEqual(new Map());
    expect([...(await askWitnesses(theirs.town.service)).values()]).toEqual([{ ok: false, reason: 'refused' }]);
    expect(await policyText(ours.town.service)).toContain('quorum none');
    expect((await reconcile(ours.town.service)).findings).toEqual([]);
  });
});
