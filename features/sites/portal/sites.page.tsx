import { words } from '../../../kernel/language/words.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { offeredKinds } from '../../grievances/public.ts';
import { CLASS_WORDS } from '../desk/words.ts';
import { PAGE, publicSites, siteName } from '../server/read-sites.ts';
import { afterIn, NextPage } from './next-page.tsx';

export const WORDS = words('sites/portal/sites.WORDS', {
  'zh-CN': {
    title: '登记的场所',
    lead: '这里的单位定期检查的地方：只有名称和类别。',
    none: '这里还没有登记场所。',
    heads: ['名称', '类别'],
    danger: '这里有危险',
    dangerAt: (name: string) => `${name}：这里有危险`,
  },
  en: {
    title: 'Sites on the register',
    lead: 'Places that offices here look at regularly: name and class, nothing else.',
    none: 'No sites are on the register here.',
    heads: ['Name', 'Class'],
    danger: 'Report a danger',
    dangerAt: (name: string) => `${name}: report a danger`,
  },
});

const showSites = async ({ service, lang, query }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const found = await service.read((tx) => publicSites(tx, afterIn(query)));
  const isOffered = offeredKinds(await service.jurisdiction()).includes('hazard_report');
  const shown = found.slice(0, PAGE);
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {shown.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <WorkTable label={said.title} heads={isOffered ? [...said.heads, said.danger] : said.heads}>
          {shown.map((row) => (
            <tr>
              <td>{siteName(row, lang)}</td>
              <td>{CLASS_WORDS[row.class as keyof typeof CLASS_WORDS][lang]}</td>
              {isOffered && (
                <td>
                  <a href={href(lang, `/danger?place=${row.site}`)} aria-label={said.dangerAt(siteName(row, lang))}>
                    {said.danger}
                  </a>
                </td>
              )}
            </tr>
          ))}
        </WorkTable>
      )}
      <NextPage path="/sites" lang={lang} last={found.length > PAGE ? shown.at(-1) : undefined} isFirst={query['after'] === undefined} />
    </>,
  );
};

/** The public list of sites (G11). */
export const pages: readonly Page[] = [{ path: '/sites', method: 'GET', face: 'open', handle: showSites }];
