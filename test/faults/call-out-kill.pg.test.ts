import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { CHANNEL_FILE } from '../../engine/calls/channel-file.ts';
import { tick } from '../../engine/log/tick.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { openSession } from '../../engine/people/sessions.ts';
import { emergencyPlanDefinition } from '../../engine/place/plans.ts';
import { publishDefinition } from '../../engine/place/publish-definition.ts';
import { openService } from '../../engine/service.ts';
import { statement } from '../../engine/store/transaction.ts';
import { INCIDENT } from '../../features/incidents/domain/vocabulary.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { minuteText } from '../../kernel/stream/fields.ts';
import { openInstallation, systemClock } from '../../server/instance.ts';
import { chainOf } from '../support/calls/callout.ts';
import { SECRETS, startGateways, type Gateways } from '../support/calls/gateways.ts';
import { testFolder } from '../support/folder.ts';
import { PASSWORD, setUpCounty, TOTP_SECRET } from '../support/installation.ts';
import { runCommand, startServer, whenServed, type ServerProcess } from '../support/server-process.ts';
import { emergencyPlanFor } from '../support/towns/incident-town.ts';
import { publishPack } from '../support/towns/staff-town.ts';

/** 30 take eight minutes; a run of everything breaks it at fewer points, by the same seed. */
const KILLS = Number(process.env['HUIYIN_KILLS'] ?? 12);
const FIRES = 500;
const CALM = 100;
/** Of a fire: reported, opened, answered. */
const STEPS = 3;
const CLIENTS = 16;
const SEED = Number(process.env['HUIYIN_SEED'] ?? 20261130);
const ZONE = 'Asia/Shanghai';
/** A post opens 400 things a day, so that the fires are shared by two offices. Nobody else is called within the hour. */
const OFFICES = ['housing', 'water'] as const;
const ROLES = ['duty', 'inspector'] as const;

