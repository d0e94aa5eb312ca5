import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../engine/people/sessions.ts';
import { readStaffEntity } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { account, openDutyTown, planFor } from '../../../test/support/towns/duty-town.ts';
import { shifts } from './shifts.ts';

// Fire control: two at any time, three shifts a day. The month is made of December 2026; the clock of the place is eight hours ahead.
let place: Awaited<ReturnType<typeof openDutyTown>>;
let december = '';
beforeAll(async () => {
  place = await openDutyTown({ 'housing.duty': 12, 'housing.head': 4 }, [
    planFor('fire-control', 'housing'),
    planFor('township', 'county', { ownRule: true }),
  ]);
  await place.goTo('2026-11-13T01:00:00Z');
  december = await place.rosterOf('2026-12', 'housing', 'fire-control');
  expect(await place.onRoster(december, 'housing.head', 'propose_month')).toBeUndefined();
  expect(await place.onRoster(december, 'housing.head', 'publish_month')).toBeUndefined();
});
afterAll(async () => {
  await place.close();
});

const openSessionOf = (post: string): Promise<string> => place.town.service.read((tx) => openSession(tx, post, place.town.now()));
const inShift = async (shift: string): Promise<readonly string[]> =>
  [...(await place.seated(december))].flatMap(([seat, staff]) => (seat.startsWith(shift) && staff !== null ? [staff] : []));
const numberOf = async (shift: string): Promise<string> => {
  const { rows } = await place.town.superuser.query<{ matter: string }>('select matter from duty_shift where shift = $1', [shift]);
  return rows[0]?.matter ?? '';
};
const view = async (number: string, who: string) => {
  const found = await readStaffEntity(place.town.service, shifts, number, account(who));
  if (found === undefined || isRefusal(found)) throw new Error(`${number} is not shown to ${who}`);
  return found;
};

