import { readFileSync } from 'node:fs';
import type { Json } from '../../../kernel/stream/event.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { readPapers } from '../../../policy/papers.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { findJurisdiction } from '../../../engine/place/read.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

/** `huiyin admin papers FILE`: publishes the words of papers; new papers get them once they may be cited (G1). */
export const publishPapers = (path: string, options: { readonly data?: string; readonly emergency?: boolean }, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), async (it) => {
    const loaded = readPapers(readFileSync(path, 'utf8'));
    if ('problems' in loaded) {
      for (const problem of loaded.problems) io.err(`${problem.code} ${problem.path}`);
      return 2;
    }
    const { texts } = loaded;
    const published = await inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const known = await findJurisdiction(tx, systemClock());
      const stranger = Object.keys(texts.offices).find((office) => !known?.offices.has(office));
      if (stranger !== undefined) return stranger;
      const body = texts as unknown as Json; // plain JSON by its own type
      const emergency = options.emergency === true;
      return publishDefinition(
        tx,
        { kind: 'papers', name: texts.id, body, replaces: true, emergency, actor: { kind: 'machine' } },
        systemClock(),
      );
    });
    if (typeof published === 'string') return (io.err(`papers.office.unknown: there is no office ${published}`), 2);
    if (isRefusal(published)) return (io.err(`${published.refused}: ${sentenceFor(published, 'en')}`), 1);
    io.facts?.({ hash: published.toString('hex') });
    io.out(
      `the words of papers are published as ${published.toString('hex')}; papers made from then on get them ${options.emergency ? 'now, for 72 hours, and again ' : ''}once it has been in a checkpoint of the log for seven days`,
    );
    return 0;
  });
