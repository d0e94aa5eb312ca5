import { describe, expect, it } from 'vitest';
import { hashing, strict, testKey } from '../../verifier/testing/ports.ts';
import { fromHex, toHex } from '../canonical/bytes.ts';
import { utf8Decode } from '../canonical/utf8.ts';
import { cosign, cosignatureVerifier, cosignedAtSeconds, cosignedMessage } from './cosignature.ts';
import { formatNote, noteSignature, noteVerifier, openNote, parseNote } from './note.ts';
import { cosignerKey, noteKey } from './vkey.ts';

const BODY = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const pair = testKey(3);
const witness = cosignerKey(hashing, 'witness.example.com/w1', pair.publicKey);

describe('cosignature of a witness', () => {
  it('covers header, time and the whole text of the checkpoint, as the specification shows', () => {
    expect(utf8Decode(cosignedMessage(BODY, 1679315147))).toBe(`cosignature/v1\ntime 1679315147\n${BODY}`);
  });

  it('is a time and a signature, and verifies', () => {
    const { name, id, signature } = cosign(BODY, 1679315147, witness, pair.signing);
    expect([name, id]).toEqual([witness.name, witness.id]);
    expect(signature).toHaveLength(72);
    expect(toHex(signature.slice(0, 8))).toBe('00000000641850cb');
    expect(cosignedAtSeconds(signature)).toBe(1679315147);
    expect(cosignatureVerifier(witness, strict).check(BODY, signature)).toBe(true);
  });

  it('does not verify with another time, text, key, type or length', () => {
    const { signature } = cosign(BODY, 1679315147, witness, pair.signing);
    const { check } = cosignatureVerifier(witness, strict);
    expect(
      check(
        BODY,
        signature.map((byte, at) => (at === 7 ? byte ^ 1 : byte)),
      ),
    ).toBe(false);
    expect(check(`${BODY}extension\n`, signature)).toBe(false);
    expect(check(BODY, signature.slice(0, 71))).toBe(false);
    expect(check(BODY, fromHex('ff'.repeat(72)))).toBe(false);
    expect(cosignatureVerifier(cosignerKey(hashing, witness.name, testKey(4).publicKey), strict).check(BODY, signature)).toBe(false);
    expect(cosignatureVerifier(noteKey(hashing, witness.name, pair.publicKey), strict).check(BODY, signature)).toBe(false);
    expect(() => cosignedMessage(BODY, -1)).toThrow();
  });

  it('stands beside the signature of the log in one note', () => {
    const log = noteKey(hashing, 'example.com/behind-the-sofa', testKey(5).publicKey);
    const message = formatNote({
      text: BODY,
      signatures: [noteSignature(BODY, log, testKey(5).signing), cosign(BODY, 1, witness, pair.signing)],
    });
    const note = parseNote(message);
    expect(note && openNote(note, [noteVerifier(log, strict), cosignatureVerifier(witness, strict)])).toEqual({
      ok: true,
      signedBy: [log, witness],
    });
  });
});
