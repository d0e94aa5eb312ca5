import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openIncidentTown } from '../../../test/support/towns/incident-town.ts';

let place: Awaited<ReturnType<typeof openIncidentTown>>;
beforeAll(async () => {
  place = await openIncidentTown();
});
afterAll(async () => {
  await place.close();
});

const findings = async () => {
  await place.town.tick();
  return (await reconcile(place.town.service)).findings;
};
const clocks = async (number: string) =>
  Object.fromEntries(
    (await place.viewOf(number)).duties.map(({ rule, status, due }) => [
      rule,
      `${status} ${typeof due === 'number' ? new Date(due).toISOString().slice(11, 16) : due}`,
    ]),
  );

describe('an incident', () => {
  it('starts its clocks when somebody knew, and not when it was typed', async () => {
    const number = await place.begin('housing.duty', { known: place.minutesAgo(20) });
    // Known at 01:40, typed at 02:00: what was due within one and ten minutes is late already.
    expect(await clocks(number)).toMatchObject({
      'incident.rescue': 'overdue 01:41',
      'incident.head': 'overdue 01:50',
      'incident.first': 'running 02:40',
      'incident.written': 'running 03:40',
      'incident.grade': 'running 03:40',
    });
    expect(await findings()).toEqual([]);
  });

  it('is not reported for a time that has not come, nor for one long ago', async () => {
    const begin = (known: string) => place.begin('housing.duty', { known });
    await expect(begin(place.minutesAgo(-5))).rejects.toThrow('moment_in_future');
    await expect(begin(place.minutesAgo(31 * 1440))).rejects.toThrow('moment_too_old');
    await expect(begin('25:00')).rejects.toThrow('field_moment');
  });

  it('that may be so is a watch: no clock of a report runs until it is confirmed', async () => {
    const number = await place.begin('housing.duty', { as: 'watch', kind: 'flood' });
    expect(Object.keys(await clocks(number))).toEqual(['incident.verify']);
    expect(await place.onIncident(number, 'housing.duty', 'confirm_incident', { known: place.minutesAgo(0) })).toBeUndefined();
    expect(await clocks(number)).toMatchObject({ 'incident.verify': 'met 02:30', 'incident.first': 'running 03:00' });
    const other = await place.begin('housing.duty', { as: 'watch' });
    expect(await place.onIncident(other, 'housing.duty', 'stand_down', { reason: '是烧荒的烟。' })).toBeUndefined();
    expect(Object.keys(await clocks(other))).toEqual(['incident.verify']);
  });

  it('is told when the office above has taken the report, and not when it was sent', async () => {
    const number = await place.begin('housing.duty', {});
    expect(
      await place.onIncident(number, 'housing.duty', 'send_report', { which: 'first', conditions: '明火', actions: '已叫119' }),
    ).toBeUndefined();
    expect(await clocks(number)).toMatchObject({ 'incident.first': 'running 03:00', 'incident.take': 'running 02:10' });
    const of = (await place.viewOf(number)).state.reports[0]?.n ?? -1;
    expect(await place.onIncident(number, 'housing.head', 'take_report', { of })).toEqual({ refused: 'not_your_post' });
    expect(await place.onIncident(number, 'county.duty', 'return_report', { of, reason: '没有写地点' })).toBeUndefined();
    expect(await clocks(number)).toMatchObject({ 'incident.first': 'running 03:00' });
    await place.onIncident(number, 'housing.duty', 'send_report', { which: 'first', conditions: '明火，锅炉房', actions: '已叫119' });
    const again = (await place.viewOf(number)).state.reports.at(-1)?.n ?? -1;
    expect(await place.onIncident(number, 'county.duty', 'take_report', { of: again })).toBeUndefined();
    expect(await clocks(number)).toMatchObject({ 'incident.first': 'met 03:00', 'incident.further': 'running 04:00' });
    // The office above that one knows of it once it was sent on, and not before.
    await expect(place.viewOf(number, 'city.duty')).rejects.toThrow('not shown');
    expect(await place.onIncident(number, 'county.duty', 'report_further', { words: '转报' })).toBeUndefined();
    expect(await place.onIncident(number, 'city.duty', 'take_further')).toBeUndefined();
    expect(await clocks(number)).toMatchObject({ 'incident.further': 'met 04:00' });
    expect(await findings()).toEqual([]);
  });

  it('is told by a call that was entered with number, post and minutes, and counts from its entry', async () => {
    const number = await place.begin('housing.duty', { known: place.minutesAgo(70) });
    await place.pass(0);
    const call = { whom: 'office_above', number: '12345678', answered: '值班岗', from: place.minutesAgo(50), to: place.minutesAgo(48) };
    expect(await place.onIncident(number, 'housing.duty', 'enter_call', { ...call, reported: 'written' })).toMatchObject({
      refused: 'call_not_written',
    });
    expect(await place.onIncident(number, 'housing.duty', 'enter_call', { ...call, to: place.minutesAgo(60) })).toMatchObject({
      refused: 'period_order',
    });
    expect(await place.onIncident(number, 'housing.duty', 'enter_call', { ...call, reported: 'first' })).toBeUndefined();
    // Said to have been in time, entered after it: late, and both stand there.
    expect((await clocks(number))['incident.first']).toMatch(/^met_late/);
    const { state } = await place.viewOf(number);
    expect(await place.onIncident(number, 'county.duty', 'countersign_call', { of: state.uncountersigned[0] ?? -1 })).toBeUndefined();
    expect((await place.viewOf(number)).state.uncountersigned).toEqual([]);
  });

  it('has one commander', async () => {
    const number = await place.begin('housing.duty', {});
    const both = await Promise.all(['housing.head', 'housing.inspector'].map((who) => place.onIncident(number, who, 'take_command')));
    expect(both.filter((it) => it === undefined)).toHaveLength(1);
    expect(both.find((it) => it !== undefined)).toMatchObject({ refused: 'command_held' });
    expect(await place.onIncident(number, 'housing.head', 'hand_command', { to: 'fire_brigade', words: '消防到场' })).toBeUndefined();
    expect((await place.viewOf(number)).state.commander).toBe('fire_brigade');
  });

  it('has a level with an end within 72 hours', async () => {
    const number = await place.begin('housing.duty', {});
    const level = { level: 'strengthened', from: 'own', changes: '负责人到现场' };
    expect(await place.onIncident(number, 'housing.head', 'set_level', { ...level, hours: 73 })).toMatchObject({ refused: 'level_hours' });
    expect(await place.onIncident(number, 'housing.head', 'set_level', { ...level, hours: 0 })).toMatchObject({ refused: 'level_hours' });
    expect(await place.onIncident(number, 'housing.head', 'set_level', { ...level, hours: 24 })).toBeUndefined();
  });

  it('is graded up only, and the rhythm of its follow-ups with it', async () => {
    const number = await place.begin('housing.duty', { kind: 'works_accident' });
    await place.onIncident(number, 'housing.duty', 'send_report', { which: 'first', conditions: '塌方', actions: '救人' });
    const of = (await place.viewOf(number)).state.reports[0]?.n ?? -1;
    await place.onIncident(number, 'county.duty', 'take_report', { of });
    expect(await place.onIncident(number, 'housing.head', 'grade_incident', { grade: 'general' })).toBeUndefined();
    const { duties } = await place.viewOf(number);
    expect(duties.find(({ rule }) => rule === 'incident.again.general')).toMatchObject({ status: 'running', within: '24 hours' });
    expect(await place.onIncident(number, 'housing.head', 'regrade_incident', { grade: 'none', words: '' })).toMatchObject({
      refused: 'field_empty',
    });
    expect(await place.onIncident(number, 'housing.head', 'regrade_incident', { grade: 'none', words: '轻' })).toMatchObject({
      refused: 'nothing_changes',
    });
    expect(await place.onIncident(number, 'housing.head', 'regrade_incident', { grade: 'major', words: '重' })).toBeUndefined();
    const now = (await place.viewOf(number)).duties;
    expect(now.find(({ rule }) => rule === 'incident.again.major')).toMatchObject({ status: 'running', within: '12 hours' });
    expect(now.find(({ rule }) => rule === 'incident.again.general')?.status).toBe('not_needed');
    expect(now.find(({ rule }) => rule === 'incident.investigate.major')).toMatchObject({ status: 'running', due: '2027-01-31' });
    // People as counts: a change within the window is owed upstairs the same day.
    const toll = { dead: 1, missing: 0, injured: 2, evacuated: 9 };
    expect(await place.onIncident(number, 'housing.duty', 'state_toll', toll)).toBeUndefined();
    expect((await place.viewOf(number)).duties.find(({ rule }) => rule === 'incident.toll')).toMatchObject({ due: '2026-12-02' });
    expect(await place.onIncident(number, 'housing.duty', 'state_toll', toll)).toBeUndefined();
    expect((await place.viewOf(number)).entries.filter(({ event }) => event.type === 'toll_changed')).toHaveLength(1);
  });

  it('is not there for offices that have no part in it', async () => {
    const number = await place.begin('housing.duty', {});
    await expect(place.viewOf(number, 'letters.head')).rejects.toThrow('not shown');
    await expect(place.viewOf(number, 'water.duty')).rejects.toThrow('not shown');
  });
});

