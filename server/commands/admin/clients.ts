import { isIP } from 'node:net';
import { isReachable } from '../../../engine/outbox/public-address.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { addClient, CLIENT_ID, endClient, hookKey, listClients, setHook } from '../../../engine/place/api-clients.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface ClientOptions {
  readonly data?: string;
  readonly hook?: string;
  readonly perHour?: string;
  readonly end?: boolean;
  readonly noHook?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
}

const PER_HOUR = 120;

const say = (io: Io, json: boolean | undefined, value: object, lines: readonly string[]): number => {
  for (const line of json === true ? [JSON.stringify(value)] : lines) io.out(line);
  return 0;
};

const list = (it: Installation, options: ClientOptions, io: Io): Promise<number> =>
  inJurisdiction(it.pools.app, SERVED, async (tx) => {
    const clients = (await listClients(tx)).map((row) => ({ client: row.client, hook: row.hook_url, perHour: row.per_hour }));
    const lines = clients.map((row) => `${row.client}: ${row.perHour} an hour${row.hook === null ? '' : `, tells ${row.hook}`}`);
    return say(io, options.json, clients, lines.length > 0 ? lines : ['no program is admitted']);
  });

/** An address in numbers that the sender refuses; a name is looked up when something is sent, and refused then. */
const isNeverReached = (hook: string): boolean => {
  if (!URL.canParse(hook)) return true;
  const { hostname } = new URL(hook); // brings every spelling of an IPv4 address to one
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  const mayLoop = process.env['HUIYIN_HOOK_LOOPBACK'] === 'yes';
  if (/^localhost\.?$|\.localhost\.?$/.test(address)) return !mayLoop;
  return isIP(address) !== 0 && !isReachable(address, mayLoop);
};

const problemOf = (client: string | undefined, options: ClientOptions): string | undefined => {
  if (client === undefined || !CLIENT_ID.test(client)) return 'a program is called by 2 to 40 of a-z, 0-9 and -';
  if (options.hook !== undefined && !/^https?:\/\//.test(options.hook)) return 'the address starts with http:// or https://';
  if (options.hook !== undefined && isNeverReached(options.hook))
    return 'hook_private: nothing is ever sent to that address: it is none of the open internet. Nothing was changed';
  const perHour = Number(options.perHour ?? PER_HOUR);
  return Number.isInteger(perHour) && perHour >= 1 && perHour <= 100_000 ? undefined : '--per-hour: a number from 1 to 100000';
};

const hookLine = (it: Installation, client: string, hook: string): string =>
  `it is told at ${hook}; it checks x-huiyin-at and x-huiyin-signature with the key ${Buffer.from(hookKey(it.keys.secret('wrap'), client)).toString('hex')}`;

const change = (it: Installation, client: string, options: ClientOptions, io: Io): Promise<number> =>
  inJurisdiction(it.pools.app, SERVED, async (tx) => {
    if (options.end === true) {
      if (!(await endClient(tx, client, systemClock()))) return (io.err(`there is no program ${client}`), 1);
      return say(io, options.json, { client, ended: true }, [`${client} may file no more, and is told nothing any more`]);
    }
    const known = (await listClients(tx)).some((row) => row.client === client);
    if (known && (options.hook !== undefined || options.noHook === true)) {
      await setHook(tx, client, options.hook ?? null);
      const line = options.hook === undefined ? `${client} is told nothing any more` : hookLine(it, client, options.hook);
      return say(io, options.json, { client, hook: options.hook ?? null }, [line]);
    }
    const per_hour = Number(options.perHour ?? PER_HOUR);
    const key = await addClient(tx, { client, hook_url: options.hook ?? null, per_hour }, systemClock());
    if (key === undefined) return (io.err(`there is a program ${client} already; end it first for a new key`), 1);
    return say(io, options.json, { client, key, perHour: per_hour, hook: options.hook ?? null }, [
      `api_key of ${client}, shown only now: ${key}`,
      ...(options.hook === undefined ? [] : [hookLine(it, client, options.hook)]),
    ]);
  });

/** `huiyin admin client NAME` in an installation: 0 done, 1 refused, 2 wrongly asked. */
export const adminClientAt = async (it: Installation, client: string | undefined, options: ClientOptions, io: Io): Promise<number> => {
  if (options.list === true) return list(it, options, io);
  const problem = problemOf(client, options);
  return problem === undefined && client !== undefined ? change(it, client, options, io) : (io.err(problem ?? ''), 2);
};

/** Admits a program that may file public service requests, ends it, or says where it is told that one of them changed. */
export const adminClient = (client: string | undefined, options: ClientOptions, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) => adminClientAt(it, client, options, io));
