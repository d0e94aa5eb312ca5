import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXml } from '../../../engine/forms/read-xml.ts';
import type { XmlElement } from '../../../kernel/canonical/xml-element.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { OFFICES } from '../../../test/support/towns/hazard-town.ts';
import { INNER, listedIn, publishListed } from '../../../test/support/towns/listed-town.ts';
import { openStaffTown } from '../../../test/support/towns/staff-town.ts';

const NO = { no_photo: '没有相机' };
let town: Awaited<ReturnType<typeof openStaffTown>>;
let place: ReturnType<typeof listedIn>;
let numbers: {
  readonly late: string;
  readonly open: string;
  readonly site: string;
  readonly hidden: string;
  readonly twins: readonly string[];
};

beforeAll(async () => {
  town = await openStaffTown(OFFICES, '2026-11-23T01:00:00Z');
  await publishListed(town.town);
  await town.town.tick();
  await town.town.service.jurisdiction('fresh');
  place = listedIn(town.town);
  const canteen = await place.site('和平小学食堂');
  const late = await place.hung({ site: canteen }, { by: '2026-11-27' }, { public_what: '疏散门<封死> & "上锁"' });
  const open = await place.hung({ danger: 'electric_gas' }, { by: '2026-12-18' }, { public_what: '东市场配电箱' });
  const site = await place.hung({ site: canteen }, { by: '2026-12-30', mender: 'letters', acceptor: 'water' }, { public_what: '食堂燃气' });
  const twins = [await place.hung({ source: 'public_report' }), await place.hung({ source: 'check' })];
  numbers = { late, open, site, hidden: await place.found(), twins };
  await place.step(open, 'water.handler', 'tell_progress', { told: '已换线一半' });
  await place.step(site, 'housing.handler', 'stop_use', { stops: 'part', words: '内部停用' });
  await place.step(site, 'housing.handler', 'set_guard', { until: '2026-12-31', words: '内部值守' });
  await town.town.tick();
});
afterAll(() => town.close());

const body = async (url: string): Promise<string> => {
  const answer = await town.app.inject({ url });
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.body;
};
interface Told {
  readonly number: string;
  readonly responsible: string;
  readonly supervisor: string | null;
  readonly daysOpen: number;
  readonly daysLate: number;
  readonly silentDays: number | null;
  readonly unlistedOn: string | null;
}
interface Data {
  readonly counts: object;
  readonly next: string | null;
  readonly hazards: readonly Told[];
}
const data = async (query = ''): Promise<Data> => JSON.parse(await body(`/hazards.json${query}`)) as Data; // what our own route says
const of = async (number: string): Promise<Told | undefined> => (await data()).hazards.find((it) => it.number === number);
const inner = (it: XmlElement, name: string): readonly XmlElement[] => it.inner.filter((one) => one.name === name);
const feed = async (url: string): Promise<XmlElement> => {
  const read = readXml(Buffer.from(await body(url)));
  if ('fault' in read) throw new Error(read.fault);
  return read;
};
/** Everything that everybody sees of them. */
const everywhere = (): Promise<readonly string[]> =>
  Promise.all(
    ['/hazards', '/hazards/figures', '/hazards.atom', ...[numbers.late, numbers.open, numbers.site].map((number) => `/hazards/${number}`)]
      .flatMap((url) => [url, `/en${url}`])
      .concat('/hazards.json')
      .map(body),
  );

