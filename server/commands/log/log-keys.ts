import { formatVkey } from '../../../kernel/log/vkey.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { withInstallation } from '../../instance.ts';
import { endLogKey, nameLogKey, type RotationFault } from '../../../engine/place/log-keys.ts';
import { destroyKey, hasCheckpointKey, makeNextKey } from '../../../engine/log/signer.ts';
import { SignerAway } from '../../../engine/log/trouble.ts';
import type { Service } from '../../../engine/service.ts';
import { dataOf, openServed, type Io } from '../io.ts';

interface Options {
  readonly data?: string;
  readonly promise?: boolean;
  readonly finish?: boolean;
}

const FAULTS: { readonly [fault in RotationFault]: string } = {
  rotation_open: 'a key is being replaced already: --finish it first',
  rotation_none: 'no key is being replaced',
  no_new_key: 'the process that signs holds no new key: ./huiyin signer --config FILE --new-key, there',
};

/** Where another process holds the key, it made the new one; here it is made only once it is certain that it will be named. */
const newKey = async (service: Service, origin: string, named: readonly string[]): Promise<string | undefined> => {
  if (hasCheckpointKey(service.keys, service.id)) {
    // One that a command made and did not come to name is taken now.
    const spare = (await service.signer.keys(origin)).find((key) => !named.includes(key));
    return spare ?? makeNextKey(service.keys, service.id, origin, 'checkpoint');
  }
  return (await service.signer.keys(origin)).find((key) => !named.includes(key));
};

const begin = async (service: Service, options: Options, io: Io): Promise<number> => {
  const { origin } = await service.jurisdiction('fresh');
  const own = { log: formatVkey(service.logKeys.checkpoint.key), promise: formatVkey(service.logKeys.promise.key) };
  const done = await inJurisdiction(service.pools.app, service.id, (tx) =>
    nameLogKey(
      tx,
      own,
      async ({ log, promise, ended }) => {
        const key = await newKey(service, origin, [own.log, ...log, ...ended.log]);
        if (key === undefined) return undefined;
        const wanted = options.promise === true ? makeNextKey(service.keys, service.id, origin, 'promise') : undefined;
        return { log: key, ...(wanted === undefined || promise.includes(wanted) ? {} : { promise: wanted }) };
      },
      service.clock(),
    ),
  );
  if (typeof done === 'string') return (io.err(`log.${done}: ${FAULTS[done]}`), 1);
  const [old, log] = [done.log.at(-2) ?? own.log, done.log.at(-1) ?? own.log];
  const promise = options.promise === true ? (done.promise.at(-1) ?? null) : null;
  io.facts?.({ log, promise, old });
  io.out(`from the next tick two keys sign each checkpoint:`);
  io.out(`  old  ${old}`);
  io.out(`  new  ${log}`);
  if (promise !== null) io.out(`promises are signed with ${promise}`);
  io.out('/log/policy names both. Send the new one to your witnesses and mirrors; when they have it: ./huiyin log rotate-key --finish');
  return 0;
};

const finish = async (service: Service, io: Io): Promise<number> => {
  const done = await inJurisdiction(service.pools.app, service.id, (tx) => endLogKey(tx, service.clock()));
  if (typeof done === 'string') return (io.err(`log.${done}: ${FAULTS[done]}`), 1);
  const ended = [done.log, done.promise].filter((key) => key !== undefined);
  const kept = ended.filter((key) => !destroyKey(service.keys, service.id, key));
  io.facts?.({ ended, elsewhere: kept });
  for (const key of ended) io.out(`${key} signs no more${kept.includes(key) ? '' : '; its file is destroyed'}`);
  if (kept.length > 0) io.out('Destroy its file where the process that signs keeps it.');
  io.out('What it signed stays true: /log/policy goes on naming it, and so must the policy files of others.');
  return 0;
};

/** `huiyin log rotate-key` of a service: 0 done, 1 refused. A running server follows within seconds. */
export const rotateKeyOf = async (service: Service, options: Options, io: Io): Promise<number> => {
  try {
    return await (options.finish === true ? finish(service, io) : begin(service, options, io));
  } catch (error) {
    if (!(error instanceof SignerAway)) throw error;
    return (io.err(`log.signer_away: ${error.message}`), 1);
  } finally {
    await service.jurisdiction('fresh');
  }
};

/** Replaces the key that signs the log, with a time in which both do. */
export const rotateKeyCommand = (options: Options, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), async (it) => rotateKeyOf(await openServed(it), options, io));
