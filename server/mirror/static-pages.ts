import { allLangs, href } from '../../kernel/language/languages.ts';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leafName, parseLeafName } from '../../kernel/canonical/names.ts';
import { SHEETS, styleSheet, verifierPage } from '../../engine/http/assets.ts';
import { shownLeaf, type Served } from './app.ts';
import type { LeafIndex } from './leaves.ts';
import { leafPage } from './pages.tsx';

/**
 * Writes `c/NAME/index.html` (and below `en/`) for leaves that have none, beside the tiles, for a host that serves files only. A page is
 * written once: its proof is in the head at which this copy first held the leaf, and stays true.
 */
export const writePages = async (it: Pick<Served, 'mirror'>, index: LeafIndex): Promise<number> => {
  const { home } = it.mirror;
  for (const name of SHEETS) await writeFile(join(home, `${name}.css`), styleSheet(name));
  await writeFile(join(home, 'verify.html'), verifierPage());
  index.grow(it.mirror.seen.at(-1)?.size ?? 0);
  let written = 0;
  for (let at = index.size() - 1; at >= 0; at -= 1) {
    const hash = index.at(at);
    const name = hash === undefined ? '' : leafName(hash);
    // From the newest back: what is older than one that is there has its page already.
    if (existsSync(join(home, 'en/c', name, 'index.html'))) break;
    const range = parseLeafName(name);
    const leaf = range && shownLeaf(it, index, range);
    for (const lang of allLangs()) {
      const folder = join(home, href(lang, `/c/${name}`));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'index.html'), leafPage(lang, `/c/${name}`, leaf));
    }
    written += 1;
  }
  return written;
};
