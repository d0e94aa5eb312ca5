import { concatBytes, readU64be, u64be } from '../canonical/bytes.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import type { Signing, StrictVerifying } from '../crypto/ports.ts';
import type { NoteSignature, SignatureChecker } from './note.ts';
import { ED25519_COSIGNATURE, type VerifierKey } from './vkey.ts';

const TIMESTAMP_BYTES = 8;
const SIGNATURE_BYTES = 72;

/** What a witness signs: a header, its time in seconds, and the whole text of the checkpoint. */
export const cosignedMessage = (checkpoint: string, timestampSeconds: number): Uint8Array => {
  if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0) throw new Error(`not a time in seconds: ${timestampSeconds}`);
  return utf8Encode(`cosignature/v1\ntime ${timestampSeconds}\n${checkpoint}`);
};

/** The cosignature of a checkpoint by a witness at a time. */
export const cosign = (checkpoint: string, timestampSeconds: number, key: VerifierKey, signing: Signing): NoteSignature => ({
  name: key.name,
  id: key.id,
  signature: concatBytes(u64be(timestampSeconds), signing.sign(cosignedMessage(checkpoint, timestampSeconds))),
});

/** The time a cosignature states, in seconds since 1970; undefined when it is no Ed25519 cosignature. */
export const cosignedAtSeconds = (signature: Uint8Array): number | undefined =>
  signature.length === SIGNATURE_BYTES ? readU64be(signature.subarray(0, TIMESTAMP_BYTES)) : undefined;

/** Checks cosignature/v1 by a witness. A key of another type verifies nothing. */
export const cosignatureVerifier = (key: VerifierKey, verifying: StrictVerifying): SignatureChecker => ({
  key,
  check: (text, signature) => {
    const timestamp = cosignedAtSeconds(signature);
    if (key.type !== ED25519_COSIGNATURE || timestamp === undefined) return false;
    return verifying.verify(key.publicKey, cosignedMessage(text, timestamp), signature.subarray(TIMESTAMP_BYTES));
  },
});
