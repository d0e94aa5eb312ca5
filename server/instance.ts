import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import type { FastifyInstance } from 'fastify';
import { instant, type Instant } from '../kernel/calendar/instant.ts';
import { openPools, type Reach } from '../engine/store/pools.ts';
import { inJurisdiction } from '../engine/store/transaction.ts';
import { beginStream } from '../engine/place/begin-stream.ts';
import { listJurisdictions } from '../engine/store/list-jurisdictions.ts';
import { migrate } from '../engine/store/migrate.ts';
import { openKeyDirectory, type KeyDirectory } from '../engine/keys/key-directory.ts';
import type { Installation } from '../engine/installation.ts';
import { ownerOf } from '../engine/store/owner.ts';
import { keepRunning } from './postgres/keep-running.ts';
import { preparePlace } from './postgres/place.ts';
import { startPostgres, type EmbeddedPostgres } from './postgres/supervisor.ts';

/** The database of an embedded server. */
export const DATABASE = 'huiyin';

const withClient = async <T>(config: ConstructorParameters<typeof Client>[0], work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client(config);
  client.on('error', () => undefined); // said by the statement that meets it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const prepareEmbedded = async (connection: EmbeddedPostgres['connection'], only?: readonly string[]): Promise<void> => {
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
  await withClient({ ...connection, database: DATABASE }, (client) => migrate(client, only));
};

const reachOf = ({ connection }: EmbeddedPostgres): Reach => ({
  kind: 'socket',
  host: connection.host,
  port: connection.port,
  database: DATABASE,
});

/** A file that says that a restore was begun here and has not ended; no server starts beside it. */
export const RESTORING = 'restoring';

/** Where secrets lie: beside the data directory, so that a copy of the data alone opens nothing. */
export const keyPathOf = (dataDirectory: string): string => `${resolve(dataDirectory)}-keys`;

const jurisdictionsOf = (reach: Reach): Promise<readonly number[]> => withClient(ownerOf(reach), listJurisdictions);

/** The wrapping key exists once there are data; a missing one beside existing data is an error, not a reason to make a new one. */
const openKeys = async (path: string, reach: Reach): Promise<KeyDirectory> => {
  const keys = openKeyDirectory(path);
  if ((await jurisdictionsOf(reach)).length > 0) keys.secret('wrap');
  else keys.ensureSecret('wrap');
  return keys;
};

/** Brings the database of an installation to this version. */
export const bringUp = ({ reach }: Installation): Promise<readonly string[]> => withClient(ownerOf(reach), (client) => migrate(client));

/**
 * Starts or reaches PostgreSQL (`url` for one of your own), migrates, and opens pools and keys. `restoring` is what an archive says its
 * database had: it is brought there and no further, until what it holds is back.
 */
export const openInstallation = async (
  dataDirectory: string,
  url?: string,
  keyPath = keyPathOf(dataDirectory),
  restoring?: readonly string[],
): Promise<Installation> => {
  const home = resolve(dataDirectory);
  if (restoring === undefined && existsSync(join(home, RESTORING)))
    throw new Error(
      `a restore was begun in ${home} and has not ended: remove it and ${keyPath} (and empty your own database), and restore again`,
    );
  mkdirSync(join(home, 'log'), { recursive: true });
  const embedded =
    url === undefined ? await startPostgres(preparePlace(home), (connection) => prepareEmbedded(connection, restoring)) : undefined;
  try {
    const reach: Reach = embedded ? reachOf(embedded) : { kind: 'url', url: url ?? '' };
    if (reach.kind === 'url') await withClient({ connectionString: reach.url }, (client) => migrate(client, restoring));
    const keys = await openKeys(keyPath, reach);
    const pools = openPools(reach);
    // Before anybody asks whether there is a jurisdiction: what a build of before has set up is found by its stream.
    for (const id of await jurisdictionsOf(reach)) await inJurisdiction(pools.app, id, (tx) => beginStream(tx, systemClock()));
    let keeper: ReturnType<typeof keepRunning> | undefined;
    return {
      pools,
      keys,
      reach,
      dataDirectory: home,
      jurisdictions: () => jurisdictionsOf(reach),
      keepDatabase: (said) => {
        if (embedded) keeper ??= keepRunning(embedded, said);
      },
      close: async () => {
        await keeper?.stop();
        await pools.end();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
};

/** The clock of the product; everything below takes it as an argument. */
export const systemClock = (): Instant => instant(Date.now());

/** As a browser is told it; an address of IPv6 stands in brackets. */
export const urlOf = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Binds the app to a port of the loopback interface (or the given one) and says where. `bound` is called before anything is read there. */
export const listen = async (
  app: FastifyInstance,
  port: number,
  host = '127.0.0.1',
  bound: () => void = () => undefined,
): Promise<string> => {
  let fault: unknown;
  app.server.once('listening', () => {
    try {
      bound();
    } catch (error) {
      fault = error;
      app.server.close();
    }
  });
  await app.listen({ port, host });
  if (fault !== undefined) throw fault;
  const address = app.server.address();
  return urlOf(host, typeof address === 'object' && address ? address.port : port);
};

/** Opens an installation for one command; a database that another process uses runs on. */
export const withInstallation = async <T>(data: string, work: (it: Installation) => Promise<T>): Promise<T> => {
  const it = await openInstallation(data, process.env['DATABASE_URL'] || undefined);
  try {
    return await work(it);
  } finally {
    await it.close();
  }
};
