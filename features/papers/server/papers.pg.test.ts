import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../kernel/stream/event.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { builtInPapers } from '../../../policy/papers.ts';
import { buildApp } from '../../../server/app.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { fileIn, live, sessionOf } from '../../../test/support/desk.ts';
import { openTown, PEOPLE, staff, type TestTown } from '../../../test/support/installation.ts';
import { eraseIn, fileWithCode } from '../../../test/support/papers.ts';
import { readForFiler, type MatterView } from '../../grievances/public.ts';
import type { Paper } from '../domain/paper.ts';
import { makePaper } from './make-paper.ts';
import { papersOf, type Reader } from './read-papers.ts';

const REPLY = { outcome: 'supported', facts: '漏点在六楼。', opinion: '已修。' };

let town: TestTown;
let app: FastifyInstance;

const viewOf = async (number: string): Promise<MatterView> => {
  const view = await readForFiler(town.service, number);
  if (!view) throw new Error('no matter');
  return view;
};
const make = async (number: string, id: string, more: { lang?: 'zh-CN' | 'en'; reader?: Reader } = {}): Promise<Paper> => {
  const made = await makePaper(town.service, await viewOf(number), { id, lang: more.lang ?? 'zh-CN', reader: more.reader ?? 'staff' });
  if (!made) throw new Error(`no paper ${id}`);
  return made[0];
};
const accepted = async (): Promise<string> => {
  const number = await fileIn(town, '漏水');
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
  return number;
};
const textOf = (paper: Paper): string => JSON.stringify(paper.blocks);

