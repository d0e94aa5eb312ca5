import { NOBODY, RELAY_INFO, TELL_WAYS, toldBytes } from '../../../kernel/relay/message.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { sealTo } from '../../../kernel/seal/hpke.ts';
import { inJurisdiction, type Transaction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { appendPublic } from '../../../engine/place/public-stream.ts';
import { readRelayRow, writeRelay } from '../../../engine/place/relay.ts';
import { randomBytes } from '../../../engine/keys/random.ts';
import { sealingPorts } from '../../../engine/keys/sealing.ts';
import { readToken } from '../../relay/config.ts';
import { askWays, handOver } from '../../../engine/outbox/hand-over.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface RelayOptions {
  readonly url?: string;
  readonly key?: string;
  readonly tokenFile?: string;
  readonly ways?: string;
  readonly none?: boolean;
}

/** Writes down publicly whose key it is; the url and the token are nobody else's business. */
const tellPublic = (tx: Transaction, key: string | null) =>
  appendPublic(tx, [{ type: 'relay_named', actor: { kind: 'machine' }, data: { key } }], systemClock());

const end = (it: Installation, io: Io): Promise<number> =>
  inJurisdiction(it.pools.app, SERVED, async (tx) => {
    if (!(await readRelayRow(tx))) return (io.err('no relay is named'), 1);
    await writeRelay(tx, it.keys.secret('wrap'), null);
    await tellPublic(tx, null);
    io.facts?.({ relay: null });
    io.out('nobody is told any more, and the form asks for no address');
    return 0;
  });

/** Nobody is told by this; it shows that address, token and key belong together. */
const isAnswering = async (url: string, token: Uint8Array, key: Uint8Array): Promise<boolean> => {
  const sealed = toHex(sealTo(sealingPorts, key, RELAY_INFO, sealingPorts.random(32), toldBytes(NOBODY)));
  return (await handOver({ url, token }, { sealed, template: 'news', lang: 'en' }, randomBytes(16).toString('hex'))) === 'done';
};

/** Names a relay in an installation, or ends it: 0 done, 1 refused, 2 wrongly asked; nothing is changed but with 0. */
export const nameRelayAt = async (it: Installation, options: RelayOptions, io: Io): Promise<number> => {
  if (options.none === true) return end(it, io);
  const { url = '', key: hex = '', tokenFile } = options;
  const wanted = (options.ways ?? 'mail').split(',');
  const ways = TELL_WAYS.filter((way) => wanted.includes(way));
  const key = new Uint8Array(Buffer.from(hex, 'hex'));
  const isKey = /^[0-9a-f]{64}$/.test(hex) && sealingPorts.sealing.agree(sealingPorts.random(32), key) !== undefined;
  const problems = [
    ...(/^https?:\/\/[^/\s]+\/?$/.test(url) ? [] : ['--url: the address starts with http:// or https:// and has no path']),
    ...(isKey ? [] : ['--key: the public key that the relay prints, 64 characters']),
    ...(tokenFile === undefined ? ['--token-file: the file that the relay reads, too'] : []),
    ...(ways.length > 0 && ways.length === wanted.length ? [] : ['--ways: some of mail,sms,webhook']),
  ];
  for (const problem of problems) io.err(problem);
  if (problems.length > 0 || tokenFile === undefined) return 2;
  const token = readToken(tokenFile);
  if (!(await isAnswering(url, token, key)))
    return (io.err(`the relay at ${url} does not answer to this token and key; start it first. Nothing was changed`), 1);
  const there = await askWays({ url, token });
  const missing = there === undefined ? [] : ways.filter((way) => !there.includes(way));
  if (missing.length > 0)
    return (
      io.err(
        `ways_missing: the relay at ${url} is not set up for ${missing.join(', ')}, only for ${there?.join(', ') || 'none'}. Nothing was changed`,
      ),
      1
    );
  return inJurisdiction(it.pools.app, SERVED, async (tx) => {
    await writeRelay(tx, it.keys.secret('wrap'), { url, key, token, ways });
    await tellPublic(tx, hex);
    io.facts?.({ relay: url, key: hex, ways });
    io.out(`from now on the form asks where to tell filers that there is something new (${ways.join(', ')}); it is sealed to ${hex}`);
    return 0;
  });
};

/** `huiyin admin relay`: names the relay that tells filers that there is something new, or ends it. */
export const nameRelay = (options: RelayOptions & { readonly data?: string }, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) => nameRelayAt(it, options, io));
