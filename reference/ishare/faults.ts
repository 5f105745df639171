/** All faults of the embedded registry. */
import type { IshareFault } from './deviation.ts';
import { acceptanceFaults } from './faults-acceptance.ts';
import { answerFaults, responseFaults } from './faults-answer.ts';
import { dataFaults, identifierFaults } from './faults-data.ts';
import { readingFaults } from './faults-reading.ts';
import { claimSetFaults, refusalFaults, semanticFaults } from './faults-refusals.ts';
import { schemaFaults } from './faults-schema.ts';
import { authenticationFaults, tokenFaults } from './faults-token.ts';

/** Every fault, in the order of the topics of the suite. */
export const ishareFaults: readonly IshareFault[] = [
  ...responseFaults,
  ...tokenFaults,
  ...authenticationFaults,
  ...answerFaults,
  ...acceptanceFaults,
  ...dataFaults,
  ...schemaFaults,
  ...claimSetFaults,
  ...semanticFaults,
  ...refusalFaults,
  ...identifierFaults,
  ...readingFaults,
];
