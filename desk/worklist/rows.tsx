import { labelOr, inLang } from '../../kernel/language/languages.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { daysBetween } from '../../kernel/calendar/plain-date.ts';
import { instant, toIso } from '../../kernel/calendar/instant.ts';
import { findPlace } from '../../kernel/policy/places.ts';
import { findSubject } from '../../kernel/policy/subjects.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import { dayInWords, isDayNamed, momentInWords, withinInWords } from '../../portal/dates.ts';
import { href, type Lang } from '../../portal/page.ts';
import { WorkTable } from '../../portal/work-table.tsx';
import { DueTag } from '../due.tsx';
import { queueQuery } from './filter.ts';
import type { WorkDuty, Worklist, WorkRow } from './read-worklist.ts';
import type { WorkKind } from './work-kind.ts';
import { WORDS } from './words.ts';

/** A list and what is needed to say it. */
export interface Said {
  readonly list: Worklist;
  readonly kinds: readonly WorkKind[];
  readonly it: Jurisdiction;
  readonly lang: Lang;
}

const office = ({ it, lang }: Said, id: string | null): string => officeName(it, id, lang);

const DutyDue = ({ duty, said: { list, lang } }: { readonly duty: WorkDuty; readonly said: Said }) => {
  const words = WORDS[lang];
  return duty.isMoment ? (
    <>
      <span class="tag late">{duty.dueAt < list.now ? words.over : words.atOnce}</span>
      <br />
      <time dateTime={toIso(instant(duty.dueAt))}>{momentInWords(instant(duty.dueAt), list.zone, lang)}</time>
    </>
  ) : (
    <>
      <DueTag due={duty.dueOn} today={list.today} lang={lang} />
      <br />
      <time dateTime={duty.dueOn}>{dayInWords(duty.dueOn, lang, list.today)}</time>
      {duty.provisional && (
        <>
          <br />
          <span class="small">{words.provisional}</span>
        </>
      )}
    </>
  );
};

/** The clause of a duty, its time, and whether it can be extended. */
const Clause = ({ duty: { rule, dueOn }, said: { list, lang } }: { readonly duty: WorkDuty; readonly said: Said }) => (
  <span class="small">
    {inLang(rule.clause, lang)}
    {rule.within !== null && !isDayNamed(rule.within) && ` · ${withinInWords(rule.within, lang)}`}
    {rule.extend && daysBetween(list.today, dueOn) >= 0 && ` · ${WORDS[lang].extendable}${withinInWords(rule.extend.max, lang)}`}
  </span>
);

/** What is owed first; its clause and whatever else is owed are folded under it. */
const Owed = ({ row, said }: { readonly row: WorkRow; readonly said: Said }) => {
  const { lang, kinds, list } = said;
  const words = WORDS[lang];
  const kind = kinds.find((one) => one.name === row.kind);
  const [first, ...rest] = row.duties;
  return (
    <>
      {row.supervised && (
        <div>
          {words.supervising(office(said, row.supervised.office))}
          <div class="small">{words.lateSince(dayInWords(row.supervised.lateOn, lang, list.today))}</div>
        </div>
      )}
      {first && (
        <>
          {kind?.owed(first.rule.kind, lang) ?? inLang(first.rule.label, lang)}
          <details>
            <summary>{rest.length > 0 ? words.rest(rest.length) : words.clause}</summary>
            <Clause duty={first} said={said} />
            {rest.map((duty) => (
              <p>
                {kind?.owed(duty.rule.kind, lang) ?? inLang(duty.rule.label, lang)} ·{' '}
                {duty.isMoment ? words.atOnce : dayInWords(duty.dueOn, lang, list.today)}
                <br />
                <Clause duty={duty} said={said} />
              </p>
            ))}
          </details>
        </>
      )}
    </>
  );
};

