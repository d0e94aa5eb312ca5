import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client } from 'pg';

/**
 * What happens at one step: it fails before its work; its work is done and it fails all the same (an answer that was lost); the process
 * ends before it, or after its work; or the disk says no: full, full after half of the bytes, read-only.
 */
export const KINDS = ['fail', 'fail_persisted', 'kill', 'kill_persisted', 'ENOSPC', 'ENOSPC_half', 'EROFS'] as const;
/** What can become of a call on a file. */
export const FILE_KINDS = ['fail', 'fail_persisted', 'kill', 'ENOSPC', 'ENOSPC_half', 'EROFS'] as const;
/** What can become of a statement to the database. */
export const DATABASE_KINDS = ['fail', 'fail_persisted', 'kill', 'kill_persisted'] as const;
export type Kind = (typeof KINDS)[number];

/** What a step is: a statement to the database, a call on a file, a request over HTTP, a signature. */
export type Family = 'database' | 'file' | 'request' | 'signature';

/** One step as it is about to be taken. */
export interface Step {
  readonly family: Family;
  readonly name: string;
  /** It changes a file or a folder: a disk can refuse it. */
  readonly writes?: boolean;
  /** Writes half of the bytes; only where a step can end half done. */
  readonly half?: () => unknown;
  /** It gives back what the system holds (a file), which the end of a process does by itself: done in every case. */
  readonly frees?: boolean;
}

/** Thrown by the step that a fault was put at. */
export class Injected extends Error {
  readonly code: string;
  constructor(step: Step, code: string) {
    super(`${code} at ${step.name}`);
    this.code = code;
  }
}

/** Thrown by every step of a process that has ended. */
export class Killed extends Error {}

const isHitBy = (kind: Kind, step: Step): boolean => {
  switch (kind) {
    case 'ENOSPC':
    case 'EROFS':
      return step.writes === true;
    case 'ENOSPC_half':
      return step.half !== undefined;
    case 'fail':
    case 'kill':
      return true;
    case 'fail_persisted':
      return step.family !== 'file' || step.writes === true; // to have read and then to fail is to fail
    case 'kill_persisted':
      return step.family !== 'file'; // after a call on a file is before the next step
  }
};

/** Where a fault waits: at the `at`th step that this kind can hit, of one family where that is said. */
export interface Plan {
  readonly kind: Kind;
  readonly at: number;
  readonly family?: Family | undefined;
}

/** A process in which a fault waits at its `at`th step of a kind; without one it only counts. */
export interface FaultyProcess {
  /** The steps that were taken, in their order. */
  readonly steps: readonly Step[];
  /** The step that the fault was put at; undefined where the process ended before it came to it. */
  readonly hit: () => Step | undefined;
  readonly isKilled: () => boolean;
  /** Runs work as this process: all its steps, wherever they are taken, count as steps of it. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

class Process implements FaultyProcess {
  readonly steps: Step[] = [];
  readonly clients = new Set<Client>();
  readonly #plan: Plan | undefined;
  #met = 0;
  #hit: Step | undefined;
  #killed = false;

  constructor(plan: Plan | undefined) {
    this.#plan = plan;
  }
  hit = (): Step | undefined => this.#hit;
  isKilled = (): boolean => this.#killed;
  run = <T>(work: () => Promise<T>): Promise<T> => current.run(this, work);

  /** Counts a step; says what is to happen at it. */
  take(step: Step): Kind | undefined {
    this.steps.push(step);
    const plan = this.#plan;
    if (plan === undefined || this.#hit !== undefined || !isHitBy(plan.kind, step)) return undefined;
    if (plan.family !== undefined && plan.family !== step.family) return undefined;
    this.#met += 1;
    if (this.#met <= plan.at) return undefined;
    this.#hit = step;
    return plan.kind;
  }
  /** Ends the process: its connections are cut, as the kernel does. */
  kill(): void {
    this.#killed = true;
    // pg keeps the socket where its types do not show it.
    for (const client of this.clients) {
      client.on('error', () => undefined); // nobody is left who could hear of it
      (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
    }
  }
}

const current = new AsyncLocalStorage<Process>();

/** A process with a fault in it, or one that only counts its steps. */
export const startProcess = (plan?: Plan): FaultyProcess => new Process(plan);

/** Which process a call is made by; none outside of `run`. */
export const currentProcess = (): FaultyProcess | undefined => current.getStore();

/** Runs work that another machine does: its steps are none of this process. */
export const outside = <T>(work: () => Promise<T>): Promise<T> => current.exit(work);

/** Cut when its process ends. */
export const holdClient = (client: Client): void => void current.getStore()?.clients.add(client);

const before = (process: Process, step: Step, kind: Kind): Error | undefined => {
  switch (kind) {
    case 'fail':
      return new Injected(step, 'EIO');
    case 'ENOSPC':
    case 'EROFS':
      return new Injected(step, kind);
    case 'kill':
      process.kill();
      return new Killed(step.name);
    case 'ENOSPC_half':
    case 'fail_persisted':
    case 'kill_persisted':
      return undefined;
  }
};

const after = (process: Process, step: Step, kind: Kind): Error => {
  if (kind === 'kill_persisted') {
    process.kill();
    return new Killed(step.name);
  }
  return new Injected(step, kind === 'ENOSPC_half' ? 'ENOSPC' : 'EIO');
};

/** Takes an asynchronous step as `process`. */
const takeAs = async <T>(process: Process, step: Step, work: () => Promise<T>, undo?: (done: T) => Promise<void>): Promise<T> => {
  const isDead = process.isKilled();
  const kind = isDead ? undefined : process.take(step);
  if (!isDead && kind === undefined) {
    const done = await work();
    if (!process.isKilled()) return done;
    await undo?.(done); // nobody is left who could give it back
    throw new Killed(step.name);
  }
  if (step.frees) await work();
  if (kind === undefined) throw new Killed(step.name);
  const early = before(process, step, kind);
  if (early) throw early;
  if (kind === 'ENOSPC_half') await step.half?.();
  else if (!step.frees) {
    const done = await work();
    await undo?.(done);
  }
  throw after(process, step, kind);
};

/** Takes an asynchronous step; `undo` gives back what nobody gets because the step then fails. */
export const step = <T>(it: Step, work: () => Promise<T>, undo?: (done: T) => Promise<void>): Promise<T> => {
  const process = current.getStore();
  return process ? takeAs(process, it, work, undo) : work();
};

/** Takes a synchronous step. */
export const stepSync = <T>(it: Step, work: () => T): T => {
  const process = current.getStore();
  if (!process) return work();
  const isDead = process.isKilled();
  const kind = isDead ? undefined : process.take(it);
  if (!isDead && kind === undefined) return work();
  if (it.frees) work();
  if (kind === undefined) throw new Killed(it.name);
  const early = before(process, it, kind);
  if (early) throw early;
  if (kind === 'ENOSPC_half') it.half?.();
  else if (!it.frees) work();
  throw after(process, it, kind);
};

/** Runs something later, from a place that knows of no process, as the process of now. */
export const asNow = (): ((work: () => Promise<void>) => Promise<void>) => {
  const process = current.getStore();
  return (work) => (process ? process.run(work) : work());
};
