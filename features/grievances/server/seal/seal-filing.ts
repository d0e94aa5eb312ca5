import { toHex } from '../../../../kernel/canonical/bytes.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { checkText } from '../../../../kernel/stream/text.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { sealName, type SealedBox, type SealedName } from '../../../../kernel/seal/box.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { sealingPorts } from '../../../../engine/keys/sealing.ts';

/** The sealed box of a new matter, where custodians are named. */
export interface FreshBox extends SealedBox {
  /** Hash (hex) of the set. */
  readonly custodians: string;
}

const NOBODY: SealedName = { name: '', contact: '' };

/** Checks what is to be sealed; both lines may be empty. */
const faultOf = (it: SealedName): Refusal | undefined =>
  checkText('name', it.name, 'line', true) ?? checkText('contact', it.contact, 'line', true);

/** Hash of a box as the filing's event holds it: it cannot be exchanged unseen. */
export const boxHash = ({ box, checks }: Pick<SealedBox, 'box' | 'checks'>): string => toHex(hashing.sha256(box, checks));
/** The same of the shares; apart, since they can be destroyed. */
export const sharesHash = (shares: Uint8Array): string => toHex(hashing.sha256(shares));

/** What the event of a filing says about its box. */
export const sealedFacts = (it: FreshBox): JsonObject => ({ custodians: it.custodians, box: boxHash(it), shares: sharesHash(it.shares) });

/**
 * The box of a new matter: written for every filing, with a name in it or without (design 6). Null where no valid custodians are named;
 * a name sent all the same is refused (`names_not_taken`), not dropped.
 */
export const sealFiling = async (
  jurisdiction: number,
  matter: string,
  custodians: Jurisdiction['custodians'],
  sealed: SealedName | undefined,
): Promise<FreshBox | null | Refusal> => {
  if (custodians === null) return sealed === undefined ? null : refuse('names_not_taken');
  const it = sealed ?? NOBODY;
  const fault = faultOf(it);
  if (fault) return fault;
  const place = { jurisdiction, matter, custodians: custodians.hash };
  return { ...(await sealName(sealingPorts, custodians.set, place, it)), custodians: custodians.hash };
};
