import { isJsonObject } from '../log/shape.ts';
import type { Json } from '../stream/event.ts';
import type { PublicEvent } from './public-event.ts';

/** The public keys of a log as its jurisdiction's record names them (C2SP verifier keys), oldest first. */
export interface NamedLogKeys {
  /** They sign checkpoints now; more than one while a key is being replaced. */
  readonly log: readonly string[];
  /** They may have signed promises that run; the last one signs new ones. */
  readonly promise: readonly string[];
  /** They sign no more. What they signed stays true. */
  readonly ended: { readonly log: readonly string[]; readonly promise: readonly string[] };
}

const NONE: NamedLogKeys = { log: [], promise: [], ended: { log: [], promise: [] } };

const keyIn = (keys: Json | undefined, kind: 'log' | 'promise'): readonly string[] => {
  const key = isJsonObject(keys) ? keys[kind] : undefined;
  return typeof key === 'string' ? [key] : [];
};

const named = (now: NamedLogKeys, keys: Json | undefined): NamedLogKeys => ({
  ...now,
  log: [...now.log, ...keyIn(keys, 'log')],
  promise: [...now.promise, ...keyIn(keys, 'promise')],
});

const ended = (now: NamedLogKeys, keys: Json | undefined): NamedLogKeys => {
  const [log, promise] = [keyIn(keys, 'log'), keyIn(keys, 'promise')];
  return {
    log: now.log.filter((key) => !log.includes(key)),
    promise: now.promise.filter((key) => !promise.includes(key)),
    ended: { log: [...now.ended.log, ...log], promise: [...now.ended.promise, ...promise] },
  };
};

/** The keys of the log of now. A log that was closed had others, which `closed_log` keeps. Nothing for a record of before keys stood in it. */
export const logKeysOf = (events: readonly PublicEvent[]): NamedLogKeys =>
  events.reduce((now, { type, data }) => {
    if (type === 'set_up' || type === 'log_reopened') return named(NONE, data['keys']);
    if (type === 'log_key_named') return named(now, data['keys']);
    return type === 'log_key_ended' ? ended(now, data['keys']) : now;
  }, NONE);
