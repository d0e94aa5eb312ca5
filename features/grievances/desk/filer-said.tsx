import type { Lang } from '../../../portal/page.ts';
import type { MatterView } from '../server/read-matter.ts';
import { FilerWords } from './filer-words.tsx';
import { isLaterSaid, LaterSaid } from './history.tsx';

/** The third question, whole: what this person said at first, and everything since. */
export const FilerSaid = ({ view, lang }: { readonly view: MatterView; readonly lang: Lang }) => {
  const later = view.entries.filter(isLaterSaid);
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
