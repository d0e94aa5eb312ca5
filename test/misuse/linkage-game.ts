import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { Client } from 'pg';
import { writeArchive } from '../../server/archive/write.ts';
import { phonePhoto } from '../support/files/pictures.ts';
import type { Installation } from '../../engine/installation.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';

/** Who plays: the same telephone, name, address, browser and cookie jar with each filing. */
export interface Person {
  readonly phone: string;
  readonly name: string;
  readonly home: string;
  readonly agent: string;
  readonly address: string;
  readonly jar: Map<string, string>;
  /** The same one with each filing; as many others as there are pairs send one, too. */
  readonly photo: Buffer;
}

/** Draws one; nobody else is like them. */
export const person = async (i: number): Promise<Person> => ({
  phone: `139${randomBytes(4).readUInt32BE().toString().padStart(10, '0').slice(0, 8)}`,
  name: String.fromCodePoint(0x5f20, 0x4e00 + (randomBytes(2).readUInt16BE() % 5000), 0x4e00 + (randomBytes(2).readUInt16BE() % 5000)),
  home: `和平街${randomBytes(3).readUIntBE(0, 3)}号`,
  agent: `Browser/${randomBytes(6).toString('hex')}`,
  address: `10.${i}.${randomBytes(1)[0]}.7`,
  jar: new Map(),
  photo: await phonePhoto(`telephone of ${i}`),
});

/** Values of so many bytes are looked for. */
export const LEAST = 6;

/** What only the game knows: whose is what. */
export interface Game {
  /** Matter → the number of who filed it. */
  readonly filers: ReadonlyMap<string, number>;
  /** Hazard → the report that it was found on. */
  readonly found: ReadonlyMap<string, string>;
  /** Slip of a reward (hex) → the report that it is the reward of. */
  readonly slips: ReadonlyMap<string, string>;
  /** The matter that others joined, and who they are. */
  readonly joined: string;
  readonly joiners: readonly number[];
}

/** A cell as bytes: a byte string as it is, anything else as text. */
const cellBytes = (value: unknown): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value ?? null));

export interface Kept {
  readonly where: string;
  readonly cells: readonly Buffer[];
}

/** Every row of every table, cell by cell. */
export const rowsOfTables = async (superuser: Client): Promise<readonly Kept[]> => {
  const tables = await superuser.query<{ name: string }>(
    "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keystore')",
  );
  const kept: Kept[] = [];
  for (const { name } of tables.rows)
    for (const row of (await superuser.query<Record<string, unknown>>(`select * from ${name}`)).rows)
      kept.push({ where: name, cells: Object.values(row).map(cellBytes) });
  return kept;
};

/** Every row of a data archive, with byte strings as bytes. */
export const rowsOfArchive = async (installation: Installation, directory: string, now: Instant): Promise<readonly Kept[]> => {
  const recovery = await identityToRecipient(await generateIdentity());
  const made = await writeArchive({ installation, jurisdictions: [1], listErased: async () => [] }, { directory, recovery }, now);
  return gunzipSync(readFileSync(made.data))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('='))
    .map((line) => ({
      where: 'archive',
      cells: Object.values(JSON.parse(line.slice(1)) as Record<string, unknown>).map((value) =>
        typeof value === 'string' && value.startsWith('\\x') ? Buffer.from(value.slice(2), 'hex') : cellBytes(value),
      ),
    }));
};

