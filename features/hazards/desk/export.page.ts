import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { csvText } from '../../../kernel/canonical/csv-text.ts';
import { words } from '../../../kernel/language/words.ts';
import type { Page, PageReply, PageRequest } from '../../../portal/page.ts';
import { classText } from '../portal/parts.tsx';
import { deskHazards, FROM_THE_NEWEST, PAGE, type DeskAfter, type DeskFilter, type DeskRow } from '../server/read-desk.ts';
import { readDeskFilter } from './desk-filter.ts';
import { seatTexts } from './hazards.page.tsx';
import { CHOICES, EVENTS } from './words.ts';

export const WORDS = words('hazards/desk/export.WORDS', {
  'zh-CN': {
    heads: [
      '编号',
      '来源',
      '危险类别',
      '等级',
      '到哪一步',
      '场所编号',
      '场所名称',
      '场所类别',
      '本单位',
      '下令',
      '整改',
      '复查',
      '督办',
      '发现',
      '期限',
      '改完',
      '复查通过',
      '销号',
      '反弹次数',
      '停用',
      '值守',
      '挂牌',
      '摘牌',
    ],
  },
  en: {
    heads: [
      'number',
      'source',
      'danger',
      'grade',
      'stage',
      'site',
      'site name',
      'class',
      'this office',
      'orders',
      'mends',
      'looks again',
      'supervises',
      'found',
      'due',
      'mended',
      'accepted',
      'struck off',
      'came back',
      'out of use',
      'guarded',
      'hung',
      'taken down',
    ],
  },
});

/** How many pages one sheet holds: a machine is not kept busy for ever by one link. */
const PAGES_MAX = 200;

const everyRow = async (service: Service, who: StaffMember, filter: DeskFilter): Promise<readonly DeskRow[]> => {
  const rows: DeskRow[] = [];
  let after: DeskAfter = FROM_THE_NEWEST;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const found = await deskHazards(service, who, filter, after);
    rows.push(...found.slice(0, PAGE));
    const last = found[PAGE - 1];
    if (found.length <= PAGE || !last) break;
    after = { found: last.found_on, number: last.matter };
  }
  return rows;
};

/** The hazards of an office as a sheet: numbers, days, offices and closed words, and nothing that anybody wrote (G13). */
const sendHazards = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  const it = await service.jurisdiction();
  const rows = staff === null ? [] : await everyRow(service, staff, readDeskFilter(query));
  const office = (id: string | null): string => (id === null ? '' : officeName(it, id, lang));
  const choice = (value: string | null): string => (value === null ? '' : (CHOICES[value]?.[lang] ?? value));
  const text = csvText([
    WORDS[lang].heads,
    ...rows.map((row) => [
      row.matter,
      choice(row.source),
      choice(row.danger),
      choice(row.grade),
      EVENTS[row.stage as keyof typeof EVENTS][lang],
      row.site ?? '',
      row.site_called ?? '',
      classText(row.site_class, lang),
      seatTexts(row, staff?.office ?? '', lang).join(';'),
      office(row.lead),
      office(row.mender),
      office(row.acceptor),
      office(row.supervisor),
      row.found_on,
      row.due_on ?? '',
      row.mended_on ?? '',
      row.accepted_on ?? '',
      row.delisted_on ?? '',
      String(row.reopenings),
      choice(row.stopped),
      row.guarded ? '1' : '',
      row.published_on ?? '',
      row.unlisted_on ?? '',
    ]),
  ]);
  return { kind: 'file', name: 'huiyin-hazards.csv', type: 'text/csv; charset=utf-8', body: text };
};

export const exportPage: Page = { path: '/desk/hazards.csv', method: 'GET', face: 'desk', handle: sendHazards };
