import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const PAGE = 4096;
const STEP = 1 << 20;
/** A form that lies across two steps is found in the one that overlaps both. */
const OVERLAP = 256;

/** Whether any page of a stretch is in memory (Documentation/admin-guide/mm/pagemap.rst: bit 63, or 62 for one swapped out). */
const isThere = (pagemap: number, from: number, length: number): boolean => {
  const entries = Buffer.alloc((length / PAGE) * 8);
  const read = readSync(pagemap, entries, 0, entries.length, (from / PAGE) * 8);
  for (let at = 7; at < read; at += 8) if ((entries[at] ?? 0) & 0xc0) return true;
  return false;
};

/** Hands every writable stretch of another process's memory to `look`; gives how many bytes there were. Undefined where it may not be read. */
export const readMemory = (pid: number, look: (bytes: Buffer) => void): number | undefined => {
  let [memory, pagemap] = [-1, -1];
  try {
    [memory, pagemap] = [openSync(`/proc/${pid}/mem`, 'r'), openSync(`/proc/${pid}/pagemap`, 'r')];
  } catch {
    return undefined; // not ours to read on this machine
  }
  let bytes = 0;
  const buffer = Buffer.alloc(STEP + OVERLAP);
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    for (let at = Number.parseInt(from, 16), end = Number.parseInt(to, 16); at < end; at += STEP) {
      const length = Math.min(STEP, end - at);
      if (!isThere(pagemap, at, length)) continue;
      try {
        const read = readSync(memory, buffer, 0, Math.min(length + OVERLAP, end - at), at);
        bytes += Math.min(read, length);
        look(buffer.subarray(0, read));
      } catch {
        continue; // a device, or gone since
      }
    }
  }
  closeSync(memory);
  closeSync(pagemap);
  return bytes;
};
