import { mayList } from '../../../kernel/access/access.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import { words } from '../../../kernel/language/words.ts';
import type { Closure } from '../../../kernel/recurrence/surroundings.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { PAGE, siteName, sitesOf, type SiteRow } from '../server/read-sites.ts';
import { afterIn, NextPage } from '../portal/next-page.tsx';
import { CLASS_WORDS } from './words.ts';

export const WORDS = words('sites/desk/sites.WORDS', {
  'zh-CN': {
    title: '场所',
    lead: '本单位负责的，和本单位监管的。名称和类别是公开的，其余只有这几个单位看得到。',
    none: '还没有登记场所。先登记一个，检查表和每天该做的检查就从它开始。',
    enter: '登记场所',
    heads: ['名称', '类别', '责任单位', '属地监管', '行业监管'],
    closed: '停用中',
    sheet: '下载为表格（CSV）',
  },
  en: {
    title: 'Sites',
    lead: 'Those that this office answers for, and those that it supervises. Name and class are public; the rest is for these offices.',
    none: 'No site has been entered. Enter one: checks and what is to be looked at each day begin with it.',
    enter: 'Enter a site',
    heads: ['Name', 'Class', 'Answers for it', 'Local supervisor', 'Sector'],
    closed: 'closed now',
    sheet: 'Download as a sheet (CSV)',
  },
});

/** Whether a site is said to be closed on a day. */
const isClosedOn = ({ closures }: Pick<SiteRow, 'closures'>, day: string): boolean =>
  (JSON.parse(closures) as readonly Closure[]).some(({ from, to }) => from <= day && day <= to); // written by its projection

const showSites = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const mayLook = staff !== null && mayList(it.access, staff.role, 'site');
  const found = mayLook ? await service.read((tx) => sitesOf(tx, staff.office, afterIn(query))) : [];
  const shown = found.slice(0, PAGE);
  const [name, kind, office, local, sector] = said.heads;
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <p>
        <a class="btn" href={href(lang, '/desk/sites/new')}>
          {said.enter}
        </a>
      </p>
      {shown.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <WorkTable label={said.title} heads={said.heads}>
          {shown.map((row) => (
            <tr>
              <td data-head={name}>
                <a href={href(lang, `/desk/site/${row.site}`)}>{siteName(row, lang)}</a>
                {isClosedOn(row, today) && (
                  <>
                    {' '}
                    <span class="tag">{said.closed}</span>
                  </>
                )}
              </td>
              <td data-head={kind}>{CLASS_WORDS[row.class as keyof typeof CLASS_WORDS][lang]}</td>
              <td data-head={office}>{officeName(it, row.office, lang)}</td>
              <td data-head={local}>{officeName(it, row.local, lang)}</td>
              <td data-head={sector}>{officeName(it, row.sector, lang)}</td>
            </tr>
          ))}
        </WorkTable>
      )}
      {shown.length > 0 && (
        <p>
          <a href={href(lang, '/desk/sites.csv')}>{said.sheet}</a>
        </p>
      )}
      <NextPage
        path="/desk/sites"
        lang={lang}
        last={found.length > PAGE ? shown.at(-1) : undefined}
        isFirst={query['after'] === undefined}
      />
    </>,
    { wide: true },
  );
};

/** The sites of an office, with the way to each. */
export const pages: readonly Page[] = [{ path: '/desk/sites', method: 'GET', face: 'desk', handle: showSites }];
