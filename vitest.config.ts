import { defineConfig } from 'vitest/config';

/** The suite against the deployment of `CONCORDAT_TARGET`; skipped with a word when that is not set. */
const conformanceTest = 'tests/conformance.test.ts';

export default defineConfig({
  test: {
    // The default leaves a processor free for a person; there is none in CI, and half of the tests wait for answers.
    maxWorkers: '100%',
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
