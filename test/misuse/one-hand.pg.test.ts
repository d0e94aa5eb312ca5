import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readsMatters, ROLES, type Role } from '../../kernel/access/access.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { askGrant, askRecovery, confirmPending, endAccount, refusePending, type Asking } from '../../engine/people/grants.ts';
import { CONFIRMERS, mayBeOneHand, type Made } from '../../engine/people/second-person.ts';
import { findLink, setUpByPassword } from '../../engine/people/set-up-link.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { placeOf, tokenIn } from '../support/sign-in.ts';

const DAY = 86_400_000;

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const pass = (days: number): void => town.setClock(new Date(town.now() + days * DAY).toISOString());
/** An account as its session tells it; several accounts may stand on one post. */
const as = (staff: string, office: string, role: Role): Exclude<Asking, 'machine'> => ({ staff, post: `${office}.${role}`, office, role });
const grant = async (staff: string, office: string, role: Role, by: Asking) => {
  const place = await placeOf(town);
  return town.service.read((tx) => askGrant(tx, place, { staff, office, role, oidc: true }, by));
};
const confirm = async (staff: string, by: Exclude<Asking, 'machine'>) => {
  const place = await placeOf(town);
  return town.service.read((tx) => confirmPending(tx, place, staff, by));
};
const recover = async (staff: string, by: Asking) => {
  const place = await placeOf(town);
  return town.service.read((tx) => askRecovery(tx, place, staff, by));
};
const setUp = async (token: string): Promise<void> => {
  const link = await findLink(town.service, token);
  const code = totpCode(link?.totp ?? new Uint8Array(20), town.now());
  expect(isRefusal(await setUpByPassword(town.service, token, { password: 'a long password', code }))).toBe(false);
};
const kindOf = (it: object): string => ('refused' in it ? String(it.refused) : 'kind' in it ? String(it.kind) : 'done');

const ADMIN = as('anna.admin', 'county', 'admin');
const AUDITOR = as('uwe.auditor', 'county', 'auditor');

