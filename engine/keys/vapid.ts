import { createECDH, createHmac } from 'node:crypto';
import type { KeyDirectory } from './key-directory.ts';

/** The key pair by which push services know this installation (RFC 8292): P-256, in base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const pairOf = (number: Buffer): VapidKeys | undefined => {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(number);
  } catch {
    return undefined; // not below the order of the curve: one of four thousand million
  }
  return { publicKey: pair.getPublicKey().toString('base64url'), privateKey: number.toString('base64url') };
};

/** The pair of this installation, from a secret that is made when it is first asked for and lies in the folder of keys alone. */
export const vapidKeys = (keys: Pick<KeyDirectory, 'ensureSecret'>): VapidKeys => {
  const secret = keys.ensureSecret('push');
  for (let n = 0; ; n += 1) {
    const pair = pairOf(createHmac('sha256', secret).update(`huiyin/vapid/v1/${n}`).digest());
    if (pair) return pair;
  }
};
