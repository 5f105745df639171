/** Registration of a party by an embedded registry: read, check, keep. */
import { schemaProblems } from '../../contracts/ishare/schema.ts';
import type { Json } from '../../contracts/model.ts';
import type { Refusal } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import type { IsharePki } from './pki.ts';
import type { Submission } from './registration-rules.ts';
import { findParty, type Members, type RegistryState, type StoredParty } from './store.ts';

/** What came of a registration. */
export type Registered =
  | { readonly party: StoredParty; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly party?: undefined };

/** One registry with everything that registration needs. */
export interface Registrar {
  readonly behaviour: Behaviour;
  readonly state: RegistryState;
  readonly pki: IsharePki;
}

/** Registers the party in a request body. */
export async function register(registrar: Registrar, contentType: string, bytes: Uint8Array): Promise<Registered> {
  const body = readBody(registrar.behaviour, contentType, bytes);
  if ('kind' in body) return { refusal: body };
  const posted = registrar.behaviour.preprocess(body.json);
  const refusal = check(registrar, posted);
  if (refusal && !registrar.behaviour.storesRefused(refusal)) return { refusal };
  const outcome = await keep(registrar, completed(registrar, posted));
  return refusal ? { refusal } : outcome;
}

function readBody(behaviour: Behaviour, contentType: string, bytes: Uint8Array): Refusal | { readonly json: Json } {
  if (behaviour.encoding === 'jwt') return readJwt(contentType, bytes);
  if (!behaviour.acceptsMediaType(contentType)) {
    return { kind: 'media-type', message: 'the body must be application/json' };
  }
  try {
    return { json: JSON.parse(behaviour.bodyText(bytes)) as Json };
  } catch {
    return { kind: 'json', message: 'the body is not JSON' };
  }
}

/** A registration as a JWT: the party at the top level of the payload, or in `partyInfo`. */
function readJwt(contentType: string, bytes: Uint8Array): Refusal | { readonly json: Json } {
  if (!/^application\/jwt\b/i.test(contentType)) {
    return { kind: 'media-type', message: 'the body must be application/jwt' };
  }
  try {
    const payload = Buffer.from(bytes).toString('utf8').split('.')[1] ?? '';
    const { iss, sub, aud, jti, iat, exp, ...party } = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    ) as Members;
    return { json: party.partyInfo ?? party };
  } catch {
    return { kind: 'json', message: 'the body is not a JWT' };
  }
}

function check({ behaviour, state, pki }: Registrar, posted: Json): Refusal | undefined {
  const problems = schemaProblems('request', 'party', posted);
  const serious = problems.find((problem) => !behaviour.overlooks(problem, posted));
  if (serious) {
    const { pointer, expected, actual } = serious;
    return { kind: 'schema', message: `${pointer || 'the body'}: expected ${expected}, got ${actual}` };
  }
  // What is not right by the schema cannot be read by the other checks.
  if (problems.length > 0) return undefined;
  const besides = behaviour.refusesBesides(posted as Members);
  if (besides !== undefined) return { kind: 'semantics', message: besides };
  const world = { state, root: pki.root, intermediates: pki.ca.chain, now: Date.now() };
  for (const rule of behaviour.registrationRules) {
    const message = rule.broken(posted as unknown as Submission, world);
    if (message !== undefined) return { kind: rule.kind, message };
  }
  return undefined;
}

/** The party with what the registry adds. Members of a wrong type, which only a fault lets pass, become empty. */
function completed({ behaviour, state, pki }: Registrar, posted: Json): StoredParty {
  const members = (posted !== null && typeof posted === 'object' && !Array.isArray(posted) ? posted : {}) as Members;
  const { id = '', name = '', alsoKnownAs, claims, ...others } = members;
  const partyId = typeof id === 'string' ? id : JSON.stringify(id);
  const list = Array.isArray(claims) ? (claims as readonly Json[]) : [];
  return behaviour.stored({
    ...others,
    id: partyId,
    name,
    ...(Array.isArray(alsoKnownAs) && { alsoKnownAs: alsoKnownAs as string[] }),
    claims: list
      .filter((claim): claim is Members => claim !== null && typeof claim === 'object' && !Array.isArray(claim))
      .map((claim, index) => ({
        ...claim,
        id: behaviour.newClaimId(index, state),
        registrarId: behaviour.registrarId(pki, partyId),
      })),
  });
}

async function keep({ behaviour, state }: Registrar, party: StoredParty): Promise<Registered> {
  const existing = findParty(state, party.id);
  if (existing) {
    const outcome = behaviour.duplicate(existing, party);
    if (outcome.kind === 'refuse') {
      return { refusal: { kind: 'duplicate', message: outcome.because ?? `${party.id} is registered already` } };
    }
    if (outcome.kind === 'answer') return { party: outcome.party };
    if (outcome.kind === 'replace') state.parties.splice(state.parties.indexOf(existing), 1);
  }
  // Only a fault waits here: without waiting, nothing can come between the search and the insertion.
  const pause = behaviour.beforeInsertion();
  if (pause) await pause;
  state.parties.push(party);
  state.counts.registrations += 1;
  return { party };
}
