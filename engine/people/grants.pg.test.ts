import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { openTown, type TestTown } from '../../test/support/installation.ts';
import { member, placeOf, tokenIn } from '../../test/support/sign-in.ts';
import { askGrant, askRecovery, confirmPending, endAccount, listPending, refusePending, type Asking } from './grants.ts';
import { listAccounts } from './list-accounts.ts';
import { readPublicStream } from '../place/public-stream.ts';
import { openSession, findSession } from './sessions.ts';
import { findLink, setUpByPassword } from './set-up-link.ts';
import { signInWith } from '../../test/support/sign-in.ts';
import { totpCode } from './staff.ts';

let town: TestTown;
beforeEach(async () => {
  town = await openTown();
});
afterEach(async () => {
  await town.close();
});

const grant = async (staff: string, office: string, role: string, by: Asking = 'machine') => {
  const place = await placeOf(town);
  return town.service.read((tx) => askGrant(tx, place, { staff, office, role, oidc: true }, by));
};
const confirm = async (staff: string, by: string, as = by) => {
  const place = await placeOf(town);
  return town.service.read((tx) => confirmPending(tx, place, staff, { ...member(as), staff: by }));
};
const recover = async (staff: string, by: Asking = 'machine') => {
  const place = await placeOf(town);
  return town.service.read((tx) => askRecovery(tx, place, staff, by));
};
const setUp = async (token: string, password = 'a long password') => {
  const link = await findLink(town.service, token);
  const code = totpCode(link?.totp ?? new Uint8Array(20), town.now());
  return setUpByPassword(town.service, token, { password, code });
};
const pass = (ms: number): void => town.setClock(new Date(town.now() + ms).toISOString());
const events = async () =>
  (await town.service.read(readPublicStream)).events.slice(1).map(({ type, actor, data }) => ({
    type,
    by: actor.kind === 'machine' ? 'machine' : actor.post,
    ...data,
  }));
/** The first two who can confirm, as an operator begins. */
const begin = async (): Promise<void> => {
  await setUp(tokenIn(await grant('county.admin', 'county', 'admin')));
  await setUp(tokenIn(await grant('county.auditor', 'county', 'auditor')));
};
const DAY = 86_400_000;

describe('a post that reads matters takes a second person', () => {
  it('but not while fewer than two could confirm, and the record says that it was the first set-up', async () => {
    expect((await grant('first.head', 'letters', 'head')) as object).toMatchObject({ kind: 'link' });
    expect((await grant('county.admin', 'county', 'admin')) as object).toMatchObject({ kind: 'link' });
    expect(await grant('second.head', 'housing', 'head')).toEqual({ kind: 'pending' });
    expect(await grant('county.auditor', 'county', 'auditor')).toEqual({ kind: 'pending' });
    expect(await events()).toEqual([
      { type: 'post_granted', by: 'machine', post: 'letters.head', confirmedBy: 'first_setup' },
      { type: 'post_granted', by: 'machine', post: 'county.admin', confirmedBy: 'first_setup' },
    ]);
  });

  it('there is no account and no event before it is confirmed; then the record names all three posts', async () => {
    await begin();
    expect(await grant('li.ming', 'housing', 'handler', member('county.admin'))).toEqual({ kind: 'pending' });
    expect((await town.superuser.query(`select 1 from staff where staff = 'li.ming'`)).rowCount).toBe(0);
    const token = tokenIn(await confirm('li.ming', 'county.auditor'));
    expect(isRefusal(await setUp(token))).toBe(false);
    expect((await events()).at(-1)).toEqual({
      type: 'post_granted',
      by: 'county.admin',
      post: 'housing.handler',
      confirmedBy: 'county.auditor',
    });
  });

  it('is confirmed by an administrator, a head or an auditor, of another post than asked, and never by the account itself', async () => {
    await begin();
    await grant('li.ming', 'housing', 'handler', member('county.admin'));
    for (const [who, as, refused] of [
      ['county.admin', 'county.admin', 'second_needed'],
      ['other', 'county.admin', 'second_needed'],
      ['li.ming', 'county.auditor', 'second_needed'],
      ['someone', 'housing.handler', 'not_your_post'],
      ['someone', 'county.reviewer', 'not_your_post'],
      ['someone', 'county.custodian', 'not_your_post'],
    ] as const)
      expect([who, as, await confirm('li.ming', who, as)]).toEqual([who, as, { refused }]);
    expect(await confirm('li.ming', 'county.auditor')).toMatchObject({ kind: 'link' });
    expect(await confirm('li.ming', 'county.auditor')).toEqual({ refused: 'nothing_pending' });
  });

  it('leaves nothing behind after seven days, and of a refusal the post and who refused', async () => {
    await begin();
    const before = await events();
    await grant('li.ming', 'housing', 'handler');
    pass(7 * DAY);
    expect(await confirm('li.ming', 'county.auditor')).toEqual({ refused: 'nothing_pending' });
    expect([await town.service.read((tx) => listPending(tx, town.now())), await events()]).toEqual([[], before]);
    await grant('li.ming', 'housing', 'handler', member('county.admin'));
    const refused = await town.service.read((tx) => refusePending(tx, 'li.ming', member('county.auditor'), town.now()));
    expect([refused, (await events()).at(-1)]).toEqual([
      undefined,
      { type: 'post_refused', by: 'county.admin', post: 'housing.handler', refusedBy: 'county.auditor' },
    ]);
    expect((await town.superuser.query(`select 1 from pending_step`)).rowCount).toBe(0);
    expect(JSON.stringify(await events())).not.toContain('li.ming');
  });

  it('an administrator at the desk, even the only one, never gives such a post alone', async () => {
    await setUp(tokenIn(await grant('county.admin', 'county', 'admin')));
    expect(await grant('li.ming', 'housing', 'handler', member('county.admin'))).toEqual({ kind: 'pending' });
    expect(await grant('wang', 'county', 'custodian', member('county.admin'))).toMatchObject({ kind: 'link' });
    expect(await grant('zhao', 'county', 'custodian', member('housing.head'))).toEqual({ refused: 'not_your_post' });
  });

  it('says what is wrong with a name, an office or a post, and takes no name twice, not even that of an ended account', async () => {
    await begin();
    const answers = [
      await grant('Li Ming', 'county', 'auditor'),
      await grant('x', 'county', 'auditor'),
      await grant('li', 'nowhere', 'auditor'),
      await grant('li', 'county', 'king'),
      await grant('county.admin', 'county', 'admin'),
    ];
    expect(answers.map((it) => ('refused' in it ? it.refused : it.kind))).toEqual([
      'account_form',
      'account_form',
      'field_choice',
      'field_choice',
      'account_known',
    ]);
    await town.service.read((tx) => endAccount(tx, 'county.auditor', 'machine', town.now(), '2026-10-01'));
    expect(await grant('county.auditor', 'county', 'auditor')).toMatchObject({ refused: 'account_known' });
  });
});

