import { describe, expect, it } from 'vitest';
import { sealingPorts } from '../../engine/keys/sealing.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import { encodeReceiptCode } from '../canonical/receipt-code.ts';
import { sealTo } from '../seal/hpke.ts';
import {
  boxReceipt,
  LETTER_BYTES,
  letterFault,
  LETTER_MAX_CODE_POINTS,
  openLetter,
  SEALED_LETTER_BYTES,
  sealLetter,
  type Letter,
} from './letter.ts';

const { random, sealing } = sealingPorts;
const secret = random(32);
const door = { origin: 'https://door.example', key: sealing.publicKey(secret) };
const letter = (more: Partial<Letter> = {}): Letter => ({
  kind: 'accusation',
  lang: 'zh-CN',
  code: encodeReceiptCode(random(13)),
  subject: '一位科长收钱',
  body: '他收了两次。\n"引号"',
  ...more,
});
const seal = (it: Letter): Uint8Array => sealLetter(sealingPorts, door, it, random(32));
const open = (box: Uint8Array, key = secret, origin = door.origin) => openLetter(sealingPorts, key, origin, box);

describe('a letter to a door', () => {
  it('comes out as it went in, the shortest and the longest in boxes of one size', () => {
    const longest = letter({ subject: '😀'.repeat(200), body: '😀'.repeat(LETTER_MAX_CODE_POINTS) });
    const quoted = letter({ body: '"\\\n'.repeat(1666) });
    for (const it of [letter(), letter({ subject: '灯', body: '灯' }), longest, quoted]) {
      expect(letterFault(it)).toBeUndefined();
      expect(seal(it).length).toBe(SEALED_LETTER_BYTES);
      expect(open(seal(it))).toEqual(it);
    }
  });

  it('opens with no other key, at no other door, and not when a byte is another', () => {
    const box = seal(letter());
    expect(open(box, random(32))).toBeUndefined();
    expect(open(box, secret, 'https://other.example')).toBeUndefined();
    for (const at of [0, 40, box.length - 1]) expect(open(box.with(at, (box[at] ?? 0) ^ 1))).toBeUndefined();
    expect(open(box.slice(1))).toBeUndefined();
  });

  it('that is empty, too long or broken is refused before it is sealed', () => {
    expect(letterFault({ subject: '', body: 'x' })?.refused).toBe('field_empty');
    expect(letterFault({ subject: 'x\ny', body: 'x' })?.refused).toBe('field_control_character');
    expect(letterFault({ subject: 'x', body: '字'.repeat(LETTER_MAX_CODE_POINTS + 1) })?.refused).toBe('field_too_long');
  });

  it('sealed by another hand is read strictly', () => {
    const sealed = (text: string, size = LETTER_BYTES, rest = 0): Uint8Array => {
      const bytes = new Uint8Array(size).fill(rest);
      bytes.set(utf8Encode(text));
      bytes.set([0], Math.min(size - 1, utf8Encode(text).length));
      return sealTo(sealingPorts, door.key, utf8Encode(`huiyin/door/v1\n${door.origin}`), random(32), bytes);
    };
    const good = { v: 1, kind: 'accusation', lang: 'en', code: encodeReceiptCode(random(13)), subject: 's', body: 'b' };
    const said = (more: object): string => JSON.stringify({ ...good, ...more });
    expect(open(sealed(said({})))).toMatchObject({ subject: 's' });
    for (const more of [{ v: 2 }, { kind: 'grievance' }, { lang: 'fr' }, { code: 'A'.repeat(21) }, { subject: 5 }, { body: '' }])
      expect(open(sealed(said(more))), JSON.stringify(more)).toBeUndefined();
    expect(open(sealed(said({}), LETTER_BYTES - 1))).toBeUndefined();
    expect(open(sealed(said({}), LETTER_BYTES, 32))).toBeUndefined();
    expect(open(sealed('not JSON'))).toBeUndefined();
  });

  it('is acknowledged by its hash and what became of it', () => {
    expect(new TextDecoder().decode(boxReceipt('ab', 'taken'))).toBe('huiyin/door-box/v1\nab\ntaken\n');
    expect(boxReceipt('ab', 'unreadable')).not.toEqual(boxReceipt('ab', 'taken'));
  });
});
