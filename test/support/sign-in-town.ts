import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { findSession } from '../../engine/people/sessions.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { openAttacks } from './attacks.ts';
import { openAuthenticator } from './authenticator.ts';
import { sessionOf } from './desk.ts';
import { openTown, PASSWORD, TOTP_SECRET } from './installation.ts';
import { startProvider } from './oidc-provider.ts';
import { browse, cookieIn, csrfIn, invite, optionsIn } from './sign-in.ts';

export const HOST = 'localhost:4712';
export const ORIGIN = `http://${HOST}`;

/** A town with staff and the organisation's own sign-in, and the hands of somebody who attacks its doors. */
export const openSignInTown = async (about: string) => {
  const { attack, elsewhere, tell } = openAttacks(about);
  const town = await openTown({ withStaff: true });
  const app = await buildApp(town.service);
  const to = browse(app, HOST);
  const provider = await startProvider(`${ORIGIN}/desk/oidc/callback`);
  process.env['HUIYIN_OIDC'] = provider.file;
  const close = async (): Promise<void> => {
    tell();
    delete process.env['HUIYIN_OIDC'];
    await provider.close();
    await app.close();
    await town.close();
  };

  let minutes = 0;
  const later = (): void => {
    minutes += 5;
    town.setClock(new Date(Date.parse('2026-09-28T02:00:00Z') + minutes * 60_000).toISOString());
  };
  const whoIs = async (token: string | undefined): Promise<string | undefined> =>
    token === undefined ? undefined : (await town.service.read((tx) => findSession(tx, token, town.now())))?.staff;
  /** Whose session an answer has opened. */
  const opened = async (answer: LightMyRequestResponse): Promise<string | undefined> => {
    const token = cookieIn(answer);
    return token === undefined ? undefined : ((await whoIs(token)) ?? 'nobody, but with a token');
  };
  /** An attack that would open a session. */
  const entering = async (name: string, answer: Promise<LightMyRequestResponse>): Promise<void> =>
    attack(name, (await opened(await answer)) !== undefined);
  /** An attack that a form would take. */
  const passing = async (name: string, answer: Promise<LightMyRequestResponse>): Promise<void> =>
    attack(name, (await answer).statusCode === 303);
  const enter = (form: { readonly [name: string]: string }, more: { token?: string; headers?: { [name: string]: string } } = {}) =>
    to.post('/desk/sign-in', form, { from: elsewhere(), ...more });
  const right = (staff: string) => ({ staff, password: PASSWORD, code: totpCode(TOTP_SECRET, town.now()) });

  /** An account with a passkey, made by its link. */
  const withPasskey = async (staff: string) => {
    const url = `/desk/set-up/${await invite(town, staff)}`;
    const key = openAuthenticator(ORIGIN);
    const done = await to.post(url, { passkey: key.make(optionsIn((await to.get(url)).body)) });
    expect(await opened(done)).toBe(staff);
    return key;
  };
  const asked = async (): Promise<string> => optionsIn((await to.get('/desk/sign-in')).body);
  const act = async (staff: string, page: string, form: { readonly [name: string]: string }) => {
    const token = await sessionOf(town, staff);
    const csrf = csrfIn((await to.get('/desk/sign-out', { token })).body);
    return to.post(page, { csrf, ...form }, { token, from: elsewhere() });
  };

  const leave = async () => {
    const left = await to.get('/desk/oidc');
    return { url: String(left.headers['location']), sealed: cookieIn(left, 'huiyin_sealed') ?? '' };
  };
  const back = (url: string, sealed: string) => {
    const { pathname, search } = new URL(url);
    return to.get(`${pathname}${search}`, { headers: { cookie: `huiyin_sealed=${sealed}` }, from: elsewhere() });
  };
  const byProvider = async (name: string) => {
    const { url, sealed } = await leave();
    return back(await provider.signIn(url, name), sealed);
  };

  return {
    town,
    app,
    provider,
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
    leave,
    back,
    byProvider,
  };
};
