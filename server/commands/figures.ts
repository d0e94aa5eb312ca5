import { figuresCsv } from '../../features/figures/domain/csv.ts';
import { readFigures } from '../../features/figures/server/figures.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../instance.ts';
import { findJurisdiction } from '../../engine/place/read.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { dataOf, SERVED, type Io } from './io.ts';

/** `huiyin figures [OFFICE]`: what the pages of figures tell, as CSV or JSON; of one office, or of all. What staff see is what the public sees (G16). */
export const figuresCommand = (office: string | undefined, options: { readonly data?: string }, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) =>
    inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const known = await findJurisdiction(tx, systemClock());
      if (!known) return (io.err('not_ready: there is no jurisdiction yet: ./huiyin admin set-up FILE'), 2);
      if (office !== undefined && !known.offices.has(office)) return (io.err(`office_unknown: there is no office ${office}`), 2);
      const rows = await readFigures(tx);
      const hashes = new Map(rows.map(({ month, document }) => [month, toHex(hashing.sha256(document))] as const));
      const chosen = rows.map(({ figures }) =>
        office === undefined ? figures : { ...figures, offices: figures.offices.filter((one) => one.office === office) },
      );
      // Documents are plain JSON by their own type.
      io.facts?.({ months: chosen.map((one) => ({ ...one, sha256: hashes.get(one.month) ?? '' })) as unknown as readonly JsonObject[] });
      io.out(figuresCsv(chosen, (one) => hashes.get(one.month) ?? '').trimEnd());
      return 0;
    }),
  );
