import type { StaffMember } from '../../../engine/place/read.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { words } from '../../../kernel/language/words.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { SITE_CLASSES } from '../../../kernel/site/classes.ts';
import { SITES_AMONG } from '../../../kernel/stream/fields.ts';
import { CHOOSE_PATH, keepTyped } from '../../../desk/choose-site.tsx';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { readText } from '../../../kernel/stream/text.ts';
import { afterIn, WORDS as PAGING } from '../portal/next-page.tsx';
import { choosableSites, type Choosable, type SiteSearch } from '../server/choosable-sites.ts';
import { PAGE, siteName } from '../server/read-sites.ts';
import { CLASS_WORDS } from './words.ts';

export const WORDS = words('sites/desk/choose.WORDS', {
  'zh-CN': {
    title: '选一个场所',
    public: '登记的场所。住宅、出租房只列给管它的单位，其他单位填编号。',
    seat: '本单位负责的和本单位监管的场所。',
    own: '本单位负责的场所。',
    find: '名称里有的字，或编号',
    kind: '类别',
    all: '全部',
    search: '查找',
    none: '没有这样的场所。',
    heads: ['名称', '类别', '编号'],
    choose: '选这个',
    chooseIt: (name: string) => `选${name}`,
    back: '不选，回到表单',
  },
  en: {
    title: 'Choose a site',
    public: 'Sites on the register. Homes are listed only to the offices that deal with them; others type the number.',
    seat: 'Sites that this office answers for, and those that it supervises.',
    own: 'Sites that this office answers for.',
    find: 'Words of its name, or its number',
    kind: 'Class',
    all: 'all',
    search: 'Search',
    none: 'There is no such site.',
    heads: ['Name', 'Class', 'Number'],
    choose: 'Choose',
    chooseIt: (name: string) => `Choose ${name}`,
    back: 'Back to the form without choosing',
  },
});

/** A page of the desk, below the language: nobody is led anywhere else. */
const BACK = /^\/desk\/[\w/-]+(\?[\w=&%.+-]*)?$/;
const BACK_MAX = 400;
const WORDS_MAX = 60;
/** What the address of the list itself says; all else is a form's that is sent in its address, and goes back with it. */
const OWN = ['back', 'among', 'draft', 'find', 'kind', 'after', 'at'];

type Query = PageRequest['query'];

const pathWith = (path: string, more: Query): string => {
  const [below = '', query = ''] = path.split('?');
  const all = new URLSearchParams(query);
  for (const [name, value] of Object.entries(more)) if (value !== '') all.set(name, value);
  const text = all.toString();
  return text === '' ? below : `${below}?${text}`;
};

const backIn = ({ back = '' }: Query): string | undefined => (back.length <= BACK_MAX && BACK.test(back) ? back : undefined);

const searchIn = ({ among, find = '', kind }: Query): SiteSearch => ({
  among: SITES_AMONG.find((one) => one === among) ?? 'public',
  words: readText(find.slice(0, WORDS_MAX), 'line')
    .text.toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== ''),
  kind: SITE_CLASSES.find((one) => one === kind) ?? null,
});

interface SearchProps {
  readonly query: Query;
  readonly search: SiteSearch;
  readonly lang: Lang;
}

const Search = ({ query, search, lang }: SearchProps) => {
  const said = WORDS[lang];
  return (
    <form method="get" action={href(lang, CHOOSE_PATH)} class="find">
      {['back', 'among', 'draft'].map((name) => query[name] !== undefined && <input type="hidden" name={name} value={query[name]} />)}
      <div>
        <label for="find">{said.find}</label>
        <input id="find" name="find" type="text" maxLength={WORDS_MAX} autocomplete="off" value={query['find'] ?? ''} />
      </div>
      <div>
        <label for="kind">{said.kind}</label>
        <select id="kind" name="kind">
          <option value="">{said.all}</option>
          {SITE_CLASSES.map((one) => (
            <option value={one} selected={one === search.kind}>
              {CLASS_WORDS[one][lang]}
            </option>
          ))}
        </select>
      </div>
      <button class="btn plain">{said.search}</button>
    </form>
  );
};

