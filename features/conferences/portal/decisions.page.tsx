import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { words } from '../../../kernel/language/words.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { postName } from '../desk/post-name.ts';
import { subjectOf } from '../desk/taken-list.tsx';
import { MEETING_WORDS } from '../desk/words.ts';
import { publicTaken, type TakenRow } from '../server/taken-matters.ts';
import { publicConferences, type PublicDecision } from '../server/read-conferences.ts';

export const WORDS = words('conferences/portal/decisions.WORDS', {
  'zh-CN': {
    title: '联席会议定下的事',
    lead: '几个单位一起定下的事，由哪个单位办，到哪天。关于单独一件事项的决定不写在这里，任何事项的编号都不写。',
    none: '还没有签发过纪要的会议。',
    held: (day: string, office: string, items: number, decided: number) => `${day}，${office}召集。议程${items}件，定下${decided}件。`,
    heads: ['定了什么', '承办单位', '到哪天', '办了没有'],
    kept: '按期办完',
    keptLate: '逾期办完',
    late: '逾期，还没有办完',
    saidDone: '承办单位说办完了，等核对',
    running: '在办',
    extended: '（延长过一次）',
    noneTold: '定下的都是关于单独一件事项的，不公开。',
    taken: '负责人牵头的事项',
    takenLead: '一件事项由一位负责人牵头，办到有结果。这里只写岗位和是哪方面的事。',
    takenHeads: ['哪个岗位', '是哪方面的事'],
  },
  en: {
    title: 'Joint decisions',
    lead: 'What offices have decided together: which one does it, by which day. Decisions about a single matter do not stand here, and no number of any matter does.',
    none: 'There is no conference with signed minutes yet.',
    held: (day: string, office: string, items: number, decided: number) =>
      `${day}, called by ${office}. On the agenda: ${items}. Decided: ${decided}.`,
    heads: ['What was decided', 'Office', 'By', 'Done?'],
    kept: 'done in time',
    keptLate: 'done late',
    late: 'late, not done yet',
    saidDone: 'its office says that it is done; to be looked at',
    running: 'under way',
    extended: ' (extended once)',
    noneTold: 'All that was decided is about single matters, and not told.',
    taken: 'Matters taken by heads',
    takenLead: 'One matter is taken by one head until it is decided. Here stand the post and the subject, and nothing else.',
    takenHeads: ['Post', 'Subject'],
  },
});

const standingOf = ({ by_day, kept_on, confirmed_on }: PublicDecision, today: PlainDate, lang: Lang): string => {
  const said = WORDS[lang];
  if (kept_on !== null && confirmed_on === null) return said.saidDone;
  if (kept_on !== null) return kept_on <= by_day ? said.kept : said.keptLate;
  return by_day < today ? said.late : said.running;
};

interface TableProps {
  readonly decisions: readonly PublicDecision[];
  readonly label: string;
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const Decisions = ({ decisions, label, it, today, lang }: TableProps) => {
  const said = WORDS[lang];
  const [what, office, by, done] = said.heads;
  return (
    <WorkTable label={label} heads={said.heads}>
      {decisions.map((one) => (
        <tr>
          <td data-head={what} lang="zh-CN">
            {one.public_line}
          </td>
          <td data-head={office}>{officeName(it, one.office, lang)}</td>
          <td data-head={by}>
            {dayInWords(one.by_day, lang, today)}
            {one.extended && said.extended}
          </td>
          <td data-head={done}>{standingOf(one, today, lang)}</td>
        </tr>
      ))}
    </WorkTable>
  );
};

interface TakenProps {
  readonly taken: readonly Pick<TakenRow, 'post' | 'subject'>[];
  readonly it: Jurisdiction;
  readonly lang: Lang;
}

/** Which posts have taken a matter, and what it is about: no number, no day. */
const Taken = ({ taken, it, lang }: TakenProps) => {
  const said = WORDS[lang];
  const [post, subject] = said.takenHeads;
  return (
    <section>
      <h2>{said.taken}</h2>
      <p>{said.takenLead}</p>
      <WorkTable label={said.taken} heads={said.takenHeads}>
        {taken.map((row) => (
          <tr>
            <td data-head={post}>{postName(it, row.post, lang)}</td>
            <td data-head={subject}>{subjectOf(it, row.subject, lang)}</td>
          </tr>
        ))}
      </WorkTable>
    </section>
  );
};

const showDecisions = async ({ service, lang }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const it = await service.jurisdiction();
  const held = await service.read((tx) => publicConferences(tx));
  const taken = await service.read((tx) => publicTaken(tx));
  const today = dateIn(service.clock(), it.zone);
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {held.length === 0 && <p>{said.none}</p>}
      {held.map((one, i) => {
        // Two meetings of one kind may be held on one day: each table has a name of its own.
        const label = `${i + 1} · ${MEETING_WORDS[one.meeting][lang]} · ${dayInWords(one.day, lang, today)}`;
        return (
          <section>
            <h2>{MEETING_WORDS[one.meeting][lang]}</h2>
            <p>{said.held(dayInWords(one.day, lang, today), officeName(it, one.office, lang), one.items, one.decided)}</p>
            {one.decisions.length > 0 ? (
              <Decisions decisions={one.decisions} label={label} it={it} today={today} lang={lang} />
            ) : (
              one.decided > 0 && <p class="small">{said.noneTold}</p>
            )}
          </section>
        );
      })}
      {taken.length > 0 && <Taken taken={taken} it={it} lang={lang} />}
    </>,
    { wide: true },
  );
};

/** What everybody may know of joint decisions. */
export const pages: readonly Page[] = [{ path: '/decisions', method: 'GET', face: 'open', handle: showDecisions }];
