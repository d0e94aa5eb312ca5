import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { policyText } from '../../../engine/http/log-files.ts';
import { bundleOf } from '../../../engine/log/build-bundle.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { member } from '../../../test/support/sign-in.ts';
import { withLateMatters, type LateMatters } from '../../../test/support/towns/conference-town.ts';
import { openStaffTown } from '../../../test/support/towns/staff-town.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import { drawAgenda } from './draw-agenda.ts';
import { conferences } from './conferences.ts';

let place: Awaited<ReturnType<typeof openStaffTown>>;
/** A matter of housing that is late, and that the county takes up because time has passed; one that is late, and is housing's alone. */
let taken = '';
let alone = '';

let goUp: LateMatters['goUp'];

beforeAll(async () => {
  place = await openStaffTown(['city', 'county', 'housing', 'water', 'letters'], '2026-09-07T01:00:00Z');
  // Monday 23 November 2026, nine in the morning there.
  ({ taken, alone, goUp } = await withLateMatters(place.town, '2026-11-23T01:00:00Z'));
});
afterAll(async () => {
  await place.close();
});

const CALL: JsonObject = { kind: 'monthly_members', by: '2026-11-23', office1: 'housing', office2: 'water' };
const call = (input: JsonObject = CALL, post = 'county.head') => beginStaffEntity(place.town.service, conferences, member(post), input);
const begun = async (input: JsonObject = CALL, post = 'county.head'): Promise<string> => {
  const number = await call(input, post);
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  return number;
};
const take = (number: string, name: string, input: JsonObject = {}, post = 'county.head') =>
  takeStaffStep(place.town.service, conferences, number, member(post), { name, input });
const took = async (number: string, name: string, input: JsonObject = {}, post = 'county.head'): Promise<void> => {
  const refusal = await take(number, name, input, post);
  if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
};
const view = async (number: string, post = 'county.head') => {
  const found = await readStaffEntity(place.town.service, conferences, number, member(post));
  if (found === undefined || isRefusal(found)) throw new Error('not shown');
  return found;
};
const drawn = async (office: string, offices: readonly string[]) => {
  const { service } = place.town;
  const it = await service.jurisdiction();
  const drawing = { who: member(`${office}.head`), offices, stuckAfterDays: 7 };
  return service.read((tx) => drawAgenda(tx, it, drawing, service.clock()));
};
const length = async (number: string): Promise<number> => (await view(number)).entries.length;

describe('a call', () => {
  it('is made by a head, for today or later, with at least one other office that exists', async () => {
    expect(await call(CALL, 'county.handler')).toEqual({ refused: 'not_your_post' });
    expect(await call({ ...CALL, by: '2026-11-22' })).toEqual({ refused: 'promise_past', data: { field: 'by' } });
    expect(await call({ kind: 'weekly', by: '2026-11-23' })).toEqual({ refused: 'conference_no_office', data: { field: 'offices' } });
    expect(await call({ ...CALL, office3: 'nowhere' })).toEqual({ refused: 'office_unknown', data: { field: 'offices' } });
    expect(await call({ ...CALL, office3: 'county' })).toEqual({ refused: 'conference_own_office', data: { field: 'offices' } });
    expect(await call({ ...CALL, kind: 'on_who_travels' })).toMatchObject({ refused: 'field_choice' });
    expect(await call({ ...CALL, title: '稳控会' })).toMatchObject({ refused: 'field_unknown' });
    expect((await place.town.superuser.query('select from conference')).rowCount).toBe(0);
  });

  it('takes no agenda from whoever calls: it makes itself', async () => {
    const number = await begun({
      ...CALL,
      agenda: [{ entity: alone, kind: 'matter', why: 'overdue', office: 'housing', since: '2026-01-01' }],
    });
    expect((await view(number)).state.agenda.map(({ entity }) => entity)).toEqual([taken]);
    await took(number, 'call_off_conference', { reason: 'called_in_error' });
  });
});

