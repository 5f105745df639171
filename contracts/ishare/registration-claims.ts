/**
 * Rules of the request oracle on the set of claims: the minimum set, the credential that each role needs, and where the
 * page leaves a registry free.
 */
import { type Claim, type Registration, type Remark, remark } from './remark.ts';

/** Roles that may do without a certificate (page: "For all roles except for …"). */
const exemptRoles: readonly string[] = ['ServiceConsumer', 'EntitledParty'];

/** Roles that every registry of the scheme must be able to register. */
const plainRoles = [...exemptRoles, 'ServiceProvider'];

/** Roles whose framework compliance must name a capability URL (description of `capabilityUrl`). */
const rolesWithCapabilities = ['ServiceProvider', 'IdentityProvider', 'ParticipantRegistry', 'AuthorisationRegistry'];

/** No text limits names, and every database does: from here on a refusal is policy. */
const LONG_NAME = 100;

const minimumTypes = ['frameworkCompliance', 'frameworkAgreement', 'frameworkRole'];

/** Remarks on which claims there are, and on what they say apart from the certificate itself. */
export function claimSetRemarks(registration: Registration, now: number): Remark[] {
  return [
    ...identifierRemarks(registration),
    ...minimumRemarks(registration.claims),
    ...credentialRemarks(registration.claims),
    ...agreementRemarks(registration.claims),
    ...registration.claims.flatMap((claim, index) => claimRemarks(claim, `/claims/${index}`, now)),
    ...capabilityRemarks(registration.claims),
  ];
}

function identifierRemarks({ party }: Registration): Remark[] {
  const remarks: Remark[] = [];
  for (const member of ['id', 'name']) {
    if (party[member] === '') remarks.push(remark(`/${member}`, 'empty', 'text', '""', 'not-scored'));
  }
  const { name } = party;
  if (typeof name === 'string' && name.length > LONG_NAME) {
    remarks.push(remark('/name', 'policy', `at most ${LONG_NAME} characters`, `${name.length}`, 'not-scored'));
  }
  if (typeof name === 'string' && /^\s|\s\s|\s$/.test(name)) {
    remarks.push(remark('/name', 'policy', 'single blanks between words', name, 'not-scored'));
  }
  for (const member of Object.keys(party)) {
    if (!['id', 'name', 'alsoKnownAs', 'claims'].includes(member)) {
      remarks.push(remark(`/${member}`, 'extra-member', 'no member of this name', 'one', 'not-scored', 'valid'));
    }
  }
  return remarks;
}

function minimumRemarks(claims: readonly Claim[]): Remark[] {
  // The sentence holds for parties of the iSHARE framework; another framework may want other things.
  const foreign = claims.some((claim) => typeof claim.frameworkId === 'string' && claim.frameworkId !== 'iSHARE');
  const missing = minimumTypes.filter((type) => !claims.some((claim) => claim.type === type));
  const remarks = missing.map((type) =>
    remark('/claims', 'minimum-set', `a ${type} claim`, 'none', foreign ? 'not-scored' : 'invalid'),
  );
  if (foreign) remarks.push(remark('/claims', 'framework', 'frameworkId "iSHARE"', 'another', 'not-scored'));
  return remarks;
}

/** One agreement or both demanded: both are legal, and so is refusing one that the framework does not know. */
function agreementRemarks(claims: readonly Claim[]): Remark[] {
  const types = claims
    .filter((claim) => claim.type === 'frameworkAgreement' && typeof claim.agreementType === 'string')
    .map((claim) =>
      String(claim.agreementType)
        .toLowerCase()
        .replace(/[^a-z]/g, ''),
    );
  const usual = types.length === 2 && types.includes('accessionagreement') && types.includes('termsofuse');
  if (usual || types.length === 0) return [];
  return [remark('/claims', 'policy', 'AccessionAgreement and TermsOfUse', types.join(', '), 'not-scored')];
}

