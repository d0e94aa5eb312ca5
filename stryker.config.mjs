/** Mutation of the kernel and of every domain; a command of its own: npm run mutate. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutate.config.ts' },
  mutate: ['kernel/**/*.ts', 'features/*/domain/**/*.ts', '!**/*.test.ts'],
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: 'reports/mutation.html' },
  thresholds: { high: 90, low: 85, break: 85 },
  concurrency: 2,
  ignoreStatic: true,
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['var', 'docs', 'reports'],
};
