/** Names that one tally holds: an hour of a town has fewer addresses, and one of its numbers that is being tried is set all the time. */
const NAMES_MAX = 100_000;

/** What is known of a name, in memory only and bounded: past its most names the one that was set longest ago gives way. */
export class Tally<V> {
  readonly #known = new Map<string, V>();
  readonly #max: number;

  constructor(max = NAMES_MAX) {
    this.#max = max;
  }

  of(name: string): V | undefined {
    return this.#known.get(name);
  }

  set(name: string, value: V): void {
    this.#known.delete(name);
    this.#known.set(name, value);
    const [oldest = name] = this.#known.keys();
    if (this.#known.size > this.#max) this.#known.delete(oldest);
  }

  /** As if the name had never been set. */
  forget(name: string): void {
    this.#known.delete(name);
  }
}

/** How often something was done, by name. */
export class Counts extends Tally<number> {
  /** Counts once more, and returns how often by now: from 1. */
  add(name: string): number {
    const count = (this.of(name) ?? 0) + 1;
    this.set(name, count);
    return count;
  }
}
