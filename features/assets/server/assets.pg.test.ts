import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { getForm } from '../../../policy/form.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { member } from '../../../test/support/sign-in.ts';
import { allInOrder } from '../../../test/support/towns/check-town.ts';
import { openAssetTown, SCHOOL } from '../../../test/support/towns/asset-town.ts';
import { sites } from '../../sites/public.ts';
import { assets } from './assets.ts';

// Monday 23 November 2026 begins at six in the morning there.
let place: Awaited<ReturnType<typeof openAssetTown>>;
beforeAll(async () => {
  place = await openAssetTown();
});
afterAll(async () => {
  await place.close();
});

const LIFT = { class: 'lift', name: '1号电梯', english: 'Lift 1', made: '2019-05-01' };
const begin = (input: JsonObject, post = 'housing.handler') => beginStaffEntity(place.town.service, assets, member(post), input);
const row = async (number: string) =>
  (await place.town.superuser.query<{ [column: string]: unknown }>('select * from asset where matter = $1', [number])).rows[0];
const viewed = async (number: string, post = 'housing.handler') => {
  const view = await readStaffEntity(place.town.service, assets, number, member(post));
  return view === undefined || isRefusal(view) ? undefined : view;
};

describe('an asset', () => {
  it('hangs on a site of the office, whose offices it has; nobody types them', async () => {
    const number = await place.entered({ ...LIFT, office: 'letters', local: 'letters', place: 'elsewhere' });
    expect(await row(number)).toMatchObject({ site: place.school, office: 'housing', local: 'county', sector: 'water', class: 'lift' });
    expect((await viewed(number))?.state.place).toBe('和平小学');
    expect((await viewed(number, 'county.head'))?.state.name).toBe('1号电梯');
    expect(await viewed(number, 'letters.head')).toBeUndefined();
    expect(await viewed(number, 'housing.admin')).toBeUndefined();
  });

  it('is refused on a site of others, on one that there is not, and at a spot that there is not', async () => {
    const refused = { refused: 'site_unknown', data: { field: 'site' } };
    expect(await begin({ ...LIFT, site: place.school }, 'letters.handler')).toMatchObject(refused);
    expect(await begin({ ...LIFT, site: '00000000' })).toMatchObject(refused);
    expect(await begin({ ...LIFT, site: 'no number' })).toMatchObject(refused);
    expect(await begin({ ...LIFT })).toMatchObject(refused);
    expect(await begin({ ...LIFT, site: place.school, spot: '7' })).toMatchObject({ refused: 'field_choice', data: { field: 'spot' } });
  });

  it('is a thing: names of persons, their numbers, flats and words of control are refused', async () => {
    const named = (name: string) => begin({ site: place.school, class: 'extinguisher_point', name });
    expect(await named('灭火器 13800138000')).toMatchObject({ refused: 'names_person' });
    expect(await named('灭火器 110101199001011237')).toMatchObject({ refused: 'names_person' });
    expect(await named('3单元402室灭火器')).toMatchObject({ refused: 'name_too_fine' });
    expect(await named('重点人员灭火器')).toMatchObject({ refused: 'name_word' });
    expect(await begin({ site: place.school, class: 'household', name: '甲' })).toMatchObject({ refused: 'field_choice' });
    expect(await begin({ site: place.school, class: 'lift', name: '2号电梯', owner: '张三' })).toMatchObject({ refused: 'field_unknown' });
    expect(await begin({ ...LIFT, site: place.school, made: '2027-01-01' })).toMatchObject({ refused: 'date_in_future' });
  });

  it('says how long its inspection holds; the number of the report is sealed', async () => {
    const number = await place.entered({ ...LIFT, name: '2号电梯' });
    const told = { number: 'TX-2026-118', on: '2026-11-01', by: '2027-10-31' };
    expect(await place.step(number, 'tell_inspection', { ...told, on: '2026-12-01' })).toMatchObject({ refused: 'date_in_future' });
    expect(await place.step(number, 'tell_inspection', { ...told, by: '2026-11-01' })).toMatchObject({ refused: 'period_order' });
    expect(await place.step(number, 'tell_inspection', told, 'county.handler')).toMatchObject({ refused: 'not_your_post' });
    expect(await place.step(number, 'tell_inspection', told)).toBeUndefined();
    expect(await place.step(number, 'say_no_proof_needed', { reason: '不用' })).toMatchObject({ refused: 'already_done' });
    expect(JSON.stringify(await row(number))).not.toContain('TX-2026');
    const page = await (await place.browser('housing.handler')).get(`/desk/asset/${number}`);
    for (const word of ['TX-2026-118', '2号电梯', '和平小学', '电梯']) expect(page.body).toContain(word);
  });
});

