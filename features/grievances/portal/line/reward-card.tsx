import { dayInWords } from '../../../../portal/dates.ts';
import { yuanInWords } from '../../../../portal/money.ts';
import { href } from '../../../../portal/page.ts';
import { grantedReward, isSlipMade } from '../../domain/line/reward.ts';
import { has } from '../../domain/state.ts';
import type { Seen } from '../filing/seen.ts';
import { REWARD } from './reward-words.ts';

/** On the page of who reported a danger: the reward that waits, and the way to the code that collects it; or that none is given. */
export const RewardCard = ({ view: { state, today }, lang, code, canAct }: Seen) => {
  const said = REWARD[lang];
  const granted = grantedReward(state);
  if (granted === null && !has(state, 'reward_refused')) return null;
  const isMade = isSlipMade(state);
  const amount = yuanInWords(granted?.amount ?? 0, lang);
  const day = granted === null ? '' : dayInWords(granted.until, lang, today);
  const isOver = granted !== null && today > granted.until;
  return (
    <section>
      <h2>{said.title}</h2>
      <div class="note">
        <p>
          <b>{granted === null ? said.refused : isOver ? said.over(amount, day) : said.waits(amount, day)}</b>
        </p>
        {granted !== null && !isOver && <p>{said.how}</p>}
        {granted !== null && canAct && (isMade || !isOver) && (
          <form method="post" action={href(lang, '/follow/reward')} class="screen">
            <input type="hidden" name="code" value={code} />
            <p>
              <button class={isMade ? 'btn plain' : 'btn'}>{isMade ? said.again : said.make}</button>
            </p>
          </form>
        )}
      </div>
    </section>
  );
};
