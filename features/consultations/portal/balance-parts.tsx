import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { rangeInWords } from '../../figures/public-desk.ts';
import { LEFT_OUT_WORDS } from '../../grievances/public-desk.ts';
import { ADOPTED_WORDS, BREACH_WORDS } from '../desk/words.ts';
import type { PublicBalance } from '../domain/public-balance.ts';
import type { Lateness } from '../server/balance.ts';
import type { PublicView } from '../server/read-public.ts';
import { PUBLIC } from './words.ts';

export interface Told {
  readonly view: PublicView;
  readonly balance: PublicBalance;
  /** Whether nobody waits for an answer any more. */
  readonly isSettled: boolean;
  /** The last day by which all are owed their answer; null where no rule says one. */
  readonly due: PlainDate | null;
  readonly today: PlainDate;
  readonly lang: Lang;
}

/** What did not wait: an alarm that stays. */
export const Breaches = ({ view: { state, textsOf }, lang }: Pick<Told, 'view' | 'lang'>) => {
  const said = PUBLIC[lang];
  return state.breaches.length === 0 ? null : (
    <section class="note warn">
      <h2>{said.breach}</h2>
      <ul>
        {state.breaches.map(({ kind, count, explained }) => (
          <li>
            <b>{BREACH_WORDS[kind](count)[lang]}</b>
            <br />
            {explained === null ? said.notExplained : said.explained(textsOf(explained)['words'] ?? '')}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** How many comments came, and what became of them, as far as it is told. */
export const BalanceTable = ({ balance, isSettled, due, today, lang }: Omit<Told, 'view'>) => {
  const said = PUBLIC[lang];
  const [, count] = said.heads;
  const rows: readonly (readonly [string, string])[] = [
    [said.received, rangeInWords(balance.received, lang)],
    ...balance.outcomes.map((it) => [ADOPTED_WORDS[it.outcome][lang], rangeInWords(it.count, lang)] as const),
    [said.unanswered, rangeInWords(balance.unanswered, lang)],
  ];
  const isLate = due !== null && today > due && !isSettled;
  return (
    <section>
      <h2>{said.balance}</h2>
      {isSettled ? (
        <p>{said.allAnswered}</p>
      ) : (
        due !== null && <p class={isLate ? 'note warn' : undefined}>{(isLate ? said.late : said.dueBy)(dayInWords(due, lang, today))}</p>
      )}
      <WorkTable label={said.balance} heads={said.heads}>
        {rows.map(([label, text]) => (
          <tr>
            <th scope="row">{label}</th>
            <td data-head={count}>{text}</td>
          </tr>
        ))}
      </WorkTable>
      <p class="small">{said.rounded}</p>
    </section>
  );
};

/** How many are late by their own clocks, exactly, and stay on record once they are answered. */
export const Late = ({ late, answeredLate, lang }: Lateness & Pick<Told, 'lang'>) => {
  const said = PUBLIC[lang];
  return late + answeredLate === 0 ? null : (
    <p class={late > 0 ? 'note warn' : 'note'}>
      {late > 0 && said.lateNow(late)}
      {answeredLate > 0 && said.wasLate(answeredLate)}
    </p>
  );
};

/** Each group that is answered: what was said, whether it was adopted, and why. */
export const Groups = ({ view: { state, textsOf }, balance, lang }: Pick<Told, 'view' | 'balance' | 'lang'>) => {
  const said = PUBLIC[lang];
  const [what, count, adopted, why] = said.groupHeads;
  const answered = state.groups.flatMap((group) => (group.answer === null ? [] : [{ ...group, answer: group.answer }]));
  return (
    <section>
      <h2>{said.groups}</h2>
      {answered.length === 0 ? (
        <p>{said.noGroups}</p>
      ) : (
        <WorkTable label={said.groups} heads={said.groupHeads}>
          {answered.map(({ nth, heading, answer }) => (
            <tr>
              <td data-head={what}>{heading}</td>
              <td data-head={count}>{rangeInWords(balance.groups.get(nth) ?? null, lang)}</td>
              <td data-head={adopted}>{ADOPTED_WORDS[answer.outcome][lang]}</td>
              <td data-head={why} class="words">
                {textsOf(answer.n)['reason']}
              </td>
            </tr>
          ))}
        </WorkTable>
      )}
    </section>
  );
};

/** Why words of some who agreed are not there, each reason with how many. */
export const LeftOut = ({ balance, lang }: Pick<Told, 'balance' | 'lang'>) => {
  const said = PUBLIC[lang];
  return (
    <ul class="small">
      {balance.leftOut.map(({ reason, count }) => (
        <li>{said.leftOut(LEFT_OUT_WORDS[reason][lang], rangeInWords(count, lang))}</li>
      ))}
    </ul>
  );
};
