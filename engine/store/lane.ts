import type { Pool } from 'pg';
import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import { grow } from '../../kernel/stream/grown.ts';
import { NOBODY_TOLD, type Effects } from '../../kernel/stream/effects.ts';
import type { Level, NewStreamEvent, StreamEvent } from '../../kernel/stream/event.ts';
import type { Rows } from '../../kernel/stream/table.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import type { KeyBroker } from '../keys/broker.ts';
import type { OpenedMatter } from '../keys/keyring.ts';
import type { Once } from '../keys/seal-answer.ts';
import { composeEvents, type Composed } from './compose.ts';
import { findMatters, readHistories, type History } from './history.ts';
import { insertRows } from './insert.ts';
import { inJurisdiction, statement, UnknownCommit, type Statement, type Transaction } from './transaction.ts';
import { writeMatters, type MatterWrite } from './write-matter.ts';

/** A new matter, composed before it queues. `key` and `answer` make a repeated form one matter with one answer. */
export interface FilingTask {
  readonly kind: 'filing';
  readonly write: MatterWrite;
  readonly key: Buffer | null;
  readonly answer: Buffer;
}

/** What the store is told of a kind of thing, by the rules of one moment. */
export interface KindInStore {
  /** Every row that follows from a history. */
  readonly project: (history: History) => Rows;
  /** After which events what lists ask of it may differ. */
  readonly listedBy: readonly string[];
  /** Whom to tell, given the history and the events just added to it. */
  readonly effects: (history: History, added: readonly StreamEvent[]) => Effects;
  /** Hash of the calendar that a matter bound to this one is counted with now; what events cite. */
  readonly calendarNow: (bound: string) => string;
}

/** A step on an existing matter: decided inside the transaction, on the history as it is there. */
export interface StepTask {
  readonly kind: 'step';
  readonly matter: string;
  readonly of: KindInStore;
  /** When it happened, for imports whose clock is the record's own time; absent for now. */
  readonly at?: Instant;
  readonly decide: (history: History, now: Instant) => readonly NewStreamEvent[] | Refusal;
  /** The bytes of the files that the decided event tells of. */
  readonly files?: readonly Uint8Array[];
  /** Write the projections again although nothing happened: the calendar has learnt a year. */
  readonly again?: true;
  /** The keys of all its texts are destroyed with what was decided, and what these statements delete of it; only the sweeper's role may. */
  readonly forget?: readonly Statement[];
  /** A new log key for what follows these events: the code was replaced (G7). */
  readonly rekey?: Uint8Array;
  /** Sent twice, it is taken once; with other words under the same token it is refused (`key_reused`). */
  readonly once?: Once;
  /** What is written beside the events it yields, in the same transaction; `RefusedBeside` takes all of it back. */
  readonly beside?: (tx: Transaction, added: readonly StreamEvent[], opened: OpenedMatter) => Promise<void>;
}

/** Only the rows that are there can say no, for example a number that is used up: the step is not taken. */
export class RefusedBeside extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

type Task = FilingTask | StepTask;
/**
 * What a filing gets back: the stored answer, its own or that of the first form with this key. A step: the history that it was decided on,
 * with what it added; nobody needs to open the thing again to say what became of it.
 */
export type Outcome =
  | { readonly ok: true; readonly answer: Buffer | null; readonly history: History | null }
  | { readonly ok: false; readonly refusal: Refusal };

