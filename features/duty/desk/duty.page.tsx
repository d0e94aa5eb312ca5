import { statusOf } from '../../../engine/http/refusal-status.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { mayDo } from '../../../kernel/access/access.ts';
import { addMs, type Instant } from '../../../kernel/calendar/instant.ts';
import { addMonths, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { parseMonth } from '../../../kernel/roster/shifts.ts';
import { monthInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { notShown, whoOf } from '../../grievances/public.ts';
import { paperFile } from '../../papers/public.ts';
import { hasFeed, makeFeed, revokeFeed } from '../server/feeds.ts';
import { daysAway, ownSeats, rosterLength, sayAway } from '../server/own-duty.ts';
import { plansInForce } from '../server/plans.ts';
import { findRoster, openSwaps, rostersBelow, rostersOf, seatsNow, seatsOfRoster, type RosterRow } from '../server/read-roster.ts';
import { shiftsBelow, shiftsOfOffice } from '../server/read-shifts.ts';
import { wallSheet } from '../server/wall-sheet.ts';
import { MonthTable } from './month-table.tsx';
import { BelowNow, OnNow } from './on-now.tsx';
import { Away, Feed } from './own-parts.tsx';
import { dayAndTime, shiftName } from './seat-names.ts';
import { Mine, Swaps } from './swaps.tsx';
import { DUTY } from './words.ts';

const PATH = '/desk/duty';
const DAYS_BACK_MS = 3 * 86_400_000;
/** So many months back rosters are offered on the page. */
const MONTHS_BACK = 3;

const mayRead = (it: Jurisdiction, who: StaffMember, relation: 'own' | 'above'): boolean =>
  mayDo(it.access, { role: who.role, relation, verb: 'read', of: 'roster' }).allowed;

/** The month that was asked for, where it is of the office; else the present one, and of several plans the first. */
const chosen = (rows: readonly RosterRow[], asked: string | undefined, today: PlainDate): RosterRow | undefined =>
  rows.find(({ matter }) => matter === asked) ?? rows.find(({ month }) => month === today.slice(0, 7)) ?? rows[0];

interface Read {
  readonly it: Jurisdiction;
  readonly who: StaffMember;
  readonly now: Instant;
  readonly today: PlainDate;
}

const readAll = async (tx: Transaction, { it, who, now, today }: Read, asked: string | undefined) => {
  const from = addMonths(today, -MONTHS_BACK).slice(0, 7);
  const [own, above] = [mayRead(it, who, 'own'), mayRead(it, who, 'above')];
  const rows = own ? await rostersOf(tx, who.office, from) : [];
  const row = chosen(rows, asked, today);
  const seats = own || above ? await seatsNow(tx, now) : [];
  const below = new Set([...it.offices.values()].filter(({ parent }) => parent === who.office).map(({ office }) => office));
  return {
    rows,
    row,
    month: row ? await seatsOfRoster(tx, row.matter) : [],
    swaps: row ? await openSwaps(tx, row.matter) : [],
    length: row ? await rosterLength(tx, row.matter) : 0,
    mine: own ? await ownSeats(tx, who.staff, now) : [],
    away: own ? await daysAway(tx, who.staff, today) : [],
    feed: own && (await hasFeed(tx, who.post)),
    nowHere: own ? seats.filter(({ office }) => office === who.office) : [],
    nowBelow: above ? seats.filter(({ office }) => below.has(office)) : [],
    shifts: own ? await shiftsOfOffice(tx, who.office, addMs(now, -DAYS_BACK_MS)) : [],
    shiftsBelow: above ? await shiftsBelow(tx, who.office, addMs(now, -DAYS_BACK_MS)) : [],
    rostersBelow: above ? await rostersBelow(tx, who.office, today.slice(0, 7)) : [],
  };
};

const monthText = (month: string, lang: Lang): string => {
  const first = parseMonth(month)?.first;
  return first === undefined ? month : monthInWords(first, lang);
};

interface More {
  readonly fault?: Refusal;
  readonly made?: string;
}

const RosterLinks = ({
  rows,
  row,
  lang,
}: {
  readonly rows: readonly RosterRow[];
  readonly row: RosterRow | undefined;
  readonly lang: Lang;
}) => {
  const said = DUTY[lang];
  return rows.length < 2 ? null : (
    <p class="row small">
      {said.months}
      {rows
        .filter(({ matter }) => matter !== row?.matter)
        .map(({ matter, month, plan }) => (
          <a href={href(lang, `${PATH}?roster=${matter}`)}>{`${monthText(month, lang)} · ${plan}`}</a>
        ))}
    </p>
  );
};

const draw = async (request: PageRequest, { fault, made }: More = {}): Promise<PageReply> => {
  const { service, lang, csrf, query } = request;
  const said = DUTY[lang];
  const who = whoOf(request);
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  if (!mayRead(it, who, 'own') && !mayRead(it, who, 'above')) return notShown(lang);
  const found = await service.read((tx) => readAll(tx, { it, who, now, today }, query['roster']));
  const { rows, row, month } = found;
  const place = { lang, csrf, roster: row?.matter ?? '', expected: found.length };
  const hasPlan = rows.length > 0 || plansInForce(it).some(({ plan }) => plan.office === who.office);
  const gaps = month.filter(({ holder, ends }) => holder === null && ends > now).length;
  return html(
    said.title,
    <div class="across">
      {fault && (
        <p class="note bad" role="alert">
          {sentenceFor(fault, lang)}
        </p>
      )}
      {query['done'] !== undefined && (
        <p class="note" role="status">
          {query['done'] === 'revoked' ? said.revoked : said.saved}
        </p>
      )}
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {!hasPlan && <p>{said.noPlan}</p>}
      {hasPlan && (
        <>
          <h2>{said.now}</h2>
          <OnNow it={it} seats={found.nowHere} shifts={found.shifts} now={now} lang={lang} />
          <h2>{said.mine}</h2>
          <Mine it={it} who={who} own={found.mine} seats={month} now={now} place={place} />
          <h2>{said.waiting}</h2>
          <Swaps it={it} who={who} swaps={found.swaps} seats={month} place={place} />
        </>
      )}
      {row && (
        <>
          <h2>{said.monthOf(monthText(row.month, lang))}</h2>
          <p>
            <span class="tag">{said.states[row.state]}</span> {gaps > 0 && <b>{said.gaps(gaps)}</b>}{' '}
            <a href={href(lang, `/desk/roster/${row.matter}`)}>{said.roster}</a> ·{' '}
            <a href={href(lang, `${PATH}/month.pdf?roster=${row.matter}`)}>{said.sheet}</a>
          </p>
          <RosterLinks rows={rows} row={row} lang={lang} />
          {month.length > 0 && <MonthTable it={it} seats={month} lang={lang} />}
        </>
      )}
      {hasPlan && <Away days={found.away} today={today} lang={lang} csrf={csrf} />}
      {hasPlan && <Feed it={it} who={who} isThere={found.feed || made !== undefined} made={made} lang={lang} csrf={csrf} />}
      {found.shifts.length > 0 && (
        <details>
          <summary>{said.recently}</summary>
          <ul>
            {found.shifts.map((shift) => (
              <li>
                <a href={href(lang, `/desk/shift/${shift.matter}`)}>
                  {dayAndTime(shift.begins, it.zone, lang)} ·{' '}
                  {shiftName(it, { office: shift.office, plan: shift.plan, seat: shift.shift }, lang)}
                </a>{' '}
                {shift.open_items > 0 && said.items(shift.open_items)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {(found.nowBelow.length > 0 || found.rostersBelow.length > 0) && (
        <>
          <h2>{said.below}</h2>
          <BelowNow it={it} seats={found.nowBelow} shifts={found.shiftsBelow} lang={lang} />
          <h3>{said.belowMonths}</h3>
          <ul>
            {found.rostersBelow.map((one) => (
              <li>
                <a href={href(lang, `/desk/roster/${one.matter}`)}>
                  {officeName(it, one.office, lang)} · {monthText(one.month, lang)}
                </a>{' '}
                · {said.states[one.state]}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>,
    { wide: true, other: PATH, ...(fault ? { status: statusOf(fault.refused), refusal: fault } : {}) },
  );
};

/** Only posts of offices that may read rosters have a duty here; to all others it is an address that does not exist. */
const forPost = async (request: PageRequest, work: (who: StaffMember) => Promise<PageReply>): Promise<PageReply> => {
  const who = whoOf(request);
  return mayRead(await request.service.jurisdiction(), who, 'own') ? work(who) : notShown(request.lang);
};

const saveAway = (request: PageRequest): Promise<PageReply> =>
  forPost(request, async (who) => {
    const { service, form } = request;
    const fault = await sayAway(service, who, { from: form['from'] ?? '', to: form['to'] ?? '' }, form['act'] === 'drop');
    return fault ? draw(request, { fault }) : { kind: 'redirect', to: `${PATH}?done=away` };
  });

const saveFeed = (request: PageRequest): Promise<PageReply> =>
  forPost(request, async (who) => {
    if (request.form['act'] === 'revoke') {
      await revokeFeed(request.service, who);
      return { kind: 'redirect', to: `${PATH}?done=revoked` };
    }
    const token = await makeFeed(request.service, who);
    return draw(request, { made: `${request.origin}/duty/feed/${token}.ics` });
  });

/** The month for the wall: of one's own office only. */
const sendSheet = (request: PageRequest): Promise<PageReply> =>
  forPost(request, async (who) => {
    const { service, lang, origin, query } = request;
    const it = await service.jurisdiction();
    const found = await service.read(async (tx) => {
      const row = await findRoster(tx, query['roster'] ?? '');
      return row?.office === who.office ? { row, seats: await seatsOfRoster(tx, row.matter) } : undefined;
    });
    if (!found) return notShown(lang);
    const paper = wallSheet(it, found.row, found.seats, lang);
    const made = await paperFile([paper], { name: `huiyin-duty-${found.row.month}`, format: 'pdf', origin, line: 'staff' });
    return isRefusal(made) ? { ...errorPage(lang, made), other: PATH } : made;
  });

/** The duty of an office: now, one's own shifts, exchanges, the month, and the offices below. */
export const pages: readonly Page[] = [
  { path: PATH, method: 'GET', face: 'desk', handle: (request) => draw(request) },
  { path: `${PATH}/month.pdf`, method: 'GET', face: 'desk', handle: sendSheet },
  { path: `${PATH}/away`, method: 'POST', face: 'desk', handle: saveAway },
  { path: `${PATH}/feed`, method: 'POST', face: 'desk', handle: saveFeed },
];
