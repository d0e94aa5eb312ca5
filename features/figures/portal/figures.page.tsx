import { inLang } from '../../../kernel/language/languages.ts';
import { href, html, type Lang, type Page } from '../../../portal/page.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { FiguresDocument, OfficeFigures } from '../domain/document.ts';
import { WORK_STAGES } from '../domain/stage.ts';
import { shareOf, totalOf } from '../domain/totals.ts';
import { readNewestFigures } from '../server/figures.ts';
import { Chart } from './chart.tsx';
import { Counted, Lead } from './parts.tsx';
import { FIGURES, rangeInWords, shareInWords, STAGE_WORDS } from './words.ts';

/** With more offices than these the table alone stays readable. */
const BARS_MAX = 12;

const otherLate = (it: OfficeFigures): number => (it.stages.notice?.year.late ?? 0) + (it.stages.above?.year.late ?? 0);

const Row = ({ it, lang }: { readonly it: OfficeFigures; readonly lang: Lang }) => {
  const year = it.stages.answer?.year;
  return (
    <tr>
      <th scope="row">
        <a href={href(lang, `/figures/${it.office}`)}>{inLang(it.names, lang)}</a>
      </th>
      <td>{rangeInWords(year?.kept ?? null, lang)}</td>
      <td>{year?.late}</td>
      <td>{shareInWords(shareOf(year?.kept ?? null, year?.late ?? 0))}</td>
      <td>{otherLate(it)}</td>
    </tr>
  );
};

const Offices = ({ offices, lang }: { readonly offices: readonly OfficeFigures[]; readonly lang: Lang }) => {
  const words = FIGURES[lang];
  const total = totalOf(offices, 'answer', 'year');
  return (
    <div class="scroll" role="region" aria-label={words.answers} tabIndex={0}>
      <table class="figures">
        <thead>
          <tr>
            {[words.office, words.kept, words.late, words.share, words.other].map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offices.map((it) => (
            <Row it={it} lang={lang} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td>{rangeInWords(total.kept, lang)}</td>
            <td>{total.late}</td>
            <td>{shareInWords(shareOf(total.kept, total.late))}</td>
            <td>{offices.reduce((sum, it) => sum + otherLate(it), 0)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
};

/** Every office beside every part of its work: in the order of the tree, and nothing added up to a mark. */
const Work = ({ offices, lang }: { readonly offices: readonly OfficeFigures[]; readonly lang: Lang }) => {
  const words = FIGURES[lang];
  const stages = WORK_STAGES.filter((stage) => offices.some((it) => it.stages[stage]));
  return (
    <div class="scroll" role="region" aria-label={words.work} tabIndex={0}>
      <table class="figures">
        <thead>
          <tr>
            {[words.office, ...stages.map((stage) => STAGE_WORDS[lang][stage])].map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offices.map((it) => (
            <tr>
              <th scope="row">
                <a href={href(lang, `/figures/${it.office}`)}>{inLang(it.names, lang)}</a>
              </th>
              {stages.map((stage) => {
                const year = it.stages[stage]?.year;
                const share = year && shareOf(year.kept, year.late);
                const said = share ? shareInWords(share) : rangeInWords(year?.kept ?? null, lang);
                return <td>{year ? `${said} · ${year.late}` : '–'}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Year = ({ it, jurisdiction, lang }: { readonly it: FiguresDocument; readonly jurisdiction: Jurisdiction; readonly lang: Lang }) => {
  const words = FIGURES[lang];
  const bars = it.offices.map(({ names, stages }) => {
    const year = stages.answer?.year ?? { kept: null, late: 0 };
    return { name: inLang(names, lang), kept: year.kept, late: year.late, text: `${rangeInWords(year.kept, lang)} · ${year.late}` };
  });
  return (
    <>
      <Lead place={inLang(jurisdiction.names, lang)} month={it.month} imported={jurisdiction.imported} lang={lang} />
      <h2>{words.answers}</h2>
      <Offices offices={it.offices} lang={lang} />
      <p class="small">{words.totalNote}</p>
      {it.offices.some(({ stages }) => WORK_STAGES.some((stage) => stages[stage])) && (
        <>
          <h2>{words.work}</h2>
          <p class="small">{words.workLead}</p>
          <Work offices={it.offices} lang={lang} />
        </>
      )}
      {bars.length <= BARS_MAX && <Chart id="answers" title={words.chart} legend={words.legend} bars={bars} />}
    </>
  );
};

/** How fast each office answers, for everybody alike (G16). */
export const figuresPage: Page = {
  path: '/figures',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = FIGURES[lang];
    const jurisdiction = await service.jurisdiction();
    const [newest] = await service.read((tx) => readNewestFigures(tx, 1));
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        {newest ? <Year it={newest} jurisdiction={jurisdiction} lang={lang} /> : <p class="note">{words.none}</p>}
        <Counted lang={lang} />
      </>,
      { wide: true },
    );
  },
};