describe('what an agenda may name', () => {
  it('is what the office that calls may see on its own lists: late below because time has passed, or its own', async () => {
    expect((await drawn('county', ['housing'])).map((it) => [it.entity, it.why, it.office])).toEqual([[taken, 'overdue', 'housing']]);
    expect((await drawn('housing', ['water'])).map(({ entity }) => entity).toSorted()).toEqual([taken, alone].toSorted());
    for (const office of ['water', 'letters', 'city']) expect([office, await drawn(office, ['housing', 'county'])]).toEqual([office, []]);
  });

  it('is the same, byte for byte, before and after a filer went to the office above (G6)', async () => {
    const before = JSON.stringify([await drawn('county', ['housing']), await drawn('housing', ['county'])]);
    expect(await goUp()).toBeUndefined();
    expect(JSON.stringify([await drawn('county', ['housing']), await drawn('housing', ['county'])])).toBe(before);
  });

  it('holds no word and nothing of who filed: number, kind, why, office, subject, place, day', async () => {
    for (const item of await drawn('housing', ['county']))
      expect(Object.keys(item).toSorted()).toEqual(['entity', 'kind', 'office', 'place', 'since', 'subject', 'why']);
  });

  it('leaves away what no office of the conference owes', async () => {
    expect(await drawn('county', ['water'])).toEqual([]);
  });
});

describe('an item that an office brings', () => {
  let number = '';
  beforeAll(async () => {
    number = await begun();
  });

  it('is refused alike where it does not exist, where the office may not see it, and where no agenda may name it', async () => {
    const program = await place.program('water.handler');
    const answers = await Promise.all(
      ['00000000', alone, number, 'nothing at all'].map(async (typed) => {
        const answer = await program(`/api/v1/staff/conferences/${number}/steps`, { command: 'add_item', input: { number: typed } });
        return [answer.statusCode, answer.body] as const;
      }),
    );
    expect(answers[0]?.[0]).toBe(422);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await length(number)).toBe(1);
  });

  it('stands there with the office that brought it, once', async () => {
    await took(number, 'add_item', { number: alone.toLowerCase() }, 'housing.handler');
    const { agenda } = (await view(number)).state;
    expect(agenda.map((it) => [it.entity, it.why, it.by])).toEqual([
      [taken, 'overdue', null],
      [alone, 'brought', 'housing'],
    ]);
    for (const typed of [alone, taken])
      expect(await take(number, 'add_item', { number: typed }, 'housing.head')).toEqual({
        refused: 'agenda_item_twice',
        data: { field: 'number' },
      });
  });

  it('is refused where the office that owes it does not take part', async () => {
    const other = await begun({ kind: 'weekly', by: '2026-11-23', office1: 'water' });
    expect(await take(other, 'add_item', { number: taken })).toEqual({ refused: 'agenda_item_office', data: { field: 'number' } });
    await took(other, 'call_off_conference', { reason: 'nothing_to_decide' });
  });

  it('is taken off with a reason that stays visible, by the office that calls alone, and no drawing brings it back', async () => {
    const input = { item: taken, reason: 'dealt_with_elsewhere' };
    expect(await take(number, 'remove_item', input, 'housing.head')).toEqual({ refused: 'not_your_post' });
    expect(await take(number, 'remove_item', { ...input, item: '00000000' })).toMatchObject({ refused: 'field_choice' });
    await took(number, 'remove_item', input);
    await took(number, 'draw_agenda');
    const { agenda } = (await view(number)).state;
    expect(agenda.map((it) => [it.entity, it.removed])).toEqual([
      [taken, 'dealt_with_elsewhere'],
      [alone, null],
    ]);
    const page = (await (await place.browser('water.head')).get(`/en/desk/conference/${number}`)).body;
    expect(page).toContain('taken off: dealt with elsewhere');
    expect(page).not.toContain('楼道的灯');
    expect(await take(number, 'add_item', { number: taken })).toMatchObject({ refused: 'agenda_item_twice' });
  });

  it('is there for the offices of the conference and for nobody else', async () => {
    for (const post of ['letters.head', 'city.head', 'county.admin', 'county.auditor', 'county.reviewer']) {
      const read = await readStaffEntity(place.town.service, conferences, number, member(post));
      expect([post, read === undefined || isRefusal(read)]).toEqual([post, true]);
    }
    expect((await place.listed('letters.head')).map((row) => row.number)).not.toContain(number);
  });
});