/** The same points each time: a small generator of numbers from 0 to 1. */
const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const folder = testFolder('call-kill');
const data = join(folder, 'data');
let server: ServerProcess | undefined;
let gateways: Gateways | undefined;
afterAll(async () => {
  await server?.stop();
  gateways?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A county on disk with a plan in force, a channel, and a session for each post that acts here. */
const prepare = async (ends: Gateways): Promise<{ readonly [post: string]: string }> => {
  const installation = await openInstallation(data);
  const clock = systemClock;
  try {
    await setUpCounty(installation, clock(), true);
    const { pools, keys } = installation;
    const service = await openService({ id: 1, pools, keys, dataDirectory: data, clock, tickMs: 1000 });
    await publishPack({ service, now: clock }, INCIDENT, 'incident-fire');
    for (const office of OFFICES) {
      const chain = chainOf([`one:${office}.inspector in 60`], { leader: `${office}.head` });
      const plan = emergencyPlanFor('township', office, { id: `fire-${office}`, chain });
      await service.read(async (tx) => {
        for (const role of ROLES) {
          const post = `${office}.${role}`;
          await addPost(tx, office, role);
          await addStaff(tx, keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
        }
        await publishDefinition(
          tx,
          { ...emergencyPlanDefinition(plan), replaces: true, emergency: true, actor: { kind: 'machine' } },
          clock(),
        );
      });
    }
    await tick(service);
    const channel = { name: 'hook', kind: 'hook', url: ends.url('hook'), secrets: SECRETS.hook, offices: OFFICES };
    await keys.writeText(CHANNEL_FILE, JSON.stringify({ url: 'https://huiyin.example', private: [ends.host], channels: [channel] }));
    chmodSync(join(keys.path, CHANNEL_FILE), 0o600);
    const posts = OFFICES.flatMap((office) => ROLES.map((role) => `${office}.${role}`));
    const opened = posts.map(async (post) => [post, await service.read((tx) => openSession(tx, post, clock()))] as const);
    return Object.fromEntries(await Promise.all(opened));
  } finally {
    await installation.close();
  }
};

/** One fire: reported, its plan opened, its call answered; each until it was said to be taken. */
interface Fire {
  readonly key: string;
  readonly office: string;
  reportedAt: number;
  number?: string;
  opened?: true;
  answered?: true;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly number?: string; readonly error?: { readonly code: string }; readonly events?: readonly Told[] };
}
interface Told {
  readonly type: string;
  readonly data: { readonly rule?: string; readonly start?: string; readonly due?: string };
}

const newFire = (n: number): Fire => ({
  key: `call-kill-${String(n).padStart(6, '0')}-abc`,
  office: OFFICES[n % OFFICES.length] ?? '',
  reportedAt: 0,
});

describe('a call-out survives kill -9 of server and database', () => {
  it(
    `at ${KILLS} random points while ${FIRES} fires are reported: nothing unsent, nothing answered twice, each breach once`,
    { timeout: 1_800_000 },
    async () => {
      const ends = await startGateways(() => Date.now());
      gateways = ends;
      const sessions = await prepare(ends);
      const random = seeded(SEED);
      const known = instant(Math.floor(Date.now() / 60_000 - 20) * 60_000);
      let url = '';
      const ask = async (post: string, path: string, key: string, body?: object): Promise<Answer | undefined> => {
        try {
          const response = await fetch(`${url}/api/v1/staff/incidents${path}`, {
            method: body === undefined ? 'GET' : 'POST',
            headers: {
              authorization: `Bearer ${sessions[post]}`,
              ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          });
          return { status: response.status, body: (await response.json()) as Answer['body'] };
        } catch {
          return undefined;
        }
      };
      const step = (role: string, fire: Fire, command: string, input: object): Promise<Answer | undefined> =>
        ask(`${fire.office}.${role}`, `/${fire.number}/steps`, `${fire.key}-${command}`, { command, input });

      let taken = 0;
      /** Goes on with a fire. False where no answer came, which says nothing about what was stored. */
      const goOn = async (fire: Fire): Promise<boolean> => {
        if (fire.number === undefined) {
          fire.reportedAt ||= Date.now();
          const begun = await ask(`${fire.office}.duty`, '', `${fire.key}-begin`, {
            kind: 'fire',
            as: 'incident',
            known: minuteText(known, ZONE),
            source: 'duty_call',
            words: '锅炉房起火。',
          });
          if (begun?.status !== 201 || begun.body.number === undefined) return false;
          fire.number = begun.body.number;
          taken += 1;
        }
        if (!fire.opened) {
          const opened = await step('duty', fire, 'open_plan', { plan: `fire-${fire.office}` });
          if (opened?.status !== 200) return false;
          fire.opened = true;
          taken += 1;
        }
        if (!fire.answered) {
          const answered = await step('inspector', fire, 'acknowledge_call', {});
          if (answered?.status !== 200) return false;
          fire.answered = true;
          taken += 1;
        }
        return true;
      };

      const fires: Fire[] = [];
      /** Until so many steps have been taken, or no more are asked for. */
      const reached = async (point: number, loading: Promise<void>): Promise<void> => {
        const state = { over: false };
        void loading.then(() => (state.over = true));
        while (taken < point && !state.over) await sleep(2);
      };
      /** Reports up to so many fires, and goes on with those that had no answer, until the answers stop coming. */
      const burst = async (most: number): Promise<void> => {
        const left = fires.filter(({ answered }) => !answered);
        const client = async (): Promise<void> => {
          for (;;) {
            const fire = left.shift() ?? (fires.length < most ? newFire(fires.length) : undefined);
            if (!fire) return;
            if (!fires.includes(fire)) fires.push(fire);
            if (!(await goOn(fire))) return;
          }
        };
        await Promise.all(Array.from({ length: CLIENTS }, client));
      };

      // Every second time the database alone: the server has to go on with the one that it starts again.
      for (let kill = 0; kill < KILLS; kill += 1) {
        server ??= await startServer(data, ['--tick', '0.2']);
        ({ url } = server);
        await whenServed(url);
        const most = Math.ceil((FIRES * (kill + 1)) / KILLS);
        const point = taken + Math.floor(random() * STEPS * (most - fires.length + 1));
        const loading = burst(most);
        await reached(point, loading);
        await sleep(random() * 100);
        if (kill % 2 === 0) await server.killDatabase();
        else {
          await server.killAll();
          server = undefined;
        }
        await loading;
      }
      server ??= await startServer(data, ['--tick', '0.2']);
      ({ url } = server);
      await whenServed(url);
      const underKills = fires.length;
      for (let tries = 0; tries < 600 && (fires.length < FIRES || fires.some(({ answered }) => !answered)); tries += 1) {
        await burst(FIRES);
        await sleep(100);
      }
      expect(fires.filter(({ answered }) => answered).length, server.output()).toBe(FIRES);
      const arrivedFor = (): ReadonlyMap<string, number> => {
        const first = new Map<string, number>();
        for (const { text, minute } of ends.arrived) {
          // What waited together is said together.
          for (const [, number = ''] of text.matchAll(/编号 (\w+)/g)) if (!first.has(number)) first.set(number, minute * 60_000);
        }
        return first;
      };
      const unsent = (): readonly Fire[] => fires.filter(({ number }) => !arrivedFor().has(number ?? ''));
      // A message that was under way at the last kill waits again after fifteen seconds.
      for (let waited = 0; waited < 120_000 && unsent().length > 0; waited += 200) await sleep(200);
      const afterKills = { unsent: unsent().length, arrived: ends.arrived.length };

      const spread = (some: readonly Fire[]): string => {
        const seconds = some
          .map(({ number, reportedAt }) => ((arrivedFor().get(number ?? '') ?? Number.NaN) - reportedAt) / 1000)
          .toSorted((a, b) => a - b);
        const at = (part: number): string => (seconds[Math.floor((seconds.length - 1) * part)] ?? Number.NaN).toFixed(2);
        return `p50 ${at(0.5)} s, p95 ${at(0.95)} s, longest ${at(1)} s`;
      };
      const killed = spread(fires);

      // Every clock that had passed when the fire was reported is said to have passed, once, by its own instant.
      const breaches = async (): Promise<readonly string[]> => {
        const wrong: string[] = [];
        for (const { number, office } of fires.slice(0, FIRES)) {
          const told = (await ask(`${office}.duty`, `/${number}`, ''))?.body.events ?? [];
          const acks = told.filter(({ type }) => type === 'call_acknowledged').length;
          if (acks !== 1) wrong.push(`${number}: ${acks} answers`);
          const late = told.filter(({ type }) => type === 'deadline_passed').map(({ data: { rule, due } }) => `${rule} ${due}`);
          const wanted = [`incident.rescue ${known + 60_000}`, `incident.head ${known + 600_000}`];
          for (const one of wanted)
            if (late.filter((it) => it === one).length !== 1) wrong.push(`${number}: not once ${one}: ${late.join()}`);
          if (new Set(late).size !== late.length) wrong.push(`${number}: twice ${late.join()}`);
        }
        return wrong;
      };
      let wrong = await breaches();
      for (let waited = 0; waited < 60_000 && wrong.length > 0; waited += 1000) {
        await sleep(1000);
        wrong = await breaches();
      }

      // The same without kills, by a server that ticks as it does by itself: what is called goes out at once.
      expect(await server.stop()).toBe(0);
      server = await startServer(data);
      ({ url } = server);
      await burst(FIRES + CALM);
      for (let waited = 0; waited < 60_000 && unsent().length > 0; waited += 100) await sleep(100);
      const calm = spread(fires.slice(FIRES));
      await server.stop();
      server = undefined;
      const again = ends.arrived.length - new Set(ends.arrived.map(({ id }) => id)).size;
      process.stdout.write(
        `call-out kill test (seed ${SEED}): ${KILLS} kills while ${underKills} of ${FIRES} fires were reported, ${afterKills.unsent} unsent, ${again} sent again; from report to first message ${killed}; without kills (${CALM}) ${calm}\n`,
      );

      expect(afterKills.unsent).toBe(0);
      expect(wrong).toEqual([]);
      const installation = await openInstallation(data);
      try {
        const service = await openService({
          id: 1,
          pools: installation.pools,
          keys: installation.keys,
          dataDirectory: data,
          clock: systemClock,
          tickMs: 1000,
        });
        const states = await service.read((tx) => tx.run(STATES, [tx.jurisdiction]));
        expect(states).toEqual([{ state: 'sent', n: FIRES + CALM, matters: FIRES + CALM }]);
      } finally {
        await installation.close();
      }
      const reconciled = await runCommand(['reconcile', '--json', '--data', data]);
      const report = JSON.parse(reconciled.out) as { checked: { matters: number }; findings: unknown[] };
      expect(report.findings).toEqual([]);
      expect(report.checked.matters).toBe(FIRES + CALM);
    },
  );
});

const STATES = statement<{ state: string; n: number; matters: number }>(
  'states_of_calls',
  'select state, count(*)::int as n, count(distinct matter)::int as matters from call_message where jurisdiction = $1 group by state',
);
