/** Names that one tally holds: an hour of a town has fewer addresses, and one of its numbers that is being tried is counted all the time. */
const NAMES_MAX = 100_000;

/** Counts by name, in memory only and bounded: past its most names the one that was counted longest ago gives way. */
export class Counts {
  readonly #counts = new Map<string, number>();
  readonly #max: number;

  constructor(max = NAMES_MAX) {
    this.#max = max;
  }

  /** Counts once more, and returns how often by now: from 1. */
  add(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.delete(name);
    this.#counts.set(name, count);
    const [oldest = name] = this.#counts.keys();
    if (this.#counts.size > this.#max) this.#counts.delete(oldest);
    return count;
  }

  /** As if the name had never been counted. */
  forget(name: string): void {
    this.#counts.delete(name);
  }
}
