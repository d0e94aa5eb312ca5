import { mkdirSync } from 'node:fs';
import { stringify } from 'yaml';
import { makeDoorKeys } from '../../features/door/server/door-keys.ts';
import type { Door } from '../../kernel/door/door.ts';
import { formatVkey } from '../../kernel/log/vkey.ts';
import { findPack, getPack, packIds } from '../../policy/load.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { readDoorConfig, type DoorConfig } from '../door/config.ts';
import { dropRoot, isRootPort } from '../drop-root.ts';
import { buildApp } from '../app.ts';
import { listen, openInstallation, systemClock } from '../instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { createJurisdiction } from '../../engine/place/create.ts';
import { definitionsOf } from '../../engine/place/first-definitions.ts';
import { findJurisdiction } from '../../engine/place/read.ts';
import { readLogKeys } from '../../engine/log/signer.ts';
import { startLoops } from '../loops/start.ts';
import { openService } from '../../engine/service.ts';
import { SERVED, type Io } from './io.ts';
import { takeLock } from './lock.ts';
import { stopSignal } from './stop-signal.ts';

const packOf = (kind: string) =>
  packIds()
    .flatMap((id) => findPack(id) ?? [])
    .find((pack) => pack.kind === kind);

/** A door is set up with its own office, rules and log the first time it starts. */
const ensureDoor = async (it: Installation, config: DoorConfig): Promise<void> => {
  const packs = config.kinds.flatMap((kind) => packOf(kind)?.id ?? []);
  const [first] = packs;
  if (first === undefined) throw new Error('there are no rules for these kinds');
  await createJurisdiction(
    it.pools.app,
    it.keys,
    {
      id: SERVED,
      purpose: 'door',
      names: { zh: config.name['zh-CN'], en: config.name.en },
      zone: config.zone,
      offices: [{ office: config.id, zh: config.name['zh-CN'], en: config.name.en, parent: null }],
      deskOffice: config.id,
      definitions: definitionsOf(packs.map(getPack), config.zone),
      pack: first,
      calendar: 'cn',
    },
    systemClock(),
  );
};

/** What the door says of itself, as a place that names it publishes it. */
const cardOf = async (it: Installation, config: DoorConfig): Promise<Door | string> => {
  const jurisdiction = await inJurisdiction(it.pools.app, SERVED, (tx) => findJurisdiction(tx, systemClock()));
  if (jurisdiction?.purpose !== 'door')
    return 'door_shares_database: this database belongs to another installation; a door has its own, with keys of its own';
  const { key, ack } = makeDoorKeys(it.keys);
  const answers = config.kinds.flatMap((kind) => {
    const rule = packOf(kind)?.rules.find((one) => one.kind === 'acknowledge');
    return rule ? [[kind, rule.label] as const] : [];
  });
  const { id, name, body, line, origin, kinds, address, phone, hours } = config;
  return {
    id,
    name,
    body,
    line,
    office: null,
    origin,
    key,
    ack,
    log: formatVkey(readLogKeys(it.keys, SERVED, jurisdiction.origin, jurisdiction.logKeys).checkpoint.key),
    kinds,
    firstAnswer: Object.fromEntries(answers),
    address,
    phone,
    hours,
  };
};

const serve = async (it: Installation, config: DoorConfig, door: Door, io: Io): Promise<void> => {
  const stop = stopSignal(io);
  if (!isRootPort(config.port)) dropRoot(it, io.err);
  const service = await openService({
    id: SERVED,
    pools: it.pools,
    keys: it.keys,
    dataDirectory: it.dataDirectory,
    clock: systemClock,
    tickMs: config.tickSeconds * 1000,
    door,
  });
  const app = await buildApp(service);
  const address = await listen(app, config.port, config.host, () => dropRoot(it, io.err));
  const loops = startLoops(service);
  it.keepDatabase(io.err);
  io.out(`public key ${door.key}`);
  io.out(`ready ${address}`);
  if (!stop.signal.aborted) await new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve(), { once: true }));
  await app.close();
  await Promise.all(loops.map((loop) => loop.stop()));
  await service.lane.idle();
};

/** `huiyin door --config FILE`: the door itself, until it is told to stop; `--card` prints what a place publishes to name it, and ends. */
export const doorCommand = async (options: { readonly config: string; readonly card?: boolean }, io: Io): Promise<number> => {
  const config = readDoorConfig(options.config);
  if (!('origin' in config)) {
    for (const problem of config) io.err(problem);
    return 2;
  }
  // Links, papers and cookies name the door's own address.
  process.env['HUIYIN_URL'] = config.origin;
  mkdirSync(config.data, { recursive: true });
  const release = options.card ? () => undefined : takeLock(config.data);
  try {
    const it = await openInstallation(config.data, config.database ?? (process.env['DATABASE_URL'] || undefined));
    try {
      await ensureDoor(it, config);
      const card = await cardOf(it, config);
      if (typeof card === 'string') return (io.err(card), 2);
      if (options.card) io.out(stringify(card).trimEnd());
      else await serve(it, config, card, io);
      return 0;
    } finally {
      await it.close();
    }
  } finally {
    release();
  }
};
