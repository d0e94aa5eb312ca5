import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXml } from '../../../engine/forms/read-xml.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { readAlert } from '../../../kernel/cap/read.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openStaffTown, publishPack } from '../../../test/support/towns/staff-town.ts';
import { WARNING } from '../domain/vocabulary.ts';
import { warnings } from './warnings.ts';

// Monday 23 November 2026, nine in the morning there.
let place: Awaited<ReturnType<typeof openStaffTown>>;
beforeAll(async () => {
  place = await openStaffTown(['city', 'county', 'housing', 'water']);
  await publishPack(place.town, WARNING, 'warning', false);
  await goTo('2026-12-01T01:00:00Z');
});
afterAll(async () => {
  await place.close();
});

const goTo = async (time: string): Promise<void> => {
  await place.town.tick();
  place.town.setClock(time);
  await sweep(place.town.service);
  await place.town.service.jurisdiction('fresh');
};

const FLOOD: JsonObject = {
  hazard: 'flood',
  level: 'orange',
  until_day: '2026-12-03',
  until_time: '08:00',
  office1: 'water',
  caution: '河水上涨，低处可能进水。',
  measures: '远离河道，低处的物资往高处搬。',
  caution_english: 'The river is rising.',
  measures_english: 'Keep away from the river.',
  source: 'own_observation',
};
const { caution_english: _c, measures_english: _m, hazard: _h, ...AGAIN } = FLOOD;
const issue = (more: JsonObject = {}, post = 'county.head') =>
  beginStaffEntity(place.town.service, warnings, member(post), { ...FLOOD, ...more });
const issued = async (more: JsonObject = {}, post = 'county.head'): Promise<string> => {
  const number = await issue(more, post);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  return number;
};
const take = (number: string, name: string, input: JsonObject = {}, post = 'county.head') =>
  takeStaffStep(place.town.service, warnings, number, member(post), { name, input });
const owed = async (number: string, post = 'county.head') =>
  (await place.listed(post)).find((row) => row.number === number)?.duties.map((duty) => duty.rule.id) ?? [];
const open = async (url: string) => (await place.app.inject({ url })).body;
const capOf = async (number: string) => {
  const answer = await place.app.inject({ url: `/warnings/${number}.cap` });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/cap+xml; charset=utf-8']);
  const root = readXml(answer.rawPayload, true);
  const read = 'fault' in root ? undefined : readAlert(root);
  if (!read || !('alert' in read)) throw new Error(JSON.stringify(read ?? root));
  return read.alert;
};
const count = async (): Promise<number> => (await place.town.superuser.query('select from warning')).rowCount ?? 0;

