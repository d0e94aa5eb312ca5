import type { LightMyRequestResponse } from 'fastify';
import { Secret } from 'otpauth';
import { afterAll, describe, expect, it } from 'vitest';
import { totpCode } from '../../engine/people/staff.ts';
import { sessionOf } from '../support/desk.ts';
import { openSignInTown } from '../support/sign-in-town.ts';
import { invite, inviteReader, linkIn, secretIn } from '../support/sign-in.ts';

const {
  town,
  app,
  to,
  attack,
  elsewhere,
  close,
  later,
  whoIs,
  opened,
  entering,
  passing,
  enter,
  right,
  withPasskey,
  asked,
  act,
  byProvider,
} = await openSignInTown('second persons');
afterAll(close);

describe('links and second persons', () => {
  const finish = async (url: string, password: string) => {
    const page = (await to.get(url, { from: elsewhere() })).body;
    const secret = page.includes('<code>') ? Secret.fromBase32(secretIn(page)).bytes : new Uint8Array(20);
    return to.post(url, { password, code: totpCode(secret, town.now()) }, { from: elsewhere() });
  };

  it('a link works once, also for two who use it at the same moment, and cannot be guessed', async () => {
    later();
    const url = `/desk/set-up/${await inviteReader(town, 'once.handler')}`;
    const secret = Secret.fromBase32(secretIn((await to.get(url)).body)).bytes;
    const form = (password: string) => ({ password, code: totpCode(secret, town.now()) });
    const four = await Promise.all([1, 2, 3, 4].map((i) => to.post(url, form(`a long password ${i}`), { from: elsewhere() })));
    expect(four.filter((it) => it.statusCode === 303)).toHaveLength(1);
    attack('a link used by several at once', four.filter((it) => it.statusCode === 303).length > 1);
    await passing('a link used again', to.post(url, form('a long password 5')));
    const used = await to.get(url);
    const unknown = await to.get(`/desk/set-up/${'A'.repeat(43)}`);
    const alike = (it: LightMyRequestResponse) => it.body.replaceAll(/set-up\/[\w-]+/g, '');
    expect([used.statusCode, alike(used)]).toEqual([404, alike(unknown)]);
    const other = `/desk/set-up/${await invite(town, 'late.auditor')}`;
    town.setClock(new Date(town.now() + 72 * 3_600_000).toISOString());
    await passing('a link after its time', finish(other, 'a long password 6'));
    const guesser = '10.9.9.9';
    const statuses = [];
    for (let i = 0; i < 70; i += 1)
      statuses.push((await to.get(`/desk/set-up/${String(i).padStart(43, 'A')}`, { from: guesser })).statusCode);
    attack('guessing links without end', statuses.at(-1) !== 429);
  });

  it('nobody confirms what they asked for, what is about themselves, or what their own post asked for', async () => {
    later();
    const grant = { act: 'grant', staff: 'shadow', office: 'housing', role: 'handler' };
    expect((await act('county.admin', '/desk/accounts', grant)).statusCode).toBe(303);
    const second = `/desk/set-up/${await invite(town, 'second.admin', 'county', 'admin')}`;
    await finish(second, 'a long password 7');
    for (const who of ['county.admin', 'second.admin', 'housing.handler', 'letters.desk', 'county.reviewer'])
      attack(`${who} confirms the grant`, linkIn(await act(who, '/desk/accounts', { act: 'confirm', staff: 'shadow' })) !== undefined);
    for (const who of ['housing.head', 'letters.desk', 'housing.handler', 'county.reviewer'])
      attack(`${who} grants a post`, (await act(who, '/desk/accounts', { ...grant, staff: `by.${who}` })).statusCode < 400);
    await entering('signed in before it is confirmed', enter(right('shadow')));
    await entering('the same through the organisation', byProvider('shadow'));
    town.setClock(new Date(town.now() + 7 * 86_400_000).toISOString());
    attack(
      'confirmed after its time',
      linkIn(await act('housing.head', '/desk/accounts', { act: 'confirm', staff: 'shadow' })) !== undefined,
    );
  });

  it('one person never does both parts of a recovery, and nothing ends before the link is used', async () => {
    later();
    await withPasskey('keys.auditor');
    for (const who of ['housing.head', 'housing.handler', 'keys.auditor'])
      attack(`${who} starts a recovery`, (await act(who, '/desk/accounts', { act: 'recover', staff: 'county.reviewer' })).statusCode < 400);
    attack('one’s own recovery', (await act('county.admin', '/desk/accounts', { act: 'recover', staff: 'county.admin' })).statusCode < 400);
    expect((await act('county.admin', '/desk/accounts', { act: 'recover', staff: 'housing.head' })).statusCode).toBe(303);
    for (const who of ['county.admin', 'second.admin', 'housing.head', 'housing.handler'])
      attack(
        `${who} confirms the recovery`,
        linkIn(await act(who, '/desk/accounts', { act: 'confirm', staff: 'housing.head' })) !== undefined,
      );
    later();
    expect(await opened(await enter(right('housing.head')))).toBe('housing.head');
    const url = linkIn(await act('letters.head', '/desk/accounts', { act: 'confirm', staff: 'housing.head' })) ?? '';
    attack('confirmed twice', linkIn(await act('keys.auditor', '/desk/accounts', { act: 'confirm', staff: 'housing.head' })) !== undefined);
    const old = await sessionOf(town, 'housing.head');
    later();
    expect(await opened(await finish(url, 'a long password 8'))).toBe('housing.head');
    later();
    attack('the old session after a recovery', (await whoIs(old)) !== undefined);
    await entering('the old password after a recovery', enter(right('housing.head')));
  });

  it('an account that has ended is let in by none of its ways', async () => {
    later();
    const key = await withPasskey('ending.auditor');
    const session = await sessionOf(town, 'ending.auditor');
    const both = await sessionOf(town, 'city.reviewer');
    const link = `/desk/set-up/${await invite(town, 'unused.auditor')}`;
    for (const staff of ['ending.auditor', 'city.reviewer', 'unused.auditor'])
      expect((await act('county.admin', '/desk/accounts', { act: 'end', staff })).statusCode).toBe(303);
    attack('its session', (await whoIs(session)) !== undefined || (await whoIs(both)) !== undefined);
    await entering('its passkey', enter({ passkey: key.show(await asked()) }));
    await entering('its password and code', enter(right('city.reviewer')));
    await passing('its link', finish(link, 'a long password 9'));
    await entering('the organisation', byProvider('city.reviewer'));
    const api = await app.inject({ method: 'POST', url: '/api/v1/staff/session', payload: right('city.reviewer') });
    attack('the API', api.statusCode === 201);
    attack('a recovery', (await act('county.admin', '/desk/accounts', { act: 'recover', staff: 'city.reviewer' })).statusCode < 400);
    attack(
      'its name given anew',
      (await act('county.admin', '/desk/accounts', { act: 'grant', staff: 'city.reviewer', office: 'city', role: 'admin' })).statusCode <
        400,
    );
  });
});
