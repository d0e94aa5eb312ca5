/**
 * Work that costs much and that many may ask for at once: a few of all, one of each name. Who asks while it runs waits for the next run,
 * together with everybody else who does, so that nobody is given what was read before they asked.
 */
export class OneAtATime<T> {
  readonly #max: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  /** A run that has not begun, by who owns the names and by name: whoever asks now shares it. */
  readonly #next = new WeakMap<object, Map<string, Promise<T>>>();
  readonly #now = new WeakMap<object, Map<string, Promise<unknown>>>();

  constructor(max: number) {
    this.#max = max;
  }

  async #turn(): Promise<void> {
    if (this.#running < this.#max) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((go) => {
      this.#waiting.push(go);
    });
  }

  #pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }

  run(owner: object, name: string, work: () => Promise<T>): Promise<T> {
    const [next, now] = [this.#of(this.#next, owner), this.#of(this.#now, owner)];
    const shared = next.get(name);
    if (shared) return shared;
    const started = this.#start(next, now, name, work);
    next.set(name, started);
    return started;
  }

  async #start(next: Map<string, Promise<T>>, now: Map<string, Promise<unknown>>, name: string, work: () => Promise<T>): Promise<T> {
    await now.get(name);
    await this.#turn();
    next.delete(name);
    const done = Promise.withResolvers<void>();
    now.set(name, done.promise);
    try {
      return await work();
    } finally {
      now.delete(name);
      done.resolve();
      this.#pass();
    }
  }

  #of<V>(all: WeakMap<object, Map<string, V>>, owner: object): Map<string, V> {
    const found = all.get(owner) ?? new Map<string, V>();
    all.set(owner, found);
    return found;
  }
}
