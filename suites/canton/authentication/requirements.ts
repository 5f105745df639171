/**
 * Authentication, where the target has it (design.md, rule 14).
 */
import type { Requirement } from '../../../engine/requirement.ts';
import { clause } from '../../clause.ts';
import { pageClause, type Resource, requirementFor } from '../resource.ts';
import { redactedError, refusedWith } from './checks.ts';
import { disguisesOf } from './experiment.ts';
import { type Siblings, siblingsProtected } from './siblings.ts';

const PRODUCT = 'canton-reference-3.5';

/** Requirements of this topic. `verb`: what a caller may not do, before the plural of the thing. */
export function authentication(resource: Resource, verb: string, siblings: Siblings): readonly Requirement[] {
  const { words } = resource;
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
      check: refusedWith(
        disguised,
        ['a malformed token', 'a token that is no JWT', 'a malformed token for a WebSocket'],
        [401],
        [400, 403],
      ),
    }),
    requirementFor(resource, {
      id: 'authentication/broken-signature-refused',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'security'),
      text: 'The admin token with an altered signature is refused.',
      explain:
        'Usual causes: tokens decoded but not verified; only those of the Authorization header verified, and not those that Sec-WebSocket-Protocol brings.',
      check: refusedWith(
        disguised,
        ['a token with a broken signature', 'a token for a WebSocket with a broken signature'],
        [401],
        [403],
      ),
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
    ...siblingsProtected(resource, siblings),
  ];
}
