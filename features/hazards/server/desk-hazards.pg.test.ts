import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFICES } from '../../../test/support/towns/hazard-town.ts';
import { INNER, listedIn, publishListed } from '../../../test/support/towns/listed-town.ts';
import { openStaffTown } from '../../../test/support/towns/staff-town.ts';

const NO = { no_photo: '没有相机' };
let town: Awaited<ReturnType<typeof openStaffTown>>;
let place: ReturnType<typeof listedIn>;
let canteen: string;
let ordered: string;
let struckOff: string;
let referred: string;

beforeAll(async () => {
  town = await openStaffTown(OFFICES, '2026-11-23T01:00:00Z');
  await publishListed(town.town);
  await town.town.tick();
  await town.town.service.jurisdiction('fresh');
  place = listedIn(town.town);
  canteen = await place.site('和平小学食堂');
  ordered = await place.hung({ site: canteen, danger: 'fire' });
  struckOff = await place.hung();
  referred = await place.found();
  await place.step(struckOff, 'water.handler', 'report_mended', { words: '内部', ...NO });
  await place.step(struckOff, 'county.inspector', 'accept_mend', { words: '内部', ...NO });
  await place.step(struckOff, 'county.head', 'end_listing');
  await place.step(struckOff, 'housing.head', 'delist');
});
afterAll(() => town.close());

