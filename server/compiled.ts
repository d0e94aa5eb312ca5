import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** In the folder of the packages: whoever may write there writes the program anyway. It may be removed at any time. */
const HOME = join(import.meta.dirname, '../node_modules/.cache/huiyin');

/** From here on Node keeps what it has compiled; each start after the first takes half the time. Where nothing can be written, nothing is kept. */
enableCompileCache(HOME);

/** What was made from a source, by the source and what else it depends on: made once on this machine. */
export const madeOnce = (source: string, depends: string, make: () => string): string => {
  const path = join(HOME, `${createHash('sha256').update(`${depends}\0${source}`).digest('hex')}.js`);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const made = make();
    try {
      mkdirSync(HOME, { recursive: true });
      const temporary = `${path}.${process.pid}`;
      writeFileSync(temporary, made);
      renameSync(temporary, path); // another process may have been first, with the same bytes
    } catch {
      // a folder that others own: made anew at the next start
    }
    return made;
  }
};
