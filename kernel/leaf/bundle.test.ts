import { describe, expect, it } from 'vitest';
import { tinyBundle } from '../../verifier/testing/tiny-matter.ts';
import type { JsonObject } from '../stream/event.ts';
import { bundleText } from './bundle-text.ts';
import { parseBundle } from './bundle.ts';

const { bundle } = tinyBundle();
const text = bundleText(bundle);
const parsed = (): Record<string, unknown> & { events: JsonObject[] } =>
  JSON.parse(text) as Record<string, unknown> & { events: JsonObject[] }; // what bundleText wrote
const with_ = (change: object): string => JSON.stringify({ ...parsed(), ...change });
const withEvent = (change: object): string =>
  with_({ events: parsed().events.map((event, at) => (at === 3 ? { ...event, ...change } : event)) });

describe('bundle', () => {
  it('comes back as it was', () => expect(parseBundle(text)).toEqual(bundle));

  it('may hold a withheld event and lack checkpoint and promise', () => {
    const bare = { ...bundle, events: bundle.events.map((event) => ({ ...event, place: null })), checkpoint: null, promise: null };
    expect(parseBundle(bundleText(bare))).toEqual(bare);
    expect(parseBundle(withEvent({ payload: null }))).toMatchObject({ kind: 'bundle' });
  });

  it.each<[string, () => string]>([
    ['an unknown field', () => with_({ extra: 1 })],
    ['a missing field', () => with_({ promise: undefined })],
    ['another format', () => with_({ format: 'huiyin/bundle/v2' })],
    ['no events', () => with_({ events: [] })],
    ['events that are no list', () => with_({ events: {} })],
    ['an origin with a space', () => with_({ origin: 'a b' })],
    ['an origin with a control character', () => with_({ origin: 'a\u001bb' })],
    ['a matter number of seven characters', () => with_({ matter: 'K7QM4X2' })],
    ['a log key cut short', () => with_({ logKey: 'AAAA' })],
    ['a log key as a person types it', () => with_({ logKey: `${'0'.repeat(13)}-${'0'.repeat(13)}` })],
    ['a negative jurisdiction', () => with_({ jurisdiction: -1 })],
    ['a text under a name that is no hash', () => with_({ texts: { a: 'x' } })],
    ['a text that is no text', () => with_({ texts: { ['0'.repeat(64)]: 1 } })],
    ['a lone surrogate in a text', () => with_({ texts: { ['0'.repeat(64)]: '\ud800' } })],
    ['a checkpoint that is no text', () => with_({ checkpoint: 1 })],
    ['a place in the log without a checkpoint', () => with_({ checkpoint: null })],
    ['an unknown field of an event', () => withEvent({ extra: 1 })],
    ['an event that is no object', () => with_({ events: [null] })],
    ['an index without a proof', () => withEvent({ proof: null })],
    ['a proof without an index', () => withEvent({ index: null })],
    ['an index that is no whole number', () => withEvent({ index: 1.5 })],
    ['a proof longer than any tree is high', () => withEvent({ proof: Array(65).fill('A'.repeat(43) + '=') })],
    ['a proof with a short hash', () => withEvent({ proof: ['AAAA'] })],
    ['a leaf of another size', () => withEvent({ leaf: 'AAAA' })],
    ['loose Base64', () => withEvent({ payload: 'QR==' })],
    ['a payload larger than any', () => withEvent({ payload: 'A'.repeat(200_000) })],
    ['a level above two', () => withEvent({ level: 3 })],
    ['a negative number', () => withEvent({ n: -1 })],
    ['a salt of another size', () => withEvent({ salt: 'AAAA' })],
    ['a salt that is null', () => withEvent({ salt: null })],
    ['a list for an object', () => '[]'],
    ['no JSON', () => '{'],
    ['nothing', () => ''],
  ])('is refused with %s', (_, make) => expect(parseBundle(make())).toBeUndefined());
});

describe('answer to a filing', () => {
  const answer = { number: 'K7QM4X2D', code: '0', logKey: '0'.repeat(26), leaf: 'A'.repeat(64), promise: 'x', stages: [] };

  it('is read', () => expect(parseBundle(JSON.stringify(answer))).toMatchObject({ kind: 'answer', matter: 'K7QM4X2D', promise: 'x' }));

  it.each(['number', 'code', 'logKey', 'leaf', 'promise', 'stages'])('is refused without %s', (name) => {
    expect(parseBundle(JSON.stringify({ ...answer, [name]: undefined }))).toBeUndefined();
  });

  it.each([{ logKey: 'x' }, { leaf: 'AAAA' }, { code: 1 }, { promise: null }, { more: 1 }])('is refused with %j', (change) => {
    expect(parseBundle(JSON.stringify({ ...answer, ...change }))).toBeUndefined();
  });
});
