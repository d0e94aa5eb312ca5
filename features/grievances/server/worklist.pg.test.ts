import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../kernel/access/access.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { fileIn, live } from '../../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../../test/support/installation.ts';
import { readWorklist } from './worklist.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

const listOf = async (office: string, role: Role, after?: string) => {
  const list = await readWorklist(town.service, { staff: `${office}.${role}`, post: `${office}.${role}`, office, role }, after);
  if (isRefusal(list)) throw new Error(list.refused);
  return list;
};
const numbersOf = async (office: string, role: Role) => (await listOf(office, role)).items.map((it) => it.matter);
const REPLY = { outcome: 'supported', facts: '查了。', opinion: '修。' };

describe('the worklist of an office', () => {
  it('shows a matter to the office that owes it and to no other', async () => {
    const number = await fileIn(town, '路灯');
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
    expect(await numbersOf('housing', 'handler')).toContain(number);
    expect(await numbersOf('letters', 'desk')).not.toContain(number);
    expect(await numbersOf('water', 'handler')).not.toContain(number);
    expect(await numbersOf('county', 'reviewer')).not.toContain(number);
  });

  it('shows a review to the office above once it was asked, and changes nothing below', async () => {
    const number = await fileIn(town, '补偿款');
    await live(
      town,
      number,
      [PEOPLE.desk, 'register', { office: 'housing' }],
      [PEOPLE.handler, 'accept'],
      [PEOPLE.handler, 'reply', REPLY],
      [PEOPLE.filer, 'open_notice', { notice: 'reply' }],
    );
    const before = await listOf('housing', 'handler');
    await live(town, number, [PEOPLE.filer, 'ask_review']);
    expect(await listOf('housing', 'handler')).toEqual(before);
    expect((await listOf('county', 'reviewer')).items.filter((it) => it.matter === number).map((it) => it.rule.kind)).toEqual([
      'decide_review',
    ]);
  });

  it('shows a handler of the office above no review, for a handler may not read one', async () => {
    expect(await numbersOf('county', 'reviewer')).not.toEqual([]);
    expect(await numbersOf('county', 'handler')).toEqual([]);
    expect(await numbersOf('county', 'head')).not.toEqual([]);
  });

  it('is empty for an administrator, whatever the office owes', async () => {
    expect(await numbersOf('county', 'admin')).toEqual([]);
    expect(await numbersOf('housing', 'admin')).toEqual([]);
    expect(await numbersOf('housing', 'auditor')).toEqual([]);
  });

  it('pages through every duty once, also where one matter owes two on one day', async () => {
    for (let i = 0; i < 60; i += 1) await fileIn(town, `第${i}件`);
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const list = await listOf('letters', 'desk', after);
      seen.push(...list.items.map((it) => `${it.matter} ${it.rule.id}`));
      after = list.next ?? undefined;
      pages += 1;
    } while (after !== undefined);
    expect([seen.length, new Set(seen).size, pages]).toEqual([120, 120, 6]);
  });

  it('starts at the first page for an `after` that is none', async () => {
    const first = await listOf('letters', 'desk');
    for (const after of ['', 'x', '2026-99-99T00:00:00.000Z~K7QM4X2D~x', "'; select 1", '\u0000'])
      expect(await listOf('letters', 'desk', after)).toEqual(first);
  });

  it('puts what is late first and says the last day of a duty that ends with the day', async () => {
    const number = await fileIn(town, '楼道灯', { pack: 'township-centre' });
    const found = (await listOf('letters', 'desk')).items.find((it) => it.matter === number);
    expect(found?.dueOn).toBe('2026-09-28');
    expect((await listOf('letters', 'desk')).items[0]?.matter).toBe(number);
  });
});
