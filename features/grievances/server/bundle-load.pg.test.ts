import { expect, it } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { live } from '../../../test/support/desk.ts';
import { openTown, PEOPLE } from '../../../test/support/installation.ts';
import { readForFiler } from './read-matter.ts';
import { fileMatter } from './file-matter.ts';
import { isRefusal } from '../../../kernel/refusal.ts';

it('twenty bundles of a long matter at once are all given, and the server is well meanwhile', async () => {
  const town = await openTown({ at: '2026-09-28T02:00:00Z', withStaff: true });
  const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  const { number, code } = filed;
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
  for (let i = 0; i < 100; i += 1) await live(town, number, [PEOPLE.handler, 'interim_reply', { words: '查看中。' }]);
  await town.tick();
  const app = await buildApp(town.service);
  let isDone = false;
  const health: number[] = [];
  const watching = (async (): Promise<void> => {
    while (!isDone) {
      health.push((await app.inject('/healthz')).statusCode);
      await new Promise((turn) => setImmediate(turn));
    }
  })();
  const ask = () =>
    app.inject({
      method: 'POST',
      url: '/follow/bundle',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `code=${encodeURIComponent(code)}`,
    });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  isDone = true;
  await watching;
  const steps = (await readForFiler(town.service, number))?.entries.length;
  expect(answers.map((it) => [it.statusCode, it.json<{ events: object[] }>().events.length])).toEqual(
    Array.from({ length: 20 }, () => [200, steps]),
  );
  expect([...new Set(health)]).toEqual([200]);
  expect(health.length).toBeGreaterThan(1);
  await app.close();
  await town.close();
});
