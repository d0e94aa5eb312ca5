import { readFileSync } from 'node:fs';
import { isRefusal } from '../../../kernel/refusal.ts';
import { readPlaces } from '../../../policy/places.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import { placesDefinition } from '../../../engine/place/places.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface Options {
  readonly data?: string;
  readonly emergency?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `huiyin admin places FILE`: publishes the public places that offices can name (G1, G11). */
export const publishPlaces = async (path: string, options: Options, io: Io): Promise<number> => {
  const loaded = readPlaces(readFileSync(path, 'utf8'));
  const tell = (value: object, line: string): void => io.out(options.json === true ? JSON.stringify(value) : line);
  if ('problems' in loaded) {
    for (const problem of loaded.problems) io.err(`${problem.code} ${problem.path}`);
    return 2;
  }
  const { set } = loaded;
  const places = set.places.length;
  if (options.check === true) return (tell({ ok: true, places }, `${places} places, no problem found`), 0);
  return withInstallation(dataOf(options.data), async (it) => {
    const emergency = options.emergency === true;
    const published = await inJurisdiction(it.pools.app, SERVED, (tx) =>
      publishDefinition(tx, { ...placesDefinition(set), replaces: true, emergency, actor: { kind: 'machine' } }, systemClock()),
    );
    if (isRefusal(published)) return (io.err(`${published.refused}: ${sentenceFor(published, 'en')}`), 1);
    const hash = published.toString('hex');
    tell(
      { hash, places },
      `${places} places are published as ${hash}; offices name them ${emergency ? 'now, for 72 hours, and again ' : ''}once the list has been in a checkpoint of the log for seven days`,
    );
    return 0;
  });
};
