import { toHex } from '../../../../kernel/canonical/bytes.ts';
import { NOBODY, RELAY_INFO, tellFault, toldBytes, type Tell } from '../../../../kernel/relay/message.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { sealTo } from '../../../../kernel/seal/hpke.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { sealingPorts } from '../../../../engine/keys/sealing.ts';

/** Hash of a box as the filing's event holds it: it cannot be exchanged unseen. */
export const tellHash = (sealed: Uint8Array): string => toHex(hashing.sha256(sealed));

/**
 * The box of a new matter for the relay: written for every filing, with somebody to tell in it or nobody (design 6). Null where no relay is
 * named; an address sent all the same is refused (`tell_not_taken`), not dropped.
 */
export const sealTell = (relay: Jurisdiction['relay'], tell: Tell | undefined): Uint8Array | null | Refusal => {
  if (tell !== undefined && !relay?.ways.includes(tell.kind)) return refuse('tell_not_taken', { field: 'tell' });
  if (relay === null) return null;
  const fault = tell && tellFault(tell);
  return fault ?? sealTo(sealingPorts, relay.key, RELAY_INFO, sealingPorts.random(32), toldBytes(tell ?? NOBODY));
};
