import { officeName } from '../../../engine/place/office-name.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { DueTag } from '../../../desk/due.tsx';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { Decision } from '../domain/state.ts';
import { AgendaTable, type ConferenceProps } from './agenda-table.tsx';
import { CONFERENCES } from './page-words.ts';

const Standing = ({ decision, props: { view, lang } }: { readonly decision: Decision; readonly props: ConferenceProps }) => {
  const said = CONFERENCES[lang];
  const { it, today } = view;
  if (decision.confirmedAt !== null) return <>{said.confirmed(dayInWords(dateIn(decision.confirmedAt, it.zone), lang, today))}</>;
  if (decision.kept !== null) return <>{said.kept(dayInWords(dateIn(decision.kept.at, it.zone), lang, today))}</>;
  return (
    <>
      {said.owed} <DueTag due={decision.by} today={today} lang={lang} />
    </>
  );
};

const Decisions = ({ view, lang }: ConferenceProps) => {
  const said = CONFERENCES[lang];
  const { state, it, today } = view;
  const [nth, item, office, by, standing] = said.decisionHeads;
  return state.decisions.length === 0 ? null : (
    <>
      <h2>{said.decisions}</h2>
      <WorkTable label={said.decisions} heads={said.decisionHeads}>
        {state.decisions.map((decision) => (
          <tr>
            <td data-head={nth}>{decision.nth}</td>
            <td data-head={item}>{decision.item === null ? said.whole : <code>{decision.item}</code>}</td>
            <td data-head={office}>{officeName(it, decision.office, lang)}</td>
            <td data-head={by}>
              {dayInWords(decision.by, lang, today)}
              {decision.extended && (
                <>
                  <br />
                  <span class="small">{said.extended}</span>
                </>
              )}
            </td>
            <td data-head={standing}>
              <Standing decision={decision} props={{ view, lang }} />
            </td>
          </tr>
        ))}
      </WorkTable>
    </>
  );
};

const Signatures = ({ view: { state, it }, lang }: ConferenceProps) => {
  const said = CONFERENCES[lang];
  const [office, minutes] = said.signatureHeads;
  return state.signatures.length === 0 ? null : (
    <>
      <h2>{said.signatures}</h2>
      <WorkTable label={said.signatures} heads={said.signatureHeads}>
        {state.signatures.map((one) => (
          <tr>
            <td data-head={office}>{officeName(it, one.office, lang)}</td>
            <td data-head={minutes}>{said[one.answer ?? 'unanswered']}</td>
          </tr>
        ))}
      </WorkTable>
    </>
  );
};

/** What stands on the page of a conference before its steps. */
export const ConferenceBody = ({ view, lang }: ConferenceProps) => {
  const said = CONFERENCES[lang];
  const { state, it, today } = view;
  return (
    <>
      <dl>
        <dt>{said.heads[1]}</dt>
        <dd>{state.day && dayInWords(state.day, lang, today)}</dd>
        <dt>{said.offices}</dt>
        <dd>{state.offices.map((office) => officeName(it, office, lang)).join(MARKS[lang].list)}</dd>
      </dl>
      <AgendaTable view={view} lang={lang} />
      <p class="screen">
        <a href={href(lang, `/desk/conference/${view.number}/agenda`)}>{said.print}</a>
      </p>
      <Decisions view={view} lang={lang} />
      <Signatures view={view} lang={lang} />
    </>
  );
};
