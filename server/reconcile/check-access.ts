import { dateIn } from '../../kernel/calendar/zone.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import { digestLeaf, parseDigest, type AccessDigest } from '../../kernel/leaf/access-digest.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { OpenedMatter } from '../../engine/keys/keyring.ts';
import type { Finding } from './finding.ts';

interface DigestRow {
  readonly matter: string;
  readonly n: number;
  readonly day: string;
  readonly payload: Buffer;
  readonly leaf: Buffer;
}
interface ReadRow {
  readonly matter: string;
  readonly post: string;
  readonly hour: number;
}
interface DayRow {
  readonly day: string;
  readonly matters: number;
  readonly opened: number;
}

const HOUR_MS = 3_600_000;
const DIGESTS = statement<DigestRow>(
  'reconcile_digests',
  'select matter, n, day::text as day, payload, leaf from access_digest where jurisdiction = $1 and matter = any($2) order by matter, n',
);
const READS = statement<ReadRow>(
  'reconcile_reads',
  'select distinct matter, post, hour from access where jurisdiction = $1 and matter = any($2) order by matter, hour, post',
);
const DAYS = statement<DayRow>(
  'reconcile_access_days',
  'select day::text as day, matters, opened from access_day where jurisdiction = $1 order by day',
);

/** What is stored of who opened some matters. */
export interface AccessRows {
  readonly digests: readonly DigestRow[];
  readonly reads: readonly ReadRow[];
}

export const readAccessRows = async (tx: Transaction, matters: readonly string[]): Promise<AccessRows> => ({
  digests: await tx.run(DIGESTS, [tx.jurisdiction, matters]),
  reads: await tx.run(READS, [tx.jurisdiction, matters]),
});

/** `post hour` of every read of each day, sorted; what a digest must say. */
const byDay = (reads: readonly ReadRow[], zone: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(reads, (row) => dateIn(instant(row.hour), zone) as string)].map(([day, rows]) => [
      day,
      rows.map((row) => `${row.post} ${Math.floor(row.hour / HOUR_MS) % 24}`).toSorted(),
    ]),
  );

const told = (digest: AccessDigest): readonly string[] =>
  digest.reads.flatMap(({ post, hours }) => hours.map((hour) => `${post} ${hour}`)).toSorted();

const where = (row: DigestRow): string => `access_digest ${row.matter}/${row.n}`;

const checkDigest = (
  row: DigestRow,
  before: DigestRow | undefined,
  keys: OpenedMatter,
  reads: ReadonlyMap<string, readonly string[]>,
  jurisdiction: number,
): readonly Finding[] => {
  const digest = parseDigest(row.payload);
  const key = keys.logs[digest?.keyEpoch ?? -1];
  const previous = before ? toHex(hashLeaf(hashing, before.leaf)) : null;
  const isSound =
    digest !== undefined &&
    key !== undefined &&
    digest.jurisdiction === jurisdiction &&
    digest.matter === row.matter &&
    digest.n === row.n &&
    row.n === (before ? before.n + 1 : 0) &&
    digest.day === row.day &&
    (before === undefined || before.day < row.day) &&
    digest.previous === previous &&
    bytesEqual(digestLeaf(hashing, key, row.n, row.payload), row.leaf);
  if (!isSound) return [{ code: 'access', where: where(row), what: 'leaf' }];
  return JSON.stringify(told(digest)) === JSON.stringify(reads.get(row.day) ?? [])
    ? []
    : [{ code: 'access', where: where(row), what: 'access' }];
};

/** The digests of one matter against who opened it, on every day that has been counted; and their leaves. */
export const checkAccess = (
  matter: string,
  rows: AccessRows,
  keys: OpenedMatter,
  about: { readonly jurisdiction: number; readonly zone: string; readonly counted: string },
): { readonly findings: readonly Finding[]; readonly leaves: ReadonlyMap<string, string> } => {
  const own = rows.digests.filter((row) => row.matter === matter);
  const reads = byDay(
    rows.reads.filter((row) => row.matter === matter),
    about.zone,
  );
  const missing = [...reads.keys()].filter((day) => day <= about.counted && !own.some((row) => row.day === day));
  return {
    findings: [
      ...own.flatMap((row, i) => checkDigest(row, own[i - 1], keys, reads, about.jurisdiction)),
      ...missing.map((day): Finding => ({ code: 'access', where: `access ${matter}`, what: day })),
    ],
    leaves: new Map(own.map((row) => [toHex(hashLeaf(hashing, row.leaf)), where(row)] as const)),
  };
};

/** The public count of each day, added up while matters are gone through. */
export interface AccessTally {
  /** The last day that has been counted; empty when none was. */
  readonly counted: string;
  readonly add: (rows: AccessRows, zone: string) => void;
  readonly findings: () => readonly Finding[];
}

export const openTally = async (tx: Transaction): Promise<AccessTally> => {
  const rows = await tx.run(DAYS, [tx.jurisdiction]);
  const seen = new Map<string, Set<string>>();
  const digested = new Set<string>();
  return {
    counted: rows.at(-1)?.day ?? '',
    add: ({ reads, digests }, zone) => {
      for (const { day } of digests) digested.add(day);
      for (const { matter, post, hour } of reads) {
        const day: string = dateIn(instant(hour), zone);
        seen.set(day, (seen.get(day) ?? new Set()).add(`${matter} ${post}`));
      }
    },
    findings: () => {
      const last = rows.at(-1)?.day ?? '';
      const wrong = rows.filter((row, i) => {
        const opened = seen.get(row.day) ?? new Set<string>();
        const matters = new Set([...opened].map((it) => it.split(' ')[0])).size;
        const next = rows[i + 1]?.day;
        const isFollowed = next === undefined || Date.parse(next) - Date.parse(row.day) === 24 * HOUR_MS;
        return row.opened !== opened.size || row.matters !== matters || !isFollowed;
      });
      // A day that has digests has been counted; so has every day before the last one that was.
      const left = [...digested, ...[...seen.keys()].filter((day) => day < last)].filter((day) => !rows.some((row) => row.day === day));
      return [
        ...wrong.map((row): Finding => ({ code: 'access', where: `access_day ${row.day}`, what: 'count' })),
        ...left.map((day): Finding => ({ code: 'access', where: `access_day ${day}`, what: 'row is missing' })),
      ];
    },
  };
};
