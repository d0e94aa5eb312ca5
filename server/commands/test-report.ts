/** What the runner has written of a run, as far as it is read here. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly meta?: { readonly wants?: string } }[];
  }[];
}

/** Tests that were there and did not run: for want of what, and how many of each file. */
export interface LeftOut {
  readonly wants: string;
  readonly files: readonly { readonly file: string; readonly tests: number }[];
}

export interface Counted {
  readonly passed: number;
  readonly failed: number;
  readonly leftOut: readonly LeftOut[];
}

const RAN: readonly string[] = ['passed', 'failed'];
const UNSAID = 'nobody says why';

/** Counts a run. A file that fails before its first test has no failed test of its own: it counts as one. */
export const countReport = (report: TestReport, root: string): Counted => {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const idle = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((test) => !RAN.includes(test.status))
      .map((test) => ({ file: name.startsWith(`${root}/`) ? name.slice(root.length + 1) : name, wants: test.meta?.wants ?? UNSAID })),
  );
  const leftOut = [...Map.groupBy(idle, (it) => it.wants)].map(([wants, all]) => ({
    wants,
    files: [...Map.groupBy(all, (it) => it.file)].map(([file, tests]) => ({ file, tests: tests.length })),
  }));
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, leftOut };
};

const sum = (files: LeftOut['files']): number => files.reduce((all, { tests }) => all + tests, 0);

/** What was left out and why, in lines; the first counts all of it. */
export const sayLeftOut = (leftOut: readonly LeftOut[]): readonly string[] => [
  `${sum(leftOut.flatMap(({ files }) => files))} left out${leftOut.length === 0 ? '' : ', for want of'}`,
  ...leftOut.flatMap(({ wants, files }) => [`  ${sum(files)}: ${wants}`, ...files.map(({ file, tests }) => `    ${file}: ${tests}`)]),
];
