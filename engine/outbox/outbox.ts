import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { inJurisdiction, statement } from '../store/transaction.ts';
import type { Service } from '../service.ts';

/** A message that waits to be handed over. */
export interface Waiting {
  readonly dedupe: Buffer;
  /** As its topic has it. */
  readonly message: unknown;
  readonly tries: number;
}

/** Where messages go: a topic and an office, a program, or the relay. Each has a line of its own. */
export interface Destination {
  readonly topic: string;
  /** The office or the program; empty for the relay. */
  readonly to: string;
}

// The index of migration 0022 is over these words.
const LINE = "(topic || ':' || coalesce(message->>'office', message->>'client', ''))";

// A step from each destination to the next, so that a long line costs no more than a short one.
const DESTINATIONS = statement<{ line: string }>(
  'outbox_destinations',
  `with recursive next as (
     (select ${LINE} as line from outbox where jurisdiction = $1 and sent_at is null order by jurisdiction, ${LINE}, due_at limit 1)
     union all
     select (select ${LINE} from outbox where jurisdiction = $1 and sent_at is null and ${LINE} > next.line order by jurisdiction, ${LINE}, due_at limit 1)
     from next where next.line is not null)
   select line from next where line is not null`,
);
const DUE = statement<Waiting>(
  'outbox_due',
  `select dedupe, message, tries from outbox where jurisdiction = $1 and ${LINE} = $2 and sent_at is null and due_at <= $3 order by due_at limit $4`,
);
const SENT = statement('outbox_sent', 'update outbox set sent_at = $3 where jurisdiction = $1 and dedupe = any($2) and sent_at is null');
const LATER = statement(
  'outbox_later',
  'update outbox set tries = least(tries + 1, 30000), due_at = $3 where jurisdiction = $1 and dedupe = any($2) and sent_at is null',
);

/** Every destination for which something waits, due or not. */
export const readDestinations = async (service: Service): Promise<readonly Destination[]> => {
  const rows = await inJurisdiction(service.pools.relay, service.id, (tx) => tx.run(DESTINATIONS, [service.id]));
  return rows.map(({ line }) => {
    const cut = line.indexOf(':');
    return { topic: line.slice(0, cut), to: line.slice(cut + 1) };
  });
};

/** What is due for one destination, oldest first. */
export const readDue = (service: Service, { topic, to }: Destination, now: Instant, most: number): Promise<readonly Waiting[]> =>
  inJurisdiction(service.pools.relay, service.id, (tx) => tx.run(DUE, [service.id, `${topic}:${to}`, toIso(now), most]));

/** Says of some messages that they were handed over, or given up. */
export const markSent = async (service: Service, messages: readonly Waiting[], now: Instant): Promise<void> =>
  void (await inJurisdiction(service.pools.relay, service.id, (tx) =>
    tx.run(SENT, [service.id, messages.map((it) => it.dedupe), toIso(now)]),
  ));

/** Puts some messages off. */
export const putOff = async (service: Service, messages: readonly Waiting[], now: Instant, byMs: number): Promise<void> =>
  void (await inJurisdiction(service.pools.relay, service.id, (tx) =>
    tx.run(LATER, [service.id, messages.map((it) => it.dedupe), toIso(instant(now + byMs))]),
  ));
