/** Faults that let a registration pass which breaks the schema, or is no JSON at all. */
import type { Json } from '../../contracts/model.ts';
import { type Change, claimAt, isMembers, overlooking, overlookingMissing } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members } from './store.ts';

const accepts = (id: string, title: string, violation: string, apply: Change): FaultEntry =>
  fault(id, title, `refusal/${violation}`, apply);

const at = (pointer: string | RegExp, rule?: string): Change =>
  overlooking(
    (problem) =>
      (typeof pointer === 'string' ? problem.pointer === pointer : pointer.test(problem.pointer)) &&
      (rule === undefined || problem.rule === rule),
  );

/** The body as a reader with this habit understands it. */
const reading =
  (change: (body: Members) => Members): Change =>
  (behaviour) => ({ ...behaviour, preprocess: (body) => (isMembers(body) ? change(body) : body) });

const readingText =
  (change: (text: string) => string): Change =>
  (behaviour) => ({ ...behaviour, bodyText: (bytes) => change(behaviour.bodyText(bytes)) });

const textOf = (value: Json | undefined): Json | undefined => (typeof value === 'number' ? String(value) : value);

const mapClaims = (body: Members, change: (claim: Members) => Members): Members => ({
  ...body,
  ...(Array.isArray(body.claims) && {
    claims: (body.claims as readonly Json[]).map((claim) => (isMembers(claim) ? change(claim) : claim)),
  }),
});

/** Faults that let a broken schema pass. */
export const schemaFaults: readonly FaultEntry[] = [
  accepts('accepts-missing-name', 'a party may lack its name', 'party-member-missing', at('/name', 'required')),
  accepts('accepts-missing-claims', 'a party may lack claims', 'party-member-missing', at('/claims', 'required')),
  accepts('coerces-id', 'a number as id becomes a text', 'party-member-type', at('/id', 'type')),
  accepts(
    'coerces-name',
    'a number as name becomes a text',
    'party-member-type',
    reading((body) => ({ ...body, name: textOf(body.name) as Json })),
  ),
  accepts('accepts-claims-object', 'claims may be an object', 'party-member-type', at('/claims', 'type')),
  accepts('accepts-text-as-aliases', 'alsoKnownAs may be a text', 'party-member-type', at('/alsoKnownAs', 'type')),
  accepts(
    'skips-strange-claims',
    'claims that are no objects are skipped',
    'party-member-type',
    at(/^\/claims\/\d+$/, 'type'),
  ),
  accepts('accepts-claim-without-type', 'a claim may lack its type', 'claim-member-missing', at(/\/type$/, 'required')),
  accepts(
    'defaults-claim-status',
    'a claim without status becomes active',
    'claim-member-missing',
    reading((body) => mapClaims(body, (claim) => ({ status: 'active', ...claim }))),
  ),
  accepts('accepts-unknown-status', 'any status is accepted', 'claim-status-unknown', at(/\/status$/, 'enum')),
  accepts(
    'status-case-folded',
    'the case of a status does not matter',
    'claim-status-unknown',
    reading((body) =>
      mapClaims(body, (claim) => ({
        ...claim,
        ...(typeof claim.status === 'string' && { status: claim.status.toLowerCase() }),
      })),
    ),
  ),
  accepts(
    'compliance-members-optional',
    'frameworkCompliance may lack members',
    'compliance-member-missing',
    overlookingMissing('frameworkCompliance'),
  ),
  accepts(
    'role-dates-optional',
    'a role may lack its dates',
    'role-member-missing',
    overlookingMissing('frameworkRole', 'startDate', 'endDate'),
  ),
  accepts(
    'role-loa-optional',
    'a role may lack loa',
    'role-member-missing',
    overlookingMissing('frameworkRole', 'loa'),
  ),
  accepts('accepts-any-loa', 'any loa is accepted', 'role-value-unknown', at(/\/loa$/, 'enum')),
  accepts(
    'coerces-adherence',
    'booleans become yes and no',
    'role-value-unknown',
    reading((body) =>
      mapClaims(body, (claim) =>
        typeof claim.legalAdherence === 'boolean'
          ? { ...claim, legalAdherence: claim.legalAdherence ? 'yes' : 'no' }
          : claim,
      ),
    ),
  ),
  accepts(
    'agreement-members-optional',
    'an agreement may lack members',
    'agreement-member-missing',
    overlookingMissing('frameworkAgreement'),
  ),
  accepts(
    'certificate-members-optional',
    'a certificate claim may lack members',
    'certificate-member-missing',
    overlookingMissing('x509Certificate'),
  ),
  accepts(
    'accepts-suspended-certificate',
    'a certificate may be suspended',
    'certificate-status',
    overlooking(
      ({ pointer, rule }, body) =>
        rule === 'enum' && pointer.endsWith('/status') && claimAt(body, pointer).type === 'x509Certificate',
    ),
  ),
  accepts(
    'accepts-empty-assertion-claim',
    'an idpAssertion claim may lack its assertion',
    'assertion-member-missing',
    overlookingMissing('idpAssertion'),
  ),
  accepts(
    'auth-registry-members-optional',
    'an authRegistry claim may lack members',
    'auth-registry-member-missing',
    overlookingMissing('authRegistry'),
  ),
  accepts(
    'membership-members-optional',
    'a dataspaceMembership claim may lack members',
    'membership-member-missing',
    overlookingMissing('dataspaceMembership'),
  ),
  accepts(
    'publishable-optional',
    'publiclyPublishable may be missing',
    'additional-info-publishable',
    at(/\/publiclyPublishable$/, 'required'),
  ),
  accepts(
    'coerces-publishable',
    'publiclyPublishable may be a text',
    'additional-info-publishable',
    at(/\/publiclyPublishable$/, 'type'),
  ),
  accepts(
    'accepts-bare-date',
    'a date without a time is accepted',
    'date-malformed',
    overlooking(({ rule, actual }) => rule === 'format' && /^"\d{4}-\d\d-\d\d"$/.test(actual)),
  ),
  accepts('dates-unchecked', 'dates may be any text', 'date-malformed', at(/Date$/, 'format')),
  accepts(
    'trailing-garbage-ignored',
    'what follows the first JSON value is ignored',
    'malformed-json',
    readingText((text) => text.replace(/\}[^{}\]]*$/s, '}')),
  ),
  accepts(
    'truncated-json-completed',
    'a missing brace at the end is added',
    'malformed-json',
    readingText((text) => (/[^}\s]\s*$/.test(text) && text.startsWith('{') ? `${text}}` : text)),
  ),
  accepts('missing-body-accepted', 'a missing body is an empty party', 'missing-body', (behaviour) => ({
    ...behaviour,
    bodyText: (bytes) => behaviour.bodyText(bytes).trim() || '{}',
    overlooks: (_, body) => isMembers(body) && Object.keys(body).length === 0,
  })),
  accepts('array-unwrapped', 'an array with one party is taken for the party', 'not-an-object', (behaviour) => ({
    ...behaviour,
    preprocess: (body) => (Array.isArray(body) && body.length === 1 ? (body[0] as Json) : body),
  })),
];
