import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { parsePolicy, type LogPolicy } from '../../kernel/log/policy.ts';
import { Unreachable } from './comparison.ts';
import { fsckLog, type Fsck } from './fsck.ts';
import { runFsck } from '../commands/fsck-command.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { fillers, POLICY_ALONE, tinyLog } from '../testing/tiny-log.ts';

type Files = ReadonlyMap<string, Uint8Array>;
const ports = { hashing: nodeHashing, verifying: nodeVerifying };
const policyOf = (text: string): LogPolicy => {
  const parsed = parsePolicy(nodeHashing, text);
  if (!parsed.ok) throw new Error('the policy is well-formed');
  return parsed.policy;
};
const POLICY = policyOf(POLICY_ALONE);
const SIZE = 10_000;
const leaves = fillers(SIZE);
const log = tinyLog(leaves, 0);
/** What an earlier size has left on the disk. */
const earlier = [...tinyLog(leaves.slice(0, 9_900), 0).files, ...tinyLog(leaves.slice(0, 300), 0).files].filter(([path]) =>
  path.includes('.p/'),
);
const onDisk: Files = new Map([...earlier, ...log.files]);

const check = (files: Files, policy: LogPolicy | null = POLICY): Promise<Fsck> =>
  fsckLog({
    fetchBytes: (path) => Promise.resolve(files.get(path) ?? null),
    policy,
    ports,
    others: [...files.keys()].filter((path) => path.startsWith('tile/')),
  });
const changed = (path: string, change: (bytes: Uint8Array) => Uint8Array | undefined): Files => {
  const copy = new Map(onDisk);
  const bytes = change(copy.get(path) ?? new Uint8Array());
  if (bytes) copy.set(path, bytes);
  else copy.delete(path);
  return copy;
};
const flip = (path: string, bit: number): Files =>
  changed(path, (bytes) => {
    const place = bit % (bytes.length * 8);
    return bytes.map((byte, at) => (at === place >> 3 ? byte ^ (1 << (place & 7)) : byte));
  });

describe('a log of 10,000 entries', () => {
  it('agrees: every entry, every tile, every partial tile and the root', async () => {
    const found = await check(onDisk);
    expect(found).toMatchObject({ code: 0, size: SIZE, signed: true, faults: [], unread: [] });
    expect(found.files).toBeGreaterThan(80);
    expect(await check(onDisk, null)).toMatchObject({ code: 0, signed: false });
  });

  it('a flipped bit in any file of it is found, and the file named', async () => {
    const paths = [...onDisk.keys()].filter((path) => path !== 'checkpoint');
    expect(new Set(paths.map((path) => path.split('/')[1]))).toEqual(new Set(['entries', '0', '1']));
    for (const [i, path] of paths.entries()) {
      const { code, faults } = await check(flip(path, i * 7919 + 13));
      expect([path, code]).toEqual([path, 1]);
      expect([path, faults.some((fault) => fault.path.includes(path))]).toEqual([path, true]);
    }
  });

  it('a flipped bit anywhere in the checkpoint is found', async () => {
    const bits = (onDisk.get('checkpoint')?.length ?? 0) * 8;
    await fc.assert(
      fc.asyncProperty(fc.nat(bits - 1), async (bit) => {
        // The name of the log is what the policy looks it up by: another name is a log it does not know.
        expect([1, 2]).toContain((await check(flip('checkpoint', bit))).code);
      }),
      { numRuns: 40 },
    );
  });

  it('a file cut short is found; one that is missing cannot be told from one that was never copied', async () => {
    for (const path of ['tile/0/005', 'tile/0/039.p/16', 'tile/1/000.p/39', 'tile/entries/007', 'tile/entries/039.p/16', 'tile/0/001.p/44'])
      expect([path, (await check(changed(path, (bytes) => bytes.slice(0, -1)))).code]).toEqual([path, 1]);
    for (const path of ['tile/0/005', 'tile/1/000.p/39', 'tile/entries/007', 'checkpoint']) {
      const found = await check(changed(path, () => undefined));
      expect([path, found.code, found.unread.length]).toEqual([path, 2, 1]);
    }
  });

  it('entries swapped, a tile of another log, or a checkpoint of another size are found', async () => {
    const swapped = [...leaves.slice(0, 600), ...leaves.slice(601, 602), ...leaves.slice(600, 601), ...leaves.slice(602)];
    const other = tinyLog(swapped, 0);
    expect((await check(changed('tile/entries/002', () => other.files.get('tile/entries/002')))).code).toBe(1);
    // Entries and hashes agree with each other, and not with what lies above.
    const both = new Map(onDisk);
    for (const path of ['tile/entries/002', 'tile/0/002']) both.set(path, other.files.get(path) ?? new Uint8Array());
    expect((await check(both)).faults.map(({ what }) => what)).toEqual(['hashes', 'root']);
    expect((await check(new Map([...onDisk, ['checkpoint', other.files.get('checkpoint') ?? new Uint8Array()]]))).faults).toEqual([
      { path: 'checkpoint', what: 'root' },
    ]);
    expect((await check(new Map([...onDisk, ['checkpoint', utf8Encode('<html>')]]))).faults).toEqual([
      { path: 'checkpoint', what: 'malformed' },
    ]);
  });

  it('a log that the policy does not name, and a server that is not reached: cannot tell', async () => {
    const stranger = tinyLog(leaves.slice(0, 300), 0, 'stranger.example');
    expect(await check(stranger.files)).toMatchObject({ code: 2, faults: [] });
    const failing = { fetchBytes: () => Promise.reject(new Unreachable('no route')), policy: null, ports, others: [] };
    expect(await fsckLog(failing)).toMatchObject({ code: 2, unread: ['checkpoint: no route'] });
    await expect(fsckLog({ ...failing, fetchBytes: () => Promise.reject(new TypeError('bug')) })).rejects.toThrow('bug');
  });

  it.each([0, 1, 255, 256, 257, 65_537])('of %i entries agrees as well', async (size) => {
    expect(await check(tinyLog(fillers(size), 0).files)).toMatchObject({ code: 0, size });
  });
});

