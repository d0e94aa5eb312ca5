import { randomBytes } from 'node:crypto';
import { toHex } from '../../kernel/canonical/bytes.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { TELL_WAYS } from '../../kernel/relay/message.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import type { Installation } from '../../engine/installation.ts';
import { appendPublic } from '../../engine/place/public-stream.ts';
import { writeRelay } from '../../engine/place/relay.ts';
import { sealingPorts } from '../../engine/keys/sealing.ts';

/** A relay as an operator names it; by default one that nobody runs. */
interface NamedFor {
  readonly url?: string;
  readonly key?: Uint8Array;
  readonly token?: Uint8Array;
}

/** Names a relay as `admin relay` does, without asking it. */
export const nameRelayIn = (
  it: Pick<Installation, 'pools' | 'keys'>,
  now: Instant,
  {
    url = 'http://127.0.0.1:9',
    key = sealingPorts.sealing.publicKey(sealingPorts.random(32)),
    token = new Uint8Array(randomBytes(32)),
  }: NamedFor = {},
): Promise<void> =>
  inJurisdiction(it.pools.app, 1, async (tx) => {
    await writeRelay(tx, it.keys.secret('wrap'), { url, key, token, ways: TELL_WAYS });
    await appendPublic(tx, [{ type: 'relay_named', actor: { kind: 'machine' }, data: { key: toHex(key) } }], now);
  });
