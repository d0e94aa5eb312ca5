import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { member } from '../../../test/support/sign-in.ts';
import { withLateMatters, type LateMatters } from '../../../test/support/towns/conference-town.ts';
import { openStaffTown } from '../../../test/support/towns/staff-town.ts';
import { takenMatters } from './taken-matters.ts';

let place: Awaited<ReturnType<typeof openStaffTown>>;
let late: LateMatters;
beforeAll(async () => {
  place = await openStaffTown(['city', 'county', 'housing', 'water'], '2026-09-07T01:00:00Z');
  late = await withLateMatters(place.town, '2026-11-23T01:00:00Z');
});
afterAll(async () => {
  await place.close();
});

const PLAN: JsonObject = { by: '2026-12-04', plan: '一周内查清谁管这几盏灯，两周内修好并答复。' };
const begin = (input: JsonObject, post = 'county.head') =>
  beginStaffEntity(place.town.service, takenMatters, member(post), { ...PLAN, ...input });
const take = (number: string, name: string, input: JsonObject = {}, post = 'county.head') =>
  takeStaffStep(place.town.service, takenMatters, number, member(post), { name, input });

describe('a matter that a head takes', () => {
  let number = '';

  it('is one that the head may see: what does not exist, what is not to be seen and what is no matter are refused alike', async () => {
    const program = await place.program('county.head');
    const answers = await Promise.all(
      ['00000000', late.alone].map(async (typed) => {
        const sent = await program('/api/v1/staff/taken-matters', { ...PLAN, number: typed });
        return [sent.statusCode, sent.body];
      }),
    );
    expect(answers[0]?.[0]).toBe(422);
    expect(answers[1]).toEqual(answers[0]);
    expect(await begin({ number: late.taken }, 'county.handler')).toEqual({ refused: 'not_your_post' });
    expect(await begin({ number: late.taken, by: '2026-11-22' })).toEqual({ refused: 'promise_past', data: { field: 'by' } });
    expect(await begin({ number: late.taken, conference: '00000000' })).toEqual({
      refused: 'agenda_item_unknown',
      data: { field: 'conference' },
    });
    expect((await place.town.superuser.query('select from taken_matter')).rowCount).toBe(0);
  });

  it('has one head, though two ask at the same moment', async () => {
    const both = await Promise.all([begin({ number: late.taken }), begin({ number: late.taken }, 'housing.head')]);
    const numbers = both.flatMap((it) => (isRefusal(it) ? [] : [it]));
    expect(numbers.length).toBe(1);
    expect(both.filter((it) => isRefusal(it))).toEqual([{ refused: 'taken_already', data: { field: 'number' } }]);
    number = numbers[0] ?? '';
    for (const post of ['county.head', 'housing.head'])
      expect(await begin({ number: late.taken }, post)).toEqual({ refused: 'taken_already', data: { field: 'number' } });
    expect((await place.town.superuser.query('select from taken_matter')).rowCount).toBe(1);
  });

  it('is there for its own office alone, and in public by post and subject', async () => {
    const { rows } = await place.town.superuser.query<{ post: string; office: string }>('select post, office from taken_matter');
    const [row] = rows;
    const other = row?.office === 'county' ? 'housing.head' : 'county.head';
    for (const post of [other, 'water.head', 'city.head']) {
      const read = await readStaffEntity(place.town.service, takenMatters, number, member(post));
      expect([post, read === undefined || isRefusal(read)]).toEqual([post, true]);
    }
    const page = (await place.app.inject({ url: '/en/decisions' })).body;
    expect(page).toContain('Matters taken by heads');
    for (const secret of [number, late.taken, '谁管这几盏灯', '楼道的灯', '2026-12-04', '4 December'])
      expect([secret, page.includes(secret)]).toEqual([secret, false]);
  });

  it('ends once it is answered, by the post that took it; until then it is owed by its day, and late the day after', async () => {
    const { rows } = await place.town.superuser.query<{ post: string }>('select post from taken_matter');
    const post = rows[0]?.post ?? '';
    expect(await take(number, 'change_plan', { plan: '先换灯，再定谁管。' }, post)).toBeUndefined();
    expect(await take(number, 'conclude_taken', { words: '修好了。' }, post)).toEqual({ refused: 'taken_undecided' });
    place.town.setClock('2026-12-05T01:00:00Z');
    await sweep(place.town.service);
    const { rows: owed } = await place.town.superuser.query('select rule, status from obligation where matter = $1', [number]);
    expect(owed).toEqual([{ rule: 'taken.conclude', status: 'late' }]);
    expect((await place.listed(post)).some((row) => row.number === number)).toBe(true);
    expect(await late.answer()).toBeUndefined();
    expect(await take(number, 'conclude_taken', { words: '灯已换好，答复已发出。' }, post)).toBeUndefined();
    expect(await take(number, 'give_up_taken', { reason: 'matter_over' }, post)).toEqual({ refused: 'already_done' });
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});
