import { mayList } from '../../../kernel/access/access.ts';
import { addMonths } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { named } from '../../../desk/staff-entity/face.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { figuresOf, type ClockFigure, type IncidentFigures } from '../server/read-figures.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { FIGURES } from './figures-words.ts';

const MONTHS = 12;

/** What a clock is called: by the newest pack that has it; its id where none has it any more. */
const clockName = (it: Jurisdiction, rule: string, lang: Lang): string => {
  for (const hash of it.newestPack.values()) {
    const label = it.packs.get(hash)?.rules.find(({ id }) => id === rule)?.label;
    if (label) return inLang(label, lang);
  }
  return rule;
};

const share = (part: number, of: number, lang: Lang): string => (of === 0 ? '' : FIGURES[lang].share(Math.floor((part * 100) / of)));

const Clocks = ({ clocks, it, lang }: { readonly clocks: readonly ClockFigure[]; readonly it: Jurisdiction; readonly lang: Lang }) => {
  const said = FIGURES[lang];
  const [, met, late, never, part] = said.clockHeads;
  return (
    <WorkTable label={said.clocks} heads={said.clockHeads}>
      {clocks
        .filter((one) => one.met + one.late + one.never > 0)
        .map((one) => (
          <tr>
            <th scope="row">{clockName(it, one.rule, lang)}</th>
            <td data-head={met}>{one.met}</td>
            <td data-head={late}>{one.late}</td>
            <td data-head={never}>{one.never}</td>
            <td data-head={part}>{share(one.met, one.met + one.late + one.never, lang)}</td>
          </tr>
        ))}
    </WorkTable>
  );
};

const Body = ({ figures, it, lang }: { readonly figures: IncidentFigures; readonly it: Jurisdiction; readonly lang: Lang }) => {
  const said = FIGURES[lang];
  const [what, count] = said.kindHeads;
  const { p50, p90, seats, seatsHeld } = figures;
  return (
    <>
      <p>{said.counts(figures.incidents, figures.watches)}</p>
      {figures.kinds.length > 0 && (
        <>
          <h2>{said.kinds}</h2>
          <WorkTable label={said.kinds} heads={said.kindHeads}>
            {figures.kinds.map((one) => (
              <tr>
                <td data-head={what}>{named(INCIDENT_KIND_WORDS, one.what, lang)}</td>
                <td data-head={count}>{one.count}</td>
              </tr>
            ))}
          </WorkTable>
        </>
      )}
      {figures.clocks.length > 0 && (
        <>
          <h2>{said.clocks}</h2>
          <Clocks clocks={figures.clocks} it={it} lang={lang} />
        </>
      )}
      <h2>{said.answers}</h2>
      <p>
        {said.answersText(figures.called, figures.unanswered)}{' '}
        {p50 !== null && p90 !== null && said.spread(said.seconds(p50), said.seconds(p90))}
      </p>
      <h2>{said.duty}</h2>
      <p>{seats === 0 ? said.dutyNone : said.dutyText(seatsHeld, seats, share(seatsHeld, seats, lang))}</p>
    </>
  );
};

const show = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const said = FIGURES[lang];
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  const first = addMonths(today, -MONTHS);
  const who = staff !== null && mayList(it.access, staff.role, 'incident') ? staff : null;
  const figures = who && (await service.read((tx) => figuresOf(tx, who.office, startOfDay(first, it.zone), now)));
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead(dayInWords(first, lang), dayInWords(today, lang))}</p>
      {figures === null ? <p>{said.none}</p> : <Body figures={figures} it={it} lang={lang} />}
      <p>
        <a href={href(lang, '/desk/incidents')}>{said.back}</a>
      </p>
    </>,
    { wide: true },
  );
};

/** How incidents went: of one's own office and those below it, in the last twelve months. */
export const pages: readonly Page[] = [{ path: '/desk/incidents/figures', method: 'GET', face: 'desk', handle: show }];
