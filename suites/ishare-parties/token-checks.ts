/**
 * What a token request must have: one requirement for each check of the token endpoint.
 */
import { type Requirement, requirement } from '../../engine/requirement.ts';
import { clause } from '../clause.ts';
import { noTokenFor } from './token-refusals.ts';

const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

/** Declares that a request with one of these defects is given no token. */
function refuses(
  name: string,
  source: Requirement['source'],
  defects: readonly string[],
  text: string,
  explain: string,
  profile: Requirement['profile'] = 'contract',
): Requirement {
  return requirement({
    id: `ishare-parties/token/${name}`,
    level: 'MUST',
    profile,
    source,
    text,
    explain,
    ...(name === 'signature-checked' && { smoke: true }),
    check: noTokenFor(...defects),
  });
}

/** A requirement for each thing that can be wrong with a token request. */
export const tokenChecks: readonly Requirement[] = [
  refuses(
    'grant-type-checked',
    clause(DOCUMENT, 'token-grant-type'),
    ['grant_type-missing', 'grant_type-wrong'],
    'Without grant_type client_credentials, no token is given.',
    'Usual causes: one handler for every grant.',
  ),
  refuses(
    'scope-checked',
    clause(DOCUMENT, 'token-scope'),
    ['scope-missing', 'scope-wrong', 'scope-similar'],
    'Without iSHARE in scope, no token is given.',
    'Usual causes: the scope stored and never compared, or looked for as a part of the text in any case.',
  ),
  refuses(
    'client-id-checked',
    clause(DOCUMENT, 'token-client-id'),
    ['client_id-missing', 'client_id-wrong', 'client_id-of-another'],
    'Without the identifier of the client in client_id, no token is given.',
    'Usual causes: the client taken from the assertion alone; any client_id that is known accepted, whoever signed.',
  ),
  refuses(
    'assertion-type-checked',
    clause(DOCUMENT, 'token-assertion-type'),
    ['client_assertion_type-missing', 'client_assertion_type-wrong'],
    'Without the jwt-bearer type in client_assertion_type, no token is given.',
    'Usual causes: the member never read.',
  ),
  refuses(
    'assertion-demanded',
    clause(DOCUMENT, 'token-assertion'),
    ['client_assertion-missing', 'client_assertion-wrong'],
    'Without an assertion, no token is given.',
    'Usual causes: the client looked up by client_id, and its assertion checked only where there is one.',
  ),
  refuses(
    'form-demanded',
    clause(DOCUMENT, 'token-form'),
    ['body-json'],
    'A request that is a JSON body instead of a form is given no token.',
    'Usual causes: a framework that reads either. It is a second way in that nobody documents.',
    'reference',
  ),
  refuses(
    'signature-checked',
    clause(DOCUMENT, 'token-assertion'),
    ['signature-altered', 'key-of-another', 'key-in-header'],
    'An assertion whose signature does not belong to its certificate is given no token.',
    'Usual causes: decode() of the JWT library instead of verify(); verification switched off because x5c is awkward; a key in the header parameter jwk preferred.',
  ),
  refuses(
    'algorithm-checked',
    clause(DOCUMENT, 'jwt-header'),
    ['alg-none', 'alg-hs256', 'alg-hs256-public-key', 'alg-hs256-certificate', 'alg-hs256-x5c'],
    'An assertion that is not signed, or with a shared secret, is given no token.',
    'Usual causes: the algorithm taken from the header; HS256 keyed with the public key or certificate, in whichever form.',
  ),
  refuses(
    'expiry-checked',
    clause(DOCUMENT, 'jwt-times'),
    ['expired'],
    'An assertion that expired two minutes ago is given no token.',
    'Usual causes: exp not looked at; a tolerance of minutes.',
  ),
  refuses(
    'future-refused',
    clause(DOCUMENT, 'jwt-times'),
    ['issued-in-future'],
    'An assertion issued two minutes in the future is given no token.',
    'Usual causes: iat not compared with the clock, so that assertions can be made in advance.',
  ),
  refuses(
    'lifetime-checked',
    clause(DOCUMENT, 'token-assertion'),
    ['lifetime-long', 'lifetime-minutes'],
    'An assertion that lives longer than 30 seconds is given no token.',
    'Usual causes: exp only compared with the clock; an assertion that leaks is then good for as long as its maker liked.',
  ),
  refuses(
    'seconds-demanded',
    clause(DOCUMENT, 'jwt-times'),
    ['times-in-milliseconds'],
    'An assertion with times in milliseconds is given no token.',
    'Usual causes: exp in milliseconds taken for seconds far in the future.',
  ),
  refuses(
    'issuer-checked',
    clause(DOCUMENT, 'jwt-skeleton'),
    ['iss-missing', 'iss-other'],
    'An assertion whose iss is not the client is given no token.',
    'Usual causes: iss not compared with client_id and the certificate.',
  ),
  refuses(
    'subject-checked',
    clause(DOCUMENT, 'jwt-subject'),
    ['sub-missing', 'sub-differs'],
    'An assertion whose sub is not its iss is given no token.',
    'Usual causes: sub not looked at.',
  ),
  refuses(
    'audience-checked',
    clause(DOCUMENT, 'jwt-audience'),
    ['aud-missing', 'aud-other', 'aud-nobody'],
    'An assertion that was made for another server is given no token.',
    'Usual causes: aud not looked at; compared with the client instead of the registry.',
  ),
  refuses(
    'single-audience-demanded',
    clause(FRAMEWORK, 'jwt-single-audience'),
    ['aud-list'],
    'An assertion whose aud is a list is given no token.',
    'Usual causes: a JWT library that takes either.',
    'reference',
  ),
  refuses(
    'id-demanded',
    clause(DOCUMENT, 'jwt-id'),
    ['jti-missing'],
    'An assertion without jti is given no token.',
    'Usual causes: jti only looked at where it is there, which lets an assertion be used for ever.',
  ),
  refuses(
    'times-demanded',
    clause(DOCUMENT, 'jwt-times'),
    ['iat-missing', 'exp-missing'],
    'An assertion without iat or exp is given no token.',
    'Usual causes: a JWT library that checks times only where they are there.',
  ),
  refuses(
    'single-use',
    clause(DOCUMENT, 'jwt-id'),
    ['replay', 'replay-race'],
    'An assertion that was accepted once is given no second token.',
    'Usual causes: used jti values not kept, or kept in each of several processes; kept only after the token was made, so that of several requests at once each gets one.',
  ),
  refuses(
    'type-checked',
    clause(DOCUMENT, 'jwt-header'),
    ['typ-other', 'typ-missing'],
    'An assertion whose typ is not JWT is given no token.',
    'Usual causes: typ not looked at, so that a token made for something else serves as an assertion.',
  ),
  refuses(
    'chain-demanded',
    clause(DOCUMENT, 'jwt-header'),
    ['x5c-missing', 'x5c-leaf-only'],
    'An assertion without x5c, or with the certificate of the client alone in it, is given no token.',
    'Usual causes: the key on file used instead; the leaf trusted without its chain.',
  ),
  refuses(
    'root-in-chain-demanded',
    clause(FRAMEWORK, 'jwt-chain'),
    ['x5c-root-missing'],
    'An assertion whose x5c ends below the root is given no token.',
    'Usual causes: a chain builder that completes chains on its own.',
    'reference',
  ),
  refuses(
    'chain-trusted',
    clause(DOCUMENT, 'token-assertion'),
    ['chain-untrusted', 'chain-forged', 'chain-of-namesakes', 'chain-through-client'],
    'An assertion whose certificate was not issued under a root of the trusted list is given no token.',
    'Usual causes: the signature verified with x5c[0], and the chain never followed to a trusted root; only the last certificate compared with the list; certificates linked by their names, without their signatures; the right to issue not looked at.',
  ),
  refuses(
    'certificate-owner-checked',
    clause(DOCUMENT, 'token-assertion'),
    ['certificate-of-another', 'name-of-another'],
    'An assertion signed with the certificate of another party is given no token.',
    'Usual causes: any trusted certificate accepted for any client_id.',
  ),
  refuses(
    'certificate-validity-checked',
    clause(FRAMEWORK, 'certificate-valid'),
    ['certificate-expired', 'certificate-not-yet-valid'],
    'An assertion signed with a certificate that is not valid today is given no token.',
    'Needs ishare.caKeyFile. Usual causes: only the signatures of a chain verified.',
    'reference',
  ),
];
