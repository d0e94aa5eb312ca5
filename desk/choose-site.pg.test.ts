import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity, type StaffEntityKind } from '../engine/staff-entity.ts';
import { isRefusal } from '../kernel/refusal.ts';
import type { JsonObject } from '../kernel/stream/event.ts';
import { KINDS } from '../server/features.ts';
import { publishHazards } from '../test/support/towns/hazard-town.ts';
import { openStaffTown, publishPack } from '../test/support/towns/staff-town.ts';
import { member } from '../test/support/sign-in.ts';
import { assets } from '../features/assets/server/assets.ts';
import { ASSET } from '../features/assets/domain/vocabulary.ts';
import { DRILL, INCIDENT } from '../features/incidents/domain/vocabulary.ts';
import { LETTER } from '../features/letters/domain/vocabulary.ts';
import { SITE } from '../features/sites/domain/vocabulary.ts';
import { sites } from '../features/sites/server/sites.ts';

const SITE_OF_HOUSING = { class: 'canteen', office: 'housing', role: 'handler', sector: 'water', local: 'county' };
const BACK = '/desk/hazards/new';
const WRITTEN = { source: 'check', what: '灭火器<过期>&“空”', spot: '二楼\n东头', seen: '压力表在红区。' };

let place: Awaited<ReturnType<typeof openStaffTown>>;
const numbers = new Map<string, string>();
const named = (name: string): string => numbers.get(name) ?? '';
const open = async (name: string, more: JsonObject = {}, post = 'housing.handler'): Promise<void> => {
  const number = await beginStaffEntity(place.town.service, sites, member(post), { ...SITE_OF_HOUSING, name, ...more });
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  numbers.set(name, number);
};
beforeAll(async () => {
  place = await openStaffTown(['housing', 'water', 'county', 'letters']);
  await publishPack(place.town, SITE, 'site-register');
  await publishPack(place.town, ASSET, 'asset-register');
  await publishPack(place.town, LETTER, 'letters');
  await publishPack(place.town, INCIDENT, 'incident-safety');
  await publishPack(place.town, DRILL, 'drill');
  await publishHazards(place.town);
  await place.town.tick();
  await place.town.service.jurisdiction('fresh');
  await open('东街小学食堂', { english: 'Canteen of East Street School' });
  await open('和平小学', { class: 'school', local: 'letters' });
  await open('幸福小区三号楼', { class: 'residential_high_rise' });
  await open('水厂', { class: 'utility_plant', office: 'water', sector: 'housing' }, 'water.handler');
});
afterAll(() => place.close());

/** The sites that a page offers, and where each leads. */
const offered = (body: string): ReadonlyMap<string, string> =>
  new Map(
    [...body.matchAll(/href="([^"]+)" aria-label="选([^"]+)"/g)].map(([, url = '', name = '']) => [name, url.replaceAll('&amp;', '&')]),
  );