describe('a shift', () => {
  it('is begun by its time, once, and by nobody', async () => {
    await place.goTo('2026-11-30T15:59:00Z');
    expect(await numberOf('2026-12-01.early')).toBe('');
    await place.goTo('2026-11-30T16:01:00Z');
    await place.goTo('2026-11-30T16:02:00Z');
    expect((await place.town.superuser.query('select 1 from duty_shift')).rowCount).toBe(1);
  });

  it('has a log in own words of whoever has a seat in it, sealed, with items that are carried over', async () => {
    const [one = '', other = ''] = await inShift('2026-12-01.early');
    const stranger =
      Array.from({ length: 12 }, (_, i) => `housing.duty${i + 1}`).find((who) => who !== one && who !== other && who !== 'housing.duty1') ??
      '';
    const number = await numberOf('2026-12-01.early');
    expect(await place.onShift(number, stranger, 'write_line', { words: '我不在班上' })).toEqual({ refused: 'duty_not_on' });
    expect(await place.onShift(number, 'housing.head', 'write_line', { words: '我不在班上' })).toEqual({ refused: 'duty_not_on' });
    expect(await place.onShift(number, 'water.duty', 'write_line', { words: '别的单位' })).toEqual({ refused: 'not_found' });
    expect(await place.onShift(number, one, 'write_line', { words: '主机自检正常' })).toBeUndefined();
    expect(await place.onShift(number, other, 'write_line', { words: '七号点位故障待修', carry: true })).toBeUndefined();
    const { state, entries } = await view(number, one);
    expect(state.items).toHaveLength(1);
    expect(entries.some(({ texts }) => texts['words'] === '七号点位故障待修')).toBe(true);
    const found = await place.town.superuser.query(
      "select 1 from event where position(convert_to('七号点位', 'UTF8') in payload) > 0 union all select 1 from blob where position(convert_to('七号点位', 'UTF8') in bytes) > 0 union all select 1 from duty_shift d where d::text like '%七号%'",
    );
    expect(found.rowCount).toBe(0);
  });

  it('is handed over by two: the outgoing signs first, the incoming second, and until then the first one answers', async () => {
    await place.goTo('2026-12-01T00:00:30Z');
    const number = await numberOf('2026-12-01.early');
    const [out = ''] = await inShift('2026-12-01.early');
    const [next = ''] = await inShift('2026-12-01.day');
    expect(await place.onShift(number, next, 'sign_in')).toEqual({ refused: 'not_yet' });
    expect(await place.onShift(number, next, 'sign_out')).toEqual({ refused: 'duty_not_on' });
    expect(await place.onShift(number, out, 'sign_out', { words: '一项未完' })).toBeUndefined();
    expect(await place.onShift(number, out, 'sign_out')).toEqual({ refused: 'already_done' });
    expect((await view(number, out)).state.signedIn).toBeNull();
    const page = (await (await place.browser('housing.head')).get('/en/desk/duty')).body;
    expect(page).toContain('until both have signed, it answers');
    expect(await place.onShift(number, out, 'sign_in')).toEqual({ refused: 'duty_both_sides' });
    expect(await place.onShift(number, 'housing.head', 'sign_in')).toEqual({ refused: 'duty_not_on' });
    expect(await place.onShift(number, next, 'sign_in')).toBeUndefined();
    expect((await view(number, next)).state.signedIn?.next).toBe('2026-12-01.day');
    expect(await place.onShift(number, next, 'write_line', { words: '晚了' })).toEqual({ refused: 'already_done' });
  });

  it('that nobody takes over is a mark for the head after half an hour, and stays late', async () => {
    await place.goTo('2026-12-01T08:00:30Z');
    const day = await numberOf('2026-12-01.day');
    const listed = async () =>
      (await place.listed('housing.head')).filter((row) => row.number === day).flatMap((row) => row.duties.map((duty) => duty.rule.id));
    expect(await listed()).toEqual(['shift.take.over']);
    await place.goTo('2026-12-01T08:31:00Z');
    const { rows } = await place.town.superuser.query<{ status: string }>(
      "select status from obligation where matter = $1 and rule = 'shift.take.over'",
      [day],
    );
    expect(rows).toEqual([{ status: 'late' }]);
    const [out = ''] = await inShift('2026-12-01.day');
    const [next = ''] = await inShift('2026-12-01.late');
    expect(await place.onShift(day, out, 'sign_out')).toBeUndefined();
    expect(await place.onShift(day, next, 'sign_in')).toBeUndefined();
    // Heard of again, nothing is asked for any more; that it was late stays.
    expect(await listed()).toEqual([]);
    expect(
      (await place.town.superuser.query("select status from obligation where matter = $1 and rule = 'shift.take.over'", [day])).rows,
    ).toEqual([{ status: 'met_late' }]);
  });

  it('is signed by one account on one side only, says the database, too', async () => {
    const day = await numberOf('2026-12-01.day');
    const change = place.town.superuser.query(
      'update duty_shift set signed_in_by = signed_out_by, signed_in_roster = roster where matter = $1 and signed_in_at is not null',
      [day],
    );
    await expect(change).rejects.toMatchObject({ constraint: 'duty_both_sides' });
  });

  it('is handed over from half an hour before its end, and then nothing is owed of it; to the shift that follows, and to no other', async () => {
    await place.goTo('2026-12-01T23:00:00Z');
    const early = await numberOf('2026-12-02.early');
    const [out = ''] = await inShift('2026-12-02.early');
    const [next = ''] = await inShift('2026-12-02.day');
    expect(await place.onShift(early, out, 'sign_out')).toEqual({ refused: 'not_yet' });
    await place.goTo('2026-12-01T23:45:00Z');
    const [later = ''] = (await inShift('2026-12-02.late')).filter((who) => who !== next && who !== out);
    expect(await place.onShift(early, out, 'sign_out')).toBeUndefined();
    expect(await place.onShift(early, later, 'sign_in')).toEqual({ refused: 'duty_not_on' });
    expect(await place.onShift(early, next, 'sign_in')).toBeUndefined();
    await place.goTo('2026-12-02T00:40:00Z');
    const owed = 'select status from obligation where matter = $1';
    expect((await place.town.superuser.query(owed, [early])).rows).toEqual([]);
    expect((await view(early, out)).state.stage).toBe('signed_in');
  });

  it('leaves what was carried over to whoever is on now', async () => {
    // The first shift of the first of December had left an item; the day shift of the second is on.
    const first = await numberOf('2026-12-01.early');
    const item = (await view(first, 'housing.head')).state.items[0];
    const [now = ''] = await inShift('2026-12-02.day');
    const [off = ''] = (await inShift('2026-12-03.day')).filter((who) => who !== now);
    const here = await inShift('2026-12-02.day');
    if (!here.includes(off) && !(await inShift('2026-12-01.early')).includes(off))
      expect(await place.onShift(first, off, 'close_item', { of: Number(item) })).toEqual({ refused: 'duty_not_on' });
    expect(await place.onShift(first, now, 'close_item', { of: Number(item) })).toBeUndefined();
    expect((await view(first, now)).state.items).toEqual([]);
  });

  it('is looked at from above: how, after how many seconds, what was found about the duty; by nobody else', async () => {
    const late = await numberOf('2026-12-01.late');
    const check = { way: 'by_telephone', seconds: 12, result: 'in_order' };
    expect(await place.onShift(late, 'housing.head', 'check_duty', check)).toEqual({ refused: 'not_your_post' });
    expect(await place.onShift(late, 'city.head', 'check_duty', check)).toEqual({ refused: 'not_found' });
    expect(await place.onShift(late, 'county.duty', 'check_duty', { way: 'by_telephone', result: 'in_order' })).toEqual({
      refused: 'field_whole',
      data: { field: 'seconds' },
    });
    expect(await place.onShift(late, 'county.duty', 'check_duty', { ...check, seconds: 4000 })).toMatchObject({ refused: 'field_whole' });
    expect(await place.onShift(late, 'county.duty', 'check_duty', check)).toBeUndefined();
    expect(
      await place.onShift(late, 'county.duty', 'check_duty', { way: 'by_telephone', result: 'not_answered', words: '响了两分钟' }),
    ).toBeUndefined();
    expect((await view(late, 'housing.head')).state.checks).toBe(2);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});

describe('what is shown', () => {
  it('to everybody is post, hours and number: never an account', async () => {
    for (const path of ['/duty', '/en/duty']) {
      const page = await place.app.inject({ url: path });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('000-12345670');
      expect(page.body).not.toMatch(/housing\.duty|duty\d/);
      expect(Buffer.byteLength(page.body)).toBeLessThan(20_480);
    }
    expect((await place.app.inject({ url: '/en/duty' })).body).toContain('duty officer');
  });

  it('to the office above is the post, and not the account', async () => {
    const county = (await (await place.browser('county.head')).get(`/en/desk/roster/${december}`)).body;
    expect(county).toContain('duty officer');
    expect(county).not.toMatch(/housing\.duty\d/);
    const above = (await (await place.browser('county.head')).get('/en/desk/duty')).body;
    expect(above).toContain('Spot check');
    expect(above).not.toMatch(/housing\.duty\d/);
  });

  it('at the desk of the office is the month, with a sheet for the wall across the paper; to other offices nothing', async () => {
    const head = await place.browser('housing.head');
    const page = (await head.get(`/en/desk/duty?roster=${december}`)).body;
    expect(page).toMatch(/housing\.duty\d/);
    const sheet = await head.get(`/desk/duty/month.pdf?roster=${december}`);
    expect([
      sheet.statusCode,
      sheet.headers['content-type'],
      sheet.rawPayload.toString('latin1').match(/MediaBox\s*\[0 0 841\.\d+ 595\.\d+\]/) !== null,
    ]).toEqual([200, 'application/pdf', true]);
    const water = await place.browser('water.head');
    expect((await water.get(`/desk/duty/month.pdf?roster=${december}`)).statusCode).toBe(404);
    expect((await water.get(`/desk/roster/${december}`)).statusCode).toBe(404);
    expect((await (await place.browser('housing.admin')).get('/desk/duty')).statusCode).toBe(404);
  });

  it('to a program is posts: no holder of a month, and not why the search chose them', async () => {
    const session = await openSessionOf('county.head');
    for (const path of [`/api/v1/staff/rosters/${december}`, `/api/v1/staff/shifts/${await numberOf('2026-12-01.early')}`]) {
      const answer = await place.app.inject({ url: path, headers: { authorization: `Bearer ${session}` } });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).not.toMatch(/"(me|meRoster|who|holder|reason)":/);
    }
    const { rows } = await place.town.superuser.query<{ holder: string }>('select holder from duty_holder where matter = $1', [december]);
    const shown = await place.app.inject({
      url: `/api/v1/staff/rosters/${december}`,
      headers: { authorization: `Bearer ${session}` },
    });
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ holder }) => shown.body.includes(holder))).toEqual([]);
    expect(shown.body).toContain('"post":"housing.duty"');
  });

  it('by a program is a step like any other, with the same refusals', async () => {
    const program = await place.program('housing.head');
    const number = await numberOf('2026-12-01.late');
    const answer = await program(`/api/v1/staff/shifts/${number}/steps`, { command: 'write_line', input: { words: '程序写' } });
    expect([answer.statusCode, JSON.parse(answer.body)]).toMatchObject([403, { error: { code: 'duty_not_on' } }]);
  });
});

