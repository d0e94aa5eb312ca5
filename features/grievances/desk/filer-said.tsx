import type { Lang } from '../../../portal/page.ts';
import type { MatterView } from '../server/read-matter.ts';
import { FilerWords } from './filer-words.tsx';
import { LaterSaid } from './history.tsx';

/** The third question, whole: what this person said at first, and everything since. */
export const FilerSaid = ({ view, lang }: { readonly view: MatterView; readonly lang: Lang }) => {
  const later = view.entries.filter(
    ({ event, texts, files }) =>
      event.actor.kind === 'filer' && event.type !== 'filed' && (Object.keys(texts).length > 0 || files.length > 0),
  );
  return (
    <>
      <FilerWords view={view} lang={lang} />
      {later.map((entry) => (
        <div class="card">
          <LaterSaid entry={entry} view={view} lang={lang} />
        </div>
      ))}
    </>
  );
};
