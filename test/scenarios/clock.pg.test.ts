import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { parsePublicEvent, type PublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { buildApp } from '../../server/app.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { integrate } from '../../engine/log/integrate.ts';
import { readPublicRows } from '../../engine/place/public-stream.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { fileIn } from '../support/log-towns.ts';
import { verifyBundle } from '../support/verify-bundle.ts';

let town: TestTown;
beforeEach(async () => {
  town = await openTown({ at: '2026-09-28T02:00:00Z' });
  await fileIn(town.service);
  await town.tick();
});
afterEach(async () => {
  await town.close();
});

const clockEvents = async (): Promise<readonly PublicEvent[]> =>
  (await inJurisdiction(town.service.pools.app, 1, readPublicRows))
    .flatMap(({ payload }) => parsePublicEvent(payload) ?? [])
    .filter(({ type }) => type.startsWith('clock_'));
const isInDoubt = async (): Promise<boolean> => {
  const app = await buildApp(town.service);
  const page = (await app.inject('/en')).body;
  await app.close();
  return page.includes('clock of this server is in doubt');
};
const fileAndProve = async (): Promise<number> => {
  const { number } = await fileIn(town.service);
  await town.tick();
  return verifyBundle((await readBundle(town.service, number)) ?? {}, await policyText(town.service));
};

describe('a clock that jumps', () => {
  it('goes evenly: nothing is said', async () => {
    for (const at of ['02:10', '02:59', '03:50']) {
      town.setClock(`2026-09-28T${at}:00Z`);
      await town.tick();
    }
    expect(await clockEvents()).toEqual([]);
    expect(await isInDoubt()).toBe(false);
  });

  it('ahead by more than an hour: banner and leaf, filing and proofs go on, an hour later it is over', async () => {
    town.setClock('2026-09-28T05:00:00Z');
    expect(await fileAndProve()).toBe(0);
    expect((await clockEvents()).map(({ type, data }) => [type, data])).toEqual([
      ['clock_doubted', { jump: 'ahead', from: '2026-09-28T02:00:00.000Z', to: '2026-09-28T05:00:00.000Z' }],
    ]);
    expect(await isInDoubt()).toBe(true);
    town.setClock('2026-09-28T05:40:00Z');
    expect(await fileAndProve()).toBe(0);
    expect(await isInDoubt()).toBe(true);
    town.setClock('2026-09-28T06:05:00Z');
    expect(await fileAndProve()).toBe(0);
    expect(await isInDoubt()).toBe(false);
    expect((await clockEvents()).map(({ type }) => type)).toEqual(['clock_doubted', 'clock_even']);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('back: banner and leaf, filing and proofs go on', async () => {
    town.setClock('2026-09-27T20:00:00Z');
    expect(await fileAndProve()).toBe(0);
    expect((await clockEvents()).map(({ data }) => data['jump'])).toEqual(['back']);
    expect(await isInDoubt()).toBe(true);
    await town.tick();
    expect(await clockEvents()).toHaveLength(1);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('a year ahead and put right again: later times are not dragged along, in the record and in the log', async () => {
    town.setClock('2027-09-28T02:05:00Z');
    expect(await fileAndProve()).toBe(0);
    town.setClock('2026-09-28T02:20:00Z');
    expect(await fileAndProve()).toBe(0);
    const events = await clockEvents();
    expect(events.map(({ data }) => data['jump'])).toEqual(['ahead', 'back']);
    expect(new Date(events.at(-1)?.recordedAt ?? 0).toISOString()).toBe('2026-09-28T02:20:00.000Z');
    const rows = await town.superuser.query<{ at: number }>('select at from log_checkpoint order by size desc limit 1');
    expect(new Date(rows.rows[0]?.at ?? 0).toISOString()).toBe('2026-09-28T02:20:00.000Z');
    const filed = await fileIn(town.service);
    const stored = await town.superuser.query<{ recorded_at: number }>('select recorded_at from event where matter = $1', [filed.number]);
    expect(new Date(stored.rows[0]?.recorded_at ?? 0).toISOString()).toBe('2026-09-28T02:20:00.000Z');
    for (const at of ['03:00', '03:25']) {
      town.setClock(`2026-09-28T${at}:00Z`);
      await town.tick();
    }
    expect(await isInDoubt()).toBe(false);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('a kill between the tick and the leaf costs nothing: the next tick says it', async () => {
    town.setClock('2026-09-28T05:00:00Z');
    await integrate(town.service.pools.integrator, 1, town.service.logKeys.pad, town.now());
    expect(await clockEvents()).toEqual([]);
    town.setClock('2026-09-28T05:10:00Z');
    await town.tick();
    expect((await clockEvents()).map(({ data }) => data['to'])).toEqual(['2026-09-28T05:00:00.000Z']);
  });
});
