import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { checkpointText } from '../../kernel/log/checkpoint.ts';
import { cosignatureVerifier, cosignedAtSeconds } from '../../kernel/log/cosignature.ts';
import { formatNote, parseNote, signNote } from '../../kernel/log/note.ts';
import { addCheckpointBody, parseSignatureLines } from '../../kernel/log/witness.ts';
import { parseVkey } from '../../kernel/log/vkey.ts';
import { listen } from '../../server/instance.ts';
import { readWitnessConfig } from '../../engine/witness/config.ts';
import { openHeads } from '../../engine/witness/heads.ts';
import { buildWitness } from '../../engine/witness/serve.ts';
import { openWitness } from '../../engine/witness/witness.ts';
import { hashing, strict, testKey } from '../../verifier/testing/ports.ts';
import { fakeLog, type FakeLog } from '../support/fake-log.ts';
import { testFolder } from '../support/folder.ts';

const NOW = instant(Date.UTC(2026, 8, 28, 2, 0, 0));
const folder = testFolder('witness');
let app: FastifyInstance;
let url = '';
let vkey = '';
let fresh = 0;

/** A log that no other test has shown to the witness. */
const origins = Array.from({ length: 40 }, (_, i) => `log.example/${i}`);
const newLog = (): FakeLog => fakeLog(origins[(fresh += 1)] ?? '');

