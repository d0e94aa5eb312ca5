import { inLang, langOf } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { Files } from '../portal/files.tsx';
import type { MatterView } from '../server/read-matter.ts';

export const WORDS = words('grievances/desk/filer-words.WORDS', {
  'zh-CN': { place: '在哪里', ask: '希望怎么解决', none: '没有写', gone: '这段文字已经遮去' },
  en: { place: 'Where', ask: 'What they ask for', none: 'not said', gone: 'this text was covered' },
});

/** The filer's words are marked with the language of the form they were written on, where it is not the page's own. */
export const filerLang = (view: MatterView, lang: Lang): { readonly lang?: Lang } => {
  const own = langOf(view.state.history[0]?.data['lang']);
  return own === lang ? {} : { lang: own };
};

/** Where one of the filer's photos or papers is read at the desk. */
export const deskFileLink =
  (view: MatterView, lang: Lang) =>
  (id: string): string =>
    href(lang, `/desk/matter/${view.number}/file/${id}`);

export const subjectOf = (view: MatterView): string => view.entries[0]?.texts['subject'] ?? '';

/** The third question: what did this person say. */
export const FilerWords = ({ view, lang }: { readonly view: MatterView; readonly lang: Lang }) => {
  const texts = view.entries[0]?.texts ?? {};
  const own = filerLang(view, lang);
  const words = WORDS[lang];
  return (
    <div class="card">
      <p {...own}>
        <b>{texts['subject'] ?? words.gone}</b>
      </p>
      <p class="words" {...own}>
        {texts['body'] ?? words.gone}
      </p>
      <dl>
        <dt>{words.place}</dt>
        {view.reportedAt !== null && <dd>{inLang(view.reportedAt, lang)}</dd>}
        {(texts['place'] !== undefined || view.reportedAt === null) && (
          <dd {...(texts['place'] ? own : {})}>{texts['place'] ?? words.none}</dd>
        )}
        <dt>{words.ask}</dt>
        <dd class="words" {...(texts['ask'] ? own : {})}>
          {texts['ask'] ?? words.none}
        </dd>
      </dl>
      <Files files={view.entries[0]?.files ?? []} lang={lang} link={deskFileLink(view, lang)} />
    </div>
  );
};
