import { describe, expect, it } from 'vitest';
import { hashing, strict, testKey } from '../../verifier/testing/ports.ts';
import { toHex } from '../canonical/bytes.ts';
import { formatNote, noteSignature, noteVerifier, openNote, parseNote, signNote, type SignatureChecker } from './note.ts';
import { cosignerKey, formatVkey, isKeyName, keyId, noteKey, parseVkey, type VerifierKey } from './vkey.ts';

// The example of c2sp.org/signed-note.
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE =
  'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const getKey = (text: string): VerifierKey => {
  const key = parseVkey(hashing, text);
  if (key === undefined) throw new Error('the key is well-formed');
  return key;
};
const pair = testKey(1);
const key = noteKey(hashing, 'log.example/1', pair.publicKey);
const checker = (some: VerifierKey): SignatureChecker => noteVerifier(some, strict);
const open = (message: string, ...known: SignatureChecker[]) => {
  const note = parseNote(message);
  return note === undefined ? undefined : openNote(note, known);
};

describe('verifier key', () => {
  it('of the specification is read, and written the same', () => {
    expect(formatVkey(getKey(EXAMPLE_KEY))).toBe(EXAMPLE_KEY);
    expect(toHex(keyId(hashing, 'example.com/foo', 1, getKey(EXAMPLE_KEY).publicKey))).toBe('530d903a');
  });

  it.each([
    ['another key id', EXAMPLE_KEY.replace('530d903a', '530d903b')],
    ['another name', EXAMPLE_KEY.replace('foo', 'bar')],
    ['a space in its name', EXAMPLE_KEY.replace('foo', 'f oo')],
    ['an upper-case id', EXAMPLE_KEY.replace('530d903a', '530D903A')],
    ['no name', EXAMPLE_KEY.replace('example.com/foo', '')],
    ['a key cut short', EXAMPLE_KEY.slice(0, -4)],
    ['no key', 'example.com/foo+530d903a'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => expect(parseVkey(hashing, text)).toBeUndefined());

  it('of a type unknown to us is kept but verifies nothing', () => {
    const unknown = getKey('example.com/pq+00000001+BgEC');
    expect(unknown.type).toBe(6);
    expect(checker(unknown).check('x\n', new Uint8Array(64))).toBe(false);
  });

  it('has another id for another use of the same key', () => {
    expect(cosignerKey(hashing, 'a', pair.publicKey).id).not.toEqual(noteKey(hashing, 'a', pair.publicKey).id);
    expect(() => noteKey(hashing, 'a b', pair.publicKey)).toThrow();
    expect(() => noteKey(hashing, 'a', new Uint8Array(31))).toThrow();
  });

  it.each([
    ['huiyin.example/0a/1', true],
    ['青川县', true],
    ['', false],
    ['a+b', false],
    ['a\u3000b', false],
    ['a\nb', false],
  ])('name %j allowed: %s', (name, allowed) => {
    expect(isKeyName(name)).toBe(allowed);
  });
});

describe('signed note', () => {
  it('of the specification verifies', () => {
    expect(open(EXAMPLE, checker(getKey(EXAMPLE_KEY)))).toEqual({ ok: true, signedBy: [getKey(EXAMPLE_KEY)] });
  });

  it('is written as the specification writes it', () => {
    const note = parseNote(EXAMPLE);
    expect(note && formatNote(note)).toBe(EXAMPLE);
  });

  it('that we sign, we verify; with empty lines in its text, too', () => {
    const message = signNote('a\n\nb\n', key, pair.signing);
    expect(parseNote(message)?.text).toBe('a\n\nb\n');
    expect(open(message, checker(key))).toEqual({ ok: true, signedBy: [key] });
  });

  it('ignores keys it does not know, even under a known name or id', () => {
    const other = testKey(2);
    const sameName = noteKey(hashing, key.name, other.publicKey);
    const sameId = { ...sameName, name: 'other.example', id: key.id };
    const text = 'a\n';
    const message = formatNote({
      text,
      signatures: [
        noteSignature(text, sameName, other.signing),
        noteSignature(text, sameId, other.signing),
        noteSignature(text, key, pair.signing),
      ],
    });
    expect(open(message, checker(key))).toEqual({ ok: true, signedBy: [key] });
    expect(open(message, checker(noteKey(hashing, 'third.example', other.publicKey)))).toEqual({ ok: false, reason: 'no_known_signature' });
  });

  it('is rejected whole when one known key has a wrong signature, though another is right', () => {
    const second = noteKey(hashing, 'second.example', testKey(2).publicKey);
    const text = 'a\n';
    const message = formatNote({
      text,
      signatures: [noteSignature(text, key, pair.signing), noteSignature('b\n', second, testKey(2).signing)],
    });
    expect(open(message, checker(key), checker(second))).toEqual({ ok: false, reason: 'bad_signature' });
  });

  it.each([
    ['no blank line', EXAMPLE.replace('\n\n', '\n')],
    ['no last newline', EXAMPLE.slice(0, -1)],
    ['a hyphen for the dash', EXAMPLE.replace('\u2014', '-')],
    ['a tab', EXAMPLE.replace('This', 'This\t')],
    ['a carriage return', EXAMPLE.replace('.\n', '.\r\n')],
    ['loose Base64', EXAMPLE.replace('aQM=', 'aQM')],
    ['only a key id', EXAMPLE.replace(/Uw2Q\S+/, 'Uw2QOg==')],
    ['words after its signatures', `${EXAMPLE}more\n`],
    ['a lone surrogate', `\ud800${EXAMPLE}`],
    ['no signature', 'This\n\n'],
    ['more signatures than we read', EXAMPLE + EXAMPLE.slice(EXAMPLE.indexOf('\u2014')).repeat(64)],
    ['more text than we read', `${'x'.repeat(300_000)}${EXAMPLE}`],
    ['nothing in it', ''],
  ])('is refused with %s', (_, message) => expect(parseNote(message)).toBeUndefined());

  it('with 16 signatures is read', () => {
    const line = EXAMPLE.slice(EXAMPLE.indexOf('\u2014'));
    expect(parseNote(EXAMPLE + line.repeat(15))?.signatures).toHaveLength(16);
  });

  it('is not written when it could not be read', () => {
    expect(() => signNote('a', key, pair.signing)).toThrow();
    expect(() => signNote('a\tb\n', key, pair.signing)).toThrow();
    expect(() => formatNote({ text: 'a\n', signatures: [] })).toThrow();
  });

  it('changed in any byte does not verify', () => {
    const message = signNote('huiyin\n5\n', key, pair.signing);
    for (let at = 0; at < message.length; at += 1) {
      const changed = message.slice(0, at) + String.fromCharCode(message.charCodeAt(at) ^ 1) + message.slice(at + 1);
      expect(open(changed, checker(key))?.ok ?? false).toBe(false);
    }
  });
});