beforeAll(async () => {
  const built = await buildWitness(
    {
      name: 'witness.example/1',
      names: { 'zh-CN': '见证', en: 'Witness' },
      host: '127.0.0.1',
      port: 0,
      keyFile: join(folder, 'witness.key'),
      folder: join(folder, 'memory'),
      logs: origins.map((origin) => fakeLog(origin).key),
    },
    () => NOW,
  );
  ({ app, vkey } = built);
  url = await listen(app, 0);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}
const send = async (body: string | Uint8Array<ArrayBuffer>): Promise<Answer> => {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};
const add = (log: FakeLog, from: number, to: number, proof = log.proof(from, to)): Promise<Answer> =>
  send(addCheckpointBody({ oldSize: from, proof, message: log.note(to) }));
const isTrue = (message: string, lines: string): boolean => {
  const key = parseVkey(hashing, vkey);
  const [signature, ...more] = parseSignatureLines(lines) ?? [];
  if (!key || !signature || more.length > 0) return false;
  return cosignatureVerifier(key, strict).check(parseNote(message)?.text ?? '', signature.signature);
};

describe('add-checkpoint (c2sp.org/tlog-witness)', () => {
  it('200: one line that starts with an em dash, ends in a newline, and is a true cosignature/v1 of the time', async () => {
    const log = newLog();
    for (const [from, to] of [
      [0, 8],
      [8, 13],
      [13, 64],
    ] as const) {
      const { status, body } = await add(log, from, to);
      expect(status).toBe(200);
      expect(body).toMatch(/^— witness\.example\/1 [A-Za-z0-9+/=]+\n$/);
      expect(isTrue(log.note(to), body)).toBe(true);
      expect(cosignedAtSeconds(parseSignatureLines(body)?.[0]?.signature ?? new Uint8Array())).toBe(NOW / 1000);
    }
  });

  it('200: the same size and root again, with an empty proof', async () => {
    const log = newLog();
    expect((await add(log, 0, 8)).status).toBe(200);
    const again = await add(log, 8, 8);
    expect([again.status, isTrue(log.note(8), again.body)]).toEqual([200, true]);
  });

  it('200: an empty log, and the step from it', async () => {
    const log = newLog();
    expect((await add(log, 0, 0)).status).toBe(200);
    expect((await add(log, 0, 0)).status).toBe(200);
    expect((await add(log, 0, 3)).status).toBe(200);
  });

  it('200: extension lines and signatures of keys it does not know are no hindrance; what is cosigned is the whole text', async () => {
    const log = newLog();
    const text = checkpointText({ origin: log.key.name, size: 5, root: log.root(5), extensions: ['extension', 'another'] });
    const { publicKey: _unused, signing } = testKey(41);
    const note = parseNote(signNote(text, log.key, signing));
    if (!note) throw new Error('a note of ours');
    const message = formatNote({
      text,
      signatures: [{ name: 'somebody.example', id: Uint8Array.of(1, 2, 3, 4), signature: new Uint8Array(64) }, ...note.signatures],
    });
    const { status, body } = await send(addCheckpointBody({ oldSize: 0, proof: [], message }));
    expect([status, isTrue(message, body)]).toEqual([200, true]);
  });

  it('404: an origin that it does not know', async () => {
    expect((await add(fakeLog('stranger.example'), 0, 8)).status).toBe(404);
  });

  it('403: no valid signature of a known key', async () => {
    const log = newLog();
    const other = fakeLog(log.key.name, { key: 42 });
    expect((await add(other, 0, 8)).status).toBe(403);
    const signed = log.note(8).split('\n');
    const [dash, name, encoded = ''] = signed[4]?.split(' ') ?? [];
    const broken = [
      ...signed.slice(0, 4),
      `${dash} ${name} ${encoded.slice(0, 10)}${encoded[10] === 'A' ? 'B' : 'A'}${encoded.slice(11)}`,
      '',
    ].join('\n');
    expect((await send(addCheckpointBody({ oldSize: 0, proof: [], message: broken }))).status).toBe(403);
    const moved = log.note(8).replace('\n8\n', '\n9\n');
    expect((await send(addCheckpointBody({ oldSize: 0, proof: [], message: moved }))).status).toBe(403);
    expect((await add(log, 0, 8)).status).toBe(200);
  });

  it('409: another old size than the one it knows, which it names as text/x.tlog.size', async () => {
    const log = newLog();
    expect(await add(log, 3, 8)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '0\n' });
    await add(log, 0, 8);
    expect(await add(log, 0, 13)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '8\n' });
    expect(await add(log, 9, 13)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '8\n' });
    // An older state of the log, as after a restored copy.
    expect(await add(log, 4, 4)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '8\n' });
    expect((await add(log, 8, 13)).status).toBe(200);
  });

  it('409: the same size with another root; both heads are kept as evidence', async () => {
    const log = newLog();
    const fork = fakeLog(log.key.name, { forkAt: 5 });
    await add(log, 0, 8);
    expect(await add(fork, 8, 8, [])).toEqual({ status: 409, type: 'text/x.tlog.size', body: '8\n' });
    const kept = readdirSync(join(folder, 'memory')).filter((file) => file.includes('-fork-'));
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(folder, 'memory', kept[0] ?? ''), 'utf8')).toBe(`${log.note(8)}\n${fork.note(8)}`);
    expect(await add(fork, 0, 0, [])).toMatchObject({ status: 409 });
  });

  it('422: a proof that does not verify, is missing, too long, or of another tree', async () => {
    const log = newLog();
    const fork = fakeLog(log.key.name, { forkAt: 5 });
    await add(log, 0, 8);
    const proof = log.proof(8, 13);
    const wrong: readonly (readonly Uint8Array[])[] = [
      [],
      proof.slice(1),
      [...proof, new Uint8Array(32)],
      proof.map((hash, i) => (i === 0 ? hash.map((byte) => byte ^ 1) : hash)),
      fork.proof(8, 13),
    ];
    for (const some of wrong) expect((await add(log, 8, 13, some)).status).toBe(422);
    expect((await add(fork, 8, 13)).status).toBe(422);
    expect((await add(log, 8, 13)).status).toBe(200);
    // From nothing no proof is needed, and none may be there.
    expect((await add(newLog(), 0, 8, [new Uint8Array(32)])).status).toBe(422);
  });

  it('400: what is no request, or asks to go back', async () => {
    const log = newLog();
    const good = addCheckpointBody({ oldSize: 0, proof: [], message: log.note(8) });
    const bodies = [
      '',
      'old 0\n',
      log.note(8),
      good.replace('old 0', 'old 00'),
      good.replace('old 0', 'old -1'),
      good.replace('old 0', 'old 1e3'),
      good.replace('old 0', 'old'),
      good.replace('old 0', 'old 0 '),
      good.replace('old 0', 'Old 0'),
      good.replace('old 0', 'old 99999999999999999999'),
      good.replace('old 0\n', 'old 0\r\n'),
      good.replace('old 0\n', 'old 0\nnot base64!\n'),
      good.replace('old 0\n', 'old 0\nAAAA\n'),
      good.replace('\n8\n', '\n08\n'),
      good.replace('— ', ''),
      `${good}more`,
      good.trimEnd(),
      addCheckpointBody({ oldSize: 9, proof: [], message: log.note(8) }),
      addCheckpointBody({ oldSize: 0, proof: Array.from({ length: 64 }, () => new Uint8Array(32)), message: log.note(8) }),
    ];
    for (const body of bodies) expect([body, (await send(body)).status]).toEqual([body, 400]);
    expect((await send(Uint8Array.of(0xff, 0xfe, 0x0a, 0x0a))).status).toBe(400);
    expect((await send(good)).status).toBe(200);
  });

  it('a body that is too long is refused before it is read to the end; no other method is there', async () => {
    expect((await send('x'.repeat(70_000))).status).toBe(413);
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(404);
  });

  it.each([undefined, 'application/json', 'application/octet-stream', 'text/plain; charset=utf-8', 'application/x-www-form-urlencoded'])(
    'the body is those bytes, whatever type the client names (%s)',
    async (type) => {
      const log = newLog();
      const body = addCheckpointBody({ oldSize: 0, proof: [], message: log.note(8) });
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const headers = { 'content-length': Buffer.byteLength(body), ...(type === undefined ? {} : { 'content-type': type }) };
        const sent = request(`${url}/add-checkpoint`, { method: 'POST', headers }, (response) => resolve(response.resume().statusCode));
        sent.on('error', reject);
        sent.end(body);
      });
      expect(status).toBe(200);
    },
  );

  it('of many that arrive at once for one origin, those that agree are cosigned, and one tree a size', async () => {
    const log = newLog();
    const forks = [log, ...[1, 2, 3].map((forkAt) => fakeLog(log.key.name, { forkAt }))];
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const one = forks[i % forks.length] ?? log;
        return { root: Buffer.from(one.root(8)).toString('hex'), ...(await add(one, 0, 8)) };
      }),
    );
    const cosigned = new Set(answers.filter(({ status }) => status === 200).map(({ root }) => root));
    expect(cosigned.size).toBe(1);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  });

  it('offers a card to whoever wants to be paired with it', async () => {
    expect(await (await fetch(`${url}/log/peer.json`)).json()).toEqual({
      format: 'huiyin/peer/v1',
      names: { 'zh-CN': '见证', en: 'Witness' },
      log: null,
      witness: { key: vkey, path: '' },
    });
  });
});

