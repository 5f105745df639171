/**
 * Authentication, where the target has it (design.md, rule 14).
 */
import { REDACTED } from '../../contracts/canton/error-codes.ts';
import { failed, notApplicable, passed } from '../../engine/checks/outcome.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment, Vector } from '../../engine/experiment.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import { type CaseRecord, isAccepted, sendCreation } from '../../engine/sending.ts';
import { Inconclusive, NotApplicable } from '../../engine/signals.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { CredentialRole } from '../../target/exchange.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { member, text } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
import { getParty, listParties, patchParty } from '../canton/requests.ts';
import { updateMask } from '../canton/update/update.ts';
import { clause } from '../clause.ts';
import { plain } from './carriers.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

/** How a request is made without a proper credential; a text instead says what the operator must give for it. */
type Disguise = (context: RunContext) => Promise<((template: RequestTemplate) => RequestTemplate) | string>;

const role =
  (name: CredentialRole): Disguise =>
  async (context) => {
    if (name !== 'none' && !context.target.hasCredential(name))
      return `Needs canton.tokens.${name} in the configuration.`;
    return (template) => ({ ...template, credential: name });
  };

const header =
  (authorization: string): Disguise =>
  async () =>
  (template) => ({
    ...template,
    headers: { ...template.headers, authorization },
  });

/** The operator's token with its signature altered at the beginning: the last character may hold bits that decode to nothing. */
const brokenSignature: Disguise = async (context) => {
  const [head, payload, signature, ...rest] = ((await context.target.credential('admin')) ?? '').split('.');
  if (!signature || rest.length > 0) return 'The admin token is no signed JWT, so its signature cannot be altered.';
  const altered =
    [...signature.slice(0, 4)].map((character) => (character === 'A' ? 'B' : 'A')).join('') + signature.slice(4);
  const broken = [head, payload, altered].join('.');
  context.target.addSecret(broken);
  return header(`Bearer ${broken}`)(context);
};

const DISGUISES = {
  'no token': role('none'),
  'a malformed token': header('Bearer concordat.not-a.token'),
  'a token that is no JWT': header('Bearer concordat'),
  'a token with a broken signature': brokenSignature,
  'an expired token': role('expired'),
  'a token without the needed right': role('notEntitled'),
  'a token of an unknown user': role('unknownUser'),
  'an empty bearer token': header('Bearer '),
} as const satisfies Readonly<Record<string, Disguise>>;

type DisguiseName = keyof typeof DISGUISES;

/** What became of an otherwise valid allocation in disguise; a text says why it was not sent. */
interface Disguised {
  readonly record: CaseRecord;
  readonly created: readonly string[];
}

/** All disguises between two accepted controls. */
const disguised: Experiment<ReadonlyMap<DisguiseName, Disguised | string>> = {
  key: 'authentication/disguises',
  lane: 'concurrent',
  vectors: () => (Object.keys(DISGUISES) as DisguiseName[]).map(vectorOf),
  cost: () => ({ parties: 2, users: 0, exchanges: Object.keys(DISGUISES).length + 3 }),
  run: async (context) => {
    demandsAuthentication(context);
    const options = { scope: disguised.key };
    const control = async (label: string): Promise<void> => {
      const record = await sendCreation(
        context,
        allocateParty,
        { label, template: allocateParty.template({ kind: 'json', value: plain() }) },
        options,
      );
      if (isAccepted(allocateParty, record)) return;
      throw new Inconclusive(
        'control-refused',
        `The same request with the admin token was not accepted: ${describeAnswer(record.exchange)}`,
      );
    };
    await control('control before');
    const results = new Map<DisguiseName, Disguised | string>();
    for (const name of Object.keys(DISGUISES) as DisguiseName[]) {
      const wear = await DISGUISES[name](context);
      if (typeof wear === 'string') {
        results.set(name, wear);
        continue;
      }
      const vector = vectorOf(name);
      const record = await sendCreation(
        context,
        allocateParty,
        { ...vector, template: wear(vector.template) },
        options,
      );
      const seen = await allocateParty.readBack(context, record.names);
      results.set(name, { record, created: seen.available ? [...seen.found.values()].flat() : [] });
    }
    await control('control after');
    return results;
  },
};

function vectorOf(name: DisguiseName): Vector {
  return { label: name, template: allocateParty.template({ kind: 'json', value: plain() }) };
}

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

/** Refused with one of the statuses, and nothing created. */
function refusedWith(
  names: readonly DisguiseName[],
  wanted: readonly number[],
  tolerated: readonly number[] = [],
): Check {
  return judgeDisguise(names, (it) => {
    const status = it.record.exchange.response?.status ?? 0;
    if (it.created.length > 0)
      return { expected: 'a refusal that creates nothing', actual: `${it.created.join(', ')} exists` };
    if (wanted.includes(status) || tolerated.includes(status)) return undefined;
    return { expected: `status ${[...wanted, ...tolerated].join(' or ')}`, actual: describeAnswer(it.record.exchange) };
  });
}

