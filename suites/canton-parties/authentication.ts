/**
 * Authentication, where the target has it (design.md, rule 14).
 */
import { REDACTED } from '../../contracts/canton/error-codes.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { NotApplicable } from '../../engine/signals.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { CredentialRole, Exchange } from '../../target/exchange.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { member, text } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
import { getParty, listParties, patchParty } from '../canton/requests.ts';
import { clause } from '../clause.ts';
import { plain } from './carriers.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

/** How a request is made without a proper credential. */
type Disguise = (context: RunContext) => Promise<(template: RequestTemplate) => RequestTemplate>;

const role =
  (name: CredentialRole): Disguise =>
  async (context) => {
    if (name !== 'none' && !context.target.hasCredential(name)) {
      throw new NotApplicable('operator-input-missing', `Needs canton.tokens.${name} in the configuration.`);
    }
    return (template) => ({ ...template, credential: name });
  };

const header =
  (authorization: string): Disguise =>
  async () =>
  (template) => ({
    ...template,
    headers: { ...template.headers, authorization },
  });

/** The operator's token with the last character of its signature in another place of the alphabet. */
const brokenSignature: Disguise = async (context) => {
  const token = (await context.target.credential('admin')) ?? '';
  const parts = token.split('.');
  const signature = parts[2];
  if (parts.length !== 3 || !signature) {
    throw new NotApplicable(
      'operator-input-missing',
      'The admin token is no signed JWT, so its signature cannot be altered.',
    );
  }
  // The first characters, since the last one may hold bits that decode to nothing.
  const altered = [...signature]
    .map((character, index) => (index < 4 ? (character === 'A' ? 'B' : 'A') : character))
    .join('');
  const broken = [parts[0], parts[1], altered].join('.');
  context.target.addSecret(broken);
  return header(`Bearer ${broken}`)(context);
};

/**
 * Throws {@link NotApplicable} where the target demands no authentication: declared so, or seen so while no token was given.
 * A token that was given and is not demanded is no excuse but a failure (design.md, rule 14).
 */
function demandsAuthentication(context: RunContext): void {
  const authentication = context.statement.get('authentication');
  const given = context.target.hasCredential('admin');
  if (authentication?.value === 'none' && (authentication.origin === 'declared' || !given)) {
    throw new NotApplicable('not-required', `The target demands no authentication (${authentication.origin}).`);
  }
  if (!given)
    throw new NotApplicable(
      'operator-input-missing',
      'The target demands authentication; give a token with --token-file.',
    );
}

/** Sends an otherwise valid allocation in disguise between two accepted controls. */
function refusedAs(
  key: string,
  disguise: Disguise,
  wanted: readonly number[],
  tolerated: readonly number[],
  what: string,
): Check {
  return scenario({
    key: `authentication/${key}`,
    cost: { parties: 2, users: 0, exchanges: 4 },
    satisfied: `${what} was refused and created nothing.`,
    run: async (steps) => {
      demandsAuthentication(steps.context);
      const wear = await disguise(steps.context);
      await steps.given(allocateParty, 'control before', plain());
      const record = await steps.create(allocateParty, what, plain(), { request: wear });
      const seen = await allocateParty.readBack(steps.context, record.names);
      await steps.given(allocateParty, 'control after', plain());
      const status = record.exchange.response?.status ?? 0;
      if (tolerated.includes(status))
        steps.notes.push(`${what} was answered with ${status}; ${wanted.join(' or ')} is usual.`);
      steps.check(wanted.includes(status) || tolerated.includes(status), {
        summary: `${what} was not refused as unauthorised`,
        expected: `status ${[...wanted, ...tolerated].join(' or ')}`,
        actual: describeAnswer(record.exchange),
        evidence: [record.exchange],
      });
      if (!seen.available) return;
      steps.check(seen.found.size === 0, {
        summary: `${what} created a party`,
        expected: 'nothing is created',
        actual: [...seen.found.values()].flat().join(', '),
        evidence: [record.exchange],
      });
    },
  });
}

/** Whether a body is the redacted error for a gRPC code. */
function isRedacted(exchange: Exchange, grpc: number): boolean {
  const body = jsonOf(exchange);
  return (
    text(body, 'code') === REDACTED.code &&
    member(body, 'errorCategory') === REDACTED.category &&
    member(body, 'grpcCodeValue') === grpc
  );
}

async function expectRedacted(
  steps: Scenario,
  label: string,
  disguise: Disguise,
  status: number,
  grpc: number,
): Promise<void> {
  const wear = await disguise(steps.context);
  const record = await steps.create(allocateParty, label, plain(), { request: wear });
  steps.check(record.exchange.response?.status === status && isRedacted(record.exchange, grpc), {
    summary: `${label} is not answered with the redacted error`,
    expected: `${status} with code NA, errorCategory -1, grpcCodeValue ${grpc}`,
    actual: describeAnswer(record.exchange),
    evidence: [record.exchange],
  });
}