const Passed = ({ row, said }: { readonly row: WorkRow; readonly said: Said }) => {
  const words = WORDS[said.lang];
  const { passed } = row;
  const kind = said.kinds.find((one) => one.name === row.kind);
  if (!passed) return null;
  const isElsewhere = passed.lead !== passed.office && !passed.waits;
  return (
    <>
      {words.passedTo(office(said, passed.office))}
      {isElsewhere && <div>{words.nowAt(office(said, passed.lead))}</div>}
      {passed.waits && <div class="small">{words.waits}</div>}
      <div class="small">{passed.looked ? words.looked : words.unseen}</div>
      {passed.canTakeBack && kind?.takeBackPath && <a href={href(said.lang, kind.takeBackPath(row.number))}>{words.takeBack}</a>}
    </>
  );
};

const When = ({ row, said }: { readonly row: WorkRow; readonly said: Said }) => {
  const { list, lang } = said;
  const [first] = row.duties;
  const day = row.closed?.on ?? row.passed?.on;
  if (day !== undefined) return <time dateTime={day}>{dayInWords(day, lang, list.today)}</time>;
  if (first) return <DutyDue duty={first} said={said} />;
  if (!row.supervised) return null;
  const due = row.supervised.by ?? row.supervised.lateOn;
  return (
    <>
      <DueTag due={due} today={list.today} lang={lang} />
      <br />
      <time dateTime={due}>{dayInWords(due, lang, list.today)}</time>
    </>
  );
};

/** The number, and the title where it may be read; a link where the entity can be opened. */
const Name = ({ row, said: { list, kinds, lang } }: { readonly row: WorkRow; readonly said: Said }) => {
  const words = WORDS[lang];
  const small = words.filed(dayInWords(row.filedOn, lang, list.today));
  const path = kinds.find((one) => one.name === row.kind)?.path(row.number) ?? '/desk';
  // What was passed on and taken by another office opens for nobody here.
  if (row.passed && !row.passed.waits)
    return (
      <>
        {row.number}
        <br />
        <span class="small">{small}</span>
      </>
    );
  const queue = row.duties.length > 0 ? `?${queueQuery({ ...list.filter, after: row.cursor })}` : '';
  return (
    <>
      <a href={href(lang, `${path}${queue}`)} {...(row.lang === lang ? {} : { lang: row.lang })}>
        {row.title === '' ? words.gone : row.title}
      </a>
      <br />
      <span class="small">
        {row.number} · {small}
      </span>
    </>
  );
};

const About = ({ row, said: { it, lang } }: { readonly row: WorkRow; readonly said: Said }) => {
  const subject = row.subject === null ? '' : labelOr(findSubject(it.subjects?.set ?? null, row.subject)?.label, row.subject, lang);
  const place = row.place === null ? '' : labelOr(findPlace(it.places?.set ?? null, row.place)?.label, row.place, lang);
  return <>{[subject, place].filter((part) => part !== '').join(' · ')}</>;
};

const Row = ({ row, said }: { readonly row: WorkRow; readonly said: Said }) => {
  const { lang, kinds } = said;
  const kind = kinds.find((one) => one.name === row.kind);
  return (
    <tr>
      <td>
        <When row={row} said={said} />
      </td>
      <th scope="row">
        <Name row={row} said={said} />
      </th>
      <td>
        <About row={row} said={said} />
      </td>
      <td>
        {row.closed ? (
          kind?.standing(row.closed.step, lang)
        ) : row.passed ? (
          <Passed row={row} said={said} />
        ) : (
          <Owed row={row} said={said} />
        )}
      </td>
    </tr>
  );
};

/** A list as a table, one row an entity. */
export const Rows = ({ said }: { readonly said: Said }) => {
  const { list, lang } = said;
  const { view } = list.filter;
  return (
    <div id="list">
      <WorkTable label={WORDS[lang].views[view]} heads={WORDS[lang].heads[view]}>
        {list.rows.map((row) => (
          <Row row={row} said={said} />
        ))}
      </WorkTable>
    </div>
  );
};
