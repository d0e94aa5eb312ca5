import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openStaffTown, publishPack } from '../../../test/support/towns/staff-town.ts';
import { SITE } from '../domain/vocabulary.ts';
import { sites } from './sites.ts';

const SCHOOL = {
  name: '和平小学食堂',
  english: 'Canteen of Peace School',
  class: 'canteen',
  gas: true,
  office: 'housing',
  role: 'handler',
  sector: 'water',
  local: 'county',
};

const HOURS = { since: '2099-01-01', hours: '1-5 06:30-13:30, 16:00-19:00', holidays: 'closed', make_up_days: 'as_week' };

let place: Awaited<ReturnType<typeof openStaffTown>>;
beforeAll(async () => {
  place = await openStaffTown(['housing', 'water', 'county', 'letters']);
});
afterAll(async () => {
  await place.close();
});

const day = (days: number): string => addDays(dateIn(place.town.now(), 'Asia/Shanghai'), days);
const opened = async (input: JsonObject = SCHOOL, post = 'housing.handler'): Promise<string> => {
  const number = await beginStaffEntity(place.town.service, sites, member(post), input);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  return number;
};
const take = (number: string, post: string, name: string, input: JsonObject = {}) =>
  takeStaffStep(place.town.service, sites, number, member(post), { name, input });
const row = async (number: string) =>
  (await place.town.superuser.query('select * from site where matter = $1', [number])).rows[0] as { [column: string]: unknown };

describe('a place without a pack for sites', () => {
  it('takes none, and says so', async () => {
    expect(await beginStaffEntity(place.town.service, sites, member('housing.handler'), SCHOOL)).toEqual({ refused: 'not_ready' });
    expect(isRefusal(await publishPack(place.town, SITE, 'site-register'))).toBe(false);
    await place.town.tick();
    await place.town.service.jurisdiction('fresh');
  });
});

