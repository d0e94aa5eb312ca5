import { encodeReceiptCode, type ReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';

const LOOK_UP = utf8Encode('huiyin/receipt/v1\n');

/** What the store keeps of a code: 16 bytes. The code's 100 bits need neither salt nor a slow function (design 5). */
export const receiptId = (code: ReceiptCode): Buffer => Buffer.from(hashing.sha256(LOOK_UP, utf8Encode(code)).subarray(0, 16));

/** A new code from 13 random bytes, of which 100 bits are used. */
export const newReceiptCode = (random: (bytes: number) => Uint8Array): ReceiptCode => encodeReceiptCode(random(13));
