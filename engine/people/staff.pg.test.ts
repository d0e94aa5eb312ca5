import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../../test/support/installation.ts';
import { signInFrom } from './sign-in.ts';
import { endSession, findSession, openSession } from './sessions.ts';
import { signInWith } from '../../test/support/sign-in.ts';
import { totpCode, endStaff } from './staff.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ withStaff: true });
});
afterAll(async () => {
  await town.close();
});

const WHO = 'housing.handler';
let minute = 0;
/** Each test has a time of its own, so that no code was used before it. */
const later = (): number => {
  minute += 5;
  town.setClock(new Date(Date.parse('2026-09-28T02:00:00Z') + minute * 60_000).toISOString());
  return town.now();
};
const given = (over: Partial<{ staff: string; password: string; code: string }> = {}) => ({
  staff: WHO,
  password: PASSWORD,
  code: totpCode(TOTP_SECRET, town.now()),
  ...over,
});
const tryIn = (over = {}) => signInWith(town.service, given(over));

describe('signing in', () => {
  it('takes account, password and code together', async () => {
    later();
    expect(await tryIn()).toEqual({ staff: WHO, post: WHO, office: 'housing', role: 'handler' });
  });

  it('takes a code once only, and no older one after it', async () => {
    const now = later();
    const older = totpCode(TOTP_SECRET, now - 30_000);
    expect(await tryIn()).toBeDefined();
    expect(await tryIn()).toBeUndefined();
    expect(await tryIn({ code: older })).toBeUndefined();
  });

  it('takes a code once when it arrives twice at the same moment', async () => {
    later();
    const both = await Promise.all([tryIn(), tryIn()]);
    expect(both.filter((it) => it !== undefined)).toHaveLength(1);
  });

  it('allows one step of clock drift and no more', async () => {
    const now = later();
    expect(await tryIn({ code: totpCode(TOTP_SECRET, now - 60_000) })).toBeUndefined();
    expect(await tryIn({ code: totpCode(TOTP_SECRET, now + 30_000) })).toBeDefined();
  });

  it('answers a wrong password, a wrong code and an unknown account alike', async () => {
    later();
    const wrong = await Promise.all([
      signInFrom(town.service, given({ password: 'wrong' }), 'a'),
      signInFrom(town.service, given({ code: '000000' }), 'b'),
      signInFrom(town.service, given({ staff: 'nobody' }), 'c'),
      signInFrom(town.service, given({ staff: 'x\u0000y' }), 'd'),
      signInFrom(town.service, given({ staff: '' }), 'e'),
    ]);
    expect(wrong).toEqual(Array.from({ length: 5 }, () => ({ refused: 'sign_in_failed' })));
  });

  it('works on a known account for as long as on an unknown one', async () => {
    later();
    const timed = async (staff: string) => {
      const from = performance.now();
      await tryIn({ staff, password: 'wrong' });
      return performance.now() - from;
    };
    await timed(WHO);
    const [known, unknown] = [await timed(WHO), await timed('nobody')];
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('is slowed down for an account at one address after several wrong tries, not for a colleague elsewhere', async () => {
    later();
    for (let i = 0; i < 4; i += 1) await signInFrom(town.service, given({ password: 'wrong' }), 'guesser');
    expect(await signInFrom(town.service, given(), 'guesser')).toEqual({ refused: 'sign_in_wait' });
    expect(isRefusal(await signInFrom(town.service, given(), 'colleague'))).toBe(false);
  });

  it('is refused to an account that has ended', async () => {
    later();
    await town.superuser.query(`update staff set ended_on = '2026-09-01' where staff = 'letters.head'`);
    expect(await tryIn({ staff: 'letters.head' })).toBeUndefined();
  });
});

describe('a session', () => {
  const open = (staff = WHO) => town.service.read((tx) => openSession(tx, staff, town.now()));
  const find = (token: string) => town.service.read((tx) => findSession(tx, token, town.now()));

  it('is stored as a hash: the table does not hold the token', async () => {
    later();
    const token = await open();
    const rows = (await town.superuser.query<{ token: Buffer }>('select token from staff_session')).rows;
    expect(rows.some((row) => row.token.equals(createHash('sha256').update(token).digest()))).toBe(true);
    expect(JSON.stringify((await town.superuser.query('select * from staff_session')).rows)).not.toContain(token);
  });

  it('ends at once when its holder signs out', async () => {
    later();
    const token = await open();
    expect(await find(token)).toMatchObject({ staff: WHO });
    await town.service.read((tx) => endSession(tx, token));
    expect(await find(token)).toBeUndefined();
  });

  it('ends by itself after a working day', async () => {
    const now = later();
    const token = await open();
    town.setClock(new Date(now + 8 * 3_600_000 - 1).toISOString());
    expect(await find(token)).toBeDefined();
    town.setClock(new Date(now + 8 * 3_600_000).toISOString());
    expect(await find(token)).toBeUndefined();
  });

  it('is replaced, not kept, when its browser signs in again', async () => {
    later();
    const old = await open();
    const signedIn = await signInFrom(town.service, given(), 'browser', old);
    if (isRefusal(signedIn)) throw new Error(signedIn.refused);
    expect(signedIn.token).not.toBe(old);
    expect([await find(old), await find(signedIn.token)]).toEqual([undefined, expect.objectContaining({ staff: WHO })]);
  });

  it('leaves no row behind once it has run out and the account signs in again', async () => {
    const now = later();
    await open('water.handler');
    town.setClock(new Date(now + 9 * 3_600_000).toISOString());
    await open('water.handler');
    expect((await town.superuser.query(`select 1 from staff_session where staff = 'water.handler'`)).rowCount).toBe(1);
    town.setClock(new Date(now).toISOString());
  });

  it('ends when the account ends', async () => {
    later();
    const token = await open('county.reviewer');
    await town.superuser.query(`update staff set ended_on = '2026-09-01' where staff = 'county.reviewer'`);
    expect(await find(token)).toBeUndefined();
  });

  it('ends with the account, which can end once and is no account any more', async () => {
    later();
    const token = await open('county.admin');
    const end = () => town.service.read((tx) => endStaff(tx, 'county.admin', '2026-10-01'));
    expect([await end(), await end(), await find(token)]).toEqual(['county.admin', undefined, undefined]);
    expect(await tryIn({ staff: 'county.admin' })).toBeUndefined();
  });
});
