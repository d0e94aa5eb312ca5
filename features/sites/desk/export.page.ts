import type { Service } from '../../../engine/service.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { csvText } from '../../../kernel/canonical/csv-text.ts';
import { words } from '../../../kernel/language/words.ts';
import { ROLE_WORDS } from '../../../portal/role-words.ts';
import type { Page, PageReply, PageRequest } from '../../../portal/page.ts';
import type { SiteState } from '../domain/state.ts';
import { FROM_THE_FIRST, PAGE, sitesOf, type After, type SiteRow } from '../server/read-sites.ts';
import { CLASS_WORDS, FACT_WORDS } from './words.ts';

// The headings are those that an import knows (server/register/columns.ts).
export const WORDS = words('sites/desk/export.WORDS', {
  'zh-CN': {
    heads: ['场所编号', '名称', '英文名称', '类别', '情况', '责任单位', '责任岗位', '行业监管', '属地监管'],
  },
  en: { heads: ['number', 'name', 'english', 'class', 'facts', 'office', 'role', 'sector', 'local'] },
});

const allSites = async (service: Service, office: string): Promise<readonly SiteRow[]> => {
  const rows: SiteRow[] = [];
  for (let after: After = FROM_THE_FIRST; ;) {
    const found = await service.read((tx) => sitesOf(tx, office, after));
    rows.push(...found.slice(0, PAGE));
    const last = found[PAGE - 1];
    if (found.length <= PAGE || !last) return rows;
    after = last;
  }
};

/** What an office answers for or supervises, as a sheet: what its list shows, and nothing that was filed (G13). */
const sendSites = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const it = await service.jurisdiction();
  const rows = staff !== null && mayList(it.access, staff.role, 'site') ? await allSites(service, staff.office) : [];
  const text = csvText([
    WORDS[lang].heads,
    ...rows.map((row) => {
      const facts = (JSON.parse(row.versions) as SiteState['versions']).at(-1)?.facts ?? []; // written by its projection
      return [
        row.site,
        row.name,
        row.english ?? '',
        CLASS_WORDS[row.class as keyof typeof CLASS_WORDS][lang],
        facts.map((fact) => FACT_WORDS[fact][lang]).join(';'),
        officeName(it, row.office, lang),
        ROLE_WORDS[row.role as keyof typeof ROLE_WORDS][lang],
        officeName(it, row.sector, lang),
        officeName(it, row.local, lang),
      ];
    }),
  ]);
  return { kind: 'file', name: 'huiyin-sites.csv', type: 'text/csv; charset=utf-8', body: text };
};

export const exportPages: readonly Page[] = [{ path: '/desk/sites.csv', method: 'GET', face: 'desk', handle: sendSites }];
