import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import type { Hashing } from '../crypto/ports.ts';
import { parsePublicEvent, PUBLIC_EVENT_KINDS, publicEventBytes, publicLeaf, publicViewKey, type PublicEvent } from './public-event.ts';

const hashing: Hashing = {
  sha256: (...parts) => new Uint8Array(parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()),
  hmac: (key, ...parts) => new Uint8Array(parts.reduce((hash, part) => hash.update(part), createHmac('sha256', key)).digest()),
};

const anyEvent: fc.Arbitrary<PublicEvent> = fc
  .record({
    jurisdiction: fc.integer({ min: 1, max: 1000 }),
    n: fc.nat(1000),
    type: fc.constantFrom(...PUBLIC_EVENT_KINDS),
    recordedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instant),
    actor: fc.oneof(
      fc.constant({ kind: 'machine' as const }),
      fc.record({ kind: fc.constant('staff' as const), post: fc.stringMatching(/^[a-z.]{1,20}$/) }),
    ),
    previous: fc.stringMatching(/^[0-9a-f]{64}$/),
    data: fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.boolean(), fc.integer(), fc.stringMatching(/^[\u4e00-\u4e10a-z]{0,8}$/)),
    ),
  })
  .map((it) => ({ ...it, previous: it.n === 0 ? null : it.previous }));

describe('an event of the jurisdiction’s own stream', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(parsePublicEvent(publicEventBytes(event))).toEqual(event);
      }),
    );
  });

  it('is not read when a byte is more, less or another, a field is unknown or a kind is not in the list', () => {
    fc.assert(
      fc.property(anyEvent, fc.nat(), (event, at) => {
        const bytes = publicEventBytes(event);
        const flipped = bytes.map((byte, i) => (i === at % bytes.length ? byte ^ 1 : byte));
        const again = parsePublicEvent(flipped);
        if (again) expect(publicEventBytes(again)).toEqual(flipped); // another event, never the same one twice
        expect(parsePublicEvent(bytes.slice(0, -1))).toBeUndefined();
        expect(parsePublicEvent(new Uint8Array([...bytes, 0x20]))).toBeUndefined();
        const text = new TextDecoder().decode(bytes);
        expect(parsePublicEvent(utf8Encode(text.replace('{', '{"a":1,')))).toBeUndefined();
        expect(parsePublicEvent(utf8Encode(text.replace(`"type":"${event.type}"`, '"type":"watch_list_added"')))).toBeUndefined();
      }),
    );
  });

  it('has a leaf that anybody can compute from the name of the log and the text', () => {
    const view = publicViewKey(hashing, 'example.huiyin/1');
    expect(Buffer.from(view).toString('hex')).toBe(createHash('sha256').update('huiyin/public/v1\nexample.huiyin/1').digest('hex'));
    const payload = utf8Encode('{}');
    const tag = createHmac('sha256', view)
      .update('tag')
      .update(Buffer.from([0, 0, 0, 7]))
      .digest()
      .subarray(0, 16);
    const salt = createHmac('sha256', view)
      .update('salt')
      .update(Buffer.from([0, 0, 0, 7]))
      .digest();
    const commitment = createHash('sha256')
      .update('huiyin/leaf/v1\n')
      .update(salt)
      .update(createHash('sha256').update(payload).digest())
      .digest();
    expect(Buffer.from(publicLeaf(hashing, view, 7, payload))).toEqual(Buffer.concat([tag, commitment]));
  });
});
