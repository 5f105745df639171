import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The suite against the deployment of `CONCORDAT_TARGET`; skipped with a word when that is not set. */
const conformanceTest = 'tests/conformance.test.ts';

/** The kill matrices take the longest by far: begun last, one of them would keep a single processor busy at the end. */
class KillMatricesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isMatrix = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/kill-matrix/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isMatrix), ...sorted.filter((file) => !isMatrix(file))];
  }
}

export default defineConfig({
  test: {
    // The default leaves a processor free for a person; there is none in CI, and half of the tests wait for answers.
    maxWorkers: '100%',
    sequence: { sequencer: KillMatricesFirst },
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
