import { toIso, instant, type Instant } from '../../kernel/calendar/instant.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import type { Level } from '../../kernel/stream/event.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { insertRows } from '../store/insert.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { StaffMember } from '../place/read.ts';
import { whole, type ContentKeys } from './content.ts';
import { openKeyring, type Keyring, type KeyRow, type OpenedMatter } from './keyring.ts';

/**
 * Different matters that a post may open in a day (G18); a line of a worklist is a matter opened. A busy post handles about 40 and
 * looks through a few pages of 20, so ten times that leaves room; a county's 20,000 matters of a year take it 50 visible days.
 */
export const MATTERS_A_DAY = 400;

/** A member of staff who reads, and when. */
export interface Reader {
  readonly who: StaffMember;
  readonly now: Instant;
  readonly zone: string;
}

/** What a post sees of a matter: all of it, or its title in a list. Rows of before this was told apart say `either`. */
export type Looked = 'opened' | 'listed';

/** A row of `keystore.matter_key`, looked at by `reconcile`. */
export interface ExaminedRow {
  readonly level: Level;
  readonly office: string | null;
  readonly sound: boolean;
}

/** The one place that unwraps the keys of matters. */
export interface KeyBroker {
  /**
   * For a member of staff: the access record first, then the keys of what the office may open; an empty list where they are damaged,
   * so that one matter does not take a whole list away. Refused beyond the day's budget.
   */
  forStaff(tx: Transaction, matters: readonly string[], reader: Reader, how?: Looked): Promise<ReadonlyMap<string, ContentKeys> | Refusal>;
  /** For the holder of a receipt, who sees every stream of the matter. */
  forFiler(tx: Transaction, matter: string): Promise<ContentKeys | undefined>;
  /** For a decision, the sweep, a bundle, a replay: nobody reads. Throws when a key is damaged. */
  forSystem(tx: Transaction, matters: readonly string[]): Promise<ReadonlyMap<string, OpenedMatter>>;
  /** For `reconcile`: what is damaged is said, not thrown. */
  examine(tx: Transaction, matters: readonly string[]): Promise<ReadonlyMap<string, { keys: OpenedMatter | null; rows: ExaminedRow[] }>>;
  /** New rows for `keystore.matter_key`. */
  readonly wrapFor: Keyring['wrapFor'];
}

const READ_KEYS = statement<KeyRow>(
  'read_keys',
  'select matter, epoch, level, office, doc, log, internal from keystore.matter_key where jurisdiction = $1 and matter = any($2)',
);
const READ_BUDGET = statement<{ opened: number; known: number }>(
  'read_budget',
  'select count(distinct matter) as opened, count(distinct matter) filter (where matter = any($4)) as known from access where jurisdiction = $1 and post = $2 and hour >= $3',
);

// Between counting and writing nobody else of the post counts: sixty requests at once are no way around the budget.
const ONE_AT_A_TIME = statement('budget_of_post', 'select post from post where jurisdiction = $1 and post = $2 for no key update');

const HOUR_MS = 3_600_000;
const ACCESS_PAGE = 64; // rows of one statement, see insertRows

const hourOf = (at: number): string => toIso(instant(Math.floor(at / HOUR_MS) * HOUR_MS));

/** The rows of each matter's newest keys. */
const newest = (rows: readonly KeyRow[]): ReadonlyMap<string, readonly KeyRow[]> =>
  new Map(
    [...Map.groupBy(rows, (row) => row.matter)].map(([matter, own]) => {
      const epoch = Math.max(...own.map((row) => row.epoch));
      return [matter, own.filter((row) => row.epoch === epoch).toSorted((a, b) => a.level - b.level)] as const;
    }),
  );

/** One record a matter and hour, in one statement: the list is filled up to a shape that is prepared, and what is double is left out. */
const writeAccess = async (tx: Transaction, matters: readonly string[], { who, now }: Reader, how: Looked): Promise<void> => {
  for (let from = 0; from < matters.length; from += ACCESS_PAGE) {
    const page = matters.slice(from, from + ACCESS_PAGE);
    const shape = 2 ** Math.ceil(Math.log2(page.length));
    const rows = Array.from({ length: shape }, (_, i) => [tx.jurisdiction, page[i] ?? page[0], who.post, who.staff, hourOf(now), how]);
    await insertRows(tx, 'access', ['jurisdiction', 'matter', 'post', 'staff', 'hour', 'how'], rows, 'on conflict do nothing');
  }
};

/** Whether the post may open these today. Who opens again what the post has opened waits for nobody. */
const isWithinBudget = async (tx: Transaction, matters: readonly string[], { who, now, zone }: Reader): Promise<boolean> => {
  const values = [tx.jurisdiction, who.post, hourOf(startOfDay(dateIn(now, zone), zone)), matters];
  const count = async (): Promise<{ readonly fresh: number; readonly opened: number }> => {
    const { opened, known } = (await tx.run(READ_BUDGET, values))[0] ?? { opened: 0, known: 0 };
    return { fresh: new Set(matters).size - known, opened };
  };
  const first = await count();
  if (first.fresh === 0 || first.opened + first.fresh > MATTERS_A_DAY) return first.opened + first.fresh <= MATTERS_A_DAY;
  await tx.run(ONE_AT_A_TIME, [tx.jurisdiction, who.post]);
  const { fresh, opened } = await count();
  return opened + fresh <= MATTERS_A_DAY;
};

/** Opens the broker over the wrapping key of an installation. */
export const openBroker = (wrappingKey: Uint8Array): KeyBroker => {
  const keyring = openKeyring(wrappingKey);

  return {
    forStaff: async (tx, matters, reader, how = 'opened') => {
      // Before anything is looked for: what one may not see is refused like what does not exist.
      if (!(await isWithinBudget(tx, matters, reader))) return refuse('too_many_requests', { matters: MATTERS_A_DAY });
      const found = newest(await tx.run(READ_KEYS, [tx.jurisdiction, matters]));
      await writeAccess(tx, [...found.keys()], reader, how);
      return new Map(
        [...found].map(
          ([matter, rows]) => [matter, whole(() => keyring.openContents(tx.jurisdiction, rows, reader.who.office)) ?? []] as const,
        ),
      );
    },
    forFiler: async (tx, matter) => {
      const rows = newest(await tx.run(READ_KEYS, [tx.jurisdiction, [matter]])).get(matter);
      return rows && keyring.openMatter(tx.jurisdiction, rows)?.contents;
    },
    forSystem: async (tx, matters) =>
      new Map(
        [...newest(await tx.run(READ_KEYS, [tx.jurisdiction, matters]))].flatMap(([matter, rows]) => {
          const keys = keyring.openMatter(tx.jurisdiction, rows);
          return keys ? [[matter, keys] as const] : [];
        }),
      ),
    examine: async (tx, matters) =>
      new Map(
        [...newest(await tx.run(READ_KEYS, [tx.jurisdiction, matters]))].map(([matter, rows]) => {
          const keys = whole(() => keyring.openMatter(tx.jurisdiction, rows)) ?? null;
          return [matter, { keys, rows: rows.map((row) => ({ ...row, sound: keyring.isSound(tx.jurisdiction, row, keys) })) }] as const;
        }),
      ),
    wrapFor: keyring.wrapFor,
  };
};
