import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Refusal } from '../../../kernel/refusal.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openDutyTown, planFor } from '../../../test/support/towns/duty-town.ts';

// One office with four plans of the same people: whoever has a seat in one of them has none in another at that time.
const LONG = planFor('township', 'housing').shifts.map((shift) => ({
  ...shift,
  on: 'every day' as const,
  seats: [{ id: 'officer', part: 'officer' as const, label: { 'zh-CN': '值班员', en: 'Officer' }, count: 2, posts: ['duty' as const] }],
}));
const only = (id: string) =>
  planFor('township', 'housing', { id, swap: 'same part', shifts: LONG.slice(0, 1).map((shift) => ({ ...shift, reception: null })) });

let place: Awaited<ReturnType<typeof openDutyTown>>;
let first = '';
let second = '';
beforeAll(async () => {
  place = await openDutyTown({ 'housing.duty': 52 }, [only('first-plan'), only('second-plan')]);
  await place.goTo('2026-11-13T01:00:00Z');
  first = await place.rosterOf('2026-12', 'housing', 'first-plan');
  second = await place.rosterOf('2026-12', 'housing', 'second-plan');
  for (const number of [first, second]) {
    expect(await place.onRoster(number, 'housing.head', 'propose_month')).toBeUndefined();
    expect(await place.onRoster(number, 'housing.head', 'publish_month')).toBeUndefined();
  }
});
afterAll(async () => {
  await place.close();
});

/** The constraint by which the database refuses some SQL of whoever may do everything; undefined where it does not. */
const refusedBy = async (...statements: readonly (readonly [sql: string, values: readonly unknown[]])[]): Promise<string | undefined> => {
  const client = place.town.superuser;
  try {
    await client.query("begin; set local app.jurisdiction = '1'");
    for (const [sql, values] of statements) await client.query(sql, [...values]);
    await client.query('commit');
    return undefined;
  } catch (error) {
    await client.query('rollback');
    return String((error as { constraint?: unknown }).constraint);
  }
};

interface Held {
  readonly seat: string;
  readonly holder: string;
}
const held = async (number: string): Promise<readonly Held[]> =>
  (
    await place.town.superuser.query<Held>(
      'select seat, holder from duty_seat where matter = $1 and holder is not null order by begins, seat',
      [number],
    )
  ).rows;
const SET = 'update duty_seat set holder = $3 where matter = $1 and seat = $2';
/** Any broken rule, counted in the rows alone and not by our own functions. */
const broken = async (): Promise<number> => {
  const { rows } = await place.town.superuser.query<{ count: number }>(
    `select (select count(*)::int from duty_seat where published and not dropped and holder is null)
      + (select count(*)::int from duty_seat a join duty_holder h on h.matter = a.matter and h.holder = a.holder join duty_holder i on i.staff = h.staff
         join duty_seat b on b.matter = i.matter and b.holder = i.holder
         where (a.matter, a.seat) < (b.matter, b.seat) and a.begins < b.ends + interval '24 hours' and b.begins < a.ends + interval '24 hours')
      + (select count(*)::int from duty_seat a join duty_holder h on h.matter = a.matter and h.holder = a.holder join staff s on s.staff = h.staff where s.post <> a.post) as count`,
  );
  return rows[0]?.count ?? -1;
};

