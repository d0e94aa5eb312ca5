import { officeName } from '../../../engine/place/office-name.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { words } from '../../../kernel/language/words.ts';
import { monthInWords } from '../../../portal/dates.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { rangeInWords } from '../../figures/public-desk.ts';
import { officeListings } from '../domain/figures.ts';
import { hazardFigures } from '../server/read-figures.ts';
import { classText } from './parts.tsx';
import { PUBLIC } from './words.ts';

export const WORDS = words('hazards/portal/figures.WORDS', {
  'zh-CN': {
    title: '隐患的数字',
    lead: '工作人员看到的也是这一页。按名称排列，不排名次。',
    offices: '挂牌的隐患，按整改单位，最近十二个月',
    heads: ['单位', '挂牌', '按期改完并摘牌', '逾期才改完并摘牌', '现在逾期'],
    none: '十二个月里没有挂牌的隐患。',
    classes: '全部隐患，按场所类别',
    months: (from: string, to: string) => `从${from}到${to}查出的，挂牌的和没有挂牌的都在内；一个月过完才算进去。`,
    classHeads: ['场所类别', '查出'],
    rest: '没有列出的类别：都少于10。',
    how: '少于10的只说少于10，10以上按5处一档；逾期一处也写明。写出来就能算出别的数字的，不写。',
  },
  en: {
    title: 'Hazards in figures',
    lead: 'Staff see this page too, and no other. By name; nobody is ranked.',
    offices: 'Hazards that hang in public, by the office that mends, over twelve months',
    heads: ['Office', 'Hung', 'Mended in time, taken down', 'Mended late, taken down', 'Late now'],
    none: 'No hazard hung here within twelve months.',
    classes: 'All hazards, by class of site',
    months: (from: string, to: string) =>
      `Found from ${from} to ${to}, whether they hang in public or not; a month counts once it is over.`,
    classHeads: ['Class of site', 'Found'],
    rest: 'Every class that is not named here: fewer than 10.',
    how: 'Below ten it says only that; from ten on, in steps of five. What is late is told even if it is one. What would give away another number is not told.',
  },
});

const showFigures = async ({ service, lang }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const it = await service.jurisdiction();
  const { listed, classes, from, last } = await hazardFigures(service);
  const name = (office: string): string => officeName(it, office, lang);
  const offices = officeListings(listed, (a, b) => name(a).localeCompare(name(b), lang));
  // That a class has any at all is not told of one that has few.
  const kinds = classes
    .filter(({ found }) => found === null || found.from > 0)
    .map(({ siteClass, found }) => ({ text: classText(siteClass, lang), found }))
    .toSorted((a, b) => a.text.localeCompare(b.text, lang));
  const table = (label: string, heads: readonly string[], rows: readonly (readonly string[])[]) => (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
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
              {rest.map((text) => (
                <td>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <h2>{said.offices}</h2>
      {offices.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        table(
          said.offices,
          said.heads,
          offices.map((row) => [
            name(row.office),
            rangeInWords(row.listed, lang),
            rangeInWords(row.inTime, lang),
            String(row.endedLate),
            String(row.lateNow),
          ]),
        )
      )}
      <h2>{said.classes}</h2>
      <p>{said.months(monthInWords(getPlainDate(`${from}-01`), lang), monthInWords(getPlainDate(`${last}-01`), lang))}</p>
      {kinds.length > 0 &&
        table(
          said.classes,
          said.classHeads,
          kinds.map(({ text, found }) => [text, rangeInWords(found, lang)]),
        )}
      <p>{said.rest}</p>
      <p class="small">{said.how}</p>
      <p>
        <a href={href(lang, '/hazards')}>{PUBLIC[lang].toList}</a>
      </p>
    </>,
  );
};

/** Hazards by office and by class of site; staff see the same page (G16). */
export const figuresPage: Page = { path: '/hazards/figures', method: 'GET', face: 'open', handle: showFigures };
