import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { fileIn, live, sessionOf } from '../../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { readForFiler } from '../server/read-matter.ts';

let town: TestTown;
let app: FastifyInstance;
const sessions = new Map<string, string>();
beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  for (const staff of [
    'letters.desk',
    'housing.handler',
    'housing.head',
    'water.handler',
    'county.reviewer',
    'county.admin',
    'city.reviewer',
  ])
    sessions.set(staff, await sessionOf(town, staff));
});
afterAll(async () => {
  await app.close();
  await town.close();
});
let number = '';
beforeEach(async () => {
  number = await fileIn(town, '路灯不亮');
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
});

const cookie = (staff: string) => `huiyin_staff=${sessions.get(staff)}`;
const get = (staff: string, url: string) => app.inject({ url, headers: { cookie: cookie(staff) } });
const csrfIn = (page: LightMyRequestResponse) => /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
const csrfOf = async (staff: string) => csrfIn(await get(staff, '/desk/sign-out'));
const post = async (staff: string, matter: string, fields: { readonly [name: string]: string }) =>
  app.inject({
    method: 'POST',
    url: `/desk/matter/${matter}/step`,
    headers: { cookie: cookie(staff), 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ csrf: await csrfOf(staff), ...fields }).toString(),
  });
const lengthIn = (page: LightMyRequestResponse) => /name="expected" value="(\d+)"/.exec(page.body)?.[1] ?? '';
const all = (answer: LightMyRequestResponse) => ({
  status: answer.statusCode,
  body: answer.body,
  headers: Object.entries(answer.headers).filter(([name]) => name !== 'date'),
});
const ABSENT = '00000000';
const REPLY = { outcome: 'supported', facts: '查了。', opinion: '修。' };

describe('what the filer wrote later', () => {
  it('stands once on the page of the matter, where the history points to it, and in the history of a step that looks back', async () => {
    await live(town, number, [PEOPLE.handler, 'accept'], [PEOPLE.filer, 'add_files', { words: '在桥头。' }]);
    const count = (page: LightMyRequestResponse, text: string): number => page.body.split(text).length - 1;
    const page = await get('housing.handler', `/desk/matter/${number}`);
    expect([count(page, '在桥头。'), count(page, 'href="#said"'), count(page, 'id="said"')]).toEqual([1, 1, 1]);
    const back = await get('housing.handler', `/desk/matter/${number}/correct`);
    expect([count(back, '在桥头。'), count(back, 'href="#said"')]).toEqual([1, 0]);
  });
});

describe('a matter that a post may not see', () => {
  it.each(['water.handler', 'letters.desk', 'county.reviewer', 'county.admin', 'city.reviewer'])(
    'answers %s byte for byte like one that does not exist, on every page and step',
    async (staff) => {
      for (const path of ['', '/reply', '/void', '/step', '/nothing', '?done=accept']) {
        const at = (matter: string) => `/desk/matter/${matter}${path}`;
        for (const lang of ['', '/en']) expect(all(await get(staff, lang + at(number)))).toEqual(all(await get(staff, lang + at(ABSENT))));
      }
      for (const fields of [
        { command: 'accept', expected: '2' },
        { command: 'accept', expected: '99' },
        { command: 'accept' },
        { command: 'nothing', expected: '2' },
        { command: 'reply', expected: '2', facts: 'x'.repeat(30_000) },
      ]) {
        const seen = await post(staff, number, fields);
        expect(seen.statusCode).toBe(404);
        expect(all(seen)).toEqual(all(await post(staff, ABSENT, fields)));
      }
    },
  );

  it('leaves no access record of such a try', async () => {
    await get('water.handler', `/desk/matter/${number}`);
    expect((await town.superuser.query('select 1 from access where matter = $1', [number])).rowCount).toBe(0);
  });

  it('is what a text that is no number answers, too', async () => {
    for (const odd of ['%00', '..%2f..', 'x', '🙂', 'U'.repeat(8)])
      expect(
        (await get('water.handler', `/desk/matter/${odd.startsWith('%') || odd.startsWith('.') ? odd : encodeURIComponent(odd)}`))
          .statusCode,
      ).toBe(404);
  });
});

