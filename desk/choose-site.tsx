import { draftName, findDraft, keepDraft } from '../engine/http/drafts.ts';
import { words } from '../kernel/language/words.ts';
import type { SitesAmong } from '../kernel/stream/fields.ts';
import { href, type Lang, type PageRequest } from '../portal/page.ts';

/** The page on which a form has a site chosen from a list (features/sites). */
export const CHOOSE_PATH = '/desk/sites/choose';

export const CHOOSE_SITE = words('desk/choose-site.CHOOSE_SITE', {
  'zh-CN': {
    choose: '从清单里选',
    hint: '填编号，或者从清单里选。选好了会回到这里，写好的都在。',
    withPhotos: '填编号，或者从清单里选。选好了会回到这里，写好的都在；照片回来再加。',
  },
  en: {
    choose: 'Choose from a list',
    hint: 'Its number, or choose it from a list: that leads back here with what you have written.',
    withPhotos: 'Its number, or choose it from a list: that leads back here with what you have written. Add photos after that.',
  },
});

/** What a form says to the list beside what was typed. */
const NOT_TYPED = ['csrf', 'back'];

const nameFor = (post: string, name: string): string => `${post} ${name}`;

/** Keeps what was typed while a site is chosen: the name under which its post, and nobody else, finds it again. */
export const keepTyped = ({ service, visitor, form, staff }: PageRequest): string => {
  const name = draftName();
  const fields = Object.fromEntries(Object.entries(form).filter(([field, text]) => !NOT_TYPED.includes(field) && text !== ''));
  keepDraft({ service, visitor }, nameFor(staff?.post ?? '', name), { fields });
  return name;
};

/** What was typed before a site was chosen, with that site; undefined for a form that nobody comes back to. */
export const typedBefore = ({ service, query, staff }: PageRequest): { readonly [name: string]: string } | undefined => {
  const { draft = '', site } = query;
  const kept = draft === '' ? undefined : findDraft(service.id, nameFor(staff?.post ?? '', draft), service.clock());
  return kept && { ...kept.fields, ...(site === undefined ? {} : { site: site.slice(0, 20) }) };
};

interface ButtonProps {
  /** The page of the form, below the language. */
  readonly back: string;
  readonly among: SitesAmong;
  readonly lang: Lang;
}

/** Leaves the form for the list, with what was typed and without its files. */
export const ChooseSite = ({ back, among, lang }: ButtonProps) => (
  <button
    class="btn plain"
    name="back"
    value={back}
    formaction={href(lang, `${CHOOSE_PATH}?among=${among}`)}
    formenctype="application/x-www-form-urlencoded"
    formnovalidate
  >
    {CHOOSE_SITE[lang].choose}
  </button>
);

/** A form sends itself with the key Enter by its first button: where that is the one to the list, this one stands before it. */
export const SentByEnter = ({ name, value }: { readonly name?: string; readonly value?: string }) => (
  <button class="skip" tabIndex={-1} aria-hidden="true" {...(name === undefined ? {} : { name, value })} />
);