const numbersIn = (page: string): readonly string[] =>
  [...page.matchAll(/\/desk\/hazard\/([0-9A-Z]{8})"/g)].map(([, number = '']) => number).toSorted();
const listed = async (post: string, query = ''): Promise<readonly string[]> => {
  const answer = await (await town.browser(post)).get(`/desk/hazards${query}`);
  expect(answer.statusCode).toBe(200);
  return numbersIn(answer.body);
};
const sorted = (...numbers: readonly string[]): readonly string[] => numbers.toSorted();

describe('the hazards of an office', () => {
  it('are those in which it has a seat, and of no other office', async () => {
    expect(await listed('housing.handler')).toEqual(sorted(ordered, struckOff, referred));
    expect(await listed('housing.handler', '?seat=orders')).toEqual(sorted(ordered, struckOff, referred));
    expect(await listed('housing.handler', '?seat=mends')).toEqual([]);
    expect(await listed('water.handler', '?seat=mends')).toEqual(sorted(ordered, struckOff));
    expect(await listed('county.head', '?seat=supervises')).toEqual(sorted(ordered, struckOff, referred));
    // Once it hangs in public, the office that hung it there looks again, and the one that was named before has no seat any more.
    expect(await listed('county.head', '?seat=accepts')).toEqual(sorted(ordered, struckOff));
    expect(await listed('letters.handler')).toEqual([]);
  });

  it('are found by state, class, site, and the day since which they are struck off', async () => {
    expect(await listed('housing.handler', '?state=open')).toEqual(sorted(ordered, referred));
    expect(await listed('housing.handler', '?state=struck_off')).toEqual([struckOff]);
    expect(await listed('housing.handler', `?site=${canteen}`)).toEqual([ordered]);
    expect(await listed('housing.handler', '?class=canteen')).toEqual([ordered]);
    expect(await listed('housing.handler', '?class=school')).toEqual([]);
    expect(await listed('housing.handler', '?since=2026-11-23')).toEqual([struckOff]);
    expect(await listed('housing.handler', '?since=2026-11-24')).toEqual([]);
    expect(await listed('housing.handler', '?since=nonsense&seat=%3Cb%3E')).toEqual(sorted(ordered, struckOff, referred));
  });

  it('show no word that was written of them, on the page or in the sheet, and open none', async () => {
    const before = await town.town.superuser.query('select count(*)::integer as n from access');
    const browser = await town.browser('housing.handler');
    for (const url of ['/desk/hazards', '/en/desk/hazards', '/desk/hazards.csv']) {
      const { body } = await browser.get(url);
      for (const words of [...Object.values(INNER), '内部']) expect([url, body.includes(words)]).toEqual([url, false]);
    }
    expect((await town.town.superuser.query('select count(*)::integer as n from access')).rows).toEqual(before.rows);
  });

  it('are a sheet with numbers, days, offices and closed words', async () => {
    const { body, headers } = await (await town.browser('housing.handler')).get('/en/desk/hazards.csv?state=struck_off');
    expect(headers['content-type']).toContain('text/csv');
    const lines = body.trim().split('\r\n');
    expect(lines.length).toBe(2);
    expect(lines[1]).toContain(struckOff);
    expect(lines[1]).toContain('2026-11-23');
    expect(lines[0]?.split(',').length).toBe(lines[1]?.split(',').length);
  });

  it('are told to nobody who may not read them, nor to anybody signed out', async () => {
    expect(await listed('housing.admin')).toEqual([]);
    expect(await listed('housing.auditor')).toEqual([]);
    expect((await town.app.inject({ url: '/desk/hazards' })).body).not.toContain(ordered);
  });

  it('are those that others referred here, too: they wait for an answer, stay once they are taken, and go when they are given back', async () => {
    const refer = async (): Promise<string> => {
      const number = await place.found({ site: canteen });
      await place.step(number, 'housing.handler', 'refer', { office: 'water', reason: '内部' });
      return number;
    };
    expect(await listed('water.handler', '?seat=referred')).toEqual([]);
    expect((await (await town.browser('water.handler')).get('/desk/hazards?seat=referred')).body).toContain('没有移送来的隐患');
    const [waits, taken, back] = [await refer(), await refer(), await refer()];
    expect(await listed('water.handler', '?seat=referred')).toEqual(sorted(waits, taken, back));
    await place.step(taken, 'water.handler', 'take_referral', { words: '内部' });
    await place.step(back, 'water.head', 'return_referral', { reason: '内部' });
    expect(await listed('water.handler', '?seat=referred')).toEqual(sorted(waits, taken));
    expect(await listed('water.handler', '?seat=orders')).toEqual([taken]);
    expect(await listed('water.handler')).toEqual(sorted(ordered, struckOff, waits, taken));
    expect(await listed('water.handler', '?seat=referred&state=struck_off')).toEqual([]);
    expect(await listed('water.handler', `?seat=referred&site=${canteen}&class=canteen&state=open`)).toEqual(sorted(waits, taken));
    for (const post of ['housing.handler', 'county.head', 'letters.handler', 'water.admin'])
      expect([post, await listed(post, '?seat=referred')]).toEqual([post, []]);

    const browser = await town.browser('water.handler');
    const { body } = await browser.get('/desk/hazards?seat=referred');
    expect(body).toContain('移送来、等本单位答复的：1处');
    expect(body).toContain('移送来（等答复）');
    expect(body).toContain('<p class="print">查看的是：移送来</p>');
    expect(body).not.toContain('内部');
    expect((await browser.get('/en/desk/hazards')).body).toContain('Referred here and waiting for an answer of this office: 1');
    expect((await (await town.browser('letters.handler')).get('/desk/hazards')).body).not.toContain('等本单位答复的：');
    expect(body).toContain('/desk/hazards.csv?seat=referred');
    const lines = (await browser.get('/desk/hazards.csv?seat=referred')).body.trim().split('\r\n').slice(1);
    expect(new Map(lines.map((line) => [line.slice(0, 8), line.includes('移送来（等答复）')]))).toEqual(
      new Map([
        [waits, true],
        [taken, false],
      ]),
    );
    expect(lines.find((line) => line.startsWith(taken))).toContain('下令;移送来');
  });

  it('are reached from the page of their site', async () => {
    const { body } = await (await town.browser('housing.handler')).get(`/desk/site/${canteen}`);
    expect(body).toContain(`/desk/hazards?site=${canteen}`);
  });

  it('come fifty at a time, each once, the newest first', async () => {
    await town.town.superuser.query('set session_replication_role = replica');
    const { rows } = await town.town.superuser.query<{ name: string }>(
      "select column_name as name from information_schema.columns where table_name = 'hazard' order by ordinal_position",
    );
    const columns = rows.map(({ name }) =>
      name === 'matter' ? "'Z' || lpad(i::text, 7, '0')" : name === 'found_on' ? 'found_on - i % 7' : name,
    );
    await town.town.superuser.query(
      `insert into hazard select ${columns.join(', ')} from hazard, generate_series(1, 120) i where matter = '${referred}'`,
    );
    await town.town.superuser.query('set session_replication_role = origin');
    const browser = await town.browser('housing.handler');
    const seen: string[] = [];
    for (let url: string | undefined = '/desk/hazards'; url !== undefined;) {
      const { body }: { body: string } = await browser.get(url);
      seen.push(...numbersIn(body));
      url = /href="(\/desk\/hazards\?after=[^"]+)"/.exec(body)?.[1];
    }
    expect([seen.length, new Set(seen).size]).toEqual([125, 125]);
    const sheet = (await browser.get('/desk/hazards.csv')).body;
    expect(sheet.trim().split('\r\n').length).toBe(126);
  });
});