describe('a site', () => {
  it('is entered by form with what it is, and the local supervisor owes a look at the entry', async () => {
    const housing = await place.browser('housing.handler');
    const form = await housing.get('/desk/sites/new');
    for (const label of ['名称', '中小学', '用燃气', '属地监管单位']) expect(form.body).toContain(label);
    const { gas, ...rest } = SCHOOL;
    const sent = await housing.post('/desk/sites/new', { ...rest, ...(gas ? { gas: 'yes' } : {}) });
    const number = /\/desk\/site\/([0-9A-Z]{8})\?done=open_site/.exec(sent.headers.location ?? '')?.[1] ?? '';
    expect([sent.statusCode, number.length]).toEqual([303, 8]);
    const page = await housing.get(`/desk/site/${number}`);
    for (const word of ['和平小学食堂', '用燃气', '核对场所的类别和情况']) expect(page.body).toContain(word);
    const owed = await place.listed('county.head', { kind: 'site' });
    expect(owed.map((it) => it.number)).toContain(number);
    expect((await place.browser('county.head').then((it) => it.get('/desk'))).body).toContain('和平小学食堂');
    expect(await take(number, 'county.head', 'confirm_site')).toBeUndefined();
    expect((await place.listed('county.head', { kind: 'site' })).map((it) => it.number)).not.toContain(number);
  });

  it('is open to its three offices and to nobody else; everybody sees name and class', async () => {
    const number = await opened();
    const seen = async (post: string) => {
      const view = await readStaffEntity(place.town.service, sites, number, member(post));
      return view !== undefined && !isRefusal(view);
    };
    expect(await Promise.all(['housing.head', 'water.head', 'county.head', 'letters.head', 'housing.admin'].map(seen))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    const list = await place.app.inject({ url: '/en/sites' });
    expect([list.statusCode, list.body.includes('Canteen of Peace School'), list.body.includes('canteen')]).toEqual([200, true, true]);
    for (const word of ['housing', 'handler', 'gas']) expect([word, list.body.includes(word)]).toEqual([word, false]);
    // Its number stands in the link by which a danger there is reported, and nowhere else.
    expect(list.body.replaceAll(`/danger?place=${number}`, '')).not.toContain(number);
  });

  it('is supervised by two offices that are not its own', async () => {
    const begin = (input: JsonObject, post = 'housing.handler') =>
      beginStaffEntity(place.town.service, sites, member(post), { ...SCHOOL, ...input });
    expect(await begin({ local: 'housing' })).toEqual({ refused: 'supervises_itself', data: { field: 'local' } });
    expect(await begin({ sector: 'housing' })).toEqual({ refused: 'supervises_itself', data: { field: 'sector' } });
    expect(await begin({ sector: 'nowhere' })).toEqual({ refused: 'office_unknown', data: { field: 'sector' } });
    expect(await begin({}, 'letters.head')).toEqual({ refused: 'no_part_in_it', data: { field: 'office' } });
    const direct = place.town.superuser.query('update site set local = office');
    await expect(direct).rejects.toThrow(/violates check constraint/);
  });

  it('has a name that says no more than a building, and nothing of people', async () => {
    const named = (name: string) => beginStaffEntity(place.town.service, sites, member('housing.handler'), { ...SCHOOL, name });
    expect(await named('和平小学3号楼502室')).toMatchObject({ refused: 'name_too_fine', data: { field: 'name' } });
    expect(await named('上访人员集中楼')).toMatchObject({ refused: 'name_word' });
    expect(await named('')).toMatchObject({ refused: 'field_empty' });
    expect(await named('楼'.repeat(41))).toMatchObject({ refused: 'field_too_long' });
    expect(await beginStaffEntity(place.town.service, sites, member('housing.handler'), { ...SCHOOL, class: 'temple' })).toMatchObject({
      refused: 'field_choice',
    });
  });

  it('says beforehand when it is closed, never afterwards, and may open earlier', async () => {
    const number = await opened();
    expect(await take(number, 'housing.handler', 'say_closed', { from: day(0), to: day(3), reason: 'works' })).toMatchObject({
      refused: 'period_begun',
    });
    expect(await take(number, 'housing.handler', 'say_closed', { from: day(4), to: day(3), reason: 'works' })).toMatchObject({
      refused: 'period_order',
    });
    expect(await take(number, 'housing.handler', 'say_closed', { from: day(2), to: day(9), reason: 'works' })).toBeUndefined();
    expect(await take(number, 'housing.handler', 'take_back_closed', { closure: 7, on: day(5) })).toMatchObject({
      refused: 'field_choice',
    });
    expect(await take(number, 'housing.handler', 'take_back_closed', { closure: 1, on: day(5) })).toBeUndefined();
    expect((await row(number))['closures']).toContain(`"from":"${day(2)}"`);
  });

  it('has hours, and spots with a number each that stay when one is taken away', async () => {
    const number = await opened();
    expect(await take(number, 'housing.handler', 'set_hours', { ...HOURS, hours: 'always' })).toMatchObject({ refused: 'hours_form' });
    expect(await take(number, 'housing.handler', 'set_hours', { ...HOURS, since: day(0) })).toBeUndefined();
    for (const name of ['后厨', '留样柜', '燃气间']) expect(await take(number, 'housing.handler', 'add_spot', { name })).toBeUndefined();
    expect(await take(number, 'housing.handler', 'add_spot', { name: '后厨' })).toMatchObject({ refused: 'already_done' });
    expect(await take(number, 'housing.handler', 'end_spot', { spot: 2 })).toBeUndefined();
    expect(await take(number, 'housing.handler', 'end_spot', { spot: 2 })).toMatchObject({ refused: 'field_choice' });
    const { rows } = await place.town.superuser.query('select spot, name, ended from site_spot where matter = $1 order by spot', [number]);
    expect(rows).toEqual([
      { spot: 1, name: '后厨', ended: false },
      { spot: 2, name: '留样柜', ended: true },
      { spot: 3, name: '燃气间', ended: false },
    ]);
  });

  it('is returned, put right and confirmed again; ended by a head it keeps everything and leaves the lists', async () => {
    const number = await opened();
    expect(await take(number, 'county.handler', 'return_site', { reason: '还有校车。' })).toBeUndefined();
    expect(await take(number, 'housing.handler', 'change_site', SCHOOL)).toMatchObject({ refused: 'nothing_changes' });
    expect(await take(number, 'housing.handler', 'change_site', { ...SCHOOL, school_buses: true })).toBeUndefined();
    expect((await row(number))['versions']).toContain('"facts":["school_buses","gas"]');
    expect(await take(number, 'housing.handler', 'confirm_site')).toMatchObject({ refused: 'not_your_post' });
    expect(await take(number, 'county.handler', 'confirm_site')).toBeUndefined();
    expect(await take(number, 'housing.handler', 'end_site', { reason: 'moved' })).toMatchObject({ refused: 'not_your_post' });
    expect(await take(number, 'housing.head', 'end_site', { reason: 'moved' })).toBeUndefined();
    expect(await take(number, 'housing.head', 'set_hours', { ...HOURS, since: day(0) })).toMatchObject({ refused: 'wrong_stage' });
    expect((await row(number))['until']).not.toBeNull();
  });

  it('passes to another office with its seats, and the list of the first one loses it', async () => {
    const number = await opened({ ...SCHOOL, name: '东街老年活动站' });
    const change = { ...SCHOOL, name: '东街老年活动站', office: 'letters' };
    expect(await take(number, 'housing.head', 'change_site', change)).toBeUndefined();
    const list = async (post: string) => (await (await place.browser(post)).get('/desk/sites')).body;
    expect([(await list('letters.head')).includes('东街老年活动站'), (await list('housing.head')).includes('东街老年活动站')]).toEqual([
      true,
      false,
    ]);
    expect(await take(number, 'housing.head', 'end_site', { reason: 'moved' })).toMatchObject({ refused: 'not_found' });
  });

  it('agrees with its events, every row of it', async () => {
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
    await place.town.superuser.query("update site set versions = '[]'");
    expect((await reconcile(place.town.service)).findings.map((it) => it.code)).toContain('projection');
  });
});
