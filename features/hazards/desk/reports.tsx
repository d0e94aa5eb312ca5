import { words } from '../../../kernel/language/words.ts';
import { href, type Lang } from '../../../portal/page.ts';

export const WORDS = words('hazards/desk/reports.WORDS', {
  'zh-CN': { title: '从哪些反映来的', only: '只有能打开这些反映的岗位看得到这一段；别的单位看不到有没有反映。' },
  en: {
    title: 'Which reports it came from',
    only: 'Only posts that may open these reports see this; no other office sees whether there is one.',
  },
});

/** The reports of the public that have led to a hazard, for who may open them. For anybody else the page is the same as without them. */
export const Reports = ({ numbers, lang }: { readonly numbers: readonly string[]; readonly lang: Lang }) =>
  numbers.length === 0 ? null : (
    <>
      <h2>{WORDS[lang].title}</h2>
      <p class="row">
        {numbers.map((number) => (
          <a href={href(lang, `/desk/matter/${number}`)}>{number}</a>
        ))}
      </p>
      <p class="small">{WORDS[lang].only}</p>
    </>
  );
