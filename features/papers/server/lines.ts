/** Whose paper it is. Each has a line of its own, and who comes first here goes first: what many may ask for holds up nobody. */
export const LINES = ['staff', 'filer', 'poster'] as const;
export type PaperLine = (typeof LINES)[number];

interface Bounds {
  /** So many at once. */
  readonly atOnce: number;
  /** So many of each line may wait. */
  readonly waiting: number;
}

/** The turns of papers: what the machine can only do a few of at once. */
export class PaperLines {
  readonly #bounds: Bounds;
  #running = 0;
  readonly #waiting: { readonly [line in PaperLine]: (() => void)[] } = { staff: [], filer: [], poster: [] };

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** Waits for a turn; undefined where too many of this line wait already. Otherwise what gives the turn to the next. */
  take(line: PaperLine): Promise<() => void> | undefined {
    const pass = (): void => {
      const first = LINES.find((it) => this.#waiting[it].length > 0);
      const next = first && this.#waiting[first].shift();
      if (next) next();
      else this.#running -= 1;
    };
    if (this.#running < this.#bounds.atOnce) {
      this.#running += 1;
      return Promise.resolve(pass);
    }
    if (this.#waiting[line].length >= this.#bounds.waiting) return undefined;
    return new Promise((turn) => {
      this.#waiting[line].push(() => turn(pass));
    });
  }
}