/** The redacted error of the product, by disguise. */
const REDACTED_ANSWERS = {
  'a malformed token': { status: 401, grpc: 16 },
  'a token that is no JWT': { status: 401, grpc: 16 },
  'an expired token': { status: 401, grpc: 16 },
  'a token without the needed right': { status: 403, grpc: 7 },
} as const;

function redactedError(): Check {
  return judgeDisguise(Object.keys(REDACTED_ANSWERS) as (keyof typeof REDACTED_ANSWERS)[], (it, name) => {
    const { status, grpc } = REDACTED_ANSWERS[name];
    const body = jsonOf(it.record.exchange);
    const fits =
      it.record.exchange.response?.status === status &&
      text(body, 'code') === REDACTED.code &&
      member(body, 'errorCategory') === REDACTED.category &&
      member(body, 'grpcCodeValue') === grpc &&
      text(body, 'cause') === REDACTED.cause;
    if (fits) return undefined;
    return {
      expected: `${status} with code NA, errorCategory -1, grpcCodeValue ${grpc} and no reason`,
      actual: describeAnswer(it.record.exchange),
    };
  });
}

/** Looks at some disguises; not applicable when the operator gave what none of them needs. */
function judgeDisguise<Name extends DisguiseName>(
  names: readonly Name[],
  look: (it: Disguised, name: Name) => { readonly expected: string; readonly actual: string } | undefined,
): Check {
  return {
    experiments: [disguised],
    judge: async (context) => {
      const results = await context.evidence(disguised);
      const sent = names.flatMap((name) => {
        const it = results.get(name);
        return it === undefined || typeof it === 'string' ? [] : [{ name, it }];
      });
      if (sent.length === 0) return notApplicable('operator-input-missing', String(results.get(names[0] as Name)));
      const findings = sent.flatMap(({ name, it }): Finding[] => {
        const breach = look(it, name);
        if (!breach) return [];
        return [
          {
            summary: `A request with ${name} was not refused as it should be`,
            ...breach,
            pointer: '',
            intermittent: false,
            seed: context.draw.seed,
            path: '',
            evidence: [it.record.exchange],
          },
        ];
      });
      if (findings.length > 0) return failed({ sent: sent.length, failed: findings.length }, findings);
      return passed(sent.length, `Refused and nothing created: ${sent.map(({ name }) => name).join(', ')}.`);
    },
  };
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
    check: refusedWith(['no token'], [401], [403]),
  }),
  requirement({
    id: 'canton-parties/authentication/malformed-token-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'A token that is no JWT is refused.',
    explain: 'Usual causes: a token that cannot be decoded treated as none and let through.',
    check: refusedWith(['a malformed token', 'a token that is no JWT'], [401], [400, 403]),
  }),
  requirement({
    id: 'canton-parties/authentication/broken-signature-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'The admin token with an altered signature is refused.',
    explain: 'Usual causes: tokens decoded but not verified.',
    check: refusedWith(['a token with a broken signature'], [401], [403]),
  }),
  requirement({
    id: 'canton-parties/authentication/expired-token-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'security'),
    text: 'An expired token is refused.',
    explain: 'Needs canton.tokens.expired. Usual causes: the expiry not checked.',
    check: refusedWith(['an expired token'], [401], [403]),
  }),
  requirement({
    id: 'canton-parties/authentication/not-entitled-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'authorization'),
    text: 'A valid token of a user without the right to allocate parties is refused.',
    explain: 'Needs canton.tokens.notEntitled. Usual causes: authentication without authorisation.',
    check: refusedWith(['a token without the needed right'], [403], [401]),
  }),
  requirement({
    id: 'canton-parties/authentication/unknown-user-refused',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'authentication-unknown-user'),
    text: 'A valid token that names an unknown user is refused with 403.',
    explain: 'Needs canton.tokens.unknownUser. Usual causes: the rights read from the token alone.',
    check: refusedWith(['a token of an unknown user'], [403]),
  }),
  requirement({
    id: 'canton-parties/authentication/status-and-body',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'authentication-status-and-body'),
    text: 'Missing, malformed and expired tokens are answered with 401, missing rights with 403, always with the redacted error that gives no reason.',
    explain: 'Usual causes: the reason of the refusal told to the caller; 400 for a bad token.',
    check: redactedError(),
  }),
  requirement({
    id: 'canton-parties/authentication/empty-bearer',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'authentication-empty-bearer'),
    text: 'An Authorization header with an empty bearer token is answered with 400.',
    explain: 'Usual causes: an empty token treated as a missing one.',
    check: refusedWith(['an empty bearer token'], [400]),
  }),
  requirement({
    id: 'canton-parties/authentication/siblings-protected',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'security'),
    text: 'The operations beside the allocation (list, get, update) are refused without a token too.',
    explain: 'Usual causes: the filter set on POST only; reading left open.',
    check: scenario({
      key: 'authentication/siblings-protected',
      cost: { parties: 1, users: 0, exchanges: 5 },
      satisfied: 'List, get and update are refused without a token.',
      run: async (steps) => {
        demandsAuthentication(steps.context);
        const party = await steps.given(allocateParty, 'party', plain());
        const update = { partyDetails: { party: party.id }, updateMask: updateMask(['local_metadata.annotations']) };
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
