import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** CBOR (RFC 8949) of the few shapes that an authenticator writes. */
const head = (major: number, n: number): Buffer =>
  n < 24 ? Buffer.of((major << 5) | n) : n < 256 ? Buffer.of((major << 5) | 24, n) : Buffer.of((major << 5) | 25, n >> 8, n & 255);
type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;
const cbor = (it: Cbor): Buffer => {
  if (typeof it === 'number') return it >= 0 ? head(0, it) : head(1, -1 - it);
  if (typeof it === 'string') return Buffer.concat([head(3, Buffer.byteLength(it)), Buffer.from(it)]);
  if (Buffer.isBuffer(it)) return Buffer.concat([head(2, it.length), it]);
  return Buffer.concat([head(5, it.size), ...[...it].flatMap(([key, value]) => [cbor(key), cbor(value)])]);
};

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** What an attacker may have changed. */
interface Twist {
  readonly origin?: string;
  readonly host?: string;
  readonly challenge?: string;
  readonly verified?: boolean;
  readonly counter?: number;
  readonly handle?: string;
}

/** A security key in software: one passkey, made and shown as a browser would. */
export const openAuthenticator = (origin: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const cose = cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(jwk.x ?? '', 'base64url')],
      [-3, Buffer.from(jwk.y ?? '', 'base64url')],
    ]),
  );
  let handle = '';
  let counter = 0;
  const data = (twist: Twist, flags: number, more: Buffer = Buffer.alloc(0)): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(twist.counter ?? counter);
    const verified = twist.verified === false ? 0 : 4;
    return Buffer.concat([sha256(twist.host ?? new URL(origin).hostname), Buffer.of(flags | 1 | verified), count, more]);
  };
  const clientData = (type: string, challenge: string, twist: Twist): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: twist.challenge ?? challenge, origin: twist.origin ?? origin, crossOrigin: false }));
  const named = (response: object): string =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  return {
    /** Answers the options of a page that makes a passkey. */
    make: (options: string, twist: Twist = {}): string => {
      const asked = JSON.parse(options) as { challenge: string; user: { id: string } }; // written by our own page
      handle = asked.user.id;
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, cose]);
      const attestation = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', data(twist, 0x40, credential)],
        ]),
      );
      return named({
        clientDataJSON: clientData('webauthn.create', asked.challenge, twist).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    /** Answers the options of a page that asks for one. */
    show: (options: string, twist: Twist = {}): string => {
      const asked = JSON.parse(options) as { challenge: string }; // as above
      counter += 1;
      const authenticatorData = data(twist, 0);
      const client = clientData('webauthn.get', asked.challenge, twist);
      return named({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', Buffer.concat([authenticatorData, sha256(client)]), privateKey).toString('base64url'),
        userHandle: twist.handle ?? handle,
      });
    },
  };
};
