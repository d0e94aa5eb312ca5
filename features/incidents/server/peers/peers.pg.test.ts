import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatVkey } from '../../../../kernel/log/vkey.ts';
import { listen } from '../../../../server/instance.ts';
import { reconcile } from '../../../../server/reconcile/reconcile.ts';
import { openIncidentTown } from '../../../../test/support/towns/incident-town.ts';
import { PEER_FILE } from './peer-file.ts';
import { sendReports } from './send-reports.ts';
import { signFor } from './sign.ts';

type Town = Awaited<ReturnType<typeof openIncidentTown>>;
let low: Town;
let high: Town;
let [lowUrl, highUrl] = ['', ''];
beforeAll(async () => {
  [low, high] = [await openIncidentTown(), await openIncidentTown()];
  [lowUrl, highUrl] = [await listen(low.app, 0), await listen(high.app, 0)];
  const keyOf = ({ town }: Town): string => formatVkey(town.service.logKeys.promise.key);
  // The city, above which nobody stands here, is below the housing office there.
  write(low, [{ name: 'high', url: highUrl, key: keyOf(high), above: ['city'], private: true }]);
  write(high, [{ name: 'low', url: lowUrl, key: keyOf(low), office: 'housing', private: true }]);
});
afterAll(async () => {
  await low.close();
  await high.close();
});

const write = ({ town }: Town, peers: readonly object[], mode = 0o600): void => {
  const file = join(town.service.keys.path, PEER_FILE);
  writeFileSync(file, JSON.stringify({ peers }));
  chmodSync(file, mode);
};
/** Both go on by so many minutes, and tell each other what waits. */
const pass = async (minutes: number): Promise<void> => {
  await low.pass(minutes);
  await high.pass(minutes);
  await sendReports(low.town.service);
  await sendReports(high.town.service);
};
const REPORT = { which: 'first', conditions: '河水漫过堤岸', actions: '转移群众', evacuated: 120 };
const theirs = async (): Promise<readonly string[]> =>
  (await high.town.superuser.query<{ matter: string }>('select matter from incident where peer_of is not null order by matter')).rows.map(
    ({ matter }) => matter,
  );
const clock = async (number: string): Promise<string | undefined> =>
  (await low.viewOf(number, 'city.duty')).duties.find(({ rule }) => rule === 'incident.first')?.status;

