import type { Lang } from '../../../portal/page.ts';
import { waitingTransfer } from '../domain/routing/second-signature.ts';
import type { MatterView } from '../server/read-matter.ts';
import { SaidOf } from './history.tsx';
import { postName } from './words.ts';

/** The transfer slip as it would be signed: whose it is, where it goes, what it says. */
export const WaitingTransfer = ({ view, lang }: { readonly view: MatterView; readonly lang: Lang }) => {
  const proposal = waitingTransfer(view.state);
  const entry = view.entries.find((it) => it.event.level === proposal?.level && it.event.n === proposal.n);
  if (!entry || entry.event.actor.kind !== 'staff') return null;
  return (
    <div class="note">
      <p class="small">{postName(view.jurisdiction, entry.event.actor.post, lang)}</p>
      <SaidOf event={entry.event} texts={entry.texts} view={view} lang={lang} />
    </div>
  );
};
