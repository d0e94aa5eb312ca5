import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { instant, toIso } from '../../kernel/calendar/instant.ts';
import { parsePolicy, type LogPolicy } from '../../kernel/log/policy.ts';
import { Unreachable } from '../../verifier/check/comparison.ts';
import { fillers, POLICY, POLICY_ALONE, tinyLog } from '../../verifier/testing/tiny-log.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { copyOnce, openMirror, type Copied } from './copy.ts';
import { testFolder } from '../../test/support/folder.ts';

const policyOf = (text: string): LogPolicy => {
  const parsed = parsePolicy(hashing, text);
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.policy;
};
const alone = policyOf(POLICY_ALONE);
const NOW = instant(Date.UTC(2026, 8, 28, 3));
const serving = (files: ReadonlyMap<string, Uint8Array>) => (path: string) => Promise.resolve(files.get(path) ?? null);

const homes: string[] = [];
const home = (): string => {
  homes.push(testFolder('mirror'));
  return homes.at(-1) ?? '';
};
afterEach(() => {
  for (const path of homes.splice(0)) rmSync(path, { recursive: true });
});

const filesIn = (path: string, below = ''): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(path, below), { withFileTypes: true }).flatMap((entry) => {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? [...filesIn(path, name)] : [[name, readFileSync(join(path, name)).toString('base64')] as const];
    }),
  );

const copyAll = async (path: string, sizes: readonly number[]): Promise<readonly Copied[]> => {
  const seen: Copied[] = [];
  for (const size of sizes) seen.push(await copyOnce(openMirror(path), serving(tinyLog(fillers(size)).files), alone, NOW));
  return seen;
};

describe('a mirror', () => {
  it('takes over what a log has grown by, to the byte, however it grew and however often it was restarted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }), async (any) => {
        const sizes = any.toSorted((a, b) => a - b);
        const path = home();
        const seen = await copyAll(path, sizes);
        expect(seen).toEqual(sizes.map((size) => ({ kind: 'grown', size })));
        const mirrored = filesIn(path);
        for (const [name, bytes] of tinyLog(fillers(sizes.at(-1) ?? 0)).files)
          expect(mirrored.get(name), name).toBe(Buffer.from(bytes).toString('base64'));
      }),
      { numRuns: 12 },
    );
  });

  it('says that nothing is new, and keeps the heads it saw with its own time', async () => {
    const path = home();
    expect((await copyAll(path, [300, 300])).map((one) => one.kind)).toEqual(['grown', 'current']);
    expect(openMirror(path).seen.map(({ size, at }) => [size, at])).toEqual([[300, NOW]]);
  });

  it.each([
    ['fewer entries than before', 'smaller', (): ReadonlyMap<string, Uint8Array> => tinyLog(fillers(200)).files],
    ['another tree of the same size', 'other_root', () => tinyLog(fillers(300, 7)).files],
    ['a longer log with another past', 'entries_contradict_head', () => tinyLog([...fillers(299, 1), ...fillers(101)]).files],
  ] as const)('keeps both heads as evidence and changes nothing when it is shown %s', async (_, code, shown) => {
    const path = home();
    await copyAll(path, [300]);
    const before = filesIn(path);
    const found = await copyOnce(openMirror(path), serving(shown()), alone, NOW);
    expect(found).toMatchObject({ kind: 'fork', code });
    const evidence = readFileSync(found.kind === 'fork' ? found.evidence : '', 'utf8');
    expect(evidence.split('huiyin.local').length).toBeGreaterThan(2);
    for (const name of ['checkpoint', 'seen.jsonl']) expect(filesIn(path).get(name)).toBe(before.get(name));
    expect(await copyAll(path, [300])).toEqual([{ kind: 'current', size: 300 }]);
  });

  it('keeps so much evidence of a fork that lasts and no more, the first of it', async () => {
    const path = home();
    await copyAll(path, [300]);
    const shown = serving(tinyLog(fillers(200)).files);
    const kept = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      const found = await copyOnce(openMirror(path), shown, alone, instant(NOW + i * 60_000));
      expect(found.kind).toBe('fork');
      if (found.kind === 'fork') kept.add(found.evidence);
    }
    const names = [...filesIn(path).keys()].filter((name) => name.startsWith('evidence-'));
    expect([names.length, kept.size]).toEqual([16, 16]);
    expect(names).toContain(`evidence-${toIso(NOW).replaceAll(/[^0-9TZ]/g, '')}.txt`);
  });

  it('goes on where it was killed: nothing that was half written counts', async () => {
    const path = home();
    await copyAll(path, [300]);
    const seen = readFileSync(join(path, 'seen.jsonl'), 'utf8');
    await copyAll(path, [700]);
    // Killed after the tiles and the checkpoint, in the middle of the line that makes it count.
    writeFileSync(join(path, 'seen.jsonl'), `${seen}{"size":7`);
    expect(openMirror(path).seen.map(({ size }) => size)).toEqual([300]);
    expect(await copyAll(path, [700, 701])).toEqual([
      { kind: 'grown', size: 700 },
      { kind: 'grown', size: 701 },
    ]);
  });

  it('cannot tell, and says why, where a log is missing, damaged, unknown, not witnessed enough or out of reach', async () => {
    const { files } = tinyLog(fillers(300));
    const look = (shown: (path: string) => Promise<Uint8Array | null>, policy = alone) => copyOnce(openMirror(home()), shown, policy, NOW);
    expect(await look(() => Promise.resolve(null))).toMatchObject({ code: 'no_head' });
    expect(await look(serving(new Map([...files, ['tile/entries/000', new Uint8Array(3)]])))).toMatchObject({ code: 'tile_missing' });
    expect(await look(serving(tinyLog(fillers(300), 2, 'another.example/1').files))).toMatchObject({ code: 'not_signed' });
    expect(await look(serving(tinyLog(fillers(300), 1).files), policyOf(POLICY))).toMatchObject({ code: 'quorum_not_met' });
    expect(await look(() => Promise.reject(new Unreachable('no route')))).toMatchObject({ code: 'unreachable' });
    const flipped = [...(files.get('tile/entries/000') ?? [])].map((byte, at) => (at === 60 ? byte ^ 1 : byte));
    expect(await look(serving(new Map([...files, ['tile/entries/000', Uint8Array.from(flipped)]])))).toMatchObject({ kind: 'fork' });
  });
});
