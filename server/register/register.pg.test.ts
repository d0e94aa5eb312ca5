import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStaffEntity } from '../../engine/staff-entity.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { assets } from '../../features/assets/server/assets.ts';
import { sites } from '../../features/sites/server/sites.ts';
import { testFolder } from '../../test/support/folder.ts';
import { member } from '../../test/support/sign-in.ts';
import { openAssetTown, SCHOOL } from '../../test/support/towns/asset-town.ts';
import { BadFile } from '../import/bad-file.ts';
import { openRows } from '../import/rows.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { readRegisterMapping, type RegisterMapping } from './columns.ts';
import { ROWS_MAX, takeRows, type Taken } from './take-rows.ts';

const folder = testFolder('register');
let place: Awaited<ReturnType<typeof openAssetTown>>;
beforeAll(async () => {
  place = await openAssetTown();
});
afterAll(async () => {
  await place.close();
  rmSync(folder, { recursive: true, force: true });
});

const HEAD = '名称,类别,情况,责任单位,行业监管,属地监管,开放时间,负责人,联系电话';
let files = 0;
const fileOf = (text: string): string => {
  files += 1;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, text);
  return path;
};
const mapped = (header: readonly string[], raw: object = {}): RegisterMapping => {
  const mapping = readRegisterMapping({ ...raw }, header);
  if ('problems' in mapping) throw new Error(mapping.problems.join('\n'));
  return mapping;
};
const takeFile = async (path: string, look = false, raw: object = {}): Promise<Taken> => {
  const open = await openRows(path);
  return takeRows(place.town.service, open, mapped(open.header, raw), look);
};
const took = (lines: readonly string[], look = false, head = HEAD): Promise<Taken> => takeFile(fileOf([head, ...lines].join('\r\n')), look);
const codes = ({ refused }: Taken) => refused.map(({ line, because }) => [line, because.refused, because.data?.['field']]);
const count = async (table: 'site' | 'asset'): Promise<number> =>
  (await place.town.superuser.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? 0;

describe('a list of sites', () => {
  const LINES = [
    '南关小学,中小学,有食堂；有电梯,housing,water,county,1-5 07:00-18:00,张三,13812345678',
    '南关市场,market,,housing,water,county,,李四,13912345678',
  ];

  it('is looked at first, and nothing is written', async () => {
    const before = await count('site');
    expect(await took(LINES, true)).toMatchObject({ rows: 2, taken: 2, there: 0, refused: [] });
    expect(await count('site')).toBe(before);
  });

  it('says which columns are not read: who answers for a place in person, and a telephone', async () => {
    expect((await took(LINES, true)).dropped).toEqual([
      { column: '负责人', reason: 'name' },
      { column: '联系电话', reason: 'phone' },
    ]);
  });

  it('is taken by the machine and by no post; its local supervisor owes a look; twice it adds nothing', async () => {
    expect(await took(LINES)).toMatchObject({ taken: 2, there: 0, refused: [] });
    const { rows } = await place.town.superuser.query<{ matter: string; hours: string }>("select * from site where name = '南关小学'");
    const view = await readStaffEntity(place.town.service, sites, rows[0]?.matter ?? '', member('county.head'));
    if (view === undefined || isRefusal(view)) throw new Error('the site is not there');
    expect(view.entries.map(({ event }) => [event.type, event.actor.kind])).toEqual([
      ['site_opened', 'system'],
      ['hours_set', 'system'],
    ]);
    expect(view.state.facts).toEqual(['canteen', 'lifts']);
    expect(view.owed.map((one) => one.rule)).toEqual(['site.confirm']);
    expect(JSON.stringify(rows)).not.toMatch(/张三|1381234/);
    expect(await took(LINES)).toMatchObject({ taken: 0, there: 2, refused: [] });
  });

  it('is refused row by row, each with its line and its field', async () => {
    const taken = await took([
      '南关小学3单元402室,school,,housing,water,county,,,',
      '重点人员管控点,school,,housing,water,county,,,',
      '北关小学,寺院,,housing,water,county,,,',
      '北关小学,school,有可疑人员,housing,water,county,,,',
      '北关小学,school,,nobody,water,county,,,',
      '北关小学,school,,letters,letters,county,,,',
      '西关小学,school,,housing,water,county,整天,,',
      '东关小学,school,,housing,water,county,,,',
      '东关小学,school,,housing,water,county,,,',
      '太多,school,,housing,water,county,,,,格子',
      '=HYPERLINK("http://x"),school,,housing,water,county,,,',
    ]);
    expect(codes(taken)).toEqual([
      [2, 'name_too_fine', 'name'],
      [3, 'name_word', 'name'],
      [4, 'field_choice', 'class'],
      [5, 'field_choice', 'facts'],
      [6, 'office_unknown', 'office'],
      [7, 'supervises_itself', 'sector'],
      [8, 'hours_form', 'hours'],
      [10, 'already_done', 'name'],
      [11, 'form_damaged', undefined],
    ]);
    expect(taken.taken).toBe(2);
    const { rows } = await place.town.superuser.query("select name from site where name like '=%'");
    expect(rows).toEqual([{ name: '=HYPERLINK("http://x")' }]);
  });

  it('with a mapped column of persons is not begun', async () => {
    const header = HEAD.split(',');
    expect(readRegisterMapping({ columns: { name: '负责人' } }, header)).toMatchObject({
      problems: ['columns.name: 负责人 names persons; such columns are never taken'],
    });
    expect(readRegisterMapping({ columns: { owner: '负责人' } }, header)).toMatchObject({
      problems: ['columns.owner: there is no such field', 'columns.owner: 负责人 names persons; such columns are never taken'],
    });
    const disguised = await took(['13812345678,school,,housing,water,county,,,', '13912345678,school,,housing,water,county,,,']);
    expect(disguised).toMatchObject({ taken: 0, forbidden: [{ column: '名称', reason: 'phone' }] });
  });

  it('comes out as it went in: a sheet of the office, which an import knows and which computes nothing', async () => {
    const sheet = (await (await place.browser('housing.handler')).get('/desk/sites.csv')).body;
    expect(sheet).toContain(`'=HYPERLINK`);
    expect(sheet).toContain('南关小学');
    const again = await takeFile(fileOf(sheet));
    expect([again.taken, again.refused, again.there]).toEqual([0, [], again.rows]);
    expect((await (await place.browser('housing.admin')).get('/desk/sites.csv')).body.split('\r\n').length).toBe(2);
    expect((await (await place.browser('letters.handler')).get('/desk/sites.csv')).body).not.toContain('南关小学');
  });

  it('of ten thousand is looked through; of more than twenty thousand it is refused', async () => {
    const lines = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `场所${i}号院,school,,housing,water,county,,,`);
    expect(await took(lines(10_000), true)).toMatchObject({ rows: 10_000, taken: 10_000, refused: [] });
    await expect(took(lines(ROWS_MAX + 1), true)).rejects.toThrow(BadFile);
  });
});

