/**
 * The suite `ishare-parties`: iSHARE Participant Registry 3.0, `POST /parties`.
 */
import { ishareContract } from '../../contracts/ishare/errata.ts';
import type { Suite } from '../../engine/suite.ts';
import { finishRegistry, ishareStatement, isTransient, probeRegistry } from '../ishare/begin-and-end.ts';
import { acceptanceRequirements } from './acceptance.ts';
import { answerRequirements } from './answer.ts';
import { authenticationRequirements } from './authentication.ts';
import { correctionRequirements } from './corrected.ts';
import { dataRequirements } from './data.ts';
import { duplicateRequirements } from './duplicates.ts';
import { identifierRequirements } from './identifiers.ts';
import { listRequirements } from './list.ts';
import { listPageRequirements } from './list-pages.ts';
import { operationRequirements } from './operation.ts';
import { raceRequirements } from './race.ts';
import { readRequirements } from './read.ts';
import { refusalRequirements } from './refusal.ts';
import { semanticsRequirements } from './semantics.ts';
import { serviceRequirements } from './services.ts';
import { tokenRequirements } from './token.ts';

/** The suite. */
export const ishareParties: Suite = {
  name: 'ishare-parties',
  contract: () => ishareContract,
  statement: ishareStatement,
  requirements: [
    ...operationRequirements,
    ...tokenRequirements,
    ...authenticationRequirements,
    ...answerRequirements,
    ...acceptanceRequirements,
    ...dataRequirements,
    ...identifierRequirements,
    ...duplicateRequirements,
    ...raceRequirements,
    ...refusalRequirements,
    ...correctionRequirements,
    ...semanticsRequirements,
    ...readRequirements,
    ...listRequirements,
    ...listPageRequirements,
    ...serviceRequirements,
  ],
  isTransient,
  probe: probeRegistry,
  finish: finishRegistry,
};
