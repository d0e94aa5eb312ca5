import type { StaffView } from '../../../engine/staff-entity.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { daysLeft, isOver, type ConsultationState } from '../domain/state.ts';
import type { Balance } from '../server/balance.ts';
import { CONSULTATIONS } from './page-words.ts';
import { ADOPTED_WORDS, BREACH_WORDS, LINKS } from './words.ts';

interface Props {
  readonly view: StaffView<ConsultationState>;
  readonly balance: Balance;
  readonly lang: Lang;
}

const Groups = ({ view: { state }, balance, lang }: Props) => {
  const said = CONSULTATIONS[lang];
  const [group, count, answer] = said.groupHeads;
  const inGroup = (nth: number): number => balance.cells.filter((it) => it.group === nth).reduce((sum, it) => sum + it.count, 0);
  return state.groups.length === 0 ? null : (
    <WorkTable label={said.progress} heads={said.groupHeads}>
      {state.groups.map((it) => (
        <tr>
          <td data-head={group}>{LINKS.group(it.nth, it.heading)[lang]}</td>
          <td data-head={count}>{inGroup(it.nth)}</td>
          <td data-head={answer}>{it.answer === null ? said.notAnswered : ADOPTED_WORDS[it.answer.outcome][lang]}</td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** How far the comments are, the groups, and what a decision made now would show to everybody. */
export const ConsultationBody = ({ view, balance, notAnswered, lang }: Props & { readonly notAnswered: number }) => {
  const said = CONSULTATIONS[lang];
  const { state, number, today } = view;
  const sending = balance.cells
    .filter((it) => it.outcome === null && state.groups.some(({ nth, answer }) => nth === it.group && answer !== null))
    .reduce((sum, it) => sum + it.count, 0);
  const left = daysLeft(state, today);
  const breaches = [
    ...(left > 0 ? [BREACH_WORDS.early(left)[lang]] : []),
    ...(notAnswered > 0 ? [BREACH_WORDS.unanswered(notAnswered)[lang]] : []),
  ];
  return (
    <>
      <h2>{said.progress}</h2>
      <p>{said.counts(balance.received, balance.waiting, balance.ungrouped)}</p>
      {sending > 0 && (
        <p class="note" role="status">
          {said.sending(sending)}
        </p>
      )}
      <Groups view={view} balance={balance} lang={lang} />
      <p>
        <a href={href(lang, `/desk/consultation/${number}/comments`)}>{said.read}</a>
      </p>
      {!isOver(state) && breaches.length > 0 && <p class="note warn">{said.decideNow(breaches.join(MARKS[lang].list))}</p>}
      <p>
        <a href={href(lang, `/consultations/${number}`)}>{said.toPublic}</a>
      </p>
    </>
  );
};
