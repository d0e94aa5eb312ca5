import type { StaffView } from '../../../engine/staff-entity.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { WarningState } from '../domain/state.ts';
import { WARNED } from '../portal/words.ts';
import { WARNINGS } from './words.ts';

/** What stands on the page of a warning before its steps: what it says, and where everybody reads it. */
export const WarningBody = ({ view: { number, state, it }, lang }: { readonly view: StaffView<WarningState>; readonly lang: Lang }) => {
  const said = WARNED[lang];
  const { content, begins, exercise } = state;
  if (content === null || begins === null) return null;
  return (
    <>
      {exercise && <p class="note">{said.exercise}</p>}
      <dl>
        <dt>{said.caution}</dt>
        <dd>{content.words.caution}</dd>
        <dt>{said.measures}</dt>
        <dd>{content.words.measures}</dd>
        <dt>{said.from}</dt>
        <dd>{momentInWords(begins, it.zone, lang)}</dd>
        <dt>{said.until}</dt>
        <dd>{momentInWords(content.ends, it.zone, lang)}</dd>
      </dl>
      <p>
        <a href={href(lang, `/warnings/${number}`)}>{WARNINGS[lang].open}</a>
      </p>
    </>
  );
};
