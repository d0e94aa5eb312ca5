import { inLang } from '../../../kernel/language/languages.ts';
import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { DutyKind } from '../../../kernel/matter/vocabulary.ts';
import type { Subject } from '../../../kernel/policy/subjects.ts';
import { getPack } from '../../../policy/load.ts';
import { waysOf } from '../../../policy/ways.ts';
import { dayInWords, withinInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WithTel } from '../../../portal/tel.tsx';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { officeName, preview, receptionOf } from '../../grievances/public.ts';
import { isAccusing } from '../domain/accusation.ts';
import { dateWays, type DatedWay } from '../domain/compute-way.ts';
import { findSubjects } from '../domain/find-subjects.ts';
import { WORDS } from './words.ts';

const TYPED_MAX = 200;
/** Rows that a page of 20 kB with its styles can hold beside the ways (design 8). */
const SUBJECTS_SHOWN = 12;

const ANSWERS: readonly DutyKind[] = ['decide', 'reply', 'feedback'];

interface Around {
  readonly it: Jurisdiction;
  readonly lang: Lang;
  readonly now: ReturnType<PageRequest['service']['clock']>;
  readonly today: PlainDate;
}

const calendarFor = (it: Jurisdiction, pack: Pack): Calendar | undefined =>
  [...it.calendars.values()].find((calendar) => calendar.id === pack.calendar.id);

/** The last day of the first answer, and of everything that may follow, for what is filed today under a pack. */
const datesOf = ({ it, now }: Around, pack: Pack): { readonly answer: PlainDate | null; readonly last: PlainDate | null } => {
  const calendar = calendarFor(it, pack);
  const stages = calendar ? preview(pack, calendar, receptionOf(it), now).stages : [];
  const answer = stages.find((stage) => ANSWERS.includes(stage.rule.kind))?.due ?? null;
  const days = stages.flatMap((stage) => (stage.due === null ? [] : [stage.due])).toSorted();
  return { answer, last: days.at(-1) ?? null };
};

const SubjectRow = ({ subject, around }: { readonly subject: Subject; readonly around: Around }) => {
  const { it, lang, today } = around;
  const words = WORDS[lang];
  const pack = it.packs.get(it.newestPack.get(subject.pack) ?? '');
  const answer = pack ? datesOf(around, pack).answer : null;
  return (
    <tr>
      <th scope="row">
        <a href={href(lang, `/file?service=${subject.id}`)}>{inLang(subject.label, lang)}</a>
      </th>
      <td>{subject.office !== undefined && it.offices.has(subject.office) ? officeName(it, subject.office, lang) : words.decides}</td>
      <td>{answer === null ? '–' : <time dateTime={answer}>{words.by(dayInWords(answer, lang, today))}</time>}</td>
    </tr>
  );
};

const Offices = ({ around, typed }: { readonly around: Around; readonly typed: string }) => {
  const { it, lang } = around;
  const words = WORDS[lang];
  if (!it.subjects) return <p>{words.noList(officeName(it, it.deskOffice, lang))}</p>;
  const found = findSubjects(it.subjects.set, typed).slice(0, SUBJECTS_SHOWN);
  return (
    <>
      <form method="post" action={href(lang, '/ways')} autocomplete="off" class="find">
        <label for="about">{words.ask}</label>
        <p class="hint" id="about-hint">
          {words.askHint}
        </p>
        <p class="row">
          <input id="about" type="text" name="about" value={typed} maxlength={TYPED_MAX} aria-describedby="about-hint" />{' '}
          <button class="btn plain" type="submit">
            {words.find}
          </button>
        </p>
      </form>
      {typed.trim() === '' && <h3>{words.all}</h3>}
      {isAccusing(typed) ? (
        <div class="note warn" role="status">
          <p>{words.accusing}</p>
          <form method="post" action={href(lang, '/file/about')}>
            <button class="btn" name="about" value="yes">
              {words.accusingLink}
            </button>
          </form>
        </div>
      ) : found.length === 0 ? (
        <p role="status">{words.none}</p>
      ) : (
        <WorkTable label={words.office} heads={words.heads}>
          {found.map((subject) => (
            <SubjectRow subject={subject} around={around} />
          ))}
        </WorkTable>
      )}
    </>
  );
};

