import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { fileIn, live, sessionOf } from '../support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { csrfIn } from '../support/sign-in.ts';

/** How often each function of the program was called while something ran, by file and name, as the engine itself counts. */
type Calls = ReadonlyMap<string, number>;

const FLOORS = /\/(kernel|ports|engine|portal|desk|features|server)\/[^?]*\.tsx?/;
const session = new Session();
let town: TestTown;
let app: FastifyInstance;

const counted = async (work: () => Promise<unknown>): Promise<Calls> => {
  await session.post('Profiler.takePreciseCoverage');
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const calls = new Map<string, number>();
  for (const { url, functions } of result) {
    const file = FLOORS.exec(url)?.[0];
    if (file === undefined) continue;
    for (const { functionName, ranges } of functions) {
      const count = ranges[0]?.count ?? 0;
      if (count > 0 && functionName !== '') calls.set(`${file} ${functionName}`, (calls.get(`${file} ${functionName}`) ?? 0) + count);
    }
  }
  return calls;
};
const times = (calls: Calls, name: string): number => calls.get(name) ?? 0;
/** Events folded that happened; those that are only supposed, to tell what is still to come, are folded with them. */
const folded = (calls: Calls): number => times(calls, FOLDED) - times(calls, SUPPOSED);
const roomsIn = (calls: Calls): number => new Set([...calls.keys()].map((key) => key.split(' ')[0])).size;

const OPENED = '/engine/keys/content.ts openPayload';
const FOLDED = '/features/grievances/domain/state.ts evolve';
const SUPPOSED = '/features/grievances/domain/timeline.ts supposed';
const COMPOSED = '/engine/keys/content.ts sealPayload';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const file = (subject: string) =>
  app.inject({
    method: 'POST',
    url: '/file/submit',
    headers: FORM,
    payload: new URLSearchParams({ about: 'no', kind: 'grievance', subject, body: '晚上很黑。' }).toString(),
  });

beforeAll(async () => {
  town = await openTown({ withStaff: true });
  app = await buildApp(town.service);
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterAll(async () => {
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  await app.close();
  await town.close();
});

describe('one request', () => {
  it('that files a matter opens none: the receipt is drawn from what was written', async () => {
    await file('路灯不亮'); // rules and pages are read at the first one
    let status = 0;
    const calls = await counted(async () => {
      status = (await file('路灯还是不亮')).statusCode;
    });
    expect(status).toBe(200);
    process.stdout.write(
      `a filing: ${roomsIn(calls)} rooms, opened ${times(calls, OPENED)} times, ${times(calls, COMPOSED)} event written, ${folded(calls)} folded\n`,
    );
    expect(times(calls, COMPOSED)).toBe(1);
    expect(times(calls, OPENED)).toBe(0);
    expect(folded(calls)).toBe(1);
  });

  it('in which an office answers opens its matter once and folds each event once', async () => {
    const number = await fileIn(town, '积水');
    await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }], [PEOPLE.handler, 'accept']);
    const cookie = `huiyin_staff=${await sessionOf(town, 'housing.handler')}`;
    const page = await app.inject({ url: `/desk/matter/${number}/reply`, headers: { cookie } });
    const [, expected = ''] = /name="expected" value="(\d+)"/.exec(page.body) ?? [];
    const send = (look: string) =>
      app.inject({
        method: 'POST',
        url: `/desk/matter/${number}/step`,
        headers: { ...FORM, cookie },
        payload: new URLSearchParams({
          csrf: csrfIn(page.body),
          expected,
          command: 'reply',
          outcome: 'supported',
          facts: '查了。',
          opinion: '修。',
          look,
        }).toString(),
      });
    const events = Number(expected);
    const looked = await counted(() => send(''));
    expect([times(looked, OPENED), times(looked, COMPOSED)]).toEqual([events, 0]);
    expect(folded(looked)).toBe(events);
    let status = 0;
    const taken = await counted(async () => {
      status = (await send('done')).statusCode;
    });
    process.stdout.write(
      `a reply on ${events} events: ${roomsIn(taken)} rooms, ${times(taken, OPENED)} payloads opened, ${times(taken, COMPOSED)} written, ${folded(taken)} folded\n`,
    );
    expect(status).toBe(303);
    expect(times(taken, OPENED)).toBe(events);
    expect(folded(taken)).toBe(events + times(taken, COMPOSED));
  });
});
