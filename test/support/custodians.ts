import { toHex } from '../../kernel/canonical/bytes.ts';
import type { Custodian, CustodianSet } from '../../kernel/seal/custodians.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';

/** The private key on a test custodian's paper: nothing but its own name, hashed. */
export const paperKey = (id: string): Uint8Array => sealingPorts.hashing.sha256(new TextEncoder().encode(`paper of ${id}`));

const custodian = (id: string, body: Custodian['body'], zh: string, en: string): Custodian => ({
  id,
  name: { 'zh-CN': zh, en },
  body,
  line: id,
  office: null,
  key: toHex(sealingPorts.sealing.publicKey(paperKey(id))),
});

/** Two outside, three inside of which two must take part. */
export const CUSTODIANS: CustodianSet = {
  outside: [
    custodian('notary', 'notary', '南陵市公证处', 'Nanling Notary Office'),
    custodian('bar', 'bar_association', '南陵市律师协会', 'Nanling Bar Association'),
  ],
  inside: [
    custodian('university', 'university', '青川师范学院', 'Qingchuan Normal College'),
    custodian('union', 'trade_union', '县总工会', 'County Trade Union'),
    { ...custodian('archive', 'office', '县水利局档案室', 'Archive of the Water Bureau'), office: 'water' },
  ],
  quorum: 2,
  onCall: 'notary',
  ceiling: 3,
  publishedHours: 24,
  readableHours: 72,
  lapseDays: 14,
};
