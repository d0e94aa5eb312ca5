import { officeName } from '../../../engine/place/office-name.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { mayList } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { DaySpan, Terms } from '../../../kernel/recurrence/surroundings.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { everySiteOf, siteName, type SiteRow } from '../../sites/public.ts';
import { chosenSpan, spansUntil, type Span } from '../domain/span.ts';
import type { Week } from '../domain/calendar.ts';
import { spanName } from '../portal/coverage-tables.tsx';
import { OUTREACH } from '../portal/words.ts';
import { calendarOfOffice, calendarOfSite, type WallCalendar } from '../server/read-calendar.ts';
import { DESK } from './words.ts';

const PATH = '/desk/outreach/calendar';
/** A calendar is made before its term begins. */
const AHEAD_DAYS = 200;

const holidayName = ({ id, label }: DaySpan, lang: Lang): string => (label === undefined ? id : inLang(label, lang));

interface WeekProps {
  readonly week: Week;
  readonly rules: WallCalendar['rules'];
  readonly lang: Lang;
}

interface CalendarProps {
  readonly calendar: WallCalendar;
  readonly lang: Lang;
}

const nameOf = (rules: WallCalendar['rules'], key: string, lang: Lang): string => {
  const rule = rules.get(key);
  return rule ? inLang(rule.label, lang) : key;
};

/** What is due in a week, a line each, with the last day on which it is. */
const WeekRow = ({ week, rules, lang }: WeekProps) => {
  const said = DESK[lang];
  const [nth, days, what] = said.heads;
  return (
    <tr>
      <td data-head={nth}>{said.nth(week.nth)}</td>
      <td data-head={days}>
        {said.days(dayInWords(week.from, lang), dayInWords(week.to, lang))}
        {week.holidays.length > 0 && <div class="small">{said.holiday(week.holidays.map((it) => holidayName(it, lang)))}</div>}
      </td>
      <td data-head={what}>
        {week.due.length === 0 && '–'}
        {week.due.map((due) => {
          const name = said.times(nameOf(rules, due.key, lang), due.times);
          return (
            <div>
              {due.window.last === week.to ? name : said.by(name, dayInWords(due.window.last, lang))}
              {due.window.provisional !== null && said.provisional}
            </div>
          );
        })}
      </td>
    </tr>
  );
};

/** What comes back each week is said once. */
const EachWeek = ({ calendar, lang }: CalendarProps) => {
  const said = DESK[lang];
  return calendar.eachWeek.length === 0 ? null : (
    <section>
      <h2>{said.eachWeek}</h2>
      <ul>
        {calendar.eachWeek.map(({ key, times, from, to }) => (
          <li>
            {said.times(nameOf(calendar.rules, key, lang), times)} · {said.days(dayInWords(from, lang), dayInWords(to, lang))}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Each rule that the calendar speaks of, once, with its clause. */
const Clauses = ({ calendar, lang }: CalendarProps) => (
  <section>
    <h2>{DESK[lang].clauses}</h2>
    <dl class="small">
      {[...calendar.rules.values()].map((rule) => (
        <>
          <dt>{inLang(rule.label, lang)}</dt>
          <dd>{inLang(rule.clause, lang)}</dd>
        </>
      ))}
    </dl>
  </section>
);

interface ChoiceProps {
  readonly sites: readonly SiteRow[];
  readonly site: SiteRow | undefined;
  readonly spans: readonly Span[];
  readonly span: Span;
  readonly lang: Lang;
}

const Choice = ({ sites, site, spans, span, lang }: ChoiceProps) => {
  const said = DESK[lang];
  return (
    <form method="get" action={href(lang, PATH)} class="screen">
      <label>
        {said.whose}
        <select name="site">
          <option value="">{said.office}</option>
          {sites.map((one) => (
            <option value={one.site} selected={one.site === site?.site}>
              {siteName(one, lang)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {OUTREACH[lang].span}
        <select name="span">
          {spans.map((one) => (
            <option value={one.id} selected={one.id === span.id}>
              {spanName(one, lang)}
            </option>
          ))}
        </select>
      </label>
      <p>
        <button class="btn">{OUTREACH[lang].show}</button>
      </p>
    </form>
  );
};

/** The spans to choose from: those that have begun, and those whose calendar is wanted already. */
const offeredSpans = (terms: Terms | null, today: PlainDate): readonly Span[] => spansUntil(terms, today, AHEAD_DAYS);

const showCalendar = async (request: PageRequest): Promise<PageReply> => {
  const { service, staff, lang, query } = request;
  if (!staff) throw new Error('a desk page ran without a session');
  const said = DESK[lang];
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  const spans = offeredSpans(it.routines.terms, today);
  const span = chosenSpan(spans, query['span'], today);
  const isFor = mayList(it.access, staff.role, 'check');
  const asked = parseEntityNumber(query['site'] ?? '');
  const { sites, site, calendar } = await service.read(async (tx) => {
    const all = isFor ? await everySiteOf(tx, staff.office) : [];
    const one = all.find((row) => row.site === asked);
    return {
      sites: all,
      site: one,
      calendar: one ? await calendarOfSite(tx, it, one.site, span, now) : calendarOfOffice(it, staff.office, span),
    };
  });
  const whose = site ? siteName(site, lang) : officeName(it, staff.office, lang);
  const title = said.of(whose);
  return html(
    said.title,
    <>
      <h1>{title}</h1>
      <p>
        {spanName(span, lang)} · {OUTREACH[lang].days(dayInWords(span.from, lang), dayInWords(span.to, lang))}
      </p>
      <p class="lead screen">{said.lead}</p>
      <Choice sites={sites} site={site} spans={spans} span={span} lang={lang} />
      {it.routines.terms === null && <p>{said.noTerms}</p>}
      {!isFor || calendar.rules.size === 0 ? (
        <p>{said.none}</p>
      ) : (
        <>
          <EachWeek calendar={calendar} lang={lang} />
          <h2>{said.byWeek}</h2>
          <WorkTable label={title} heads={said.heads}>
            {calendar.weeks.map((week) => (
              <WeekRow week={week} rules={calendar.rules} lang={lang} />
            ))}
          </WorkTable>
          <Clauses calendar={calendar} lang={lang} />
        </>
      )}
      <p class="small screen">{OUTREACH[lang].print}</p>
    </>,
    { wide: true, other: `${PATH}?${new URLSearchParams({ span: span.id, ...(site ? { site: site.site } : {}) }).toString()}` },
  );
};

/** The calendar of a term for the wall. */
export const calendarPages: readonly Page[] = [{ path: PATH, method: 'GET', face: 'desk', handle: showCalendar }];
