import { Client, Pool } from 'pg';
import { currentProcess, holdClient, step } from './steps.ts';

const textOf = (query: unknown): string => {
  if (typeof query === 'string') return query.split(/\s+/).slice(0, 3).join(' ');
  const { name, text } = query as { readonly name?: string; readonly text?: string }; // the two ways in which pg takes a query
  return name ?? textOf(text ?? '');
};

type Call = (...values: readonly unknown[]) => unknown;
const prototypes = {
  client: Client.prototype as unknown as Record<'query' | 'connect', Call>,
  pool: Pool.prototype as unknown as Record<'connect', Call>,
}; // pg's overloads, seen as what they are
let before: { readonly query: Call; readonly connect: Call; readonly pool: Call } | undefined;

/** With a callback a call is pg's own, made for one that is counted already. */
const isOwn = (values: readonly unknown[]): boolean => values.some((value) => typeof value === 'function');

/** From now on every connection and every statement of a process is a step of it. */
export const watchConnections = (): void => {
  if (before) return;
  const real = { query: prototypes.client.query, connect: prototypes.client.connect, pool: prototypes.pool.connect };
  before = real;
  prototypes.client.query = function query(this: Client, ...values) {
    const run = (): unknown => real.query.apply(this, [...values]);
    if (!currentProcess() || isOwn(values)) return run();
    holdClient(this);
    return step({ family: 'database', name: textOf(values[0]) }, async () => run());
  };
  prototypes.client.connect = function connect(this: Client, ...values) {
    const run = (): unknown => real.connect.apply(this, [...values]);
    if (!currentProcess() || isOwn(values)) return run();
    holdClient(this);
    return step(
      { family: 'database', name: 'connect' },
      async () => run(),
      () => this.end(),
    );
  };
  prototypes.pool.connect = function connect(this: Pool, ...values) {
    const run = (): unknown => real.pool.apply(this, [...values]);
    if (!currentProcess() || isOwn(values)) return run();
    return step(
      { family: 'database', name: 'take a connection' },
      async () => {
        const client = (await run()) as Client & { release(): void }; // what a pool gives
        holdClient(client);
        return client;
      },
      async (client) => client.release(),
    );
  };
};
