import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { SiteClass } from '../../../kernel/site/classes.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { CLASS_WORDS } from '../../sites/public-desk.ts';
import { totalOf, type Counted, type PhaseReport, type Total } from '../domain/report.ts';
import { LINKS, YIELDS } from './words.ts';
import { ROUNDS } from './page-words.ts';

/** What a class of sites is called. */
export const className = (kind: string, lang: Lang): string => CLASS_WORDS[kind as SiteClass][lang]; // from the kernel's list, by field and by check

/** Days of a phase in words. */
export const daysOf = ({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }, lang: Lang): string =>
  LINKS.days(dayInWords(from, lang), dayInWords(to, lang))[lang];

const figuresOf = ({ due, done, nil, findings, dealt }: Total): readonly number[] => [due, done, nil, findings, dealt];

interface PhaseProps {
  readonly report: PhaseReport;
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const Cells = ({ figures, heads }: { readonly figures: readonly number[]; readonly heads: readonly string[] }) => (
  <>
    {figures.map((count, i) => (
      <td data-head={heads[i + 2]} class="number">
        {count}
      </td>
    ))}
  </>
);

const Rows = ({ rows, it, lang }: { readonly rows: readonly Counted[]; readonly it: Jurisdiction; readonly lang: Lang }) => {
  const { progressHeads: heads, total } = ROUNDS[lang];
  return (
    <>
      {rows.map((row) => (
        <tr>
          <td data-head={heads[0]}>{officeName(it, row.office, lang)}</td>
          <td data-head={heads[1]}>{className(row.class, lang)}</td>
          <Cells figures={figuresOf(row)} heads={heads} />
        </tr>
      ))}
      {rows.length > 1 && (
        <tr>
          <th scope="row" colSpan={2}>
            {total}
          </th>
          <Cells figures={figuresOf(totalOf(rows))} heads={heads} />
        </tr>
      )}
    </>
  );
};

const OnePhase = ({ report, it, today, lang }: PhaseProps) => {
  const said = ROUNDS[lang];
  const [from, to] = [getPlainDate(report.from), getPlainDate(report.to)];
  const title = LINKS.phase(report.phase, YIELDS[report.deliverable as keyof typeof YIELDS][lang], daysOf({ from, to }, lang))[lang];
  return (
    <section>
      <h3>{title}</h3>
      {report.rows.length === 0 ? (
        <p>{from > today ? said.notBegun : said.noSites}</p>
      ) : (
        <WorkTable label={title} heads={said.progressHeads}>
          <Rows rows={report.rows} it={it} lang={lang} />
        </WorkTable>
      )}
    </section>
  );
};

interface ProgressProps extends Omit<PhaseProps, 'report'> {
  readonly phases: readonly PhaseReport[];
}

/** What is due and done by phase, office and class: numbers of sites, none by name. */
export const Progress = ({ phases, it, today, lang }: ProgressProps) => (
  <>
    {phases.map((report) => (
      <OnePhase report={report} it={it} today={today} lang={lang} />
    ))}
  </>
);
