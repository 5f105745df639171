/**
 * What must be refused: broken schemas, a claim of the minimum set missing, a role without the certificate that it needs.
 */

import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { requirement } from '../../engine/requirement.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { clause } from '../clause.ts';
import { type PartyListing, readParties } from '../ishare/party-list.ts';
import { badInput, clientError } from './expectations.ts';
import { refusalTraces } from './refusal-traces.ts';
import { contractRefusals, plainRefusals, plainViolations, refusalsWith, violationOf } from './refusals.ts';

const PAGE = 'ishare-post-parties';
const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

const SCHEMA_CAUSES = 'Usual causes: no validation against the schema; a default put in; a value converted.';
const SET_CAUSES = 'Usual causes: each claim checked on its own, the set never; the sentence read as a recommendation.';

/** A violation that is refused and creates nothing. */
const refused = (id: string, source: ReturnType<typeof clause>, text: string, explain: string, smoke = false) =>
  requirement({
    id: `ishare-parties/refusal/${id}`,
    level: 'MUST',
    profile: 'contract',
    source,
    text,
    explain,
    ...(smoke && { smoke }),
    check: rejects([refusalsWith(id)], [violationOf(id)], clientError),
  });

/** The parties of this run, read after everything else. */
const finalList: Experiment<PartyListing> = {
  key: 'refusals/final-list',
  lane: 'last',
  vectors: () => [],
  cost: () => ({ parties: 0, users: 0, exchanges: 3 }),
  run: (context) => readParties(context, [['name', `${context.namespace}-*`]]),
};

/** What a registry keeps of a broken registration may have lost its identifier; its name tells where it comes from. */
function listedUnder(list: PartyListing, { names }: CaseRecord): readonly string[] {
  if (!list.available) return [];
  return list.parties
    .filter(({ name }) => typeof name === 'string' && names.some((each) => name.startsWith(each)))
    .map(({ id }) => String(id));
}

/** Requirements of this topic. */
export const refusalRequirements = [
  refused(
    'party-member-missing',
    clause(DOCUMENT, 'party-required'),
    'A party without name or claims is refused.',
    SCHEMA_CAUSES,
    true,
  ),
  refused(
    'party-member-type',
    clause(DOCUMENT, 'party-types'),
    'A party with a member of a wrong type is refused, null included.',
    SCHEMA_CAUSES,
  ),
  refused(
    'claim-member-missing',
    clause(DOCUMENT, 'claim-required'),
    'A claim without type or status is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'claim-status-unknown',
    clause(DOCUMENT, 'claim-status'),
    'A claim with a status outside active, inactive, revoked, suspended is refused; their case matters.',
    SCHEMA_CAUSES,
  ),
  refused(
    'compliance-member-missing',
    clause(DOCUMENT, 'compliance'),
    'A frameworkCompliance claim without frameworkId, startDate or endDate is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'role-member-missing',
    clause(DOCUMENT, 'role'),
    'A frameworkRole claim without roleId, loa, compliancyVerified, legalAdherence or a date is refused.',
    SCHEMA_CAUSES,
    true,
  ),
  refused(
    'role-value-unknown',
    clause(DOCUMENT, 'role'),
    'A frameworkRole claim with a loa outside its list, or with a boolean for legalAdherence, is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'agreement-member-missing',
    clause(DOCUMENT, 'agreement'),
    'A frameworkAgreement claim without agreementType, agreementId or title is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'certificate-member-missing',
    clause(DOCUMENT, 'certificate'),
    'An x509Certificate claim without subjectName, certificateType, x5c or x5t#s256 is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'certificate-status',
    clause(DOCUMENT, 'certificate-status'),
    'An x509Certificate claim is active or revoked; suspended and inactive are refused.',
    'Usual causes: the statuses of all claims applied to certificates.',
  ),
  refused(
    'assertion-member-missing',
    clause(DOCUMENT, 'idp-assertion'),
    'An idpAssertion claim without its assertion is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'auth-registry-member-missing',
    clause(DOCUMENT, 'auth-registry'),
    'An authRegistry claim without name, authUrl or authRegistryId is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'membership-member-missing',
    clause(DOCUMENT, 'membership'),
    'A dataspaceMembership claim without dataspaceId or legalAdherence is refused.',
    SCHEMA_CAUSES,
  ),
  refused(
    'additional-info-publishable',
    clause(DOCUMENT, 'additional-info'),
    'additionalInfo without publiclyPublishable, or with a text there, is refused: the consent must be said.',
    'Usual causes: consent assumed; the text "true" converted.',
  ),
  refused(
    'date-malformed',
    clause(DOCUMENT, 'claim-dates'),
    'A date that is no RFC 3339 time is refused: a bare date, a time without a zone, month 13.',
    'Usual causes: lenient parsers for dates; formats not checked.',
  ),
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
    explain: 'Usual causes: the party stored before it is checked to its end; a transaction that is not rolled back.',
    smoke: true,
    check: {
      experiments: [...contractRefusals, finalList, refusalTraces],
      judge: async (context) => {
        const evidence = await Promise.all(contractRefusals.map((experiment) => context.evidence(experiment)));
        const list = await context.evidence(finalList);
        const refusedCases = evidence
          .flatMap(({ cases }) => cases)
          .filter(({ record }) => (record.exchange.response?.status ?? 0) >= 400);
        if (refusedCases.length === 0) return undetermined('prerequisite-failed', 'No invalid request was refused.');
        const blind = evidence.find((part) => part.blind)?.blind ?? (list.available ? undefined : list.reason);
        const left = refusedCases.map((it) => ({ ...it, created: [...it.created, ...listedUnder(list, it.record)] }));
        const wrong = left.filter(({ created }) => created.length > 0);
        const sent = refusedCases.length;
        const traces = await context.evidence(refusalTraces);
        if (wrong.length === 0 && traces.length > 0) {
          return failed(
            { sent, failed: traces.length },
            traces.slice(0, 3).map(({ of: { variant, record }, found, exchange }) => ({
              summary: `Something is left of a registration that was refused: ${variant.label}`,
              expected: 'nothing is created by a refused request',
              actual: found,
              pointer: variant.pointer,
              intermittent: false,
              seed: context.draw.seed,
              path: '',
              evidence: [record.exchange, exchange],
            })),
          );
        }
        if (wrong.length === 0) {
          return blind === undefined
            ? passed(sent, `Nothing exists of ${sent} refused registrations.`)
            : undetermined('read-back-unavailable', blind);
        }
        return failed(
          { sent, failed: wrong.length },
          wrong.slice(0, 3).map(({ record, variant, created }) => ({
            summary: `A party exists although its registration was refused: ${variant.label}`,
            expected: 'nothing is created by a refused request',
            actual: created.join(', '),
            pointer: variant.pointer,
            intermittent: false,
            seed: context.draw.seed,
            path: '',
            evidence: [record.exchange],
          })),
        );
      },
    },
  }),
  requirement({
    id: 'ishare-parties/refusal/status',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'status-codes'),
    text: 'Bad input is refused with 400, or with 403, 409, 413, 415 or 422.',
    explain: 'Usual causes: 404 from a lookup that failed inside; 5xx for what the caller did.',
    check: rejects([plainRefusals], plainViolations, badInput),
  }),
];
