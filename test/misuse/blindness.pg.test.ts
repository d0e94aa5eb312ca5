import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VIEWS } from '../../desk/worklist/filter.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readForStaff } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { VERBS } from '../../features/grievances/domain/decide.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { worklistOf } from '../support/desk.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

const HANDLER = { staff: 'housing.handler', post: 'housing.handler', office: 'housing', role: 'handler' } as const;
const HEAD = { staff: 'housing.head', post: 'housing.head', office: 'housing', role: 'head' } as const;

/** Everything the office can learn: the matter, what it may do, its list, every refusal, and the rows that are its own. */
const whatTheOfficeSees = async (number: string): Promise<string> => {
  const views = await Promise.all(
    [HANDLER, HEAD].map(async (who) => {
      const view = await readForStaff(town.service, number, who);
      return view && !isRefusal(view) && { ...view, jurisdiction: null, pack: null, state: { ...view.state } };
    }),
  );
  const lists = await Promise.all(
    [HANDLER, HEAD].flatMap((who) =>
      VIEWS.map(async (view) => {
        const list = await worklistOf(town.service, who, { view });
        return isRefusal(list) ? list : [list.counts, list.rows, list.next];
      }),
    ),
  );
  const refusals = await Promise.all(
    VERBS.flatMap((verb) =>
      [PEOPLE.handler, PEOPLE.head].map((who) => takeStep(town.service, number, who, { name: verb.name, input: {}, expectedLength: 0 })),
    ),
  );
  const rows = await town.superuser.query('select * from stream where matter = $1 and level = 0', [number]);
  const duties = await town.superuser.query('select * from obligation where matter = $1 and level = 0 order by rule, started_by', [number]);
  const events = await town.superuser.query('select version, type, leaf from event where stream = $1', [`${number}.0`]);
  return JSON.stringify([views, lists, refusals, rows.rows, duties.rows.filter((row) => row.owed_by === 'office'), events.rows]);
};

const fileAndAccept = async (token: string): Promise<string> => {
  town.setClock('2026-09-28T02:00:00Z');
  const filed = await fileMatter(town.service, { fields: { subject: '没有答复', body: '没有消息。' }, lang: 'zh-CN' }, { token });
  if (isRefusal(filed)) throw new Error(filed.refused);
  await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
  await takeStep(town.service, filed.number, PEOPLE.handler, { name: 'accept', input: {} });
  return filed.number;
};

describe('G6: a step upward shows the office below nothing, until the office above tells it', () => {
  it('asking the office above to take a late matter up', async () => {
    const number = await fileAndAccept('blind-take-up');
    town.setClock('2026-12-01T02:00:00Z');
    const before = await whatTheOfficeSees(number);
    expect(
      await takeStep(town.service, number, PEOPLE.filer, { name: 'ask_take_up', input: { words: '两个月没有消息。' } }),
    ).toBeUndefined();
    expect(await whatTheOfficeSees(number)).toBe(before);
    expect(await takeStep(town.service, number, PEOPLE.above, { name: 'supervise', input: { words: '七日内答复。' } })).toBeUndefined();
    const after = await whatTheOfficeSees(number);
    expect(after).not.toBe(before);
    expect(after).toContain('supervision_notified');
  });

  it('asking for a review; its decision is told below by the office that decides, with the same step', async () => {
    const number = await fileAndAccept('blind-review');
    await takeStep(town.service, number, PEOPLE.handler, {
      name: 'reply',
      input: { outcome: 'explained', facts: '查过。', opinion: '说明。' },
    });
    await takeStep(town.service, number, PEOPLE.filer, { name: 'open_notice', input: { notice: 'reply' } });
    const before = await whatTheOfficeSees(number);
    expect(await takeStep(town.service, number, PEOPLE.filer, { name: 'ask_review', input: {} })).toBeUndefined();
    expect(await whatTheOfficeSees(number)).toBe(before);
    expect(
      await takeStep(town.service, number, PEOPLE.above, { name: 'decide_review', input: { outcome: 'revoked', opinion: '撤销。' } }),
    ).toBeUndefined();
    const after = await whatTheOfficeSees(number);
    expect(after).not.toBe(before);
    expect(after).toContain('review_notified');
    expect(after).not.toContain('"type":"review_decided"');
  });

  it('the office above sees a matter only once something is owed there; to any other office it does not exist', async () => {
    const number = await fileAndAccept('blind-above');
    const unseen = await takeStep(town.service, number, PEOPLE.above, { name: 'supervise', input: { words: '先看看。' } });
    expect(unseen).toEqual({ refused: 'not_found' });
    for (const who of [PEOPLE.other, PEOPLE.admin, PEOPLE.city, PEOPLE.desk]) {
      for (const verb of VERBS) {
        const real = await takeStep(town.service, number, who, { name: verb.name, input: {} });
        const absent = await takeStep(town.service, 'ZZZZZZZZ', who, { name: verb.name, input: {} });
        expect(real).toEqual(absent);
      }
    }
  });
});
