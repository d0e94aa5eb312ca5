import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { tick } from '../../engine/log/tick.ts';
import { openTown } from '../support/installation.ts';
import { openWorld } from './harness/world.ts';

const CLIENTS = 8;
const EACH = 25;
const CUT =
  'select count(pg_terminate_backend(pid))::integer as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';

it('connections that are cut again and again while eight clients file and ticks run: nothing answered is lost, nothing is doubled', async () => {
  const town = await openTown();
  const world = openWorld(town);
  const server = await world.start();
  let filing = CLIENTS;
  let [unanswered, failedTicks, cut] = [0, 0, 0];
  const client = async (): Promise<void> => {
    for (let i = 0; i < EACH; i += 1) await world.file(server.service).catch(() => (unanswered += 1));
    filing -= 1;
  };
  const ticks = async (): Promise<void> => {
    while (filing > 0) {
      await tick(server.service).catch(() => (failedTicks += 1));
      await sleep(10);
    }
  };
  const cutting = async (): Promise<void> => {
    while (filing > 0) {
      await sleep(25);
      cut += (await town.superuser.query<{ n: number }>(CUT)).rows[0]?.n ?? 0;
    }
  };
  await Promise.all([...Array.from({ length: CLIENTS }, client), ticks(), cutting()]);
  // The same process goes on: what got no answer is sent again, the log takes what waits.
  // A connection of the last cut may still lie in the pool: whoever meets it is told to try again, and does.
  for (let tries = 0; ; tries += 1) {
    try {
      await world.sendAgain(server.service);
      await tick(server.service);
      break;
    } catch (error) {
      if (tries > 20) throw error;
    }
  }
  await world.check(server.service, 5);
  process.stdout.write(
    `connections: ${cut} cut, ${unanswered} forms without an answer sent again, ${failedTicks} ticks failed, ${world.acknowledged()} acknowledged, lost ${world.losses.lost}, doubled ${world.losses.doubled}\n`,
  );
  expect(cut).toBeGreaterThan(5);
  expect(world.acknowledged()).toBe(CLIENTS * EACH);
  expect(world.losses).toEqual({ lost: 0, doubled: 0, shrunk: 0, twoRoots: 0 });
  expect(await world.reconcile(server.service)).toEqual([]);
  await server.end();
  await town.close();
});
