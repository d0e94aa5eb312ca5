import { defineConfig } from 'vitest/config';

/** The pure tests alone: no database, no browser, as Stryker runs them thousands of times. */
export default defineConfig({
  test: { include: ['kernel/**/*.test.ts', 'features/*/domain/**/*.test.ts', 'policy/**/*.test.ts'], testTimeout: 60_000 },
});
