import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { parse, stringify } from 'yaml';
import { openInstallation } from '../../server/instance.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { preparePlace, type Place } from '../../server/postgres/place.ts';
import { PASSWORD, TOTP_SECRET } from './installation.ts';
import { runCommand, startDoor, startServer, type ServerProcess } from './server-process.ts';
import { testFolder } from './folder.ts';

/** A place and an independent door, each a process with a database, keys and a log of its own. */
export interface TwoServers {
  readonly folder: string;
  readonly local: ServerProcess;
  readonly door: () => ServerProcess;
  readonly stopDoor: () => Promise<void>;
  readonly startDoor: () => Promise<void>;
  readonly localPlace: Place;
  readonly localData: string;
  readonly doorData: string;
  /** Superusers of the two databases. */
  readonly localDb: Client;
  readonly doorDb: Client;
  readonly close: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // it listens on TCP
      server.close(() => resolve(port));
    });
  });

const connect = async ({ socket }: Place): Promise<Client> => {
  const client = new Client({ host: socket, port: 5432, user: 'postgres', database: 'huiyin' });
  await client.connect();
  return client;
};

/** Posts of the door's own office with accounts. */
const addDoorStaff = async (data: string): Promise<void> => {
  const it = await openInstallation(data);
  try {
    await inJurisdiction(it.pools.app, 1, async (tx) => {
      for (const role of ['head', 'handler'] as const) {
        await addPost(tx, 'discipline', role);
        await addStaff(tx, it.keys.secret('wrap'), {
          staff: `discipline.${role}`,
          post: `discipline.${role}`,
          password: PASSWORD,
          totp: TOTP_SECRET,
        });
      }
    });
  } finally {
    await it.close();
  }
};

const must = async (args: readonly string[]): Promise<string> => {
  const done = await runCommand(args);
  if (done.code !== 0) throw new Error(`${args.join(' ')}: ${done.out}${done.err}`);
  return done.out;
};

/** Starts both; the place has named the door at its set-up. */
export const openTwoServers = async (): Promise<TwoServers> => {
  const folder = testFolder('two');
  const [localData, doorData] = [join(folder, 'local', 'data'), join(folder, 'door', 'data')];
  const port = await freePort();
  const config = join(folder, 'door.yaml');
  writeFileSync(
    config,
    stringify({
      id: 'discipline',
      name: { 'zh-CN': '南陵市纪律检查委员会', en: 'Nanling Discipline Inspection' },
      body: 'discipline_inspection',
      line: 'nanling-discipline',
      origin: `http://127.0.0.1:${port}`,
      zone: 'Asia/Shanghai',
      address: { 'zh-CN': '南陵市人民路8号', en: '8 Renmin Road, Nanling' },
      phone: '12388',
      hours: { 'zh-CN': '工作日九点到五点', en: 'working days, nine to five' },
      port,
      data: 'door/data',
      tickSeconds: 1,
    }),
  );
  const card: unknown = parse(await must(['door', '--config', config, '--card']));
  const setUp = parse(readFileSync(join(import.meta.dirname, 'set-up.yaml'), 'utf8')) as object; // our own file
  writeFileSync(join(folder, 'set-up.yaml'), stringify({ ...setUp, door: card }));
  await must(['admin', 'set-up', join(folder, 'set-up.yaml'), '--data', localData]);
  let door = await startDoor(doorData, config);
  const local = await startServer(localData, ['--tick', '1']);
  await addDoorStaff(doorData);
  const [localPlace, doorPlace] = [preparePlace(localData), preparePlace(doorData)];
  let [localDb, doorDb] = [await connect(localPlace), await connect(doorPlace)];
  return {
    folder,
    local,
    door: () => door,
    stopDoor: async () => {
      await doorDb.end();
      await door.stop();
    },
    startDoor: async () => {
      door = await startDoor(doorData, config);
      doorDb = await connect(doorPlace);
    },
    localPlace,
    localData,
    doorData,
    localDb,
    get doorDb() {
      return doorDb;
    },
    close: async () => {
      await Promise.all([localDb.end(), doorDb.end()]);
      await Promise.all([local.stop(), door.stop()]);
      for (const path of [folder, localPlace.socket, doorPlace.socket]) rmSync(path, { recursive: true, force: true });
    },
  };
};