describe('the calendar of a post', () => {
  const eventsIn = (body: string) => {
    const parsed = new ICAL.Component(ICAL.parse(body) as unknown[]);
    return parsed.getAllSubcomponents('vevent').map((event) => ({
      uid: String(event.getFirstPropertyValue('uid')),
      sequence: Number(event.getFirstPropertyValue('sequence')),
      status: String(event.getFirstPropertyValue('status')),
      start: String(event.getFirstPropertyValue('dtstart')),
    }));
  };
  let address = '';

  it('has an address that is made at the desk, shown once, and read by another program', async () => {
    const officer = await place.browser('housing.duty');
    const made = await officer.post('/en/desk/duty/feed', { act: 'make' });
    address = /(\/duty\/feed\/[A-Za-z0-9_-]{43}\.ics)/.exec(made.body)?.[1] ?? '';
    expect(address).not.toBe('');
    expect((await officer.get('/en/desk/duty')).body).not.toContain(address);
    const feed = await place.app.inject({ url: address });
    expect([feed.statusCode, feed.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(feed.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
    const events = eventsIn(feed.body);
    expect(events).toHaveLength(186);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(186);
    expect(feed.body).not.toMatch(/housing\.duty|duty\d/);
    const { rows } = await place.town.superuser.query<{ line: string }>('select f::text as line from duty_feed f');
    expect(rows.some(({ line }) => line.includes(address.slice(11, 54)))).toBe(false);
  });

  it('tells of a slot that went to another post as cancelled while it lies ahead, with a higher number', async () => {
    // A seat that two posts may fill is on the plan of the county: its leader.
    const roster = await place.rosterOf('2026-12', 'county', 'township');
    await place.town.superuser.query(
      "insert into staff (jurisdiction, staff, post) select 1, 'county.inspector' || n, 'county.inspector' from generate_series(2, 4) n",
    );
    await place.town.superuser.query(
      "insert into staff (jurisdiction, staff, post) select 1, 'county.head' || n, 'county.head' from generate_series(2, 6) n",
    );
    await place.town.superuser.query(
      "insert into staff (jurisdiction, staff, post) select 1, 'county.duty' || n, 'county.duty' from generate_series(2, 9) n",
    );
    expect(await place.onRoster(roster, 'county.head', 'propose_month')).toBeUndefined();
    expect(await place.onRoster(roster, 'county.head', 'publish_month')).toBeUndefined();
    const inspector = await place.browser('county.inspector');
    const own = /(\/duty\/feed\/[A-Za-z0-9_-]{43}\.ics)/.exec((await inspector.post('/desk/duty/feed', { act: 'make' })).body)?.[1] ?? '';
    const before = eventsIn((await place.app.inject({ url: own })).body);
    expect(before.every(({ status }) => status === 'CONFIRMED')).toBe(true);
    const seats = [...(await place.seated(roster))].filter(
      ([seat, staff]) => seat.includes('.deputy.') && staff?.startsWith('county.inspector') === true && seat > '2026-12-05',
    );
    let moved = '';
    for (const [seat] of seats)
      for (let nth = 1; nth <= 6 && moved === ''; nth += 1)
        if (
          (await place.onRoster(roster, 'county.head', 'change_at_once', {
            seat,
            who: nth === 1 ? 'county.head' : `county.head${nth}`,
            reason: '出差',
          })) === undefined
        )
          moved = seat;
    expect(moved).not.toBe('');
    const after = eventsIn((await place.app.inject({ url: own })).body);
    const [was, is] = [before, after].map((all) => all.find(({ uid }) => uid.includes(moved)));
    expect([was?.status, is?.status]).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(is?.sequence).toBeGreaterThan(was?.sequence ?? 99);
    expect(after).toHaveLength(before.length);
    // Once its time is over it is not told any more.
    await place.goTo('2027-01-02T01:00:00Z');
    expect(eventsIn((await place.app.inject({ url: own })).body).some(({ status }) => status === 'CANCELLED')).toBe(false);
  });

  it('answers no more once another one was made or it was stopped, and all that is not there answers alike', async () => {
    const officer = await place.browser('housing.duty');
    const again = /(\/duty\/feed\/[A-Za-z0-9_-]{43}\.ics)/.exec((await officer.post('/desk/duty/feed', { act: 'make' })).body)?.[1] ?? '';
    const old = await place.app.inject({ url: address });
    expect((await place.app.inject({ url: again })).statusCode).toBe(200);
    await officer.post('/desk/duty/feed', { act: 'revoke' });
    const stopped = await place.app.inject({ url: again });
    const unknown = await place.app.inject({ url: `/duty/feed/${'A'.repeat(43)}.ics` });
    const odd = await place.app.inject({ url: '/duty/feed/x' });
    expect([old, stopped, unknown, odd].map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    expect(new Set([old, stopped, unknown, odd].map(({ body }) => body.replaceAll(/feed\/[^"?]*/g, ''))).size).toBe(1);
  });

  it('is guessed at sixty times an hour at the most, and what is right passes', async () => {
    const officer = await place.browser('housing.duty');
    const right = /(\/duty\/feed\/[A-Za-z0-9_-]{43}\.ics)/.exec((await officer.post('/desk/duty/feed', { act: 'make' })).body)?.[1] ?? '';
    const codes: number[] = [];
    for (let i = 0; i < 70; i += 1)
      codes.push((await place.app.inject({ url: `/duty/feed/${String(i).padStart(43, 'B')}.ics` })).statusCode);
    expect(codes.includes(429)).toBe(true);
    expect((await place.app.inject({ url: right })).statusCode).toBe(200);
  });
});

describe('days away', () => {
  it('are said by oneself, seen by nobody else, kept from the search, and gone a month after', async () => {
    const officer = await place.browser('housing.duty');
    expect((await officer.post('/desk/duty/away', { act: 'add', from: '2027-02-08', to: '2027-02-14' })).statusCode).toBe(303);
    expect((await officer.post('/en/desk/duty/away', { act: 'add', from: '2027-02-08', to: '2026-02-14' })).statusCode).toBe(422);
    expect((await officer.get('/en/desk/duty')).body).toContain('8 February');
    expect((await (await place.browser('housing.head')).get('/en/desk/duty')).body).not.toContain('8 February');
    await place.goTo('2027-01-20T01:00:00Z');
    const february = await place.rosterOf('2027-02', 'housing', 'fire-control');
    expect(await place.onRoster(february, 'housing.head', 'propose_month')).toBeUndefined();
    const own = [...(await place.seated(february))].filter(([, staff]) => staff === 'housing.duty').map(([seat]) => seat.slice(0, 10));
    expect(own.length).toBeGreaterThan(8);
    expect(own.filter((day) => day >= '2027-02-08' && day <= '2027-02-14')).toEqual([]);
    await place.goTo('2027-03-20T01:00:00Z');
    expect((await place.town.superuser.query('select 1 from duty_away')).rowCount).toBe(0);
  });
});

describe('after a year (G21)', () => {
  it('a roster keeps posts and no account, and everything still agrees', async () => {
    const accounts = async () => (await place.town.superuser.query('select 1 from duty_holder where matter = $1', [december])).rowCount;
    await place.goTo('2027-12-31T01:00:00Z');
    expect(await accounts()).toBeGreaterThan(0);
    await place.goTo('2028-01-01T01:00:00Z');
    expect(await accounts()).toBe(0);
    expect((await place.town.superuser.query('select distinct post from duty_seat where matter = $1', [december])).rows).toEqual([
      { post: 'housing.duty' },
    ]);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings.filter(({ where }) => /duty|roster|shift/.test(where))).toEqual([]);
    expect((await (await place.browser('housing.head')).get(`/en/desk/roster/${december}`)).body.split('Which offices')[0]).not.toMatch(
      /housing\.duty/,
    );
    // Whoever has a post of the office now makes no holder in it again.
    for (const name of ['ask_leave', 'withdraw_swap', 'propose_month'])
      expect(
        await place.onRoster(december, 'housing.head', name, name === 'ask_leave' ? { seat: '2026-12-01.early.operator.1' } : { of: 1 }),
      ).toMatchObject({
        refused: expect.any(String),
      });
    expect(await accounts()).toBe(0);
  });
});
