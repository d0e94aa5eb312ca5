import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { mayDo, mayList } from '../../../kernel/access/access.ts';
import { addMs, type Instant } from '../../../kernel/calendar/instant.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { named } from '../../../desk/staff-entity/face.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { callsFor, feedsOf, listOf, type ListedRow } from '../server/read-incidents.ts';
import { FIGURES } from './figures-words.ts';
import { PAGE } from './page-words.ts';
import { EVENTS } from './words.ts';

const BACK_MS = 90 * 86_400_000;

/** What one is called on lists: what it is and where. */
export const nameOfRow = ({ what, site_called: site }: Pick<ListedRow, 'what' | 'site_called'>, lang: Lang): string =>
  [named(INCIDENT_KIND_WORDS, what, lang), ...(site === null ? [] : [site])].join(' · ');

interface ListProps {
  readonly rows: readonly ListedRow[];
  readonly of: 'incident' | 'drill';
  readonly it: Jurisdiction;
  readonly lang: Lang;
}

const List = ({ rows, of, it, lang }: ListProps) => {
  const said = PAGE[lang];
  const [what, since, stage, office] = said.heads;
  return (
    <WorkTable label={said.title} heads={said.heads}>
      {rows.map((row) => (
        <tr>
          <td data-head={what}>
            {of === 'drill' && (
              <>
                <b>{said.isDrill}</b>{' '}
              </>
            )}
            <a href={href(lang, `/desk/${of}/${row.matter}`)}>{nameOfRow(row, lang)}</a>
          </td>
          <td data-head={since}>{momentInWords(row.known_at, it.zone, lang)}</td>
          <td data-head={stage}>{named(EVENTS, row.stage, lang)}</td>
          <td data-head={office}>{officeName(it, row.lead, lang)}</td>
        </tr>
      ))}
    </WorkTable>
  );
};

const isOver = ({ over_at: over, stage }: ListedRow): boolean => over !== null || stage === 'closed';

const mayBegin = (it: Jurisdiction, who: StaffMember, verb: string, of: string): boolean =>
  mayDo(it.access, { role: who.role, relation: 'own', verb, of }).allowed;

const show = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const said = PAGE[lang];
  const it = await service.jurisdiction();
  const now: Instant = service.clock();
  const who = staff !== null && mayList(it.access, staff.role, 'incident') ? staff : null;
  const since = addMs(now, -BACK_MS);
  const [incidents, drills, calls, feeds] =
    who === null
      ? [[], [], [], []]
      : await service.read(async (tx) => [
          await listOf(tx, 'incident', who.office, since),
          await listOf(tx, 'drill', who.office, since),
          await callsFor(tx, who.post, now),
          await feedsOf(tx, who.office),
        ]);
  const [running, over] = [incidents.filter((row) => !isOver(row)), incidents.filter(isOver)];
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {(['incident', 'drill'] as const).map((kind) => {
        const waiting = calls.filter(({ of }) => of === kind);
        return (
          waiting.length > 0 && (
            <p class="note" role="status">
              {kind === 'drill' ? said.calledDrills(waiting.length) : said.called(waiting.length)}{' '}
              {waiting.map(({ matter }) => (
                <>
                  <a href={href(lang, `/desk/${kind}/${matter}?step=acknowledge_call`)}>{matter}</a>{' '}
                </>
              ))}
            </p>
          )
        );
      })}
      {who !== null && (
        <p class="row">
          {mayBegin(it, who, 'take_word', 'incident') && (
            <a class="btn" href={href(lang, '/desk/incidents/new')}>
              {said.take}
            </a>
          )}
          {mayBegin(it, who, 'begin_drill', 'drill') && <a href={href(lang, '/desk/drills/new')}>{said.drill}</a>}
          <a href={href(lang, '/desk/incidents/figures')}>{FIGURES[lang].title}</a>
        </p>
      )}
      <h2>{said.running}</h2>
      {running.length === 0 ? <p>{said.none}</p> : <List rows={running} of="incident" it={it} lang={lang} />}
      <h2>{said.over}</h2>
      {over.length === 0 ? <p>{said.overNone}</p> : <List rows={over} of="incident" it={it} lang={lang} />}
      {feeds.length > 0 && (
        <>
          <h2>{said.feeds}</h2>
          <ul>
            {feeds.map(({ feed, looked_at: at, fault }) => (
              <li>
                {feed} · {said.feedRead(momentInWords(at, it.zone, lang))}
                {fault !== null && <b> {said.feedFault(fault)}</b>}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{said.drills}</h2>
      {drills.length === 0 ? <p>{said.drillsNone}</p> : <List rows={drills} of="drill" it={it} lang={lang} />}
    </>,
    { wide: true },
  );
};

/** What is under way, what is over, and the drills: of one's own office and of those below it. */
export const pages: readonly Page[] = [{ path: '/desk/incidents', method: 'GET', face: 'desk', handle: show }];