const List = ({ rows, lang, back }: { readonly rows: readonly Choosable[]; readonly lang: Lang; readonly back: string }) => {
  const said = WORDS[lang];
  const [, kind, number] = said.heads;
  return (
    <WorkTable label={said.title} heads={[...said.heads, said.choose]}>
      {rows.map((row) => (
        <tr>
          <td>{siteName(row, lang)}</td>
          <td data-head={kind}>{CLASS_WORDS[row.class as keyof typeof CLASS_WORDS][lang]}</td>
          <td data-head={number}>
            <code>{row.site}</code>
          </td>
          <td>
            <a class="btn plain" href={href(lang, pathWith(back, { site: row.site }))} aria-label={said.chooseIt(siteName(row, lang))}>
              {said.choose}
            </a>
          </td>
        </tr>
      ))}
    </WorkTable>
  );
};

const sitesFor = async ({ service, query }: PageRequest, who: StaffMember, search: SiteSearch): Promise<readonly Choosable[]> => {
  const { access } = await service.jurisdiction();
  // Who may open no site of the office chooses among those that everybody sees.
  const office = mayList(access, who.role, 'site') ? who.office : '';
  return service.read((tx) => choosableSites(tx, office, search, afterIn(query)));
};

const notThere = (lang: Lang): PageReply => ({ ...errorPage(lang, refuse('not_found')), other: '/desk' });

const showList = async (request: PageRequest): Promise<PageReply> => {
  const { lang, query, staff } = request;
  const said = WORDS[lang];
  const form = backIn(query);
  if (form === undefined || staff === null) return notThere(lang);
  const sent = Object.entries(query).filter(([name]) => !OWN.includes(name));
  const own = Object.fromEntries(Object.entries(query).filter(([name]) => OWN.includes(name)));
  if (sent.length > 0) {
    const back = pathWith(form, Object.fromEntries(sent.filter(([name]) => name !== 'site')));
    return { kind: 'redirect', to: pathWith(CHOOSE_PATH, { ...own, back }) };
  }
  const search = searchIn(query);
  const found = await sitesFor(request, staff, search);
  const shown = found.slice(0, PAGE);
  const last = found.length > PAGE ? shown.at(-1) : undefined;
  const back = pathWith(form, { draft: query['draft'] ?? '' });
  const { after: _after, at: _at, ...first } = own;
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said[search.among]}</p>
      <Search query={query} search={search} lang={lang} />
      {shown.length === 0 ? <p>{said.none}</p> : <List rows={shown} lang={lang} back={back} />}
      <p class="row">
        {query['after'] !== undefined && <a href={href(lang, pathWith(CHOOSE_PATH, first))}>{PAGING[lang].first}</a>}
        {last && <a href={href(lang, pathWith(CHOOSE_PATH, { ...first, after: last.name, at: last.site }))}>{PAGING[lang].next}</a>}
        <a href={href(lang, back)}>{said.back}</a>
      </p>
    </>,
    { wide: true, other: pathWith(CHOOSE_PATH, own) },
  );
};

/** A form that is left for the list: what was typed waits for it. */
const leaveForm = async (request: PageRequest): Promise<PageReply> => {
  const { form, query, lang } = request;
  const back = backIn(form);
  if (back === undefined) return notThere(lang);
  return { kind: 'redirect', to: pathWith(CHOOSE_PATH, { among: searchIn(query).among, back, draft: keepTyped(request) }) };
};

/** A site is chosen here for every form of the desk that names one. */
export const choosePages: readonly Page[] = [
  { path: CHOOSE_PATH, method: 'GET', face: 'desk', handle: showList },
  { path: CHOOSE_PATH, method: 'POST', face: 'desk', handle: leaveForm },
];