describe('a conference', () => {
  let number = '';
  beforeAll(async () => {
    number = await begun({ ...CALL, by: '2026-11-24' });
    await took(number, 'add_item', { number: alone }, 'housing.head');
  });

  it('does not open before its day, nor decides before it opens', async () => {
    expect(await take(number, 'open_conference')).toEqual({ refused: 'not_yet' });
    expect(await take(number, 'decide_item', { office: 'housing', by: '2026-12-01', what: '修好。' })).toEqual({ refused: 'not_yet' });
    place.town.setClock('2026-11-24T01:00:00Z');
    await took(number, 'open_conference');
    for (const [name, input, post] of [
      ['draw_agenda', {}, 'county.head'],
      ['add_item', { number: alone }, 'water.head'],
      ['call_off_conference', { reason: 'nothing_to_decide' }, 'county.head'],
    ] as const)
      expect([name, (await take(number, name, input, post))?.refused]).toEqual([name, 'already_done']);
  });

  it('decides for offices that were there, or stand below the one that called, and says clearly what is wrong', async () => {
    const decide = { item: alone, office: 'housing', by: '2026-12-01', what: '三天内把灯修好，写明谁管。' };
    const before = await length(number);
    for (const [change, refused, field] of [
      [{ item: '00000000' }, 'field_choice', 'item'],
      [{ office: 'city' }, 'decision_office', 'office'],
      [{ office: 'nowhere' }, 'office_unknown', 'office'],
      [{ by: '2026-11-23' }, 'promise_past', 'by'],
      [{ public_line: '修好楼道的灯' }, 'decision_single_matter', 'public_line'],
    ] as const)
      expect(await take(number, 'decide_item', { ...decide, ...change })).toMatchObject({ refused, data: { field } });
    const whole = { office: 'water', by: '2026-12-11', what: '每个小区都看一遍。' };
    for (const line of ['稳控措施到位', `${alone.toLowerCase()}号事项办结`, '4F7K2M9Q号办结', '两会前全部看完'])
      expect([line, (await take(number, 'decide_item', { ...whole, public_line: line }))?.refused]).toEqual([line, 'name_word']);
    expect(await take(number, 'decide_item', decide, 'housing.head')).toEqual({ refused: 'not_your_post' });
    expect(await length(number)).toBe(before);
  });

  it('decides one thing once, though two write it down at the same moment', async () => {
    const input = { item: alone, office: 'housing', by: '2026-12-01', what: '三天内把灯修好。' };
    const both = await Promise.all([take(number, 'decide_item', input), take(number, 'decide_item', input)]);
    expect(both.map((it) => it?.refused ?? 'taken').toSorted()).toEqual(['decision_twice', 'taken']);
    const stale = await takeStaffStep(place.town.service, conferences, number, member('county.head'), {
      name: 'put_off_item',
      input: { item: taken, reason: 'next_meeting' },
      expectedLength: 2,
    });
    expect(stale).toEqual({ refused: 'version_conflict' });
  });

  it('signs no minutes before every item has its result', async () => {
    const minutes = { minutes: '两件逾期的事项都定了。' };
    expect(await take(number, 'sign_minutes', minutes)).toEqual({ refused: 'minutes_undecided', data: { count: 1 } });
    await took(number, 'put_off_item', { item: taken, reason: 'next_meeting' });
    expect(await take(number, 'put_off_item', { item: taken, reason: 'next_meeting' })).toEqual({ refused: 'already_done' });
    await took(number, 'decide_item', {
      office: 'water',
      by: '2026-12-11',
      what: '小区供水点都看一遍。',
      public_line: '小区供水点全部看一遍',
    });
    // Not there, and below the county.
    await took(number, 'decide_item', {
      office: 'letters',
      by: '2026-12-04',
      what: '告诉来反映的人去哪里问。',
      public_line: '窗口贴出办理流程 hydrants',
    });
    await took(number, 'sign_minutes', minutes);
    expect(await take(number, 'decide_item', { office: 'water', by: '2026-12-11', what: '再加一项。' })).toEqual({
      refused: 'already_done',
    });
  });

  it('is countersigned by every office that took part, or not agreed to, and closed after that', async () => {
    expect((await place.listed('water.head')).find((row) => row.number === number)?.duties.map((it) => it.rule.id)).toEqual([
      'conference.countersign',
      'conference.decision',
    ]);
    expect(await take(number, 'close_conference')).toEqual({ refused: 'minutes_unanswered' });
    expect(await take(number, 'countersign_minutes', {}, 'letters.head')).toEqual({ refused: 'not_your_post' });
    await took(number, 'countersign_minutes', {}, 'housing.head');
    expect(await take(number, 'state_dissent', { reason: '不同意。' }, 'housing.head')).toEqual({ refused: 'already_done' });
    await took(number, 'state_dissent', { reason: '供水点有三百处，两周看不完。' }, 'water.head');
    await took(number, 'close_conference');
    const { rows } = await place.town.superuser.query(
      'select meeting, day::text, office, closed_on::text from conference where matter = $1',
      [number],
    );
    expect(rows).toEqual([{ meeting: 'monthly_members', day: '2026-11-24', office: 'county', closed_on: '2026-11-24' }]);
  });

  it('has its minutes as a paper that names offices and no number of any matter', async () => {
    const browser = await place.browser('housing.head');
    const page = (await browser.get(`/desk/conference/${number}`)).body;
    const [, paper = ''] = /href="([^"]+conference_minutes-0-\d+\.docx)"/.exec(page) ?? [];
    const made = await browser.get(paper);
    expect([made.statusCode, made.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ]);
    expect((await (await place.browser('city.head')).get(paper)).statusCode).toBe(404);
  });

  it('is proved by its bundle, and comes to the same when it is recomputed', async () => {
    await place.town.tick();
    const bundle = await bundleOf(place.town.service, number);
    const ports = { hashing: nodeHashing, verifying: nodeVerifying };
    const policy = await policyText(place.town.service);
    expect(verifyBundle({ bundleText: JSON.stringify(bundle), policyText: policy, ports }).verdict).toBe('true');
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });

  it('is extended once, with a reason, and before its day', async () => {
    const input = { decision: 2, until: '2026-12-18', reason: '供水点比报来的多。' };
    expect(await take(number, 'extend_decision', { ...input, until: '2026-12-11' })).toEqual({
      refused: 'decision_earlier',
      data: { field: 'until', due: '2026-12-11' },
    });
    await took(number, 'extend_decision', input);
    expect(await take(number, 'extend_decision', { ...input, until: '2026-12-25' })).toMatchObject({ refused: 'decision_extended_once' });
    expect((await view(number)).state.decisions[1]).toMatchObject({ by: '2026-12-18', extended: true });
  });

  it('has what was not done by its day late on the list the day after, and the office that called owes taking it up', async () => {
    const housing = async () => (await place.listed('housing.handler')).find((row) => row.number === number);
    place.town.setClock('2026-12-01T15:59:00Z'); // a minute before midnight there
    await sweep(place.town.service);
    const rowOf = async () =>
      (
        await place.town.superuser.query<{ status: string }>(
          "select status from obligation where matter = $1 and rule = 'conference.decision' and office = 'housing'",
          [number],
        )
      ).rows;
    expect(await rowOf()).toEqual([{ status: 'open' }]);
    expect((await place.listed('county.head')).find((row) => row.number === number)).toBeUndefined();
    place.town.setClock('2026-12-01T16:00:30Z');
    await sweep(place.town.service);
    expect(await rowOf()).toEqual([{ status: 'late' }]);
    expect((await housing())?.duties.map((it) => [it.rule.id, it.dueOn])).toEqual([['conference.decision', '2026-12-01']]);
    expect((await place.listed('county.head')).find((row) => row.number === number)?.duties.map((it) => it.rule.id)).toEqual([
      'conference.press',
    ]);
    const late = { decision: 1, until: '2026-12-20', reason: '还差一点。' };
    expect(await take(number, 'extend_decision', late)).toEqual({ refused: 'decision_late', data: { field: 'decision' } });
  });

  it('has what is late taken up for all of it at once, and not before there is any', async () => {
    await took(number, 'press_late', { words: '两天内修好，写明哪天修的。' });
    expect((await place.listed('county.head')).find((row) => row.number === number)).toBeUndefined();
    place.town.setClock('2026-12-05T01:00:00Z');
    await sweep(place.town.service);
    // The decision for letters is late since today: another duty, of another breach.
    expect((await place.listed('county.head')).find((row) => row.number === number)?.duties.map((it) => it.rule.id)).toEqual([
      'conference.press',
    ]);
    await took(number, 'press_late', { words: '请今天贴出来。' });
  });

  it('has what is said to be done looked at by another post; what is not done is owed anew', async () => {
    expect(await take(number, 'keep_decision', { decision: 1, done: '修好了。' }, 'water.head')).toMatchObject({ refused: 'field_choice' });
    expect(await take(number, 'keep_decision', { decision: 1, done: '修好了。' }, 'city.head')).toEqual({ refused: 'not_found' });
    await took(number, 'keep_decision', { decision: 1, done: '三盏都换了。' }, 'housing.handler');
    await took(number, 'keep_decision', { decision: 3, done: '已贴在窗口。' }, 'letters.head');
    expect((await place.listed('county.head')).find((row) => row.number === number)?.duties.map((it) => it.rule.id)).toEqual([
      'conference.confirm',
      'conference.confirm',
    ]);
    await took(number, 'return_decision', { decision: 1, reason: '四楼还不亮。', by: '2026-12-09' });
    await took(number, 'confirm_decision', { decision: 3 });
    const [first] = (await view(number)).state.decisions;
    expect(first).toMatchObject({ by: '2026-12-09', kept: null, confirmedAt: null });
    await took(number, 'keep_decision', { decision: 1, done: '四楼也换了。' }, 'housing.handler');
    await took(number, 'confirm_decision', { decision: 1 });
    const open = await place.town.superuser.query<{ rule: string; office: string }>(
      "select rule, office from obligation where matter = $1 and status in ('open', 'late') order by 1",
      [number],
    );
    expect(open.rows).toEqual([{ rule: 'conference.decision', office: 'water' }]);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });

  it('lets nobody confirm their own word', async () => {
    const own = await begun({ kind: 'on_call', by: '2026-12-05', office1: 'water' });
    await took(own, 'open_conference');
    await took(own, 'decide_item', { office: 'county', by: '2026-12-06', what: '本单位写一份说明。' });
    await took(own, 'keep_decision', { decision: 1, done: '写好了。' });
    expect(await take(own, 'confirm_decision', { decision: 1 })).toEqual({ refused: 'decision_own_word', data: { field: 'decision' } });
  });

  it('is told to everybody by meeting, office, day and the lines that were written for it', async () => {
    const page = (await place.app.inject({ url: '/en/decisions' })).body;
    for (const word of [
      'Monthly meeting of the member offices',
      'called by County Government',
      '小区供水点全部看一遍',
      'under way (',
      '窗口贴出办理流程',
      'done late',
    ])
      expect([word, page.includes(word)]).toEqual([word, word !== 'under way (']);
    for (const secret of [number, alone, taken, '灯修好', '写明谁管', '三百处'])
      expect([secret, page.includes(secret)]).toEqual([secret, false]);
    expect((await place.app.inject({ url: '/decisions' })).statusCode).toBe(200);
  });
});