describe('a step upward (G6)', () => {
  it('changes no byte of the page or the list of the office below', async () => {
    await live(
      town,
      number,
      [PEOPLE.handler, 'accept'],
      [PEOPLE.handler, 'reply', REPLY],
      [PEOPLE.filer, 'open_notice', { notice: 'reply' }],
    );
    const look = async () =>
      [
        await get('housing.handler', `/desk/matter/${number}`),
        await get('housing.head', `/desk/matter/${number}`),
        await get('housing.head', '/desk'),
        await get('housing.handler', '/en/desk'),
      ].map(all);
    await look();
    const before = await look();
    await live(town, number, [PEOPLE.filer, 'ask_review', { words: '又坏了。' }]);
    expect(await look()).toEqual(before);
    const conflict = { command: 'accept', expected: lengthIn(await get('housing.handler', `/desk/matter/${number}`)) };
    expect((await post('housing.handler', number, conflict)).body).toContain('这一步已经做过了');
  });
});

describe('opening a matter', () => {
  it('leaves a record of post and hour, once an hour', async () => {
    await get('housing.handler', `/desk/matter/${number}`);
    await get('housing.handler', `/desk/matter/${number}`);
    expect((await town.superuser.query('select post, staff from access where matter = $1', [number])).rows).toEqual([
      { post: 'housing.handler', staff: 'housing.handler' },
    ]);
  });

  it('shows days and never an hour, and neither code nor receipt', async () => {
    const { body } = await get('housing.handler', `/desk/matter/${number}`);
    expect(body).toContain('9月28日');
    expect(body.replaceAll(/<[^>]+>/g, ' ')).not.toMatch(/\d{1,2}:\d{2}/);
    const { rows } = await town.superuser.query<{ receipt: Buffer }>('select receipt from receipt where matter = $1', [number]);
    expect(body).not.toContain(rows[0]?.receipt.toString('hex'));
  });
});