it('a flipped bit in the third level of tiles is found, too', async () => {
  const large = new Map(tinyLog(fillers(65_537), 0).files);
  large.set(
    'tile/2/000.p/1',
    (large.get('tile/2/000.p/1') ?? new Uint8Array()).map((byte, i) => (i === 9 ? byte ^ 4 : byte)),
  );
  expect(await check(large)).toMatchObject({ code: 1, faults: [{ path: 'tile/2/000.p/1', what: 'hashes' }] });
});

describe('the command', () => {
  const run = async (args: string, files: Files = onDisk, locale = 'en'): Promise<{ readonly code: number; readonly out: string }> => {
    let out = '';
    const fetchBytes = (path: string): Promise<Uint8Array | null> => Promise.resolve(files.get(path) ?? null);
    const code = await runFsck(
      args.split(' ').filter((arg) => arg !== ''),
      {
        ports,
        readFile: (path) =>
          Promise.resolve(path === 'policy' ? utf8Encode(POLICY_ALONE) : path === 'bad' ? utf8Encode('nonsense') : undefined),
        fetchFrom: () => fetchBytes,
        openFolder: () => ({ fetchBytes, tiles: () => Promise.resolve([...files.keys()]) }),
        out: (line) => void (out += `${line}\n`),
        err: (line) => void (out += `${line}\n`),
        locale,
      },
    );
    return { code, out };
  };

  it('says in both languages what it found', async () => {
    expect(await run('https://log.example --policy policy')).toEqual({ code: 0, out: expect.stringMatching(/^TRUE: \d+ files/) });
    expect((await run('folder')).out).toContain('signature of the checkpoint was not checked');
    expect((await run('folder', onDisk, 'zh_CN.UTF-8')).out).toContain('属实：');
    const damaged = await run('folder --policy policy', flip('tile/0/003', 5));
    expect(damaged).toEqual({ code: 1, out: expect.stringContaining('tile/0/003') });
    expect((await run('folder --lang zh-CN', flip('tile/1/000.p/39', 5))).out).toContain('与下面的内容对不上');
    expect(JSON.parse((await run('folder --json')).out)).toMatchObject({ code: 0, size: SIZE });
  });

  it('answers 2 to wrong use', async () => {
    for (const args of ['', '--json', 'a b', 'a --policy', 'a --policy nothing', 'a --policy bad', 'a --lang fr', 'a --unknown x'])
      expect([args, (await run(args)).code]).toEqual([args, 2]);
  });
});
