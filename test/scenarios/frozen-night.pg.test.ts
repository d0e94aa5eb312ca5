import { afterAll, beforeAll, expect, it } from 'vitest';
import { callsIn, type IncidentEvent } from '../../features/incidents/domain/state.ts';
import { reviewPaper } from '../../features/incidents/server/review-paper.ts';
import { openCalloutTown } from '../support/towns/callout-town.ts';

// A fire at three in the night, by the plan of a township and its roster. The officer on duty writes it down, opens the plan and sends a report;
// from then on nobody answers anything until half past four. The loops run; only the people are missing.
let place: Awaited<ReturnType<typeof openCalloutTown>>;
beforeAll(async () => {
  place = await openCalloutTown();
});
afterAll(() => place.close());

const THREE = '2026-12-02T19:00:00Z';
/** The wall clock of the county. */
const hourOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);

let number = '';
const events = async () => (await place.viewOf(number)).entries.map(({ event }) => event as IncidentEvent);
/** Every call there was, as `HH:MM post because`. */
const calls = async (): Promise<readonly string[]> =>
  (await events()).flatMap((event) =>
    callsIn(event).flatMap(({ at, posts }) => posts.map(({ post, because }) => `${hourOf(at)} ${post} ${because}`)),
  );
/** Every clock that ran out: when that was written down, which, and when it had been due. */
const breaches = async (): Promise<readonly string[]> =>
  (await events())
    .filter(({ type }) => type === 'deadline_passed')
    .map(({ recordedAt, data }) => `${hourOf(recordedAt)} ${String(data['rule'])} ${hourOf(Number(data['due']))}`);

it('at three in the night with nobody awake goes through its chain by the minute, begins again, tells the leader, and writes down each clock that ran out', async () => {
  await place.goTo(THREE);
  number = await place.fire();
  await place.onIncident(number, 'housing.duty', 'send_report', { which: 'first', conditions: '锅炉房明火', actions: '已组织撤出' });
  await place.ends.settled();
  for (let minute = 1; minute <= 90; minute += 1) {
    await place.pass(1);
    await place.ends.settled();
  }
  const called = [
    // Leader and deputy of the night; five minutes. The leader of the chain is one of them and is not told of himself.
    '03:00 housing.head first',
    '03:00 housing.inspector first',
    // The officers; ten minutes. The one on duty has reported it and is not called.
    '03:05 housing.inspector next',
    '03:15 housing.head next',
    '03:25 housing.handler next',
    '03:25 housing.desk next',
    '03:25 housing.mediator next',
    // The last step had a quarter of an hour. Then everybody anew, and once more.
    '03:40 housing.head again',
    '03:40 housing.inspector again',
    '03:45 housing.inspector again',
    '03:55 housing.head again',
    '04:05 housing.handler again',
    '04:05 housing.desk again',
    '04:05 housing.mediator again',
    '04:20 housing.head again',
    '04:20 housing.inspector again',
    '04:25 housing.inspector again',
  ];
  expect(await calls()).toEqual(called);
  // Each of them left in its minute, once, to the telephone of that post.
  const sent = place.ends.gateways.arrived.map(({ minute, to }) => `${hourOf(minute * 60_000)} ${place.postAt(to)}`);
  expect(sent.toSorted()).toEqual(called.map((line) => line.split(' ').slice(0, 2).join(' ')).toSorted());
  expect(await breaches()).toEqual([
    '03:01 incident.rescue 03:01',
    '03:10 incident.head 03:10',
    '03:10 incident.take 03:10',
    '04:00 incident.first 04:00',
  ]);
  expect((await place.viewOf(number)).state.answers).toEqual([]);
  const page = (await (await place.browser('housing.duty')).get(`/en/desk/incident/${number}`)).body;
  expect(page.match(/no answer yet/g)).toHaveLength(called.length);
  expect(page).toContain('Without an answer by');
  expect(await place.findings()).toEqual([]);
});

it('is met late once somebody wakes up, and its review says what was late by how much, in both languages', async () => {
  await place.pass(1);
  await place.answer(place.codeFor('housing.inspector'), 'acknowledged');
  const quiet = await calls();
  await place.pass(9);
  expect(await calls()).toEqual(quiet);
  await place.answer(place.codeFor('housing.inspector'), 'arrived');
  const from = place.minutesAgo(8);
  await place.onIncident(number, 'housing.inspector', 'enter_call', {
    whom: 'fire_brigade',
    number: '119',
    answered: '接警员',
    from,
    to: place.minutesAgo(7),
  });
  await place.pass(5);
  const of = (await place.viewOf(number)).state.reports[0]?.n ?? -1;
  await place.onIncident(number, 'county.duty', 'take_report', { of });
  await place.pass(45);
  await place.onIncident(number, 'housing.head', 'end_danger', { words: '明火扑灭' });
  const view = await place.viewOf(number);
  const late = (lang: 'zh-CN' | 'en') => reviewPaper(view, lang).blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  expect(late('en').map((line) => line.split(' · ')[0])).toEqual([
    'call rescue (119, 110, 120, 122): 99 minutes late',
    'tell the head: not done yet',
    'take the report: 95 minutes late',
    'first report: 45 minutes late',
    'written report: not done yet',
    'grade it: not done yet',
  ]);
  expect(late('zh-CN')).toHaveLength(late('en').length);
  const desk = await place.browser('housing.head');
  for (const lang of ['', '/en']) {
    const paper = await desk.get(`${lang}/desk/incident/${number}/review`);
    expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf']);
  }
  expect(await place.findings()).toEqual([]);
});
