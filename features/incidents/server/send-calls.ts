import { endCalls, writeCalls } from '../../../engine/calls/write-calls.ts';
import type { Written } from '../../../engine/staff-entity.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { isIncidentKind } from '../../../kernel/incident/kinds.ts';
import { callsIn, type IncidentEvent } from '../domain/state.ts';

const rowOf = (table: 'incident' | 'drill') =>
  statement<{ what: string; site_called: string | null; english: string | null; level: 'strengthened' | 'extraordinary' | null }>(
    `${table}_for_calls`,
    `select i.what, i.site_called, s.english, case when i.level_until > $3 then i.level end as level from ${table} i
     left join site s on s.jurisdiction = i.jurisdiction and s.matter = i.site where i.jurisdiction = $1 and i.matter = $2`,
  );
const ROW = { incident: rowOf('incident'), drill: rowOf('drill') };

/** What ends a call-out. */
const ENDS: readonly string[] = ['call_out_ended', 'danger_over', 'stood_down'];

/**
 * The messages of the calls that a step makes, in its transaction: each names what it is, where, and what is asked, and of a drill that it is one
 * (G22). No word that anybody wrote is in it.
 */
export const sendCalls =
  (table: 'incident' | 'drill') =>
  async (tx: Transaction, { service, number, added }: Written): Promise<void> => {
    for (const event of added) {
      if (ENDS.includes(event.type)) await endCalls(tx, number, event.n);
      const calls = callsIn(event as IncidentEvent); // an event of another kind calls nobody
      if (calls.every(({ posts }) => posts.length === 0)) continue;
      const [row] = await tx.run(ROW[table], [tx.jurisdiction, number, toIso(event.recordedAt)]);
      if (!row || !isIncidentKind(row.what)) throw new Error(`${number} calls people and is none`);
      const { what: kind, site_called: site, english, level } = row;
      const place = site === null ? null : { 'zh-CN': site, en: english ?? site };
      await writeCalls(service, tx, {
        matter: number,
        n: event.n,
        at: event.recordedAt,
        exercise: table === 'drill',
        subject: { kind, place, level },
        calls,
      });
    }
  };
