import type { Words } from '../../../kernel/language/words.ts';
import { PAPERS, type HazardPaper } from './paper-words.ts';

/** What stands on the link to a paper: its title and its format. */
export const paperLabel = (paper: HazardPaper, format: string): Words<string> =>
  Object.fromEntries(
    Object.entries(PAPERS).map(([lang, said]) => [lang, `${said[paper].title} (${format.toUpperCase()})`]),
  ) as Words<string>; // one for each language that the table has