describe('one person is never two', () => {
  beforeAll(async () => {
    await setUp(tokenIn(await grant(ADMIN.staff, 'county', 'admin', 'machine')));
    await setUp(tokenIn(await grant(AUDITOR.staff, 'county', 'auditor', 'machine')));
  });

  it('whoever asks, a post that reads matters or says the second word waits; the others do not', async () => {
    const { access } = await town.service.jurisdiction('fresh');
    for (const role of ROLES) {
      const waits = readsMatters(access, role) || CONFIRMERS.includes(role);
      for (const by of ['machine', ADMIN] as const) {
        const staff = `walk.${role}.${by === 'machine' ? 'm' : 'a'}`;
        expect([role, by, kindOf(await grant(staff, 'housing', role, by))]).toEqual([role, by, waits ? 'pending' : 'link']);
        await town.service.read((tx) => refusePending(tx, staff, AUDITOR, town.now()));
      }
    }
  });

  it('all roles try all acts, and each may do what its post says and no more', async () => {
    for (const role of ROLES) {
      const who = as(`acts.${role}`, 'water', role);
      const asks = role === 'admin';
      await grant('acts.target', 'housing', 'handler', ADMIN);
      const done = {
        grant: kindOf(await grant(`acts.by.${role}`, 'housing', 'handler', who)),
        recover: kindOf(await recover(AUDITOR.staff, who)),
        confirm: kindOf(await confirm('acts.target', who)),
        end: kindOf(
          await town.service.read(async (tx) => {
            const ended = await endAccount(tx, 'nobody.here', who, town.now(), '2026-10-01');
            return typeof ended === 'string' ? { kind: ended } : ended;
          }),
        ),
      };
      // None of these accounts exists: whose session it is counts, and one that is not there confirms nothing.
      expect([role, done]).toEqual([
        role,
        {
          grant: asks ? 'pending' : 'not_your_post',
          recover: asks ? 'pending' : 'not_your_post',
          confirm: CONFIRMERS.includes(role) ? 'confirmer_new' : 'not_your_post',
          end: asks ? 'account_unknown' : 'not_your_post',
        },
      ]);
      for (const staff of ['acts.target', `acts.by.${role}`, AUDITOR.staff])
        await town.superuser.query('delete from pending_step where staff = $1', [staff]);
    }
  });

  it('an administrator who makes a colleague of their own cannot confirm through it, however long and by however many steps', async () => {
    // With a real second word each: three accounts that the administrator asked for, the last through one of them.
    expect(kindOf(await grant('sock.one', 'water', 'auditor', ADMIN))).toBe('pending');
    await setUp(tokenIn(await confirm('sock.one', AUDITOR)));
    expect(kindOf(await grant('sock.admin', 'city', 'admin', ADMIN))).toBe('pending');
    await setUp(tokenIn(await confirm('sock.admin', AUDITOR)));
    const sockAdmin = as('sock.admin', 'city', 'admin');
    expect(kindOf(await grant('sock.two', 'housing', 'head', sockAdmin))).toBe('pending');
    // The auditor was shown the link of `sock.admin`, so the auditor may be `sock.admin`.
    expect(kindOf(await confirm('sock.two', AUDITOR))).toBe('confirmer_near');
    await town.superuser.query("delete from pending_step where staff = 'sock.two'");
    await grant('spy', 'letters', 'handler', ADMIN);
    for (const days of [0, 8, 400]) {
      pass(days);
      await town.superuser.query("update pending_step set expires_at = expires_at + interval '900 days'");
      expect([days, kindOf(await confirm('spy', as('sock.one', 'water', 'auditor')))]).toEqual([
        days,
        days === 0 ? 'confirmer_new' : 'confirmer_near',
      ]);
      expect([days, kindOf(await confirm('spy', sockAdmin))]).toEqual([days, days === 0 ? 'confirmer_new' : 'confirmer_near']);
    }
    expect(kindOf(await confirm('spy', AUDITOR))).toBe('link');
  });

  it('nor through a colleague whose sign-in they had made anew', async () => {
    await grant('honest.head', 'city', 'head', 'machine');
    await setUp(tokenIn(await confirm('honest.head', AUDITOR)));
    pass(8);
    const head = as('honest.head', 'city', 'head');
    await grant('other', 'letters', 'handler', ADMIN);
    expect(kindOf(await confirm('other', head))).toBe('link');
    await recover('honest.head', ADMIN);
    await setUp(tokenIn(await confirm('honest.head', AUDITOR)));
    await grant('another', 'letters', 'handler', ADMIN);
    expect(kindOf(await confirm('another', head))).toBe('confirmer_new');
    pass(8);
    await grant('yet.another', 'letters', 'handler', ADMIN);
    expect(kindOf(await confirm('yet.another', head))).toBe('confirmer_near');
  });

  it('who may be one hand is told alike from both sides, at any distance', () => {
    const made = (staff: string, granted_by: string | null, more: Partial<Made> = {}): Made => ({
      staff,
      granted_by,
      granted_with: null,
      recovered_by: null,
      recovered_with: null,
      ...more,
    });
    const all = [made('a', null), made('b', 'a'), made('c', 'b'), made('d', 'c'), made('x', null, { granted_with: 'a' }), made('y', 'x')];
    const pairs: readonly (readonly [string, string, boolean])[] = [
      ['a', 'd', true],
      ['b', 'd', true],
      ['a', 'x', true],
      ['a', 'y', false],
      ['b', 'x', false],
      ['d', 'y', false],
    ];
    for (const [one, other, near] of pairs)
      expect([one, other, mayBeOneHand(one, other, all), mayBeOneHand(other, one, all)]).toEqual([one, other, near, near]);
    // A circle, as two who recovered each other make one, ends.
    expect(mayBeOneHand('p', 'q', [made('p', null, { recovered_by: 'q' }), made('q', null, { recovered_by: 'p' })])).toBe(true);
  });
});
