/**
 * What an operator may declare about a Canton deployment.
 */
import type { StatementEntry } from '../../engine/suite.ts';

/** Entries of the statement for both Canton suites. */
export const cantonStatement: readonly StatementEntry[] = [
  { name: 'authentication', values: ['none', 'bearer'], meaning: 'Whether requests need a token.' },
  { name: 'partyIdHint', values: ['honoured', 'ignored'], meaning: 'Whether the identifier shows the hint.' },
  { name: 'duplicateHint', values: ['rejected', 'distinct'], meaning: 'What becomes of a hint that was used before.' },
  { name: 'readBack', values: [true, false], meaning: 'Whether the list and the single party can be read.' },
];
