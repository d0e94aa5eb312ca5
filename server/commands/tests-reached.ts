import { posix } from 'node:path';

/** The files of a project: every path, and the text of one. */
export interface Tree {
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}

const isSource = (file: string): boolean => /\.(ts|tsx)$/.test(file);
const isTest = (file: string): boolean => /\.(test|e2e)\.ts$/.test(file);

/** What every test runs by. */
const BELOW_ALL =
  /^(huiyin|(kernel\/|ports\/)?package(-lock)?\.json|vitest\.config\.ts|tsconfig\.json|test\/support\/(global-setup|later)\.ts)$/;
const WHOLE = '.';

/** Whatever a text names by a relative path: modules that it imports, programs that it starts, files and folders that it reads. */
const pathsIn = (file: string, text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/(['"`])(\.{1,2}(?:\/[^'"`$\n]*)?)\1/g)].map((found) =>
      posix.normalize(posix.join(posix.dirname(file), found[2] ?? '')).replace(/\/$/, ''),
    ),
  );

const foldersOf = (file: string): readonly string[] => {
  const above = posix.dirname(file);
  return above === WHOLE ? [] : [above, ...foldersOf(above)];
};

/**
 * The tests that a change of some files can reach. A file reaches who names it or a folder that it lies in, and whom those reach; what is no
 * source (a pack, a migration) also reaches the sources of the nearest folder that has some. A test that names the project as a whole is
 * reached by everything. Sometimes too many, never too few that a path in the sources tells of.
 */
export const testsReached = ({ files, read }: Tree, changed: readonly string[]): readonly string[] => {
  const tests = files.filter(isTest);
  if (changed.some((file) => BELOW_ALL.test(file))) return tests;
  const sources = files.filter(isSource);
  const namers = new Map<string, string[]>();
  for (const file of sources)
    for (const path of pathsIn(file, read(file))) {
      const known = namers.get(path);
      if (known) known.push(file);
      else namers.set(path, [file]);
    }
  const besides = (file: string): readonly string[] => {
    if (isSource(file)) return [];
    const folder = foldersOf(file).find((one) => sources.some((source) => posix.dirname(source) === one));
    return sources.filter((source) => posix.dirname(source) === folder);
  };
  const reached = new Set<string>(changed.length === 0 ? [] : (namers.get(WHOLE) ?? []).filter(isTest));
  const waiting = [...changed];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    // What reads a folder for what it holds does not read the tests in it; only tests do.
    const readers = foldersOf(file).flatMap((path) => namers.get(path) ?? []);
    waiting.push(...(namers.get(file) ?? []), ...(isTest(file) ? readers.filter(isTest) : readers), ...besides(file));
  }
  return tests.filter((file) => reached.has(file));
};
