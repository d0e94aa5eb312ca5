import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import type { Bundle, FilingAnswer } from '../../kernel/leaf/bundle.ts';
import { parsePolicy } from '../../kernel/log/policy.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { compareAgainst } from './against.ts';
import { Unreachable, type Comparison } from './comparison.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { fillers, INCLUDE_BY, ORIGIN, POLICY, tinyLog, tinyPromise } from '../testing/tiny-log.ts';
import { LOG_KEY, MATTER, tinyBundle } from '../testing/tiny-matter.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const ports = { hashing: nodeHashing, verifying: nodeVerifying };
const BEFORE = instant(INCLUDE_BY);
const AFTER = instant(INCLUDE_BY + 1);

const compare = (bundle: Bundle | FilingAnswer, files: Files, now = AFTER): Promise<Comparison> => {
  const policy = parsePolicy(nodeHashing, POLICY);
  if (!policy.ok) throw new Error('the policy is well-formed');
  return compareAgainst({ bundle, policy: policy.policy, ports, now, fetchBytes: (path) => Promise.resolve(files.get(path) ?? null) });
};
const outcome = async (bundle: Bundle | FilingAnswer, files: Files, now = AFTER): Promise<string> => {
  const { finding, code } = await compare(bundle, files, now);
  return `${finding} ${code}`;
};
const changed = (files: Files, path: string, change: (bytes: Uint8Array) => Uint8Array | null): Files => {
  const bytes = change(files.get(path) ?? new Uint8Array());
  const copy = new Map(files);
  if (bytes === null) copy.delete(path);
  else copy.set(path, bytes);
  return copy;
};
const flip =
  (at: number) =>
  (bytes: Uint8Array): Uint8Array =>
    bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

const { bundle, log, leaves } = tinyBundle();
const grown = tinyLog([...leaves, ...fillers(800, 1000)], 0);

