import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { utf8Decode, utf8Encode } from '../canonical/utf8.ts';
import type { JsonObject } from '../stream/event.ts';
import { parsePayload, payloadBytes, type EventPayload } from './payload.ts';

const hash = (digit: string): string => digit.repeat(64);

const payload: EventPayload = {
  jurisdiction: 1,
  matter: 'K7QM4X2D',
  level: 0,
  n: 1,
  type: 'registered',
  v: 1,
  recordedAt: instant(Date.UTC(2026, 8, 28, 2, 3, 4, 5)),
  occurredOn: getPlainDate('2026-09-27'),
  actor: { kind: 'staff', post: 'desk', office: 'water' },
  visibility: 'open',
  policy: hash('a'),
  calendar: hash('b'),
  keyEpoch: 0,
  previous: hash('c'),
  texts: { subject: { blob: hash('d'), size: 12 } },
  data: { to: 'roads', at: [1, null] },
};

const text = (value: EventPayload): string => utf8Decode(payloadBytes(value));

describe('payload', () => {
  it('is written as the published form, members in order', () => {
    expect(text(payload)).toBe(
      `{"actor":{"kind":"staff","office":"water","post":"desk"},"calendar":"${hash('b')}","data":{"at":[1,null],"to":"roads"},` +
        '"format":"huiyin/event/v1","jurisdiction":1,"keyEpoch":0,"level":0,"matter":"K7QM4X2D","n":1,"occurredOn":"2026-09-27",' +
        `"policy":"${hash('a')}","previous":"${hash('c')}","recordedAt":"2026-09-28T02:03:04.005Z","stream":"K7QM4X2D.0",` +
        `"texts":{"subject":{"blob":"${hash('d')}","size":12}},"type":"registered","v":1,"visibility":"open"}`,
    );
  });

  it.each<[string, Partial<EventPayload>]>([
    ['of the filer', { actor: { kind: 'filer' } }],
    ['of the system', { actor: { kind: 'system' } }],
    ['without a day of its own', { occurredOn: null }],
    ['first in its stream', { n: 0, previous: null }],
    ['with a member called __proto__ in its data', { data: JSON.parse('{"__proto__":{"a":1}}') as JsonObject }], // an own member, as JSON makes it
  ])('comes back as it was: an event %s', (_, change) => {
    const value = { ...payload, ...change };
    expect(parsePayload(payloadBytes(value))).toEqual({ ok: true, payload: value });
  });

  it.each<[string, string, (written: string) => string]>([
    ['an unknown field', 'not_canonical', (t) => t.replace('{"actor"', '{"aaa":1,"actor"')],
    ['a doubled field', 'not_canonical', (t) => t.replace('{"actor"', '{"actor":{"kind":"filer"},"actor"')],
    ['a space', 'not_canonical', (t) => `${t} `],
    ['another way to write a number', 'not_canonical', (t) => t.replace('"size":12', '"size":12.0')],
    ['an escape where none is needed', 'not_canonical', (t) => t.replace('desk', '\\u0064esk')],
    ['an unknown field of the actor', 'not_canonical', (t) => t.replace('"post":"desk"', '"post":"desk","z":1')],
    ['a lone surrogate', 'not_canonical', (t) => t.replace('"roads"', '"\\ud800"')],
    ['a number too large', 'not_canonical', (t) => t.replace('[1,null]', '[1e999,null]')],
    ['a stream of another matter', 'not_canonical', (t) => t.replace('K7QM4X2D.0', 'K7QM4X2E.0')],
    ['another format', 'shape', (t) => t.replace('event/v1', 'event/v2')],
    ['a level above two', 'shape', (t) => t.replace('"level":0', '"level":3')],
    ['a number with a vowel that is no Crockford letter', 'shape', (t) => t.replace('"K7QM4X2D"', '"K7QM4XUD"')],
    ['a missing previous hash', 'shape', (t) => t.replace(`"${hash('c')}"`, 'null')],
    ['a day that does not exist', 'shape', (t) => t.replace('2026-09-27', '2026-09-31')],
    ['an instant without milliseconds', 'shape', (t) => t.replace('04.005Z', '04Z')],
    ['an unknown actor', 'shape', (t) => t.replace('"kind":"staff"', '"kind":"robot"')],
    ['an upper-case hash', 'shape', (t) => t.replace(hash('d'), hash('D'))],
    ['a negative size', 'shape', (t) => t.replace('"size":12', '"size":-1')],
    ['a field named like a path', 'shape', (t) => t.replace('"subject"', '"../x"')],
    ['no JSON', 'encoding', () => '{'],
  ])('is refused with %s (%s)', (_, reason, change) => {
    const changed = change(text(payload));
    expect(changed).not.toBe(text(payload));
    expect(parsePayload(utf8Encode(changed))).toEqual({ ok: false, reason });
  });

  it('is refused when its bytes are no text, or too many', () => {
    expect(parsePayload(Uint8Array.of(0xff))).toEqual({ ok: false, reason: 'encoding' });
    expect(parsePayload(utf8Encode(' '.repeat(70_000)))).toEqual({ ok: false, reason: 'encoding' });
  });

  it('is not written when it could not be read back', () => {
    expect(() => payloadBytes({ ...payload, matter: 'K7QM4XUD' })).toThrow();
    expect(() => payloadBytes({ ...payload, previous: null })).toThrow();
    expect(() => payloadBytes({ ...payload, data: { long: 'x'.repeat(70_000) } })).toThrow();
  });

  it('has one meaning for each byte string: any change of a byte is refused or read as another payload', () => {
    const bytes = payloadBytes(payload);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const parsed = parsePayload(changed);
        if (parsed.ok) {
          expect(parsed.payload).not.toEqual(payload);
          expect(payloadBytes(parsed.payload)).toEqual(changed);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
