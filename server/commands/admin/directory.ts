import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { withInstallation } from '../../instance.ts';
import { readDirectory, setDirectory as writeDirectory } from '../../../engine/place/directory.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface Options {
  readonly data?: string;
  readonly address?: string;
  readonly hours?: string;
  readonly phone?: string;
}

/** `huiyin admin directory`: where an office is found; what is left out is printed no more. */
export const setDirectory = (office: string, options: Options, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), async (it) => {
    const entry = readDirectory(options);
    if ('problems' in entry) {
      for (const problem of entry.problems) io.err(problem);
      return 2;
    }
    if (!(await inJurisdiction(it.pools.app, SERVED, (tx) => writeDirectory(tx, office, entry)))) {
      io.err(`there is no office ${office}`);
      return 2;
    }
    io.facts?.({ office, ...entry });
    const said = [entry.address, entry.hours, entry.phone].filter((part) => part !== null);
    io.out(
      said.length === 0 ? `nothing is printed of where ${office} is` : `receipts, slips and papers print of ${office}: ${said.join(' · ')}`,
    );
    return 0;
  });
