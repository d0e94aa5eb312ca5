import { inLang } from '../../../kernel/language/languages.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { findSubject } from '../../../kernel/policy/subjects.ts';
import { monthInWords } from '../../../portal/dates.ts';
import { href, html, type Page } from '../../../portal/page.ts';
import { rangeInWords } from '../../figures/public-desk.ts';
import { readGaps } from '../server/read-gaps.ts';
import { HELP } from './words.ts';

/** What no rule covers, by subject, for everybody alike (functions.md 16.07; G16). */
export const gapsPage: Page = {
  path: '/help/gaps',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = HELP[lang];
    const { subjects } = await service.jurisdiction();
    const { from, last, subjects: counted } = await readGaps(service);
    // That a subject has any at all is not told of one that has few.
    const told = counted
      .filter(({ count }) => count === null || count.from > 0)
      .map(({ subject, count }) => {
        const found = findSubject(subjects?.set ?? null, subject);
        return { text: found ? inLang(found.label, lang) : subject, count };
      })
      .toSorted((a, b) => a.text.localeCompare(b.text, lang));
    const day = (month: string): string => monthInWords(getPlainDate(`${month}-01`), lang);
    return html(
      words.gaps,
      <>
        <p class="screen">
          <a href={href(lang, '/help')}>{words.all}</a>
        </p>
        <h1>{words.gaps}</h1>
        <p class="lead">{words.gapsLead}</p>
        <p>{words.gapsMonths(day(from), day(last))}</p>
        {told.length === 0 ? (
          <p class="note">{words.gapsNone}</p>
        ) : (
          <table>
            <thead>
              <tr>
                {words.gapsHeads.map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {told.map(({ text, count }) => (
                <tr>
                  <th scope="row">{text}</th>
                  <td>{rangeInWords(count, lang)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p class="small">
          {words.gapsRest} {words.gapsHow}
        </p>
      </>,
    );
  },
};