function credentialRemarks(claims: readonly Claim[]): Remark[] {
  const has = (type: string): boolean => claims.some((claim) => claim.type === type);
  const roles = claims.filter((claim) => claim.type === 'frameworkRole').map((claim) => claim.roleId);
  const named = roles.filter((role) => typeof role === 'string');
  const certificates = claims.filter((claim) => claim.type === 'x509Certificate').length;
  if (certificates > 1) {
    return [remark('/claims', 'policy', 'one x509Certificate claim', `${certificates}`, 'not-scored')];
  }
  if (certificates === 1) return [];
  if (!has('idpAssertion')) {
    return [remark('/claims', 'minimum-set', 'an x509Certificate or idpAssertion claim', 'none', 'invalid')];
  }
  const others = named.filter((role) => !exemptRoles.includes(role));
  if (others.length === 0) return [];
  // The framework's own example writes role names in another case.
  const spelled = (role: string): boolean =>
    exemptRoles.some((exempt) => exempt.toLowerCase() === role.toLowerCase().replace(/[^a-z]/g, ''));
  const certain = others.some((role) => !spelled(role));
  return [
    remark(
      '/claims',
      'certificate-rule',
      `an x509Certificate claim for the role ${others.join(', ')}`,
      'an idpAssertion only',
      certain ? 'invalid' : 'not-scored',
    ),
  ];
}

function claimRemarks(claim: Claim, pointer: string, now: number): Remark[] {
  const remarks: Remark[] = [];
  for (const member of ['id', 'registrarId']) {
    if (claim[member] !== undefined) {
      remarks.push(
        remark(`${pointer}/${member}`, 'given-by-caller', 'left to the registry', 'given', 'not-scored', 'valid'),
      );
    }
  }
  const { type, status } = claim;
  if (typeof type === 'string' && ![...minimumTypes, 'x509Certificate'].includes(type)) {
    remarks.push(remark(`${pointer}/type`, 'policy', 'a claim of the minimum set', type, 'not-scored'));
  }
  if (typeof status === 'string' && status !== 'active') {
    remarks.push(remark(`${pointer}/status`, 'policy', 'active', status, 'not-scored'));
  }
  if (type === 'frameworkRole' && typeof claim.roleId === 'string' && !plainRoles.includes(claim.roleId)) {
    remarks.push(remark(`${pointer}/roleId`, 'policy', `one of ${plainRoles.join(', ')}`, claim.roleId, 'not-scored'));
  }
  if (typeof claim.verificationHash === 'string' && !/^[0-9a-f]{64}$/i.test(claim.verificationHash)) {
    const actual = claim.verificationHash;
    remarks.push(
      remark(`${pointer}/verificationHash`, 'hash', 'SHA-256 as 64 hex digits', actual, 'not-scored', 'invalid'),
    );
  }
  return [...remarks, ...periodRemarks(claim, pointer, now)];
}

function periodRemarks(claim: Claim, pointer: string, now: number): Remark[] {
  const remarks: Remark[] = [];
  const instants: Record<string, number> = {};
  for (const member of ['startDate', 'endDate']) {
    const text = claim[member];
    if (typeof text !== 'string' || Number.isNaN(Date.parse(text))) continue;
    instants[member] = Date.parse(text);
    if (/[+-]\d\d:\d\d$/.test(text) && !/[+-]00:00$/.test(text)) {
      remarks.push(remark(`${pointer}/${member}`, 'utc', 'a time in UTC', text, 'not-scored', 'invalid'));
    }
  }
  const { startDate, endDate } = instants;
  if (startDate !== undefined && endDate !== undefined && startDate >= endDate) {
    remarks.push(remark(pointer, 'period', 'startDate before endDate', 'the reverse', 'not-scored', 'invalid'));
  } else if ((startDate ?? now) > now || (endDate ?? now) < now) {
    remarks.push(remark(pointer, 'policy', 'valid today', 'not valid today', 'not-scored'));
  }
  return remarks;
}

function capabilityRemarks(claims: readonly Claim[]): Remark[] {
  const needed = claims.some(
    (claim) => claim.type === 'frameworkRole' && rolesWithCapabilities.includes(claim.roleId as string),
  );
  if (!needed) return [];
  return claims.flatMap((claim, index) =>
    claim.type === 'frameworkCompliance' && claim.capabilityUrl === undefined
      ? [remark(`/claims/${index}/capabilityUrl`, 'capability-url', 'a URL', 'missing', 'not-scored', 'invalid')]
      : [],
  );
}
