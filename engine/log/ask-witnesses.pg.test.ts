import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { cosign } from '../../kernel/log/cosignature.ts';
import { formatNote, parseNote } from '../../kernel/log/note.ts';
import { parseAddCheckpoint, type ParsedAddCheckpoint } from '../../kernel/log/witness.ts';
import { cosignerKey, formatVkey } from '../../kernel/log/vkey.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { hashing, testKey } from '../../verifier/testing/ports.ts';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { peerIn, runWitness } from '../../test/support/witness.ts';
import { inJurisdiction } from '../store/transaction.ts';
import { namePeer } from '../place/peers.ts';
import { startLoops } from '../../server/loops/start.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { askWitnesses } from './ask-witnesses.ts';

const { publicKey, signing } = testKey(51);
const KEY = cosignerKey(hashing, 'fake.example', publicKey);

let town: TestTown;
let server: Server;
let url = '';
let asked: string[] = [];
let answer: (request: ParsedAddCheckpoint, response: ServerResponse) => void;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a request without an encoding gives buffers
  return Buffer.concat(chunks).toString();
};
/** A line of a key over a text at a time. */
const line = (text: string, { key = KEY, at = town.now() / 1000, by = signing } = {}): string =>
  formatNote({ text, signatures: [cosign(text, at, key, by)] }).slice(text.length + 1);
const respond = (response: ServerResponse, status: number, body: string, headers: { readonly [name: string]: string } = {}): void =>
  void response.writeHead(status, headers).end(body);

const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await readBody(request);
  asked.push(body.split('\n')[0] ?? '');
  const parsed = parseAddCheckpoint(body);
  if (parsed) answer(parsed, response);
  else respond(response, 400, '');
};

beforeAll(async () => {
  server = createServer((request, response) => {
    void take(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
});
afterAll(() => void server.close());

beforeEach(() => {
  asked = [];
});
const open = async (): Promise<void> => {
  town = await openTown({ tickMs: 100 });
  const peer = { peer: 'fake', url, log: null, witness: { key: formatVkey(KEY), url } };
  await inJurisdiction(town.installation.pools.app, 1, (tx) => namePeer(tx, peer, 1, { log: '', witness: '' }, town.now()));
  await town.tick();
};

const stored = async (): Promise<number> => (await town.superuser.query('select 1 from cosignature')).rowCount ?? 0;
const served = (): string => parseUtf8(town.service.store.read('checkpoint') ?? new Uint8Array()) ?? '';
const ask = async (): Promise<unknown> => (await askWitnesses(town.service)).get('fake');

describe('a witness that answers truly', () => {
  beforeEach(open);
  afterEach(() => town.close());

  it('is asked from the size that it has (409), and again at the next tick from the one that it signed', async () => {
    await town.tick();
    answer = (request, response) =>
      request.oldSize === 8
        ? respond(response, 200, line(request.note.text))
        : respond(response, 409, '8\n', { 'content-type': 'text/x.tlog.size' });
    expect(await ask()).toMatchObject({ ok: true });
    expect(asked).toEqual(['old 0', 'old 8']);
    expect(parseNote(served())?.signatures).toHaveLength(2);
    await town.tick();
    answer = (request, response) =>
      respond(
        response,
        200,
        `${line(request.note.text, { key: cosignerKey(hashing, 'other.example', publicKey) })}${line(request.note.text)}`,
      );
    expect(await ask()).toMatchObject({ ok: true });
    expect(asked.at(-1)).toBe('old 16');
    expect(await stored()).toBe(2);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('whose answer comes after the next publication is stored, and the newer checkpoint stays the one that is served', async () => {
    answer = (request, response) => void town.tick().then(() => respond(response, 200, line(request.note.text)));
    expect(await ask()).toMatchObject({ ok: true });
    expect(parseCheckpoint(parseNote(served())?.text ?? '')?.size).toBe(16);
    expect(parseNote(served())?.signatures).toHaveLength(1);
    expect(await stored()).toBe(1);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });
});

describe('a witness that lies or is of no use costs nothing but its signature', () => {
  beforeAll(open);
  afterAll(() => town.close());

  const LIES: readonly (readonly [string, typeof answer])[] = [
    ['nothing at all', (_, response) => respond(response, 200, '')],
    ['no signature line', (_, response) => respond(response, 200, '<html>')],
    ['the signature of another text', (request, response) => respond(response, 200, line(`${request.note.text}more\n`))],
    ['the signature of another key', (request, response) => respond(response, 200, line(request.note.text, { by: testKey(52).signing }))],
    [
      'the line of another witness',
      (request, response) => respond(response, 200, line(request.note.text, { key: cosignerKey(hashing, 'x', publicKey) })),
    ],
    ['a time to come', (request, response) => respond(response, 200, line(request.note.text, { at: town.now() / 1000 + 7200 }))],
    ['no time', (request, response) => respond(response, 200, line(request.note.text, { at: 0 }))],
    [
      'a size that it does not have, for ever',
      (request, response) => respond(response, 409, `${request.oldSize === 0 ? 4 : request.oldSize - 1}\n`),
    ],
    ['the size it was asked from', (_, response) => respond(response, 409, '0\n')],
    ['a larger size than there is', (_, response) => respond(response, 409, '999\n')],
    ['a size that is none', (_, response) => respond(response, 409, 'many')],
    ['an answer without end', (_, response) => respond(response, 200, 'x'.repeat(1_000_000))],
    ['another address', (_, response) => respond(response, 307, '', { location: url })],
    ['403', (_, response) => respond(response, 403, '')],
    ['500', (_, response) => respond(response, 500, '')],
    ['an end in the middle', (_, response) => void response.writeHead(200).write('— fake', () => response.destroy())],
  ];
  it.each(LIES)('%s', async (_, lie) => {
    answer = lie;
    const before = served();
    expect(await ask()).toMatchObject({ ok: false });
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(await stored()).toBe(0);
    expect(served()).toBe(before);
  });

  it('silence: filing, ticks and publication go on meanwhile, and the server ends at once', async () => {
    answer = () => undefined;
    const loops = startLoops(town.service);
    const size = (): number => parseCheckpoint(parseNote(served())?.text ?? '')?.size ?? 0;
    const start = size();
    const since = performance.now();
    while (size() < start + 40 && performance.now() - since < 8000) await sleep(20);
    expect(size()).toBeGreaterThanOrEqual(start + 40);
    const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
    expect(isRefusal(filed)).toBe(false);
    expect(asked).toHaveLength(1);
    const stopping = performance.now();
    await Promise.all(loops.map((loop) => loop.stop()));
    expect(performance.now() - stopping).toBeLessThan(5000);
  });

  it('one that is silent keeps back no other: what the others signed is stored and served at once', async () => {
    answer = () => undefined;
    const library = await runWitness(town, [town.service.logKeys.checkpoint.key]);
    const stopping = new AbortController();
    try {
      expect((await peerIn(town, library.url, { name: 'library' })).code).toBe(0);
      const asking = askWitnesses(town.service, stopping.signal);
      while ((await stored()) === 0) await sleep(10);
      expect(parseNote(served())?.signatures).toHaveLength(2);
      stopping.abort();
      expect(await asking).toEqual(
        new Map([
          ['fake', { ok: false, reason: 'unreachable' }],
          ['library', { ok: true, line: expect.stringMatching(/^— w\.example /) }],
        ]),
      );
    } finally {
      stopping.abort();
      await library.close();
    }
  });
});