describe('a call-out', () => {
  it('calls whoever is on duty, goes on when nobody answers, tells the leader, and begins again', async () => {
    const number = await place.begin('housing.duty', {});
    expect(await place.onIncident(number, 'housing.duty', 'open_plan', { plan: 'nothing' })).toMatchObject({ refused: 'plan_unknown' });
    expect(await place.onIncident(number, 'housing.duty', 'open_plan', { plan: 'township' })).toBeUndefined();
    const said = async () =>
      (await place.viewOf(number)).state.calls.map(
        ({ step, cycle, posts }) => `${cycle} ${step} ${posts.map(({ post, because }) => `${post} ${because}`).join(', ')}`,
      );
    const first = await said();
    expect(first[0]).toMatch(/^1 on-duty housing\.(head|inspector) first/);
    expect(await place.onIncident(number, 'housing.duty', 'open_plan', { plan: 'township' })).toEqual({ refused: 'calls_running' });
    await place.pass(4);
    expect(await said()).toEqual(first);
    await place.pass(1);
    expect((await said()).length).toBeGreaterThan(first.length);
    await place.pass(10);
    await place.pass(10);
    const all = await said();
    expect(all.some((line) => line.startsWith('1 head'))).toBe(true);
    for (let i = 0; i < 8; i += 1) await place.pass(5);
    expect((await said()).some((line) => line.startsWith('2 on-duty'))).toBe(true);
    expect(await findings()).toEqual([]);
    expect(await place.onIncident(number, 'housing.head', 'end_calls', { reason: '误报' })).toBeUndefined();
    const ended = await said();
    await place.pass(30);
    expect(await said()).toEqual(ended);
  });

  it('is answered by those who were called, and by nobody else', async () => {
    const number = await place.begin('housing.duty', {});
    await place.onIncident(number, 'housing.duty', 'open_plan', { plan: 'township' });
    const { state } = await place.viewOf(number);
    const post = state.calls[0]?.posts[0]?.post ?? '';
    expect(await place.onIncident(number, 'housing.desk', 'acknowledge_call')).toEqual({ refused: 'not_called' });
    expect(await place.onIncident(number, post, 'acknowledge_call')).toBeUndefined();
    expect(await place.onIncident(number, post, 'acknowledge_call')).toBeUndefined();
    expect((await place.viewOf(number)).state.answers).toHaveLength(2);
    await place.pass(6);
    expect((await place.viewOf(number)).state.calls).toEqual(state.calls);
    expect(await place.onIncident(number, post, 'say_arrived')).toBeUndefined();
    expect(await findings()).toEqual([]);
  });
});

