import { canonicalJson } from '../../kernel/canonical/json.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { hashing } from './hashing.ts';
import { unwrap, wrap } from './wrap.ts';

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

/** What makes a step that is sent twice one step. */
export interface Once {
  /** The row of its token, for this entity and no other. */
  readonly key: Buffer;
  /** Stands for what was asked: the same token with other words is refused (`key_reused`). */
  readonly request: Buffer;
}

/** The token of a step, and what was asked under it. Nothing of either can be read from what is stored. */
export const onceOf = (
  { wrappingKey, id }: { readonly wrappingKey: Uint8Array; readonly id: number },
  entity: string,
  token: string,
  request: JsonObject,
): Once => ({
  key: answerId(wrappingKey, id, `${entity} ${token}`),
  request: Buffer.from(hashing.hmac(keyOf(wrappingKey, token), utf8Encode('step'), utf8Encode(canonicalJson(request)))),
});