/** Requirements of this topic. */
export const authenticationRequirements = [
  requirement({
    id: 'canton-parties/authentication/missing-token-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'A request without a token is refused, where the target demands authentication or a token was given.',
    explain:
      'Usual causes: authentication not switched on; a route that the filter does not cover. Declare statement.authentication: none for an open target.',
    smoke: true,
    check: refusedAs('missing-token-refused', role('none'), [401], [403], 'A request without a token'),
  }),
  requirement({
    id: 'canton-parties/authentication/malformed-token-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'A token that is no JWT is refused.',
    explain: 'Usual causes: a token that cannot be decoded treated as none and let through.',
    check: refusedAs(
      'malformed-token-refused',
      header('Bearer concordat.not-a.token'),
      [401],
      [400, 403],
      'A malformed token',
    ),
  }),
  requirement({
    id: 'canton-parties/authentication/broken-signature-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'The admin token with an altered signature is refused.',
    explain: 'Usual causes: tokens decoded but not verified.',
    check: refusedAs('broken-signature-refused', brokenSignature, [401], [403], 'A token with a broken signature'),
  }),
  requirement({
    id: 'canton-parties/authentication/expired-token-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'An expired token is refused.',
    explain: 'Needs canton.tokens.expired. Usual causes: the expiry not checked.',
    check: refusedAs('expired-token-refused', role('expired'), [401], [403], 'An expired token'),
  }),
  requirement({
    id: 'canton-parties/authentication/not-entitled-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'required-authorization'),
    text: 'A valid token of a user without the right to allocate parties is refused.',
    explain: 'Needs canton.tokens.notEntitled. Usual causes: authentication without authorisation.',
    check: refusedAs('not-entitled-refused', role('notEntitled'), [403], [401], 'A token without the needed right'),
  }),
  requirement({
    id: 'canton-parties/authentication/unknown-user-refused',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'auth-unknown-user'),
    text: 'A valid token that names an unknown user is refused with 403.',
    explain: 'Needs canton.tokens.unknownUser. Usual causes: the rights read from the token alone.',
    check: refusedAs('unknown-user-refused', role('unknownUser'), [403], [], 'A token of an unknown user'),
  }),
  requirement({
    id: 'canton-parties/authentication/status-and-body',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'auth-redacted-error'),
    text: 'Missing, malformed and expired tokens are answered with 401, missing rights with 403, always with the redacted error that gives no reason.',
    explain: 'Usual causes: the reason of the refusal told to the caller; 400 for a bad token.',
    check: scenario({
      key: 'authentication/status-and-body',
      cost: { parties: 1, users: 0, exchanges: 5 },
      satisfied: 'Refusals for want of authentication give the redacted error.',
      run: async (steps) => {
        demandsAuthentication(steps.context);
        await steps.given(allocateParty, 'control', plain());
        await expectRedacted(steps, 'A malformed token', header('Bearer concordat.not-a.token'), 401, 16);
        if (steps.context.target.hasCredential('expired'))
          await expectRedacted(steps, 'An expired token', role('expired'), 401, 16);
        if (steps.context.target.hasCredential('notEntitled')) {
          await expectRedacted(steps, 'A token without the needed right', role('notEntitled'), 403, 7);
        }
      },
    }),
  }),
  requirement({
    id: 'canton-parties/authentication/empty-bearer',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'auth-empty-bearer'),
    text: 'An Authorization header with an empty bearer token is answered with 400.',
    explain: 'Usual causes: an empty token treated as a missing one.',
    check: refusedAs('empty-bearer', header('Bearer '), [400], [], 'An empty bearer token'),
  }),
  requirement({
    id: 'canton-parties/authentication/siblings-protected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'The operations beside the allocation (list, get, update) are refused without a token too.',
    explain: 'Usual causes: the filter set on POST only; reading left open.',
    check: scenario({
      key: 'authentication/siblings-protected',
      cost: { parties: 1, users: 0, exchanges: 5 },
      satisfied: 'List, get and update are refused without a token.',
      run: async (steps) => {
        demandsAuthentication(steps.context);
        const party = await steps.given(allocateParty, 'party', plain());
        const update = { partyDetails: { party: party.id }, updateMask: { paths: ['local_metadata.annotations'] } };
        const requests: readonly (readonly [string, RequestTemplate])[] = [
          ['GET /v2/parties', listParties()],
          ['GET /v2/parties/{party}', getParty(party.id)],
          ['PATCH /v2/parties/{party}', patchParty(party.id, update)],
        ];
        for (const [title, request] of requests) {
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
