import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { unwrap, wrap } from '../../../../engine/keys/wrap.ts';

const KEY = utf8Encode('huiyin/idempotency-key/v1');
const ID = utf8Encode('huiyin/idempotency-id/v1');

/** Under a key of this installation, too: a token that is guessed opens nothing in an archive. */
const keyOf = (wrappingKey: Uint8Array, token: string): Uint8Array => hashing.hmac(wrappingKey, KEY, hashing.hmac(utf8Encode(token), KEY));

/** The row under which the answer to a form's token is kept. Nothing of the token can be read from it. */
export const answerId = (wrappingKey: Uint8Array, jurisdiction: number, token: string): Buffer =>
  Buffer.from(hashing.hmac(wrappingKey, ID, hashing.hmac(utf8Encode(token), ID, utf8Encode(String(jurisdiction)))));

/** Only whoever holds the form's token can read the stored answer (design 4). */
export const sealAnswer = (wrappingKey: Uint8Array, token: string, answer: object): Buffer =>
  wrap(keyOf(wrappingKey, token), 'answer', utf8Encode(JSON.stringify(answer)));

/** The inverse of `sealAnswer`; throws with another token. */
export const openAnswer = (wrappingKey: Uint8Array, token: string, sealed: Uint8Array): unknown =>
  JSON.parse(unwrap(keyOf(wrappingKey, token), 'answer', sealed).toString('utf8'));