const listed = async (post: string, more: { readonly [name: string]: string } = {}): Promise<readonly string[]> => {
  const answer = await (await place.browser(post)).get(`/desk/sites/choose?${new URLSearchParams({ back: BACK, ...more }).toString()}`);
  expect(answer.statusCode).toBe(200);
  return [...offered(answer.body).keys()].toSorted();
};
/** What stands in a form, by field. */
const typedIn = (body: string): { readonly [name: string]: string } => {
  const text = (html = ''): string =>
    html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('\r', '');
  const of = (pattern: RegExp): readonly [string, string][] =>
    [...body.matchAll(pattern)].map(([, name = '', value]) => [name, text(value)]);
  return Object.fromEntries([
    ...of(/<input id="[^"]*" name="([^"]+)"[^>]* type="text" value(?:="([^"]*)")?/g),
    ...of(/<textarea id="[^"]*" name="([^"]+)"[^>]*>([^<]*)/g),
    ...of(/type="radio" name="([^"]+)" value="([^"]*)" checked/g),
    ...of(/type="hidden" name="(token)" value="([^"]*)"/g),
  ]);
};

describe('the list to choose a site from', () => {
  it('names the sites that the form may name: the public ones, those of a seat, or the own ones; homes only to their offices', async () => {
    const three = ['东街小学食堂', '和平小学', '水厂'];
    expect(await listed('letters.handler')).toEqual(three.toSorted());
    expect(await listed('housing.handler')).toEqual([...three, '幸福小区三号楼'].toSorted());
    expect(await listed('county.inspector', { among: 'seat' })).toEqual(['东街小学食堂', '幸福小区三号楼', '水厂'].toSorted());
    expect(await listed('letters.head', { among: 'seat' })).toEqual(['和平小学']);
    expect(await listed('housing.handler', { among: 'own' })).toEqual(['东街小学食堂', '和平小学', '幸福小区三号楼'].toSorted());
    expect(await listed('water.handler', { among: 'own' })).toEqual(['水厂']);
    // Who opens no site of the office gets what everybody sees.
    expect(await listed('housing.admin')).toEqual(three.toSorted());
    expect(await listed('housing.admin', { among: 'seat' })).toEqual([]);
  });

  it('is searched by words of either name, by number and by class', async () => {
    expect(await listed('housing.handler', { find: '小学' })).toEqual(['东街小学食堂', '和平小学'].toSorted());
    expect(await listed('housing.handler', { find: '食堂 东街' })).toEqual(['东街小学食堂']);
    expect(await listed('housing.handler', { find: 'EAST street' })).toEqual(['东街小学食堂']);
    expect(await listed('housing.handler', { find: named('水厂').slice(0, 6) })).toEqual(['水厂']);
    expect(await listed('housing.handler', { kind: 'school' })).toEqual(['和平小学']);
    expect(await listed('housing.handler', { find: '%' })).toEqual([]);
    expect(await listed('housing.handler', { kind: 'nonsense', among: 'nonsense', find: ' ' })).toHaveLength(4);
  });

  it('leads back to the form with all that was typed, to nobody but its writer, and the form can be sent', async () => {
    const housing = await place.browser('housing.handler');
    const { token = '' } = typedIn((await housing.get(BACK)).body);
    const left = await housing.post('/desk/sites/choose?among=public', { ...WRITTEN, token, back: BACK });
    expect(left.statusCode).toBe(303);
    expect(decodeURIComponent(left.headers.location ?? '')).not.toContain('灭火器');
    const list = (await housing.get(`${left.headers.location}&find=%E6%B0%B4%E5%8E%82`)).body;
    const back = offered(list).get('水厂') ?? '';
    const form = (await housing.get(back)).body;
    expect(typedIn(form)).toMatchObject({ what: WRITTEN.what, spot: WRITTEN.spot, seen: WRITTEN.seen, token, site: named('水厂') });
    expect(form).toMatch(/name="source" value="check" checked|value="check" selected/);
    expect(form).toContain('<b>水厂</b>');
    // Another post that is given the address finds the site and no word.
    const other = (await (await place.browser('housing.head')).get(back)).body;
    expect(typedIn(other)).toMatchObject({ site: named('水厂'), what: '', seen: '' });
    const without = /href="([^"]+)">不选，回到表单/.exec(list)?.[1] ?? '';
    expect(typedIn((await housing.get(without.replaceAll('&amp;', '&'))).body)).toMatchObject({ what: WRITTEN.what, site: '' });
    expect((await housing.post(BACK, { ...WRITTEN, token, site: named('水厂') })).statusCode).toBe(303);
  });

  it('keeps the step of a thing that is moved, and opens its form again', async () => {
    const about = { site: named('东街小学食堂'), class: 'lift', name: '一号梯' };
    const lift = await beginStaffEntity(place.town.service, assets, member('housing.handler'), about);
    if (isRefusal(lift)) throw new Error(JSON.stringify(lift));
    const housing = await place.browser('housing.handler');
    const page = (await housing.get(`/desk/asset/${lift}?step=move_asset`)).body;
    expect(page).toContain(`name="back" value="/desk/asset/${lift}?step=move_asset"`);
    const left = await housing.post('/desk/sites/choose?among=own', { expected: '1', back: `/desk/asset/${lift}?step=move_asset` });
    const own = offered((await housing.get(left.headers.location ?? '')).body);
    expect([...own.keys()].toSorted()).toEqual(['东街小学食堂', '和平小学', '幸福小区三号楼'].toSorted());
    const form = (await housing.get(own.get('和平小学') ?? '')).body;
    expect([typedIn(form)['site'], form.includes('<b>和平小学</b>')]).toEqual([named('和平小学'), true]);
  });

  it('leads a form that is sent in its address back there, with what else was asked', async () => {
    const housing = await place.browser('housing.handler');
    const asked = '/desk/sites/choose?seat=orders&state=open&class=canteen&site=&since=&back=%2Fdesk%2Fhazards';
    const { location = '' } = (await housing.get(asked)).headers as { location?: string };
    const back = offered((await housing.get(location)).body).get('水厂');
    expect(back).toBe(`/desk/hazards?seat=orders&state=open&class=canteen&site=${named('水厂')}`);
  });

  it('leads nowhere but to the desk', async () => {
    const housing = await place.browser('housing.handler');
    for (const back of [
      '',
      'https://example.org/desk/',
      '//example.org',
      '/desk/../file',
      '/desk/x?a=\n',
      '/deskx',
      `/desk/${'x'.repeat(500)}`,
    ]) {
      expect([back, (await housing.get(`/desk/sites/choose?back=${encodeURIComponent(back)}`)).statusCode]).toEqual([back, 404]);
      expect([back, (await housing.post('/desk/sites/choose', { back, what: '字' })).statusCode]).toEqual([back, 404]);
    }
  });

  it('stands in the form of every step that names a site', async () => {
    const steps = KINDS.flatMap((kind) => {
      const { staff } = kind as Partial<StaffEntityKind<unknown>>;
      const verbs = staff ? [staff.begins, ...staff.steps] : [];
      return verbs.filter(({ fields }) => Object.values(fields).some((spec) => spec.kind === 'site')).map(({ name }) => name);
    });
    expect(steps.toSorted()).toEqual(['begin_drill', 'draw_up_letter', 'enter_asset', 'find', 'move_asset', 'take_word']);
    for (const [url, post] of [
      ['/desk/letters/new', 'county.head'],
      ['/desk/assets/new', 'housing.handler'],
      ['/desk/hazards/new', 'housing.handler'],
      ['/desk/hazards', 'housing.handler'],
      ['/desk/incidents/new', 'housing.handler'],
      ['/desk/drills/new', 'housing.handler'],
    ] as const)
      expect([url, (await (await place.browser(post)).get(url)).body.includes('从清单里选</button>')]).toEqual([url, true]);
  });

  it('comes fifty at a time, each once, at two thousand', async () => {
    await place.town.superuser.query('set session_replication_role = replica');
    const { rows } = await place.town.superuser.query<{ name: string }>(
      "select column_name as name from information_schema.columns where table_name = 'site' order by ordinal_position",
    );
    const columns = rows.map(({ name }) =>
      name === 'matter' ? "'Z' || lpad(i::text, 7, '0')" : name === 'name' ? "name || ' ' || i % 700" : name,
    );
    await place.town.superuser.query(
      `insert into site select ${columns.join(', ')} from site, generate_series(1, 2000) i where matter = '${named('和平小学')}'`,
    );
    await place.town.superuser.query('set session_replication_role = origin');
    const housing = await place.browser('housing.handler');
    const seen: string[] = [];
    let pages = 0;
    for (
      let url: string | undefined = `/desk/sites/choose?${new URLSearchParams({ back: BACK, kind: 'school' }).toString()}`;
      url !== undefined;
    ) {
      const { body }: { body: string } = await housing.get(url);
      seen.push(...[...body.matchAll(/[?;]site=([0-9A-Z]{8})"/g)].map(([, number = '']) => number));
      url = /href="([^"]+)">下一页/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      pages += 1;
      expect(Buffer.byteLength(body)).toBeLessThan(40_000);
    }
    expect([pages, new Set(seen).size]).toEqual([41, 2001]);
  });
});
