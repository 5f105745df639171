/**
 * Authentication and authorisation of the operations beside the creation.
 */
import type { Json } from '../../../contracts/model.ts';
import { type Scenario, scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { NotApplicable } from '../../../engine/signals.ts';
import type { RequestTemplate } from '../../../engine/template.ts';
import { describeAnswer } from '../../../engine/text.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { clause } from '../../clause.ts';
import { equal, jsonOf } from '../../json.ts';
import { costOf, productClause, type Resource, requirementFor } from '../resource.ts';
import { DISGUISES, type DisguiseName, demandsAuthentication } from './disguises.ts';

const OPENAPI = 'canton-openapi-3.5.6';

/** An operation beside the creation, as a request about something that is not the caller's own. */
export interface Sibling {
  readonly title: string;
  readonly request: RequestTemplate;
  /** Who says that a caller needs rights for it, if anybody does: the contract, or the product alone. */
  readonly needsRights?: 'contract' | 'reference';
}

/** The operations beside the creation. */
export interface Siblings {
  /** In a sentence: all of them, those that need rights by the contract, and those that need them in the product. */
  readonly names: string;
  readonly entitledNames: string;
  readonly entitledInProduct: string;
  /** Requests about one thing, whose deletion comes last. */
  requests(id: string): readonly Sibling[];
  /** What else must stay as it was, beside the thing itself. */
  readonly related?: (id: string) => RequestTemplate;
}

/** Tokens that no operation may take, and the statuses that refuse them. */
const UNSOUND: readonly (readonly [DisguiseName, readonly number[]])[] = [
  ['a malformed token', [400, 401, 403]],
  ['a token with a broken signature', [401, 403]],
  ['an unsigned token', [400, 401, 403]],
  ['an expired token', [401, 403]],
];

/** Of somebody who may do nothing; 404 hides that the thing exists. */
const NOT_ENTITLED: readonly (readonly [DisguiseName, readonly number[]])[] = [
  ['a token without the needed right', [401, 403, 404]],
];

/** Requirements of this topic. */
export function siblingsProtected(resource: Resource, siblings: Siblings): readonly Requirement[] {
  const { words, update } = resource;
  const whole = siblings.requests('').length;
  const refusedIn = (
    key: string,
    satisfied: string,
    disguises: typeof UNSOUND,
    concerned: (sibling: Sibling) => boolean = () => true,
  ) =>
    scenario({
      key,
      cost: costOf(resource, 1, 1 + disguises.length * whole + 4),
      satisfied,
      run: (steps) => refusedInDisguise(resource, siblings, steps, disguises, concerned),
    });
  const entitled =
    (level: 'contract' | 'reference') =>
    ({ needsRights }: Sibling) =>
      needsRights === level;
  return [
    requirementFor(resource, {
      id: 'authentication/siblings-protected',
      level: 'MUST',
      profile: 'contract',
      source: clause(OPENAPI, 'security'),
      text: `The operations beside the ${words.creation} (${siblings.names}) are refused without a token too.`,
      explain: 'Usual causes: the filter set on POST only; reading left open.',
      check: refusedIn('authentication/siblings-protected', `Refused without a token: ${siblings.names}.`, [
        ['no token', [401, 403]],
      ]),
    }),
    requirementFor(resource, {
      id: 'authentication/siblings-verify-tokens',
      level: 'MUST',
      profile: 'contract',
      source: clause(OPENAPI, 'security'),
      text: `The operations beside the ${words.creation} (${siblings.names}) are refused with a malformed, forged, unsigned or expired token too, and change nothing.`,
      explain:
        'The expired token is that of canton.tokens.expired, if given. Usual causes: tokens verified on POST only; elsewhere looked at for their presence.',
      check: refusedIn(
        'authentication/siblings-verify-tokens',
        `Unsound tokens were refused: ${siblings.names}.`,
        UNSOUND,
      ),
    }),
    requirementFor(resource, {
      id: 'authentication/siblings-entitled',
      level: 'MUST',
      profile: 'contract',
      source: clause(OPENAPI, `${update.operationId}/authorization`),
      text: `A valid token of a user without rights is not enough to ${siblings.entitledNames}: it is refused and changes nothing.`,
      explain: 'Needs canton.tokens.notEntitled. Usual causes: rights looked at for creations only.',
      check: refusedIn(
        'authentication/siblings-entitled',
        'Refused without the needed right, and nothing changed.',
        NOT_ENTITLED,
        entitled('contract'),
      ),
    }),
    requirementFor(resource, {
      id: 'authentication/siblings-entitled-in-product',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'authentication-siblings-entitled'),
      text: `A valid token of a user without rights is not enough to ${siblings.entitledInProduct}.`,
      explain: 'Needs canton.tokens.notEntitled. Usual causes: rights looked at for changes only.',
      check: refusedIn(
        'authentication/siblings-entitled-in-product',
        'Refused without the needed right, and nothing changed.',
        NOT_ENTITLED,
        entitled('reference'),
      ),
    }),
  ];
}

/** Sends the concerned requests in every disguise that can be had, then looks whether anything changed. */
async function refusedInDisguise(
  resource: Resource,
  siblings: Siblings,
  steps: Scenario,
  disguises: typeof UNSOUND,
  concerned: (sibling: Sibling) => boolean,
): Promise<void> {
  const { context } = steps;
  demandsAuthentication(context);
  const worn = await Promise.all(disguises.map(async ([name]) => [name, await DISGUISES[name](context)] as const));
  const missing = worn.flatMap(([, wear]) => (typeof wear === 'string' ? [wear] : []));
  if (missing.length === worn.length) throw new NotApplicable('operator-input-missing', String(missing[0]));
  const thing = await steps.given(resource.operation, resource.words.one, resource.body());
  const before = await stateOf(resource, siblings, steps, thing.id, 'before');
  for (const [index, [name, wear]] of worn.entries()) {
    if (typeof wear === 'string') continue;
    const refusing = disguises[index]?.[1] ?? [];
    for (const { title, request } of siblings.requests(thing.id).filter(concerned)) {
      // Refused ones may be repeated: so many requests would not survive transient trouble otherwise.
      const exchange = await steps.read(wear(request), `${title} with ${name}`);
      steps.check(refusing.includes(exchange.response?.status ?? 0), {
        summary: `${title} with ${name} was not refused`,
        expected: `status ${refusing.join(' or ')}`,
        actual: describeAnswer(exchange),
        evidence: [exchange],
      });
    }
  }
  const after = await stateOf(resource, siblings, steps, thing.id, 'after');
  steps.check(equal(before.state, after.state), {
    summary: `Requests that are to be refused changed the ${resource.words.one}`,
    expected: JSON.stringify(before.state),
    actual: JSON.stringify(after.state),
    evidence: after.evidence,
  });
}

/** The thing, and what else must stay, as an administrator reads it. */
async function stateOf(
  resource: Resource,
  { related }: Siblings,
  steps: Scenario,
  id: string,
  when: string,
): Promise<{ readonly state: Json; readonly evidence: readonly Exchange[] }> {
  const { details, exchange } = await resource.read(steps, id, `read ${when}`);
  const more = related && (await steps.read(related(id), `related ${when}`));
  return {
    state: [details ?? null, (more && jsonOf(more)) ?? null],
    evidence: more ? [exchange, more] : [exchange],
  };
}
