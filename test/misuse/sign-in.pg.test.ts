import { afterAll, describe, expect, it } from 'vitest';
import { allPages } from '../../server/pages.ts';
import { totpCode } from '../../engine/people/staff.ts';
import { openAuthenticator } from '../support/authenticator.ts';
import { sessionOf } from '../support/desk.ts';
import { TOTP_SECRET } from '../support/installation.ts';
import { HOST, ORIGIN, openSignInTown } from '../support/sign-in-town.ts';
import { cookieIn, csrfIn, invite, optionsIn } from '../support/sign-in.ts';

const EVIL = 'evil.example';
const {
  town,
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
  leave,
  back,
} = await openSignInTown('sign-in');
afterAll(close);

describe('codes and sessions', () => {
  it('no code is good twice, at once or one after the other', async () => {
    later();
    const form = right('housing.handler');
    const both = await Promise.all([enter(form), enter(form)]);
    const whose = await Promise.all(both.map(opened));
    attack('a code in two places at once', whose.filter((it) => it !== undefined).length > 1);
    await entering('a code again', enter(form));
    await entering('the code of the step before', enter({ ...form, code: totpCode(TOTP_SECRET, town.now() - 30_000) }));
    await entering('no code', enter({ ...form, code: '' }));
  });

  it('a session that somebody else has put into the browser is never the one that signs in', async () => {
    later();
    const planted = 'A'.repeat(43);
    const own = await sessionOf(town, 'water.handler');
    for (const token of [planted, own]) {
      later();
      const answer = await enter(right('housing.head'), { token });
      expect(await opened(answer)).toBe('housing.head');
      attack('fixed session', cookieIn(answer) === token || (await whoIs(token)) !== undefined);
    }
    const url = `/desk/set-up/${await invite(town, 'fixed.auditor')}`;
    const before = await sessionOf(town, 'water.handler');
    const key = openAuthenticator(ORIGIN);
    const answer = await to.post(url, { passkey: key.make(optionsIn((await to.get(url)).body)) }, { token: before });
    attack('fixed session over a set-up', cookieIn(answer) === before || (await whoIs(before)) !== undefined);
  });

  it('what is stored opens nothing: neither the hash of a session nor that of a link', async () => {
    await sessionOf(town, 'housing.handler');
    const rows = (await town.superuser.query<{ token: Buffer }>('select token from staff_session union all select token from set_up_link'))
      .rows;
    for (const { token } of rows.slice(0, 5)) {
      for (const text of [token.toString('base64url'), token.toString('hex')]) {
        attack('stored hash as a session', (await whoIs(text)) !== undefined);
        attack('stored hash as a link', (await to.get(`/desk/set-up/${text}`, { from: elsewhere() })).statusCode === 200);
      }
    }
  });

  it('no page of the desk takes a form from another site, or one without its own token', async () => {
    const posts = allPages.filter((page) => page.method === 'POST' && page.path.startsWith('/desk'));
    expect(posts.length).toBeGreaterThanOrEqual(6);
    const token = await sessionOf(town, 'county.admin');
    const csrf = csrfIn((await to.get('/desk/sign-out', { token })).body);
    const others = csrfIn((await to.get('/desk/sign-out', { token: await sessionOf(town, 'county.admin') })).body);
    const rowsOf = async () =>
      JSON.stringify((await town.superuser.query('select staff from staff union all select staff from pending_step order by 1')).rows);
    const before = await rowsOf();
    for (const page of posts) {
      const path = page.path.replaceAll(/:\w+/g, '00000000');
      const form = { act: 'grant', staff: 'mallory', office: 'county', role: 'auditor', command: 'accept', password: 'x', code: '1' };
      const from = elsewhere();
      for (const headers of [
        { origin: `https://${EVIL}` },
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: `http://${HOST}.${EVIL}` },
      ] as { [name: string]: string }[]) {
        const answer = await to.post(path, { csrf, ...form }, { token, headers, from });
        attack(`POST ${path} from another site`, answer.statusCode !== 403 || (await whoIs(token)) === undefined);
      }
      if (page.face !== 'desk') continue;
      for (const wrong of ['', others, csrf.slice(1), csrf.toUpperCase()]) {
        const answer = await to.post(path, { csrf: wrong, ...form }, { token, from });
        attack(`POST ${path} with another token`, answer.statusCode !== 403 || (await whoIs(token)) === undefined);
      }
    }
    expect(await rowsOf()).toBe(before);
  });
});

