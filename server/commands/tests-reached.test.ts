import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testsReached, type Tree } from './tests-reached.ts';

const treeOf = (texts: { readonly [file: string]: string }): Tree => ({ files: Object.keys(texts), read: (file) => texts[file] ?? '' });

const SMALL = treeOf({
  'package.json': '',
  'kernel/a.ts': '',
  'kernel/a.test.ts': "import { a } from './a.ts';",
  'kernel/b.ts': "import type { A } from './a.ts';",
  'engine/c.ts': "const b = await import('../kernel/b.ts');",
  'engine/c.pg.test.ts': "import { c } from './c.ts';",
  'engine/d.test.ts': "import { d } from './d.ts';",
  'engine/d.ts': "const FOLDER = join(import.meta.dirname, '../db/migrations');",
  'db/migrations/0001.sql': '',
  'policy/load.ts': 'const packs = readdirSync(import.meta.dirname);',
  'policy/load.test.ts': "import { load } from './load.ts';",
  'policy/petition/policy.yaml': '',
  'server/main.ts': "await import('../engine/c.ts');",
  'test/support/start.ts': "const MAIN = join(import.meta.dirname, '../../server/main.ts');",
  'test/e2e/up.e2e.ts': "import { start } from '../support/start.ts';",
  'test/house.test.ts': "const ROOT = join(import.meta.dirname, '..');",
});

describe('the tests that a change can reach', () => {
  it('are none for no change', () => expect(testsReached(SMALL, [])).toEqual([]));

  it('are those whose imports lead to it, by types and by need, and those that start a program that does', () => {
    expect(testsReached(SMALL, ['kernel/a.ts'])).toEqual([
      'kernel/a.test.ts',
      'engine/c.pg.test.ts',
      'test/e2e/up.e2e.ts',
      'test/house.test.ts',
    ]);
    expect(testsReached(SMALL, ['engine/d.ts'])).toEqual(['engine/d.test.ts', 'test/house.test.ts']);
  });

  it('are those whose sources name the folder of a file, or lie nearest to it', () => {
    expect(testsReached(SMALL, ['db/migrations/0001.sql'])).toEqual(['engine/d.test.ts', 'test/house.test.ts']);
    expect(testsReached(SMALL, ['policy/petition/policy.yaml'])).toEqual(['policy/load.test.ts', 'test/house.test.ts']);
  });

  it('are the test itself, and the tests of what a deleted file was imported by', () => {
    expect(testsReached(SMALL, ['engine/d.test.ts'])).toEqual(['engine/d.test.ts', 'test/house.test.ts']);
    const { 'kernel/a.ts': gone, ...rest } = Object.fromEntries(SMALL.files.map((file) => [file, SMALL.read(file)]));
    expect(gone).toBe('');
    expect(testsReached(treeOf(rest), ['kernel/a.ts'])).toEqual(testsReached(SMALL, ['kernel/a.ts']));
  });

  it('are all for what every test runs by', () => {
    expect(testsReached(SMALL, ['package.json'])).toHaveLength(6);
  });

  it('of this project: a page of one feature reaches the journeys, and not the kernel; a piece of the kernel reaches most', () => {
    const root = join(import.meta.dirname, '../..');
    const files = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).stdout;
    const tree: Tree = { files: files.split('\n').filter(Boolean), read: (file) => readFileSync(join(root, file), 'utf8') };
    const all = tree.files.filter((file) => /\.(test|e2e)\.ts$/.test(file)).length;
    const ofPage = testsReached(tree, ['features/ways/portal/ways.page.tsx']);
    expect(ofPage).toContain('test/e2e/ways.e2e.ts');
    expect(ofPage).toContain('test/faults/kill.pg.test.ts');
    expect(ofPage.filter((file) => file.startsWith('kernel/'))).toEqual([]);
    expect(testsReached(tree, ['kernel/calendar/due.ts']).length).toBeGreaterThan(all / 2);
    expect(testsReached(tree, ['docs/how-to/upgrade.md']).length).toBeLessThan(all / 5);
    expect(testsReached(tree, ['db/migrations/0001-matters.sql'])).toContain('features/grievances/desk/matter.pg.test.ts');
  });
});
