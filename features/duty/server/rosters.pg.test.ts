import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStaffEntity } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openDutyTown } from '../../../test/support/towns/duty-town.ts';
import { rosters } from './rosters.ts';

let place: Awaited<ReturnType<typeof openDutyTown>>;
let december = '';
beforeAll(async () => {
  place = await openDutyTown({ 'housing.head': 6, 'housing.inspector': 4, 'housing.duty': 14 });
});
afterAll(async () => {
  await place.close();
});

const owed = async (post: string): Promise<readonly string[]> =>
  (await place.listed(post))
    .filter((row) => row.kind === 'roster')
    .flatMap((row) => row.duties.map((duty) => `${duty.rule.id} ${duty.dueOn ?? ''}`.trim()));
const findings = async () => {
  await place.town.tick();
  return (await reconcile(place.town.service)).findings;
};
const seatsOf = async (who: string): Promise<readonly string[]> =>
  [...(await place.seated(december))].flatMap(([seat, staff]) => (staff === who ? [seat] : []));

describe('a month', () => {
  it('is opened before it has to be published, once, and is owed by the day that the plan sets', async () => {
    await sweep(place.town.service);
    expect(await place.rosterOf('2026-11')).toBeTruthy();
    await expect(place.rosterOf('2026-12')).rejects.toThrow('no roster');
    await place.goTo('2026-11-12T01:00:00Z');
    await sweep(place.town.service);
    december = await place.rosterOf('2026-12');
    expect(await owed('housing.head')).toContain('roster.publish 2026-11-26');
  });

  it('is proposed by the search for the head, without an empty seat, and each choice has its reason', async () => {
    expect(await place.onRoster(december, 'housing.duty', 'propose_month')).toEqual({ refused: 'not_your_post' });
    expect(await place.onRoster(december, 'county.head', 'propose_month')).toEqual({ refused: 'not_your_post' });
    expect(await place.onRoster(december, 'letters.head', 'propose_month')).toEqual({ refused: 'not_found' });
    expect(await place.onRoster(december, 'housing.head', 'publish_month')).toEqual({ refused: 'not_yet' });
    expect(await place.onRoster(december, 'housing.head', 'propose_month', { seats: [] })).toBeUndefined();
    const seated = await place.seated(december);
    expect(seated.size).toBe(31 * 4);
    expect([...seated.values()].filter((staff) => staff === null)).toEqual([]);
    const view = await readStaffEntity(place.town.service, rosters, december, member('housing.head'));
    if (!view || isRefusal(view)) throw new Error('not shown');
    expect([...view.state.seats.values()].every((seat) => typeof seat.reason?.['why'] === 'string')).toBe(true);
    // No event names an account.
    expect(JSON.stringify(view.entries.map(({ event }) => event.data))).not.toMatch(/housing\.duty\d/);
  });

  it('is published by the head, and is not proposed anew after that', async () => {
    expect(await place.onRoster(december, 'housing.head', 'publish_month')).toBeUndefined();
    expect(await place.onRoster(december, 'housing.head', 'propose_month')).toEqual({ refused: 'duty_published' });
    expect(await owed('housing.head')).not.toContain('roster.publish 2026-11-26');
    expect(await findings()).toEqual([]);
  });

  it('that is late is asked for by the office above', async () => {
    const november = await place.rosterOf('2026-11');
    // Its plan counts since the tenth: there are three days to make it.
    expect(await owed('county.head')).toEqual([]);
    await place.goTo('2026-11-14T02:00:00Z');
    expect(await owed('county.head')).toContain('roster.press 2026-11-17');
    expect(await place.onRoster(november, 'housing.head', 'press_roster')).toEqual({ refused: 'not_your_post' });
    expect(await place.onRoster(november, 'county.head', 'press_roster')).toBeUndefined();
    expect(await place.onRoster(november, 'county.head', 'press_roster')).toEqual({ refused: 'already_done' });
  });
});

describe('an exchange', () => {
  it('is asked, taken by whoever has the other seat, and approved by the head; nobody else has a part in it', async () => {
    const seated = await place.seated(december);
    const officers = [...seated].filter(([seat]) => seat.includes('.work.officer.'));
    const [own, mine] = officers[0] ?? ['', ''];
    let done = false;
    for (const [back, theirs] of officers.slice(4)) {
      if (theirs === mine || theirs === null || mine === null) continue;
      expect(await place.onRoster(december, theirs, 'ask_exchange', { seat: own, back })).toEqual({
        refused: 'duty_not_yours',
        data: { field: 'seat' },
      });
      expect(await place.onRoster(december, mine, 'ask_exchange', { seat: own, back })).toBeUndefined();
      const [asked] = (
        await place.town.superuser.query<{ n: number }>("select n from duty_swap where matter = $1 and state = 'asked'", [december])
      ).rows;
      const of = asked?.n ?? -1;
      expect(await place.onRoster(december, mine, 'take_swap', { of })).toMatchObject({ refused: 'duty_swap_own' });
      expect(await place.onRoster(december, 'housing.head', 'approve_swap', { of })).toEqual({ refused: 'not_yet' });
      const taken = await place.onRoster(december, theirs, 'take_swap', { of });
      if (taken) {
        expect(['duty_rest', 'duty_double']).toContain(taken.refused);
        expect(await place.onRoster(december, mine, 'withdraw_swap', { of })).toBeUndefined();
        continue;
      }
      expect(await place.onRoster(december, theirs, 'approve_swap', { of })).toEqual({ refused: 'not_your_post' });
      expect(await place.onRoster(december, 'housing.head', 'approve_swap', { of })).toBeUndefined();
      const after = await place.seated(december);
      expect([after.get(own), after.get(back)]).toEqual([theirs, mine]);
      done = true;
      break;
    }
    expect(done).toBe(true);
    expect(await findings()).toEqual([]);
  });

  it('is for like seats, ahead of time, and with somebody who has the post', async () => {
    const [leader] = [...(await place.seated(december))].filter(([seat]) => seat.includes('.leader.'));
    const officer = 'housing.duty5';
    const [own = ''] = await seatsOf(officer);
    expect(await place.onRoster(december, officer, 'ask_exchange', { seat: own, back: leader?.[0] ?? '' })).toEqual({
      refused: 'duty_swap_seats',
      data: { field: 'back' },
    });
    expect(await place.onRoster(december, officer, 'ask_exchange', { seat: 'x', back: own })).toEqual({
      refused: 'duty_seat_unknown',
      data: { field: 'seat' },
    });
    // Somebody without the post stands in for nobody (7.03).
    expect(await place.onRoster(december, officer, 'ask_leave', { seat: own })).toBeUndefined();
    const [asked] = (
      await place.town.superuser.query<{ n: number }>("select n from duty_swap where matter = $1 and state = 'asked'", [december])
    ).rows;
    expect(await place.onRoster(december, 'housing.mediator', 'take_swap', { of: asked?.n ?? -1 })).toMatchObject({ refused: 'duty_post' });
    expect(await place.onRoster(december, 'water.duty', 'take_swap', { of: asked?.n ?? -1 })).toEqual({ refused: 'not_found' });
  });
});

