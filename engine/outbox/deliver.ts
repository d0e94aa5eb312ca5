import { createHmac } from 'node:crypto';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { inJurisdiction, statement } from '../store/transaction.ts';
import { readRelayRow, relayToken } from '../place/relay.ts';
import { hashing } from '../keys/hashing.ts';
import { HookMessage, sendHook } from './send-hook.ts';
import { markSent, putOff, readDestinations, readDue, type Destination, type Waiting } from './outbox.ts';
import { handOver, RelayMessage } from './hand-over.ts';
import type { Service } from '../service.ts';

const BATCH = 50;
/** Bells of one office that one ring stands for: what is rung is the same, however many there are. */
const BELLS_AT_ONCE = 1000;
const TRIES_MAX = 12; // doubling from one minute: about three days
const MINUTE_MS = 60_000;
const TIMEOUT_MS = 10_000;
/** Somebody who is not reached is called again: after five seconds, then ten, at last every minute, for about a day. */
const DANGER_FIRST_MS = 5000;
const DANGER_TRIES_MAX = 1500;
/** Destinations that are served at once. One that hangs keeps its own place only. */
const AT_ONCE = 32;
/** A destination that fails so often in a row is left alone until the next round. */
const FAILURES_MAX = 3;

const URL_OF = statement<{ bell_url: string | null; duty_url: string | null }>(
  'office_bell',
  'select bell_url, duty_url from office where jurisdiction = $1 and office = $2',
);

/** The key under which an office checks that a bell is ours; printed when the bell is set. */
export const bellKey = (wrappingKey: Uint8Array, office: string): string =>
  Buffer.from(hashing.hmac(wrappingKey, Buffer.from(`huiyin/bell/v1/${office}`))).toString('hex');

const ring = async (service: Service, url: string, office: string, kind: string): Promise<boolean> => {
  const body = JSON.stringify({ kind, office });
  const signature = createHmac('sha256', bellKey(service.wrappingKey, office)).update(body).digest('hex');
  try {
    const headers = { 'content-type': 'application/json', 'x-huiyin-signature': `sha256=${signature}` };
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok;
  } catch {
    return false; // not reached: tried again later
  }
};

/** True when the office was rung, or wants no bell any more. */
const ringAt = async (service: Service, office: string, danger: boolean): Promise<boolean> => {
  const rows = await inJurisdiction(service.pools.relay, service.id, (tx) => tx.run(URL_OF, [service.id, office]));
  const { bell_url = null, duty_url = null } = rows[0] ?? {};
  const url = danger ? (duty_url ?? bell_url) : bell_url;
  return url === null || ring(service, url, office, danger ? 'life_in_danger' : 'new_on_your_list');
};

/** The same id at each try, and another one for each message: it tells who gets it nothing, not even by guessing numbers of matters. */
const onceOf = (service: Service, dedupe: Uint8Array): string =>
  Buffer.from(hashing.hmac(service.wrappingKey, Buffer.from('huiyin/relay-once/v1'), dedupe))
    .toString('hex')
    .slice(0, 32);

/** Where nobody is told any more, and what the relay cannot open, is done. */
const relayOn = async (service: Service, message: RelayMessage, dedupe: Uint8Array): Promise<boolean> => {
  const row = await inJurisdiction(service.pools.relay, service.id, readRelayRow);
  if (!row) return true;
  const token = relayToken(service.wrappingKey, service.id, row);
  return (await handOver({ url: row.url, token }, message, onceOf(service, dedupe))) !== 'later';
};

/** One ring for everything that is new on the list of an office. */
const ringFor = async (service: Service, to: Destination, now: Instant): Promise<number> => {
  const due = await readDue(service, to, now, BELLS_AT_ONCE);
  const [oldest] = due;
  if (!oldest) return 0;
  if (oldest.tries >= TRIES_MAX || (await ringAt(service, to.to, false))) await markSent(service, due, now);
  else await putOff(service, due, now, MINUTE_MS * 2 ** oldest.tries);
  return due.length;
};

const send = (service: Service, { topic }: Destination, { message, dedupe }: Waiting): Promise<boolean> =>
  topic === 'relay'
    ? relayOn(service, RelayMessage.parse(message), dedupe)
    : sendHook(service, HookMessage.parse(message), onceOf(service, dedupe));

/** Messages that each say something else, one after the other. */
const sendAll = async (service: Service, to: Destination, now: Instant): Promise<number> => {
  const due = await readDue(service, to, now, BATCH);
  let failures = 0;
  for (const it of due) {
    // What cannot be handed over for days is given up: an office sees its list all the same, and a filer the matter.
    if (it.tries >= TRIES_MAX || (await send(service, to, it))) {
      failures = 0;
      await markSent(service, [it], now);
      continue;
    }
    await putOff(service, [it], now, MINUTE_MS * 2 ** it.tries);
    failures += 1;
    if (failures >= FAILURES_MAX) break;
  }
  return due.length;
};

const serve = (service: Service, to: Destination, now: Instant): Promise<number> =>
  to.topic === 'bell' ? ringFor(service, to, now) : sendAll(service, to, now);

/**
 * Hands over what waits in the outbox: at least once. A send that was interrupted is still waiting and is sent again. Every destination has
 * a line of its own. How many messages were due, up to a bound for each.
 */
export const deliver = async (service: Service): Promise<number> => {
  const now = service.clock();
  const waiting = (await readDestinations(service)).filter((it) => it.topic !== 'danger');
  let handled = 0;
  const worker = async (): Promise<void> => {
    for (let to = waiting.shift(); to !== undefined; to = waiting.shift()) handled += await serve(service, to, now);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return handled;
};

const ringDuty = async (service: Service, to: Destination, now: Instant): Promise<number> => {
  const due = await readDue(service, to, now, BELLS_AT_ONCE);
  const [oldest] = due;
  if (!oldest) return 0;
  if (oldest.tries >= DANGER_TRIES_MAX || (await ringAt(service, to.to, true))) await markSent(service, due, now);
  else await putOff(service, due, now, Math.min(MINUTE_MS, DANGER_FIRST_MS * 2 ** Math.min(oldest.tries, 10)));
  return due.length;
};

/** Rings who is on duty where a life is said to be in danger: a topic of its own, which waits behind nothing else. */
export const deliverDanger = async (service: Service): Promise<number> => {
  const now = service.clock();
  const waiting = (await readDestinations(service)).filter((it) => it.topic === 'danger');
  const rung = await Promise.all(waiting.map((to) => ringDuty(service, to, now)));
  return rung.reduce((sum, count) => sum + count, 0);
};

/** Does not wait for the next round where a life is said to be in danger. What fails here, the loop does again. */
export const ringNow = (service: Service): void => void deliverDanger(service).catch(() => undefined);
