import { AeadId, CipherSuite, HkdfSha256, Aes256Gcm } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWith, sealTo } from '../../kernel/seal/hpke.ts';
import { browserPorts } from '../../portal/custodian/ports-browser.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';

// Another implementation of RFC 9180 as the oracle; ours over two runtimes.
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const RUNTIMES = { node: sealingPorts, browser: browserPorts } as const;
const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const anyBytes = fc.uint8Array({ maxLength: 300 });

describe('sealed messages are RFC 9180, base mode, X25519, HKDF-SHA256, AES-256-GCM', () => {
  it('is the suite that is meant', () => expect(suite.aead.id).toBe(AeadId.Aes256Gcm));

  for (const [name, ports] of Object.entries(RUNTIMES)) {
    it(`what ${name} seals, another implementation opens`, () =>
      fc.assert(
        fc.asyncProperty(bytes32, bytes32, anyBytes, anyBytes, async (secret, ephemeral, info, plain) => {
          const sealed = sealTo(ports, ports.sealing.publicKey(secret), info, ephemeral, plain);
          const recipientKey = await suite.kem.importKey('raw', buffer(secret), false);
          const opened = await suite.open({ recipientKey, enc: buffer(sealed.slice(0, 32)), info: buffer(info) }, buffer(sealed.slice(32)));
          expect(new Uint8Array(opened)).toEqual(plain);
        }),
        { numRuns: 40 },
      ));

    it(`what another implementation seals, ${name} opens`, () =>
      fc.assert(
        fc.asyncProperty(bytes32, anyBytes, anyBytes, async (secret, info, plain) => {
          const recipientPublicKey = await suite.kem.importKey('raw', buffer(ports.sealing.publicKey(secret)), true);
          const { enc, ct } = await suite.seal({ recipientPublicKey, info: buffer(info) }, buffer(plain));
          expect(openWith(ports, secret, info, Buffer.concat([Buffer.from(enc), Buffer.from(ct)]))).toEqual(plain);
        }),
        { numRuns: 40 },
      ));
  }

  it('both runtimes write the same bytes', () =>
    fc.assert(
      fc.property(bytes32, bytes32, anyBytes, anyBytes, (secret, ephemeral, info, plain) => {
        const to = sealingPorts.sealing.publicKey(secret);
        expect(sealTo(browserPorts, to, info, ephemeral, plain)).toEqual(sealTo(sealingPorts, to, info, ephemeral, plain));
      }),
      { numRuns: 40 },
    ));
});
