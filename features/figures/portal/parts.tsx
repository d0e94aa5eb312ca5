import { href, type Lang } from '../../../portal/page.ts';
import { FIGURES } from './words.ts';

/** What is counted and what is not, one sentence each, and where to get and check the data. */
export const Counted = ({ lang }: { readonly lang: Lang }) => {
  const words = FIGURES[lang];
  return (
    <>
      <h2>{words.what}</h2>
      <ul>
        {words.counts.map((it) => (
          <li>{it}</li>
        ))}
      </ul>
      <p>
        {words.data}: <a href="/figures.csv">CSV</a> · <a href="/figures.json">JSON</a>. {words.check}{' '}
        <a href={href(lang, '/record')}>{words.checkLink}</a>
      </p>
    </>
  );
};
