/** A line of a file: its number (the first is 1) and what stood in it, or why it cannot be read. */
export type Line =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: 'too_large' | 'quote' };

const RECORD_MAX = 1_000_000;
/** A sheet has 16,384; whoever needs more has something else in mind. */
export const COLUMNS_MAX = 1000;

type At = 'start' | 'plain' | 'quoted' | 'quote';

/**
 * Reads RFC 4180 piece by piece: quotes, line breaks inside them, both kinds of line ends. Strict about quotes, so that a damaged line
 * is named instead of swallowing the rest; bounded, so that a file without line ends is, too.
 */
export class CsvReader {
  readonly #separator: string;
  #at: At = 'start';
  #cell = '';
  #cells: string[] = [];
  #size = 0;
  #line = 1;
  #from = 1;
  #fault: 'too_large' | 'quote' | null = null;
  #afterReturn = false;

  constructor(separator: string) {
    this.#separator = separator;
  }

  #endCell(): void {
    if (this.#cells.length < COLUMNS_MAX + 1) this.#cells.push(this.#cell);
    else this.#fault = 'too_large';
    this.#cell = '';
    this.#at = 'start';
  }

  #endRecord(): Line | undefined {
    this.#endCell();
    const [cells, line, fault] = [this.#cells, this.#from, this.#fault];
    this.#cells = [];
    this.#size = 0;
    this.#fault = null;
    this.#from = this.#line;
    if (fault) return { line, fault };
    return cells.length === 1 && cells[0] === '' ? undefined : { line, cells };
  }

  #take(char: string): void {
    this.#size += 1;
    // What is too large is read on to its end, and not kept.
    if (this.#size > RECORD_MAX) this.#fault = 'too_large';
    else this.#cell += char;
  }

  #step(char: string): Line | undefined {
    if (this.#at === 'quoted') {
      if (char === '"') this.#at = 'quote';
      else this.#take(char);
      return undefined;
    }
    if (char === '"') {
      if (this.#at === 'start') this.#at = 'quoted';
      else if (this.#at === 'quote') {
        this.#take(char);
        this.#at = 'quoted';
      } else this.#take(char); // a quote inside an unquoted cell is a quote
      return undefined;
    }
    if (char === this.#separator) this.#endCell();
    else if (char === '\n') return this.#endRecord();
    else if (this.#at === 'quote') this.#fault = 'quote';
    else {
      this.#take(char);
      this.#at = 'plain';
    }
    return undefined;
  }

  /** Reads on; returns the lines that are complete. */
  read(text: string): readonly Line[] {
    const done: Line[] = [];
    for (const char of text) {
      const isBreak = char === '\n' || char === '\r';
      // A return, alone or before a line feed, is one line end outside quotes.
      const skipped = char === '\n' && this.#afterReturn;
      this.#afterReturn = char === '\r';
      if (isBreak && !skipped) this.#line += 1;
      if (skipped && this.#at !== 'quoted') continue;
      const made = this.#step(char === '\r' && this.#at !== 'quoted' ? '\n' : char);
      if (made) done.push(made);
    }
    return done;
  }

  /** The last line, where the file does not end with a line end. */
  end(): readonly Line[] {
    if (this.#at === 'quoted') this.#fault = 'quote';
    if (this.#at === 'start' && this.#cells.length === 0 && this.#cell === '') return [];
    const made = this.#endRecord();
    return made ? [made] : [];
  }
}
