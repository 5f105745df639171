/** The changes of behaviour that variants are made of. */
import { normaliseFingerprint } from '../../contracts/ishare/certificate.ts';
import { parseDistinguishedName } from '../../contracts/ishare/distinguished-name.ts';
import type { Json, Problem } from '../../contracts/model.ts';
import type { Answer } from './answer.ts';
import { type Change, claimAt, isRegistration } from './change.ts';
import { fixedUuid } from './faults-data.ts';
import type { Members, RegistryState, StoredParty } from './store.ts';

/** Applies to every request. */
export const everywhere = (): boolean => true;

/** Refusals with another status. */
export const refusalStatus =
  (change: (status: number) => number): Change =>
  (behaviour) => ({
    ...behaviour,
    refusal: (refusal) => {
      const answer = behaviour.refusal(refusal);
      return { ...answer, status: change(answer.status) };
    },
  });

/** Answers signed with another algorithm. */
export const signedWith =
  (alg: string): Change =>
  (behaviour) => ({
    ...behaviour,
    tokenHeader: (header, context) => ({ ...behaviour.tokenHeader(header, context), alg }),
  });

/** The registration of parties is not offered, and nothing says that it is. */
export const notOffered =
  (answer: Answer): Change =>
  (behaviour) => ({
    ...behaviour,
    intercept: (method, path) => (isRegistration(method, path) ? answer : undefined),
    allow: () => ({ status: 204, headers: { allow: 'GET, OPTIONS' } }),
    capabilities: (...input) => {
      const info = behaviour.capabilities(...input);
      const restricted = info.restrictedServices as readonly Members[] | undefined;
      return {
        ...info,
        ...(restricted && {
          restrictedServices: restricted.filter(({ identifier }) => identifier !== 'register-new-party'),
        }),
      };
    },
  });

/**
 * A registry whose clock is so many seconds ahead. `tolerance`: seconds by which assertions may come from its future, instead of the
 * usual five.
 */
export const clockAhead =
  (seconds: number, tolerance = 5): Change =>
  (behaviour) => ({
    ...behaviour,
    tokenRules: behaviour.tokenRules.map(({ id, broken }) => {
      const later = seconds + (id === 'issued-in-future' ? tolerance - 5 : 0);
      return { id, broken: (request, world) => broken(request, { ...world, now: world.now + later }) };
    }),
    tokenPayload: (payload, context) => {
      const { iat, exp, ...rest } = behaviour.tokenPayload(payload, context);
      return { ...rest, iat: Number(iat) + seconds, exp: Number(exp) + seconds };
    },
    finish: (answer, method, path) => {
      const finished = behaviour.finish(answer, method, path);
      const date = new Date(Date.now() + seconds * 1000).toUTCString();
      return { ...finished, headers: { ...finished.headers, date } };
    },
  });

/** Every `n`-th request that this applies to is answered otherwise, before anything is done. */
export const everyNth =
  (n: number, applies: (method: string, path: string) => boolean, answer: Answer): Change =>
  (behaviour) => {
    let count = 0;
    return {
      ...behaviour,
      intercept: (method, path, state) => {
        if (applies(method, path)) {
          count += 1;
          if (count % n === 0) return answer;
        }
        return behaviour.intercept(method, path, state);
      },
    };
  };

/** An answer that asks to try again. */
export const UNAVAILABLE: Answer = {
  status: 503,
  headers: { 'retry-after': '0' },
  body: 'try again',
  mediaType: 'text/plain',
};

const EXEMPT = ['ServiceConsumer', 'EntitledParty', 'ServiceProvider'];

