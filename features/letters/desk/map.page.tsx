import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { mayDo, mayList } from '../../../kernel/access/access.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { keptFile } from '../../papers/public.ts';
import { siteName } from '../../sites/public.ts';
import type { MapRow } from '../domain/map.ts';
import { readMap } from '../server/read-map.ts';
import { renewalDays } from '../server/renewals.ts';
import { wallTable } from '../server/wall-table.ts';
import { cellsOf, dutyNames, gapsText } from './map-rows.ts';
import { postName } from './post-name.ts';
import { MAP } from './words.ts';

const PATH = '/desk/responsibility';

/** So many lines stand on the page; the table for the wall has all of them. */
const SHOWN = 200;

const newPath = ({ site, duties, gaps }: MapRow): string =>
  `/desk/letters/new?${new URLSearchParams({ site: site.site, ...(gaps.includes('no_post') && duties[0] !== undefined ? { rule: duties[0] } : {}) }).toString()}`;

interface Shown {
  readonly it: Jurisdiction;
  readonly rows: readonly MapRow[];
  readonly mayDraw: boolean;
  readonly lang: Lang;
}

/** How many duties, and which: folded, since a school has a dozen. */
const Duties = ({ row, it, lang }: { readonly row: MapRow; readonly it: Jurisdiction; readonly lang: Lang }) => {
  const [only, ...others] = dutyNames(row, it, lang);
  if (only === undefined) return <>–</>;
  return others.length === 0 ? (
    <>{only}</>
  ) : (
    <details>
      <summary>{MAP[lang].all(row.duties.length)}</summary>
      {[only, ...others].map((name) => (
        <div class="small">{name}</div>
      ))}
    </details>
  );
};

/** What is missing, on top, with the way to mend it. */
const Gaps = ({ it, rows, mayDraw, lang }: Shown) => {
  const said = MAP[lang];
  const [site, duties, missing, what] = said.gapHeads;
  const open = rows.filter((row) => row.gaps.length > 0);
  return (
    <section class="screen">
      <h2>{said.gaps}</h2>
      <p>{open.length === 0 ? said.noGaps : said.gapsLead(open.length)}</p>
      {open.length > 0 && (
        <WorkTable label={said.gaps} heads={said.gapHeads}>
          {open.slice(0, SHOWN).map((row) => (
            <tr>
              <td data-head={site}>{siteName(row.site, lang)}</td>
              <td data-head={duties}>
                <Duties row={row} it={it} lang={lang} />
              </td>
              <td data-head={missing}>
                <b>{gapsText(row, lang)}</b>
              </td>
              <td data-head={what}>
                {row.letter ? (
                  <a href={href(lang, `/desk/letter/${row.letter.letter}`)}>{said.look}</a>
                ) : (
                  mayDraw && <a href={href(lang, newPath(row))}>{said.draw}</a>
                )}
              </td>
            </tr>
          ))}
        </WorkTable>
      )}
    </section>
  );
};

const Soon = ({ it, rows, days, lang }: Omit<Shown, 'mayDraw'> & { readonly days: number | null }) => {
  const said = MAP[lang];
  const [site, duties, post, until] = said.soonHeads;
  const soon = rows.filter((row) => row.standing === 'ends_soon');
  return soon.length === 0 || days === null ? null : (
    <section class="screen">
      <h2>{said.soon}</h2>
      <p>{said.soonLead(days)}</p>
      <WorkTable label={said.soon} heads={said.soonHeads}>
        {soon.map((row) => (
          <tr>
            <td data-head={site}>{siteName(row.site, lang)}</td>
            <td data-head={duties}>
              <Duties row={row} it={it} lang={lang} />
            </td>
            <td data-head={post}>{row.post !== null && postName(it, row.post, lang)}</td>
            <td data-head={until}>
              <a href={href(lang, `/desk/letter/${row.letter?.letter ?? ''}`)}>{row.letter && dayInWords(row.letter.to_day, lang)}</a>
            </td>
          </tr>
        ))}
      </WorkTable>
    </section>
  );
};

/** The table for the wall. */
const Whole = ({ it, rows, lang }: Omit<Shown, 'mayDraw'>) => {
  const said = MAP[lang];
  return (
    <section>
      <h2 class="screen">{said.whole}</h2>
      <WorkTable label={said.title} heads={said.heads}>
        {rows.slice(0, SHOWN).map((row) => (
          <tr>
            {cellsOf(row, it, lang).map((cell, i) => (
              <td data-head={said.heads[i]}>
                {i === 5 && row.letter ? (
                  <a href={href(lang, `/desk/letter/${row.letter.letter}`)}>{cell}</a>
                ) : i === 0 ? (
                  <a href={href(lang, `/desk/site/${row.site.site}`)}>{cell}</a>
                ) : (
                  cell
                )}
                {i === 5 && row.gaps.length > 0 && (
                  <div class="small">
                    <b>{gapsText(row, lang)}</b>
                  </div>
                )}
              </td>
            ))}
          </tr>
        ))}
      </WorkTable>
      {rows.length > SHOWN && <p class="small">{said.more(SHOWN, rows.length)}</p>}
    </section>
  );
};

const rowsFor = async ({ service }: PageRequest, it: Jurisdiction, who: StaffMember | null): Promise<readonly MapRow[]> =>
  who !== null && mayList(it.access, who.role, 'letter') ? service.read((tx) => readMap(tx, it, who.office, service.clock())) : [];

const showMap = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, staff } = request;
  const said = MAP[lang];
  const it = await service.jurisdiction();
  const rows = await rowsFor(request, it, staff);
  const mayDraw = staff !== null && mayDo(it.access, { role: staff.role, relation: 'own', verb: 'draw_up_letter', of: 'letter' }).allowed;
  return html(
    said.title,
    <div class="across">
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <p class="row screen">
        {mayDraw && (
          <a class="btn" href={href(lang, '/desk/letters/new')}>
            {said.draw}
          </a>
        )}
        {rows.length > 0 && (
          <a class="btn plain" href={href(lang, `${PATH}/table.pdf`)}>
            {said.pdf}
          </a>
        )}
      </p>
      {rows.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <>
          <Gaps it={it} rows={rows} mayDraw={mayDraw} lang={lang} />
          <Soon it={it} rows={rows} days={renewalDays(it)} lang={lang} />
          <Whole it={it} rows={rows} lang={lang} />
          <p class="small screen">{said.print}</p>
        </>
      )}
    </div>,
    { wide: true, other: PATH },
  );
};

/** The table for the wall as a file. Nobody sees a table of what they may not list: it is empty then. */
const sendTable = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, staff, origin } = request;
  const it = await service.jurisdiction();
  const rows = await rowsFor(request, it, staff);
  const paper = wallTable(rows, it, staff?.office ?? '', service.clock(), lang);
  const slot = `responsibility ${staff?.office ?? ''}`;
  const made = await keptFile(service, slot, [paper], { name: 'huiyin-responsibility', address: origin, line: 'staff' });
  return isRefusal(made) ? { ...errorPage(lang, made), other: PATH } : made;
};

/** The map of responsibility, on a page and for the wall. */
export const pages: readonly Page[] = [
  { path: PATH, method: 'GET', face: 'desk', handle: showMap },
  { path: `${PATH}/table.pdf`, method: 'GET', face: 'desk', handle: sendTable },
];