beforeAll(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z', withStaff: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

describe('the number of a paper', () => {
  it('runs by office, kind and year from one, without doubles and without gaps, however many are made at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, accepted));
    // Each paper is asked for twice at the same time: the second finds the number of the first.
    const made = await Promise.all(
      [...numbers, ...numbers].map(async (number) => [number, (await make(number, 'acceptance-0-2')).number] as const),
    );
    const given = new Map(made);
    expect(made.every(([number, paper]) => given.get(number) === paper)).toBe(true);
    expect(new Set(given.values())).toEqual(new Set(Array.from({ length: 12 }, (_, i) => `县住建局受〔2026〕${i + 1}号`)));
    const other = await make(numbers[0] ?? '', 'receipt-0-0');
    expect(other.number).toBe('县信访局收〔2026〕1号');
    expect((await make(numbers[0] ?? '', 'receipt-0-0', { lang: 'en' })).number).toBe('Letters and Visits Receipt [2026] No. 1');
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('that was changed, taken out or given to another step by SQL is found', async () => {
    const codes = async () => (await reconcile(town.service)).findings.map(({ code, where }) => [code, where.split(' ')[0]]);
    await town.superuser.query("update paper_count set last = 13 where kind = 'acceptance'");
    expect(await codes()).toEqual([['paper', 'paper_count']]);
    await town.superuser.query("update paper_count set last = 12 where kind = 'acceptance'");
    await town.superuser.query("update paper_number set kind = 'review' where kind = 'receipt'");
    expect((await codes()).map(([, table]) => table)).toContain('paper_number');
    await town.superuser.query("update paper_number set kind = 'receipt' where kind = 'review'");
    expect(await codes()).toEqual([]);
  });
});

describe('the papers of a matter', () => {
  it('are for its filer once they are opened, and none is made of a step that was struck out', async () => {
    const number = await accepted();
    await live(town, number, [PEOPLE.handler, 'reply', REPLY]);
    const kinds = async (reader: Reader) => papersOf(await viewOf(number), reader).map((it) => it.kind);
    expect(await kinds('filer')).toEqual(['receipt', 'acceptance']);
    expect(await kinds('staff')).toEqual(['receipt', 'acceptance', 'reply']);
    await live(town, number, [PEOPLE.filer, 'open_notice', { notice: 'reply' }]);
    expect(await kinds('filer')).toEqual(['receipt', 'acceptance', 'reply']);
    const struck = await accepted();
    await live(town, struck, [PEOPLE.head, 'void', { n: 2, reason: '记错了。' }]);
    expect(papersOf(await viewOf(struck), 'staff').map((it) => it.kind)).toEqual(['receipt']);
  });

  it('hold the transfer slip once it is signed: whose it is since, by which day, and the same for desk and filer', async () => {
    const number = await fileIn(town, '漏水');
    const kinds = async (reader: Reader) => papersOf(await viewOf(number), reader).map((it) => it.kind);
    await live(town, number, [PEOPLE.desk, 'propose_transfer', { office: 'housing', handling: '请查漏点，三日内修好。' }]);
    expect(await kinds('staff')).toEqual(['receipt']);
    await live(town, number, [PEOPLE.desk, 'correct', { n: 1, words: '是六楼的漏点。' }]);
    await live(town, number, [staff('letters', 'head'), 'sign_transfer', { note: '同意。' }]);
    expect([await kinds('staff'), await kinds('filer')]).toEqual([
      ['receipt', 'transfer'],
      ['receipt', 'transfer'],
    ]);
    const paper = await make(number, 'transfer-0-3');
    expect(paper.number).toMatch(/^县信访局转办〔2026〕\d+号$/);
    expect([paper.issuer, paper.addressee]).toEqual(['县信访局', `致县住建局，并致回执 ${number} 的持有人：`]);
    const words = textOf(paper);
    for (const it of [
      '漏水',
      '县住建局',
      '请查漏点，三日内修好。',
      '同意。',
      '拟办意见（县信访局 · ',
      '审签岗位',
      '办结期限',
      '办理结果',
      '是六楼的漏点。',
    ])
      expect(words).toContain(it);
    const english = await make(number, 'transfer-0-3', { lang: 'en' });
    expect(textOf(english)).toContain('Proposed handling (Letters and Visits · ');
    expect(await make(number, 'transfer-0-3', { reader: 'filer' })).toEqual(paper);
    await live(town, number, [staff('letters', 'head'), 'take_back', { reason: '选错了单位。' }]);
    expect(await kinds('staff')).toEqual(['receipt']);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('say the same tomorrow as today, whatever happens above, and say what was corrected', async () => {
    const number = await accepted();
    await live(town, number, [PEOPLE.handler, 'reply', REPLY], [PEOPLE.filer, 'open_notice', { notice: 'reply' }]);
    const before = await make(number, 'reply-0-3');
    await live(town, number, [PEOPLE.filer, 'ask_review'], [PEOPLE.above, 'decide_review', { outcome: 'upheld', opinion: '维持。' }]);
    town.setClock(new Date(town.now() + 86_400_000).toISOString());
    expect(await make(number, 'reply-0-3')).toEqual(before);
    await live(town, number, [PEOPLE.handler, 'correct', { n: 3, words: '是七楼。' }]);
    expect(textOf(await make(number, 'reply-0-3'))).toContain('是七楼。');
  });

  it('say that their words were erased, and are still made', async () => {
    const number = await accepted();
    expect(textOf(await make(number, 'receipt-0-0'))).toContain('三周不亮');
    await eraseIn(town, number);
    const receipt = await make(number, 'receipt-0-0');
    expect(textOf(receipt)).not.toContain('三周不亮');
    expect(textOf(receipt)).toContain('依据“个人信息保护法 第四十七条”销毁');
    expect(textOf(await make(number, 'erasure-0-3'))).toContain('2026年10月');
  });

  it('keep the words they were first made with when an office publishes its own', async () => {
    const [old, young] = [await accepted(), await accepted()];
    const before = await make(old, 'acceptance-0-2');
    const own = { ...builtInPapers(), id: 'ours', offices: { housing: { 'zh-CN': '青住建', en: 'QH' } } };
    const kinds = { ...own.kinds, acceptance: { ...own.kinds.acceptance, title: { 'zh-CN': '受理通知书', en: 'Acceptance' } } };
    const body = { ...own, kinds } as unknown as Json; // plain JSON by its own type
    const publication = { kind: 'papers', name: 'ours', body, replaces: true, actor: { kind: 'machine' } } as const;
    expect(isRefusal(await town.service.read((tx) => publishDefinition(tx, publication, town.now())))).toBe(false);
    await town.tick();
    await town.service.jurisdiction('fresh');
    expect((await town.service.jurisdiction()).papers).toBeNull();
    town.setClock(new Date(town.now() + 8 * 86_400_000).toISOString());
    await sweep(town.service);
    const it = await town.service.jurisdiction('fresh');
    expect(it.papers).not.toBeNull();
    const after = await make(young, 'acceptance-0-2');
    expect([after.title, after.number.startsWith('青住建受〔2026〕')]).toEqual(['受理通知书', true]);
    expect(await make(old, 'acceptance-0-2')).toEqual(before);
  });
});

describe('a dossier', () => {
  it('is made by a head, is a step that the filer sees, holds the papers of one matter and lists what happened', async () => {
    const number = await accepted();
    await live(town, number, [PEOPLE.handler, 'reply', REPLY], [PEOPLE.filer, 'open_notice', { notice: 'reply' }]);
    await expect(live(town, number, [PEOPLE.handler, 'make_dossier'])).rejects.toThrow(/not_your_post/);
    await live(town, number, [staff('housing', 'head'), 'make_dossier']);
    const view = await viewOf(number);
    expect(view.entries.at(-1)?.event).toMatchObject({ type: 'dossier_made', level: 0 });
    const papers = await makePaper(town.service, view, { id: 'dossier-0-5', lang: 'zh-CN', reader: 'filer' });
    expect(papers?.map((it) => it.kind)).toEqual(['dossier', 'receipt', 'acceptance', 'reply']);
    expect(JSON.stringify(papers?.[0].blocks)).toContain('县住建局把这件事的全部文书做成一份卷宗');
  });
});

describe('who may fetch a paper', () => {
  it('at the desk, a post that may open the matter, with a record of it; for any other there is no such matter', async () => {
    const number = await accepted();
    const get = async (who: string, file: string) =>
      app.inject({ url: `/desk/matter/${number}/paper/${file}`, headers: { cookie: `huiyin_staff=${await sessionOf(town, who)}` } });
    const mine = await get('housing.handler', 'acceptance-0-2.pdf');
    expect([mine.statusCode, mine.headers['content-type'], mine.headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
    expect(mine.headers['content-disposition']).toBe(`attachment; filename="huiyin-${number}-acceptance-0-2-zh-CN.pdf"`);
    expect(mine.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await viewOf(number)).reads.map((it) => it.post)).toEqual(['housing.handler']);
    for (const who of ['water.handler', 'county.reviewer', 'county.admin'])
      expect((await get(who, 'acceptance-0-2.pdf')).statusCode).toBe(404);
    expect((await viewOf(number)).reads.map((it) => it.post)).toEqual(['housing.handler']);
    for (const file of ['reply-0-2.pdf', 'acceptance-0-2.exe', '..%2f', 'dossier-0-0.pdf'])
      expect((await get('housing.handler', file)).statusCode).toBe(404);
    expect((await app.inject({ url: `/desk/matter/${number}/paper/acceptance-0-2.pdf` })).statusCode).toBe(303);
  });

  it('with the code, the filer: by links that end after a quarter of an hour, and that open nothing else', async () => {
    const code = await fileWithCode(town);
    const list = await app.inject({ method: 'POST', url: '/follow/papers', payload: { code } });
    expect(list.statusCode).toBe(200);
    const links = [...list.body.matchAll(/href="((?:\/en)?\/follow\/paper\/[\w-]+)"/g)].map((it) => it[1] ?? '');
    expect(links).toHaveLength(4);
    expect(list.body).not.toContain('acceptance');
    const first = await app.inject({ url: links[0] ?? '' });
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'application/pdf']);
    const again = await app.inject({ url: links[0] ?? '' });
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(again.rawPayload)).toBe(hash(first.rawPayload));
    const asFile = await app.inject({ url: (links[0] ?? '').replace('/paper/', '/file/') });
    expect(asFile.headers['content-type']).toContain('text/html');
    town.setClock(new Date(town.now() + 16 * 60_000).toISOString());
    expect((await app.inject({ url: links[0] ?? '' })).headers['content-type']).toContain('text/html');
    expect((await app.inject({ method: 'POST', url: '/follow/papers', payload: { code: 'nothing' } })).statusCode).not.toBe(200);
  });
});

describe('the poster', () => {
  it('is public, in both languages, as a page and as one PDF page, from the pack alone', async () => {
    for (const [path, word] of [
      ['', '您说的事，会有回音'],
      ['/en', 'What you raise gets an answer'],
    ]) {
      const page = await app.inject({ url: `${path}/poster` });
      expect([page.statusCode, page.body.includes(word ?? '')]).toEqual([200, true]);
      const pdf = await app.inject({ url: `${path}/poster.pdf` });
      expect(pdf.headers['content-type']).toBe('application/pdf');
      expect(pdf.rawPayload.toString('latin1').match(/\/Type ?\/Page\b/g)).toHaveLength(1);
    }
  });
});
