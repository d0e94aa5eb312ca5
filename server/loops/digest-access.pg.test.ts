import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readBundle, readForFiler, readForStaff } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { verifyBundle } from '../../test/support/verify-bundle.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { digestAccess } from './digest-access.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z' });
});
afterAll(() => town.close());

const handler = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;
const head = { staff: 'housing.head', post: 'housing.head', office: 'housing', role: 'head' } as const;
const numbers: string[] = [];
const digests = async (matter: string) =>
  (
    await town.superuser.query<{ n: number; day: string; payload: Buffer }>(
      'select n, day::text as day, payload from access_digest where matter = $1 order by n',
      [matter],
    )
  ).rows.map((row) => [row.n, row.day, JSON.parse(row.payload.toString('utf8')).reads] as const);
const days = async () => (await town.superuser.query('select day::text as day, matters, opened from access_day order by day')).rows;
const clean = async () => {
  await town.tick();
  return (await reconcile(town.service)).findings;
};

describe('G18: every look leaves a trace that nobody takes away', () => {
  it('a day that is over has one leaf for each matter that was opened, and its public count', async () => {
    for (const token of ['digest-1-abcdefg', 'digest-2-abcdefg', 'digest-3-abcdefg']) {
      const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token });
      if (isRefusal(filed)) throw new Error(filed.refused);
      numbers.push(filed.number);
      await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    }
    const [first = '', second = ''] = numbers;
    await readForStaff(town.service, first, handler);
    town.setClock('2026-09-28T05:30:00Z');
    await readForStaff(town.service, first, handler);
    await readForStaff(town.service, first, head);
    await readForStaff(town.service, second, handler);
    await digestAccess(town.service);
    expect(await days()).toEqual([]); // the day is not over
    town.setClock('2026-09-28T16:00:00Z'); // midnight in Shanghai
    await Promise.all([digestAccess(town.service), digestAccess(town.service)]);
    await digestAccess(town.service);
    expect(await days()).toEqual([{ day: '2026-09-28', matters: 2, opened: 3 }]);
    expect(await digests(first)).toEqual([
      [
        0,
        '2026-09-28',
        [
          { hours: [2, 5], post: 'housing.handler' },
          { hours: [5], post: 'housing.head' },
        ],
      ],
    ]);
    expect(await digests(numbers[2] ?? '')).toEqual([]);
    expect(await clean()).toEqual([]);
  });

  it('days without a look are counted as none, and the chain of a matter goes on over them', async () => {
    const [first = ''] = numbers;
    town.setClock('2026-10-01T02:00:00Z');
    await readForStaff(town.service, first, head);
    town.setClock('2026-10-02T02:00:00Z');
    await digestAccess(town.service);
    expect((await days()).map((row) => [row.day, row.opened])).toEqual([
      ['2026-09-28', 3],
      ['2026-09-29', 0],
      ['2026-09-30', 0],
      ['2026-10-01', 1],
    ]);
    expect((await digests(first)).map(([n, day]) => [n, day])).toEqual([
      [0, '2026-09-28'],
      [1, '2026-10-01'],
    ]);
    expect(await clean()).toEqual([]);
  });

  it('the filer sees the posts and the days, and the proof holds the leaves: verify counts them', async () => {
    const [first = ''] = numbers;
    const view = await readForFiler(town.service, first);
    expect(view?.reads.map((it) => [it.post, it.day])).toEqual([
      ['housing.handler', '2026-09-28'],
      ['housing.head', '2026-09-28'],
      ['housing.head', '2026-10-01'],
    ]);
    const bundle = await readBundle(town.service, first);
    const policy = await policyText(town.service);
    expect(bundle?.accesses.length).toBe(2);
    expect(await verifyBundle(bundle ?? {}, policy)).toBe(0);
    // One left out, one put in another place, a post taken away: false.
    const [one, two] = bundle?.accesses ?? [];
    expect(await verifyBundle({ ...bundle, accesses: [two] }, policy)).toBe(1);
    expect(await verifyBundle({ ...bundle, accesses: [two, one] }, policy)).toBe(1);
    const changed = Buffer.from(one?.payload ?? '', 'base64')
      .toString('utf8')
      .replace('housing.head', 'housing.heap');
    const lie = { ...one, payload: Buffer.from(changed).toString('base64') };
    expect(await verifyBundle({ ...bundle, accesses: [lie, two] }, policy)).toBe(1);
    expect(await verifyBundle({ ...bundle, accesses: [{ ...one, index: (one?.index ?? 0) + 1 }, two] }, policy)).toBe(1);
  });

  it('a row taken out of the access record afterwards is named: the leaf says otherwise', async () => {
    await town.superuser.query("delete from access where post = 'housing.head' and hour = '2026-09-28T05:00:00Z'");
    expect((await reconcile(town.service)).findings.map((finding) => finding.code)).toEqual(['access', 'access']);
  });
});