describe('hazards that hang in public', () => {
  it('stand on the list with their facts, late ones first, in both languages', async () => {
    town.town.setClock('2026-12-03T02:00:00Z');
    const page = await body('/hazards');
    expect((await data()).hazards.map(({ number }) => number)[0]).toBe(numbers.late);
    expect(page.indexOf('疏散门')).toBeLessThan(page.indexOf('东市场配电箱'));
    for (const text of [
      '逾期6天',
      '和平小学食堂（食堂）',
      '已换线一半',
      '部分停用',
      '派人值守',
      '挂牌中5处，其中逾期1处',
      '疏散门&lt;封死>',
    ])
      expect(page).toContain(text);
    const english = await body('/en/hazards');
    for (const text of ['6 days late', 'Canteen of Peace School (canteen)', '5 hang here, 1 of them late', 'a part is out of use'])
      expect(english).toContain(text);
  });

  it('have a page each: seats, days, progress, the criterion with its clause, and the leaf of each step', async () => {
    const page = await body(`/hazards/${numbers.open}`);
    for (const text of [
      '东市场配电箱',
      '2026年12月18日',
      '已换线一半',
      '安全生产事故隐患排查治理暂行规定 第三条',
      '用电、用气',
      '下达整改令',
    ])
      expect(page).toContain(text.replace('2026年', ''));
    expect(await body(`/en/hazards/${numbers.open}`)).toContain('Interim Provisions on Hazards (Order 16) art. 3');
    const leaves = [...page.matchAll(/\/c\/[\w-]+/g)].map(([leaf]) => leaf);
    expect(leaves.length).toBe(4);
    for (const leaf of leaves) expect(await body(leaf)).toContain('它是第');
  });

  it('no supervising office is the one that is responsible', async () => {
    for (const { responsible, supervisor } of (await data()).hazards) {
      expect(supervisor).toBe('county');
      expect(responsible).not.toBe(supervisor);
    }
  });

  it('a number that does not hang is answered like one that does not exist, byte for byte', async () => {
    for (const lang of ['', '/en']) {
      const answers = await Promise.all(
        [numbers.hidden, '00000000', 'ZZZZZZZZ', 'no-number'].map((number) => town.app.inject({ url: `${lang}/hazards/${number}` })),
      );
      expect(new Set(answers.map((it) => it.statusCode))).toEqual(new Set([404]));
      expect(new Set(answers.map((it) => it.body)).size).toBe(1);
    }
    expect((await town.app.inject({ url: '/hazards' })).body).not.toContain(numbers.hidden);
  });

  it('nothing that the offices wrote for themselves stands anywhere outside', async () => {
    for (const page of await everywhere()) {
      expect(page).not.toContain('内部');
      for (const text of Object.values(INNER)) expect(page).not.toContain(text);
      expect(page).not.toMatch(/\d\d:\d\d:(?!00)\d\d/); // no hour of any step: a feed says midnights (G10)
    }
  });

  it('one from a public report and one from a check give the same pages, but for number and leaves', async () => {
    const [reported = '', checked = ''] = numbers.twins;
    for (const lang of ['', '/en']) {
      const plain = async (number: string): Promise<string> =>
        (await body(`${lang}/hazards/${number}`)).replaceAll(number, 'NUMBER').replaceAll(/\/c\/[\w-]+/g, '/c/LEAF');
      expect(await plain(reported)).toBe(await plain(checked));
    }
    const ends = [
      ['water.handler', 'report_mended', { words: '内部', ...NO }],
      ['county.inspector', 'accept_mend', { words: '内部', ...NO }],
      ['county.head', 'end_listing', {}],
      ['housing.head', 'delist', {}],
    ] as const;
    for (const number of [reported, checked]) for (const [post, name, input] of ends) await place.step(number, post, name, input);
    expect((await data()).hazards.slice(-2).map(({ unlistedOn }) => unlistedOn)).toEqual(['2026-12-03', '2026-12-03']);
    expect(await body(`/hazards/${reported}`)).toContain('已摘牌');
  });

  it('are filtered by office and class, with their counts, and what cannot be a filter filters nothing', async () => {
    expect((await data('?office=letters')).hazards.map(({ number }) => number)).toEqual([numbers.site]);
    expect((await data('?class=canteen')).hazards.map(({ number }) => number)).toEqual([numbers.late, numbers.site]);
    expect((await data('?class=canteen')).counts).toEqual({ hanging: 2, late: 1, ended: 0 });
    expect((await data('?office=water')).counts).toEqual({ hanging: 2, late: 1, ended: 2 });
    expect((await data('?office=nobody')).hazards).toEqual([]);
    expect(await body('/hazards?office=nobody')).toContain('没有符合的');
    expect((await data("?office=';drop--&after=0.2026-99-99.00000000")).hazards.length).toBe(5);
  });

  it('are a feed as RFC 4287 has it: one id for ever, days that begin at midnight there', async () => {
    for (const url of ['/hazards.atom', '/en/hazards.atom']) {
      const read = await feed(url);
      expect([read.name, read.attributes['xmlns']]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
      const entries = inner(read, 'entry');
      const ids = entries.map((entry) => inner(entry, 'id')[0]?.text ?? '');
      expect(new Set(ids).size).toBe(5);
      for (const id of ids) expect(id).toMatch(/^tag:[^,]+,2026:hazard:[0-9A-Z]{8}$/);
      for (const entry of [read, ...entries]) {
        expect(inner(entry, 'updated').map(({ text }) => text)).toEqual([expect.stringMatching(/^2026-\d\d-\d\dT16:00:00\.000Z$/)]);
        expect(inner(entry, 'title').length).toBe(1);
      }
      for (const entry of entries) expect(inner(inner(entry, 'author')[0] ?? read, 'name').length).toBe(1);
      expect(entries.map((entry) => inner(entry, 'title')[0]?.text)).toContain('疏散门<封死> & "上锁"');
    }
    const [chinese, english] = [await feed('/hazards.atom'), await feed('/en/hazards.atom')];
    expect(inner(chinese, 'entry').map((it) => inner(it, 'id')[0]?.text)).toEqual(
      inner(english, 'entry').map((it) => inner(it, 'id')[0]?.text),
    );
  });

  it('are in the description of the API', async () => {
    const { paths } = JSON.parse(await body('/api/openapi.json')) as { paths: { readonly [path: string]: unknown } }; // our own route
    expect(paths['/hazards.json']).toBeDefined();
  });

  it('agree with what follows from their events, before and after their rows are written anew', async () => {
    await sweep(town.town.service);
    await town.town.tick();
    expect((await reconcile(town.town.service)).findings).toEqual([]);
    await town.town.superuser.query('update hazard set cites = null');
    await sweep({ ...town.town.service }); // as a program that has just been started
    expect((await reconcile(town.town.service)).findings).toEqual([]);
    expect(await body(`/hazards/${numbers.open}`)).toContain('第三条');
  });

  it('hang twenty-five at a time, each once', async () => {
    await town.town.superuser.query('set session_replication_role = replica');
    const { rows } = await town.town.superuser.query<{ name: string }>(
      "select column_name as name from information_schema.columns where table_name = 'hazard' order by ordinal_position",
    );
    const columns = rows.map(({ name }) => (name === 'matter' ? "'Z' || lpad(i::text, 7, '0')" : name));
    await town.town.superuser.query(
      `insert into hazard select ${columns.join(', ')} from hazard, generate_series(1, 120) i where matter = '${numbers.open}'`,
    );
    await town.town.superuser.query('set session_replication_role = origin');
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Data = await data(next === '' ? '' : `?after=${next}`);
      seen.push(...page.hazards.map(({ number }) => number));
      next = page.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([125, 125]);
    const page = await body('/hazards');
    expect((page.match(/\/hazards\/[0-9A-Z]{8}/g) ?? []).length).toBe(25);
    expect(page).toContain('下一页');
    process.stdout.write(`  a page of twenty-five: ${Buffer.byteLength(page)} bytes\n`);
    await town.town.superuser.query("delete from hazard where matter like 'Z0000%'");
  });

  it('are gone a year after they were taken down, and not the day before', async () => {
    town.town.setClock('2027-12-02T15:59:59Z');
    expect((await data()).hazards.length).toBe(5);
    town.town.setClock('2027-12-02T16:00:00Z');
    expect((await data()).hazards.length).toBe(3);
    expect(await of(numbers.late)).toMatchObject({ responsible: 'water' });
  });
});
