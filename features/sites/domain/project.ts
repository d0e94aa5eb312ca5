import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { closuresCounted } from '../../../kernel/site/closures.ts';
import { seatRows, statesAfter } from '../../../kernel/stream/seats.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { Json, StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { evolve, fold, initialState, type SiteEvent, type SiteState } from './state.ts';
import { SITE } from './vocabulary.ts';

/** What may be asked of sites without opening one: public names, ids and days (G11). */
export const SITES: TableSpec = {
  name: 'site',
  key: ['matter'],
  columns: {
    matter: 'plain',
    name: 'plain',
    english: 'plain',
    class: 'plain',
    office: 'plain',
    role: 'plain',
    sector: 'plain',
    local: 'plain',
    hours: 'plain',
    closures: 'plain',
    versions: 'plain',
    since: 'instant',
    until: 'instant',
    changed_at: 'instant',
  },
  fixed: ['since'],
};

export const SPOTS: TableSpec = {
  name: 'site_spot',
  key: ['matter', 'spot'],
  columns: { matter: 'plain', spot: 'plain', name: 'plain', ended: 'plain' },
  fixed: ['name'],
  changedBy: ['spot_added', 'spot_ended'],
};

const json = (value: object): string => canonicalJson(value as unknown as Json); // spans, words and instants: plain JSON by their types

const seatOf = ({ office, sector, local }: SiteState, party: string): string | null =>
  party === 'local_supervisor' ? local : party === 'sector_supervisor' ? sector : office;

/** Recomputes every row of a site from its events: what the store writes and what `reconcile` compares with. */
export const project = (site: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = (unordered as readonly SiteEvent[]).toSorted((a, b) => a.n - b.n); // one of an unknown kind folds to nothing
  const [first, last] = [events[0], events.at(-1)];
  if (first?.type !== 'site_opened' || !last) throw new Error('a site starts with its opening');
  const states = statesAfter(events, initialState, evolve);
  const state = states.at(-1) ?? initialState;
  const openedOn = dateIn(first.recordedAt, calendar.zone);
  const ended = events.find((event) => event.type === 'site_ended');
  const { name, english, class: kind, office, role, sector, local } = state;
  return {
    listed: { sort: 'site', came_on: openedOn, subject: null, place_code: null },
    streams: [{ level: 0, office: state.office, state: state.stage ?? 'site_opened', length: events.length }],
    assignments: seatRows(events, states),
    obligations: obligationRows(obligations(SITE, events, pack, calendar, last.recordedAt), events, (it) =>
      seatOf(states[it.startedBy.n] ?? initialState, it.owedBy),
    ),
    tables: [
      {
        spec: SITES,
        rows: [
          {
            matter: site,
            name,
            english,
            class: kind,
            office,
            role,
            sector,
            local,
            hours: json(state.hours),
            closures: json(closuresCounted(state.closures)),
            versions: json(state.versions),
            since: toIso(first.recordedAt),
            until: ended ? toIso(ended.recordedAt) : null,
            changed_at: toIso(last.recordedAt),
          },
        ],
      },
      {
        spec: SPOTS,
        rows: state.spots.map(({ spot, name: called, ended: isEnded }) => ({ matter: site, spot, name: called, ended: isEnded })),
      },
    ],
  };
};

/** Whose list has something new after a step. */
const RINGS: { readonly [type: string]: string } = {
  site_opened: 'local_supervisor',
  site_changed: 'local_supervisor',
  site_returned: 'site_office',
};

export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] =>
  added.flatMap((event) => {
    const party = RINGS[event.type];
    const office = party === undefined ? null : seatOf(fold(events), party);
    return office === null ? [] : [{ office, event: { level: event.level, n: event.n } }];
  });
