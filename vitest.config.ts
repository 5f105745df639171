import { defineConfig } from 'vitest/config';

/** The suite against the deployment of `CONCORDAT_TARGET`; skipped with a word when that is not set. */
const conformanceTest = 'tests/conformance.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [conformanceTest],
          isolate: false,
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'conformance', include: [conformanceTest], pool: 'forks' } },
    ],
  },
});