const WayCard = ({ dated, around }: { readonly dated: DatedWay; readonly around: Around }) => {
  const { lang, today } = around;
  const words = WORDS[lang];
  const { way, begin, decide } = dated;
  const day = (date: PlainDate): string => dayInWords(date, lang, today);
  return (
    <section class="card">
      <h3>{inLang(way.label, lang)}</h3>
      <dl>
        <dt>{words.what}</dt>
        <dd>{inLang(way.for, lang)}</dd>
        <dt>{words.where}</dt>
        <dd>{inLang(way.where, lang)}</dd>
        <dt>{words.begin}</dt>
        <dd>
          {begin === null || way.known === undefined
            ? words.anytime
            : words.within(inLang(way.known, lang), withinInWords(begin.within, lang), day(begin.until))}
          {begin?.provisional && words.provisional} {begin && <span class="small">{inLang(begin.clause, lang)}</span>}
        </dd>
        <dt>{words.decide}</dt>
        <dd>
          {words.takes(inLang(way.from, lang), withinInWords(decide.within, lang), day(decide.by))}
          {decide.provisional && words.provisional} <span class="small">{inLang(decide.clause, lang)}</span>
        </dd>
      </dl>
    </section>
  );
};

const Here = ({ around }: { readonly around: Around }) => {
  const { it, lang, today } = around;
  const words = WORDS[lang];
  const pack = it.packs.get(it.pack);
  const { answer, last } = pack ? datesOf(around, pack) : { answer: null, last: null };
  const day = (date: PlainDate | null): string | null => (date === null ? null : dayInWords(date, lang, today));
  return (
    <section class="card">
      <h3>{words.here}</h3>
      <dl>
        <dt>{words.what}</dt>
        <dd>{words.hereFor}</dd>
        <dt>{words.where}</dt>
        <dd>{words.hereWhere(officeName(it, it.deskOffice, lang))}</dd>
        <dt>{words.begin}</dt>
        <dd>{words.hereBegin}</dd>
        <dt>{words.decide}</dt>
        <dd>
          {words.hereDecide(day(answer), last === answer ? null : day(last))} <span class="small">{pack && inLang(pack.title, lang)}</span>
        </dd>
      </dl>
    </section>
  );
};

const show = async ({ service, lang, form }: PageRequest): Promise<PageReply> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const around: Around = { it, lang, now, today: dateIn(now, it.zone) };
  const words = WORDS[lang];
  const typed = (form['about'] ?? '').slice(0, TYPED_MAX);
  const calendar = it.calendars.get(it.calendar);
  const ways = calendar && waysOf(calendar.id);
  return html(
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <h2>{words.office}</h2>
      <Offices around={around} typed={typed} />
      {!isAccusing(typed) && (
        <p class="screen">
          <a class="btn" href={href(lang, '/file')}>
            {words.file}
          </a>
        </p>
      )}
      <p class="small">
        {words.accused}
        <a href={href(lang, '/file')}>{words.accusedLink}</a>
      </p>
      <p class="screen">
        <a href={href(lang, '/help')}>{words.doors}</a>
      </p>
      <h2>{words.ways}</h2>
      {ways && (
        <div class="note warn">
          <p>
            <b>{words.warn}</b> <WithTel text={inLang(ways.ask, lang)} />
          </p>
        </div>
      )}
      <Here around={around} />
      {calendar && ways && dateWays(ways, getPack, calendar, now).map((dated) => <WayCard dated={dated} around={around} />)}
      {ways && <p class="small">{words.outside}</p>}
      <p class="print small">
        {words.printed}
        {dayInWords(around.today, lang)}
      </p>
    </>,
    { wide: true, other: '/ways' },
  );
};

/** Which office and which legal way, before anything is filed. What is typed comes by POST and is not kept. */
export const pages: readonly Page[] = [
  { path: '/ways', method: 'GET', face: 'open', handle: show },
  { path: '/ways', method: 'POST', face: 'open', handle: show },
];
