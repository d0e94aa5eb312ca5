import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from './io.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEBIAN_PACKAGES = {
  '/usr/bin/chromium': 'chromium',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc': 'fonts-noto-cjk',
  '/usr/lib/postgresql/15/bin/postgres': 'postgresql-15',
} as const;

const isDebianRoot = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

const runQuietly = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0;

/** What the browser and PostgreSQL 15 tests need. Tests whose program is missing say so themselves. */
const installForTests = (io: Io): void => {
  const missing = Object.entries(DEBIAN_PACKAGES)
    .filter(([path]) => !existsSync(path))
    .map(([, name]) => name);
  if (missing.length === 0) return;
  if (!isDebianRoot()) return io.out(`not installed here (needs root on Debian): ${missing.join(', ')}`);
  io.out(`installing Debian's ${missing.join(', ')} for the tests`);
  // Debian would start a cluster of its own at once; the tests start theirs.
  mkdirSync('/etc/postgresql-common', { recursive: true });
  if (!existsSync('/etc/postgresql-common/createcluster.conf'))
    writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n');
  const done =
    runQuietly('apt-get', ['update', '-qq']) && runQuietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  if (!done) io.out('some of them could not be installed; their tests will say what is left out');
};

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** A file that fails before its first test has no failed test of its own: it counts as one. */
const countOf = (path: string): { readonly passed: number; readonly failed: number } => {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report; // written by the runner
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
};

/** `huiyin test`: installs what is missing, runs everything, ends with one line that counts. Exit code 0 only when nothing failed. */
export const testCommand = (files: readonly string[], io: Io): number => {
  installForTests(io);
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-test-'));
  const report = join(folder, 'report.json');
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const done = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}` },
  });
  const { passed, failed: counted } = countOf(report);
  const failed = done.status === 0 ? counted : Math.max(1, counted);
  rmSync(folder, { recursive: true, force: true });
  io.out(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
};
