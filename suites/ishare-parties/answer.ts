/**
 * The signed token that answers a registration.
 */
import { readCertificate } from '../../contracts/ishare/certificate.ts';
import { judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import type { Breach } from '../../engine/checks/accepts.ts';
import { requirement } from '../../engine/requirement.ts';
import type { VerifiedToken } from '../../target/ishare/signed-token.ts';
import { clause } from '../clause.ts';
import { andReadTokens } from './read-tokens.ts';
import { overTokens, tokensKeep } from './successes.ts';
import { identifiersUnique } from './token-identifiers.ts';

const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

/** Only where both are in the form of which the framework says how they belong together: `did:ishare:EU.NL.NTRNL-1` and `NTRNL-1`. */
function otherOrganisation({ header, payload }: VerifiedToken): Omit<Breach, 'summary'> | undefined {
  const [leaf] = header.x5c as readonly string[];
  const named = readCertificate(String(leaf))?.organizationIdentifier;
  const { iss } = payload;
  if (named === undefined || !/^[A-Z]{3}[A-Z]{2}-/.test(named)) return undefined;
  if (typeof iss !== 'string' || !iss.startsWith('did:ishare:')) return undefined;
  if (iss.toLowerCase().endsWith(`.${named.toLowerCase()}`)) return undefined;
  return { expected: `a certificate of ${iss}`, actual: `organizationIdentifier ${named}` };
}

/** Requirements of this topic. */
export const answerRequirements = [
  requirement({
    id: 'ishare-parties/answer/form',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-payload'),
    text: 'partyToken is a JWS in compact form with a JSON object as payload.',
    explain: 'Usual causes: the payload alone, in base64; a JWS in its JSON form.',
    smoke: true,
    check: tokensKeep(['form'], 'partyToken is no compact JWS', 'Every partyToken is a compact JWS.'),
  }),
  requirement({
    id: 'ishare-parties/answer/signature-valid',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-header'),
    text: 'The token is signed with the key of the first certificate of x5c.',
    explain: 'Usual causes: x5c of another key than the one that signs; a payload changed after signing.',
    smoke: true,
    check: tokensKeep(['signature'], 'The signature does not fit the first certificate', 'Every signature is valid.'),
  }),
  requirement({
    id: 'ishare-parties/answer/algorithm',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-header'),
    text: 'The token is signed with RS256, RS384 or RS512.',
    explain: 'Usual causes: PS256 or ES256 by default of a library; alg none.',
    check: tokensKeep(['alg'], 'Another algorithm is used', 'Every token is signed with an allowed algorithm.'),
  }),
  requirement({
    id: 'ishare-parties/answer/type',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-header'),
    text: 'The header says typ JWT.',
    explain: 'Usual causes: typ left out; the type of an access token.',
    check: tokensKeep(['typ'], 'The header has another typ', 'Every header says typ JWT.'),
  }),
  requirement({
    id: 'ishare-parties/answer/chain',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-header'),
    text: 'x5c holds the certificate chain of the registry, leaf first, valid and leading to the configured root.',
    explain: 'Usual causes: the leaf alone; the chain in reverse order; PEM text instead of base64 of DER.',
    smoke: true,
    check: tokensKeep(
      ['x5c', 'chain-empty', 'chain-order', 'chain-untrusted', 'chain-leaf-only', 'chain-validity'],
      'x5c is no chain to the configured root',
      'Every chain leads to the configured root.',
    ),
  }),
  requirement({
    id: 'ishare-parties/answer/chain-complete',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'jwt-chain'),
    text: 'The chain includes the root.',
    explain: 'Usual causes: chains as TLS servers send them, which end below the root.',
    check: tokensKeep(['chain-root-missing'], 'The chain ends below the root', 'Every chain includes the root.'),
  }),
  requirement({
    id: 'ishare-parties/answer/certificate-of-registry',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'certificate-names-the-party'),
    text: 'The certificate that signs names the organisation that iss stands for.',
    explain: 'Usual causes: a seal of the vendor or of another participant; any certificate under the trusted root.',
    check: overTokens(
      'The token is signed with the certificate of somebody else',
      otherOrganisation,
      'Every token is signed with the certificate of its issuer.',
      ['form', 'x5c'],
    ),
  }),
  requirement({
    id: 'ishare-parties/answer/issuer',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-skeleton'),
    text: 'iss is the identifier of the registry.',
    explain: 'Usual causes: the identifier of the client or of the software; ishare.registryId set wrongly.',
    smoke: true,
    check: tokensKeep(['iss'], 'iss is not the registry', 'iss is always the registry.'),
  }),
  requirement({
    id: 'ishare-parties/answer/subject',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-subject'),
    text: 'sub is equal to iss.',
    explain: 'Usual causes: the identifier of the party that the token is about.',
    check: tokensKeep(['sub'], 'sub differs from iss', 'sub is always equal to iss.'),
  }),
  requirement({
    id: 'ishare-parties/answer/audience',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-audience'),
    text: 'aud is the identifier of the client that registered the party.',
    explain: 'Usual causes: aud left out; the registry itself.',
    check: tokensKeep(['aud'], 'aud is not the client', 'aud is always the client.'),
  }),
  requirement({
    id: 'ishare-parties/answer/audience-text',
    level: 'SHOULD',
    profile: 'reference',
    source: clause(FRAMEWORK, 'jwt-single-audience'),
    text: 'aud is a text, not a list.',
    explain: 'Usual causes: a library that always writes a list.',
    check: tokensKeep(['aud-list'], 'aud is a list', 'aud is always a text.'),
  }),
  requirement({
    id: 'ishare-parties/answer/times',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-times'),
    text: 'iat and exp are whole seconds; the token is neither expired nor from the future when it arrives.',
    explain: 'Usual causes: milliseconds; fractions of a second; a clock that is off.',
    check: tokensKeep(
      ['expired', 'issued-in-future', 'claims'],
      'The times of the token are wrong',
      'The times of every token are right.',
      (expected) => !expected.startsWith('jti'),
    ),
  }),
  requirement({
    id: 'ishare-parties/answer/lifetime',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'jwt-lifetime'),
    text: 'exp is iat plus 30 seconds.',
    explain: 'Usual causes: the life of access tokens used for signed answers.',
    check: andReadTokens(
      tokensKeep(['lifetime'], 'exp is not iat plus 30 seconds', 'exp is always iat plus 30 seconds.'),
      'lifetime',
      'exp of a token that was read is not iat plus 30 seconds',
    ),
  }),
  requirement({
    id: 'ishare-parties/answer/identifier-unique',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'jwt-id'),
    text: 'Every token has a jti, and no two have the same: those that answer registrations, and those of what is read.',
    explain: 'Usual causes: a constant; a time in seconds.',
    check: identifiersUnique,
  }),
  requirement({
    id: 'ishare-parties/answer/payload-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-payload'),
    text: 'The payload holds the party in partyInfo, as the schema says: every claim with a UUID as id and with a registrarId.',
    explain:
      'Usual causes: party_info, its name in version 2; the claims as they were sent; numbers as identifiers of claims.',
    smoke: true,
    check: overTokens(
      'The party in the token is not as the schema says',
      // The members around the party have requirements of their own.
      ({ payload }) =>
        judgeTokenPayload('register-new-party', payload).find(({ pointer }) => pointer.startsWith('/partyInfo')),
      'The party in every token is as the schema says.',
    ),
  }),
];
