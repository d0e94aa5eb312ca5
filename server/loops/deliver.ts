import { createHmac } from 'node:crypto';
import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { z } from 'zod';
import { inJurisdiction, statement } from '../db/transaction.ts';
import { readRelayRow, relayToken } from '../jurisdiction/relay.ts';
import { hashing } from '../keys/hashing.ts';
import { HookMessage, sendHook } from './send-hook.ts';
import { handOver, RelayMessage } from '../relay/hand-over.ts';
import type { Service } from '../service.ts';

interface Waiting {
  readonly dedupe: Buffer;
  readonly topic: string;
  /** As its topic has it. */
  readonly message: unknown;
  readonly tries: number;
}

const BATCH = 50;
const TRIES_MAX = 12; // doubling from one minute: about three days
const MINUTE_MS = 60_000;
const TIMEOUT_MS = 10_000;

const DUE = statement<Waiting>(
  'outbox_due',
  'select dedupe, topic, message, tries from outbox where jurisdiction = $1 and sent_at is null and due_at <= $2 order by due_at limit $3',
);
const URL_OF = statement<{ bell_url: string | null; duty_url: string | null }>(
  'office_bell',
  'select bell_url, duty_url from office where jurisdiction = $1 and office = $2',
);
const SENT = statement('outbox_sent', 'update outbox set sent_at = $3 where jurisdiction = $1 and dedupe = $2 and sent_at is null');
const LATER = statement(
  'outbox_later',
  'update outbox set tries = tries + 1, due_at = $3 where jurisdiction = $1 and dedupe = $2 and sent_at is null',
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

const BellMessage = z.object({ office: z.string(), danger: z.literal(true).optional() });

/** An office that wants no bell any more has had its message. */
const ringAt = async (service: Service, { office, danger }: z.infer<typeof BellMessage>): Promise<boolean> => {
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

const handOn = (service: Service, { topic, message, dedupe }: Waiting): Promise<boolean> => {
  if (topic === 'relay') return relayOn(service, RelayMessage.parse(message), dedupe);
  if (topic === 'hook') return sendHook(service, HookMessage.parse(message), onceOf(service, dedupe));
  return ringAt(service, BellMessage.parse(message));
};

const deliverOne = async (service: Service, it: Waiting, now: Instant): Promise<void> => {
  // What cannot be handed over for days is given up: an office sees its list all the same, and a filer the matter.
  const done = it.tries >= TRIES_MAX || (await handOn(service, it));
  await inJurisdiction(service.pools.relay, service.id, (tx) =>
    done
      ? tx.run(SENT, [service.id, it.dedupe, toIso(now)])
      : tx.run(LATER, [service.id, it.dedupe, toIso(instant(now + MINUTE_MS * 2 ** it.tries))]),
  );
};

/** Hands over what waits in the outbox: at least once. A send that was interrupted is still waiting and is sent again. */
export const deliver = async (service: Service): Promise<number> => {
  const now = service.clock();
  const due = await inJurisdiction(service.pools.relay, service.id, (tx) => tx.run(DUE, [service.id, toIso(now), BATCH]));
  for (const it of due) await deliverOne(service, it, now);
  return due.length;
};

/** Does not wait for the next round where a life is said to be in danger. What fails here, the loop does again. */
export const ringNow = (service: Service): void => void deliver(service).catch(() => undefined);