describe('where one is sent', () => {
  it('signing in leads to the worklist, whatever the address, the form or the Host header say', async () => {
    for (const url of [
      `/desk/sign-in?next=https://${EVIL}`,
      `/desk/sign-in?redirect_uri=https://${EVIL}&return_to=//${EVIL}`,
      `/desk/sign-in?next=%0d%0aLocation:%20https://${EVIL}`,
    ]) {
      later();
      const answer = await to.post(url, { ...right('letters.desk'), next: `//${EVIL}`, redirect_uri: `https://${EVIL}` });
      attack('open redirect', answer.headers['location'] !== '/desk');
    }
    for (const host of [EVIL, `${EVIL}/x`, `${EVIL}@localhost`, 'a b', `localhost:1@${EVIL}`]) {
      later();
      const answer = await to.post('/desk/sign-in', right('letters.desk'), { headers: { host } });
      attack('open redirect by Host', answer.headers['location'] !== '/desk');
      const left = await to.get('/desk/oidc', { headers: { host } });
      attack('another address of return by Host', (left.headers['location'] ?? '').includes(EVIL));
      const forwarded = await to.get('/desk/oidc', { headers: { 'x-forwarded-host': EVIL, forwarded: `host=${EVIL}` } });
      attack('another address of return by a proxy’s header', String(forwarded.headers['location']).includes(EVIL));
    }
    const link = await to.get('//evil.example/desk/oidc');
    attack('open redirect by a double slash', (link.headers['location'] ?? '').includes(EVIL));
  });

  it('nothing that is sent ends a header or begins one', async () => {
    const token = await sessionOf(town, 'county.admin');
    const csrf = csrfIn((await to.get('/desk/sign-out', { token })).body);
    const cut = 'x\r\nSet-Cookie: huiyin_staff=planted\r\n\r\n';
    const code = encodeURIComponent(cut);
    const answers = [
      ...(await Promise.all(
        ['staff', 'password', 'code', 'passkey'].map((field) => to.post('/desk/sign-in', { [field]: cut }, { from: elsewhere() })),
      )),
      ...(await Promise.all(
        ['act', 'staff', 'office', 'role'].map((field) => to.post('/desk/accounts', { csrf, act: 'grant', [field]: cut }, { token })),
      )),
      await to.get(`/desk/set-up/${code}`, { from: elsewhere() }),
      await to.get(`/en/desk/sign-in${code}`),
      await to.get(`/desk/accounts?who=${code}&from=${code}&done=${code}`, { token }),
      await to.get(`/desk/oidc?lang=${code}`),
      await to.get(`/desk/oidc/callback?code=${code}&state=${code}&iss=${code}`, { headers: { cookie: `huiyin_sealed=${code}` } }),
    ];
    for (const answer of answers) {
      // An address that is led to another one may come back in it, as it was sent: with every sign of it encoded.
      const { 'set-cookie': cookies = '', ...headers } = answer.headers;
      const isOpen = Object.values(headers).some((value) => /[\r\n]/.test(String(value)));
      attack('header injection', isOpen || String(cookies).includes('planted') || answer.statusCode >= 500);
    }
  });
});

