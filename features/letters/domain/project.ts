import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { obligationRows } from '../../../kernel/obligation/rows.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import type { Bell } from '../../../kernel/stream/effects.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { Rows, TableSpec } from '../../../kernel/stream/table.ts';
import { fold } from './state.ts';
import { LETTER } from './vocabulary.ts';

/** What the map of responsibility asks of letters: posts, a site, a duty and days. */
export const LETTERS: TableSpec = {
  name: 'letter',
  key: ['matter'],
  columns: {
    matter: 'plain',
    title: 'plain',
    office: 'plain',
    holder: 'plain',
    holder_office: 'plain',
    site: 'plain',
    rule: 'plain',
    from_day: 'plain',
    to_day: 'plain',
    signed: 'plain',
    taken_on: 'plain',
    returned: 'plain',
    renewing: 'plain',
    ended: 'plain',
  },
  fixed: ['title', 'office', 'holder', 'holder_office', 'site', 'rule'],
};

/** Recomputes every row of a letter from its events. */
export const project = (matter: string, unordered: readonly StreamEvent[], pack: Pack<Words>, calendar: Calendar): Rows => {
  const events = unordered.toSorted((a, b) => a.n - b.n);
  const [first, last] = [events[0], events.at(-1)];
  const state = fold(events);
  const { office, holderOffice, local, siteOffice } = state;
  if (!first || !last || office === null || holderOffice === null) throw new Error('a letter starts with its drawing up');
  const seats = [...new Set([office, holderOffice, ...[local, siteOffice].filter((it) => it !== null)])];
  return {
    listed: { sort: 'letter', came_on: dateIn(first.recordedAt, calendar.zone), subject: null, place_code: null },
    streams: [{ level: 0, office, state: state.stage ?? 'letter_drawn', length: events.length }],
    assignments: seats.map((seat) => ({ level: 0, office: seat, role: seat === office ? 'lead' : 'co', since: 0, until: null })),
    obligations: obligationRows(obligations(LETTER, events, pack, calendar, last.recordedAt), events, (it) =>
      it.owedBy === 'holding_office' ? holderOffice : office,
    ),
    tables: [
      {
        spec: LETTERS,
        rows: [
          {
            matter,
            title: state.name,
            office,
            holder: state.holder,
            holder_office: holderOffice,
            site: state.site,
            rule: state.rule,
            from_day: state.from,
            to_day: state.to,
            signed: state.signedBy !== null,
            taken_on: state.takenBy !== null,
            returned: state.returned,
            renewing: state.renewing,
            ended: state.ended,
          },
        ],
      },
    ],
  };
};

/** Whose list has something new after a step. */
const RINGS: { readonly [type: string]: 'office' | 'holderOffice' } = {
  letter_signed: 'holderOffice',
  letter_taken_on: 'office',
  letter_returned: 'office',
  renewal_opened: 'office',
};

export const bells = (events: readonly StreamEvent[], added: readonly StreamEvent[]): readonly Bell[] => {
  const state = fold(events);
  return added.flatMap((event) => {
    const seat = RINGS[event.type];
    const office = seat === undefined ? null : state[seat];
    return office === null ? [] : [{ office, event: { level: event.level, n: event.n } }];
  });
};
