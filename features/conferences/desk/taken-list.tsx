import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { labelOr } from '../../../kernel/language/languages.ts';
import { findSubject } from '../../../kernel/policy/subjects.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { TakenRow } from '../server/taken-matters.ts';
import { postName } from './post-name.ts';
import { TAKEN_LIST } from './taken-words.ts';

/** A subject of the published list in words; a dash where a matter has none. */
export const subjectOf = (it: Jurisdiction, subject: string | null, lang: Lang): string =>
  subject === null ? '–' : labelOr(findSubject(it.subjects?.set ?? null, subject)?.label, subject, lang);

interface TakenProps {
  readonly it: Jurisdiction;
  readonly rows: readonly TakenRow[];
  readonly mayTake: boolean;
  readonly today: PlainDate;
  readonly lang: Lang;
}

/** Matters that heads of an office have taken: number, subject, post and day. */
export const TakenList = ({ it, rows, mayTake, today, lang }: TakenProps) => {
  const said = TAKEN_LIST[lang];
  const [number, subject, post, by, state] = said.heads;
  return (
    <>
      <h2>{said.title}</h2>
      {mayTake && (
        <p>
          <a href={href(lang, '/desk/taken/new')}>{said.take}</a>
        </p>
      )}
      {rows.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <WorkTable label={said.title} heads={said.heads}>
          {rows.map((row) => (
            <tr>
              <td data-head={number}>
                <a href={href(lang, `/desk/taken/${row.taken}`)}>{row.of_matter}</a>
              </td>
              <td data-head={subject}>{subjectOf(it, row.subject, lang)}</td>
              <td data-head={post}>{postName(it, row.post, lang)}</td>
              <td data-head={by}>{dayInWords(row.by_day, lang, today)}</td>
              <td data-head={state}>{row.ended_on === null ? said.running : said.ended(dayInWords(row.ended_on, lang, today))}</td>
            </tr>
          ))}
        </WorkTable>
      )}
    </>
  );
};
