import type { BuiltIn } from '../language/languages.ts';
import { concatBytes } from '../canonical/bytes.ts';
import { canonicalJson } from '../canonical/json.ts';
import { parseReceiptCode, type ReceiptCode } from '../canonical/receipt-code.ts';
import { parseUtf8, utf8Encode } from '../canonical/utf8.ts';
import { isJsonObject, parseJson } from '../log/shape.ts';
import { DOOR_KINDS, type DoorKind } from '../matter/kinds.ts';
import { checkText } from '../stream/text.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { HPKE_OVERHEAD_BYTES, openWith, sealTo, type Hpke } from '../seal/hpke.ts';

/** What is written to a door where its own page cannot be reached. It never leaves the writer's device but sealed. */
export interface Letter {
  readonly kind: DoorKind;
  readonly lang: BuiltIn;
  /** Made on the writer's device and held by nobody else until the door opens the box. */
  readonly code: ReceiptCode;
  readonly subject: string;
  readonly body: string;
}

/** Longest text, in code points: four bytes each, with subject, code and frame, fit. */
export const LETTER_MAX_CODE_POINTS = 5000;
/** Every letter has this size, whatever it says. */
export const LETTER_BYTES = 24_576;
export const SEALED_LETTER_BYTES = LETTER_BYTES + HPKE_OVERHEAD_BYTES;

const infoOf = (origin: string): Uint8Array => utf8Encode(`huiyin/door/v1\n${origin}`);

/** What is wrong with a letter, by its first fault. */
export const letterFault = ({ subject, body }: Pick<Letter, 'subject' | 'body'>): Refusal | undefined => {
  const fault = checkText('subject', subject, 'line') ?? checkText('body', body, 'text');
  if (fault) return fault;
  const length = Array.from(body).length;
  return length > LETTER_MAX_CODE_POINTS ? refuse('field_too_long', { field: 'body', length, max: LETTER_MAX_CODE_POINTS }) : undefined;
};

const bytesOf = ({ kind, lang, code, subject, body }: Letter): Uint8Array => {
  const text = utf8Encode(canonicalJson({ v: 1, kind, lang, code, subject, body }));
  if (text.length > LETTER_BYTES) throw new Error('a letter that was checked is shorter');
  return concatBytes(text, new Uint8Array(LETTER_BYTES - text.length));
};

const parseLetter = (bytes: Uint8Array): Letter | undefined => {
  if (bytes.length !== LETTER_BYTES) return undefined;
  const end = bytes.indexOf(0); // JSON holds no zero byte
  if (end >= 0 && bytes.slice(end).some((byte) => byte !== 0)) return undefined;
  const text = parseUtf8(end < 0 ? bytes : bytes.slice(0, end));
  const value = text === undefined ? undefined : parseJson(text);
  if (!isJsonObject(value) || value.v !== 1) return undefined;
  const { subject, body, lang } = value;
  const kind = DOOR_KINDS.find((it) => it === value.kind);
  const code = parseReceiptCode(typeof value.code === 'string' ? value.code : '');
  if (!kind || !code.ok || typeof subject !== 'string' || typeof body !== 'string' || (lang !== 'zh-CN' && lang !== 'en')) return undefined;
  const letter: Letter = { kind, lang, code: code.code, subject, body };
  return letterFault(letter) ? undefined : letter;
};

/** Seals a letter to a door; `ephemeral` is 32 fresh random bytes. Throws for a letter that `letterFault` refuses. */
export const sealLetter = (
  hpke: Hpke,
  door: { readonly origin: string; readonly key: Uint8Array },
  letter: Letter,
  ephemeral: Uint8Array,
): Uint8Array => sealTo(hpke, door.key, infoOf(door.origin), ephemeral, bytesOf(letter));

/** The inverse; undefined for a letter to another door, with another key, or of another form. */
export const openLetter = (hpke: Hpke, privateKey: Uint8Array, origin: string, sealed: Uint8Array): Letter | undefined => {
  const plain = openWith(hpke, privateKey, infoOf(origin), sealed);
  return plain && parseLetter(plain);
};

/** What became of a box at the door. `unreadable` is no matter of anybody's and is not kept either. */
export const BOX_OUTCOMES = ['taken', 'unreadable'] as const;
export type BoxOutcome = (typeof BOX_OUTCOMES)[number];

/** What a door signs so that the sender may forget a box. */
export const boxReceipt = (boxHash: string, outcome: BoxOutcome): Uint8Array => utf8Encode(`huiyin/door-box/v1\n${boxHash}\n${outcome}\n`);