const message = (more: { readonly status?: string; readonly type?: string; readonly expires?: string } = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>met-77</identifier><sender>met@city.example</sender><sent>2026-12-01T08:00:00+08:00</sent><status>${more.status ?? 'Actual'}</status><msgType>${more.type ?? 'Alert'}</msgType><scope>Public</scope>${more.type === 'Cancel' ? '<references>met@city.example,met-76,2026-12-01T07:00:00+08:00</references>' : ''}<info><category>Met</category><event>大风</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><expires>${more.expires ?? '2026-12-02T08:00:00+08:00'}</expires></info></alert>`;

let flood = '';

describe('a warning that cannot be issued changes nothing', () => {
  it('longer than 72 hours, over already, begun long ago, or with half a time', async () => {
    expect(await issue({ until_day: '2026-12-04', until_time: '10:00' })).toMatchObject({
      refused: 'warning_too_long',
      data: { hours: 72 },
    });
    expect(await issue({ until_day: '2026-12-01', until_time: '08:00' })).toMatchObject({ refused: 'warning_ends_early' });
    expect(await issue({ from_day: '2026-12-03', from_time: '08:00' })).toMatchObject({ refused: 'warning_ends_early' });
    expect(await issue({ from_day: '2026-12-01', from_time: '08:00' })).toMatchObject({ refused: 'warning_past' });
    expect(await issue({ from_day: '2026-12-02' })).toMatchObject({ refused: 'field_date', data: { field: 'from_day' } });
    expect(await issue({ until_time: '08:30' })).toMatchObject({ refused: 'field_choice', data: { field: 'until_time' } });
    expect(await count()).toBe(0);
  });

  it('of something that people do, or because of a political date, or about persons (G11, G12, G22)', async () => {
    for (const hazard of ['person_in_danger', 'other_thing', 'assembly', 'petition'])
      expect(await issue({ hazard })).toMatchObject({ refused: 'field_choice', data: { field: 'hazard' } });
    expect(await issue({ caution: '两会期间注意安全' })).toMatchObject({ refused: 'name_word', data: { field: 'caution' } });
    expect(await issue({ measures: '防止聚众' })).toMatchObject({ refused: 'name_word' });
    for (const occasion of ['全国代表大会期间注意安全', '省人民代表大会期间', '二十大安保', '三中全会'])
      expect(await issue({ caution: occasion })).toMatchObject({ refused: 'name_word', data: { field: 'caution' } });
    for (const number of ['13800000001', '138—0000—0001', '１３８ ００００ ０００１', '幺三八零零零零零零零一'])
      expect([number, await issue({ measures: `转移请打${number}` })]).toMatchObject([
        number,
        { refused: 'names_person', data: { field: 'measures' } },
      ]);
    expect(await issue({ measures: '盯住重点人员' })).toMatchObject({ refused: 'name_word' });
    expect(await issue({ caution: '3栋201室进水' })).toMatchObject({ refused: 'name_too_fine' });
    expect(await issue({ reason: 'congress' })).toMatchObject({ refused: 'field_unknown' });
    expect(await count()).toBe(0);
  });

  it('by a post that may not, or without its source', async () => {
    expect(await issue({}, 'county.handler')).toEqual({ refused: 'not_your_post' });
    expect(await issue({}, 'county.admin')).toEqual({ refused: 'not_your_post' });
    expect(await issue({ source: 'office_above' })).toMatchObject({ refused: 'warning_source', data: { field: 'source_office' } });
    expect(await issue({ source: 'office_above', source_office: 'city' })).toMatchObject({ data: { field: 'signed_by' } });
    // Neither oneself, nor a neighbour, nor an office that is nowhere.
    for (const office of ['county', 'water', 'nowhere'])
      expect(await issue({ source: 'office_above', source_office: office, signed_by: 'head' })).toMatchObject({
        refused: 'warning_source',
        data: { field: 'source_office' },
      });
    expect(await issue({ signed_by: 'head' })).toMatchObject({ refused: 'warning_source', data: { field: 'signed_by' } });
    expect(await issue({ place1: 'nowhere' })).toMatchObject({ refused: 'field_choice', data: { field: 'place1' } });
    expect(await issue({ measures_english: '' })).toMatchObject({ refused: 'field_empty', data: { field: 'measures_english' } });
    expect(await count()).toBe(0);
  });

  it('by a message that is none, is over, lifts something, or is of another status', async () => {
    const by = (cap: string, more: JsonObject = {}) => issue({ source: 'cap_message', cap, ...more });
    expect(await issue({ source: 'cap_message' })).toMatchObject({ refused: 'warning_source', data: { field: 'cap' } });
    expect(await by('大风')).toMatchObject({ refused: 'warning_cap', data: { field: 'cap' } });
    expect(await by(message({ expires: '2026-12-01T08:30:00+08:00' }))).toMatchObject({ data: { fault: 'cap.over' } });
    for (const name of ['a'.repeat(101), '气象台', '13800000001'])
      expect(await by(message().replace('met@city.example', name))).toMatchObject({ refused: 'warning_cap', data: { fault: 'cap.name' } });
    expect(await by(message({ type: 'Cancel' }))).toMatchObject({ data: { fault: 'cap.no_warning' } });
    expect(await by(message({ status: 'Test' }))).toMatchObject({ data: { fault: 'cap.no_warning' } });
    expect(await by(message({ status: 'Exercise' }))).toMatchObject({ refused: 'warning_exercise' });
    expect(await by(message(), { exercise: true })).toMatchObject({ refused: 'warning_exercise' });
    expect(await count()).toBe(0);
  });
});

describe('a warning', () => {
  it('stands in public at once with its level, times, area, words and source, and its places are to be told within 30 minutes', async () => {
    expect(await open('/en/warnings')).toContain('No warning is in force.');
    flood = await issued();
    const page = await open('/en/warnings');
    for (const word of [
      'Warning, orange (level II): Flood',
      'The river is rising.',
      'Water',
      'seen by the office',
      'in force',
      '3 December 2026, 08:00',
    ])
      expect([word, page.includes(word)]).toEqual([word, true]);
    expect(await open('/warnings')).toContain('河水上涨');
    expect(await owed(flood)).toEqual(['warning.tell', 'warning.look']);
    expect(await take(flood, 'tell_places', { by_way: 'telephone' }, 'county.desk')).toBeUndefined();
    expect(await take(flood, 'tell_places', { by_way: 'telephone' })).toEqual({ refused: 'already_done' });
    expect(await owed(flood)).toEqual(['warning.look']);
  });

  it('is an Alert of CAP, in both languages', async () => {
    const alert = await capOf(flood);
    expect([alert.msgType, alert.status, alert.references, alert.identifier]).toEqual(['Alert', 'Actual', undefined, `huiyin-${flood}-0`]);
    expect(alert.info?.map(({ language, severity, event }) => [language, severity, event])).toEqual([
      ['zh-CN', 'Severe', '洪涝'],
      ['en', 'Severe', 'Flood'],
    ]);
    expect(alert.info?.[0]?.expires).toBe('2026-12-03T08:00:00+08:00');
  });

  it('is read by the office above and changed by the office that issued it alone', async () => {
    expect(await take(flood, 'lift_warning', { because: 'danger_gone' }, 'city.head')).toEqual({ refused: 'not_your_post' });
    expect(await take(flood, 'lift_warning', { because: 'danger_gone' }, 'housing.head')).toEqual({ refused: 'not_found' });
    expect((await place.browser('city.head').then(({ get }) => get(`/en/desk/warning/${flood}`))).statusCode).toBe(200);
    const seen = await readStaffEntity(place.town.service, warnings, flood, member('county.auditor'));
    expect(seen === undefined || isRefusal(seen)).toBe(true);
  });

  it('is adjusted with a new end and its source, is told again, and keeps what it began as', async () => {
    await goTo('2026-12-02T01:00:00Z');
    expect(await take(flood, 'keep_warning', { words: '水位没有变化' })).toBeUndefined();
    expect(await take(flood, 'adjust_warning', { ...AGAIN, hazard: 'fire' })).toMatchObject({ refused: 'field_unknown' });
    expect(await take(flood, 'adjust_warning', { ...AGAIN, exercise: true })).toMatchObject({ refused: 'field_unknown' });
    const anew = {
      ...AGAIN,
      level: 'red',
      until_day: '2026-12-05',
      until_time: '08:00',
      source: 'cap_message',
      cap: message({ expires: '2026-12-05T08:00:00+08:00' }),
    };
    expect(await take(flood, 'adjust_warning', anew)).toBeUndefined();
    expect(await owed(flood)).toEqual(['warning.tell.again', 'warning.look.adjusted']);
    const alert = await capOf(flood);
    expect([alert.msgType, alert.source]).toEqual(['Update', 'met@city.example,met-77,2026-12-01T08:00:00+08:00']);
    expect(alert.references).toBe(`${alert.sender},huiyin-${flood}-0,2026-12-01T09:00:00+08:00`);
    // Its English was not said anew.
    expect(alert.info?.map(({ language }) => language)).toEqual(['zh-CN']);
    expect(await open('/en/warnings')).toContain('In Chinese only:');
    expect(await open(`/en/warnings/${flood}`)).toContain('message met-77 of met@city.example');
  });

  it('is lifted at once, says so in public and by a Cancel that names every message before it', async () => {
    expect(await take(flood, 'lift_warning', { because: 'danger_gone' })).toBeUndefined();
    for (const name of ['adjust_warning', 'keep_warning', 'lift_warning'])
      expect(await take(flood, name, name === 'adjust_warning' ? AGAIN : { because: 'danger_gone' })).toEqual({ refused: 'warning_over' });
    expect(await owed(flood)).toEqual(['warning.tell.lifted']);
    expect(await take(flood, 'tell_places', { by_way: 'loudspeaker' })).toBeUndefined();
    expect(await owed(flood)).toEqual([]);
    const alert = await capOf(flood);
    expect([alert.msgType, alert.references?.split(' ').length, alert.info?.[0]?.responseType]).toEqual(['Cancel', 2, ['AllClear']]);
    const page = await open('/en/warnings');
    expect(page).toContain('No warning is in force.');
    expect(page).toContain('lifted: the danger is gone');
  });

  it('ends by itself at its end, on the page at that minute and in its history with the next sweep', async () => {
    const gas = await issued({ hazard: 'gas', until_day: '2026-12-02', until_time: '12:00' }, 'housing.duty');
    expect(await open('/en/warnings')).toContain('orange (level II): Gas');
    place.town.setClock('2026-12-02T04:00:00Z');
    expect(await open('/en/warnings')).toContain('over, by its own end');
    expect(await take(gas, 'lift_warning', { because: 'danger_gone' }, 'housing.head')).toEqual({ refused: 'warning_over' });
    await sweep(place.town.service);
    await sweep(place.town.service);
    const view = await readStaffEntity(place.town.service, warnings, gas, member('housing.head'));
    if (!view || isRefusal(view)) throw new Error('not shown');
    expect(view.entries.map(({ event }) => event.type).filter((type) => type === 'warning_ended')).toEqual(['warning_ended']);
    // Its places were never told: that stays late, and is owed no more.
    expect(await owed(gas, 'housing.head')).toEqual([]);
    expect((await capOf(gas)).msgType).toBe('Alert');
  });

  it('is gone from the list after thirty days, and still has its page', async () => {
    await goTo('2027-01-02T01:00:00Z');
    const page = await open('/en/warnings');
    expect(page).toContain('No warning ended in the last 30 days.');
    expect(await open(`/en/warnings/${flood}`)).toContain('lifted: the danger is gone');
  });
});

describe('an exercise (G22)', () => {
  let drill = '';

  it('is marked on its page, at the desk, in its title and in CAP', async () => {
    drill = await issued({ exercise: true, until_day: '2027-01-03' });
    expect(await open(`/en/warnings/${drill}`)).toContain('an exercise, not a real warning');
    expect(await open(`/en/warnings/${drill}`)).toContain('EXERCISE · Warning');
    const { get } = await place.browser('county.head');
    for (const url of [`/en/desk/warning/${drill}`, '/en/desk/warnings', '/en/desk'])
      expect([url, /演练|EXERCISE/.test((await get(url)).body)]).toEqual([url, true]);
    const alert = await capOf(drill);
    expect([alert.status, alert.note]).toEqual(['Exercise', expect.stringContaining('exercise')]);
    expect(alert.info?.every(({ headline }) => /演练|EXERCISE/.test(headline ?? ''))).toBe(true);
  });

  it('stands on no list of real ones and in no feed, whatever becomes of it', async () => {
    for (const step of [async () => undefined, () => take(drill, 'lift_warning', { because: 'danger_gone' })]) {
      await step();
      for (const url of ['/en/warnings', '/en/warnings.atom', '/warnings', '/warnings.atom'])
        expect([url, (await open(url)).includes(drill)]).toEqual([url, false]);
    }
    expect((await capOf(drill)).status).toBe('Exercise');
  });
});

describe('the feed', () => {
  it('has what stands in public, with the moment of its last change', async () => {
    const number = await issued({ until_day: '2027-01-03' });
    const feed = await open('/en/warnings.atom');
    expect(feed).toContain(`/en/warnings/${number}`);
    expect(feed).toContain('The river is rising.');
    expect(feed).toContain('2027-01-02T01:00:00.000Z');
    expect(readXml(new TextEncoder().encode(feed), true)).not.toHaveProperty('fault');
  });

  it('and pages of a warning that is not there say so', async () => {
    for (const url of ['/warnings/ABCD2345', '/warnings/ABCD2345.cap', '/warnings/x.cap', '/warnings/%00'])
      expect([url, (await place.app.inject({ url })).statusCode >= 400]).toEqual([url, true]);
  });
});

it('everything agrees when it is computed again', async () => {
  await place.town.tick();
  expect((await reconcile(place.town.service)).findings).toEqual([]);
});