interface Waiting {
  readonly task: Task;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface LaneOptions {
  readonly pool: Pool;
  readonly jurisdiction: number;
  readonly hashing: Hashing;
  readonly broker: KeyBroker;
  readonly clock: () => Instant;
  /** By when a leaf queued at this instant is promised to be in the log. */
  readonly includeBy: (at: Instant) => Instant;
}

/** One append lane: a jurisdiction's commands in this process, up to 64 a transaction, no timer (design 4). */
export interface Lane {
  submit(task: Task): Promise<Outcome>;
  /** Resolves when nothing is queued or running any more. */
  idle(): Promise<void>;
}

const BATCH = 64;
const FIND_ANSWERS = statement<{ key: Buffer; answer: Buffer }>(
  'find_answers',
  'select key, answer from idempotency where jurisdiction = $1 and key = any($2)',
);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Claims the forms' keys, in one order; returns the stored answer of those that were used before. */
const claimKeys = async (tx: Transaction, tasks: readonly FilingTask[], now: Instant): Promise<ReadonlyMap<string, Buffer>> => {
  // Reversed, so that of equal keys in one batch the first one queued is claimed.
  const wanted = new Map(tasks.toReversed().flatMap((task) => (task.key ? [[hex(task.key), task] as const] : [])));
  const keys = [...wanted.keys()].sort();
  const rows = keys.map((key) => [tx.jurisdiction, wanted.get(key)?.key, wanted.get(key)?.answer, toIso(now)]);
  const won = await insertRows(tx, 'idempotency', KEPT, rows, 'on conflict do nothing returning key');
  const mine = new Set(won.map((row) => hex(row['key'] as Buffer))); // RETURNING key gives bytea
  const lost = keys.filter((key) => !mine.has(key)).map((key) => Buffer.from(key, 'hex'));
  return findAnswers(tx, lost);
};

const findAnswers = async (tx: Transaction, keys: readonly Buffer[]): Promise<ReadonlyMap<string, Buffer>> =>
  keys.length === 0
    ? new Map()
    : new Map((await tx.run(FIND_ANSWERS, [tx.jurisdiction, keys])).map((row) => [hex(row.key), row.answer] as const));

const KEPT = ['jurisdiction', 'key', 'answer', 'created_at'];

/** Keys of steps are kept with the steps themselves: one that is refused may be sent again. The row of its entity is locked, so nobody else keeps it meanwhile. */
const keepKeys = (tx: Transaction, taken: readonly Once[], now: Instant) =>
  insertRows(
    tx,
    'idempotency',
    KEPT,
    taken.map(({ key, request }) => [tx.jurisdiction, key, request, toIso(now)]),
  );

interface Step {
  readonly history: History;
  readonly composed: readonly Composed[];
}

const stepOn = (options: LaneOptions, step: Step, task: StepTask, keys: OpenedMatter, now: Instant): Step | Refusal => {
  // Time never runs backwards within the streams that are written to; the others must not show (G6).
  const decided = task.decide(step.history, now);
  if (isRefusal(decided)) return decided;
  if (decided.length === 0) return step;
  const last = Math.max(
    now,
    ...step.history.events.filter((event) => decided.some((it) => it.level === event.level)).map((event) => event.recordedAt),
  );
  const at = {
    jurisdiction: options.jurisdiction,
    matter: task.matter,
    pack: step.history.pack,
    calendar: task.of.calendarNow(step.history.calendar),
    recordedAt: instant(last),
  };
  const composed = composeEvents(options.hashing, keys, at, step.history.heads, decided, task.files);
  return {
    history: { ...step.history, events: grow(step.history.events, composed.events), heads: composed.heads },
    composed: [...step.composed, composed],
  };
};

/** Which rows need not be written again: all that the office has, but for the one with the log keys when there is a new one. */
const heldBy = ({ offices }: OpenedMatter, rekeyed: boolean): ReadonlyMap<Level, string> =>
  rekeyed ? new Map([...offices].filter(([level]) => level !== 0)) : offices;

const runSteps = async (tx: Transaction, options: LaneOptions, tasks: readonly StepTask[], now: Instant) => {
  const matters = [...new Set(tasks.map((task) => task.matter))].sort();
  const outcomes = new Map<Task, Outcome>();
  if (matters.length === 0) return { outcomes, writes: [] as MatterWrite[], beside: [], taken: [] as Once[] };
  const found = await findMatters(tx, matters, true);
  const keys = new Map(
    await options.broker.forSystem(
      tx,
      found.map((row) => row.matter),
    ),
  );
  const rekeyed = new Set<string>();
  const contents = new Map([...keys].map(([matter, opened]) => [matter, opened.contents] as const));
  const histories = await readHistories(tx, options.hashing, found, contents);
  const steps = new Map<string, { step: Step; task: StepTask }>();
  const beside: (() => Promise<void>)[] = [];
  const used = new Map(
    await findAnswers(
      tx,
      tasks.flatMap((task) => (task.once ? [task.once.key] : [])),
    ),
  );
  const taken: Once[] = [];
  for (const task of tasks) {
    const history = histories.get(task.matter);
    const before = steps.get(task.matter)?.step ?? (history && { history, composed: [] });
    const asked = task.once && used.get(hex(task.once.key));
    if (task.once && asked) {
      const isSame = asked.equals(task.once.request);
      outcomes.set(
        task,
        isSame ? { ok: true, answer: null, history: before?.history ?? null } : { ok: false, refusal: refuse('key_reused') },
      );
      continue;
    }
    const opened = keys.get(task.matter);
    const after = before && opened ? stepOn(options, before, task, opened, task.at ?? now) : refuse('not_found');
    outcomes.set(task, isRefusal(after) ? { ok: false, refusal: after } : { ok: true, answer: null, history: after.history });
    if (isRefusal(after)) continue;
    steps.set(task.matter, { step: after, task });
    if (task.once) {
      used.set(hex(task.once.key), task.once.request);
      taken.push(task.once);
    }
    const added = after.composed.slice(before?.composed.length ?? 0).flatMap((it) => it.events);
    if (added.length > 0 && opened && task.rekey) {
      const logs = [...opened.logs, task.rekey];
      keys.set(task.matter, { ...opened, logs, log: task.rekey, epoch: logs.length - 1 });
      rekeyed.add(task.matter);
    }
    if (added.length > 0 && opened && task.beside) beside.push(() => task.beside?.(tx, added, opened) ?? Promise.resolve());
  }
  const changed = [...steps].filter(([, { step, task }]) => step.composed.length > 0 || task.again === true);
  const writes = changed.map(([matter, { step, task }]): MatterWrite => {
    const rows = task.of.project(step.history);
    const opened = keys.get(matter);
    const place = { jurisdiction: options.jurisdiction, matter };
    const added = step.composed.flatMap((it) => it.events);
    return {
      matter,
      kind: step.history.kind,
      pack: step.history.pack,
      calendar: step.history.calendar,
      recordedAt: now,
      composed: step.composed,
      heads: step.history.heads,
      rows,
      listedBy: task.of.listedBy,
      effects: added.length === 0 ? NOBODY_TOLD : task.of.effects(step.history, added),
      includeBy: options.includeBy(now),
      keyRows: opened ? options.broker.wrapFor(place, opened, rows.streams, heldBy(opened, rekeyed.has(matter))) : [],
      forgotten: task.forget
        ? { texts: step.history.payloads.flatMap((it) => Object.values(it.texts).map((ref) => ref.blob)), beside: task.forget }
        : null,
      fresh: null,
    };
  });
  return { outcomes, writes, beside, taken };
};

const runBatch = (options: LaneOptions, tasks: readonly Task[]): Promise<ReadonlyMap<Task, Outcome>> =>
  inJurisdiction(options.pool, options.jurisdiction, async (tx) => {
    const now = options.clock();
    const filings = tasks.filter((task) => task.kind === 'filing');
    const used = await claimKeys(tx, filings, now);
    const { outcomes, writes, beside, taken } = await runSteps(
      tx,
      options,
      tasks.filter((task) => task.kind === 'step'),
      now,
    );
    const first = new Map<string, FilingTask>();
    for (const task of filings) {
      const key = task.key ? hex(task.key) : null;
      const before = key === null ? undefined : (used.get(key) ?? first.get(key)?.answer);
      if (key !== null && before === undefined) first.set(key, task);
      if (before === undefined) writes.push(task.write);
      outcomes.set(task, { ok: true, answer: before ?? task.answer, history: null });
    }
    await writeMatters(tx, writes);
    await keepKeys(tx, taken, now);
    for (const write of beside) await write();
    return outcomes;
  });

/** Opens a lane. */
export const openLane = (options: LaneOptions): Lane => {
  const queue: Waiting[] = [];
  let running: Promise<void> | undefined;

  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await runBatch(
        options,
        batch.map((it) => it.task),
      );
      for (const it of batch) it.resolve(outcomes.get(it.task) ?? { ok: false, refusal: refuse('storage_failed') });
    } catch (error) {
      // It may be stored, and a step taken again would be two: who asked hears that it is not known, and asks again with the same form.
      if (error instanceof UnknownCommit) for (const it of batch) it.reject(error);
      // Nothing of the batch is stored: run it one by one, so that one bad task fails alone.
      else if (batch.length === 1 && error instanceof RefusedBeside) batch[0]?.resolve({ ok: false, refusal: error.refusal });
      else if (batch.length === 1) batch[0]?.reject(error);
      else for (const it of batch) await settle([it]);
    }
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) await settle(queue.splice(0, BATCH));
    running = undefined;
  };

  return {
    submit: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject });
        running ??= drain();
      }),
    idle: async () => {
      while (running) await running;
    },
  };
};
