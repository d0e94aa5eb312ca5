import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { mayDo, mayList } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { DWELLINGS, type SiteClass } from '../../../kernel/site/classes.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { siteName } from '../../sites/public.ts';
import { isLooking, phaseOn } from '../domain/phases.ts';
import { OPEN_MAX, openSites, type OpenSite } from '../server/read-progress.ts';
import { roundName, roundsOf, type RoundRow } from '../server/read-rounds.ts';
import { ROUNDS } from './page-words.ts';
import { className } from './progress.tsx';
import { SUBJECT_WORDS, YIELDS } from './words.ts';

/** Sites of one round that wait for an office. */
interface ToLook {
  readonly round: RoundRow;
  readonly sites: readonly OpenSite[];
}

/** What classes of a round may be listed by name: not those in which people live (G11). */
const listable = (classes: readonly string[]): readonly string[] => classes.filter((kind) => !DWELLINGS.includes(kind as SiteClass));

const phaseText = (round: RoundRow, today: PlainDate, lang: Lang): string => {
  const said = ROUNDS[lang];
  if (round.closed) return said.closed;
  const phase = phaseOn(round.phases, today);
  return phase ? `${phase.phase} · ${YIELDS[phase.deliverable][lang]}` : today > round.last_day ? said.over : said.waits;
};

interface ListProps {
  readonly rounds: readonly RoundRow[];
  readonly it: Jurisdiction;
  readonly office: string;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const List = ({ rounds, it, office, today, lang }: ListProps) => {
  const { heads, title } = ROUNDS[lang];
  const [name, about, lead, phase, until] = heads;
  return (
    <WorkTable label={title} heads={heads}>
      {rounds.map((row) => (
        <tr>
          <td data-head={name}>
            {row.office === office || row.offices.includes(office) ? (
              <a href={href(lang, `/desk/round/${row.round}`)}>{roundName(row, lang)}</a>
            ) : (
              roundName(row, lang)
            )}
          </td>
          <td data-head={about}>{SUBJECT_WORDS[row.subject as keyof typeof SUBJECT_WORDS][lang]}</td>
          <td data-head={lead}>{officeName(it, row.office, lang)}</td>
          <td data-head={phase}>{phaseText(row, today, lang)}</td>
          <td data-head={until}>{dayInWords(row.last_day, lang, today)}</td>
        </tr>
      ))}
    </WorkTable>
  );
};

/** Opens the form of a site by its number, where no list may be shown. */
const ByNumber = ({ round, lang }: { readonly round: RoundRow; readonly lang: Lang }) => {
  const said = ROUNDS[lang];
  const dwellings = round.classes.filter((kind) => DWELLINGS.includes(kind as SiteClass));
  const id = `site-${round.round}`;
  return dwellings.length === 0 ? null : (
    <form action={href(lang, `/desk/round/${round.round}/look`)} class="find screen">
      <label for={id}>{said.number}</label>
      <p class="hint">{said.dwellings(dwellings.map((kind) => className(kind, lang)).join(MARKS[lang].list))}</p>
      <p class="row">
        <input id={id} type="text" name="site" autocomplete="off" spellcheck={false} /> <button class="btn plain">{said.go}</button>
      </p>
    </form>
  );
};

const Waiting = ({ some, lang }: { readonly some: ToLook; readonly lang: Lang }) => {
  const said = ROUNDS[lang];
  const [where, kind] = said.where;
  const { round } = some;
  const shown = some.sites.slice(0, OPEN_MAX);
  return (
    <section>
      <h2>{said.toLook}</h2>
      <p>{said.toLookLead(roundName(round, lang))}</p>
      {shown.length > 0 && (
        <WorkTable label={roundName(round, lang)} heads={said.where}>
          {shown.map((site) => (
            <tr>
              <td data-head={where}>{siteName(site, lang)}</td>
              <td data-head={kind}>{className(site.class, lang)}</td>
              <td>
                <a class="btn" href={href(lang, `/desk/round/${round.round}/look?site=${site.site}`)}>
                  {said.look}
                </a>
              </td>
            </tr>
          ))}
        </WorkTable>
      )}
      {shown.length === 0 && listable(round.classes).length > 0 && <p>{said.allDone}</p>}
      {some.sites.length > OPEN_MAX && <p class="small">{said.more(OPEN_MAX)}</p>}
      <ByNumber round={round} lang={lang} />
    </section>
  );
};

/** What waits for an office in the rounds whose phase of today looks at sites. */
const waitingFor = async (
  { service }: PageRequest,
  rounds: readonly RoundRow[],
  who: StaffMember,
  zone: string,
  today: PlainDate,
): Promise<readonly ToLook[]> =>
  service.read(async (tx) => {
    const found: ToLook[] = [];
    for (const round of rounds) {
      const phase = phaseOn(round.phases, today);
      if (!phase || !isLooking(phase) || round.closed) continue;
      const sites = await openSites(tx, { ...round, classes: listable(round.classes) }, phase, zone, who.office);
      found.push({ round, sites });
    }
    return found;
  });

const showRounds = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, staff } = request;
  const said = ROUNDS[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const who = staff !== null && mayList(it.access, staff.role, 'round') ? staff : null;
  const rounds = who === null ? [] : await service.read((tx) => roundsOf(tx, who.office));
  const waiting = who === null ? [] : await waitingFor(request, rounds, who, it.zone, today);
  const mayOpen = who !== null && mayDo(it.access, { role: who.role, relation: 'own', verb: 'open_round', of: 'round' }).allowed;
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {mayOpen && (
        <p>
          <a class="btn" href={href(lang, '/desk/rounds/new')}>
            {said.open}
          </a>
        </p>
      )}
      {rounds.length === 0 || who === null ? (
        <p>{said.none}</p>
      ) : (
        <List rounds={rounds} it={it} office={who.office} today={today} lang={lang} />
      )}
      {waiting.map((some) => (
        <Waiting some={some} lang={lang} />
      ))}
    </>,
    { wide: true },
  );
};

/** The rounds that concern an office, and the sites that still wait for it. */
export const pages: readonly Page[] = [{ path: '/desk/rounds', method: 'GET', face: 'desk', handle: showRounds }];
