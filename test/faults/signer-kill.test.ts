import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { signerCommand } from '../../server/commands/signer.ts';
import { openKeyDirectory } from '../../engine/keys/key-directory.ts';
import { remoteSigner } from '../../engine/log/remote-signer.ts';
import { LogBehind, LogFork, LogTrouble, SignerAway } from '../../engine/log/trouble.ts';
import { fakeLog } from '../support/fake-log.ts';
import { runCommand, startSigner, type ServerProcess } from '../support/server-process.ts';
import { testFolder } from '../support/folder.ts';

const ORIGIN = 'log.example/1';
const MOST = 400;
/** The log, and two that are the same up to a size and another one from there on. */
const LOGS = [MOST, 40, 150].map((forkAt) => fakeLog(ORIGIN, { most: MOST, forkAt }));
const KILLS = 6;

const folder = testFolder('signer');
const config = join(folder, 'signer.yaml');
const socket = join(folder, 'sign.sock');
const own = join(folder, 'own');
let server: ServerProcess | undefined;
let vkey = '';

beforeAll(() => {
  mkdirSync(own);
  openKeyDirectory(own).ensureSecret('log-1');
  writeFileSync(config, stringify({ origin: ORIGIN, socket: 'sign.sock', folder: 'own' }));
});
afterAll(() => {
  server?.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const sign = async (log: (typeof LOGS)[number], size: number, origin = ORIGIN, keys = [vkey]): Promise<string> =>
  remoteSigner(socket).sign({ origin, size, root: log.root(size), keys, proofFrom: (old) => log.proof(old, size) });

describe('a signer in a process of its own, asked over its socket', () => {
  it('does not start without the memory that belongs to its key, unless nothing was ever signed', async () => {
    const refused = await runCommand(['signer', '--config', config]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('heads-1.json')]);
    writeFileSync(join(own, 'heads-1.json'), `${JSON.stringify({ origin: 'other.example/1', size: 1, root: '00'.repeat(32) })}\n`);
    expect((await runCommand(['signer', '--config', config, '--first'])).err).toContain('is of other.example/1');
    writeFileSync(
      join(own, 'heads-1.json'),
      `${JSON.stringify({ origin: ORIGIN, size: 8, root: toHex(LOGS[0]?.root(8) ?? new Uint8Array()) })}\n`,
    );
  });

  it('signs what goes on from what it signed, and nothing else: no other root, no smaller size, no other log, no key it does not hold', async () => {
    server = await startSigner(config);
    expect(statSync(socket).mode & 0o777).toBe(0o660);
    const [true_, fork] = [LOGS[0], LOGS[1]];
    if (!true_ || !fork) throw new Error('there are three logs');
    [vkey = ''] = await remoteSigner(socket).keys(ORIGIN);
    const note = parseNote(await sign(true_, 48));
    expect(parseCheckpoint(note?.text ?? '')).toMatchObject({ origin: ORIGIN, size: 48 });
    // What is on the disk before the answer goes out is what was answered.
    expect(JSON.parse(readFileSync(join(own, 'heads-1.json'), 'utf8'))).toMatchObject({ size: 48 });
    expect(await sign(true_, 48)).toContain('\n48\n');
    await expect(sign(fork, 48)).rejects.toThrow(LogFork);
    await expect(sign(true_, 40)).rejects.toThrow(LogBehind);
    await expect(sign(fork, 56)).rejects.toThrow(LogFork);
    await expect(sign(true_, 56, 'other.example/1')).rejects.toThrow(SignerAway);
    await expect(sign(true_, 56, ORIGIN, [vkey.replace('log', 'gol')])).rejects.toThrow(SignerAway);
    expect(await remoteSigner(socket).head()).toMatchObject({ size: 48 });
    // A second one with the same memory is refused.
    const second = await runCommand(['signer', '--config', config]);
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('already serves')]);
  });

  it.each([
    ['not JSON', '{'],
    ['a field too many', JSON.stringify({ origin: ORIGIN, size: 56, root: 'ab'.repeat(32), oldSize: 48, proof: [], keys: ['k'], also: 1 })],
    ['a root that is none', JSON.stringify({ origin: ORIGIN, size: 56, root: 'ab', oldSize: 48, proof: [], keys: ['k'] })],
    ['a hash that is none', JSON.stringify({ origin: ORIGIN, size: 56, root: 'ab'.repeat(32), oldSize: 48, proof: ['x'], keys: ['k'] })],
    ['no key', JSON.stringify({ origin: ORIGIN, size: 56, root: 'ab'.repeat(32), oldSize: 48, proof: [], keys: [] })],
    ['too long', JSON.stringify({ origin: 'x'.repeat(20_000) })],
  ])('refuses %s and signs nothing', async (_what, body) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        { socketPath: socket, method: 'POST', path: '/sign', headers: { 'content-type': 'application/json' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
    expect(status).toBe(400);
    expect(await remoteSigner(socket).head()).toMatchObject({ size: 48 });
  });

  it('kill -9 at any moment: never two roots for one size, never smaller; what was answered is remembered', async () => {
    const roots = new Map<number, string>();
    let [largest, unanswered, refused] = [48, 0, 0];
    const client = async (log: (typeof LOGS)[number], ends: () => boolean): Promise<void> => {
      for (let size = largest + 1; size <= MOST && !ends(); size += 1) {
        try {
          await sign(log, size);
          const root = toHex(log.root(size));
          expect(roots.get(size) ?? root).toBe(root);
          roots.set(size, root);
          largest = Math.max(largest, size);
        } catch (error) {
          if (!(error instanceof LogTrouble)) throw error;
          if (error instanceof SignerAway && !error.message.includes('in between')) {
            unanswered += 1; // nothing is known of it
            return;
          }
          refused += 1;
        }
      }
    };
    for (let round = 0; round < KILLS; round += 1) {
      if (round > 0) server = await startSigner(config);
      const head = await remoteSigner(socket).head();
      expect(head?.size ?? 0).toBeGreaterThanOrEqual(largest);
      largest = head?.size ?? 0;
      let ended = false;
      let asking = LOGS.length;
      const clients = LOGS.map((log) =>
        client(log, () => ended).finally(() => {
          asking -= 1;
        }),
      );
      const before = roots.size;
      await sleep(60 + round * 40);
      // On a busy machine nothing may have been signed by then.
      while (roots.size === before && asking > 0) await sleep(5);
      server?.child.kill('SIGKILL');
      ended = true;
      await Promise.all(clients);
      await sleep(20);
    }
    const sizes = [...roots.keys()];
    expect(LOGS.some((log) => sizes.every((size) => toHex(log.root(size)) === roots.get(size)))).toBe(true);
    expect(sizes.length).toBeGreaterThan(5);
    process.stdout.write(
      `signer: ${KILLS} kills, ${sizes.length} sizes signed up to ${largest}, ${refused} refused, ${unanswered} requests cut off\n`,
    );
  });

  it('a configuration with something wrong in it is refused by its line', async () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, stringify({ origin: 'a b', socket: 's' }));
    const said: string[] = [];
    expect(await signerCommand({ config: bad }, { out: () => undefined, err: (line) => void said.push(line) })).toBe(2);
    expect(said.join()).toMatch(/origin.*folder/);
  });
});
