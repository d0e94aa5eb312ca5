import { words } from '../../../kernel/language/words.ts';
import { readText } from '../../../kernel/stream/text.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { FROM_THE_FIRST, type After } from '../server/read-sites.ts';

export const WORDS = words('sites/portal/next-page.WORDS', {
  'zh-CN': { first: '回到第一页', next: '下一页' },
  en: { first: 'First page', next: 'Next page' },
});

/** Where a page of a list begins, as its address says. What it cannot be begins at the first. */
export const afterIn = (query: { readonly [name: string]: string }): After => {
  const { after = '', at = '' } = query;
  return after.length <= 80 && /^[0-9A-Z]{8}$/.test(at) ? { name: readText(after, 'line').text, site: at } : FROM_THE_FIRST;
};

interface NextPageProps {
  readonly path: string;
  readonly lang: Lang;
  /** The last one of this page; undefined where there are no more. */
  readonly last: After | undefined;
  readonly isFirst: boolean;
}

/** The way to the rest of a list. */
export const NextPage = ({ path, lang, last, isFirst }: NextPageProps) =>
  last === undefined && isFirst ? null : (
    <p class="row">
      {!isFirst && <a href={href(lang, path)}>{WORDS[lang].first}</a>}
      {last && (
        <a href={href(lang, `${path}?${new URLSearchParams({ after: last.name, at: last.site }).toString()}`)}>{WORDS[lang].next}</a>
      )}
    </p>
  );
