import { describe, expect, it } from 'vitest';
import { utf8Encode } from '../canonical/utf8.ts';
import { NOBODY, parseTold, tellFault, TOLD_BYTES, toldBytes, type Tell } from './message.ts';

const GOOD: readonly Tell[] = [
  { kind: 'mail', to: 'li.na+lamp@post.example.cn' },
  { kind: 'mail', to: `${'a'.repeat(64)}@b.cn` },
  { kind: 'sms', to: '+8613800138000' },
  { kind: 'sms', to: '123456' },
  { kind: 'webhook', to: 'u-7f.3@work' },
];
const BAD: readonly Tell[] = [
  { kind: 'mail', to: '' },
  { kind: 'mail', to: 'a' },
  { kind: 'mail', to: 'a@b' },
  { kind: 'mail', to: 'a@b.cn\r\nBcc: c@d.cn' },
  { kind: 'mail', to: 'a@b.cn\n' },
  { kind: 'mail', to: 'a@b.cn,c@d.cn' },
  { kind: 'mail', to: 'a@b.cn c@d.cn' },
  { kind: 'mail', to: 'Li Na <a@b.cn>' },
  { kind: 'mail', to: '"a b"@b.cn' },
  { kind: 'mail', to: 'a@@b.cn' },
  { kind: 'mail', to: '.a@b.cn' },
  { kind: 'mail', to: 'a@-b.cn' },
  { kind: 'mail', to: '李@例子.cn' },
  { kind: 'mail', to: `${'a'.repeat(156)}@b.cn` },
  { kind: 'sms', to: '12345' },
  { kind: 'sms', to: '1234567890123456' },
  { kind: 'sms', to: '123456\n' },
  { kind: 'sms', to: '１２３４５６' },
  { kind: 'webhook', to: 'a b' },
  { kind: 'webhook', to: '-a' },
];

describe('where somebody can be told', () => {
  it.each(GOOD)('$kind $to is taken', (tell) => {
    expect(tellFault(tell)).toBeUndefined();
    expect(parseTold(toldBytes(tell))).toEqual(tell);
  });
  it.each(BAD)('$kind $to is refused at its field', (tell) => {
    expect(tellFault(tell)).toEqual({ refused: 'tell_form', data: { field: 'tell' } });
  });
});

describe('the plain text of a sealed address', () => {
  it('has one size, whoever is told', () => {
    expect(new Set([NOBODY, ...GOOD].map((it) => toldBytes(it).length))).toEqual(new Set([TOLD_BYTES]));
    expect(parseTold(toldBytes(NOBODY))).toEqual(NOBODY);
  });

  it('is read strictly: no other spelling, field, size or filling, and no address that would be refused', () => {
    const filled = (text: string): Uint8Array => {
      const bytes = new Uint8Array(TOLD_BYTES);
      bytes.set(utf8Encode(text));
      return bytes;
    };
    const tail = filled('{"kind":"none","to":""}');
    tail[TOLD_BYTES - 1] = 1;
    const no = [
      filled('{"to":"","kind":"none"}'),
      filled('{"kind":"none","to":"x"}'),
      filled('{"kind":"none","to":"","words":"x"}'),
      filled('{"kind":"fax","to":"123456"}'),
      filled('{"kind":"sms","to":5}'),
      filled('{"kind":"sms","to":"5"}'),
      filled('[]'),
      filled('{'),
      Uint8Array.of(255, ...tail.slice(1)),
      tail,
      new Uint8Array(TOLD_BYTES).fill(32),
      filled('{"kind":"none","to":""}').slice(1),
      filled(JSON.stringify({ kind: 'mail', to: 'a@b.cn\r\nBcc: c@d.cn' })),
    ];
    expect(no.map((bytes) => parseTold(bytes))).toEqual(no.map(() => undefined));
  });

  it('of an address that nobody checked is not made when it does not fit', () => {
    expect(() => toldBytes({ kind: 'mail', to: 'x'.repeat(TOLD_BYTES) })).toThrow(/checked/);
  });
});