describe('what does not belong to it', () => {
  it('is the plan of an office that has no part in it: nobody calls out somebody else’s people', async () => {
    const number = await place.begin('letters.duty', {});
    expect(await place.onIncident(number, 'letters.duty', 'open_plan', { plan: 'township' })).toMatchObject({ refused: 'plan_unknown' });
    expect((await place.viewOf(number, 'letters.head')).state.calls).toEqual([]);
  });

  it('is a last report that was told on the telephone: it is written, as the first one that has to be', async () => {
    const number = await place.begin('housing.duty', {});
    const call = { whom: 'office_above', number: '12345678', answered: '值班岗', from: place.minutesAgo(2), to: place.minutesAgo(1) };
    expect(await place.onIncident(number, 'housing.duty', 'end_danger', { words: '火已扑灭' })).toBeUndefined();
    for (const reported of ['written', 'final'])
      expect(await place.onIncident(number, 'housing.duty', 'enter_call', { ...call, reported })).toMatchObject({
        refused: 'call_not_written',
        data: { field: 'reported' },
      });
  });

  it('is an arrival that is said by whoever was called when all is over: it is written down, and meets no clock', async () => {
    const number = await place.begin('housing.duty', {});
    expect(await place.onIncident(number, 'housing.duty', 'open_plan', { plan: 'township' })).toBeUndefined();
    const post = (await place.viewOf(number)).state.calls[0]?.posts[0]?.post ?? '';
    expect(await place.onIncident(number, 'housing.duty', 'end_danger', { words: '火已扑灭' })).toBeUndefined();
    expect(await place.onIncident(number, post, 'say_arrived')).toEqual({ refused: 'wrong_stage' });
    expect((await place.viewOf(number)).entries.map(({ event }) => event.type)).not.toContain('on_the_scene');
  });
});

