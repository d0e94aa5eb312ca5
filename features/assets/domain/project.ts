import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import { closuresCounted } from '../../../kernel/site/closures.ts';
import type { Json, StreamEvent } from '../../../kernel/stream/event.ts';
import { seatRows, statesAfter } from '../../../kernel/stream/seats.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { evolve, initialState, proofOf, type AssetEvent } from './state.ts';
import { ASSET } from './vocabulary.ts';

/** What may be asked of assets without opening one: names and classes of things, ids and days (G11). */
export const ASSETS: TableSpec = {
  name: 'asset',
  key: ['matter'],
  columns: {
    matter: 'plain',
    site: 'plain',
    spot: 'plain',
    class: 'plain',
    name: 'plain',
    english: 'plain',
    made: 'plain',
    office: 'plain',
    sector: 'plain',
    local: 'plain',
    closures: 'plain',
    versions: 'plain',
    stays: 'plain',
    proofs: 'plain',
    inspected_by: 'plain',
    valid_by: 'plain',
    since: 'instant',
    until: 'instant',
    changed_at: 'instant',
  },
  fixed: ['since'],
};

const json = (value: object): string => canonicalJson(value as unknown as Json); // days, instants and numbers: plain JSON by their types

/** Recomputes every row of an asset from its events: what the store writes and what `reconcile` compares with. */
export const project = (asset: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = (unordered as readonly AssetEvent[]).toSorted((a, b) => a.n - b.n); // one of an unknown kind folds to nothing
  const [first, last] = [events[0], events.at(-1)];
  if (first?.type !== 'asset_entered' || !last) throw new Error('an asset starts with its entry');
  const states = statesAfter(events, initialState, evolve);
  const state = states.at(-1) ?? initialState;
  const ended = events.find((event) => event.type === 'asset_ended');
  const { site, spot, class: kind, name, english, made, office, sector, local } = state;
  return {
    listed: { sort: 'asset', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office, state: state.stage ?? 'asset_entered', length: events.length }],
    assignments: seatRows(events, states),
    // What its office owes goes over to the office of the site where it hangs now: a certificate is renewed by who has the thing.
    obligations: obligationRows(obligations(ASSET, events, pack, calendar, last.recordedAt), events, (it) =>
      it.owedBy === 'asset_supervisor' ? local : office,
    ),
    tables: [
      {
        spec: ASSETS,
        rows: [
          {
            matter: asset,
            site,
            spot,
            class: kind,
            name,
            english,
            made,
            office,
            sector,
            local,
            closures: json(closuresCounted(state.pauses)),
            versions: json(state.versions),
            stays: json(state.stays),
            proofs: json(state.proofs),
            inspected_by: proofOf(state, 'inspection')?.by ?? null,
            valid_by: proofOf(state, 'certificate')?.by ?? null,
            since: toIso(first.recordedAt),
            until: ended ? toIso(ended.recordedAt) : null,
            changed_at: toIso(last.recordedAt),
          },
        ],
      },
    ],
  };
};
