import { defineConfig } from 'vitest/config';

const OUTSIDE = ['node_modules/**', '.stryker-tmp/**', 'var/**'];
/** Tests that end processes, watch every statement, read the memory of this one or add a language to it: each file has a process of its own. */
const ALONE = [
  'test/{e2e,faults,frozen,languages,misuse,scenarios}/**/*.{test,e2e}.ts',
  'features/**/*.e2e.ts',
  'engine/http/came-from.pg.test.ts',
  'kernel/language/words.test.ts',
];

const shared = {
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
};
// These tell a hang from a slow machine, and nothing else.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: 2 };

export default defineConfig({
  ...shared,
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 2,
    projects: [
      { ...shared, test: { name: 'alone', include: ALONE, exclude: OUTSIDE, ...limits } },
      {
        ...shared,
        // One process takes one file after the other: to read the whole program anew took longer than most files test it.
        test: {
          name: 'together',
          include: ['**/*.test.ts'],
          exclude: [...OUTSIDE, ...ALONE],
          setupFiles: ['test/support/later.ts'],
          isolate: false,
          ...limits,
        },
      },
    ],
  },
});