/** What a strict but legal registry does not take. */
export function strictPolicy(body: Members): string | undefined {
  const claims = body.claims as readonly Members[];
  const minimum = ['frameworkCompliance', 'frameworkAgreement', 'frameworkRole', 'x509Certificate'];
  const odd = claims.find(({ type }) => !minimum.includes(String(type)));
  if (odd) return `claims of type ${String(odd.type)} are not registered here`;
  if (claims.filter(({ type }) => type === 'x509Certificate').length > 1) return 'one certificate is registered here';
  if (claims.some(({ status }) => status !== 'active')) return 'only active claims are registered here';
  if (claims.some(({ type, roleId }) => type === 'frameworkRole' && !EXEMPT.includes(String(roleId)))) {
    return 'this role is assigned by the scheme';
  }
  if (claims.filter(({ type }) => type === 'x509Certificate').length > 1) return 'one certificate is registered';
  if (String(body.name).length > 64 || /^\s|\s\s|\s$/.test(String(body.name)))
    return 'names have at most 64 characters';
  const agreements = claims
    .filter(({ type }) => type === 'frameworkAgreement')
    .map(({ agreementType }) => agreementType);
  return agreements.length === 2 && agreements.includes('TermsOfUse') && agreements.includes('AccessionAgreement')
    ? undefined
    : 'exactly the two agreements of the framework are wanted';
}

/** Members of claims and aliases in another type than the schema has, and members that only the schema demands. */
export function onlyByLetter({ pointer, rule }: Problem, body: Json): boolean {
  const member = pointer.slice(pointer.lastIndexOf('/') + 1);
  const { type } = claimAt(body, pointer);
  const ofDataspace = /^dataspace/.test(String(type));
  if (rule === 'type') {
    const listed = ['type', 'status', 'loa', 'compliancyVerified', 'legalAdherence', 'publiclyPublishable'];
    return /^\/(?:alsoKnownAs\/\d|claims\/\d+\/)/.test(pointer) && !listed.includes(member);
  }
  if (rule === 'enum') return ofDataspace && member !== 'status';
  if (rule === 'format') return member === 'capabilityUrl';
  if (ofDataspace) return type !== 'dataspaceMembership' ? member !== 'status' : /Date$/.test(member);
  return member === 'frameworkId' && (type === 'frameworkRole' || type === 'frameworkAgreement');
}

/** Kept to the second: no text says that fractions are. */
const zeroOffset = (value: Json | undefined): Json =>
  new Date(Date.parse(String(value))).toISOString().replace(/\.\d{3}Z$/, '+00:00');

/** The claim in another notation. */
export function normalised(claim: Members): Members {
  const fingerprint = claim['x5t#s256'];
  const name = claim.subjectName;
  return {
    ...claim,
    ...(claim.startDate !== undefined && { startDate: zeroOffset(claim.startDate) }),
    ...(claim.endDate !== undefined && { endDate: zeroOffset(claim.endDate) }),
    ...(typeof fingerprint === 'string' && { 'x5t#s256': (normaliseFingerprint(fingerprint) ?? '').toUpperCase() }),
    ...(typeof name === 'string' && { subjectName: [...(parseDistinguishedName(name) ?? [])].reverse().join(', ') }),
    ...(typeof claim.x5c === 'string' && { x5c: claim.x5c.replace(/.{64}/g, '$&\n') }),
  };
}

/** Whether two parties differ in their claim ids at most. */
export function sameParty(existing: StoredParty, posted: StoredParty): boolean {
  const plain = (party: StoredParty): string =>
    JSON.stringify({ ...party, claims: party.claims.map((claim) => ({ ...claim, id: null })) });
  return plain(existing) === plain(posted);
}

/** Parties of others, as a registry in use has them. */
export function crowd(state: RegistryState): void {
  for (let index = 0; index < 500; index += 1) {
    const id = `did:ishare:EU.NL.NTRNL-${String(20_000_000 + index)}`;
    state.parties.push({
      id,
      name: `Resident ${index}`,
      alsoKnownAs: [id],
      claims: [
        {
          id: fixedUuid(id),
          registrarId: 'did:ishare:EU.NL.NTRNL-10000000',
          type: 'frameworkCompliance',
          status: 'active',
          frameworkId: 'iSHARE',
          startDate: '2025-01-01T00:00:00Z',
          endDate: '2035-01-01T00:00:00Z',
        },
      ],
    });
  }
}
