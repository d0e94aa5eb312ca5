import { canonicalJson } from '../canonical/json.ts';
import { parseUtf8, utf8Encode } from '../canonical/utf8.ts';
import { isJsonObject, parseJson } from '../log/shape.ts';
import { refuse, type Refusal } from '../refusal.ts';

/** What a relay can say. Closed: the words of each stand in the relay's own code. */
export const TEMPLATES = ['news', 'code_warning'] as const;
export type Template = (typeof TEMPLATES)[number];

/** The ways in which somebody can be told. */
export const TELL_WAYS = ['mail', 'sms', 'webhook'] as const;
export type TellWay = (typeof TELL_WAYS)[number];

/** Where somebody wants to be told. */
export interface Tell {
  readonly kind: TellWay;
  readonly to: string;
}

/** What is sealed to the relay: an address, or that there is none. */
export type Told = Tell | { readonly kind: 'none'; readonly to: '' };
export const NOBODY: Told = { kind: 'none', to: '' };

/** Every plain text has this size, whoever is told. */
export const TOLD_BYTES = 256;
/** What is sealed is bound to this. */
export const RELAY_INFO = utf8Encode('huiyin/relay/v1');

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
// One address and nothing else: no display name, list, comment, quoted part or line end can be written with these characters.
const FORMS: { readonly [way in TellWay]: RegExp } = {
  mail: new RegExp(`^[A-Za-z0-9_+-]+(?:\\.[A-Za-z0-9_+-]+)*@${LABEL}(?:\\.${LABEL})+$`),
  sms: /^\+?[0-9]{6,15}$/,
  webhook: /^[A-Za-z0-9][A-Za-z0-9._@+-]*$/,
};
const LONGEST = 160;

/** A last label of digits alone is an address of a machine, where no mail is to go. */
const isMachine = (to: string): boolean => /\.[0-9]+$/.test(to);

/** What is wrong with an address; it is asked when it is sealed and again before it is used. */
export const tellFault = ({ kind, to }: Tell): Refusal | undefined =>
  to.length <= LONGEST && FORMS[kind].test(to) && !/\s/.test(to) && !(kind === 'mail' && isMachine(to))
    ? undefined
    : refuse('tell_form', { field: 'tell' });

/** RFC 8785 JSON, filled up with zeros, which JSON cannot hold. */
export const toldBytes = (it: Told): Uint8Array => {
  const text = utf8Encode(canonicalJson({ kind: it.kind, to: it.to }));
  if (text.length > TOLD_BYTES) throw new Error('an address that was checked is shorter');
  const bytes = new Uint8Array(TOLD_BYTES);
  bytes.set(text);
  return bytes;
};

/** The inverse of `toldBytes`; undefined for any other bytes, and for an address that would be refused. */
export const parseTold = (bytes: Uint8Array): Told | undefined => {
  if (bytes.length !== TOLD_BYTES) return undefined;
  const end = bytes.indexOf(0);
  const text = parseUtf8(bytes.slice(0, end < 0 ? TOLD_BYTES : end));
  const value = text === undefined ? undefined : parseJson(text);
  if (!isJsonObject(value) || typeof value.to !== 'string') return undefined;
  const way = TELL_WAYS.find((kind) => kind === value.kind);
  const told: Told | undefined = way ? { kind: way, to: value.to } : value.kind === 'none' && value.to === '' ? NOBODY : undefined;
  if (!told || (told.kind !== 'none' && tellFault(told))) return undefined;
  return toldBytes(told).every((byte, i) => byte === bytes[i]) ? told : undefined;
};
