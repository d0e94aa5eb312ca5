import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { mayList } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Closure } from '../../../kernel/recurrence/surroundings.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { siteName } from '../../sites/public.ts';
import { assetName, assetsOf, FROM_THE_FIRST, PAGE, type After, type ListedAsset } from '../server/read-assets.ts';
import { ASSET_CLASS_WORDS, ASSETS_WORDS } from './words.ts';

/** Where a page of the list begins, as its address says. What it cannot be begins at the first. */
const afterIn = ({ after = '', at = '' }: PageRequest['query']): After =>
  after.length <= 80 && /^[0-9A-Z]{8}$/.test(at) ? { name: after, at } : FROM_THE_FIRST;

const isOutOfUse = ({ closures }: ListedAsset, day: string): boolean =>
  (JSON.parse(closures) as readonly Closure[]).some(({ from, to }) => from <= day && day <= to); // written by its projection

interface UntilProps {
  readonly day: PlainDate | null;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const Until = ({ day, today, lang }: UntilProps) =>
  day === null ? (
    <>–</>
  ) : (
    <>
      {dayInWords(day, lang, today)}
      {day < today && (
        <>
          {' '}
          <span class="tag late">{ASSETS_WORDS[lang].over}</span>
        </>
      )}
    </>
  );

interface RowProps {
  readonly row: ListedAsset;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const Row = ({ row, today, lang }: RowProps) => {
  const said = ASSETS_WORDS[lang];
  const [name, kind, site, inspection, until] = said.heads;
  return (
    <tr>
      <td data-head={name}>
        <a href={href(lang, `/desk/asset/${row.asset}`)}>{assetName(row, lang)}</a>
        {isOutOfUse(row, today) && (
          <>
            {' '}
            <span class="tag">{said.outOfUse}</span>
          </>
        )}
      </td>
      <td data-head={kind}>{ASSET_CLASS_WORDS[row.class as keyof typeof ASSET_CLASS_WORDS][lang]}</td>
      <td data-head={site}>{siteName({ name: row.site_name, english: row.site_english }, lang)}</td>
      <td data-head={inspection}>
        <Until day={row.inspected_by} today={today} lang={lang} />
      </td>
      <td data-head={until}>
        <Until day={row.valid_by} today={today} lang={lang} />
      </td>
    </tr>
  );
};

const showAssets = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  const said = ASSETS_WORDS[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const site = parseEntityNumber(query['site'] ?? '') ?? null;
  const mayLook = staff !== null && mayList(it.access, staff.role, 'asset');
  const found = mayLook ? await service.read((tx) => assetsOf(tx, staff.office, afterIn(query), site)) : [];
  const shown = found.slice(0, PAGE);
  const last = found.length > PAGE ? shown.at(-1) : undefined;
  const here = (more: { readonly [name: string]: string }): string => {
    const text = new URLSearchParams({ ...(site === null ? {} : { site }), ...more }).toString();
    return `/desk/assets${text === '' ? '' : `?${text}`}`;
  };
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {site !== null && (
        <p>
          {said.ofSite} <a href={href(lang, '/desk/assets')}>{said.all}</a>
        </p>
      )}
      <p>
        <a class="btn" href={href(lang, `/desk/assets/new${site === null ? '' : `?site=${site}`}`)}>
          {said.enter}
        </a>
      </p>
      {shown.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <WorkTable label={said.title} heads={said.heads}>
          {shown.map((row) => (
            <Row row={row} today={today} lang={lang} />
          ))}
        </WorkTable>
      )}
      <p class="row">
        {query['after'] !== undefined && <a href={href(lang, here({}))}>{said.first}</a>}
        {shown.length > 0 && <a href={href(lang, '/desk/assets.csv')}>{said.sheet}</a>}
        {last && <a href={href(lang, here({ after: last.name, at: last.asset }))}>{said.next}</a>}
      </p>
    </>,
    { wide: true },
  );
};

/** The assets of an office, with the way to each. */
export const pages: readonly Page[] = [{ path: '/desk/assets', method: 'GET', face: 'desk', handle: showAssets }];
