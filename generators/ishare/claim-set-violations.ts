/** Registrations that lack a claim they need: the minimum set, and the certificate that most roles must have. */
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { assertion, certificate } from './claims.ts';
import { type Carrier, claimsOf, severalRoles, withClaims, withRoles } from './violation-parts.ts';

function without(label: string, types: readonly string[], carrier: Carrier): TableVariant {
  return {
    label,
    rule: 'minimum-set',
    pointer: '/claims',
    smoke: true,
    apply: (valid) => {
      const full = carrier(valid);
      return {
        kind: 'json',
        value: withClaims(
          full,
          claimsOf(full).filter(({ type }) => !types.includes(type as string)),
        ),
      };
    },
  };
}

function minimum(id: string, title: string, variants: readonly TableVariant[], carrier: Carrier): Violation {
  return { id, title, profile: 'contract', pointer: '/claims', carrier, variants: fromTable(variants) };
}

const consumer = withRoles('ServiceConsumer');
const entitled = withRoles('EntitledParty');
const provider = withRoles('ServiceProvider');

/** The certificate is replaced by an assertion, which these roles may not do. */
function assertionOnly(roles: readonly string[]): TableVariant {
  return {
    label: `${roles.join(' and ')} with an idpAssertion only`,
    rule: 'certificate-rule',
    pointer: '/claims',
    smoke: true,
    apply: (valid) => {
      const full = withRoles(...roles)(valid);
      const claims = claimsOf(full).map((claim) => (claim.type === certificate().type ? assertion() : claim));
      return { kind: 'json', value: withClaims(full, claims) };
    },
  };
}

function certificateRule(id: string, title: string, sets: readonly (readonly string[])[]): Violation {
  return {
    id,
    title,
    profile: 'contract',
    pointer: '/claims',
    // Every variant has roles of its own; the control shows the first set with a certificate.
    carrier: withRoles(...(sets[0] as readonly string[])),
    variants: fromTable(sets.map(assertionOnly)),
  };
}

/** Violations of the sentences on which claims there must be. */
export const claimSetViolations: readonly Violation[] = [
  minimum(
    'claims-empty',
    'a party without any claim',
    [
      {
        label: 'no claims',
        rule: 'minimum-set',
        pointer: '/claims',
        smoke: true,
        apply: (valid) => ({ kind: 'json', value: withClaims(valid, []) }),
      },
    ],
    severalRoles,
  ),
  minimum(
    'compliance-claim-missing',
    'no frameworkCompliance claim',
    [without('no compliance', ['frameworkCompliance'], severalRoles)],
    severalRoles,
  ),
  minimum(
    'agreement-claim-missing',
    'no frameworkAgreement claim',
    [without('no agreement', ['frameworkAgreement'], severalRoles)],
    severalRoles,
  ),
  minimum(
    'role-claim-missing',
    'no frameworkRole claim',
    [without('no role', ['frameworkRole'], severalRoles)],
    severalRoles,
  ),
  minimum(
    'credential-missing-consumer',
    'a ServiceConsumer with neither certificate nor assertion',
    [without('ServiceConsumer', ['x509Certificate'], consumer)],
    consumer,
  ),
  minimum(
    'credential-missing-entitled-party',
    'an EntitledParty with neither certificate nor assertion',
    [without('EntitledParty', ['x509Certificate'], entitled)],
    entitled,
  ),
  minimum(
    'credential-missing-provider',
    'a ServiceProvider with neither certificate nor assertion',
    [without('ServiceProvider', ['x509Certificate'], provider)],
    provider,
  ),
  certificateRule('certificate-rule-provider', 'a ServiceProvider without a certificate', [
    ['ServiceProvider'],
    // The name as the framework's own list of roles writes it.
    ['serviceProvider'],
  ]),
  certificateRule('certificate-rule-mixed-roles', 'an exempt role beside one that needs a certificate', [
    ['ServiceConsumer', 'ServiceProvider'],
    ['ServiceProvider', 'ServiceConsumer'],
    ['EntitledParty', 'ServiceProvider'],
    ['ServiceProvider', 'EntitledParty'],
  ]),
  certificateRule('certificate-rule-other-roles', 'another role of the scheme without a certificate', [
    ['AuthorisationRegistry'],
    ['IdentityProvider'],
    ['IdentityBroker'],
    ['ParticipantRegistry'],
    ['identityProvider'],
    // A role that no text names is none of the two that may do without.
    ['DataBroker'],
  ]),
];