describe('what an asset owes that comes back', () => {
  it('stands on the list of the day under the site and the thing, is met by a record of its own, and of no other thing', async () => {
    const lift = await place.entered({ ...LIFT, name: '3号电梯' });
    const other = await place.entered({ ...LIFT, name: '4号电梯' });
    await place.goTo('11-23 09:00');
    const day = (await place.slotsOf(lift)).find((it) => it.rule === 'special-equipment/se.day');
    expect(day).toMatchObject({ name: '和平小学 · 3号电梯', english: 'Peace School · Lift 1', slot: '2026-11-23' });
    const made = await place.make(day ?? { site: lift, rule: '', slot: '' }, allInOrder(getForm('lift-day')));
    if (isRefusal(made)) throw new Error(JSON.stringify(made));
    expect((await place.slotsOf(lift)).filter((it) => it.rule.endsWith('se.day'))).toEqual([]);
    expect((await place.slotsOf(other)).filter((it) => it.rule.endsWith('se.day')).length).toBe(1);
    const page = await (await place.browser('housing.handler')).get(`/desk/check/${made}`);
    expect(page.body).toContain('和平小学 · 3号电梯');
    const rows = await place.listed('housing.handler');
    expect(rows.filter((it) => it.number === other)).toMatchObject([{ kind: 'asset', title: '和平小学 · 4号电梯' }]);
  });

  it('is made by the office of its site and by nobody else', async () => {
    const [slot] = await place.slotsOf(await place.entered({ ...LIFT, name: '5号电梯' }));
    expect(slot).toBeUndefined();
    await place.goTo('11-23 09:05');
    const found = (await place.today()).find((it) => it.name.endsWith('5号电梯') && it.rule.endsWith('se.day'));
    const [answers, none] = [allInOrder(getForm('lift-day')), { site: '', rule: '', slot: '' }];
    expect(await place.make(found ?? none, answers, 'letters.handler')).toMatchObject({ refused: 'not_found' });
    expect(await place.make(found ?? none, answers, 'county.handler')).toMatchObject({ refused: 'not_your_post' });
  });

  it('is not owed while it is out of use, where that was said beforehand', async () => {
    const kit = await place.entered({ ...LIFT, name: '6号电梯' });
    const pause = { from: '2026-11-24', to: '2026-11-26', reason: 'repair' };
    expect(await place.step(kit, 'say_out_of_use', { ...pause, from: '2026-11-23' })).toMatchObject({ refused: 'period_begun' });
    expect(await place.step(kit, 'say_out_of_use', pause)).toBeUndefined();
    await place.goTo('11-24 09:00');
    expect((await place.slotsOf(kit)).filter((it) => it.rule.endsWith('se.day') && it.slot === '2026-11-24')).toEqual([]);
    const back = { pause: '1', on: '2026-11-25' };
    expect(await place.step(kit, 'take_back_out_of_use', { ...back, on: '2026-11-27' })).toMatchObject({ refused: 'period_order' });
    expect(await place.step(kit, 'take_back_out_of_use', back)).toBeUndefined();
    await place.goTo('11-25 09:00');
    expect((await place.slotsOf(kit)).filter((it) => it.rule.endsWith('se.day')).map((it) => it.slot)).toContain('2026-11-25');
  });

  it('is closed in the book of its site’s office, under its own number', async () => {
    const lift = await place.entered({ ...LIFT, name: '7号电梯' });
    await place.goTo('11-28 01:00');
    const { rows } = await place.town.superuser.query<{ missed: number }>(
      "select missed from slot_count where site = $1 and rule = 'special-equipment/se.day'",
      [lift],
    );
    expect(rows).toEqual([{ missed: 1 }]);
    const board = await (await place.browser('county.head')).get('/desk/board');
    expect(board.body).toContain('和平小学 · 7号电梯');
  });
});