describe('a list of what hangs on sites', () => {
  const ASSET_HEAD = '场所,设备类别,设备名称,出厂日期,检验报告编号,检验日期,检验有效期至,保管人';

  it('is read from a workbook, with days as the workbook has them, and hangs each thing on its site by name or number', async () => {
    const sheet = utils.aoa_to_sheet([
      ASSET_HEAD.split(','),
      ['和平小学', '电梯', '1号电梯', new Date(Date.UTC(2019, 4, 1)), 'TX-1', '2026-11-02', '2027-11-01', '张三'],
      [place.school, 'extinguisher_point', '灭火器14', '', '', '', '', ''],
    ]);
    const book = utils.book_new(sheet, '设备');
    const path = join(folder, 'assets.xlsx');
    writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const taken = await takeFile(path);
    expect([taken.taken, codes(taken), taken.dropped]).toEqual([2, [], [{ column: '保管人', reason: 'name' }]]);
    const { rows } = await place.town.superuser.query<{ matter: string }>(
      "select matter, made::text, inspected_by::text, site from asset where name = '1号电梯'",
    );
    expect(rows).toMatchObject([{ made: '2019-05-01', inspected_by: '2027-11-01', site: place.school }]);
    const view = await readStaffEntity(place.town.service, assets, rows[0]?.matter ?? '', member('housing.head'));
    expect(view && !isRefusal(view) && view.entries.map(({ texts }) => texts['number'])).toEqual([undefined, 'TX-1']);
    expect(await takeFile(path)).toMatchObject({ taken: 0, there: 2 });
  });

  it('is refused where the site is none, or two are called so, and where a day is none', async () => {
    await place.opened({ ...SCHOOL, name: '两处' });
    await place.opened({ ...SCHOOL, name: '两处' });
    const taken = await took(
      [
        '没有的小学,lift,甲,,,,,',
        '两处,lift,乙,,,,,',
        '和平小学,lift,丙,上个月,,,,',
        '和平小学,lift,丁,2031-01-01,,,,',
        '和平小学,lift,戊,,A,2026-11-02,2026-10-01,',
      ],
      false,
      ASSET_HEAD,
    );
    expect(codes(taken)).toEqual([
      [2, 'site_unknown', 'site'],
      [3, 'site_unknown', 'site'],
      [4, 'field_date', 'made'],
      [5, 'date_in_future', 'made'],
      [6, 'period_order', 'by'],
    ]);
  });

  it('comes out as it went in', async () => {
    const sheet = (await (await place.browser('housing.handler')).get('/desk/assets.csv')).body;
    for (const word of ['灭火器14', '2027-11-01', place.school]) expect(sheet).toContain(word);
    expect(sheet).not.toContain('TX-1');
    const again = await takeFile(fileOf(sheet));
    expect([again.taken, again.refused, again.there]).toEqual([0, [], again.rows]);
    const english = await takeFile(fileOf((await (await place.browser('housing.handler')).get('/en/desk/assets.csv')).body));
    expect([english.taken, english.refused]).toEqual([0, []]);
  });

  it('agrees with its events afterwards', async () => {
    await place.goTo('11-23 09:00');
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});
