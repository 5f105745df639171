/**
 * Authentication, where the target has it (design.md, rule 14).
 */
import { scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import type { RequestTemplate } from '../../../engine/template.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { clause } from '../../clause.ts';
import { costOf, pageClause, type Resource, requirementFor } from '../resource.ts';
import { redactedError, refusedWith } from './checks.ts';
import { demandsAuthentication } from './disguises.ts';
import { disguisesOf } from './experiment.ts';

const PRODUCT = 'canton-reference-3.5';

/** The operations beside the creation. */
export interface Siblings {
  /** In a sentence. */
  readonly names: string;
  /** Requests about one thing, each with the name of its operation. */
  requests(id: string): readonly (readonly [title: string, request: RequestTemplate])[];
}

/** Requirements of this topic. `verb`: what a caller may not do, before the plural of the thing. */
export function authentication(resource: Resource, verb: string, siblings: Siblings): readonly Requirement[] {
  const { operation, words } = resource;
  const disguised = disguisesOf(resource);
  return [
    requirementFor(resource, {
      id: 'authentication/missing-token-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'security'),
      text: 'A request without a token is refused, where the target demands authentication or a token was given.',
      explain:
        'Usual causes: authentication not switched on; a route that the filter does not cover. Declare statement.authentication: none for an open target.',
      smoke: true,
      check: refusedWith(disguised, ['no token'], [401], [403]),
    }),
    requirementFor(resource, {
      id: 'authentication/malformed-token-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'security'),
      text: 'A token that is no JWT is refused.',
      explain: 'Usual causes: a token that cannot be decoded treated as none and let through.',
      check: refusedWith(disguised, ['a malformed token', 'a token that is no JWT'], [401], [400, 403]),
    }),
    requirementFor(resource, {
      id: 'authentication/broken-signature-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'security'),
      text: 'The admin token with an altered signature is refused.',
      explain: 'Usual causes: tokens decoded but not verified.',
      check: refusedWith(disguised, ['a token with a broken signature'], [401], [403]),
    }),
    requirementFor(resource, {
      id: 'authentication/unsigned-token-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'security'),
      text: 'The claims of the admin token in a token without a signature (alg none, however written) are refused.',
      explain:
        'Usual causes: the algorithm taken from the header of the token; a library that knows none as an algorithm.',
      check: refusedWith(
        disguised,
        ['an unsigned token', 'an unsigned token in other letters', 'an unsigned token with a signature'],
        [401],
        [400, 403],
      ),
    }),
    requirementFor(resource, {
      id: 'authentication/expired-token-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'security'),
      text: 'An expired token is refused.',
      explain: 'Needs canton.tokens.expired. Usual causes: the expiry not checked.',
      check: refusedWith(disguised, ['an expired token'], [401], [403]),
    }),
    requirementFor(resource, {
      id: 'authentication/not-entitled-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'authorization'),
      text: `A valid token of a user without the right to ${verb} ${words.many} is refused.`,
      explain: 'Needs canton.tokens.notEntitled. Usual causes: authentication without authorisation.',
      check: refusedWith(disguised, ['a token without the needed right'], [403], [401]),
    }),
    requirementFor(resource, {
      id: 'authentication/unknown-user-refused',
      level: 'MUST',
      profile: 'reference',
      source: clause(PRODUCT, 'authentication-unknown-user'),
      text: 'A valid token that names an unknown user is refused with 403.',
      explain: 'Needs canton.tokens.unknownUser. Usual causes: the rights read from the token alone.',
      check: refusedWith(disguised, ['a token of an unknown user'], [403]),
    }),
    requirementFor(resource, {
      id: 'authentication/status-and-body',
      level: 'MUST',
      profile: 'reference',
      source: clause(PRODUCT, 'authentication-status-and-body'),
      text: 'Missing, malformed and expired tokens are answered with 401, missing rights with 403, always with the redacted error that gives no reason.',
      explain: 'Usual causes: the reason of the refusal told to the caller; 400 for a bad token.',
      check: redactedError(disguised),
    }),
    requirementFor(resource, {
      id: 'authentication/empty-bearer',
      level: 'MUST',
      profile: 'reference',
      source: clause(PRODUCT, 'authentication-empty-bearer'),
      text: 'An Authorization header with an empty bearer token is answered with 400.',
      explain: 'Usual causes: an empty token treated as a missing one.',
      check: refusedWith(disguised, ['an empty bearer token'], [400]),
    }),
    requirementFor(resource, {
      id: 'authentication/siblings-protected',
      level: 'MUST',
      profile: 'contract',
      source: clause('canton-openapi-3.5.6', 'security'),
      text: `The operations beside the ${words.creation} (${siblings.names}) are refused without a token too.`,
      explain: 'Usual causes: the filter set on POST only; reading left open.',
      check: scenario({
        key: 'authentication/siblings-protected',
        cost: costOf(resource, 1, 5),
        satisfied: `Refused without a token: ${siblings.names}.`,
        run: async (steps) => {
          demandsAuthentication(steps.context);
          const thing = await steps.given(operation, words.one, resource.body());
          for (const [title, request] of siblings.requests(thing.id)) {
            const exchange = await steps.change({ ...request, credential: 'none' }, title);
            steps.check([401, 403].includes(exchange.response?.status ?? 0), {
              summary: `${title} without a token was not refused`,
              expected: 'status 401 or 403',
              actual: describeAnswer(exchange),
              evidence: [exchange],
            });
          }
        },
      }),
    }),
  ];
}
