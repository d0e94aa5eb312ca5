import { href } from '../../../../portal/page.ts';
import { isMediation } from '../../domain/mediation/table.ts';
import type { Seen } from '../filing/seen.ts';
import { TABLE } from './table-words.ts';

/** On the follow page of a mediation: the way to the table, where its own steps are. */
export const TableCard = ({ view, lang, code, canAct }: Seen) => {
  const words = TABLE[lang];
  if (!isMediation(view.pack)) return null;
  return (
    <section class="card">
      <h2>{words.fromFollow}</h2>
      <p>{words.fromFollowText}</p>
      {canAct && (
        <form method="post" action={href(lang, '/mediation')} class="screen">
          <input type="hidden" name="code" value={code} />
          <p>
            <button class="btn">{words.open}</button>
          </p>
        </form>
      )}
    </section>
  );
};
