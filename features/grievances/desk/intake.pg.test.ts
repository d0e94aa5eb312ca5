import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { setDirectory } from '../../../engine/place/directory.ts';
import { live, sessionOf } from '../../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { readForFiler, readForStaff } from '../server/read-matter.ts';
import { readForCarrier } from '../server/receipts/read-carried.ts';
import { multipart } from '../../../test/support/files/multipart.ts';
import { phonePhoto } from '../../../test/support/files/pictures.ts';

let town: TestTown;
let app: FastifyInstance;
let session = '';
beforeAll(async () => {
  town = await openTown({ withStaff: true, withSubjects: true });
  const entry = { address: '政务路1号', hours: '工作日 9:00–17:00', phone: '0571-5550 0100' };
  await inJurisdiction(town.installation.pools.app, 1, (tx) => setDirectory(tx, 'letters', entry));
  await town.service.jurisdiction('fresh');
  app = await buildApp(town.service);
  session = await sessionOf(town, 'letters.desk');
});
afterAll(async () => {
  await app.close();
  await town.close();
});

type Form = { readonly [name: string]: string };
const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}-[0-9A-Z]/;

/** What the clerk sends; what a test does not name is as usual. */
const intake = async (
  more: Form = {},
  lang = '',
  by = session,
  files: Parameters<typeof multipart>[1] = [],
): Promise<LightMyRequestResponse> => {
  const cookie = `huiyin_staff=${by}`;
  const form = await app.inject({ url: `${lang}/desk/intake`, headers: { cookie } });
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
  const sent = multipart(
    {
      csrf,
      about: 'no',
      channel: 'counter',
      spoken: 'zh-CN',
      subject: '井盖响',
      body: '车一过就响。',
      handed: 'slip',
      agreed: 'yes',
      ...more,
    },
    files,
  );
  return app.inject({ method: 'POST', url: `${lang}/desk/intake`, payload: sent.payload, headers: { ...sent.headers, cookie } });
};

const post = (url: string, fields: Form) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const codeIn = (page: LightMyRequestResponse): string => CODE.exec(page.body)?.[0] ?? '';

describe('the first use of a code that staff handed over', () => {
  it('says that it is to be changed, and nothing of seven days or of somebody who lost it', async () => {
    const slip = codeIn(await intake());
    expect(slip).toMatch(CODE);
    for (const lang of ['', '/en']) {
      const seen = await post(`${lang}/follow`, { code: slip });
      expect(seen.statusCode).toBe(200);
      expect(seen.body).not.toMatch(/七天|没有人说|Seven days|nobody said/);
      expect(seen.body).toMatch(/先换成您自己的查询码|First take a code of your own/);
      expect(seen.body).not.toContain('车一过就响');
    }
    const changed = await post('/follow/code', { code: slip, act: 'replace' });
    const own = codeIn(changed);
    expect(own).not.toBe(slip);
    expect((await post('/follow', { code: own })).body).toContain('车一过就响');
    expect((await post('/follow', { code: slip })).body).toContain('不是我换的');
  });
});

/** What stands in the filing of the matter that a page of the desk names. */
const filedIn = async (page: LightMyRequestResponse): Promise<unknown> => {
  const number = /编号 <b>([0-9A-Z]{8})</.exec(page.body)?.[1] ?? '';
  return (await readForFiler(town.service, number))?.state.history[0]?.data;
};