describe('what', () => {
  it('about a person in danger loses its words thirty days after it ended, and nothing else', async () => {
    const number = await place.begin('housing.duty', { kind: 'person_in_danger', as: 'watch', words: '三号楼有人呼救。' });
    const other = await place.begin('housing.duty', { as: 'watch', words: '锅炉房有烟。' });
    for (const one of [number, other])
      expect(await place.onIncident(one, 'housing.duty', 'stand_down', { reason: '是电视的声音。' })).toBeUndefined();
    const wordsOf = async (one: string) =>
      (await place.viewOf(one)).entries.flatMap(({ texts }) => Object.values(texts).filter((text) => text !== ''));
    await place.pass(29 * 1440);
    expect(await wordsOf(number)).toEqual(['三号楼有人呼救。', '是电视的声音。']);
    await place.pass(2 * 1440);
    expect(await wordsOf(number)).toEqual([]);
    expect((await place.viewOf(number)).entries.map(({ event }) => event.type)).toEqual(['word_received', 'stood_down', 'erased']);
    expect(await wordsOf(other)).toEqual(['锅炉房有烟。', '是电视的声音。']);
    expect(await findings()).toEqual([]);
  });
});

describe('an open page', () => {
  it('is told how many steps there are where its post may open it, and of anything else like of what is not there', async () => {
    const number = await place.begin('housing.duty', {});
    const site = await place.openSite();
    const listen = async (post: string, what: string): Promise<number> => {
      const { cookie } = await place.session(post);
      const answer = await place.app.inject({ url: `/desk/live/${what}`, headers: { cookie }, payloadAsStream: true });
      answer.stream().destroy();
      return answer.statusCode;
    };
    expect(await Promise.all([listen('housing.duty', number), listen('county.head', number)])).toEqual([200, 200]);
    // Another office, one that is told only later, who keeps accounts, and something that is no incident.
    for (const [post, what] of [
      ['letters.head', number],
      ['city.duty', number],
      ['housing.admin', number],
      ['county.auditor', number],
      ['housing.head', site],
      ['housing.head', '00000000'],
    ] as const)
      expect([post, await listen(post, what)]).toEqual([post, 404]);
  });
});

describe('a drill', () => {
  it('uses the same calls, and stands in no table of incidents', async () => {
    const tables = ['incident', 'incident_call', 'drill', 'drill_call'];
    const counts = async (): Promise<readonly number[]> => {
      const found = await Promise.all(
        tables.map((table) => place.town.superuser.query<{ n: number }>(`select count(*)::int as n from ${table}`)),
      );
      return found.map(({ rows }) => rows[0]?.n ?? -1);
    };
    const site = await place.openSite();
    const [incidents = 0, calls = 0, drills = 0, drillCalls = 0] = await counts();
    const begins = { kind: 'fire', announced: 'announced', words: '演练' };
    await expect(place.beginDrill('housing.head', { ...begins, site: 'A2345678' })).rejects.toThrow('site_unknown');
    const number = await place.beginDrill('housing.head', { ...begins, site });
    expect(await place.onDrill(number, 'housing.head', 'open_plan', { plan: 'township' })).toBeUndefined();
    for (const [who, step, input] of [
      ['housing.duty', 'send_report', { which: 'first', conditions: '演练', actions: '演练' }],
      ['housing.duty', 'give_alarm', {}],
      ['housing.duty', 'say_out', {}],
      ['housing.head', 'end_danger', { words: '演练结束' }],
    ] as const)
      expect(await place.onDrill(number, who, step, input)).toBeUndefined();
    const [after = 0, callsAfter = 0, drillsAfter = 0, drillCallsAfter = 0] = await counts();
    expect([after, callsAfter, drillsAfter]).toEqual([incidents, calls, drills + 1]);
    expect(drillCallsAfter).toBeGreaterThan(drillCalls);
    // Its reports and the end of it are owed as of a drill, and none as of an incident.
    const owed = await place.town.superuser.query<{ rule: string }>('select rule from obligation where matter = $1', [number]);
    expect(owed.rows.map(({ rule }) => rule).toSorted()).toEqual(['drill.assess', 'drill.review', 'drill.take']);
    expect(await place.onIncident(number, 'housing.head', 'take_command')).toMatchObject({ refused: 'not_found' });
    expect(await findings()).toEqual([]);
  });
});
