import { readFileSync } from 'node:fs';
import { isRefusal } from '../../../kernel/refusal.ts';
import { readSubjects } from '../../../policy/subjects.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { findJurisdiction } from '../../../engine/place/read.ts';
import { subjectProblems, subjectsDefinition } from '../../../engine/place/subjects.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface Options {
  readonly data?: string;
  readonly emergency?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `huiyin admin subjects FILE`: publishes what a filing can be about; the form asks by it once it may be cited (G1). */
export const publishSubjects = async (path: string, options: Options, io: Io): Promise<number> => {
  const loaded = readSubjects(readFileSync(path, 'utf8'));
  const tell = (value: object, line: string): void => io.out(options.json === true ? JSON.stringify(value) : line);
  if ('problems' in loaded) {
    for (const problem of loaded.problems) io.err(`${problem.code} ${problem.path}`);
    return 2;
  }
  const { set } = loaded;
  if (options.check === true)
    return (tell({ ok: true, subjects: set.subjects.length }, `${set.subjects.length} subjects, no problem found`), 0);
  return withInstallation(dataOf(options.data), async (it) => {
    const published = await inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const known = await findJurisdiction(tx, systemClock());
      const packs = [...(known?.newestPack.values() ?? [])].flatMap((hash) => known?.packs.get(hash) ?? []);
      const problems = subjectProblems(set, { offices: [...(known?.offices.keys() ?? [])], packs });
      if (problems.length > 0) return problems;
      const emergency = options.emergency === true;
      return publishDefinition(tx, { ...subjectsDefinition(set), replaces: true, emergency, actor: { kind: 'machine' } }, systemClock());
    });
    if (isRefusal(published)) return (io.err(`${published.refused}: ${sentenceFor(published, 'en')}`), 1);
    if (!Buffer.isBuffer(published)) {
      for (const problem of published) io.err(`${problem.code}: ${problem.about}`);
      return 2;
    }
    const hash = published.toString('hex');
    tell(
      { hash, subjects: set.subjects.length },
      `${set.subjects.length} subjects are published as ${hash}; the form asks by them ${options.emergency ? 'now, for 72 hours, and again ' : ''}once it has been in a checkpoint of the log for seven days`,
    );
    return 0;
  });
};