describe('a proof that runs out', () => {
  it('is owed thirty days before, and late after its day', async () => {
    const bus = await place.entered({ class: 'school_bus', name: '校车1' });
    expect(await place.step(bus, 'tell_certificate', { number: '鲁标1', on: '2025-12-27', by: '2026-12-29' })).toBeUndefined();
    const owed = async () =>
      (await place.listed('housing.handler')).find((it) => it.number === bus)?.duties.filter((it) => it.rule.id === 'asset.certificate');
    await place.goTo('11-28 10:00');
    expect(await owed()).toEqual([]);
    await place.goTo('11-29 10:00');
    expect((await owed())?.map((it) => it.dueOn)).toEqual(['2026-12-29']);
    await place.goTo('12-30 10:00');
    expect((await viewed(bus))?.owed.find((it) => it.rule === 'asset.certificate')?.status).toBe('overdue');
    expect((await (await place.browser('housing.handler')).get('/desk/assets')).body).toContain('已过期');
    expect(await place.step(bus, 'tell_certificate', { number: '鲁标2', on: '2026-12-30', by: '2027-12-29' })).toBeUndefined();
    const { rows } = await place.town.superuser.query(
      "select status, due_on::text from obligation where matter = $1 and rule = 'asset.certificate' order by due_on",
      [bus],
    );
    expect(rows).toEqual([
      { status: 'met_late', due_on: '2026-12-29' },
      { status: 'pending', due_on: '2027-12-29' },
    ]);
  });

  it('is asked for anew a month before by its programme; the next inspection is the act that meets it', async () => {
    const lift = await place.entered({ ...LIFT, name: '8号电梯' });
    expect(await place.step(lift, 'tell_inspection', { number: 'A', on: '2026-02-10', by: '2027-02-10' })).toBeUndefined();
    await place.goTo('12-30 11:00');
    const asked = async () => (await place.slotsOf(lift)).filter((it) => it.rule === 'special-equipment/se.inspect');
    expect((await asked()).map((it) => [it.slot, it.due_on])).toEqual([['2027-02-10-inspection-1', '2027-01-10']]);
    place.town.setClock('2026-12-30T11:01:00+08:00');
    expect(await place.step(lift, 'tell_inspection', { number: 'B', on: '2026-12-30', by: '2027-12-27' })).toBeUndefined();
    await place.goTo('12-30 11:05');
    expect((await asked()).map((it) => it.slot)).toEqual(['2027-12-27-inspection-2']);
  });
});

describe('an asset that goes elsewhere', () => {
  it('moves to another site of the office with all that it said', async () => {
    const kit = await place.entered({ class: 'first_aid_kit', name: '急救箱1' });
    const gym = await place.opened({ ...SCHOOL, name: '体育馆', class: 'public_venue' });
    expect(await place.step(kit, 'move_asset', { site: place.school })).toMatchObject({ refused: 'nothing_changes' });
    const theirs = await place.opened({ ...SCHOOL, name: '西街小学', office: 'letters', sector: 'housing' }, null);
    expect(await place.step(kit, 'move_asset', { site: theirs })).toMatchObject({ refused: 'site_unknown' });
    expect(await place.step(kit, 'move_asset', { site: gym.toLowerCase() })).toBeUndefined();
    expect(await row(kit)).toMatchObject({ site: gym, spot: null });
    expect((await viewed(kit))?.state.stays.map((it) => it.site)).toEqual([place.school, gym]);
  });

  it('goes over to other offices with its site, told once', async () => {
    const site = await place.opened({ ...SCHOOL, name: '北街小学' });
    const kit = await place.entered({ ...LIFT, name: '9号电梯', site });
    await place.goTo('12-30 11:55');
    const change = { name: 'change_site', input: { ...SCHOOL, name: '北街小学', office: 'letters' } };
    expect(await takeStaffStep(place.town.service, sites, site, member('housing.handler'), change)).toBeUndefined();
    await place.goTo('12-30 12:00');
    await place.goTo('12-30 12:05');
    expect((await viewed(kit, 'letters.handler'))?.entries.map((it) => it.event.type)).toEqual(['asset_entered', 'asset_handed_on']);
    expect(await viewed(kit)).toBeUndefined();
    expect((await place.slotsOf(kit, 'letters')).length).toBeGreaterThan(0);
    expect(await place.slotsOf(kit)).toEqual([]);
  });

  it('ended by a head it keeps everything, leaves the list and owes nothing', async () => {
    const kit = await place.entered({ ...LIFT, name: '10号电梯' });
    await place.goTo('12-30 12:10');
    expect((await place.slotsOf(kit)).length).toBeGreaterThan(1);
    place.town.setClock('2026-12-30T12:11:00+08:00');
    expect(await place.step(kit, 'end_asset', { reason: 'scrapped' })).toMatchObject({ refused: 'not_your_post' });
    expect(await place.step(kit, 'end_asset', { reason: 'scrapped' }, 'housing.head')).toBeUndefined();
    await place.goTo('12-30 12:15');
    expect(await place.slotsOf(kit)).toEqual([]);
    expect((await viewed(kit, 'housing.head'))?.entries.length).toBe(2);
    expect((await (await place.browser('housing.handler')).get('/desk/assets')).body).not.toContain('10号电梯');
  });
});

describe('the rows of assets', () => {
  it('agree with their events and with the rules, every one', async () => {
    await place.goTo('12-30 12:20');
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
    await place.town.superuser.query("delete from obligation where rule = 'special-equipment/se.month'");
    await place.town.superuser.query("update asset set proofs = '[]', valid_by = null");
    const found = (await reconcile(place.town.service)).findings;
    expect(found.map(({ where, what }) => `${where.split(' ')[2]} ${what}`)).toContain('special-equipment/se.month row is missing');
    expect(found.map((it) => it.code)).toContain('projection');
  });
});
