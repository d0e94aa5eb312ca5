import { inLang } from '../../../kernel/language/languages.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page } from '../../../portal/page.ts';
import type { FiguresDocument, OfficeFigures } from '../domain/document.ts';
import { WINDOW } from '../domain/month.ts';
import { STAGES } from '../domain/stage.ts';
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

const yearRows = (it: OfficeFigures, lang: Lang): readonly (readonly string[])[] =>
  STAGES.flatMap((stage) => {
    const year = it.stages[stage]?.year;
    if (!year) return [];
    const days = year.medianDays === null ? '–' : `${rangeInWords(year.medianDays, lang)}${FIGURES[lang].dayUnit}`;
    return [
      [STAGE_WORDS[lang][stage], rangeInWords(year.kept, lang), String(year.late), shareInWords(shareOf(year.kept, year.late)), days],
    ];
  });

interface OfMonth {
  readonly month: FiguresDocument['month'];
  readonly figures: OfficeFigures | undefined;
}

const lateIn = ({ figures }: OfMonth): number => STAGES.reduce((sum, stage) => sum + (figures?.stages[stage]?.month.late ?? 0), 0);

const monthRows = (months: readonly OfMonth[], lang: Lang): readonly (readonly string[])[] =>
  months.map(({ month, figures }) => [
    monthInWords(month, lang),
    ...STAGES.filter((stage) => months[0]?.figures?.stages[stage]).map((stage) => {
      const part = figures?.stages[stage]?.month;
      return part ? `${rangeInWords(part.kept, lang)} · ${part.late}` : '–';
    }),
  ]);

const Body = ({ it, months, lang }: { readonly it: OfficeFigures; readonly months: readonly OfMonth[]; readonly lang: Lang }) => {
  const words = FIGURES[lang];
  const bars = months.toReversed().map((one) => ({ name: monthInWords(one.month, lang), late: lateIn(one), text: String(lateIn(one)) }));
  return (
    <>
      <h2>{words.year}</h2>
      <Table label={words.year} heads={[words.part, words.kept, words.late, words.share, words.days]} rows={yearRows(it, lang)} />
      <h2>{words.reviews}</h2>
      <p>{words.reviewsText(rangeInWords(it.reviews.upheld, lang), rangeInWords(it.reviews.changed, lang))}</p>
      <h2>{words.months}</h2>
      <p class="small">
        {words.kept} · {words.late}
      </p>
      <Table
        label={words.months}
        heads={[words.month, ...STAGES.filter((stage) => it.stages[stage]).map((stage) => STAGE_WORDS[lang][stage])]}
        rows={monthRows(months, lang)}
      />
      <Chart id="months" title={words.monthChart} bars={bars} />
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
