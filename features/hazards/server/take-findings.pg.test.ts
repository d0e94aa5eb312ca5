import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInStaffEntity } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { getForm } from '../../../policy/form.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { allInOrder, openCheckTown } from '../../../test/support/towns/check-town.ts';
import { publishPack } from '../../../test/support/towns/staff-town.ts';
import { HAZARD } from '../domain/vocabulary.ts';
import { hazards } from './hazards.ts';

let place: Awaited<ReturnType<typeof openCheckTown>>;
let canteen = '';
beforeAll(async () => {
  place = await openCheckTown('2026-11-22T22:00:00Z', ['canteen']);
  canteen = await place.opened();
});
afterAll(async () => {
  await place.close();
});

const rows = async (record: string) =>
  (
    await place.town.superuser.query<{
      matter: string;
      item: string;
      source: string;
      danger: string;
      lead: string;
      supervisor: string;
      site: string;
    }>('select matter, item, source, danger, lead, supervisor, site from hazard where record = $1 order by item', [record])
  ).rows;

const checked = async (): Promise<string> => {
  const slot = await place.slotOf('canteen/can.day');
  const answers = {
    ...allInOrder(getForm('canteen-day')),
    chilled_temp: { value: 19, words: '压缩机不转' },
    frozen_temp: { value: 3, words: '门没有关严' },
  };
  const number = await place.make(slot, answers);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  return number;
};

describe('what a check has found', () => {
  let record = '';

  it('waits for a person where no pack of hazards is in force', async () => {
    await place.goTo('11-23 06:40');
    record = await checked();
    await sweep(place.town.service);
    expect(await rows(record)).toEqual([]);
    expect((await place.listed('housing.handler')).map((row) => row.number)).toContain(record);
  });

  it('becomes a hazard each, once, owed by whoever looked; what somebody wrote stays in the record', async () => {
    await publishPack(place.town, HAZARD, 'hazard-major', true);
    await place.town.tick();
    await place.goTo('11-23 06:50');
    await sweep(place.town.service);
    const found = await rows(record);
    expect(found.map(({ item, source, danger, lead, supervisor, site }) => [item, source, danger, lead, supervisor, site])).toEqual([
      ['chilled_temp', 'own_check', 'food_water', 'housing', 'county', canteen],
      ['frozen_temp', 'own_check', 'food_water', 'housing', 'county', canteen],
    ]);
    const list = await place.listed('housing.handler');
    expect(list.map((row) => row.number)).toEqual(expect.arrayContaining(found.map((row) => row.matter)));
    expect(list.map((row) => row.number)).not.toContain(record);
    const browser = await place.browser('housing.handler');
    const page = await browser.get(`/desk/check/${record}`);
    for (const { matter } of found) expect(page.body).toContain(`/desk/hazard/${matter}`);
    const hazard = await browser.get(`/desk/hazard/${found[0]?.matter}`);
    for (const word of ['冷藏', '和平小学食堂', '打开记录', record]) expect([word, hazard.body.includes(word)]).toEqual([word, true]);
    expect(hazard.body).not.toContain('压缩机不转');
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });

  it('is found again by its row when the sweep was cut short between the hazards and the word that they are made', async () => {
    await place.goTo('11-24 06:40');
    const second = await checked();
    // As if the server had died after the first of two.
    const find = { name: 'find', input: { source: 'own_check', what: '冷藏柜温度', spot: '和平小学食堂', site: canteen } };
    const besides = { record: second, item: 'chilled_temp' };
    const first = await takeInStaffEntity(place.town.service, hazards, 'housing', [find], false, besides);
    await sweep(place.town.service);
    await sweep(place.town.service);
    const found = await rows(second);
    expect(found.map(({ item }) => item)).toEqual(['chilled_temp', 'frozen_temp']);
    expect(found[0]?.matter).toBe(first);
    await expect(takeInStaffEntity(place.town.service, hazards, 'housing', [find], false, besides)).rejects.toThrow('hazard_of_finding');
  });

  it('a hazard of before there were rows gets its row by the sweep', async () => {
    const [one] = await rows(record);
    const days = async () =>
      (await place.town.superuser.query('select * from hazard_day where matter = $1 order by n', [one?.matter])).rows;
    const before = await days();
    expect(before.length).toBeGreaterThan(0);
    for (const gone of [['hazard_day'], ['hazard_day', 'hazard']]) {
      for (const table of gone) await place.town.superuser.query(`delete from ${table} where matter = $1`, [one?.matter]);
      await sweep({ ...place.town.service }); // as a program that has just been started
      expect([(await rows(record))[0], await days()]).toEqual([one, before]);
    }
  });
});