describe('a true bundle held against the log', () => {
  it('agrees with the log it came from, the same log grown, and both when served under log/', async () => {
    expect(await compare(bundle, log.files)).toEqual({ finding: 'consistent', code: 'consistent', params: { serverSize: log.size } });
    expect(await compare(bundle, grown.files)).toEqual({ finding: 'consistent', code: 'consistent', params: { serverSize: grown.size } });
    expect(await outcome(bundle, new Map([...grown.files].map(([path, bytes]) => [`log/${path}`, bytes])))).toBe('consistent consistent');
  });

  it('agrees when a partial tile has given way to the full one', async () => {
    const full = tinyLog([...leaves, ...fillers(1024, 1000)], 0);
    const files = new Map([...grown.files].filter(([path]) => !path.includes('.p/') || path.startsWith('tile/1') || path === 'checkpoint'));
    for (const [path, bytes] of full.files) if (/^tile\/(0|entries)\//.test(path)) files.set(path, bytes);
    expect(await outcome(bundle, files)).toBe('consistent consistent');
  });

  it.each([1, 258, 305])('is contradicted by a log of only %d entries', async (size) => {
    expect(await compare(bundle, tinyLog(leaves.slice(0, size)).files)).toMatchObject({
      finding: 'contradicted',
      code: 'server_smaller',
      params: { ownSize: 306, serverSize: size },
    });
  });

  it('is contradicted by another log of the same size, or one that grew from another past', async () => {
    const other = leaves.map((leaf, at) => (at === 258 ? leaf.map((byte) => byte ^ 1) : leaf));
    expect(await outcome(bundle, tinyLog(other).files)).toBe('contradicted other_root');
    expect(await outcome(bundle, tinyLog([...other, ...fillers(800, 1000)]).files)).toBe('contradicted other_root');
    expect(await outcome(bundle, tinyLog([...leaves.slice(1), ...fillers(801, 1000)]).files)).toBe('contradicted other_root');
  });

  it('is contradicted by hashes that do not add up to the signed root, or entries that were changed', async () => {
    expect(await outcome(bundle, changed(grown.files, 'tile/1/000.p/4', flip(70)))).toBe('contradicted tiles_contradict_head');
    expect(await outcome(bundle, changed(log.files, 'tile/0/001.p/50', flip(32)))).toBe('contradicted leaf_differs');
    expect(await outcome(bundle, changed(log.files, 'tile/0/001.p/50', flip(0)))).toBe('contradicted tiles_contradict_head');
    expect(await outcome(bundle, changed(log.files, 'tile/entries/001.p/50', flip(60)))).toBe('contradicted entry_differs');
    expect(
      await outcome(
        bundle,
        changed(log.files, 'tile/entries/001.p/50', (bytes) => bytes.slice(0, 60)),
      ),
    ).toBe('contradicted entry_differs');
  });

  it('cannot be compared when parts are missing or cut short', async () => {
    for (const path of log.files.keys()) {
      if (['checkpoint', 'tile/entries/000', 'tile/0/000'].includes(path)) continue; // no leaf of the bundle stands in the first tile
      expect(
        await outcome(
          bundle,
          changed(log.files, path, () => null),
        ),
      ).toBe('cannot_tell tile_missing');
    }
    expect(
      await outcome(
        bundle,
        changed(log.files, 'tile/0/001.p/50', (bytes) => bytes.slice(1)),
      ),
    ).toBe('cannot_tell tile_missing');
  });

  it('cannot be compared with no log, another log, or a head nobody signed', async () => {
    expect(await outcome(bundle, new Map())).toBe('cannot_tell no_head');
    expect(await outcome(bundle, tinyLog(leaves, 2, 'huiyin.local/other').files)).toBe('cannot_tell other_log');
    expect(await outcome(bundle, changed(log.files, 'checkpoint', flip(40)))).toBe('cannot_tell head_not_signed');
    expect(
      await outcome(
        bundle,
        changed(log.files, 'checkpoint', () => utf8Encode('<html>')),
      ),
    ).toBe('cannot_tell head_not_signed');
    expect(
      await outcome(
        bundle,
        changed(log.files, 'checkpoint', () => Uint8Array.of(0xff)),
      ),
    ).toBe('cannot_tell head_not_signed');
  });

  it('cannot be compared with a server that is not reached; a fault of ours is not hidden behind that', async () => {
    const policy = parsePolicy(nodeHashing, POLICY);
    if (!policy.ok) throw new Error('the policy is well-formed');
    const failing = (error: Error): Promise<Comparison> =>
      compareAgainst({ bundle, policy: policy.policy, ports, now: AFTER, fetchBytes: () => Promise.reject(error) });
    expect(await failing(new Unreachable('no route'))).toEqual({
      finding: 'cannot_tell',
      code: 'unreachable',
      params: { reason: 'no route' },
    });
    await expect(failing(new TypeError('bug'))).rejects.toThrow('bug');
  });
});

describe('a promise held against the log', () => {
  const waiting = tinyBundle({ included: 0 }).bundle;
  const leaf = waiting.events[0]?.leaf ?? new Uint8Array();
  const answer: FilingAnswer = { kind: 'answer', matter: MATTER, logKey: LOG_KEY, leaf, promise: tinyPromise(leaf) };
  const without = tinyLog(fillers(700)).files;
  const withIt = tinyLog([...fillers(600), leaf, ...fillers(99, 600)]).files;

  it.each([
    ['a bundle', waiting],
    ['the answer to a filing', answer],
  ])('of %s is broken when its time is over and its leaf nowhere in the log', async (_, held) => {
    expect(await compare(held, without)).toEqual({
      finding: 'promise_without_inclusion',
      code: 'promise_without_inclusion',
      params: { serverSize: 700, includeBy: '2026-09-28T02:23:04.005Z' },
    });
    expect(await outcome(held, without, BEFORE)).toBe('consistent promise_not_due');
    expect(await compare(held, withIt)).toMatchObject({ finding: 'consistent', code: 'promise_kept', params: { index: 600 } });
  });

  it('is broken by a log with no entries at all', async () => {
    expect(await outcome(waiting, tinyLog([]).files)).toBe('promise_without_inclusion promise_without_inclusion');
  });

  it('is not called broken, nor kept, on the word of hashes that nobody signed', async () => {
    expect(await outcome(waiting, changed(withIt, 'tile/0/002.p/188', flip(88 * 32)))).toBe('contradicted tiles_contradict_head');
    expect(await outcome(waiting, changed(without, 'tile/0/002.p/188', flip(88 * 32)))).toBe('contradicted tiles_contradict_head');
    expect(
      await outcome(
        waiting,
        changed(without, 'tile/0/001', () => null),
      ),
    ).toBe('cannot_tell tile_missing');
  });

  it('is about the log it names', async () => {
    expect(await outcome({ ...answer, promise: tinyPromise(leaf, INCLUDE_BY, `${ORIGIN}x`) }, without)).toBe('cannot_tell other_log');
  });

  it('needs no search once the filing is proved', async () => {
    expect(await outcome(tinyBundle({ included: 1 }).bundle, tinyBundle({ included: 1 }).log.files)).toBe('consistent consistent');
  });
});
