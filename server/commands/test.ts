import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Io } from './io.ts';
import { countReport, sayLeftOut, type Counted, type TestReport } from './test-report.ts';
import { testsReached } from './tests-reached.ts';

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

const git = (args: readonly string[]): readonly string[] | undefined => {
  const done = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 50_000_000 });
  return done.status === 0 ? done.stdout.split('\0').filter(Boolean) : undefined;
};

/** The tests that what differs from a commit can reach, the working tree and new files included; undefined where git does not know it. */
const testsSince = (ref: string): readonly string[] | undefined => {
  const known = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const differs = known && git(['diff', '--name-only', '--no-renames', '-z', (known[0] ?? '').trim()]);
  const fresh = git(['ls-files', '--others', '--exclude-standard', '-z']);
  const tracked = git(['ls-files', '-z']);
  if (!differs || !fresh || !tracked) return undefined;
  const files = [...tracked, ...fresh].filter((file) => existsSync(join(ROOT, file)));
  return testsReached({ files, read: (file) => readFileSync(join(ROOT, file), 'utf8') }, [...differs, ...fresh]);
};

/** Runs files, or everything. What the runner has counted; undefined where it left no report. */
const runTests = (files: readonly string[], env: NodeJS.ProcessEnv): { readonly status: number | null; readonly counted?: Counted } => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-test-'));
  const report = join(folder, 'report.json');
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files];
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}`, ...env },
  });
  const counted = existsSync(report) ? countReport(JSON.parse(readFileSync(report, 'utf8')) as TestReport, ROOT) : undefined; // the runner's own
  rmSync(folder, { recursive: true, force: true });
  return { status, ...(counted && { counted }) };
};

export interface TestOptions {
  /** Only what differs from a commit can reach; `true` stands for HEAD. */
  readonly changed?: string | true;
  /** Where the published vectors lie. */
  readonly vectors?: string;
}

const isMeant = (file: string, files: readonly string[]): boolean => files.length === 0 || files.some((one) => file.includes(one));

/**
 * `huiyin test`: installs what is missing, runs everything, or some files, or what a change can reach; says what was left out and why; ends
 * with one line that counts. Exit code 0 only when nothing failed, 2 where it could not begin.
 */
export const testCommand = (files: readonly string[], { changed, vectors }: TestOptions, io: Io): number => {
  if (vectors !== undefined && !existsSync(join(vectors, 'ed25519-cctv.json'))) {
    io.err(`test.no_vectors: ${vectors} does not hold the published vectors (ed25519-cctv.json)`);
    return 2;
  }
  const ref = changed === true ? 'HEAD' : changed;
  const reached = ref === undefined ? undefined : testsSince(ref);
  if (ref !== undefined && reached === undefined) {
    io.err(`test.no_commit: git knows no commit ${ref} here`);
    return 2;
  }
  const wanted = reached?.filter((file) => isMeant(file, files)) ?? files;
  if (reached !== undefined) io.out(`${wanted.length} test files can be reached by what differs from ${ref}`);
  if (reached !== undefined && wanted.length === 0) {
    io.out('0 passed, 0 failed');
    return 0;
  }
  installForTests(io);
  const { status, counted } = runTests(wanted, vectors === undefined ? {} : { HUIYIN_VECTORS: resolve(vectors) });
  const passed = counted?.passed ?? 0;
  const failed = status === 0 ? (counted?.failed ?? 1) : Math.max(1, counted?.failed ?? 1);
  for (const line of sayLeftOut(counted?.leftOut ?? [])) io.out(line);
  io.out(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
};
