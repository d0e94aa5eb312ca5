import { inLang } from '../../../kernel/language/languages.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page } from '../../../portal/page.ts';
import type { FiguresDocument, OfficeFigures } from '../domain/document.ts';
import { WINDOW } from '../domain/month.ts';
import { MATTER_STAGES, WORK_STAGES, type Stage } from '../domain/stage.ts';
import { shareOf } from '../domain/totals.ts';
import { readNewestFigures } from '../server/figures.ts';
import { Chart } from './chart.tsx';
import { Counted, Lead } from './parts.tsx';
import { FIGURES, monthInWords, rangeInWords, shareInWords, STAGE_WORDS } from './words.ts';

const Table = ({
  label,
  heads,
  rows,
}: {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) => (
  <div class="scroll" role="region" aria-label={label} tabIndex={0}>
    <table class="figures">
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row">{first}</th>
            {rest.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const yearRows = (it: OfficeFigures, stages: readonly Stage[], lang: Lang): readonly (readonly string[])[] =>
  stages.flatMap((stage) => {
    const year = it.stages[stage]?.year;
    if (!year) return [];
    return [[STAGE_WORDS[lang][stage], rangeInWords(year.kept, lang), String(year.late), shareInWords(shareOf(year.kept, year.late))]];
  });

const withDays = (it: OfficeFigures, lang: Lang): readonly (readonly string[])[] =>
  MATTER_STAGES.flatMap((stage) => {
    const days = it.stages[stage]?.year.medianDays ?? null;
    const said = days === null ? '–' : `${rangeInWords(days, lang)}${FIGURES[lang].dayUnit}`;
    return yearRows(it, [stage], lang).map((row) => [...row, said]);
  });

interface OfMonth {
  readonly month: FiguresDocument['month'];
  readonly figures: OfficeFigures | undefined;
}

const lateIn = ({ figures }: OfMonth): number => MATTER_STAGES.reduce((sum, stage) => sum + (figures?.stages[stage]?.month.late ?? 0), 0);

interface OfMonths {
  /** What the table is about; read out where it scrolls sideways. */
  readonly about: string;
  readonly months: readonly OfMonth[];
  readonly stages: readonly Stage[];
  readonly lang: Lang;
}

/** Month by month, newest first: what was kept and what was not, of the parts that the newest month tells of. */
const Months = ({ about, months, stages, lang }: OfMonths) => {
  const words = FIGURES[lang];
  const told = stages.filter((stage) => months[0]?.figures?.stages[stage]);
  const rows = months
    .filter(({ figures }) => told.some((stage) => figures?.stages[stage]))
    .map(({ month, figures }) => [
      monthInWords(month, lang),
      ...told.map((stage) => {
        const part = figures?.stages[stage]?.month;
        return part ? `${rangeInWords(part.kept, lang)} · ${part.late}` : '–';
      }),
    ]);
  return (
    <>
      <h3>{words.months}</h3>
      <p class="small">
        {words.kept} · {words.late}
        {rows.length < months.length && (
          <>
            {words.stop}
            {words.workNone}
          </>
        )}
      </p>
      <Table label={`${about} · ${words.months}`} heads={[words.month, ...told.map((stage) => STAGE_WORDS[lang][stage])]} rows={rows} />
    </>
  );
};

const Body = ({ it, months, lang }: { readonly it: OfficeFigures; readonly months: readonly OfMonth[]; readonly lang: Lang }) => {
  const words = FIGURES[lang];
  const bars = months.toReversed().map((one) => ({ name: monthInWords(one.month, lang), late: lateIn(one), text: String(lateIn(one)) }));
  return (
    <>
      <h2>{words.raised}</h2>
      <h3>{words.year}</h3>
      <Table label={words.year} heads={[words.part, words.kept, words.late, words.share, words.days]} rows={withDays(it, lang)} />
      <h3>{words.reviews}</h3>
      <p>{words.reviewsText(rangeInWords(it.reviews.upheld, lang), rangeInWords(it.reviews.changed, lang))}</p>
      <Months about={words.raised} months={months} stages={MATTER_STAGES} lang={lang} />
      <Chart id="months" title={words.monthChart} bars={bars} />
      {WORK_STAGES.some((stage) => it.stages[stage]) && (
        <>
          <h2>{words.work}</h2>
          <h3>{words.year}</h3>
          <Table label={words.work} heads={[words.part, words.kept, words.late, words.share]} rows={yearRows(it, WORK_STAGES, lang)} />
          <Months about={words.work} months={months} stages={WORK_STAGES} lang={lang} />
        </>
      )}
    </>
  );
};

/** One office: its twelve months, and each of them. */
export const officeFiguresPage: Page = {
  path: '/figures/:office',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, params }) => {
    const words = FIGURES[lang];
    const documents = await service.read((tx) => readNewestFigures(tx, WINDOW));
    const months = documents.map((doc) => ({ month: doc.month, figures: doc.offices.find((one) => one.office === params['office']) }));
    const [newest] = months;
    if (!newest?.figures) return errorPage(lang, refuse('not_found', { what: 'page' }));
    const { names } = newest.figures;
    const jurisdiction = await service.jurisdiction();
    return html(
      inLang(names, lang),
      <>
        <p>
          <a href={href(lang, '/figures')}>{words.all}</a>
        </p>
        <h1>{inLang(names, lang)}</h1>
        <Lead place={inLang(jurisdiction.names, lang)} month={newest.month} imported={jurisdiction.imported} lang={lang} />
        <Body it={newest.figures} months={months} lang={lang} />
        <Counted lang={lang} />
      </>,
      { wide: true },
    );
  },
};
