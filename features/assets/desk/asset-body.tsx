import type { StaffView } from '../../../engine/staff-entity.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { proofOf, type AssetState, type Proof } from '../domain/state.ts';
import { ASSETS_WORDS, LINKS } from './words.ts';

/** An asset as it is now: where it hangs, until when it holds, and the way to its checks of today. */
export const AssetBody = ({ view, lang }: { readonly view: StaffView<AssetState>; readonly lang: Lang }) => {
  const said = ASSETS_WORDS[lang];
  const { site, place, spot, made, pauses, ended } = view.state;
  const day = (text: string): string => dayInWords(getPlainDate(text), lang, view.today);
  const ahead = pauses.filter((it) => it.to >= view.today && it.backOn === null);
  const proofs = (['inspection', 'certificate'] as const).flatMap((what) => proofOf(view.state, what) ?? []);
  const numberOf = ({ n }: Proof): string => view.entries.find(({ event }) => event.n === n)?.texts['number'] ?? '';
  return (
    <>
      {!ended && (
        <p>
          <a href={href(lang, `/desk/today?site=${view.number}`)}>{said.today}</a>
        </p>
      )}
      <dl>
        <dt>{said.site}</dt>
        <dd>
          <a href={href(lang, `/desk/site/${site}`)}>{place}</a>
        </dd>
        {spot !== null && <dt>{said.spot}</dt>}
        {spot !== null && <dd>{spot}</dd>}
        {made !== null && <dt>{said.made}</dt>}
        {made !== null && <dd>{day(made)}</dd>}
        {proofs.map((proof) => (
          <>
            <dt>{said[proof.what]}</dt>
            <dd>
              <span class="words">{numberOf(proof)}</span> · {said.proof(day(proof.on), day(proof.by))}
              {!ended && proof.by < view.today && (
                <>
                  {' '}
                  <span class="tag late">{said.over}</span>
                </>
              )}
            </dd>
          </>
        ))}
        {ahead.map(({ from, to }) => (
          <>
            <dt>{said.paused}</dt>
            <dd>{LINKS.pause(day(from), day(to))[lang]}</dd>
          </>
        ))}
      </dl>
    </>
  );
};
