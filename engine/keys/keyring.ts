import { LOG_KEY_BYTES } from '../../kernel/canonical/names.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import type { Level } from '../../kernel/stream/event.ts';
import type { MatterKeys } from '../store/compose.ts';
import { contentKey, type ContentKeys } from './content.ts';
import { hashing } from './hashing.ts';
import { unwrap, wrap } from './wrap.ts';

/** A row of `keystore.matter_key`: what the office of one stream can open. */
export interface KeyRow {
  readonly matter: string;
  readonly epoch: number;
  readonly level: Level;
  readonly office: string;
  /** Level 0: the matter's content key. Above: the content keys of the streams up to this one. */
  readonly doc: Buffer;
  readonly log: Buffer | null;
  readonly internal: Buffer | null;
}

/** All keys of a matter, and for whom they are wrapped. */
export interface OpenedMatter extends MatterKeys {
  readonly contents: ContentKeys;
  /** The office of each row there is, by level. */
  readonly offices: ReadonlyMap<Level, string>;
}

/** The office that has a stream now; null where there is none above. */
export interface StreamOffice {
  readonly level: Level;
  readonly office: string | null;
}

/** Wraps and unwraps the rows of matters under the keys of offices. Only the broker asks it to open. */
export interface Keyring {
  /** All of a matter, through the row of its lead; throws when that is damaged. */
  openMatter(jurisdiction: number, rows: readonly KeyRow[]): OpenedMatter | undefined;
  /** What one office can open. */
  openContents(jurisdiction: number, rows: readonly KeyRow[], office: string): ContentKeys | undefined;
  isSound(jurisdiction: number, row: KeyRow, keys: OpenedMatter | null): boolean;
  /** Rows of `KEY_COLUMNS` for streams whose office has no row yet, or where another office has it. */
  readonly wrapFor: (
    place: { readonly jurisdiction: number; readonly matter: string },
    keys: MatterKeys,
    streams: readonly StreamOffice[],
    held?: ReadonlyMap<Level, string>,
  ) => readonly (readonly unknown[])[];
}

export const KEY_COLUMNS = ['jurisdiction', 'matter', 'epoch', 'level', 'office', 'doc', 'log', 'internal'];

const OFFICE = utf8Encode('huiyin/office/v1');
const KEY_BYTES = 32;
/** One row a stream: when a code is replaced, its new log key is added to the ones that the row holds. */
const ROW_EPOCH = 0;

/** What a wrapped key is bound to, besides its office's key. */
const keyLabel = (jurisdiction: number, row: Pick<KeyRow, 'matter' | 'epoch' | 'level'>, kind: string): string =>
  `huiyin/matter-key/v2/${jurisdiction}/${row.matter}/${row.epoch}/${row.level}/${kind}`;

const contentsUpTo = (doc: Uint8Array, level: Level): ContentKeys =>
  ([0, 1, 2] as const).filter((it) => it <= level).map((it) => contentKey(doc, it));

const split = (bytes: Uint8Array, size = KEY_BYTES): readonly Uint8Array[] =>
  Array.from({ length: bytes.length / size }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

/** The key of each office, from the wrapping key of the installation. */
const officeKeys = (wrappingKey: Uint8Array): ((office: string) => Uint8Array) => {
  const known = new Map<string, Uint8Array>();
  return (office) => {
    const key = known.get(office) ?? hashing.hmac(wrappingKey, OFFICE, utf8Encode(office));
    known.set(office, key);
    return key;
  };
};

/** Opens the keyring over the wrapping key of an installation. */
export const openKeyring = (wrappingKey: Uint8Array): Keyring => {
  const officeKey = officeKeys(wrappingKey);

  const open = (j: number, row: KeyRow, kind: 'doc' | 'log' | 'internal'): Buffer => {
    const wrapped = row[kind];
    if (wrapped === null) throw new Error(`matter ${row.matter} has no ${kind} key at level ${row.level}`);
    return unwrap(officeKey(row.office), keyLabel(j, row, kind), wrapped);
  };

  const openMatter: Keyring['openMatter'] = (j, rows) => {
    const base = rows.find((row) => row.level === 0);
    if (!base) return undefined;
    const doc = open(j, base, 'doc');
    const logs = split(open(j, base, 'log'), LOG_KEY_BYTES);
    const log = logs.at(-1);
    if (!log) throw new Error(`matter ${base.matter} has no log key`);
    return {
      epoch: logs.length - 1,
      doc,
      log,
      logs,
      internal: open(j, base, 'internal'),
      contents: contentsUpTo(doc, 2),
      offices: new Map(rows.map((row) => [row.level, row.office] as const)),
    };
  };

  const openContents: Keyring['openContents'] = (j, rows, office) => {
    const own = rows.find((row) => row.office === office);
    if (own) return own.level === 0 ? contentsUpTo(open(j, own, 'doc'), 0) : split(open(j, own, 'doc'));
    // An office above can owe something by time alone, before its stream begins and it has a row. Whether it may see is decided on
    // the events, as for everybody (domain/decide.ts, `sight`); what is not shown is rolled back.
    return openMatter(j, rows)?.contents;
  };

  const isSound: Keyring['isSound'] = (j, row, keys) => {
    if (row.level === 0) return keys !== null;
    try {
      const expected = keys && Buffer.concat(contentsUpTo(keys.doc, row.level));
      return row.log === null && row.internal === null && expected !== null && open(j, row, 'doc').equals(expected);
    } catch {
      return false; // changed, or wrapped for another office
    }
  };

  const wrapFor: Keyring['wrapFor'] = ({ jurisdiction, matter }, keys, streams, held) =>
    streams.flatMap(({ level, office }) => {
      if (office === null || held?.get(level) === office) return [];
      const sealed = (kind: string, plain: Uint8Array): Buffer =>
        wrap(officeKey(office), keyLabel(jurisdiction, { matter, epoch: ROW_EPOCH, level }, kind), plain);
      const row = [jurisdiction, matter, ROW_EPOCH, level, office];
      return level === 0
        ? [[...row, sealed('doc', keys.doc), sealed('log', Buffer.concat(keys.logs)), sealed('internal', keys.internal)]]
        : [[...row, sealed('doc', Buffer.concat(contentsUpTo(keys.doc, level))), null, null]];
    });

  return { openMatter, openContents, isSound, wrapFor };
};
