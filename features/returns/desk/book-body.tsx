import type { StaffView } from '../../../engine/staff-entity.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { Act, BookState } from '../domain/state.ts';
import { questionsIn } from './figure-fields.tsx';
import { ruleName, rulesOf } from './when.ts';
import { CHOICES, LINKS, RETURNS } from './words.ts';

const dayOf = (text: string, lang: Lang): string => {
  const day = parsePlainDate(text);
  return day ? dayInWords(day, lang) : text;
};

/** How an act came: nil, afterwards, struck out, with its paper. */
const howOf = (act: Act, lang: Lang): string => {
  const said = RETURNS[lang];
  return [
    ...(act.nil ? [said.nilSaid] : []),
    ...(act.after ? [said.afterSaid] : []),
    ...(act.paper ? [said.papers(act.paper.number, dayOf(act.paper.on, lang), act.paper.pages)] : []),
    ...(act.lacks.length > 0 ? [said.lacking(act.lacks.length)] : []),
    ...(act.struckOut ? [LINKS.struckOut[lang].trim()] : []),
  ].join(' · ');
};

/** The figures of an act, by the labels of the form that it was made with. */
const figuresOf = (it: StaffView<BookState>['it'], act: Act, lang: Lang): string => {
  const form = act.formHash === null ? undefined : it.forms.get(act.formHash);
  const asked = form ? questionsIn(form, lang) : [];
  return RETURNS[lang].names(asked.map(({ key, label }) => `${label} ${act.figures[key] ?? '–'}`));
};

/** What an act is called where one of several is chosen. */
export const actName = (it: StaffView<BookState>['it'], act: Act, lang: Lang): string =>
  `${momentInWords(act.at, it.zone, lang)} ${ruleName(rulesOf(it), act.rule, lang)} ${act.slot}`;

/** The book of a month: what was handed in, excused days, what is missing. */
export const BookBody = ({ view: { it, state }, lang }: { readonly view: StaffView<BookState>; readonly lang: Lang }) => {
  const said = RETURNS[lang];
  const rules = rulesOf(it);
  const [when, what, which, figures, how] = said.actHeads;
  return (
    <>
      <p>
        <a href={href(lang, '/desk/returns')}>{said.title}</a>
      </p>
      {state.missing.length > 0 && (
        <p>
          <b>{said.missingDays}</b>
          {said.names(state.missing.map((day) => dayOf(day, lang)))}
        </p>
      )}
      {state.acts.length > 0 && <h2>{said.acts}</h2>}
      {state.acts.length > 0 && (
        <WorkTable label={said.acts} heads={said.actHeads}>
          {state.acts.map((act) => (
            <tr>
              <td data-head={when}>{momentInWords(act.at, it.zone, lang)}</td>
              <td data-head={what}>{ruleName(rules, act.rule, lang)}</td>
              <td data-head={which}>{act.slot}</td>
              <td data-head={figures}>{figuresOf(it, act, lang)}</td>
              <td data-head={how}>{howOf(act, lang)}</td>
            </tr>
          ))}
        </WorkTable>
      )}
      {state.excused.length > 0 && <h2>{said.excuses}</h2>}
      {state.excused.map(({ from, to, why }) => (
        <p>
          {dayOf(from, lang)} – {dayOf(to, lang)} {Object.hasOwn(CHOICES, why) ? CHOICES[why as keyof typeof CHOICES][lang] : ''}
        </p>
      ))}
    </>
  );
};
