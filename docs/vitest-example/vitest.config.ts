import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.ts'],
    // For whoever reads the results by machine: each test carries its findings as meta.concordat.
    reporters: ['default', ['json', { outputFile: 'conformance.json' }]],
  },
});