describe('a code read out on the telephone', () => {
  it('stands on the clerk’s page in their language, with what to tell the person in theirs, and opens nothing before it is changed', async () => {
    const page = await intake({ channel: 'phone', handed: 'aloud', spoken: 'en', body: 'It rattles all night.' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<h1>把查询码念给来人听</h1>');
    expect(page.body).toContain('take a new code of your own');
    expect(page.body).toContain('/en/follow');
    const code = codeIn(page);
    for (const path of ['/follow/bundle', '/follow/calendar']) expect((await post(path, { code })).body).not.toContain('BEGIN:VCALENDAR');
    const first = await post('/en/follow', { code });
    expect(first.body).not.toContain('rattles');
    expect(first.body).toContain('First take a code of your own');
    const own = codeIn(await post('/en/follow/code', { code, act: 'replace' }));
    expect((await post('/en/follow', { code: own })).body).toContain('rattles');
    expect((await post('/en/follow', { code })).body).toContain('It was not me');
  });

  it('is the way for a telephone: a screen that the caller does not see is refused', async () => {
    const page = await intake({ channel: 'phone', handed: 'screen', handle: '123456' });
    expect([page.statusCode, codeIn(page)]).toEqual([422, '']);
  });
});

const byHousing = async (more: Form = {}) => intake({ channel: 'counter', ...more }, '', await sessionOf(town, 'housing.handler'));
const codesIn = (page: LightMyRequestResponse): readonly string[] => [...page.body.matchAll(new RegExp(CODE, 'g'))].map(([code]) => code);
const follow = async (code: string) => (await post('/follow', { code })).body;

describe('what a post of another office writes down for somebody, under a mandate', () => {
  it('goes to the office that receives matters; the receipt is the person’s, and the post follows progress and nothing else', async () => {
    const page = await byHousing();
    expect(page.statusCode).toBe(200);
    const [slip = '', carrier = ''] = codesIn(page);
    expect(await filedIn(page)).toMatchObject({ channel: 'mandate', by: 'housing.handler', lead: 'letters', handed: 'slip' });
    // Its own office has no part in it: the number opens nothing at its desk.
    const number = /编号 <b>([0-9A-Z]{8})</.exec(page.body)?.[1] ?? '';
    const desk = await app.inject({
      url: `/desk/matter/${number}`,
      headers: { cookie: `huiyin_staff=${await sessionOf(town, 'housing.handler')}` },
    });
    expect([desk.statusCode, desk.body.includes('车一过就响')]).toEqual([404, false]);
    const carried = await follow(carrier);
    expect(carried).toContain('受托代办');
    expect(carried).not.toContain('车一过就响');
    expect((await post('/follow/code', { code: carrier, act: 'replace' })).statusCode).toBe(404);
    // The slip opens nothing before its first use, which leaves the mandate as it is; the person ends it when they like.
    expect(await follow(slip)).not.toContain('车一过就响');
    const own = codeIn(await post('/follow/code', { code: slip, act: 'replace' }));
    expect(await follow(own)).toContain('车一过就响');
    expect(await follow(carrier)).toContain('受托代办');
    await post('/follow/code', { code: own, act: 'end_carriers' });
    expect(await follow(carrier)).not.toContain('受托代办');
    expect(await follow(own)).toContain('车一过就响');
  });

  it('comes to one matter and the same two codes, however often the form is sent', async () => {
    const token = 'ab'.repeat(11);
    const filed = async () => (await town.superuser.query('select count(*)::integer as n from matter')).rows;
    const [first, second] = [await byHousing({ token }), await byHousing({ token })];
    const after = await filed();
    expect(codesIn(second)).toEqual(codesIn(first));
    expect(codesIn(await byHousing({ token }))).toHaveLength(2);
    expect(await filed()).toEqual(after);
  });

  it('is not read out, is no way for who only inspects or reviews, and is a counter’s own matter where the office receives them', async () => {
    expect((await byHousing({ handed: 'aloud' })).statusCode).toBe(422);
    const reviewer = await intake({}, '', await sessionOf(town, 'county.reviewer'));
    expect([reviewer.statusCode, codesIn(reviewer)]).toEqual([403, []]);
    expect(await filedIn(await intake({ channel: 'mandate' }))).toBeUndefined();
    expect(codesIn(await intake())).toHaveLength(1);
  });
});

describe('what is taken down for somebody', () => {
  it('may be all that the public form asks: kind, service, danger, a secret word', async () => {
    const one = await intake({ kind: 'suggestion', danger: 'yes', word: '桥边的老槐树' });
    expect(await filedIn(one)).toMatchObject({ kind: 'suggestion', handed: 'slip', channel: 'counter', readBack: true });
    const other = await intake({ service: 'street.cover', word: '桥边的老槐树' });
    expect(await filedIn(other)).toMatchObject({ kind: 'grievance', service: 'street.cover', word: expect.stringMatching(/./) });
    expect((await town.superuser.query("select 1 from event where type = 'danger_reported'")).rowCount).toBe(1);
  });

  it('loses no photo that was chosen with the words: the page that is read aloud asks for it again, and takes it', async () => {
    const photo = { name: 'lid.jpg', bytes: await phonePhoto('lid') };
    const back = await intake({ agreed: '' }, '', session, [photo]);
    expect(back.body).toContain('刚才选的1个照片或文件没有带过来');
    expect(back.body).toContain('type="file"');
    expect((await intake({ agreed: '' })).body).not.toContain('没有带过来');
    // Agreed to without looking at the warning, it is not filed; left out by a word, it is.
    const forgotten = await intake({ chosen: '1' });
    expect([forgotten.statusCode, codeIn(forgotten), forgotten.body.includes('没有带过来')]).toEqual([200, '', true]);
    expect(codeIn(await intake({ chosen: '1', without: 'yes' }))).toMatch(CODE);
    expect(await filedIn(await intake({}, '', session, [photo]))).toMatchObject({ files: [{ type: 'image/jpeg' }] });
  });

  it('is refused at its field where the kind does not take it, and never dropped', async () => {
    const filed = async () => (await town.superuser.query('select count(*)::integer as n from matter')).rows;
    const before = await filed();
    const tries: readonly (readonly [string, Form])[] = [
      ['consultation', { about: 'help', consultation: 'K7QM4X2D' }],
      ['question', { about: 'help', question: '2' }],
      ['consultation', { consultation: 'K7QM4X2D' }],
    ];
    for (const [field, more] of tries) {
      const page = await intake(more);
      expect([page.statusCode, page.body.includes('role="alert"'), codeIn(page)], field).toEqual([422, true, '']);
    }
    expect(await filed()).toEqual(before);
  });

  it('is carried through the reading aloud with everything that was chosen', async () => {
    const back = await intake({ kind: 'help', word: '桥边的老槐树', danger: 'yes', agreed: 'no' });
    for (const [name, value] of [
      ['kind', 'help'],
      ['word', '桥边的老槐树'],
      ['danger', 'yes'],
    ] as const)
      expect(back.body).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
  });

  it('has no field for a sealed name: the clerk would read what no office may see', async () => {
    const form = await app.inject({ url: '/desk/intake', headers: { cookie: `huiyin_staff=${session}` } });
    expect(form.body).not.toMatch(/name="(?:name|contact)"/);
    expect(form.body).toMatch(/开屏码 \d{7}/);
  });
});

describe('where the office is found', () => {
  it('stands on slip, receipt and progress page, with the day, the dates owed and a number to tap', async () => {
    const slip = await intake();
    const receipt = await post('/file/submit', { about: 'no', subject: '井盖响', body: '车一过就响。' });
    const progress = await post('/follow', { code: codeIn(receipt) });
    for (const page of [slip, receipt, progress]) {
      expect(page.body).toContain('政务路1号 · 工作日 9:00–17:00');
      expect(page.body).toContain('href="tel:057155500100"');
    }
    expect(slip.body).toMatch(/提交于\d{4}年\d+月\d+日/);
    expect(slip.body.match(/<li><time/g)?.length).toBeGreaterThan(1);
    expect(receipt.body).toMatch(/<b>http[^<]*\/follow<\/b>/);
    expect(receipt.body).toContain('井盖响');
  });
});

describe('a screen that faces the person', () => {
  it('is opened by who was told the code of the desk, and by nobody else', async () => {
    expect((await post('/screen', {})).statusCode).toBe(200);
    expect((await post('/screen', { pass: '1234567' })).body).toContain('开屏码不对');
    const form = await app.inject({ url: '/desk/intake', headers: { cookie: `huiyin_staff=${session}` } });
    const pass = /开屏码 (\d{7})/.exec(form.body)?.[1] ?? '';
    const opened = await post('/screen', { pass: ` ${pass.slice(0, 3)} ${pass.slice(3)}` });
    expect([opened.statusCode, String(opened.headers.location)]).toEqual([303, expect.stringMatching(/^\/screen\/[\w-]{22}$/)]);
    const screen = await app.inject({ url: String(opened.headers.location) });
    const handle = /<p class="code">(\d{6})</.exec(screen.body)?.[1] ?? '';
    const done = await intake({ handed: 'screen', handle });
    expect(codeIn(done)).toBe('');
    expect(codeIn(await app.inject({ url: String(opened.headers.location) }))).toMatch(CODE);
  });
});

describe('who carries a matter that comes to their own office', () => {
  it('shows who carries it nothing that the office which answers is not told: no step by which the filer goes past it', async () => {
    const page = await byHousing();
    const [slip = ''] = codesIn(page);
    const number = /编号 <b>([0-9A-Z]{8})</.exec(page.body)?.[1] ?? '';
    const own = codeIn(await post('/follow/code', { code: slip, act: 'replace' }));
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    town.setClock(new Date(town.now() + 40 * 86_400_000).toISOString());
    await town.tick();
    expect((await post('/follow/step', { code: own, command: 'ask_take_up', words: '催' })).statusCode).toBeLessThan(400);
    await live(town, number, [PEOPLE.above, 'supervise', { words: '请尽快办。' }]);
    const { rows } = await town.superuser.query("select type from event where matter = $1 and level > 0 and type = 'take_up_asked'", [
      number,
    ]);
    expect(rows).toHaveLength(1);
    const seen = (await readForCarrier(town.service, number))?.entries.map(({ event }) => event) ?? [];
    expect(seen.map(({ type }) => type)).toEqual(['filed', 'registered', 'supervision_notified']);
    const desk = await readForStaff(town.service, number, {
      staff: 'housing.handler',
      post: 'housing.handler',
      office: 'housing',
      role: 'handler',
    });
    if (!desk || isRefusal(desk)) throw new Error('the office that answers sees it');
    const told = new Set(desk.events.map(({ level, n }) => `${level}.${n}`));
    expect(seen.filter(({ level, n }) => !told.has(`${level}.${n}`))).toEqual([]);
  });
});
