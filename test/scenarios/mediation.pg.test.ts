import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { live } from '../support/desk.ts';
import { eraseIn } from '../support/papers.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { makePaper } from '../../features/papers/server/make-paper.ts';
import { papersOf } from '../../features/papers/server/read-papers.ts';
import { readTable } from '../../features/grievances/server/receipts/table.ts';
import { readForFiler, readForStaff } from '../../features/grievances/server/read-matter.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown({ withSubjects: true, withStaff: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const DESK = { staff: 'letters.desk', post: 'letters.desk', office: 'letters', role: 'desk' } as const;
const HANDLER = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;

const CODE = /<p class="code">([^<]+)<\/p>/;

const post = async (url: string, fields: { readonly [name: string]: string }) => {
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: answer.statusCode, body: answer.body };
};

const codeIn = (body: string): string => CODE.exec(body)?.[1] ?? '';
/** The newest hidden field of a form for a step. */
const hidden = (body: string, command: string, name: string): string =>
  new RegExp(`name="command" value="${command}"[\\s\\S]*?name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

const FILING = { about: 'no', kind: 'mediation', subject: '邻居的墙', body: '墙倒在我院里，我说了三次。', suits: 'yes' };
const open = async (more: object = {}): Promise<{ readonly number: string; readonly code: string }> => {
  const { body } = await post('/file/submit', { ...FILING, ...more });
  const rows = await town.superuser.query<{ matter: string }>("select matter from matter where kind = 'mediation'");
  const number = rows.rows.map((it) => it.matter).find((it) => body.includes(it)) ?? '';
  return { number, code: codeIn(body) };
};
const invited = async () => {
  const opened = await open();
  await live(town, opened.number, [PEOPLE.desk, 'register', { office: 'housing' }]);
  const { body } = await post('/mediation/step', { code: opened.code, command: 'invite_party', words: '我们坐下来谈谈那堵墙。' });
  return { ...opened, invitation: codeIn(body) };
};
const seated = async () => {
  const it = await invited();
  const { body } = await post('/mediation/step', { code: it.invitation, command: 'give_consent' });
  const other = codeIn(body);
  await live(
    town,
    it.number,
    [PEOPLE.handler, 'accept'],
    [PEOPLE.handler, 'tell_rights', { told: 'paper' }],
    [PEOPLE.handler, 'hold_session', { at: 'community_room', words: '双方都说了想法。' }],
  );
  return { ...it, other };
};

describe('a mediation on the pages', () => {
  it('goes from the form to an agreement, each side with its own code, and its papers are made', async () => {
    const it = await seated();
    await live(town, it.number, [
      PEOPLE.handler,
      'add_term',
      { object: 'pay_money', owes: 'other', what: '修墙的钱', amount: '3000', by: '2027-01-15' },
    ]);
    for (const code of [it.code, it.other]) {
      const { body } = await post('/en/mediation', { code });
      expect(body).toContain('修墙的钱');
      expect(body).toContain(code === it.other ? 'You: pays money, 3000 yuan' : 'The other side: pays money, 3000 yuan');
      const done = await post('/en/mediation/step', { code, command: 'confirm_terms', of: hidden(body, 'confirm_terms', 'of') });
      expect([done.status, done.body.includes('You have confirmed these terms.')]).toEqual([200, true]);
    }
    await live(town, it.number, [PEOPLE.handler, 'sign_agreement', { form: 'written' }]);
    await post('/mediation/step', { code: it.code, command: 'join_confirmation' });
    const asked = await post('/mediation/step', { code: it.other, command: 'join_confirmation' });
    expect(asked.body).toContain('双方申请了法院确认');
    const view = await readForFiler(town.service, it.number);
    if (!view) throw new Error('no matter');
    const papers: string[] = [];
    for (const kind of ['mediation_rights', 'mediation_record', 'mediation_agreement', 'confirmation_request']) {
      const step = view.entries.find(({ event }) =>
        kind === 'mediation_rights'
          ? event.type === 'rights_told'
          : kind === 'mediation_record'
            ? event.type === 'session_held'
            : kind === 'mediation_agreement'
              ? event.type === 'mediation_agreed'
              : event.type === 'confirmation_asked',
      );
      const [paper] = (await makePaper(town.service, view, { id: `${kind}-0-${step?.event.n}`, lang: 'zh-CN', reader: 'filer' })) ?? [];
      papers.push(JSON.stringify(paper?.blocks));
    }
    expect(papers[2]).toContain('另一方：付钱3000元。修墙的钱');
    expect(papers[2]).toContain('调解委员会（印章）');
    expect(papers[3]).toContain('另一方：付钱3000元');
    // Both sides have the same papers, to the byte, each by a code of its own.
    const LINK = /href="(\/mediation\/paper\/[^"]+)"/g;
    const theirs = (await post('/mediation/papers', { code: it.other })).body;
    const links = [...theirs.matchAll(LINK)].map(([, link]) => link ?? '');
    expect(theirs.match(/<th scope="row">/g)).toHaveLength(4);
    const side = await readTable(town.service, it.number);
    if (!side) throw new Error('no table');
    for (const { id } of papersOf(side.view, 'side'))
      expect(await makePaper(town.service, side.view, { id, lang: 'en', reader: 'side' }), id).toEqual(
        await makePaper(town.service, view, { id, lang: 'en', reader: 'filer' }),
      );
    const own = [...(await post('/mediation/papers', { code: it.code })).body.matchAll(LINK)];
    expect(own).toHaveLength(links.length);
    const files = await Promise.all(links.map((url) => app.inject({ url })));
    expect(files.map(({ statusCode }) => statusCode)).toEqual(links.map(() => 200));
    expect(new Set(files.map(({ rawPayload }) => rawPayload.subarray(0, 2).toString()))).toEqual(new Set(['%P', 'PK']));
    // A link to a paper of the receipt opens none of the table, and the other way round.
    const [, mine = ''] = /href="\/follow\/paper\/([^"]+)"/.exec((await post('/follow/papers', { code: it.code })).body) ?? [];
    expect(mine).not.toBe('');
    for (const url of [`/mediation/paper/${mine}`, links[0]?.replace('/mediation/', '/follow/') ?? ''])
      expect((await app.inject({ url })).statusCode, url).toBe(404);
    expect((await reconcile(town.service)).findings).toEqual([]);
    town.setClock('2026-09-28T02:20:00Z');
    expect((await app.inject({ url: links[0] ?? '' })).statusCode).toBe(404);
    await town.tick();
  });

  it('papers are for who sits at the table: not for who was invited, and nothing that is the opener’s alone', async () => {
    const it = await invited();
    expect((await post('/mediation/papers', { code: it.invitation })).status).toBe(404);
    expect((await post('/mediation/papers', { code: 'nothing' })).status).not.toBe(200);
    const both = await seated();
    const side = await readTable(town.service, both.number);
    expect(side && papersOf(side.view, 'side').map(({ kind }) => kind)).toEqual(['mediation_rights', 'mediation_record']);
    // Destroyed words are missing on both, and both are told why.
    await eraseIn(town, both.number);
    const [left, right] = [await readTable(town.service, both.number), await readForFiler(town.service, both.number)];
    if (!left || !right) throw new Error('no table');
    const record = papersOf(left.view, 'side').find(({ kind }) => kind === 'mediation_record')?.id ?? '';
    const paper = await makePaper(town.service, left.view, { id: record, lang: 'zh-CN', reader: 'side' });
    expect(paper).toEqual(await makePaper(town.service, right, { id: record, lang: 'zh-CN', reader: 'filer' }));
    expect(JSON.stringify(paper)).toContain('销毁');
    const full = await readForFiler(town.service, both.number);
    const receipt = full && papersOf(full, 'filer').find(({ kind }) => kind === 'receipt');
    expect(receipt).toBeDefined();
    expect(side && (await makePaper(town.service, side.view, { id: receipt?.id ?? '', lang: 'zh-CN', reader: 'side' }))).toBeUndefined();
  });

  it('the other side sees nothing that was filed, and the opener nothing of the other side’s code', async () => {
    const it = await seated();
    const theirs = (await post('/mediation', { code: it.other })).body;
    expect(theirs).not.toContain('墙倒在我院里');
    expect(theirs).not.toContain('邻居的墙');
    expect(theirs).toContain('双方都说了想法。');
    // Typed where matters are followed, it opens the table and nothing else.
    expect((await post('/follow', { code: it.other })).body).toContain(`<h1>调解 ${it.number}</h1>`);
    for (const path of ['/follow', '/follow/papers', '/follow/bundle'])
      expect((await post(path, { code: it.other })).body).not.toContain('墙倒在我院里');
    const mine = (await post('/follow', { code: it.code })).body;
    expect(mine).toContain('墙倒在我院里');
    expect(mine).not.toContain(it.other);
    expect(JSON.stringify(await readForStaff(town.service, it.number, HANDLER))).not.toContain(it.other.replaceAll('-', ''));
  });

  it('an invitation shows the words for the other side and two answers, is taken up once, and the same form sent twice gives one code', async () => {
    const it = await invited();
    const looked = await post('/mediation', { code: it.invitation });
    expect(looked.body).toContain('我们坐下来谈谈那堵墙。');
    expect(looked.body).not.toContain('墙倒在我院里');
    const token = 'abcdefghijklmnopqrstuv';
    const [first, second] = [
      codeIn((await post('/mediation/step', { code: it.invitation, command: 'give_consent', token })).body),
      codeIn((await post('/mediation/step', { code: it.code, command: 'invite_party', words: '再来', token })).body),
    ];
    expect(first).not.toBe('');
    expect(second === '' || second === first).toBe(true);
    expect((await post('/mediation/step', { code: it.invitation, command: 'give_consent' })).status).toBe(404);
    expect((await post('/mediation', { code: first })).body).toContain('您是另一方');
  });

  it('who declines is told that nothing follows from it, and the opener where else to go', async () => {
    const it = await invited();
    const declined = await post('/mediation/step', { code: it.invitation, command: 'decline_mediation' });
    expect(declined.body).toContain('没有任何后果');
    const mine = await post('/mediation', { code: it.code });
    expect(mine.body).toContain('仲裁、行政处理、法院、法律援助');
    expect((await post('/mediation', { code: it.invitation })).status).toBe(404);
  });

  it('the office that the dispute is with never sees it, and neither does one below it mediate', async () => {
    const it = await open({ against: 'letters' });
    const view = await readForFiler(town.service, it.number);
    expect(view?.state.lead).not.toBe('letters');
    expect(await readForStaff(town.service, it.number, DESK)).toBeUndefined();
    const asked = await post('/file/submit', { ...FILING, suits: '' });
    expect([asked.status, asked.body.includes('调解只用于双方自愿')]).toEqual([422, true]);
  });
});

describe('who carries a matter for its filer', () => {
  it('sees its progress and none of its words, and nothing any more once the filer ends it', async () => {
    const { body } = await post('/file/submit', { about: 'no', subject: '低保的事', body: '我腿不好，走不了远路。' });
    const code = codeIn(body);
    const mandate = (await post('/follow/code', { code, act: 'give_carrier' })).body;
    const carrier = codeIn(mandate);
    expect(mandate).toContain('随时可以停掉这个委托');
    const seen = (await post('/follow', { code: carrier })).body;
    expect(seen).toContain('受托代办的事');
    for (const words of ['低保的事', '我腿不好']) expect(seen).not.toContain(words);
    for (const path of ['/follow/papers', '/follow/bundle', '/follow/step', '/mediation'])
      expect((await post(path, { code: carrier, command: 'ask_withdrawal' })).body).not.toContain('我腿不好');
    expect((await post('/follow/code', { code: carrier, act: 'end_carriers' })).status).toBe(404);
    await post('/follow/code', { code, act: 'end_carriers' });
    expect((await post('/follow', { code: carrier })).status).toBe(404);
  });
});

describe('a program', () => {
  it('opens no mediation for anybody, and a clerk takes none down', async () => {
    const { body } = await post('/file/submit', { ...FILING, danger: 'yes' });
    expect(body).toContain('class="code"'); // the form of a dispute has no ring: it was not looked at
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/matters',
      headers: { 'idempotency-key': 'table-danger-0123456789' },
      payload: { kind: 'mediation', subject: '墙', body: '墙', suits: true, danger: true },
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, 'mediation_not_for_this']);
  });
});