describe('the key and the memory of a witness', () => {
  const place = (name: string) => ({ keyFile: join(folder, `${name}.key`), folder: join(folder, name) });

  it('are made together, for the owner alone', () => {
    expect(statSync(join(folder, 'witness.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'memory')).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(join(folder, 'memory'))) expect(statSync(join(folder, 'memory', file)).mode & 0o777).toBe(0o600);
  });

  it('one without the other is refused: a key that has forgotten could cosign a smaller tree', async () => {
    const one = place('lost');
    const log = fakeLog('lost.example');
    const witness = openWitness('w.example', one);
    const body = Buffer.from(addCheckpointBody({ oldSize: 0, proof: [], message: log.note(8) }));
    expect((await witness.add(body, () => [log.key], NOW)).status).toBe(200);
    const key = readFileSync(one.keyFile);
    rmSync(one.keyFile);
    expect(() => openWitness('w.example', one)).toThrow('is missing beside its memory');
    writeFileSync(one.keyFile, key, { mode: 0o600 });
    expect(openWitness('w.example', one).key).toEqual(witness.key);
    rmSync(one.folder, { recursive: true });
    expect(() => openWitness('w.example', one)).toThrow('could contradict itself');
    expect(existsSync(one.folder)).toBe(false);
  });

  it('a memory that is damaged cosigns nothing', async () => {
    const one = place('damaged');
    const log = fakeLog('damaged.example');
    const witness = openWitness('w.example', one);
    const ask = (from: number, to: number) =>
      witness.add(
        Buffer.from(addCheckpointBody({ oldSize: from, proof: log.proof(from, to), message: log.note(to) })),
        () => [log.key],
        NOW,
      );
    expect((await ask(0, 8)).status).toBe(200);
    const [file = ''] = readdirSync(one.folder);
    for (const bad of [
      '',
      '{"origin":"damaged.example","size":0}',
      readFileSync(join(one.folder, file), 'utf8').replace('damaged.', 'another.'),
    ]) {
      writeFileSync(join(one.folder, file), bad);
      await expect(ask(8, 9)).rejects.toThrow();
    }
  });

  it('a disk that cannot be written to: an error, and no signature', async () => {
    const one = place('full');
    const log = fakeLog('full.example');
    const heads = { ...openHeads(one.folder), read: () => undefined, swap: () => Promise.reject(new Error('ENOSPC')) };
    const witness = openWitness('w.example', one, heads);
    await expect(
      witness.add(Buffer.from(addCheckpointBody({ oldSize: 0, proof: [], message: log.note(8) })), () => [log.key], NOW),
    ).rejects.toThrow('ENOSPC');
  });
});

describe('the configuration of a witness', () => {
  const read = (text: string) => {
    const path = join(folder, 'config.yaml');
    writeFileSync(path, text);
    return readWitnessConfig(path);
  };
  const good = (log: string): string =>
    `name: w.example/1\nnames: { zh-CN: 见证, en: Witness }\nport: 0\nkeyFile: w.key\nfolder: memory\nlogs:\n  - '${log}'\n`;

  it('has paths beside the file and keys of logs; anything else is named', () => {
    const key = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    expect(read(good(key))).toMatchObject({ keyFile: join(folder, 'w.key'), host: '127.0.0.1' });
    expect(read(good('nonsense'))).toEqual(['logs.0: not a verifier key of a log']);
    expect(read(good(vkey))).toEqual(['logs.0: not a verifier key of a log']);
    expect(read(good(key).replace('w.example/1', 'a b'))).toEqual(['name: has no space and no plus']);
    expect(read(`${good(key)}more: 1\n`)).toHaveLength(1);
  });
});