/** Whose rows they are: by the number of the matter, then by ids that those rows name, until nothing new is found. */
export const attribute = (
  rows: readonly Kept[],
  { filers, found, slips }: Game,
): { readonly of: Map<string, Kept[]>; readonly left: readonly Kept[] } => {
  const key = (number: string): string => Buffer.from(number).toString('hex');
  // A hazard belongs to the report that it was found on, and so does the slip of its reward.
  const owner = new Map<string, string>([
    ...[...filers.keys()].map((matter) => [key(matter), matter] as const),
    ...[...found].map(([hazard, matter]) => [key(hazard), matter] as const),
    ...slips,
  ]);
  // A message to the relay names no matter; it holds the box of one, as often as there is news of it.
  const boxes = rows
    .filter((row) => row.where === 'keystore.relay_box')
    .flatMap((row) =>
      row.cells
        .filter((cell) => cell.length > 100)
        .map((cell) => [cell.toString('hex'), row.cells.flatMap((it) => owner.get(it.toString('hex')) ?? [])[0]] as const),
    );
  const ofBox = ({ where, cells }: Kept): string | undefined =>
    where === 'outbox' ? boxes.find(([box]) => cells.some((cell) => cell.includes(box)))?.[1] : undefined;
  const of = new Map<string, Kept[]>([...filers.keys()].map((matter) => [matter, []]));
  let left = rows;
  for (;;) {
    const rest: Kept[] = [];
    for (const row of left) {
      const whose =
        row.cells.flatMap((cell) => owner.get(cell.toString('hex')) ?? owner.get(cell.subarray(0, 8).toString('hex')) ?? [])[0] ??
        ofBox(row);
      if (whose === undefined) rest.push(row);
      else {
        // What a message holds of its matter, the row of the box holds in bytes; as digits of text, any two share six.
        if (row.where === 'outbox') continue;
        of.get(whose)?.push(row);
        // Ids of 32 bytes and more: blob ids, leaf hashes, leaves.
        for (const cell of row.cells) if (cell.length >= 32 && cell.length <= 48) owner.set(cell.toString('hex'), whose);
      }
    }
    if (rest.length === left.length) return { of, left };
    left = rest;
  }
};

/** Runs of six bytes that exactly the two matters of one person share. */
export const sharedByPairs = (of: ReadonlyMap<string, readonly Kept[]>, { filers }: Game): readonly string[] => {
  const first = new Map<number, string>();
  const second = new Map<number, string>();
  const many = new Set<number>();
  const where = new Map<number, string>();
  for (const [matter, rows] of of)
    for (const row of rows)
      for (const cell of row.cells)
        for (let at = 0; at + LEAST <= cell.length; at += 1) {
          const run = cell.readUIntBE(at, LEAST);
          where.set(run, row.where);
          const [a, b] = [first.get(run), second.get(run)];
          if (a === undefined) first.set(run, matter);
          else if (a !== matter && b === undefined) second.set(run, matter);
          else if (a !== matter && b !== matter) many.add(run);
        }
  return [...second]
    .filter(([run, matter]) => !many.has(run) && filers.get(first.get(run) ?? '') === filers.get(matter))
    .map(([run]) => `${where.get(run)}: ${run.toString(16)}`);
};

/** Runs of six bytes that the joint matter shares with what one of those who joined it filed, and with nothing else. */
export const sharedWithOneJoiner = (of: ReadonlyMap<string, readonly Kept[]>, { filers, joined, joiners }: Game): readonly string[] => {
  const runsOf = (rows: readonly Kept[], work: (run: number, where: string) => void): void => {
    for (const row of rows)
      for (const cell of row.cells) for (let at = 0; at + LEAST <= cell.length; at += 1) work(cell.readUIntBE(at, LEAST), row.where);
  };
  const shared = new Map<number, { readonly where: string; readonly by: Set<number> }>();
  runsOf(of.get(joined) ?? [], (run, where) => shared.set(run, { where, by: new Set() }));
  for (const [matter, rows] of of) if (matter !== joined) runsOf(rows, (run) => shared.get(run)?.by.add(filers.get(matter) ?? -1));
  return [...shared]
    .filter(([, { by }]) => by.size === 1 && joiners.some((i) => by.has(i)))
    .map(([run, { where }]) => `${where}: ${run.toString(16)}`);
};

/** Cells of rows that nobody could be found for: one that exactly two of them hold joins two things. */
export const sharedByTwo = (rows: readonly Kept[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const cell of new Set(row.cells.filter((it) => it.length >= LEAST).map((it) => `${row.where} ${it.toString('hex')}`)))
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts].filter(([, count]) => count === 2).map(([cell]) => cell);
};
