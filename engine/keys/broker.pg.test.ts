import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readForFiler, readForStaff } from '../../features/grievances/server/read-matter.ts';
import type { Role } from '../../kernel/access/access.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { fileIn, live, worklistOf } from '../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { observe } from '../store/transaction.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { MATTERS_A_DAY } from './broker.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

let number = '';
beforeEach(async () => {
  town.setClock('2026-09-28T02:00:00Z');
  await town.superuser.query('delete from access');
  number = await fileIn(town, '路灯');
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
});

const member = (office: string, role: Role) => ({ staff: `${office}.${role}`, post: `${office}.${role}`, office, role });
const HANDLER = member('housing', 'handler');
const recordsOf = async (matter = number): Promise<readonly string[]> =>
  (await town.superuser.query<{ post: string }>('select post from access where matter = $1 order by post', [matter])).rows.map(
    (row) => row.post,
  );
const officesOf = async (): Promise<readonly string[]> =>
  (
    await town.superuser.query<{ row: string }>(
      "select level || ' ' || office as row from keystore.matter_key where matter = $1 order by level",
      [number],
    )
  ).rows.map((row) => row.row);
const keysFor = (office: string, role: Role) =>
  town.service.read(async (tx) => {
    const keys = await town.service.broker.forStaff(tx, [number], { who: member(office, role), now: town.now(), zone: 'Asia/Shanghai' });
    return isRefusal(keys) ? keys : keys.get(number)?.length;
  });

describe('a read by staff', () => {
  it('is recorded in the same transaction, before a word of the matter is read', async () => {
    const ran: string[] = [];
    const stop = observe((sql) => void ran.push(sql.name));
    await readForStaff(town.service, number, HANDLER);
    stop();
    const record = ran.findIndex((name) => name.startsWith('insert_access'));
    expect(record).toBeGreaterThan(-1);
    expect(record).toBeLessThan(ran.indexOf('read_events'));
    expect(await recordsOf()).toEqual(['housing.handler']);
    expect((await readForFiler(town.service, number))?.reads).toEqual([{ post: 'housing.handler', day: '2026-09-28', how: 'opened' }]);
  });

  it('that shows nothing leaves no record', async () => {
    for (const [office, role] of [
      ['water', 'handler'],
      ['county', 'admin'],
      ['county', 'reviewer'],
      ['letters', 'desk'],
    ] as const)
      expect(await readForStaff(town.service, number, member(office, role))).toBeUndefined();
    expect(await recordsOf()).toEqual([]);
  });

  it('of a title in the worklist is a read: one record a matter and hour, in one statement for the page', async () => {
    const others = [await fileIn(town, '水'), await fileIn(town, '路'), await fileIn(town, '桥')];
    const names: string[] = [];
    const stop = observe((sql) => void names.push(sql.name));
    await worklistOf(town.service, member('letters', 'desk'));
    await worklistOf(town.service, member('letters', 'desk'));
    stop();
    expect(names.filter((name) => name.startsWith('insert_access'))).toHaveLength(2);
    for (const other of others) expect(await recordsOf(other)).toEqual(['letters.desk']);
  });

  it('is told to the filer as what it was: a title in a list is not a matter opened, until somebody opens it', async () => {
    const other = await fileIn(town, '灯');
    const looks = async () => (await readForFiler(town.service, other))?.reads.map((it) => `${it.post} ${it.how}`);
    await worklistOf(town.service, member('letters', 'desk'));
    await worklistOf(town.service, member('letters', 'head'));
    expect(await looks()).toEqual(['letters.desk listed', 'letters.head listed']);
    await readForStaff(town.service, other, member('letters', 'desk'));
    await worklistOf(town.service, member('letters', 'desk'));
    expect((await looks())?.toSorted()).toEqual(['letters.desk opened', 'letters.head listed']);
    await town.superuser.query("update access set how = 'either' where post = 'letters.head'");
    expect((await looks())?.toSorted()).toEqual(['letters.desk opened', 'letters.head either']);
  });
});

