/** A refused duplicate that leaves a trace is seen whatever the identifiers of the node look like. */
import { expect, it } from 'vitest';
import { cantonUsers } from '../../suites/canton-users/suite.ts';
import { runAgainst } from '../kill-matrix/matrix.ts';

/** The parties of a reference of this seed end with 0. */
const ENDS_WITH_ZERO = 28;

it('a primary party that a refused duplicate changed is seen where the party of the run ends with 0', async () => {
  const { requirements, created } = await runAgainst(
    { fault: 'user-duplicate-changes-primary-party', seed: ENDS_WITH_ZERO },
    { suites: [cantonUsers], seed: 20_261, only: ['*/duplicate/original-unchanged'] },
  );
  expect(created.parties.map((id) => id.at(-1))).toEqual(['0']);
  expect(requirements.map(({ verdict }) => verdict)).toEqual(['failed']);
});
