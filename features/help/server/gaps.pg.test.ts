import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { fileIn, live } from '../../../test/support/desk.ts';
import { readGaps } from './read-gaps.ts';

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown({ at: '2026-06-01T02:00:00Z', withStaff: true, withSubjects: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

const gap = async (service: string, words: string): Promise<void> => {
  const number = await fileIn(town, '求助', { kind: 'help', service });
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'note_gap', { words }]);
};

describe('what no rule covers, by subject', () => {
  it('is told once the month is over, from ten on in steps of five, and nothing of what is less', async () => {
    for (let i = 0; i < 12; i += 1) await gap('hardship.aid', '没有规定');
    for (let i = 0; i < 3; i += 1) await gap('pension.payment', '一句只有这里有的话');
    expect((await readGaps(town.service)).subjects).toEqual([]);
    expect((await app.inject({ url: '/help/gaps' })).body).toContain('没有哪类事项达到10件');
    await town.tick();
    town.setClock('2026-07-02T02:00:00Z');
    expect((await readGaps(town.service)).subjects).toEqual([
      { subject: 'hardship.aid', count: { from: 10, to: 14 } },
      { subject: 'pension.payment', count: { from: 0, to: 9 } },
    ]);
    const { body } = await app.inject({ url: '/en/help/gaps' });
    expect(body).toContain('10–14');
    expect(body).not.toContain('Payment of pensions');
  });

  it('holds no word of it outside ciphertext, and follows from the events', async () => {
    const { rows } = await town.superuser.query<{ text: string }>("select string_agg(m::text, ' ') as text from matter m");
    expect(rows[0]?.text).not.toContain('只有这里有的话');
    expect((await reconcile(town.service)).findings).toEqual([]);
    await town.superuser.query("update matter set gap_on = null where gap_on is not null and category = 'pension.payment'");
    const found = (await reconcile(town.service)).findings.map(({ code, what }) => `${code} ${what}`);
    expect(found.filter((it) => it === 'projection gap_on')).toHaveLength(3);
  });
});

describe('the directory of doors', () => {
  it('says of each service its counter, its rule and what to bring, for whoever asks and whoever leads there alike', async () => {
    const open = (await app.inject({ url: '/help' })).body;
    for (const word of ['县法律援助中心', '法律援助法', '身份证', '12348', '收到申请七日内决定']) expect(open).toContain(word);
    expect((await app.inject({ url: '/help', headers: { cookie: 'huiyin_staff=anything' } })).body).toBe(open);
    const one = (await app.inject({ url: '/en/help/law.aid' })).body;
    for (const word of ['County legal aid centre', 'Identity card', '/en/file?service=law.aid']) expect(one).toContain(word);
    expect((await app.inject({ url: '/help/street.light' })).statusCode).toBe(404);
  });

  it('where nothing is published it says so, and leads to who may know', async () => {
    const empty = await openTown();
    const other = await buildApp(empty.service);
    const { body } = await other.inject({ url: '/help' });
    expect(body).toContain('还没有公布窗口');
    expect(body).toContain('href="/ways"');
    await other.close();
    await empty.close();
  });
});
