import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPosts, fillDemo } from '../demo/fill.ts';
import { dropRoot, isRootPort } from '../drop-root.ts';
import { giveBack } from '../give-back.ts';
import { buildApp } from '../app.ts';
import { openWaitingPage } from '../waiting-page.ts';
import { listen, openInstallation, systemClock, urlOf } from '../instance.ts';
import { ownerOf } from '../../engine/store/owner.ts';
import type { Installation } from '../../engine/installation.ts';
import { findProvider } from '../../engine/people/oidc.ts';
import { findJurisdiction, type Jurisdiction } from '../../engine/place/read.ts';
import { claimServing, type Claim } from '../../engine/store/one-server.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { askForHeads } from '../../engine/log/ask-heads.ts';
import { assertStanding } from '../../engine/log/standing.ts';
import { LogTrouble } from '../../engine/log/trouble.ts';
import { startLoops } from '../loops/start.ts';
import { openService, type Service } from '../../engine/service.ts';
import { dataOf, SERVED, type Io } from './io.ts';
import { takeLock, tellAddress } from './lock.ts';
import { stopSignal } from './stop-signal.ts';

const TICK_S = 600; // design 5
const DEMO_TICK_S = 5;

export interface UpOptions {
  readonly port: string;
  readonly host: string;
  readonly data?: string;
  readonly demo?: boolean;
  readonly tick?: string;
}

const isSetUp = async (it: Installation): Promise<boolean> =>
  (await inJurisdiction(it.pools.app, SERVED, (tx) => findJurisdiction(tx, systemClock()))) !== undefined;

/** Until somebody has set the jurisdiction up there is nothing to serve; the page says what to do. Gives the port, which is kept. */
const waitForSetUp = async (it: Installation, options: UpOptions, io: Io, stopped: AbortSignal): Promise<number> => {
  const port = Number(options.port);
  if (await isSetUp(it)) return port;
  io.out(
    'There is no jurisdiction yet. In a second terminal: ./huiyin admin set-up FILE (docs/how-to/set-up.md; a file to begin with: docs/how-to/county.example.yaml), then ./huiyin admin staff …',
  );
  const waiting = await openWaitingPage(port, options.host);
  const address = urlOf(options.host, waiting.port);
  tellAddress(it.dataDirectory, address);
  io.out(`ready ${address}`);
  try {
    while (!stopped.aborted && !(await isSetUp(it))) await sleep(1000, undefined, { signal: stopped }).catch(() => undefined);
  } finally {
    await waiting.close();
  }
  return waiting.port;
};

/** What one machine gives (design 6): true of every installation, and what hangs on whether custodians are named. */
const statements = (it: Jurisdiction): readonly string[] => [
  'What this machine gives: a thief of a data archive reads nothing; a thief of the disk reads ordinary matters unless the disk is',
  'encrypted (the keys lie beside the data); the administrator role reads nothing; root reads ordinary matters, and no stored name;',
  'nobody deletes or alters what a receipt outside proves.',
  it.custodians
    ? `Names are sealed to ${it.custodians.set.outside.length} outside and ${it.custodians.set.inside.length} inside custodians: /seal`
    : 'No valid custodians are named, so no names are taken: ./huiyin admin custodians FILE (docs/how-to/custodians.md)',
];

/** Browsers keep a page for later only where its address is secure; undefined where it is. */
export const phoneWarning = (address: string): string | undefined =>
  new URL(address).protocol === 'https:'
    ? undefined
    : `No phone works without a signal under ${address}: /field needs https (docs/how-to/field.md). On this machine itself it works.`;

const printDemo = (io: Io): void => {
  io.out('Sign in at /desk/sign-in as one of these, password "demo", code from ./huiyin demo code POST:');
  for (const post of demoPosts()) io.out(`  ${post.staff.padEnd(22)} ${post.en}`);
};

/** Whatever the log is like, the server starts: filing never stops for it. */
const lookAtLog = async (service: Service, io: Io): Promise<void> => {
  try {
    await askForHeads(service);
    await assertStanding(service);
  } catch (error) {
    if (!(error instanceof LogTrouble)) throw error;
    io.out(`THE LOG IS IN TROUBLE, nothing is signed: ${error.message} (docs/how-to/log-trouble.md)`);
  }
};

const serve = async (it: Installation, service: Service, port: number, options: UpOptions, io: Io, stopped: AbortSignal): Promise<void> => {
  await lookAtLog(service, io);
  const app = await buildApp(service);
  const address = await listen(app, port, options.host, () => dropRoot(it, io.err));
  const loops = startLoops(service);
  it.keepDatabase(io.err);
  for (const line of statements(await service.jurisdiction())) io.out(line);
  const warning = phoneWarning(process.env['HUIYIN_URL'] ?? address);
  if (warning !== undefined) io.out(warning);
  if (options.demo) printDemo(io);
  giveBack();
  tellAddress(it.dataDirectory, address);
  io.out(`ready ${address}`);
  if (!stopped.aborted) await new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve(), { once: true }));
  await app.close();
  await Promise.all(loops.map((loop) => loop.stop()));
  await service.lane.idle();
};

/** `huiyin up`: runs until SIGTERM or SIGINT, then stops cleanly. Exit code 0 after a clean stop, 1 when it had to stop by itself. */
export const upCommand = async (options: UpOptions, io: Io): Promise<number> => {
  const stop = stopSignal(io);
  const data = dataOf(options.data);
  const tickMs = Number(options.tick ?? (options.demo ? DEMO_TICK_S : TICK_S)) * 1000;
  if (!(tickMs >= 100)) throw new Error('--tick takes seconds, 0.1 or more');
  mkdirSync(data, { recursive: true });
  const release = takeLock(data);
  try {
    return await run(data, tickMs, options, io, stop);
  } finally {
    release();
  }
};

/** With a database of one's own two servers could meet in it: the second is refused, and one whose place was taken stops. */
const claimDatabase = async (it: Installation, io: Io, stop: AbortController): Promise<Claim | undefined> => {
  if (it.reach.kind !== 'url') return undefined;
  return claimServing(ownerOf(it.reach), () => {
    io.err('another_up: another huiyin has taken this database while the connection was lost; this one stops');
    process.exitCode = 1;
    stop.abort();
  });
};

const run = async (data: string, tickMs: number, options: UpOptions, io: Io, stop: AbortController): Promise<number> => {
  findProvider(); // a fault in its file is said before anything is served
  io.out('starting the database');
  const it = await openInstallation(data, process.env['DATABASE_URL'] || undefined);
  let claim: Claim | undefined;
  try {
    claim = await claimDatabase(it, io, stop);
    if (!isRootPort(Number(options.port))) dropRoot(it, io.err);
    if (options.demo && !(await isSetUp(it))) {
      io.out('filling the demo county');
      await fillDemo(it, tickMs, (line) => io.out(line));
    }
    const port = await waitForSetUp(it, options, io, stop.signal);
    if (!stop.signal.aborted) {
      const service = await openService({
        id: SERVED,
        pools: it.pools,
        keys: it.keys,
        dataDirectory: it.dataDirectory,
        clock: systemClock,
        tickMs,
      });
      await serve(it, service, port, options, io, stop.signal);
    }
    return Number(process.exitCode ?? 0);
  } finally {
    await claim?.release();
    await it.close();
  }
};
