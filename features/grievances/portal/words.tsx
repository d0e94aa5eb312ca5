import type { Lang } from '../../../portal/page.ts';

const HAN = /\p{Script=Han}/u;

/** The language of a text somebody typed, as far as its script tells. */
const langOf = (text: string): Lang => (HAN.test(text) ? 'zh-CN' : 'en');

/** What a person wrote, as it was written; marked when it is not in the page's language. */
export const Words = ({ text, lang }: { readonly text: string; readonly lang: Lang }) => {
  const own = langOf(text);
  return (
    <span class="words" {...(own === lang ? {} : { lang: own })}>
      {text}
    </span>
  );
};
