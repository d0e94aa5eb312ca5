import { toBase64 } from '../../../kernel/canonical/base64.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { boxReceipt, openLetter, type BoxOutcome, type Letter } from '../../../kernel/door/letter.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { sealingPorts } from '../../../engine/keys/sealing.ts';
import type { Service } from '../../../engine/service.ts';
import { fileMatter, packOfKind, receiptId } from '../../grievances/public.ts';
import { ackSigning, sealSecret } from './door-keys.ts';

const KNOWN = statement<{ matter: string }>('receipt_known', 'select matter from receipt where jurisdiction = $1 and receipt = $2');
const TOKEN = utf8Encode('huiyin/door-form/v1\n');

/** What a door says of a box, signed. */
export interface BoxAnswer {
  readonly box: string;
  readonly outcome: BoxOutcome;
  readonly signature: string;
}

/** Files a letter, once: the same code a second time is the same letter. */
const fileLetter = async (service: Service, letter: Letter): Promise<BoxOutcome> => {
  const it = await service.jurisdiction();
  const pack = packOfKind(it, letter.kind);
  if (pack === undefined) return 'unreadable';
  const known = await service.read((tx) => tx.run(KNOWN, [service.id, receiptId(letter.code)]));
  if (known.length > 0) return 'taken';
  const { code, lang, subject, body } = letter;
  // The stored answer is under a key of this token: who carried the box must not be able to make it.
  const token = toHex(hashing.sha256(TOKEN, utf8Encode(code)));
  const answer = await fileMatter(service, { fields: { subject, body }, lang, pack, code }, { token });
  if (isRefusal(answer)) throw new Error(answer.refused); // checked before it was sealed: tried again later
  return 'taken';
};

/** Opens a box at the door it is addressed to. Once this resolves the matter survives, and the sender may forget the box. */
export const takeBox = async (service: Service, origin: string, sealed: Uint8Array): Promise<BoxAnswer> => {
  const letter = openLetter(sealingPorts, sealSecret(service.keys), origin, sealed);
  const outcome = letter ? await fileLetter(service, letter) : 'unreadable';
  const box = toHex(hashing.sha256(sealed));
  return { box, outcome, signature: toBase64(ackSigning(service.keys).sign(boxReceipt(box, outcome))) };
};
