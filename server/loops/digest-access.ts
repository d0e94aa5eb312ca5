import { addDays, type PlainDate } from '../../kernel/calendar/plain-date.ts';
import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { digestBytes, digestLeaf, type AccessDigest } from '../../kernel/leaf/access-digest.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { findMatters } from '../../engine/store/history.ts';
import { insertRows } from '../../engine/store/insert.ts';
import { inJurisdiction, statement, type Transaction } from '../../engine/store/transaction.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { Service } from '../../engine/service.ts';

interface Read {
  readonly matter: string;
  readonly post: string;
  readonly hour: number;
}

const PAGE = 200;
const DAYS_A_ROUND = 31;
const HOUR_MS = 3_600_000;
/** Nobody holds a promise on a digest: a day leaves room for a machine that stands still. */
const INCLUDE_MS = 86_400_000;

const LAST_DAY = statement<{ day: string | null }>(
  'last_access_day',
  'select max(day)::text as day from access_day where jurisdiction = $1',
);
const FIRST_HOUR = statement<{ hour: number | null }>('first_access', 'select min(hour) as hour from access where jurisdiction = $1');
const OPENED = statement<{ matter: string }>(
  'opened_without_digest',
  'select distinct a.matter from access a where a.jurisdiction = $1 and a.hour >= $2 and a.hour < $3 and a.matter > $4 and not exists (select from access_digest d where d.jurisdiction = $1 and d.matter = a.matter and d.day = $5) order by a.matter limit $6',
);
const READS = statement<Read>(
  'reads_of_day',
  'select distinct matter, post, hour from access where jurisdiction = $1 and matter = any($2) and hour >= $3 and hour < $4 order by matter, post, hour',
);
const NEWEST = statement<{ matter: string; n: number; day: string; leaf: Buffer }>(
  'newest_digests',
  'select distinct on (matter) matter, n, day::text as day, leaf from access_digest where jurisdiction = $1 and matter = any($2) order by matter, n desc',
);
const COUNT = statement<{ matters: number; opened: number }>(
  'opened_on_day',
  'select count(distinct matter)::integer as matters, count(distinct (matter, post))::integer as opened from access where jurisdiction = $1 and hour >= $2 and hour < $3',
);

interface Day {
  readonly day: PlainDate;
  readonly from: string;
  readonly to: string;
}

const dayOf = (day: PlainDate, zone: string): Day => ({
  day,
  from: toIso(startOfDay(day, zone)),
  to: toIso(startOfDay(addDays(day, 1), zone)),
});

const readsOf = (own: readonly Read[]): AccessDigest['reads'] =>
  [...Map.groupBy(own, (row) => row.post)].map(([post, rows]) => ({
    post,
    // timestamptz is read as whole milliseconds; hours are whole ones of UTC.
    hours: [...new Set(rows.map((row) => Math.floor(row.hour / HOUR_MS) % 24))].toSorted((a, b) => a - b),
  }));

/** Writes the digests of some matters; the rows of the matters stay locked, so that two sweepers make one chain. */
const digestPage = async (
  tx: Transaction,
  service: Service,
  matters: readonly string[],
  { day, from, to }: Day,
  now: Instant,
): Promise<void> => {
  await findMatters(tx, matters, true);
  const keys = await service.broker.forSystem(tx, matters);
  const newest = new Map((await tx.run(NEWEST, [tx.jurisdiction, matters])).map((row) => [row.matter, row] as const));
  const reads = Map.groupBy(await tx.run(READS, [tx.jurisdiction, matters, from, to]), (row) => row.matter);
  const made = matters.flatMap((matter) => {
    const opened = keys.get(matter);
    const own = reads.get(matter);
    if (!opened || !own) return [];
    const before = newest.get(matter);
    if (before && before.day >= day) return []; // another sweeper was here while this one waited
    const n = before ? before.n + 1 : 0;
    const previous = before ? toHex(hashLeaf(hashing, before.leaf)) : null;
    const payload = digestBytes({ jurisdiction: tx.jurisdiction, matter, n, day, keyEpoch: opened.epoch, previous, reads: readsOf(own) });
    return [{ matter, n, payload, leaf: digestLeaf(hashing, opened.log, n, payload) }];
  });
  await insertRows(
    tx,
    'access_digest',
    ['jurisdiction', 'matter', 'n', 'day', 'payload', 'leaf'],
    made.map((it) => [tx.jurisdiction, it.matter, it.n, day, it.payload, it.leaf]),
  );
  const includeBy = toIso(instant(now + INCLUDE_MS));
  await insertRows(
    tx,
    'log_queue',
    ['jurisdiction', 'hash', 'leaf', 'include_by'],
    made.map(({ leaf }) => [tx.jurisdiction, hashLeaf(hashing, leaf), leaf, includeBy]),
  );
};

const digestDay = async (service: Service, it: Day, now: Instant): Promise<void> => {
  const inOwn = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => inJurisdiction(service.pools.sweeper, service.id, work);
  for (let after = ''; ;) {
    const matters = (await inOwn((tx) => tx.run(OPENED, [service.id, it.from, it.to, after, it.day, PAGE]))).map((row) => row.matter);
    const last = matters.at(-1);
    if (last === undefined) break;
    await inOwn((tx) => digestPage(tx, service, matters, it, now));
    after = last;
  }
  await inOwn(async (tx) => {
    const count = (await tx.run(COUNT, [service.id, it.from, it.to]))[0];
    const row = [service.id, it.day, count?.matters ?? 0, count?.opened ?? 0];
    await insertRows(tx, 'access_day', ['jurisdiction', 'day', 'matters', 'opened'], [row], 'on conflict do nothing');
  });
};

/**
 * For each day that is over, a leaf for every matter that was opened on it, and the day's public count (G18). Late or twice, it comes to
 * the same. Some days a round, so that a long pause is caught up in pieces.
 */
export const digestAccess = async (service: Service): Promise<void> => {
  const now = service.clock();
  const { zone } = await service.jurisdiction();
  const today = dateIn(now, zone);
  const start = await inJurisdiction(service.pools.sweeper, service.id, async (tx) => {
    const last = (await tx.run(LAST_DAY, [service.id]))[0]?.day ?? null;
    if (last !== null) return addDays(last as PlainDate, 1); // a date column is one
    const first = (await tx.run(FIRST_HOUR, [service.id]))[0]?.hour ?? null;
    return first === null ? today : dateIn(instant(first), zone);
  });
  for (let day = start, done = 0; day < today && done < DAYS_A_ROUND; day = addDays(day, 1), done += 1)
    await digestDay(service, dayOf(day, zone), now);
};
