import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const run = (program: string, args: readonly string[]): { readonly status: number | null; readonly output: string } => {
  const done = spawnSync(join(ROOT, 'node_modules/.bin', program), args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 50_000_000 });
  return { status: done.status, output: `${done.stdout}${done.stderr}` };
};
const passes = (program: string, ...args: readonly string[]): void => {
  const { status, output } = run(program, args);
  expect(status, output.slice(-4000)).toBe(0);
};

const tracked = spawnSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const sources = tracked.filter((file) => /\.(ts|tsx)$/.test(file));

describe('the house', () => {
  it('types agree, and the kernel needs neither Node nor a browser', () => {
    passes('tsc', '--noEmit', '-p', '.');
    passes('tsc', '--noEmit', '-p', 'kernel');
  });
  it('lint finds nothing', () => passes('oxlint', '--type-aware'));
  it('every file is formatted', () => passes('oxfmt', '--check'));
  it('nothing imports what it must not', () =>
    passes(
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'kernel',
      'languages',
      'ports',
      'verifier',
      'policy',
      'engine',
      'portal',
      'desk',
      'features',
      'server',
    ));
  it('no export and no dependency is dead', () => passes('knip'));

  it('kernel and domains take time and chance as arguments', () => {
    const pure = sources.filter((file) => /^(kernel|features\/[^/]+\/domain)\//.test(file) && !file.endsWith('.test.ts'));
    expect(pure.length).toBeGreaterThan(40);
    expect(pure.filter((file) => /\bDate\.now\(|\bnew Date\b|\bMath\.random\(|from 'node:/.test(read(file)))).toEqual([]);
  });

  it('text is normalised in one place, where it is bounded first', () => {
    const call = new RegExp(`\\.${['norm', 'alize'].join('')}\\(['"\`)]`);
    const tests = /\.(test|e2e)\.ts$|^test\//;
    expect(sources.filter((file) => call.test(read(file)) && !tests.test(file) && file !== 'kernel/canonical/bounded-text.ts')).toEqual([]);
  });

  it('nobody compares a language to choose words: they stand in tables, each named in the list of what a language says', () => {
    const tests = /\.(test|e2e)\.ts$|^(test|bench)\//;
    const product = sources.filter((file) => !tests.test(file));
    const compared = /[!=]== '(en|zh-CN)'|'(en|zh-CN)' [!=]==/;
    expect(product.filter((file) => compared.test(read(file)))).toEqual([
      'features/checks/field/words.ts', // a telephone loads one of two languages
      'features/papers/server/typst-child.ts', // which quotation marks a typeface sets, in a process that is sent all its words
      'kernel/door/letter.ts', // a format: what is sealed for a door says one of two
      'policy/explain-command.ts', // for operators, who have the two languages of definitions
      // Scripts and the page on a stick are bounded in bytes and know two languages; readers of a third read their English.
      'portal/custodian/client.ts',
      'portal/door/client.ts',
      'verifier/commands/command.ts',
      'verifier/page/page.ts',
      'verifier/words/log-sentences.ts',
      'verifier/words/report.ts',
    ]);
    const made = product.filter((file) => file !== 'kernel/language/words.ts').map((file) => read(file));
    const names = made.flatMap((text) => [...text.matchAll(/= (?:words|phrases)(?:<[\s\S]*?>)?\(\s*'([^']+)'/g)].map((it) => it[1]));
    const lists = sources.filter((file) => /^languages\/tables[a-z-]*\.ts$/.test(file)).map(read);
    const listed = [...lists.join('\n').matchAll(/^\s+readonly '([^']+)':/gm)].map((it) => it[1]);
    expect(names.length).toBeGreaterThan(150);
    expect(new Set(listed)).toEqual(new Set(names));
    expect(listed.length).toBe(names.length);
    // A pair of languages that stands in no table is a label of a definition, or of the two that definitions have.
    const pairs = product.filter((file) => /'zh-CN': ['"`]/.test(read(file)) && !/\b(words|phrases)(<|\()/.test(read(file)));
    // What `policy explain` calls parties.
    const kinds = [
      'assets',
      'checks',
      'circulars',
      'conferences',
      'consultations',
      'duty',
      'hazards',
      'incidents',
      'letters',
      'logbooks',
      'returns',
      'rounds',
      'sites',
      'statements',
      'visits',
      'warnings',
    ].map((name) => `features/${name}/domain/vocabulary.ts`);
    // And the name of the place that a replay fills, which no page of it says.
    const replays = ['checks', 'hazards', 'incidents'].map((name) => `server/commands/replay-${name}.ts`);
    expect(pairs).toEqual([...kinds, 'kernel/matter/vocabulary.ts', ...replays]);
  });

  it('no page writes raw markup, and no source holds an unfinished mark', () => {
    const raw = ['dangerously', 'SetInnerHTML'].join('');
    const marks = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['X', 'XX'].join('')})\\b`);
    expect(sources.filter((file) => read(file).includes(raw))).toEqual([]);
    expect(sources.filter((file) => marks.test(read(file)))).toEqual([]);
  });

  it('no folder of code is longer than a listing that can be read', () => {
    const folders = Map.groupBy(sources, (file) => file.slice(0, file.lastIndexOf('/')));
    expect([...folders].filter(([, files]) => files.length >= 40).map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
  });

  it('a time limit of a test tells a hang from a slow machine: none is below five minutes', () => {
    const tests = sources.filter((file) => /\.(test|e2e)\.ts$/.test(file));
    const limits = tests.flatMap((file) =>
      [...read(file).matchAll(/\{ timeout: ([\d_]+) \}/g)].map((it) => [file, Number(it[1]?.replaceAll('_', ''))] as const),
    );
    expect(limits.length).toBeGreaterThan(3);
    expect(limits.filter(([, ms]) => ms < 300_000)).toEqual([]);
  });

  it('what a test leaves behind goes with the folder of its run: it makes no other', () => {
    const made = sources.filter((file) => /\bmkdtempSync\(/.test(read(file)) && /\.(test|e2e)\.ts$|^(test|bench)\//.test(file));
    // The folder of one test, that of a run, and one into which the database's account is not let on purpose.
    expect(made.filter((file) => file !== 'test/house.test.ts')).toEqual([
      'test/misuse/joint.pg.test.ts',
      'test/misuse/root.pg.test.ts',
      'test/support/folder.ts',
      'test/support/global-setup.ts',
    ]);
  });

  it('a test that is left out somewhere says for want of what', () => {
    const tests = sources.filter((file) => /\.(test|e2e)\.ts$/.test(file) && file !== 'test/house.test.ts');
    const ways = tests.flatMap((file) =>
      read(file)
        .split(/\brunIf\(/)
        .slice(1)
        .map((rest) => [file, rest.slice(0, rest.indexOf('=>'))] as const),
    );
    expect(ways.length).toBeGreaterThan(40);
    expect(ways.filter(([, options]) => !/\bwants\('/.test(options)).map(([file]) => file)).toEqual([]);
  });

  it('no test is skipped or singled out', () => {
    const tests = sources.filter((file) => /\.(test|e2e)\.ts$/.test(file));
    const switches = new RegExp(`\\b(it|describe|test)\\.(${['sk', 'ip'].join('')}|${['on', 'ly'].join('')}|${['to', 'do'].join('')})\\b`);
    expect(tests.filter((file) => switches.test(read(file)))).toEqual([]);
  });

  it('every decision record is numbered once and names its consequences', () => {
    const records = readdirSync(join(ROOT, 'docs/adr')).filter((file) => /^\d{4}-.*\.md$/.test(file));
    expect(records.length).toBeGreaterThan(3);
    expect(new Set(records.map((file) => file.slice(0, 4))).size).toBe(records.length);
    expect(records.filter((file) => !/^## Consequences$/m.test(read(`docs/adr/${file}`)))).toEqual([]);
  });

  it('no file holds a registry’s address or a path of the machine it was made on', () => {
    const here = new RegExp(['/wo', 'rk/|/ro', 'ot/|registry\\.np', 'mjs|"resolved": "ht', 'tp'].join(''));
    expect(tracked.filter((file) => !/\.(png|ico)$/.test(file)).filter((file) => here.test(read(file)))).toEqual([]);
  });
});