describe('the database refuses, by SQL alone', () => {
  it('begins with no broken rule', async () => {
    expect(await broken()).toBe(0);
  });

  it('a seat that is left empty, in a published month', async () => {
    const [one] = await held(first);
    expect(await refusedBy(['update duty_seat set holder = null, post = null where matter = $1 and seat = $2', [first, one?.seat]])).toBe(
      'duty_empty',
    );
  });

  it('two seats of one at the same time, within a month and across two plans', async () => {
    const [one, other] = await held(first);
    expect(one?.seat.slice(0, 10)).toBe(other?.seat.slice(0, 10));
    expect(await refusedBy([SET, [first, other?.seat, one?.holder]])).toBe('duty_double');
    const { rows } = await place.town.superuser.query<{ seat: string; holder: string }>(
      `select b.seat, i.holder from duty_seat a join duty_holder h on h.matter = a.matter and h.holder = a.holder join duty_holder i on i.staff = h.staff and i.matter = $2
       join duty_seat b on b.matter = $2 and b.begins = a.begins where a.matter = $1 and a.seat = $3 limit 1`,
      [first, second, one?.seat],
    );
    expect(await refusedBy([SET, [second, rows[0]?.seat, rows[0]?.holder]])).toBe('duty_double');
  });

  it('a rest that is too short', async () => {
    const seats = await held(first);
    const [one, next] = [seats[0], seats.find(({ seat }) => seat.startsWith('2026-12-02'))];
    expect(await refusedBy([SET, [first, next?.seat, one?.holder]])).toBe('duty_rest');
  });

  it('a holder that is nobody, one without a post for the seat, and one whose post has ended by then', async () => {
    const [one] = await held(first);
    expect(await refusedBy([SET, [first, one?.seat, 'zzzzzzzzzzzz']])).toBe('duty_post');
    const add = 'insert into duty_holder (jurisdiction, matter, holder, staff) values (1, $1, $2, $3)';
    expect(
      await refusedBy(
        [add, [first, 'aaaaaaaaaaaa', 'housing.mediator']],
        ["update duty_seat set holder = $3, post = 'housing.mediator' where matter = $1 and seat = $2", [first, one?.seat, 'aaaaaaaaaaaa']],
      ),
    ).toBe('duty_post');
    expect(
      await refusedBy(
        [
          "update staff set ended_on = '2026-11-30' where staff = (select h.staff from duty_holder h where h.matter = $1 and h.holder = $2)",
          [first, one?.holder],
        ],
        ['update duty_seat set version = version + 1, rest_hours = 23 where matter = $1 and seat = $2', [first, one?.seat]],
      ),
    ).toBe('duty_post');
  });

  it('a holder who becomes somebody else', async () => {
    const [one] = await held(first);
    expect(await refusedBy(["update duty_holder set staff = 'housing.head' where matter = $1 and holder = $2", [first, one?.holder]])).toBe(
      'duty_holder_stays',
    );
  });

  it('the name of a restore, where somebody else than the owner of the table says it', async () => {
    const seats = await held(first);
    const [one, next] = [seats[0], seats.find(({ seat }) => seat.startsWith('2026-12-02'))];
    const tried = place.town.service.read(async (tx) => {
      await tx.run({ name: 'say_restored', text: "select set_config('app.restoring', 'on', true)" }, []);
      await tx.run({ name: 'break_rest', text: 'update duty_seat set holder = $4 where jurisdiction = $1 and matter = $2 and seat = $3' }, [
        1,
        first,
        next?.seat,
        one?.holder,
      ]);
    });
    await expect(tried).rejects.toMatchObject({ constraint: 'duty_rest' });
  });

  it('what two commit at the same moment, each of which would be right alone', async () => {
    // Somebody free on two days that follow each other is given both, by two who do not see each other.
    const free = (
      await place.town.superuser.query<{ holder: string }>(
        `insert into duty_holder (jurisdiction, matter, holder, staff)
         select 1, $1, 'bbbbbbbbbbbb', s.staff from staff s where s.post = 'housing.duty' and not exists (select from duty_holder h where h.matter = $1 and h.staff = s.staff)
         and not exists (select from duty_holder h join duty_seat t on t.matter = h.matter and t.holder = h.holder where h.staff = s.staff and t.day between '2026-12-08' and '2026-12-13') limit 1 returning holder`,
        [first],
      )
    ).rows[0]?.holder;
    const own = (
      await place.town.superuser.query<{ holder: string }>(
        `select h.holder from duty_holder h where h.matter = $1 and not exists (select from duty_holder i join duty_seat t on t.matter = i.matter and t.holder = i.holder
         where i.staff = h.staff and t.day between '2026-12-08' and '2026-12-13') limit 1`,
        [first],
      )
    ).rows[0]?.holder;
    const holder = free ?? own;
    expect(holder).toBeDefined();
    const give = (seat: string) =>
      place.town.service.read((tx) =>
        tx.run({ name: 'give_seat', text: 'update duty_seat set holder = $4 where jurisdiction = $1 and matter = $2 and seat = $3' }, [
          1,
          first,
          seat,
          holder,
        ]),
      );
    const done = await Promise.allSettled([give('2026-12-10.work.officer.1'), give('2026-12-11.work.officer.1')]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await broken()).toBe(0);
  });
});

describe('fifty who exchange at once', () => {
  it('break no rule, whatever they ask, take and are allowed', async () => {
    // The rows were changed behind the events above: they are written again.
    await place.onRoster(first, 'housing.head', 'change_at_once', {
      seat: '2026-12-20.work.officer.1',
      who: 'housing.duty',
      reason: '重写',
    });
    const seats = [...(await place.seated(first))].filter(([seat]) => seat > '2026-12-02');
    const asked = await Promise.all(
      seats.slice(0, 50).map(async ([seat, staff], i) => {
        const back = seats[(i * 7 + 11) % seats.length]?.[0] ?? '';
        return staff === null
          ? undefined
          : place.onRoster(first, staff, i % 2 === 0 ? 'ask_leave' : 'ask_exchange', i % 2 === 0 ? { seat } : { seat, back });
      }),
    );
    const codes = (some: readonly (Refusal | undefined)[]) => some.map((it) => it?.refused ?? 'taken');
    const { rows } = await place.town.superuser.query<{ n: number; taker: string | null }>(
      `select w.n, h.staff as taker from duty_swap w left join duty_seat t on t.matter = w.matter and t.seat = w.back left join duty_holder h on h.matter = t.matter and h.holder = t.holder
       where w.matter = $1 and w.state = 'asked' order by w.n`,
      [first],
    );
    expect(rows.length).toBeGreaterThan(20);
    const taken = await Promise.all(
      rows.map(({ n, taker }, i) => place.onRoster(first, taker ?? `housing.duty${(i % 51) + 2}`, 'take_swap', { of: n })),
    );
    const approved = await Promise.all(rows.map(({ n }) => place.onRoster(first, 'housing.head', 'approve_swap', { of: n })));
    console.info(
      `asked ${JSON.stringify(tally(codes(asked)))}, taken ${JSON.stringify(tally(codes(taken)))}, approved ${JSON.stringify(tally(codes(approved)))}`,
    );
    expect(codes(approved).filter((code) => code === 'taken').length).toBeGreaterThan(5);
    expect(await broken()).toBe(0);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  }, 120_000);
});

const tally = (codes: readonly string[]): { [code: string]: number } => {
  const all: { [code: string]: number } = {};
  for (const code of codes) all[code] = (all[code] ?? 0) + 1;
  return all;
};