describe('a lost sign-in is made anew by two persons', () => {
  it('the link is for whoever confirmed; when it is used, everything of before ends, and the record says so', async () => {
    await begin();
    const link = tokenIn(await grant('kept', 'county', 'custodian'));
    await setUp(link, 'the old password');
    const session = await town.service.read((tx) => openSession(tx, 'kept', town.now()));
    expect(await recover('kept', member('county.admin'))).toEqual({ kind: 'pending' });
    expect(await confirm('kept', 'county.admin')).toEqual({ refused: 'second_needed' });
    const token = tokenIn(await confirm('kept', 'county.auditor'));
    const there = () => town.service.read((tx) => findSession(tx, session, town.now()));
    expect(await there()).toBeDefined();
    pass(60_000);
    expect(await setUp(token, 'the new password')).toMatchObject({ token: expect.any(String) });
    expect(await there()).toBeUndefined();
    expect((await events()).at(-1)).toEqual({
      type: 'sign_in_recovered',
      by: 'county.admin',
      post: 'county.custodian',
      confirmedBy: 'county.auditor',
    });
  });

  it('the machine alone does it only where nobody else could confirm, and the record says that', async () => {
    await setUp(tokenIn(await grant('county.admin', 'county', 'admin')));
    const token = tokenIn(await recover('county.admin'));
    expect((await events()).map((it) => it.type)).toEqual(['post_granted']);
    await setUp(token, 'another long password');
    expect((await events()).at(-1)).toEqual({
      type: 'sign_in_recovered',
      by: 'machine',
      post: 'county.admin',
      confirmedBy: 'nobody_else',
    });
    await setUp(tokenIn(await grant('county.auditor', 'county', 'auditor')));
    expect(await recover('county.admin')).toEqual({ kind: 'pending' });
    expect(await recover('nobody')).toEqual({ refused: 'account_unknown' });
    expect(await recover('county.admin', member('county.admin'))).toEqual({ refused: 'own_account' });
  });

  it('a refused one leaves nothing at all', async () => {
    await begin();
    const before = await events();
    await recover('county.admin');
    await town.service.read((tx) => refusePending(tx, 'county.admin', member('county.auditor'), town.now()));
    expect([await town.service.read((tx) => listPending(tx, town.now())), await events()]).toEqual([[], before]);
  });
});

describe('a one-time link', () => {
  it('lies in the table as a hash, is good for 72 hours, and looking at it spends nothing', async () => {
    const token = tokenIn(await grant('county.admin', 'county', 'admin'));
    const rows = JSON.stringify((await town.superuser.query('select * from set_up_link')).rows);
    expect(rows).not.toContain(token);
    const [once, twice] = [await findLink(town.service, token), await findLink(town.service, token)];
    expect(once?.totp.equals(twice?.totp ?? Buffer.alloc(0))).toBe(true);
    pass(72 * 3_600_000 - 1);
    expect(await findLink(town.service, token)).toBeDefined();
    pass(1);
    expect([await findLink(town.service, token), await setUp(token)]).toEqual([undefined, { refused: 'link_unknown' }]);
  });

  it('is not spent by a short password, by the name of the account as password, or by a wrong code', async () => {
    const token = tokenIn(await grant('county.administrator', 'county', 'admin'));
    const link = await findLink(town.service, token);
    const code = totpCode(link?.totp ?? new Uint8Array(20), town.now());
    const refused = [];
    for (const given of [
      { password: '十一个字符的密码不够', code },
      { password: 'County.Administrator1', code },
      { password: 'lantern bridge seven', code: '000000' },
    ]) {
      const answer = await setUpByPassword(town.service, token, given);
      refused.push('refused' in answer ? answer.refused : 'in');
    }
    expect(refused).toEqual(['password_short', 'password_like_account', 'first_code_wrong']);
    const signed = await setUpByPassword(town.service, token, { password: '十二个汉字做的密码就够了', code });
    expect(isRefusal(signed)).toBe(false);
    const again = { staff: 'county.administrator', password: '十二个汉字做的密码就够了', code };
    expect(await signInWith(town.service, again)).toBeUndefined();
  });

  it('an account shows how it signs in, and whether its link waits', async () => {
    await begin();
    await grant('wang', 'county', 'custodian');
    const list = await town.service.read((tx) => listAccounts(tx, town.now(), '', 10));
    expect(list.map(({ staff, password, passkeys, link }) => [staff, password, passkeys, link])).toEqual([
      ['county.admin', true, 0, false],
      ['county.auditor', true, 0, false],
      ['wang', false, 0, true],
    ]);
  });
});
