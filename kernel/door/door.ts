import { foldForms } from '../canonical/bounded-text.ts';
import { isHash32Hex } from '../canonical/bytes.ts';
import { isJsonObject } from '../log/shape.ts';
import { DOOR_KINDS, type DoorKind } from '../matter/kinds.ts';
import type { Label } from '../policy/pack.ts';
import { findControlWord } from '../policy/tripwire.ts';
import { isIneligible, isWeakKey } from '../seal/custodians.ts';

/** Bodies that may keep a door: each stands outside the offices that matters are about. */
export const DOOR_BODIES = [
  'discipline_inspection',
  'procuratorate',
  'ombudsman',
  'assembly',
  'audit',
  'court',
  'child_protection',
] as const;
export type DoorBody = (typeof DOOR_BODIES)[number];

/** The definition `door`: the office outside the accused line, and how it is reached (G5). Nothing of it is secret. */
export interface Door {
  readonly id: string;
  readonly name: Label;
  readonly body: DoorBody;
  /** Who commands it, by a name of one's own. */
  readonly line: string;
  /** The office of this jurisdiction that it belongs to: there must be none. */
  readonly office: string | null;
  /** Scheme, host and port; nothing behind. */
  readonly origin: string;
  /** X25519, hex: what is written here is sealed to it. */
  readonly key: string;
  /** Ed25519, hex: it signs that a box has arrived. */
  readonly ack: string;
  /** Verifier key of the door's own log. */
  readonly log: string;
  readonly kinds: readonly DoorKind[];
  /** By when the first answer is due, by kind, in the words of its own rules. */
  readonly firstAnswer: { readonly [kind in DoorKind]?: Label };
  readonly address: Label;
  readonly phone: string;
  readonly hours: Label;
}

/** A stable code, and what it is about. */
export interface DoorProblem {
  readonly code: string;
  readonly about: string;
}

/** What a door must have nothing in common with. */
export interface Surrounding {
  readonly offices: readonly { readonly office: string; readonly name_zh: string; readonly name_en: string }[];
  /** The names of the jurisdiction itself. */
  readonly names: readonly string[];
  /** Origins at which this server is reached. */
  readonly origins: readonly string[];
  /** Public keys (hex) that are this jurisdiction's own, or held for it. */
  readonly keys: readonly string[];
  /** Origin of this jurisdiction's own log. */
  readonly log: string;
}

const ID = /^[a-z0-9-]{1,40}$/;
const PHONE = /^[0-9+() -]{3,40}$/;
const LOG = /^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/;
const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;
const ORIGIN = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/;

const isLabel = (value: unknown): value is Label =>
  isJsonObject(value) &&
  ['zh-CN', 'en'].every((lang) => {
    const text = value[lang];
    return typeof text === 'string' && text.trim() !== '' && text.length <= 200;
  });
const labelOf = (value: Label): Label => ({ 'zh-CN': value['zh-CN'], en: value.en });

/** Whether text is nothing but scheme, host and port, written as browsers write it. */
export const isOrigin = (text: string): boolean => ORIGIN.test(text);

const keyOf = (value: unknown): string | undefined => (typeof value === 'string' && isHash32Hex(value) ? value : undefined);

/** Reads a door; undefined when a field is missing, of another type or unknown in kind. A door without a key is none. */
export const parseDoor = (value: unknown): Door | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { id, name, line, office, origin, log, address, phone, hours, firstAnswer } = value;
  const body = DOOR_BODIES.find((it) => it === value.body);
  const [key, ack] = [keyOf(value.key), keyOf(value.ack)];
  const wanted = Array.isArray(value.kinds) ? (value.kinds as readonly unknown[]) : []; // an array of JSON
  const kinds = DOOR_KINDS.filter((kind) => wanted.includes(kind));
  if (typeof id !== 'string' || !ID.test(id) || !isLabel(name) || !body || typeof line !== 'string' || !ID.test(line)) return undefined;
  if (!(office === null || (typeof office === 'string' && ID.test(office))) || key === undefined || ack === undefined) return undefined;
  if (typeof origin !== 'string' || !isOrigin(origin) || typeof log !== 'string' || !LOG.test(log)) return undefined;
  if (!isLabel(address) || typeof phone !== 'string' || !PHONE.test(phone) || !isLabel(hours)) return undefined;
  if (kinds.length === 0 || kinds.length !== wanted.length || !isJsonObject(firstAnswer)) return undefined;
  const answers = kinds.map((kind) => [kind, firstAnswer[kind]] as const);
  if (!answers.every((it): it is readonly [DoorKind, Label & (typeof it)[1]] => isLabel(it[1]))) return undefined;
  return {
    id,
    name: labelOf(name),
    body,
    line,
    office,
    origin,
    key,
    ack,
    log,
    kinds,
    firstAnswer: Object.fromEntries(answers.map(([kind, label]) => [kind, labelOf(label)])),
    address: labelOf(address),
    phone,
    hours: labelOf(hours),
  };
};

const hostOf = (origin: string): string => ORIGIN.exec(origin)?.[2] ?? '';
const plain = (text: string): string => foldForms(text).toLowerCase().replaceAll(/\s/g, '');

/** Whether it is one of the jurisdiction's own offices, by id, by whose line it is in, or by what it is called. */
const isInside = (door: Door, around: Surrounding): boolean => {
  const ids = around.offices.map((it) => it.office);
  const names = [...around.names, ...around.offices.flatMap((it) => [it.name_zh, it.name_en])].map(plain);
  return (
    door.office !== null ||
    ids.includes(door.id) ||
    ids.includes(door.line) ||
    Object.values(door.name).some((name) => names.includes(plain(name)))
  );
};

/** What is wrong with a door (G5); empty when accusations may be sent there. Asked when it is named and at each use. */
export const checkDoor = (door: Door, around: Surrounding): readonly DoorProblem[] => {
  const words = [...Object.values(door.name), ...Object.values(door.address), ...Object.values(door.hours)];
  const host = hostOf(door.origin);
  return [
    ...(isInside(door, around) ? [{ code: 'door_in_the_line', about: door.office ?? door.id }] : []),
    ...(Object.values(door.name).some(isIneligible) ? [{ code: 'door_ineligible', about: door.id }] : []),
    ...(door.origin.startsWith('https:') || LOOPBACK.test(host) ? [] : [{ code: 'door_not_https', about: door.origin }]),
    ...(around.origins.includes(door.origin) ? [{ code: 'door_same_origin', about: door.origin }] : []),
    ...([door.key, door.ack].some((key) => around.keys.includes(key)) || door.key === door.ack
      ? [{ code: 'door_same_key', about: door.id }]
      : []),
    ...(isWeakKey(door.key) ? [{ code: 'door_key_weak', about: door.id }] : []),
    ...(door.log.startsWith(`${around.log}+`) ? [{ code: 'door_same_log', about: door.log }] : []),
    ...(words.some((text) => findControlWord(text) !== null) ? [{ code: 'door_control_word', about: door.id }] : []),
  ];
};