describe('leave', () => {
  it('holds once somebody stands in and the head has approved; until then the seat is as it was', async () => {
    const [asked] = (
      await place.town.superuser.query<{ n: number; seat: string }>("select n, seat from duty_swap where matter = $1 and state = 'asked'", [
        december,
      ])
    ).rows;
    if (!asked) throw new Error('nobody asked');
    const before = (await place.seated(december)).get(asked.seat);
    expect(await place.onRoster(december, 'housing.head', 'approve_swap', { of: asked.n })).toEqual({ refused: 'not_yet' });
    let standIn = '';
    for (let nth = 2; nth <= 14 && standIn === ''; nth += 1) {
      const who = `housing.duty${nth}`;
      if (who !== before && (await place.onRoster(december, who, 'take_swap', { of: asked.n })) === undefined) standIn = who;
    }
    expect(standIn).not.toBe('');
    expect((await place.seated(december)).get(asked.seat)).toBe(before);
    expect(await place.onRoster(december, 'housing.head', 'approve_swap', { of: asked.n })).toBeUndefined();
    expect((await place.seated(december)).get(asked.seat)).toBe(standIn);
  });
});

describe('an emergency and a gap', () => {
  it('changes a seat at once, marked, to somebody who has the post and the rest', async () => {
    const seated = await place.seated(december);
    const [seat = ''] = [...seated.keys()].filter((one) => one.startsWith('2026-12-15.work.officer'));
    expect(await place.onRoster(december, 'housing.head', 'change_at_once', { seat, who: 'nobody', reason: '送医' })).toMatchObject({
      refused: 'duty_post',
    });
    expect(
      await place.onRoster(december, 'housing.head', 'change_at_once', { seat, who: 'housing.mediator', reason: '送医' }),
    ).toMatchObject({ refused: 'duty_post' });
    let changed = '';
    for (let nth = 2; nth <= 14 && changed === ''; nth += 1) {
      const who = `housing.duty${nth}`;
      if (
        who !== seated.get(seat) &&
        (await place.onRoster(december, 'housing.head', 'change_at_once', { seat, who, reason: '送医' })) === undefined
      )
        changed = who;
    }
    expect((await place.seated(december)).get(seat)).toBe(changed);
    expect(
      (await place.town.superuser.query('select at_once from duty_seat where matter = $1 and seat = $2', [december, seat])).rows,
    ).toEqual([{ at_once: true }]);
  });

  it('of somebody whose account has ended is emptied, told 14 days ahead, owed by the head, and over once it is filled', async () => {
    const who = 'housing.duty7';
    const own = (await seatsOf(who)).filter((seat) => seat > '2026-12-02');
    await place.town.superuser.query("update staff set ended_on = '2026-11-30' where staff = $1", [who]);
    await place.goTo('2026-12-01T01:00:00Z');
    await sweep(place.town.service);
    const gone = await place.seated(december);
    expect(own.map((seat) => gone.get(seat))).toEqual(own.map(() => null));
    expect((await owed('housing.head')).filter((line) => line.startsWith('roster.gaps'))).toHaveLength(1);
    for (const seat of own)
      for (let nth = 2; nth <= 14; nth += 1)
        if ((await place.onRoster(december, 'housing.head', 'fill_seat', { seat, who: `housing.duty${nth}` })) === undefined) break;
    await sweep(place.town.service);
    expect((await owed('housing.head')).filter((line) => line.startsWith('roster.gaps'))).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  it('of a month of which nothing is left is proposed no more: nobody is said to have been there before it was said', async () => {
    const november = await place.rosterOf('2026-11');
    const now = place.town.now();
    const refused = await place.onRoster(november, 'housing.head', 'propose_month');
    const { rows } = await place.town.superuser.query<{ first: Date | null }>(
      'select min(begins) as first from duty_seat where matter = $1 and not dropped',
      [november],
    );
    // In December nothing of November is left.
    expect([refused, rows[0]?.first]).toEqual([{ refused: 'duty_no_shifts' }, null]);
    expect(now).toBeGreaterThan(Date.parse('2026-11-30T16:00:00Z'));
  });
});
