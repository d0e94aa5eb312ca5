import { createHash } from 'node:crypto';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';

const keyOf = (id: string): Uint8Array => new Uint8Array(createHash('sha256').update(`huiyin demo custodian ${id}`).digest());

interface Keyless {
  readonly id: string;
}
const withKey = (it: Keyless): object => ({ ...it, key: toHex(sealingPorts.sealing.publicKey(keyOf(it.id))) });

/** The custodians of the demo with the public keys of their papers. */
export const withDemoKeys = (set: object): object => {
  const { outside, inside, ...rest } = set as { readonly outside: readonly Keyless[]; readonly inside: readonly Keyless[] }; // our own file; a test fills it
  return { outside: outside.map(withKey), inside: inside.map(withKey), ...rest };
};

/** The 24 words on the paper of a demo custodian, in both languages. */
export const demoWords = (id: string): { readonly zh: string; readonly en: string } => ({
  zh: entropyToMnemonic(keyOf(id), chinese),
  en: entropyToMnemonic(keyOf(id), english),
});
