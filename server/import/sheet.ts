import { readFileSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { BadFile } from './bad-file.ts';
import { COLUMNS_MAX } from './csv.ts';
import { unpackedSize } from './unpacked-size.ts';

/** Bounds of a sheet; above them CSV is the better file. */
const BYTES_MAX = 20_000_000;
const UNPACKED_MAX = 200_000_000;
const ROWS_MAX = 100_000;
const MEMORY_MB = 1024;
const TIMEOUT_MS = 60_000;

interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of one sheet, its name, and the sheets that were not read. */
export interface ReadSheet {
  readonly rows: readonly SheetRow[];
  readonly name: string;
  readonly others: readonly { readonly name: string; readonly hidden: boolean }[];
}

type Said = ReadSheet | { readonly fault: string };

/**
 * Reads the sheet of that name, or the first that is not hidden, in a thread of its own, with bounds on bytes, unpacked bytes, rows, columns, memory and time. Formulas are not
 * computed: what the sheet has stored as their value is taken as text.
 */
export const readSheet = async (path: string, sheet: string | null): Promise<ReadSheet> => {
  if (statSync(path).size > BYTES_MAX) throw new BadFile(`the sheet is larger than ${BYTES_MAX / 1_000_000} MB: save it as CSV`);
  const bytes = readFileSync(path);
  const unpacked = unpackedSize(bytes);
  if (unpacked === undefined) throw new BadFile('the file is not an XLSX sheet');
  if (unpacked > UNPACKED_MAX) throw new BadFile(`the sheet unpacks to more than ${UNPACKED_MAX / 1_000_000} MB`);
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: { bytes: new Uint8Array(bytes), sheet, rowsMax: ROWS_MAX, columnsMax: COLUMNS_MAX },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const said = await new Promise<Said>((resolve) => {
      timer = setTimeout(() => resolve({ fault: `reading the sheet took more than ${TIMEOUT_MS / 1000} s` }), TIMEOUT_MS);
      worker.once('message', (message: Said) => resolve(message)); // our own worker
      worker.once('error', () => resolve({ fault: 'the sheet is damaged, or larger than memory allows' }));
    });
    if ('fault' in said) throw new BadFile(said.fault);
    return said;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
};
