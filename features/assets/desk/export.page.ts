import type { Service } from '../../../engine/service.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { csvText } from '../../../kernel/canonical/csv-text.ts';
import { words } from '../../../kernel/language/words.ts';
import type { Page, PageReply, PageRequest } from '../../../portal/page.ts';
import { siteName } from '../../sites/public.ts';
import { assetsOf, FROM_THE_FIRST, PAGE, type After, type ListedAsset } from '../server/read-assets.ts';
import { ASSET_CLASS_WORDS } from './words.ts';

// The headings are those that an import knows (server/register/columns.ts).
export const WORDS = words('assets/desk/export.WORDS', {
  'zh-CN': {
    heads: ['编号', '场所编号', '场所名称', '设备类别', '设备名称', '英文名称', '检查点', '出厂日期', '检验有效期至', '有效期至'],
  },
  en: { heads: ['number', 'site', 'site name', 'class', 'name', 'english', 'spot', 'made', 'inspected_by', 'valid_by'] },
});

const allAssets = async (service: Service, office: string): Promise<readonly ListedAsset[]> => {
  const rows: ListedAsset[] = [];
  for (let after: After = FROM_THE_FIRST; ;) {
    const found = await service.read((tx) => assetsOf(tx, office, after, null));
    rows.push(...found.slice(0, PAGE));
    const last = found[PAGE - 1];
    if (found.length <= PAGE || !last) return rows;
    after = { name: last.name, at: last.asset };
  }
};

/** What hangs on the sites of an office, as a sheet: what its list shows, without the numbers of certificates, which are sealed. */
const sendAssets = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const it = await service.jurisdiction();
  const rows = staff !== null && mayList(it.access, staff.role, 'asset') ? await allAssets(service, staff.office) : [];
  const text = csvText([
    WORDS[lang].heads,
    ...rows.map((row) => [
      row.asset,
      row.site,
      siteName({ name: row.site_name, english: row.site_english }, lang),
      ASSET_CLASS_WORDS[row.class as keyof typeof ASSET_CLASS_WORDS][lang],
      row.name,
      row.english ?? '',
      row.spot === null ? '' : String(row.spot),
      row.made ?? '',
      row.inspected_by ?? '',
      row.valid_by ?? '',
    ]),
  ]);
  return { kind: 'file', name: 'huiyin-assets.csv', type: 'text/csv; charset=utf-8', body: text };
};

export const exportPages: readonly Page[] = [{ path: '/desk/assets.csv', method: 'GET', face: 'desk', handle: sendAssets }];
