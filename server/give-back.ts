import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives back, once, what starting has left behind: definitions as they were parsed, sources as they were read, a demo as it was filled. The
 * engine would keep it, as much again as the program itself, until many come at once. It takes a tenth of a second.
 */
export const giveBack = (): void => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void; // the flag has put it there
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', flavor: 'last-resort' }); // only this one moves what is left together, so that whole pages come free
};
