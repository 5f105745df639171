/** All faults of the embedded registry. */
import type { FaultEntry, IshareFault } from './deviation.ts';
import { acceptanceFaults } from './faults-acceptance.ts';
import { answerFaults, responseFaults } from './faults-answer.ts';
import { authenticationFaults } from './faults-authentication.ts';
import { credentialFaults } from './faults-credentials.ts';
import { dataFaults, identifierFaults } from './faults-data.ts';
import { listFaults } from './faults-list.ts';
import { placeFaults } from './faults-places.ts';
import { readingFaults } from './faults-reading.ts';
import { consistencyFaults } from './faults-reading-consistency.ts';
import { claimSetFaults, refusalFaults } from './faults-refusals.ts';
import { registeringAgainFaults } from './faults-registering-again.ts';
import { schemaFaults } from './faults-schema.ts';
import { semanticFaults } from './faults-semantics.ts';
import { tokenFaults } from './faults-token.ts';
import { valueFaults } from './faults-values.ts';

const SUITE = 'ishare-parties/';

/** Requirements that are a SHOULD: what breaks nothing else is worth a warning. */
const RECOMMENDED: ReadonlySet<string> = new Set([
  'operation/charset-parameter-accepted',
  'answer/audience-text',
  'acceptance/claim-ids-may-be-given',
  'acceptance/fingerprint-notations',
  'acceptance/extra-members',
  'data/nothing-invented',
  'semantics/period-reversed',
  'semantics/date-with-offset',
  'semantics/capability-url-missing',
  'capabilities/restricted-need-token',
]);

/** Requirements that need something from the operator. */
const INPUT: Readonly<Record<string, NonNullable<IshareFault['needsInput']>>> = {
  'authentication/expired-bearer-refused': 'expiredToken',
  'acceptance/exempt-roles-alike': 'idpAssertions',
};

function complete(entry: FaultEntry): IshareFault {
  const needsInput = entry.catches.map((requirement) => INPUT[requirement]).find((input) => input !== undefined);
  return {
    ...entry,
    catches: entry.catches.map((requirement) => `${SUITE}${requirement}`),
    verdictWhenCaught: entry.catches.every((requirement) => RECOMMENDED.has(requirement)) ? 'warned' : 'failed',
    ...(needsInput && { needsInput }),
  };
}

/** Every fault, in the order of the topics of the suite. */
export const ishareFaults: readonly IshareFault[] = [
  ...responseFaults,
  ...tokenFaults,
  ...credentialFaults,
  ...authenticationFaults,
  ...answerFaults,
  ...acceptanceFaults,
  ...dataFaults,
  ...valueFaults,
  ...schemaFaults,
  ...placeFaults,
  ...claimSetFaults,
  ...semanticFaults,
  ...refusalFaults,
  ...identifierFaults,
  ...registeringAgainFaults,
  ...readingFaults,
  ...consistencyFaults,
  ...listFaults,
].map(complete);
