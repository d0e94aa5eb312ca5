import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

const LOCK = 7_246_003; // of our own, as in migrate.ts
const LOOK_MS = 500;
/** A server that was killed on another machine is gone for the database only when its connection is: so long is waited for it. */
const PATIENCE_MS = 10_000;
const KEEPALIVE =
  "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set application_name = 'huiyin up'";

/** The right to serve a database. */
export interface Claim {
  /** Gives it up. */
  release(): Promise<void>;
}

const tryOnce = async (config: ClientConfig): Promise<Client | undefined> => {
  const client = new Client({ ...config, keepAlive: true });
  client.on('error', () => undefined); // its end is what is listened to
  await client.connect();
  await client.query(KEEPALIVE);
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK]);
  if (rows[0]?.got === true) return client;
  await client.end();
  return undefined;
};

/**
 * One server a database: the public files of the log lie with who publishes them, so a second one would serve old ones or none (docs/adr/0032).
 * Held by a connection of its own, and taken again when that is lost. Throws `another_up` where somebody else holds it; calls `lost` when
 * somebody else has taken it in between.
 */
export const claimServing = async (config: ClientConfig, lost: () => void, patience = PATIENCE_MS): Promise<Claim> => {
  const stopping = new AbortController();
  const pause = (): Promise<void> => sleep(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
  let held: Client | undefined;
  for (let waited = 0; !(held = await tryOnce(config)); waited += LOOK_MS) {
    if (waited >= patience)
      throw new Error(
        'another_up: another huiyin serves this database already. One server a database: stop that one, or give this one a database of its own',
      );
    await pause();
  }
  const takeAgain = async (): Promise<void> => {
    let foreign = 0;
    while (!stopping.signal.aborted) {
      try {
        held = await tryOnce(config);
        if (held) return watch(held);
        foreign += LOOK_MS;
      } catch {
        // the database is away: whoever comes back first holds it
      }
      if (foreign > patience) return lost();
      await pause();
    }
  };
  const watch = (client: Client): void => void client.once('end', () => void takeAgain());
  watch(held);
  return {
    release: async () => {
      stopping.abort();
      await held?.end().catch(() => undefined);
    },
  };
};
