import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../../server/app.ts';
import { openTown, type TestTown } from '../../../../test/support/installation.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown();
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const sound = { kind: 'grievance', subject: '路灯', body: '不亮' };
let keys = 0;
const post = (payload: unknown, headers: { readonly [name: string]: string } = {}, url = '/api/v1/matters') => {
  keys += 1;
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-${keys}-abcdefghijklmnopqr`, ...headers },
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });
};
const matters = async (): Promise<number> =>
  Number((await town.superuser.query<{ n: string }>('select count(*) as n from matter')).rows[0]?.n);

describe('bad input gets a stable code, a sentence in the reader’s language, a 4xx, and changes nothing', () => {
  const long = '字'.repeat(20_001);
  const cases: readonly (readonly [name: string, payload: unknown, code: string, status: number])[] = [
    ['an empty subject', { ...sound, subject: '' }, 'field_empty', 422],
    ['a body of spaces', { ...sound, body: '  \n　' }, 'field_empty', 422],
    ['a body over 20,000 code points', { ...sound, body: long }, 'field_too_long', 422],
    ['a subject over 200 code points', { ...sound, subject: '字'.repeat(201) }, 'field_too_long', 422],
    ['a subject that shows nothing', { ...sound, subject: '\u200b\u3164\u2800' }, 'field_empty', 422],
    ['more marks than any script uses', { ...sound, body: `a${'\u0301'.repeat(31)}` }, 'field_marks', 422],
    ['a text that nobody looks at', { ...sound, body: '字'.repeat(60_001) }, 'field_too_long', 422],
    ['a lone surrogate', '{"kind":"grievance","subject":"x","body":"\\ud800"}', 'field_encoding', 422],
    ['an unknown field', { ...sound, phone: '1' }, 'field_unknown', 422],
    ['a missing body', { kind: 'grievance', subject: 'x' }, 'field_type', 422],
    ['a number for a text', { ...sound, body: 5 }, 'field_type', 422],
    ['a kind that goes to a door', { ...sound, kind: 'accusation' }, 'kind_not_here', 422],
    ['a kind that nobody knows', { ...sound, kind: 'opinion' }, 'field_choice', 422],
    ['an unknown pack', { ...sound, pack: 'nobody' }, 'field_choice', 422],
    ['a pack that is not offered', { ...sound, pack: 'eu-2019-1937' }, 'field_choice', 422],
    ['broken JSON', '{"kind":', 'not_json', 400],
    ['nothing', '', 'not_json', 400],
    ['an array', '[]', 'field_type', 422],
    ['a body that is too large', { ...sound, body: 'x'.repeat(1_100_000) }, 'too_large', 413],
  ];
  it.each(cases)('%s', async (_name, payload, code, status) => {
    const before = await matters();
    const chinese = await post(payload, { 'accept-language': 'zh-CN,zh;q=0.9' });
    const english = await post(payload, { 'accept-language': 'en-GB' });
    expect([chinese.statusCode, chinese.json().error.code]).toEqual([status, code]);
    expect(chinese.json().error.message).toMatch(/\p{Script=Han}/u);
    expect(english.json().error.code).toBe(code);
    expect(english.json().error.message).not.toMatch(/[。，]/);
    expect(await matters()).toBe(before);
  });

  it('bytes that are not UTF-8', async () => {
    const answer = await post(
      Buffer.concat([Buffer.from('{"kind":"grievance","subject":"x","body":"'), Buffer.from([0xb2, 0xbb]), Buffer.from('"}')]),
    );
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'not_json']);
  });

  it('another content type', async () => {
    const answer = await post('<a/>', { 'content-type': 'application/xml' });
    expect(answer.statusCode).toBe(400);
  });

  it('no idempotency key, or one that is too short', async () => {
    const before = await matters();
    for (const key of ['', 'short', 'with space in it and long', 'k'.repeat(21)])
      expect((await post(sound, { 'idempotency-key': key })).json().error).toMatchObject({
        code: 'key_missing',
        message: expect.stringContaining('22到200个'), // as many as are taken
      });
    expect(await matters()).toBe(before);
  });

  it('exactly 20,000 code points outside the basic plane, tabs and all line ends are taken', async () => {
    const answer = await post({ ...sound, body: `\t一\r\n二\n${'𠮷'.repeat(19_994)}` });
    expect(answer.statusCode).toBe(201);
  });
});

describe('the same key', () => {
  it('gives the same answer, 201, in sequence and in parallel, and makes one matter', async () => {
    const before = await matters();
    const first = await post(sound, { 'idempotency-key': 'the-same-key-1-abcdefgh' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(sound, { 'idempotency-key': 'the-same-key-1-abcdefgh' })));
    expect(first.statusCode).toBe(201);
    expect(new Set(answers.map((answer) => answer.body))).toEqual(new Set([first.body]));
    expect(await matters()).toBe(before + 1);
  });

  it('fifty at once, none before them: one matter, fifty equal answers', async () => {
    const before = await matters();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(sound, { 'idempotency-key': 'the-same-key-2-abcdefgh' })));
    expect(answers.every((answer) => answer.statusCode === 201)).toBe(true);
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(await matters()).toBe(before + 1);
  });

  it('with other words is refused, and the words of the first stay sealed under the key', async () => {
    const answer = await post({ ...sound, body: '别的' }, { 'idempotency-key': 'the-same-key-1-abcdefgh' });
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'key_reused']);
    const stored = await town.superuser.query<{ answer: Buffer }>('select answer from idempotency');
    const code: string = (await post(sound, { 'idempotency-key': 'the-same-key-1-abcdefgh' })).json().code;
    expect(stored.rows.some((row) => row.answer.includes(code))).toBe(false);
  });
});

describe('a receipt', () => {
  const follow = (code: string) => post({ code }, {}, '/api/v1/receipt');

  it('shows state, stages and what can be done; the proof comes with the tick', async () => {
    const filed = (await post(sound)).json();
    const before = (await follow(filed.code)).json();
    expect([before.number, before.state, before.proof]).toEqual([filed.number, 'filed', null]);
    expect(before.allowed.map((option: { command: string }) => option.command)).toContain('ask_take_up');
    await town.tick();
    const after = (await follow(filed.code.toLowerCase().replaceAll('-', ' '))).json();
    expect(after.proof.events[0].proof.length).toBeGreaterThan(0);
  });

  it('with one wrong character is told from an unknown one', async () => {
    const filed: { code: string } = (await post(sound)).json();
    const wrong = `${filed.code.slice(0, 3)}${filed.code[3] === 'Z' ? 'Y' : 'Z'}${filed.code.slice(4)}`;
    expect((await follow(wrong)).json().error.code).toBe('code_check');
    expect((await follow(filed.code.slice(0, -2))).json().error.code).toBe('code_length');
    expect((await follow(filed.code.replace(/.$/, 'U'))).json().error.code).toMatch(/^code_/);
    const unknown = await follow('0000-0000-0000-0000-0000-0');
    expect([unknown.statusCode, unknown.json().error.code]).toEqual([404, 'not_found']);
  });

  it('lets nobody take a step that is not open, nor a step of the office', async () => {
    const filed: { code: string } = (await post(sound)).json();
    for (const command of ['ask_review', 'reply', 'accept', 'nothing']) {
      const answer = await post({ code: filed.code, command }, {}, '/api/v1/receipt/steps');
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
    }
  });
});

describe('the server', () => {
  it('describes itself in OpenAPI 3.1 from the schemas that validate', async () => {
    const document = (await app.inject('/api/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/api/v1/matters', '/api/v1/receipt', '/healthz']));
    expect(document.paths['/api/v1/matters'].post.requestBody.content['application/json'].schema.additionalProperties).toBe(false);
  });

  it('says how it is', async () => {
    expect((await app.inject('/healthz')).json()).toMatchObject({ status: 'ok', database: 'ok', log: { state: 'OK' } });
  });

  it('answers an unknown path with 404 in either face, and keeps scripts and frames out', async () => {
    const page = await app.inject('/nothing-here');
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect((await app.inject('/api/v1/nothing')).json().error.code).toBe('not_found');
  });
});
