/**
 * What requirements on granting and revoking share.
 */
import type { Json } from '../../contracts/model.ts';
import type { Scenario, ScenarioOptions } from '../../engine/checks/scenario.ts';
import type { Requirement } from '../../engine/requirement.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { blamesRequest } from '../canton/expected-answers.ts';
import { grantRights, revokeRights } from '../canton/requests.ts';
import { costOf, requirementFor, type SharedRequirement } from '../canton/resource.ts';
import { describeRight, rightsOf } from '../canton/user-readings.ts';
import { items, jsonOf } from '../json.ts';
import { scenarioWithParty } from './party-of-the-run.ts';
import { users, userWithId } from './user-resource.ts';

type Definition = Omit<SharedRequirement, 'check' | 'level'> &
  Pick<ScenarioOptions, 'satisfied' | 'lane'> & {
    /** So many users; one when left out. */
    readonly creations?: number;
    readonly exchanges?: number;
    run(steps: Scenario, party: string): Promise<void>;
  };

/** A requirement on granting and revoking; the id is given without `grants/`. */
export function aboutGrants({
  id,
  satisfied,
  lane,
  creations = 1,
  exchanges = 10 * creations,
  run,
  ...rest
}: Definition): Requirement {
  const key = `grants/${id}`;
  return requirementFor(users, {
    ...rest,
    level: 'MUST',
    id: key,
    check: scenarioWithParty({ key, satisfied, run, ...(lane && { lane }), cost: costOf(users, creations, exchanges) }),
  });
}

/** Granting, or revoking. */
export interface Change {
  /** In sentences. */
  readonly word: 'grant' | 'revocation';
  readonly operationId: string;
  readonly request: typeof grantRights;
  /** The member of the answer that lists what changed. */
  readonly answered: string;
}

export const GRANT: Change = {
  word: 'grant',
  operationId: 'postV2UsersUser-idRights',
  request: grantRights,
  answered: 'newlyGrantedRights',
};

export const REVOKE: Change = {
  word: 'revocation',
  operationId: 'patchV2UsersUser-idRights',
  request: revokeRights,
  answered: 'newlyRevokedRights',
};

/** A user with rights; gives its id. */
export async function userWithRights(steps: Scenario, rights: readonly Json[], label = 'user'): Promise<string> {
  const user = await steps.given(users.operation, label, { ...userWithId(namePlaceholder()), rights });
  return user.id;
}

/** The body of a grant or a revocation. */
export function rightsBody(userId: string, rights: readonly Json[]): Json {
  return { userId, rights };
}

/** A grant or a revocation. */
export function changeOf({ request }: Change, id: string, rights: readonly Json[]): RequestTemplate {
  return request(id, rightsBody(id, rights));
}

/** Grants or revokes. */
export function sendChange(
  steps: Scenario,
  change: Change,
  id: string,
  rights: readonly Json[],
  label: string,
): Promise<Exchange> {
  return steps.change(changeOf(change, id, rights), label);
}

/** What an answer says was changed, as sorted texts; an absent list is an empty one. */
export function changedBy({ answered }: Change, exchange: Exchange): readonly string[] {
  return items(jsonOf(exchange), answered).map(describeRight).sort();
}

const textsOf = (rights: readonly Json[]): readonly string[] => rights.map(describeRight).sort();

/** Grants or revokes, expects that to be accepted, and gives the answer. */
export async function expectAccepted(
  steps: Scenario,
  change: Change,
  id: string,
  rights: readonly Json[],
  label: string,
): Promise<Exchange> {
  return acceptedChange(steps, change, await sendChange(steps, change, id, rights, label), label);
}

function acceptedChange(steps: Scenario, change: Change, exchange: Exchange, label: string): Exchange {
  steps.check(exchange.response?.status === 200, {
    summary: `A valid ${change.word} was not accepted (${label})`,
    expected: 'status 200',
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
  return exchange;
}

/**
 * Grants or revokes rights of which some are granted, or missing, already. The contract does not say whether that may be refused; where
 * it is, the others alone are sent.
 */
export async function expectAcceptedAtLeast(
  steps: Scenario,
  change: Change,
  id: string,
  {
    rights,
    others,
    label,
  }: { readonly rights: readonly Json[]; readonly others: readonly Json[]; readonly label: string },
): Promise<Exchange> {
  const exchange = await sendChange(steps, change, id, [...others, ...rights], label);
  if (blamesRequest(exchange)) return expectAccepted(steps, change, id, rights, `${label} what changes something`);
  return acceptedChange(steps, change, exchange, label);
}

/** Expects an answer to list exactly these rights. */
export function expectChanged(
  steps: Scenario,
  change: Change,
  exchange: Exchange,
  rights: readonly Json[],
  summary: string,
): void {
  const [expected, actual] = [textsOf(rights), changedBy(change, exchange)];
  steps.check(actual.join() === expected.join(), {
    summary,
    expected: expected.join(', ') || 'no rights',
    actual: actual.join(', ') || describeAnswer(exchange),
    pointer: `/${change.answered}`,
    evidence: [exchange],
  });
}

/** Expects a user to have exactly these rights. */
export async function expectRights(
  steps: Scenario,
  id: string,
  rights: readonly Json[],
  summary: string,
  label: string,
  because: readonly Exchange[] = [],
): Promise<void> {
  const { rights: actual, exchange } = await rightsOf(steps, id, label);
  const expected = textsOf(rights);
  steps.check(actual.join() === expected.join(), {
    summary,
    expected: expected.join(', ') || 'no rights',
    actual: actual.join(', ') || 'no rights',
    pointer: '/rights',
    evidence: [...because, exchange],
  });
}