describe('a report to another installation', () => {
  let number = '';

  it('is sent as a signed message, and sent is not told', async () => {
    number = await low.begin('city.duty', { kind: 'flood' });
    expect(await clock(number)).toBe('running');
    expect(await low.onIncident(number, 'city.duty', 'send_report', REPORT)).toBeUndefined();
    await pass(1);
    expect(await clock(number)).toBe('running');
    const [there] = await theirs();
    const view = await high.viewOf(there ?? '');
    expect(view.state).toMatchObject({ stage: 'word_received', what: 'flood', source: 'peer', peerOf: `low ${number}` });
    // Whoever has it there is owed to take it, in ten minutes.
    expect(view.duties.filter(({ rule }) => rule === 'incident.take.peer').map(({ status }) => status)).toEqual(['running']);
    expect(view.entries.map(({ event }) => event.type)).toEqual(['word_received', 'peer_report_received']);
    expect(view.entries[1]?.texts).toMatchObject({ conditions: '河水漫过堤岸' });
  });

  it('is told once a post there has taken it, and names that post', async () => {
    const [there = ''] = await theirs();
    expect(await high.onIncident(there, 'county.duty', 'take_peer_report', { of: 1 })).toEqual({ refused: 'not_your_post' });
    expect(await high.onIncident(there, 'housing.duty', 'take_peer_report', { of: 0 })).toMatchObject({ refused: 'field_choice' });
    expect(await high.onIncident(there, 'housing.duty', 'take_peer_report', { of: 1 })).toBeUndefined();
    await pass(1);
    expect(await clock(number)).toBe('met');
    const told = (await low.viewOf(number, 'city.duty')).entries.find(({ event }) => event.type === 'told_first')?.event;
    expect(told?.data).toMatchObject({ proof: 'peer', peer: 'high', post: 'housing.duty' });
  });

  it('stands beside the first one where more follow, each once however often it is sent', async () => {
    expect(await low.onIncident(number, 'city.duty', 'send_report', { ...REPORT, which: 'again' })).toBeUndefined();
    await low.town.superuser.query("update peer_report set state = 'waiting', due_at = '2026-12-01' where way = 'out'");
    await pass(1);
    await low.town.superuser.query("update peer_report set state = 'waiting', due_at = '2026-12-01' where way = 'out' and state = 'sent'");
    await pass(1);
    const all = await theirs();
    expect(all).toHaveLength(1);
    const { state } = await high.viewOf(all[0] ?? '');
    expect(state.peerReports.map(({ which, taken }) => [which, taken])).toEqual([
      ['first', true],
      ['again', false],
    ]);
    for (const { town } of [low, high]) {
      await town.tick();
      expect((await reconcile(town.service)).findings).toEqual([]);
    }
  });

  it('waits while the other one is away, and is sent then', async () => {
    const other = await low.begin('city.duty', { kind: 'landslide' });
    write(low, [
      { name: 'high', url: 'http://127.0.0.1:9', key: formatVkey(high.town.service.logKeys.promise.key), above: ['city'], private: true },
    ]);
    await low.onIncident(other, 'city.duty', 'send_report', REPORT);
    await pass(1);
    expect(await theirs()).toHaveLength(1);
    write(low, [{ name: 'high', url: highUrl, key: formatVkey(high.town.service.logKeys.promise.key), above: ['city'], private: true }]);
    await pass(11);
    expect(await theirs()).toHaveLength(2);
  });

  it('goes by what the file said when it was right last, and health and findings name it until it is right again', async () => {
    const file = join(low.town.service.keys.path, PEER_FILE);
    const right = readFileSync(file, 'utf8');
    const health = async () => {
      low.town.setClock(new Date(low.town.now() + 2000).toISOString());
      return (await low.app.inject({ url: '/healthz' })).json<{ calls: string }>().calls;
    };
    expect(await health()).toBe('ok');
    writeFileSync(file, '{"peers":');
    expect(await health()).toBe('refused');
    expect((await reconcile(low.town.service)).findings).toContainEqual(expect.objectContaining({ where: PEER_FILE }));
    const before = (await theirs()).length;
    const other = await low.begin('city.duty', { kind: 'flood' });
    expect(await low.onIncident(other, 'city.duty', 'send_report', REPORT)).toBeUndefined();
    await pass(1);
    expect(await theirs()).toHaveLength(before + 1);
    writeFileSync(file, right);
    expect(await health()).toBe('ok');
  });

  it('that no named peer has signed, for another, of another body, or an hour ago, is not there', async () => {
    const send = (payload: object) => high.app.inject({ method: 'POST', url: '/api/v1/peer/reports', payload });
    const peer = { name: 'high', origin: (await high.town.service.jurisdiction()).origin } as Parameters<typeof signFor>[2];
    const body = JSON.stringify({
      v: 1,
      report: 'a'.repeat(32),
      number: 'ABCDEFGH',
      kind: 'fire',
      which: 'first',
      knownAt: '2026-12-02T02:00:00.000Z',
      site: null,
      conditions: '火',
      actions: '',
      needs: '',
    });
    const before = await theirs();
    const good = await signFor(low.town.service, 'report', peer, body);
    const bad = [
      { ...good, body: body.replace('fire', 'flood') },
      { ...good, note: good.note.replace(/.{10}\n$/, 'AAAAAAAAAA\n') },
      await signFor(low.town.service, 'receipt', peer, body),
      await signFor(low.town.service, 'report', { ...peer, origin: 'somebody.else/1' }, body),
      await signFor(high.town.service, 'report', peer, body),
      await signFor(low.town.service, 'report', peer, body.replace('fire', 'assembly')),
    ];
    for (const one of bad) expect((await send(one)).statusCode).toBe(404);
    high.town.setClock(new Date(high.town.now() + 3_600_000).toISOString());
    expect((await send(good)).statusCode).toBe(404);
    expect(await theirs()).toEqual(before);
  });
});
