/** Legal differences in what a registry takes over from a caller, refuses of it, or makes it wait for. */
import type { Json } from '../../contracts/model.ts';
import type { Answer } from './answer.ts';
import { readOne } from './chain-check.ts';
import { isMembers, isTokenRequest, refusing } from './change.ts';
import type { IshareVariant } from './deviation.ts';
import type { Members } from './store.ts';

const claimsOf = (body: Json): readonly Members[] =>
  isMembers(body) ? ((body.claims ?? []) as readonly Members[]) : [];

/** Token requests per second. */
const TOKEN_RATE = 5;
const LATER: Answer = { status: 429, headers: { 'retry-after': '1' }, body: 'slow down', mediaType: 'text/plain' };

/** Says whether another request may be answered now, as a bucket does that fills up all the time. */
function bucket(perSecond: number): () => boolean {
  let left = perSecond;
  let last = Date.now();
  return () => {
    const now = Date.now();
    left = Math.min(perSecond, left + ((now - last) / 1_000) * perSecond);
    last = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

/** What a claim says of its validity that its certificate does not bear out. */
function outsideOfCertificate({ type, x5c, startDate, endDate }: Members): boolean {
  const certificate = type === 'x509Certificate' ? readOne(String(x5c)) : undefined;
  if (!certificate || startDate === undefined) return false;
  return (
    Date.parse(String(startDate)) < Date.parse(certificate.validFrom) ||
    Date.parse(String(endDate)) > Date.parse(certificate.validTo)
  );
}

/** Variants of strictness. */
export const strictnessVariants: readonly IshareVariant[] = [
  {
    id: 'keeps-given-registrar',
    title: 'The registrarId that the caller gives is kept',
    conformsTo: ['contract', 'reference'],
    apply: (behaviour) => {
      let given: readonly Members[] = [];
      return {
        ...behaviour,
        // Registrations are read and stored without a pause between, so that the last one is meant.
        preprocess: (body) => {
          const read = behaviour.preprocess(body);
          given = Array.isArray(isMembers(read) ? read.claims : undefined) ? claimsOf(read) : [];
          return read;
        },
        stored: (party) =>
          behaviour.stored({
            ...party,
            claims: party.claims.map((claim, index) => {
              const { registrarId = claim.registrarId } = given[index] ?? {};
              return { ...claim, ...(registrarId !== undefined && { registrarId }) };
            }),
          }),
      };
    },
  },
  {
    id: 'claim-within-certificate',
    title: 'a certificate claim must be valid within the validity of its certificate',
    conformsTo: ['contract', 'reference'],
    apply: refusing((body) =>
      claimsOf(body).some(outsideOfCertificate) ? 'the claim is valid when its certificate is not' : undefined,
    ),
  },
  {
    id: 'token-rate-limited',
    title: 'the token endpoint answers five requests a second, others with 429',
    conformsTo: ['contract', 'reference'],
    apply: (behaviour) => {
      const allowed = bucket(TOKEN_RATE);
      return {
        ...behaviour,
        intercept: (method, path, state) =>
          isTokenRequest(method, path) && !allowed() ? LATER : behaviour.intercept(method, path, state),
      };
    },
  },
];
