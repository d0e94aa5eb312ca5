import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testCommand } from './test.ts';
import { countReport, sayLeftOut, type TestReport } from './test-report.ts';

const ROOT = join(import.meta.dirname, '../..');
const test = (status: string, wants?: string) => ({ status, ...(wants === undefined ? {} : { meta: { wants } }) });
const REPORT: TestReport = {
  numPassedTests: 2,
  numFailedTests: 1,
  testResults: [
    { name: '/p/kernel/a.test.ts', status: 'failed', assertionResults: [test('passed'), test('failed'), test('skipped', 'vectors')] },
    { name: '/p/kernel/b.test.ts', status: 'passed', assertionResults: [test('passed'), test('skipped', 'vectors'), test('pending')] },
    { name: '/p/kernel/c.test.ts', status: 'failed', assertionResults: [] },
    { name: '/p/test/d.e2e.ts', status: 'passed', assertionResults: [test('skipped', 'Chromium'), test('skipped', 'Chromium')] },
  ],
};

describe('the report of a run', () => {
  it('counts what passed and failed, and a file that fails before its first test as one', () => {
    expect(countReport(REPORT, '/p')).toMatchObject({ passed: 2, failed: 2 });
  });

  it('says how many tests of which files did not run, and what they want; a test that does not say it is counted, too', () => {
    expect(sayLeftOut(countReport(REPORT, '/p').leftOut)).toEqual([
      '5 left out, for want of',
      '  2: vectors',
      '    kernel/a.test.ts: 1',
      '    kernel/b.test.ts: 1',
      '  1: nobody says why',
      '    kernel/b.test.ts: 1',
      '  2: Chromium',
      '    test/d.e2e.ts: 2',
    ]);
    expect(sayLeftOut([])).toEqual(['0 left out']);
  });

  it('of a real run without the published vectors stands before the one line that counts: each test that wants them, one or sixteen', () => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
    const done = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(ROOT, 'server/main.ts'),
        'test',
        'kernel/log/checkpoint.test.ts',
        'kernel/canonical/json.test.ts',
      ],
      { cwd: ROOT, encoding: 'utf8', env: { ...env, HUIYIN_VECTORS: join(ROOT, 'no/vectors/here') } },
    );
    const lines = done.stdout.trim().split('\n');
    expect(done.status, done.stderr).toBe(0);
    expect(lines.at(-1)).toMatch(/^[1-9]\d passed, 0 failed$/);
    expect(lines.slice(-5, -3)).toEqual([
      '23 left out, for want of',
      expect.stringMatching(/^ {2}23: the published vectors .*--vectors DIR/),
    ]);
    expect(lines.slice(-3, -1).toSorted()).toEqual(['    kernel/canonical/json.test.ts: 6', '    kernel/log/checkpoint.test.ts: 17']);
  });

  it('is none where the folder of the vectors does not hold them, or where git does not know the commit', () => {
    const said: string[] = [];
    const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) };
    expect(testCommand([], { vectors: ROOT }, io)).toBe(2);
    expect(testCommand([], { changed: 'no-such-commit' }, io)).toBe(2);
    expect(said.map((line) => line.split(':')[0])).toEqual(['test.no_vectors', 'test.no_commit']);
  });
});