describe('a step at the desk', () => {
  it('is refused without the csrf token of this session, and what was typed is shown to be copied', async () => {
    const answer = await post('housing.handler', number, {
      csrf: 'é'.repeat(43),
      command: 'reply',
      expected: '2',
      facts: '写了一个小时。',
    });
    expect([answer.statusCode, answer.body.includes('写了一个小时。')]).toEqual([403, true]);
  });

  it('is refused when the sign-in has ended, and what was typed is shown to be copied', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: `/desk/matter/${number}/step`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'command=reply&expected=2&facts=%E5%86%99%E4%BA%86',
    });
    expect([answer.statusCode, answer.body.includes('写了')]).toEqual([401, true]);
  });

  it('is refused from another site', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: `/desk/matter/${number}/step`,
      headers: {
        cookie: cookie('housing.handler'),
        origin: 'https://elsewhere.example',
        host: 'here.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ csrf: await csrfOf('housing.handler'), command: 'accept', expected: '2' }).toString(),
    });
    expect(answer.statusCode).toBe(403);
    expect((await get('housing.handler', `/desk/matter/${number}`)).body).toContain('value="accept">受理</button>');
  });

  it('keeps what was typed and says what is wrong at the field and once at the top', async () => {
    await live(town, number, [PEOPLE.handler, 'accept']);
    const answer = await post('housing.handler', number, {
      command: 'reply',
      expected: '3',
      outcome: 'supported',
      facts: '第一行\r\n第二行',
      opinion: ' ',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('第一行\n第二行</textarea>');
    expect(answer.body.match(/“处理意见”这一栏还没有写/g)).toHaveLength(2);
    expect(answer.body).toContain('href="#reply-opinion"');
  });

  it('stores a line end as one character, as it was typed', async () => {
    await live(town, number, [PEOPLE.handler, 'accept']);
    expect(
      (await post('housing.handler', number, { command: 'reply', expected: '3', look: 'done', ...REPLY, facts: '第一行\r\n第二行' }))
        .statusCode,
    ).toBe(303);
    const view = await readForFiler(town.service, number);
    expect(view?.entries.map((entry) => entry.texts['facts'])).toContain('第一行\n第二行');
  });

  it.each([
    ['marks piled up', { opinion: `一${'\u0301'.repeat(31)}` }, 'opinion'],
    ['more than 20,000 characters', { facts: '字'.repeat(20_001) }, 'facts'],
    ['an unknown choice', { outcome: 'great' }, 'outcome'],
    ['nothing', { facts: '' }, 'facts'],
    ['a lost character', { basis: 'a\uFFFDb' }, 'basis'],
  ])('with %s changes nothing', async (_what, over, field) => {
    await live(town, number, [PEOPLE.handler, 'accept']);
    const answer = await post('housing.handler', number, { command: 'reply', expected: '3', ...REPLY, ...over });
    expect([answer.statusCode, answer.body.includes(`id="reply-${field}-why"`)]).toEqual([422, true]);
    expect((await get('housing.handler', `/desk/matter/${number}`)).body).toContain(`/desk/matter/${number}/reply`);
  });

  it('that serves a paper is looked at first, beside all that the filer wrote: nothing is recorded, and going back keeps what was typed', async () => {
    await live(
      town,
      number,
      [PEOPLE.handler, 'accept'],
      [PEOPLE.handler, 'ask_filer', { words: '哪一盏？' }],
      [PEOPLE.filer, 'answer_question', { words: '桥头那盏。' }],
    );
    const fields = { command: 'reply', expected: '5', ...REPLY, facts: '第一行\r\n<b>第二行' };
    const looked = await post('housing.handler', number, fields);
    expect(looked.statusCode).toBe(200);
    for (const words of ['还没有发出', '第一行', '&lt;b>第二行', '桥头那盏。']) expect(looked.body).toContain(words);
    expect((await readForFiler(town.service, number))?.state.history.some((event) => event.type === 'replied')).toBe(false);
    const back = await post('housing.handler', number, { ...fields, look: 'edit' });
    expect([back.statusCode, back.body.includes('第二行</textarea>')]).toEqual([200, true]);
    expect((await post('housing.handler', number, { ...fields, look: 'done' })).statusCode).toBe(303);
    expect((await readForFiler(town.service, number))?.state.history.some((event) => event.type === 'replied')).toBe(true);
    // What somebody else did meanwhile is told, and the words are there to be copied.
    const late = await post('housing.handler', number, fields);
    expect([late.statusCode, late.body.includes('第一行')]).toEqual([409, true]);
  });

  it('taken from a list carries the list along, and leads on to the next of it', async () => {
    const [one, two] = [await fileIn(town, '队列一'), await fileIn(town, '队列二')];
    const queue = 'step=register&sort=grievance';
    const page = await get('letters.desk', `/desk/matter/${one}?queue=${encodeURIComponent(`${queue}&nonsense=1`)}`);
    expect(page.body).toContain('name="queue" value="sort=grievance&amp;step=register"');
    const answer = await post('letters.desk', one, { command: 'register', expected: '1', office: 'housing', queue });
    const list = await get('letters.desk', String(answer.headers.location));
    expect(list.body).toMatch(/下一件：[0-9A-Z]{8} · 登记/);
    const on = await get('letters.desk', `/desk/next?number=${one}&queue=${encodeURIComponent(queue)}`);
    expect([on.statusCode, String(on.headers.location)]).toEqual([303, expect.stringMatching(/^\/desk\/matter\/[0-9A-Z]{8}\?queue=/)]);
    expect(two).not.toBe(one);
    expect(String((await get('letters.desk', '/desk/next?queue=step%3Ddecide_rereview')).headers.location)).toBe('/desk');
  });

  it('sent twice is done once, and the second time says so', async () => {
    const fields = { command: 'accept', expected: '2' };
    expect((await post('housing.handler', number, fields)).statusCode).toBe(303);
    const again = await post('housing.handler', number, fields);
    expect([again.statusCode, again.body.includes('这一步已经做过了')]).toEqual([409, true]);
  });

  it('taken by two officers at once is taken by one; the other is told, and keeps the text', async () => {
    const other = { command: 'refuse', expected: '2', door: 'court', where: '县法院', reason: '这是合同纠纷。' };
    expect((await post('housing.head', number, { command: 'accept', expected: '2' })).statusCode).toBe(303);
    const answer = await post('housing.handler', number, other);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('别人已经先走了一步');
    expect(answer.body).toContain('这是合同纠纷。');
  });

  it('by which a matter leaves the office leads back to the list, with one line that it is done', async () => {
    const fresh = await fileIn(town, '漏水');
    const answer = await post('letters.desk', fresh, { command: 'register', expected: '1', office: 'housing', occurredOn: '' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/desk?done=register&number=${fresh}`]);
    expect((await get('letters.desk', String(answer.headers.location))).body).toContain(`登记并转办 · ${fresh}`);
  });

  it('is answered in the language of the page', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: `/en/desk/matter/${number}/step`,
      headers: { cookie: cookie('housing.handler'), 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        csrf: await csrfOf('housing.handler'),
        command: 'refuse',
        expected: '2',
        door: 'court',
        where: '',
        reason: 'x',
      }).toString(),
    });
    expect(answer.body).toContain('“Whom to go to” is still empty.');
  });
});

describe('what was struck out', () => {
  it('stays readable, struck through, with who did it and why; a correction stands beside', async () => {
    await live(
      town,
      number,
      [PEOPLE.handler, 'accept'],
      [PEOPLE.handler, 'correct', { n: 2, words: '河段写错了。' }],
      [PEOPLE.head, 'void', { n: 2, reason: '不归我们。' }],
    );
    const { body } = await get('housing.head', `/desk/matter/${number}`);
    expect(body).toMatch(/<del><b>县住建局 · 经办岗 <\/b>受理<\/del>/);
    for (const words of ['河段写错了。', '不归我们。', '作废 ·', '县住建局 · 负责人']) expect(body).toContain(words);
  });
});

describe('the session cookie', () => {
  const signIn = (headers = {}) =>
    app.inject({
      method: 'POST',
      url: '/desk/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: 'staff=nobody&password=x&code=1',
    });

  it('is not set by a wrong sign-in, which says one sentence and not what was wrong', async () => {
    const answer = await signIn();
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([401, undefined]);
    expect(answer.body).toContain('账号、密码或动态码不对');
    expect(answer.body).not.toContain('class="why"');
  });

  it('is HttpOnly, never sent from another site, and Secure where the site is reached by https', async () => {
    const out = async () =>
      (
        await app.inject({
          method: 'POST',
          url: '/desk/sign-out',
          headers: {
            cookie: `huiyin_staff=${await sessionOf(town, 'water.handler')}`,
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: 'csrf=',
        })
      ).statusCode;
    expect(await out()).toBe(403);
    const token = await sessionOf(town, 'water.handler');
    const own = { cookie: `huiyin_staff=${token}` };
    const csrf = csrfIn(await app.inject({ url: '/desk/sign-out', headers: own }));
    process.env['HUIYIN_URL'] = 'https://desk.example';
    const answer = await app.inject({
      method: 'POST',
      url: '/desk/sign-out',
      headers: { ...own, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf }).toString(),
    });
    delete process.env['HUIYIN_URL'];
    expect(answer.headers['set-cookie']).toBe('huiyin_staff=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0');
    expect((await app.inject({ url: '/desk', headers: own })).headers.location).toBe('/desk/sign-in');
  });
});

describe('a word of control in what staff write (G3)', () => {
  const words = { outcome: 'supported', facts: '已对该重点人员稳控。', opinion: '修。' };

  it('warns once, keeps what was typed, and stores nothing; the second press sends it as it is', async () => {
    await live(town, number, [PEOPLE.handler, 'accept', {}]);
    const open = await get('housing.handler', `/desk/matter/${number}/reply`);
    const sent = { command: 'reply', expected: lengthIn(open), ...words };
    const asked = await post('housing.handler', number, sent);
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toContain('您写的话里有“重点人员”');
    expect(asked.body).toContain(words.facts);
    expect(asked.body).toContain('name="sure" value="yes"');
    expect((await readForFiler(town.service, number))?.state.history.at(-1)?.type).toBe('accepted');
    expect((await post('housing.handler', number, { ...sent, sure: 'yes', look: 'done' })).statusCode).toBe(303);
    expect((await readForFiler(town.service, number))?.state.history.at(-1)?.type).toBe('replied');
  });

  it('is never looked for in what a filer wrote', async () => {
    const own = await fileIn(town, '他们把我当成重点人员稳控');
    expect((await readForFiler(town.service, own))?.entries[0]?.texts['subject']).toBe('他们把我当成重点人员稳控');
  });
});
