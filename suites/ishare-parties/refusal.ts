/**
 * What must be refused: broken schemas, no JSON, a claim of the minimum set missing, a role without the certificate that it needs.
 */

import { rejects } from '../../engine/checks/rejects.ts';
import { requirement } from '../../engine/requirement.ts';
import { clause } from '../clause.ts';
import { badInput } from './expectations.ts';
import { leavesNothing } from './leaves-nothing.ts';
import { schemaRefusalRequirements } from './refusal-schema.ts';
import { badInputRefusals, badInputViolations } from './refusals.ts';
import { refused } from './refused.ts';

const PAGE = 'ishare-post-parties';
const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

const SET_CAUSES = 'Usual causes: each claim checked on its own, the set never; the sentence read as a recommendation.';

/** Requirements of this topic. */
export const refusalRequirements = [
  ...schemaRefusalRequirements,
  refused(
    'malformed-json',
    clause(PAGE, 'request-json'),
    'A body that is not JSON (cut off, with something after it, with comments or single quotes) is refused.',
    'Usual causes: a lenient parser; a parser that stops after the first value.',
    true,
  ),
  refused(
    'missing-body',
    clause(DOCUMENT, 'party'),
    'A request without a body is refused.',
    'Usual causes: an empty body read as an empty object.',
  ),
  refused(
    'not-an-object',
    clause(DOCUMENT, 'party'),
    'A body that is JSON but no object is refused.',
    'Usual causes: an array with one party unwrapped.',
  ),
  refused(
    'claims-empty',
    clause(PAGE, 'minimum-set'),
    'A party without any claim is refused.',
    'Usual causes: the schema, which has no smallest number of claims, taken for everything.',
    true,
  ),
  refused(
    'compliance-claim-missing',
    clause(PAGE, 'minimum-set'),
    'A party without a frameworkCompliance claim is refused.',
    SET_CAUSES,
    true,
  ),
  refused(
    'agreement-claim-missing',
    clause(PAGE, 'minimum-set'),
    'A party without a frameworkAgreement claim is refused.',
    SET_CAUSES,
  ),
  refused(
    'role-claim-missing',
    clause(PAGE, 'minimum-set'),
    'A party without a frameworkRole claim is refused.',
    SET_CAUSES,
  ),
  refused(
    'credential-missing-consumer',
    clause(PAGE, 'exempt-roles'),
    'A ServiceConsumer with neither certificate nor assertion is refused.',
    'Usual causes: the exemption from certificates read as an exemption from credentials.',
  ),
  refused(
    'credential-missing-entitled-party',
    clause(PAGE, 'exempt-roles'),
    'An EntitledParty with neither certificate nor assertion is refused.',
    'Usual causes: the exemption from certificates read as an exemption from credentials.',
  ),
  refused(
    'credential-missing-provider',
    clause(PAGE, 'certificate-required'),
    'A ServiceProvider with neither certificate nor assertion is refused.',
    SET_CAUSES,
  ),
  refused(
    'certificate-rule-provider',
    clause(PAGE, 'certificate-required'),
    'A ServiceProvider with an assertion and no certificate is refused.',
    'Usual causes: either credential taken for any role.',
  ),
  refused(
    'certificate-rule-mixed-roles',
    clause(PAGE, 'certificate-required'),
    'A party with an exempt role and one that needs a certificate needs a certificate.',
    'Usual causes: the exemption applied when any role is exempt, or to the first role.',
  ),
  refused(
    'certificate-rule-other-roles',
    clause(PAGE, 'certificate-required'),
    'Every other role needs a certificate, where the registry registers it at all.',
    'Usual causes: a list of roles that need one instead of a list of those that do not.',
  ),
  requirement({
    id: 'ishare-parties/refusal/leaves-nothing',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'creates-a-party'),
    text: 'Nothing exists of a registration that was refused: no party, no claims, no other identifier.',
    explain:
      'Usual causes: the party stored before it is checked to its end; a transaction that is not rolled back; a queue that is filled before the access token is looked at.',
    smoke: true,
    check: leavesNothing,
  }),
  requirement({
    id: 'ishare-parties/refusal/status',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'status-codes'),
    text: 'Bad input is refused with 400, or with 403, 409, 413, 415 or 422.',
    explain: 'Usual causes: 404 from a lookup that failed inside; 5xx for what the caller did.',
    check: rejects(badInputRefusals, badInputViolations, badInput),
  }),
];
