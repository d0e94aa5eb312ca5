import type { ComponentChildren } from 'preact';
import type { StaffView } from '../../../engine/staff-entity.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { gapsOf, type RosterState, type Seat } from '../domain/roster/state.ts';
import type { ShiftState } from '../domain/shift/state.ts';
import { seatsOfRoster } from '../server/read-roster.ts';
import { MonthTable } from './month-table.tsx';
import { REASONS } from './roster-words.ts';
import { dayAndTime, postRole, seatName, shiftName, spanText } from './seat-names.ts';
import { DUTY } from './words.ts';

const reasonText = ({ reason }: Seat, lang: Lang): string => {
  const why = reason?.['why'];
  const said = Object.entries(REASONS).find(([name]) => name === why)?.[1];
  return said ? said(Number(reason?.['count'] ?? reason?.['hours'] ?? 0))[lang] : '';
};

/** Why the search chose so, while the month is being made: of the seats, in the order of time. */
const Reasons = ({ state, lang }: { readonly state: RosterState; readonly lang: Lang }) => {
  const said = DUTY[lang];
  const seats = [...state.seats.values()].filter((seat) => seat.reason !== null);
  return seats.length === 0 ? null : (
    <details>
      <summary>{said.proposal}</summary>
      <p class="small">{said.published}</p>
      <ul class="small">
        {seats.map((seat) => (
          <li>
            {seat.seat} · {seat.post === null ? '' : postRole(seat.post, lang)} · {reasonText(seat, lang)}
          </li>
        ))}
      </ul>
    </details>
  );
};

/** What stands on the page of a roster before its steps: the month with the office's own accounts, or for the office above with posts alone. */
export const rosterBody = async (
  view: StaffView<RosterState>,
  lang: Lang,
  service: Service,
  who: StaffMember,
): Promise<ComponentChildren> => {
  const { state, it } = view;
  const said = DUTY[lang];
  const isOwn = who.office === state.office;
  const rows = await service.read((tx) => seatsOfRoster(tx, view.number));
  const seats = isOwn ? rows : rows.map((row) => ({ ...row, staff: row.post === null ? null : postRole(row.post, lang) }));
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
      {isOwn && who.role === 'head' && state.publishedAt === null && <Reasons state={state} lang={lang} />}
      <p>
        <a href={href(lang, '/desk/duty')}>{said.title}</a>
      </p>
    </>
  );
};

/** What stands on the page of a shift before its steps: its hours, what is to be gone on with, and the log with the times of its lines. */
export const shiftBody = (view: StaffView<ShiftState>, lang: Lang): ComponentChildren => {
  const { state, it, entries } = view;
  const said = DUTY[lang];
  const lines = entries.filter(({ event }) => event.type === 'line_written');
  return (
    <>
      {state.from !== null && state.to !== null && (
        <p>
          {shiftName(it, { office: state.office ?? '', plan: state.plan, seat: state.shift }, lang)} ·{' '}
          {spanText(state.from, state.to, it.zone, lang)}
        </p>
      )}
      {state.items.length > 0 && <p class="note">{said.items(state.items.length)}</p>}
      <h2>{said.lines}</h2>
      {lines.length === 0 ? (
        <p>{said.linesNone}</p>
      ) : (
        <ol>
          {lines.map(({ event, texts }) => (
            <li value={event.n}>
              {dayAndTime(event.recordedAt, it.zone, lang)} {state.items.includes(event.n) && <span class="tag soon">{said.toGoOn}</span>}
              <div class="words">{texts['words']}</div>
            </li>
          ))}
        </ol>
      )}
      <p>
        <a href={href(lang, '/desk/duty')}>{said.title}</a>
      </p>
    </>
  );
};
