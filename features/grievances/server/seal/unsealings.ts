import { toIso, type Instant } from '../../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { insertRows } from '../../../../engine/store/insert.ts';
import { RefusedBeside } from '../../../../engine/store/lane.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { lapsesAt, unsealRequests, type Purpose } from '../../domain/seal/unsealing.ts';
import { fold } from '../../domain/state.ts';

/** A quarter of the jurisdiction's calendar: `2026Q4`. */
export const quarterOf = (now: Instant, zone: string): string => {
  const [year, month] = dateIn(now, zone).split('-');
  return `${year}Q${Math.ceil(Number(month) / 3)}`;
};

const ASKED = statement<{ asked: number; last: number }>(
  'unsealings_of_quarter',
  'select count(nth)::integer as asked, coalesce(max(nth), 0)::integer as last from unsealing where jurisdiction = $1 and quarter = $2',
);
const OF_QUARTERS = statement<{ quarter: string; purpose: Purpose; state: string; count: number }>(
  'unsealings_by_quarter',
  'select quarter, purpose, state, count(*)::integer as count from unsealing where jurisdiction = $1 and quarter >= $2 group by quarter, purpose, state order by quarter desc, purpose, state',
);

/** How many more names offices may ask for in the quarter of `now`; none without valid custodians (G4). */
export const readUnsealingsLeft = async (tx: Transaction, it: Jurisdiction, now: Instant): Promise<number> => {
  if (it.custodians === null) return 0;
  const asked = (await tx.run(ASKED, [tx.jurisdiction, quarterOf(now, it.zone)]))[0]?.asked ?? 0;
  return Math.max(0, it.custodians.set.ceiling - asked);
};

/** Counts of requests by quarter and purpose since a quarter, for the public page. */
export const readUnsealingCounts = (tx: Transaction, since: string) => tx.run(OF_QUARTERS, [tx.jurisdiction, since]);

/**
 * Writes down the requests among some new events. Those of offices are numbered within their quarter by a unique key, so that two asked
 * at once cannot both be the last one that the ceiling allows.
 */
export const writeUnsealing = async (tx: Transaction, it: Jurisdiction, matter: string, added: readonly MatterEvent[]): Promise<void> => {
  if (!added.some((event) => event.type === 'unseal_asked')) return;
  for (const request of unsealRequests(fold(added))) {
    const set = it.custodianSets.get(request.custodians);
    if (!set) throw new Error('a request names custodians that are not stored');
    const quarter = quarterOf(request.askedAt, it.zone);
    const last = (await tx.run(ASKED, [tx.jurisdiction, quarter]))[0]?.last ?? 0;
    const nth = request.purpose === 'filer_asks' ? null : last + 1;
    if (nth !== null && nth > (it.custodians?.set.ceiling ?? 0)) throw new RefusedBeside(refuse('unsealings_spent'));
    await insertRows(
      tx,
      'unsealing',
      ['jurisdiction', 'matter', 'level', 'n', 'purpose', 'quarter', 'nth', 'state', 'lapses_at'],
      [[tx.jurisdiction, matter, request.level, request.n, request.purpose, quarter, nth, 'asked', toIso(lapsesAt(request, set))]],
    );
  }
};