describe('the budget of a post and a day', () => {
  const spend = async (matters: number, post = HANDLER.post): Promise<void> => {
    await town.superuser.query('set session_replication_role = replica');
    await town.superuser.query(
      "insert into access select 1, 'spent' || i, $2, $2, '2026-09-28T01:00:00Z' from generate_series(1, $1::integer) i",
      [matters, post],
    );
  };

  it('lets a post open its last matter, and that one again; another one is refused, whether it is there or not', async () => {
    await spend(MATTERS_A_DAY - 1);
    expect(await readForStaff(town.service, number, HANDLER)).toMatchObject({ number });
    expect(await readForStaff(town.service, number, HANDLER)).toMatchObject({ number });
    const other = await fileIn(town, '水');
    const refusal = { refused: 'too_many_requests', data: { matters: MATTERS_A_DAY } };
    for (const unseen of [other, 'ZZZZZZZZ']) expect(await readForStaff(town.service, unseen, HANDLER)).toEqual(refusal);
    expect(await recordsOf(other)).toEqual([]);
  });

  it('is kept by sixty requests at once', async () => {
    const last = 5;
    const other = member('water', 'handler');
    await spend(MATTERS_A_DAY - last, other.post);
    const fresh: string[] = [];
    for (let i = 0; i < 60; i += 1) {
      const made = await fileIn(town, '路灯');
      await live(town, made, [PEOPLE.desk, 'register', { office: 'water' }]);
      fresh.push(made);
    }
    const answers = await Promise.all(fresh.map((it) => readForStaff(town.service, it, other)));
    expect(answers.filter((it) => it !== undefined && !isRefusal(it))).toHaveLength(last);
    const count = 'select count(distinct matter)::integer as n from access where post = $1';
    expect((await town.superuser.query<{ n: number }>(count, [other.post])).rows).toEqual([{ n: MATTERS_A_DAY }]);
  });

  it('counts for the list as well, for one post, and for one day of the place', async () => {
    await spend(MATTERS_A_DAY);
    expect(await worklistOf(town.service, HANDLER)).toMatchObject({ refused: 'too_many_requests' });
    expect(await readForStaff(town.service, number, member('housing', 'head'))).toMatchObject({ number });
    town.setClock('2026-09-28T15:59:59Z');
    expect(await readForStaff(town.service, number, HANDLER)).toMatchObject({ refused: 'too_many_requests' });
    town.setClock('2026-09-28T16:00:00Z'); // midnight in Shanghai
    expect(await readForStaff(town.service, number, HANDLER)).toMatchObject({ number });
  });
});

describe('the keys of a matter', () => {
  it('follow it to the office that leads it, and the office before keeps none', async () => {
    number = await fileIn(town, '水');
    expect(await officesOf()).toEqual(['0 letters']);
    await live(town, number, [PEOPLE.desk, 'register', { office: 'water' }]);
    expect(await officesOf()).toEqual(['0 water']);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('of a step upward are wrapped for the office above when its stream begins, and the office below opens its own stream only', async () => {
    await live(
      town,
      number,
      [PEOPLE.handler, 'reply', { outcome: 'explained', facts: '查过。', opinion: '说明。' }],
      [PEOPLE.filer, 'open_notice', { notice: 'reply' }],
    );
    expect(await officesOf()).toEqual(['0 housing']);
    await live(town, number, [PEOPLE.filer, 'ask_review', { words: '不服。' }]);
    expect(await officesOf()).toEqual(['0 housing', '1 county']);
    expect([await keysFor('housing', 'handler'), await keysFor('county', 'reviewer')]).toEqual([1, 2]);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('are there for an office above that owes something by time alone, before its stream begins and after a sweep has begun it', async () => {
    number = await fileIn(town, '楼道灯', { pack: 'township-centre' });
    town.setClock('2026-10-20T02:00:00Z');
    const chief = member('county', 'reviewer');
    expect(await officesOf()).toEqual(['0 letters']);
    expect(await readForStaff(town.service, number, chief)).toMatchObject({ number });
    town.setClock('2026-11-20T02:00:00Z');
    await sweep(town.service);
    expect(await officesOf()).toEqual(['0 letters', '1 county']);
    await town.tick();
    expect(await readForStaff(town.service, number, chief)).toMatchObject({ number });
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('that are damaged leave the duty in the list, without its title, and the matter is never shown as one that is not there', async () => {
    const titleOf = async () => {
      const list = await worklistOf(town.service, HANDLER);
      return isRefusal(list) ? list : list.rows.find((it) => it.number === number)?.title;
    };
    expect(await titleOf()).toBe('路灯');
    await town.superuser.query('update blob set bytes = set_byte(bytes, 20, get_byte(bytes, 20) # 1) where matter = $1 and size = 6', [
      number,
    ]);
    expect(await titleOf()).toBe('');
    await expect(readForStaff(town.service, number, HANDLER)).rejects.toThrow(/^the text [0-9a-f]{16} is damaged$/);
    await town.superuser.query('update keystore.matter_key set doc = set_byte(doc, 20, get_byte(doc, 20) # 1) where matter = $1', [number]);
    expect(await titleOf()).toBe('');
    await expect(readForStaff(town.service, number, HANDLER)).rejects.toThrow(/are damaged$/);
  });
});
