import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Ways } from '../kernel/policy/way.ts';

const known = new Map<string, Ways | null>();

/** The legal ways where this calendar counts; null where none are written down. A test reads every file. */
export const waysOf = (calendar: string): Ways | null => {
  const found = known.get(calendar);
  if (found !== undefined) return found;
  const path = join(import.meta.dirname, 'ways', `${calendar}.yaml`);
  const ways = /^[a-z0-9-]+$/.test(calendar) && existsSync(path) ? (parse(readFileSync(path, 'utf8')) as Ways) : null; // our own file, held by its test
  known.set(calendar, ways);
  return ways;
};
