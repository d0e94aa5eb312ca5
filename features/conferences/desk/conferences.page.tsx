import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { mayDo, mayList } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Agenda } from '../../../kernel/policy/agenda.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { Meeting } from '../domain/vocabulary.ts';
import { agendaRules } from '../server/agenda-rules.ts';
import { conferencesOf, heldLast, type ConferenceRow } from '../server/read-conferences.ts';
import { takenOf } from '../server/taken-matters.ts';
import { CONFERENCES } from './page-words.ts';
import { TakenList } from './taken-list.tsx';
import { HEAD, MEETING_WORDS } from './words.ts';

const stateOf = ({ called_off, closed_on, signed_on, opened_on }: ConferenceRow, lang: Lang): string => {
  const said = CONFERENCES[lang];
  if (called_off) return said.off;
  return closed_on !== null ? said.closed : signed_on !== null ? said.signed : opened_on !== null ? said.open : said.waits;
};

interface ListProps {
  readonly title: string;
  readonly rows: readonly ConferenceRow[];
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const List = ({ title, rows, it, today, lang }: ListProps) => {
  const { heads, items } = CONFERENCES[lang];
  const [name, day, office, agenda, decided, state] = heads;
  return rows.length === 0 ? null : (
    <>
      <h2>{title}</h2>
      <WorkTable label={title} heads={heads}>
        {rows.map((row) => (
          <tr>
            <td data-head={name}>
              <a href={href(lang, `/desk/conference/${row.conference}`)}>{MEETING_WORDS[row.meeting][lang]}</a>
            </td>
            <td data-head={day}>{dayInWords(row.day, lang, today)}</td>
            <td data-head={office}>{officeName(it, row.office, lang)}</td>
            <td data-head={agenda}>{items(row.items)}</td>
            <td data-head={decided}>{items(row.decided)}</td>
            <td data-head={state}>{stateOf(row, lang)}</td>
          </tr>
        ))}
      </WorkTable>
    </>
  );
};

interface RhythmProps {
  readonly rules: Agenda;
  readonly held: ReadonlyMap<Meeting, PlainDate>;
  readonly today: PlainDate;
  readonly lang: Lang;
}

/** Which meetings there are, how often they are held, and when this office has held each last. */
const Rhythms = ({ rules, held, today, lang }: RhythmProps) => {
  const said = CONFERENCES[lang];
  const [name, last, rule] = said.rhythmHeads;
  return (
    <details>
      <summary>{said.rhythms}</summary>
      <WorkTable label={said.rhythms} heads={said.rhythmHeads}>
        {rules.meetings.map(({ kind, label, clause }) => {
          const day = held.get(kind as Meeting); // a pack names none that the vocabulary does not have
          return (
            <tr>
              <td data-head={name}>{inLang(label, lang)}</td>
              <td data-head={last}>{day === undefined ? said.never : dayInWords(day, lang, today)}</td>
              <td data-head={rule}>{inLang(clause, lang)}</td>
            </tr>
          );
        })}
      </WorkTable>
    </details>
  );
};

const showConferences = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const said = CONFERENCES[lang];
  const it = await service.jurisdiction();
  const who = staff !== null && mayList(it.access, staff.role, 'conference') ? staff : null;
  const rows = who === null ? [] : await service.read((tx) => conferencesOf(tx, who.office));
  const held = who === null ? new Map<Meeting, PlainDate>() : await service.read((tx) => heldLast(tx, who.office));
  const rules = agendaRules(it);
  const taken = who === null ? [] : await service.read((tx) => takenOf(tx, who.office));
  const mayTake = who !== null && mayDo(it.access, { role: who.role, relation: 'own', verb: 'take_matter', of: 'taken_matter' }).allowed;
  const mayCall = who !== null && mayDo(it.access, { role: who.role, relation: 'own', verb: 'call_conference', of: 'conference' }).allowed;
  const today = dateIn(service.clock(), it.zone);
  const isToCome = (row: ConferenceRow): boolean => row.opened_on === null && !row.called_off;
  return html(
    HEAD.title[lang],
    <>
      <h1>{HEAD.title[lang]}</h1>
      <p class="lead">{said.lead}</p>
      {mayCall && (
        <p>
          <a class="btn" href={href(lang, '/desk/conferences/new')}>
            {said.call}
          </a>
        </p>
      )}
      {rows.length === 0 && <p>{said.none}</p>}
      <List title={said.upcoming} rows={rows.filter(isToCome).toReversed()} it={it} today={today} lang={lang} />
      <List title={said.past} rows={rows.filter((row) => !isToCome(row))} it={it} today={today} lang={lang} />
      {who && <TakenList it={it} rows={taken} mayTake={mayTake} today={today} lang={lang} />}
      {rules && <Rhythms rules={rules} held={held} today={today} lang={lang} />}
      <p>
        <a href={href(lang, '/decisions')}>{said.open_public}</a>
      </p>
    </>,
    { wide: true },
  );
};

/** The conferences of one's own office. */
export const pages: readonly Page[] = [{ path: '/desk/conferences', method: 'GET', face: 'desk', handle: showConferences }];
