import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { insertRows } from '../../../engine/store/insert.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { appendPublic, lockStream, type NewPublicEvent } from '../../../engine/place/public-stream.ts';
import type { Jurisdiction, Office } from '../../../engine/place/read.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Service } from '../../../engine/service.ts';
import { composeFigures, hasWork, recall, type NamedOffice } from '../domain/compose.ts';
import { addCounts, NO_COUNT, ofMatters, type OfficeCount } from '../domain/count.ts';
import { documentBytes, type FiguresDocument } from '../domain/document.ts';
import { firstDayOf, monthOf, plusMonths, WINDOW, type Month } from '../domain/month.ts';
import type { Stage } from '../domain/stage.ts';
import { lastDayOf } from '../domain/work.ts';
import { areDaysClosed } from './days-closed.ts';
import { readFigures } from './figures.ts';
import { countedRules, readCounts, readDueEnds, type Stretch } from './read-counts.ts';
import { readWork } from './read-work.ts';

/** What was recorded at the last moment of a month is stored by then. */
const SETTLE_MS = 600_000;

const LAST = statement<{ month: string | null }>('last_figures', 'select max(month) as month from figure where jurisdiction = $1');

/** By the first instant at which a duty is late: what is due on the last day of a month is late at the first instant of the next. */
export const stretchOf = (month: Month, zone: string): Stretch => ({
  from: startOfDay(firstDayOf(month), zone),
  to: startOfDay(firstDayOf(plusMonths(month, 1)), zone),
});

/** Offices in the order of the tree, each below its parent, by id: an order that no figure changes. */
const inTree = (offices: ReadonlyMap<string, Office>, parent: string | null = null): readonly Office[] =>
  [...offices.values()]
    .filter((it) => it.parent === parent)
    .toSorted((a, b) => (a.office < b.office ? -1 : 1))
    .flatMap((it) => [it, ...inTree(offices, it.office)]);

/** Which parts an office can owe follows from the tree. Records of another system do not tell when somebody was told who has a matter, nor of work. */
export const namedOffices = (it: Pick<Jurisdiction, 'offices' | 'imported'>): readonly NamedOffice[] =>
  inTree(it.offices).map(({ office, name_zh, name_en }) => {
    const isAbove = [...it.offices.values()].some((other) => other.parent === office);
    const stages: readonly Stage[] = [
      ...(it.imported ? [] : (['notice', 'hazards'] as const)),
      'answer',
      ...(isAbove ? (['above'] as const) : []),
    ];
    return { office, names: { 'zh-CN': name_zh, en: name_en }, stages };
  });

/** The months that have closed and have no figures yet. Old records have nothing to tell after the last of them was due. */
const openMonths = async (tx: Transaction, { zone, imported }: Jurisdiction, now: Instant): Promise<readonly Month[]> => {
  const monthAt = (ms: number): Month => monthOf(dateIn(instant(ms), zone));
  const ends = await readDueEnds(tx);
  if (!ends) return [];
  const last = (await tx.run(LAST, [tx.jurisdiction]))[0]?.month ?? null;
  const from = last === null ? monthAt(ends.first - 1) : plusMonths(last as Month, 1); // the column's own check
  const closed = [monthAt(now - SETTLE_MS), ...(imported ? [plusMonths(monthAt(ends.last - 1), 1)] : [])];
  const end = closed.reduce((a, b) => (a < b ? a : b));
  const months: Month[] = [];
  for (let month = from; month < end; month = plusMonths(month, 1)) months.push(month);
  return months;
};

type Counts = ReadonlyMap<string, OfficeCount>;

/** Everything that is counted of a month, by office. Records of another system tell of matters alone. */
const countMonth = async (tx: Transaction, service: Service, it: Jurisdiction, month: Month): Promise<Counts> => {
  const stretch = stretchOf(month, it.zone);
  const counts = await readCounts(tx, service.broker, countedRules(it.packs), it.zone, stretch);
  if (it.imported) return counts;
  const work = await readWork(tx, service.broker, it, month, stretch);
  return new Map(
    [...new Set([...counts.keys(), ...work.keys()])].map((office) => [
      office,
      addCounts(counts.get(office) ?? NO_COUNT, work.get(office) ?? NO_COUNT),
    ]),
  );
};

const makeMonths = async (tx: Transaction, service: Service, it: Jurisdiction, months: readonly Month[], now: Instant) => {
  const counted = new Map<Month, Promise<Counts>>();
  const countsOf = (month: Month): Promise<Counts> => {
    const known = counted.get(month);
    if (known) return known;
    const made = countMonth(tx, service, it, month);
    counted.set(month, made);
    return made;
  };
  const stored = await readFigures(tx);
  const past: FiguresDocument[] = stored.map((row) => row.figures);
  const before = stored.at(-1);
  let previous = before ? toHex(hashing.sha256(before.document)) : null;
  let memory = recall(past);
  const made: { readonly month: Month; readonly bytes: Uint8Array; readonly hash: string }[] = [];
  for (const month of months) {
    const year: { readonly counts: Counts; readonly isWhole: boolean }[] = [];
    // Work counts from the first month that tells of it. One after the other: a transaction is one connection.
    const withWork = new Set(past.filter(hasWork).map((doc) => doc.month)).add(month);
    for (let back = 1 - WINDOW; back <= 0; back += 1) {
      const one = plusMonths(month, back);
      year.push({ counts: await countsOf(one), isWhole: withWork.has(one) });
    }
    const countOf = (office: string) => ({
      month: year.at(-1)?.counts.get(office) ?? NO_COUNT,
      year: year.reduce((sum, { counts, isWhole }) => {
        const counted = counts.get(office) ?? NO_COUNT;
        return addCounts(sum, isWhole ? counted : ofMatters(counted));
      }, NO_COUNT),
    });
    const head = { jurisdiction: tx.jurisdiction, month, frozenAt: toIso(now), previous };
    const composed = composeFigures(head, namedOffices(it), countOf, { past, memory });
    const bytes = documentBytes(composed.document);
    previous = toHex(hashing.sha256(bytes));
    memory = composed.memory;
    past.push(composed.document);
    made.push({ month, bytes, hash: previous });
  }
  return made;
};

/**
 * Publishes the figures of every month that has closed, each once and for ever, with a leaf in the log. Late or twice, it comes to the
 * same. Returns the months that were made.
 */
export const freezeMonths = async (service: Service): Promise<readonly Month[]> => {
  const now = service.clock();
  const it = await service.jurisdiction();
  const waiting = await service.read((tx) => openMonths(tx, it, now));
  const last = waiting.at(-1);
  if (last === undefined) return [];
  // The days of the month are closed by the same sweep, before; where one is not, the next sweep publishes.
  if (!(await service.read((tx) => areDaysClosed(tx, it, lastDayOf(last))))) return [];
  return service.read(async (tx) => {
    await lockStream(tx);
    // Another process may have been here while this one waited.
    const months = await openMonths(tx, it, now);
    const made = await makeMonths(tx, service, it, months, now);
    if (made.length === 0) return [];
    await insertRows(
      tx,
      'figure',
      ['jurisdiction', 'month', 'document'],
      made.map(({ month, bytes }) => [tx.jurisdiction, month, bytes]),
    );
    const events = made.map(({ month, hash }): NewPublicEvent => ({
      type: 'figures_published',
      actor: { kind: 'machine' },
      data: { month, document: hash },
    }));
    await appendPublic(tx, events, now);
    return months;
  });
};
