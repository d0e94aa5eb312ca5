import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import type { JsonObject } from '../stream/event.ts';
import { peersOf, printedOf, quorumOf, witnessesOf } from './peers.ts';
import type { PublicEvent, PublicEventKind } from './public-event.ts';

const ROOT = 'ab'.repeat(32);
const stream = (...facts: readonly (readonly [PublicEventKind, JsonObject])[]): readonly PublicEvent[] =>
  facts.map(([type, data], n) => ({
    jurisdiction: 1,
    n,
    type,
    recordedAt: instant(n * 1000),
    actor: { kind: 'machine' },
    previous: n === 0 ? null : ROOT,
    data,
  }));
const named = (peer: string, witness: boolean): readonly [PublicEventKind, JsonObject] => [
  'peer_named',
  { peer, url: `https://${peer}`, log: 'l', witness: witness ? { key: `${peer}+k`, url: `https://${peer}/witness` } : null },
];

describe('the peers of a jurisdiction are a fold of its public stream', () => {
  it('given one that is named, ended and named again, then it is there once, and last', () => {
    const events = stream(named('a', true), named('b', false), ['peer_ended', { peer: 'a' }], named('a', true));
    expect(peersOf(events).map(({ peer }) => peer)).toEqual(['b', 'a']);
    expect(witnessesOf(peersOf(events))).toEqual([{ name: 'a', key: 'a+k', url: 'https://a/witness' }]);
    expect(peersOf(stream(named('a', true), ['peer_ended', { peer: 'a' }]))).toEqual([]);
  });

  it('given no number, or one that is none, then no witness has to be there; the last one counts', () => {
    expect(quorumOf(stream(named('a', true)))).toBe(0);
    expect(quorumOf(stream(['quorum_set', { threshold: 2 }], ['quorum_set', { threshold: 1 }]))).toBe(1);
    expect(quorumOf(stream(['quorum_set', { threshold: 99 }]))).toBe(0);
  });

  it('given posters of several sizes, then the largest is what hangs; a log that was restored has none yet', () => {
    const hung = (size: number): readonly [PublicEventKind, JsonObject] => ['checkpoint_printed', { size, root: ROOT }];
    expect(printedOf(stream())).toBeNull();
    expect(printedOf(stream(hung(16), hung(8)))).toMatchObject({ size: 16, root: ROOT, at: 0 });
    expect(printedOf(stream(['checkpoint_printed', { size: 0, root: ROOT }], ['checkpoint_printed', { size: 8, root: 'x' }]))).toBeNull();
    expect(printedOf(stream(hung(16), ['log_reopened', {}]))).toBeNull();
    expect(printedOf(stream(hung(16), ['log_reopened', {}], hung(8)))?.size).toBe(8);
  });
});
