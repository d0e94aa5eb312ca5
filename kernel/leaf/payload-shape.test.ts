import { expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { utf8Decode, utf8Encode } from '../canonical/utf8.ts';
import { parsePayload, payloadBytes, type EventPayload } from './payload.ts';

const hash = (digit: string): string => digit.repeat(64);
const payload: EventPayload = {
  jurisdiction: 1,
  matter: 'K7QM4X2D',
  level: 2,
  n: 1,
  type: 'registered',
  v: 1,
  recordedAt: instant(Date.UTC(2026, 8, 28)),
  occurredOn: null,
  actor: { kind: 'staff', post: 'desk', office: 'water' },
  visibility: 'internal',
  policy: hash('a'),
  calendar: hash('b'),
  keyEpoch: 0,
  previous: hash('c'),
  texts: {},
  data: {},
};
const text = utf8Decode(payloadBytes(payload));

it('an internal note of the second office above is an event like any other', () => {
  expect(parsePayload(utf8Encode(text))).toEqual({ ok: true, payload });
});

it.each<readonly [string, string]>([
  ['"type":"registered"', '"type":"Registered"'],
  ['"type":"registered"', '"type":"1registered"'],
  ['"type":"registered"', '"type":"regis tered"'],
  ['"type":"registered"', '"type":["registered"]'],
  ['"type":"registered"', '"type":""'],
  ['"v":1', '"v":0'],
  ['"v":1', '"v":1.5'],
  ['"visibility":"internal"', '"visibility":"secret"'],
  ['"visibility":"internal"', '"visibility":""'],
  [`"policy":"${hash('a')}"`, '"policy":"a"'],
  [`"policy":"${hash('a')}"`, `"policy":["${hash('a')}"]`],
  [`"calendar":"${hash('b')}"`, '"calendar":null'],
  [`"previous":"${hash('c')}"`, '"previous":"c"'],
  ['"keyEpoch":0', '"keyEpoch":-1'],
  ['"keyEpoch":0', '"keyEpoch":"0"'],
  ['"data":{}', '"data":[]'],
  ['"matter":"K7QM4X2D"', '"matter":"K7QM4X2DD"'],
  ['"matter":"K7QM4X2D"', '"matter":["K7QM4X2D"]'],
  ['"matter":"K7QM4X2D"', '"matter":"k7qm4x2d"'],
  ['"level":2', '"level":"2"'],
  ['"n":1', '"n":4294967296'],
  ['"jurisdiction":1', '"jurisdiction":-1'],
  ['"occurredOn":null', '"occurredOn":["2026-09-27"]'],
  ['"recordedAt":"2026-09-28T00:00:00.000Z"', '"recordedAt":["2026-09-28T00:00:00.000Z"]'],
  ['"post":"desk"', '"post":1'],
  ['"office":"water"', '"office":null'],
])('%s cannot be %s', (was, is) => {
  expect(text).toContain(was);
  expect(parsePayload(utf8Encode(text.replace(was, is)))).toEqual({ ok: false, reason: 'shape' });
});
