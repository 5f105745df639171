/**
 * Error bodies, over every refusal of the run.
 */
import { resourceType } from '../../contracts/canton/error-codes.ts';
import { requirement } from '../../engine/requirement.ts';
import { errorBody, everyRefusal, requestOf } from '../canton/errors/every-refusal.ts';
import { errorBodies } from '../canton/errors/requirements.ts';
import { clause } from '../clause.ts';
import { items, text } from '../json.ts';
import { parties } from './party-resource.ts';
import { referenceRefusals } from './references.ts';
import { allRefusals, contractRefusals } from './refusals.ts';
import { partySiblingErrors } from './sibling-errors.ts';

const PRODUCT = 'canton-reference-3.5';

/** Requirements of this topic. */
export const errorRequirements = [
  ...errorBodies(parties, { all: allRefusals, contract: contractRefusals }),
  partySiblingErrors,
  requirement({
    id: 'canton-parties/errors/resource-named',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'error-resource-named'),
    text: 'USER_NOT_FOUND names the user among its resources.',
    explain: 'Usual causes: resources left empty.',
    check: everyRefusal(
      referenceRefusals,
      (it) => {
        const resources = items(errorBody(it), 'resources');
        const named = resources.some(
          (pair) => resourceType(text(pair, 0) ?? '') === 'USER' && text(pair, 1) === text(requestOf(it), 'userId'),
        );
        return named
          ? undefined
          : {
              summary: 'USER_NOT_FOUND names no user',
              expected: `[["USER" or "ErrorResource(USER)", ${JSON.stringify(text(requestOf(it), 'userId'))}]]`,
              actual: JSON.stringify(resources),
              pointer: '/resources',
            };
      },
      'Every USER_NOT_FOUND names its user.',
      (it) => text(errorBody(it), 'code') === 'USER_NOT_FOUND' && requestOf(it) !== undefined,
    ),
  }),
];
