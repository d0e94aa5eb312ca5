import { allLangs, inLang, writingOf } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { paperText } from '../../../policy/papers.ts';
import { officeName, type MatterView } from '../../grievances/public.ts';
import type { Format } from '../server/paper-file.ts';
import type { PaperRef } from '../server/read-papers.ts';

export const WORDS = words('papers/portal/paper-list.WORDS', {
  'zh-CN': { paper: '文书', day: '日期', get: '下载', none: '还没有文书。受理、答复等每一步都会有一份。' },
  en: {
    paper: 'Paper',
    day: 'Day',
    get: 'Download',
    none: 'There is no paper yet. Each step, such as accepting or answering, gives one.',
  },
});
const filesOfOne = (): readonly (readonly [Format, Lang])[] =>
  (['pdf', 'docx'] as const).flatMap((format) => allLangs().map((lang) => [format, lang] as const));

interface ListProps {
  readonly view: MatterView;
  readonly papers: readonly PaperRef[];
  readonly lang: Lang;
  /** Where one file is fetched. */
  readonly link: (file: string, lang: Lang) => string;
}

/** The papers of a matter, each in every language and as PDF or DOCX. */
export const PaperList = ({ view, papers, lang, link }: ListProps) => {
  const words = WORDS[lang];
  if (papers.length === 0) return <p>{words.none}</p>;
  const own = view.jurisdiction.paperTexts.get(view.jurisdiction.papers ?? '') ?? null;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.paper}</th>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.get}</th>
          </tr>
        </thead>
        <tbody>
          {papers.map((it) => {
            const title = inLang(paperText(own, it.kind).title, lang);
            return (
              <tr>
                <th scope="row">
                  {title}
                  <br />
                  <span class="small">{officeName(view.jurisdiction, it.office, lang)}</span>
                </th>
                <td>
                  <time dateTime={it.day}>{dayInWords(it.day, lang, view.today)}</time>
                </td>
                <td>
                  {filesOfOne().map(([format, of], i) => (
                    <>
                      {i > 0 && ' · '}
                      <a href={link(`${it.id}.${format}`, of)} aria-label={`${title}, ${format.toUpperCase()}, ${writingOf(of).name}`}>
                        {format.toUpperCase()} <span lang={of}>{writingOf(of).name}</span>
                      </a>
                    </>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
