import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import type { JsonObject } from '../stream/event.ts';
import { logKeysOf } from './log-keys.ts';
import { orphansOf } from './orphans.ts';
import type { PublicEvent, PublicEventKind } from './public-event.ts';

const HASH = 'ab'.repeat(32);
const stream = (...facts: readonly (readonly [PublicEventKind, JsonObject])[]): readonly PublicEvent[] =>
  facts.map(([type, data], n) => ({
    jurisdiction: 1,
    n,
    type,
    recordedAt: instant(n),
    actor: { kind: 'machine' },
    previous: n === 0 ? null : HASH,
    data,
  }));

describe('the keys of a log are a fold of the public stream', () => {
  const begun = ['set_up', { keys: { log: 'a', promise: 'p' } }] as const;

  it('given a new key, then both sign until the old one has ended', () => {
    const overlap = stream(begun, ['log_key_named', { keys: { log: 'b' } }]);
    expect(logKeysOf(overlap)).toMatchObject({ log: ['a', 'b'], promise: ['p'] });
    const done = stream(
      begun,
      ['log_key_named', { keys: { log: 'b', promise: 'q' } }],
      ['log_key_ended', { keys: { log: 'a', promise: 'p' } }],
    );
    expect(logKeysOf(done)).toEqual({ log: ['b'], promise: ['q'], ended: { log: ['a'], promise: ['p'] } });
  });

  it('given a log that was opened anew, then only its own keys; given a record of before keys, then none', () => {
    expect(logKeysOf(stream(begun, ['log_reopened', { keys: { log: 'c', promise: 'r' } }]))).toEqual({
      log: ['c'],
      promise: ['r'],
      ended: { log: [], promise: [] },
    });
    expect(logKeysOf(stream(['set_up', {}])).log).toEqual([]);
  });
});

it('orphans are what the public events of rebuilds list, and nothing that is malformed', () => {
  const orphans = [{ index: 3, hash: HASH }, { index: -1, hash: HASH }, { index: 4, hash: 'x' }, 'y'];
  expect(orphansOf(stream(['log_rebuilt', { orphans }], ['quorum_set', { orphans }], ['log_rebuilt', {}]))).toEqual([
    { index: 3, hash: HASH },
  ]);
});
