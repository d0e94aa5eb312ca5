import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request counts for so long before or after the time it was signed at. */
const WITHIN_MS = 300_000;

const macOf = (token: Uint8Array, at: string, body: Uint8Array): Buffer =>
  createHmac('sha256', token).update(`huiyin/relay-send/v1\n${at}\n`).update(body).digest();

/** The headers that make a body a request of who has the token. */
export const signatureHeaders = (token: Uint8Array, body: string, now: number): { readonly [name: string]: string } => ({
  'x-huiyin-at': String(now),
  'x-huiyin-signature': `sha256=${macOf(token, String(now), Buffer.from(body)).toString('hex')}`,
});

/** Whether the headers sign this body, lately. In constant time once they have the right form. */
export const isSigned = (token: Uint8Array, headers: { readonly [name: string]: unknown }, body: Uint8Array, now: number): boolean => {
  const at = String(headers['x-huiyin-at']);
  const given = /^sha256=([0-9a-f]{64})$/.exec(String(headers['x-huiyin-signature']))?.[1];
  if (given === undefined || !/^[0-9]{1,15}$/.test(at) || Math.abs(now - Number(at)) > WITHIN_MS) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), macOf(token, at, body));
};
