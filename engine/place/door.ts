import { checkDoor, parseDoor, type Door, type DoorProblem, type Surrounding } from '../../kernel/door/door.ts';
import { canonicalJson } from '../../kernel/canonical/json.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import type { Json } from '../../kernel/stream/event.ts';
import { custodiansOf } from '../../kernel/seal/custodians.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';
import { sealingPorts } from '../keys/sealing.ts';
import type { LogKeys } from '../log/signer.ts';
import type { NewDefinition } from './create.ts';
import type { Jurisdiction, JurisdictionRow, Office } from './read.ts';

/** The door in force, by the hash of its definition. */
export interface NamedDoor {
  readonly hash: string;
  readonly door: Door;
}

/** A definition of the kind `door` that names none any more. */
export const NO_DOOR: Json = { ended: true };

/** A door as a definition; there is one name, so a newer one replaces it. */
export const doorDefinition = (door: Door): NewDefinition => ({
  kind: 'door',
  name: 'door',
  body: door as unknown as Json, // a door is plain JSON by its own type
});

/** Where this server is reached, as far as its own configuration says. */
export const ownOrigins = (): readonly string[] => {
  const url = process.env['HUIYIN_URL'];
  return url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [];
};

/** The doors that were published, and the one in force if it is valid as the offices stand today. */
export const doorsIn = (
  published: readonly (readonly [string, unknown])[],
  newest: string | undefined,
  row: JurisdictionRow,
  offices: readonly Office[],
): Pick<Jurisdiction, 'door' | 'doors'> => {
  const doors = new Map(
    published.flatMap(([hash, body]) => {
      const door = parseDoor(body);
      return door ? [[hash, door] as const] : [];
    }),
  );
  const door = row.purpose === 'service' ? doors.get(newest ?? '') : undefined;
  const around: Surrounding = { offices, names: [row.name_zh, row.name_en], origins: ownOrigins(), keys: [], log: row.origin };
  return { doors, door: newest !== undefined && door && checkDoor(door, around).length === 0 ? { hash: newest, door } : null };
};

/** Public keys that are held here or for here: none of them may be a door's. */
const ownKeys = (keys: KeyDirectory, log: LogKeys, it: Pick<Jurisdiction, 'relay' | 'custodianSets'>): readonly string[] => [
  ...[log.checkpoint, log.promise].map((signer) => toHex(signer.key.publicKey)),
  ...keys.names().map((name) => toHex(sealingPorts.sealing.publicKey(keys.secret(name)))),
  ...(it.relay ? [toHex(it.relay.key)] : []),
  ...[...it.custodianSets.values()].flatMap((set) => custodiansOf(set).map((custodian) => custodian.key)),
];

/** Reads the door of a set-up file: there are no keys yet that it could share, and nobody who could have named another. */
export const readFirstDoor = (
  value: unknown,
  file: {
    readonly names: { readonly zh: string; readonly en: string };
    readonly offices: readonly { readonly office: string; readonly zh: string; readonly en: string }[];
  },
): Door | readonly DoorProblem[] => {
  const door = parseDoor(value);
  if (!door) return [{ code: 'door_shape', about: 'file' }];
  const offices = file.offices.map(({ office, zh, en }) => ({ office, name_zh: zh, name_en: en }));
  const problems = checkDoor(door, { offices, names: [file.names.zh, file.names.en], origins: ownOrigins(), keys: [], log: '' });
  return problems.length > 0 ? problems : door;
};

/** Whether what waited may still be published: the end of a door, or one that is sound as things stand. */
export const isSoundDoor = (body: Json, it: Jurisdiction, keys: KeyDirectory, log: LogKeys): boolean =>
  canonicalJson(body) === canonicalJson(NO_DOOR) || 'origin' in readDoor(body, it, keys, log);

/** Reads a door from a parsed file and checks it against everything that is the jurisdiction's own: the door, or what is wrong with it. */
export const readDoor = (
  value: unknown,
  it: Pick<Jurisdiction, 'offices' | 'names' | 'origin' | 'relay' | 'custodianSets'>,
  keys: KeyDirectory,
  log: LogKeys,
): Door | readonly DoorProblem[] => {
  const door = parseDoor(value);
  if (!door) {
    const { key } = (typeof value === 'object' && value !== null ? value : {}) as { readonly key?: unknown };
    return [{ code: key === undefined ? 'door_key_missing' : 'door_shape', about: 'file' }];
  }
  const problems = checkDoor(door, {
    offices: [...it.offices.values()],
    names: Object.values(it.names),
    origins: ownOrigins(),
    keys: ownKeys(keys, log, it),
    log: it.origin,
  });
  return problems.length > 0 ? problems : door;
};
