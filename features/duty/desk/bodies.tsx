import type { ComponentChildren } from 'preact';
import type { StaffView } from '../../../engine/staff-entity.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { postName } from '../../grievances/public.ts';
import { gapsOf, type RosterState, type Seat } from '../domain/roster/state.ts';
import type { ShiftState } from '../domain/shift/state.ts';
import { seatsOfRoster } from '../server/read-roster.ts';
import { MonthTable } from './month-table.tsx';
import { REASONS } from './roster-words.ts';
import { seatName, spanText } from './seat-names.ts';
import { DUTY } from './words.ts';

const reasonText = ({ reason }: Seat, lang: Lang): string => {
  const why = reason?.['why'];
  const said = Object.entries(REASONS).find(([name]) => name === why)?.[1];
  return said ? said(Number(reason?.['count'] ?? reason?.['hours'] ?? 0))[lang] : '';
};

/** Why the search chose so, while the month is being made: of the seats, in the order of time. */
const Reasons = ({ state, it, lang }: { readonly state: RosterState; readonly it: StaffView<RosterState>['it']; readonly lang: Lang }) => {
  const said = DUTY[lang];
  const seats = [...state.seats.values()].filter((seat) => seat.reason !== null);
  return seats.length === 0 ? null : (
    <details>
      <summary>{said.proposal}</summary>
      <p class="small">{said.published}</p>
      <ul class="small">
        {seats.map((seat) => (
          <li>
            {seat.seat} · {seat.post === null ? '' : postName(it, seat.post, lang)} · {reasonText(seat, lang)}
          </li>
        ))}
      </ul>
    </details>
  );
};

/** What stands on the page of a roster before its steps: the month with the office's own accounts, or for the office above with posts alone. */
export const rosterBody = async (view: StaffView<RosterState>, lang: Lang, service: Service, who: StaffMember): Promise<ComponentChildren> => {
  const { state, it } = view;
  const said = DUTY[lang];
  const isOwn = who.office === state.office;
  const rows = await service.read((tx) => seatsOfRoster(tx, view.number));
  const seats = isOwn ? rows : rows.map((row) => ({ ...row, staff: row.post === null ? null : postName(it, row.post, lang) }));
  const gaps = gapsOf(state);
  return (
    <>
      {gaps.length > 0 && state.proposed && (
        <div class="note warn">
          <p>{said.gaps(gaps.length)}</p>
          <ul>
            {gaps.slice(0, 20).map((seat) => (
              <li>
                <code>{seat.seat}</code> · {spanText(seat.from, seat.to, it.zone, lang)} ·{' '}
                {seatName(it, { office: state.office ?? '', plan: state.plan, seat: seat.seat }, lang)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {seats.length > 0 && <MonthTable it={it} seats={seats} lang={lang} />}
      {isOwn && who.role === 'head' && state.publishedAt === null && <Reasons state={state} it={it} lang={lang} />}
      <p>
        <a href={href(lang, '/desk/duty')}>{said.title}</a>
      </p>
    </>
  );
};

/** What stands on the page of a shift before its steps. */
export const shiftBody = (view: StaffView<ShiftState>, lang: Lang): ComponentChildren => {
  const { state, it, entries } = view;
  const said = DUTY[lang];
  const open = entries.filter(({ event }) => state.items.includes(event.n));
  return (
    <>
      {state.from !== null && state.to !== null && <p>{spanText(state.from, state.to, it.zone, lang)}</p>}
      {open.length > 0 && (
        <div class="note">
          <p>{said.items(open.length)}</p>
          <ul>
            {open.map(({ event, texts }) => (
              <li class="words">{`${event.n}. ${texts['words'] ?? ''}`}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <a href={href(lang, '/desk/duty')}>{said.title}</a>
      </p>
    </>
  );
};