describe('passkeys', () => {
  it('an answer is good once, for its own challenge, from our own page, with the device’s own check', async () => {
    later();
    const key = await withPasskey('keys.auditor');
    const options = await asked();
    const answer = key.show(options);
    expect(await opened(await enter({ passkey: answer }))).toBe('keys.auditor');
    await entering('the same answer again', enter({ passkey: answer }));
    await entering('another answer to a used challenge', enter({ passkey: key.show(options) }));
    const challenge = Buffer.from('a challenge of my own, 54 bytes long, as ours are! 1234').toString('base64url');
    await entering('a challenge of the attacker’s', enter({ passkey: key.show(await asked(), { challenge }) }));
    for (const twist of [
      { origin: `https://${EVIL}` },
      { origin: `http://localhost:1` },
      { host: EVIL },
      { origin: `https://${EVIL}`, host: EVIL },
      { verified: false },
      { counter: 1 },
      { counter: 0 },
      { handle: Buffer.from('somebody else').toString('base64url') },
    ])
      await entering(`passkey ${JSON.stringify(twist)}`, enter({ passkey: key.show(await asked(), twist) }));
    // A page at another name relays everything: the browser signs that name.
    const relayed = optionsIn((await to.get('/desk/sign-in', { headers: { host: EVIL } })).body);
    const signed = key.show(relayed, { origin: `http://${EVIL}` });
    await entering('relayed to us', enter({ passkey: signed }));
    await entering('relayed with its Host', enter({ passkey: signed }, { headers: { host: EVIL } }));
    const old = await asked();
    town.setClock(new Date(town.now() + 11 * 60_000).toISOString());
    await entering('a challenge that stood too long', enter({ passkey: key.show(old) }));
    for (const text of ['{}', '[]', 'null', '{"id":"a"}', '"', '{"id":"AA","rawId":"AA","type":"public-key","response":{}}'])
      await entering('no answer at all', enter({ passkey: text }));
    later();
    expect(await opened(await enter({ passkey: key.show(await asked()) }))).toBe('keys.auditor');
  });

  it('two answers with one challenge, sent at once, let nobody in twice', async () => {
    later();
    const key = await withPasskey('race.auditor');
    const answer = key.show(await asked());
    const whose = await Promise.all((await Promise.all([enter({ passkey: answer }), enter({ passkey: answer })])).map(opened));
    attack('passkey twice at once', whose.filter((it) => it !== undefined).length > 1);
  });

  it('a challenge made for one page makes no passkey on another', async () => {
    later();
    const [mine, theirs] = [`/desk/set-up/${await invite(town, 'mine.auditor')}`, `/desk/set-up/${await invite(town, 'theirs.auditor')}`];
    const key = openAuthenticator(ORIGIN);
    const made = key.make(optionsIn((await to.get(mine)).body));
    await entering('a challenge of another link', to.post(theirs, { passkey: made }));
    const token = await sessionOf(town, 'housing.handler');
    const csrf = csrfIn((await to.get('/desk/sign-out', { token })).body);
    const again = key.make(optionsIn((await to.get(mine)).body));
    const added = await to.post('/desk/account', { csrf, act: 'add', passkey: again }, { token });
    attack('a challenge of a link at the desk', added.statusCode === 303);
    await passing(
      'a passkey of another origin',
      to.post(mine, { passkey: key.make(optionsIn((await to.get(mine)).body), { origin: `https://${EVIL}` }) }),
    );
    await passing(
      'a passkey without the device’s check',
      to.post(mine, { passkey: key.make(optionsIn((await to.get(mine)).body), { verified: false }) }),
    );
    town.setClock(new Date(town.now() + 16 * 60_000).toISOString());
    const stale = key.make(optionsIn((await to.get('/desk/account', { token })).body));
    await passing(
      'a desk left open for longer than a quarter of an hour',
      to.post('/desk/account', { csrf, act: 'add', passkey: stale }, { token }),
    );
  });
});

describe('the organisation’s own sign-in', () => {
  const changed = (url: string, over: { readonly [name: string]: string }): string => {
    const at = new URL(url);
    for (const [name, value] of Object.entries(over)) at.searchParams.set(name, value);
    return at.href;
  };

  it('lets nobody in by another’s state, nonce, verifier, code or issuer', async () => {
    later();
    const one = await leave();
    const home = await provider.signIn(one.url, 'housing.handler');
    const two = await leave();
    await entering('a code brought to another’s browser', back(home, two.sealed));
    await entering('no cookie', back(home, ''));
    await entering('a cookie of one’s own making', back(home, Buffer.from('{}').toString('base64url')));
    await entering('a cookie with one byte changed', back(home, `${one.sealed.slice(0, -2)}AA`));
    const three = await leave();
    const third = await provider.signIn(three.url, 'housing.handler');
    await entering('another state', back(changed(third, { state: 'x' }), three.sealed));
    await entering('the right one after a wrong try', back(third, three.sealed));
    for (const over of [{ iss: `https://${EVIL}` }, { iss: `${provider.issuer}/` }, { code: 'guessed' }]) {
      const it = await leave();
      await entering(`mix-up ${JSON.stringify(over)}`, back(changed(await provider.signIn(it.url, 'housing.handler'), over), it.sealed));
    }
    const without = await leave();
    const stripped = new URL(await provider.signIn(without.url, 'housing.handler'));
    stripped.searchParams.delete('iss');
    await entering('no issuer where the provider names itself', back(stripped.href, without.sealed));
    const good = await leave();
    const goodHome = await provider.signIn(good.url, 'housing.handler');
    expect(await opened(await back(goodHome, good.sealed))).toBe('housing.handler');
    await entering('the same code and cookie again', back(goodHome, good.sealed));
    const [a, b] = [await leave(), await leave()];
    const spliced = changed(await provider.signIn(a.url, 'county.admin'), { state: new URL(b.url).searchParams.get('state') ?? '' });
    await entering('a code of another trip, with its own verifier and nonce', back(spliced, b.sealed));
    const nonce = await leave();
    const replayed = await provider.signIn(changed(nonce.url, { nonce: 'mine' }), 'county.admin');
    await entering('another nonce', back(replayed, nonce.sealed));
    const pkce = await leave();
    const challenged = await provider.signIn(changed(pkce.url, { code_challenge: 'A'.repeat(43) }), 'county.admin');
    await entering('another PKCE challenge', back(challenged, pkce.sealed));
    const old = await leave();
    const oldHome = await provider.signIn(old.url, 'housing.handler');
    town.setClock(new Date(town.now() + 11 * 60_000).toISOString());
    await entering('a trip that took too long', back(oldHome, old.sealed));
  });
});
