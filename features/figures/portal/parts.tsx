import { href, type Lang } from '../../../portal/page.ts';
import type { Month } from '../domain/month.ts';
import { FIGURES, monthInWords } from './words.ts';

interface LeadProps {
  readonly place: string;
  readonly month: Month;
  readonly imported: boolean;
  readonly lang: Lang;
}

/** Whose figures these are, and up to when. */
export const Lead = ({ place, month, imported, lang }: LeadProps) => {
  const words = FIGURES[lang];
  return (
    <>
      <p class="lead">{words.lead(place, monthInWords(month, lang))}</p>
      {imported && <p class="note warn">{words.imported}</p>}
    </>
  );
};

/** What is counted and what is not, one sentence each, and where to get and check the data. */
export const Counted = ({ lang }: { readonly lang: Lang }) => {
  const words = FIGURES[lang];
  return (
    <>
      <h2>{words.what}</h2>
      <ul>
        {[...words.counts, ...words.workCounts].map((it) => (
          <li>{it}</li>
        ))}
      </ul>
      <p>
        {words.data}
        <a href="/figures.csv">CSV</a> · <a href="/figures.json">JSON</a>
        {words.stop}
        {words.check} <a href={href(lang, '/record')}>{words.checkLink}</a>
      </p>
    </>
  );
};
