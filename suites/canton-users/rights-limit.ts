/**
 * How many rights a user may have.
 */
import type { Json } from '../../contracts/model.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { NotApplicable } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { NAMESPACE_OF_NOBODY } from '../../generators/canton/nobody.ts';
import { partyRight } from '../../generators/canton/rights.ts';
import type { Exchange } from '../../target/exchange.ts';
import { expectError } from '../canton/expected-answers.ts';
import { getVersion } from '../canton/requests.ts';
import { costOf, productClause, requirementFor } from '../canton/resource.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { jsonOf, member } from '../json.ts';
import { expectAccepted, expectRights, GRANT, sendChange } from './grants.ts';
import { readUser } from './read-user.ts';
import { users } from './user-resource.ts';

const { operation } = users;

/** So many rights every server must support. */
const SUPPORTED = 100;
/** What the product allows unless configured otherwise. */
const USUAL_LIMIT = 1_000;
/** Bodies stay below this size, in bytes (design.md, rule 15). */
const MOST_BYTES = 900_000;

/** So many different rights. Parties are checked for their form only, so that none of them must be allocated. */
export function rightsFor(count: number): readonly Json[] {
  return Array.from({ length: count }, (_, index) => rightFor(index));
}

function rightFor(index: number): Json {
  return partyRight('CanReadAs', `r${index}::${NAMESPACE_OF_NOBODY}`);
}

/** The limit of the target, as `GET /v2/version` tells it. */
async function rightsLimit(steps: Scenario): Promise<{ readonly limit: number; readonly exchange: Exchange }> {
  const exchange = await steps.read(getVersion(), 'version');
  const told = member(jsonOf(exchange), 'features', 'userManagement', 'maxRightsPerUser');
  return { limit: typeof told === 'number' ? told : USUAL_LIMIT, exchange };
}

/** Whether so many rights, none of them longer than the last one, stay below the size that is sent. */
function isSendable(count: number): boolean {
  return count * (JSON.stringify(rightFor(count)).length + 1) < MOST_BYTES;
}

/** The limit of the target, where one right more can be sent. */
async function sendableLimit(steps: Scenario): Promise<number> {
  const { limit } = await rightsLimit(steps);
  if (limit === 0 || !isSendable(limit + 1)) {
    throw new NotApplicable('not-required', `The target allows ${limit === 0 ? 'any number of' : limit} rights.`);
  }
  return limit;
}

/** Expects a user to have so many rights, which `given` gave. */
export async function expectListed(
  steps: Scenario,
  id: string,
  count: number,
  ...given: readonly Exchange[]
): Promise<void> {
  const seen = await rightsOf(steps, id, `rights of ${count}`);
  steps.check(seen.rights.length === count, {
    summary: `Of ${count} rights ${seen.rights.length} are listed`,
    expected: `${count} rights`,
    actual: `${seen.rights.length} rights`,
    pointer: '/rights',
    evidence: [...given, seen.exchange],
  });
}

/** Requirements of this topic. */
export const rightsLimitRequirements = [
  requirementFor(users, {
    id: 'rights/limit-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'getV2Version/rights-per-user'),
    text: 'A user may have at least a hundred rights, and GET /v2/version tells no lower limit. As many as a creation was accepted with are listed.',
    explain: 'Usual causes: a lower limit of the configuration; a list of rights that is cut.',
    check: scenario({
      key: 'rights/limit-accepted',
      cost: costOf(users, 3, 6),
      satisfied: 'A user got a hundred rights.',
      run: async (steps) => {
        const { limit: told, exchange } = await rightsLimit(steps);
        steps.check(told === 0 || told >= SUPPORTED, {
          summary: 'The limit of rights is below a hundred',
          expected: '0, or at least 100',
          actual: String(told),
          pointer: '/features/userManagement/maxRightsPerUser',
          evidence: [exchange],
        });
        const control = await steps.create(operation, 'one right', { ...users.body(), rights: rightsFor(1) });
        if (control.judgement?.form !== 'success') {
          throw new NotApplicable(
            'not-required',
            'The target gives rights for existing parties only, and the many parties that a hundred rights need would stay for ever.',
          );
        }
        const many = await steps.create(operation, 'a hundred rights', {
          ...users.body(),
          rights: rightsFor(SUPPORTED),
        });
        const id = operation.createdId(many.judgement?.json);
        steps.check(id !== undefined, {
          summary: 'A user with a hundred rights was refused',
          expected: '200 with the user',
          actual: describeAnswer(many.exchange),
          pointer: '/rights',
          evidence: [many.exchange],
        });
        if (id === undefined) return;
        await expectListed(steps, id, SUPPORTED);
        // More than a hundred may be refused here; what is accepted is there.
        const most = told === 0 ? USUAL_LIMIT : told;
        if (most <= SUPPORTED || !isSendable(most)) return;
        const record = await steps.create(operation, 'as many as told', { ...users.body(), rights: rightsFor(most) });
        const other = operation.createdId(record.judgement?.json);
        if (other !== undefined) await expectListed(steps, other, most);
      },
    }),
  }),
  requirementFor(users, {
    id: 'rights/too-many-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-too-many-rights'),
    text: 'More rights than GET /v2/version allows are refused with 400 and code TOO_MANY_USER_RIGHTS, and create nothing; as many as it allows are accepted.',
    explain: 'Usual causes: no limit; a limit that is off by one; the user created without rights.',
    check: scenario({
      key: 'rights/too-many-rejected',
      cost: costOf(users, 2, 4),
      satisfied: 'One right more than allowed was refused and created nothing.',
      run: async (steps) => {
        const limit = await sendableLimit(steps);
        await steps.given(operation, 'as many as allowed', { ...users.body(), rights: rightsFor(limit) });
        const record = await steps.create(operation, 'one more', { ...users.body(), rights: rightsFor(limit + 1) });
        expectError(steps, record.exchange, 'One right more than allowed', 'TOO_MANY_USER_RIGHTS');
        const { details, exchange } = await readUser(steps, record.name, 'read');
        steps.check(details === undefined, {
          summary: 'A user with too many rights was created',
          expected: `no user "${record.name}"`,
          actual: describeAnswer(exchange),
          evidence: [record.exchange, exchange],
        });
      },
    }),
  }),
  requirementFor(users, {
    id: 'grants/too-many-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'rights-too-many'),
    text: 'A grant above the limit that GET /v2/version tells is refused with 400 and code TOO_MANY_USER_RIGHTS, and changes nothing; as many as it allows are granted.',
    explain:
      'Usual causes: rights counted for creations only, or only those of the request; a limit that is off by one.',
    check: scenario({
      key: 'grants/too-many-rejected',
      cost: costOf(users, 1, 5),
      satisfied: 'A grant of one right more than allowed was refused and granted nothing.',
      run: async (steps) => {
        const limit = await sendableLimit(steps);
        const allowed = rightsFor(limit);
        const body = { ...users.body(), rights: allowed.slice(1) };
        const { id } = await steps.given(operation, 'one less than allowed', body);
        await expectAccepted(steps, GRANT, id, allowed.slice(0, 1), 'as many as allowed');
        const granted = await sendChange(steps, GRANT, id, [rightFor(limit)], 'one more');
        expectError(steps, granted, 'A grant of one right more than allowed', 'TOO_MANY_USER_RIGHTS');
        await expectRights(steps, id, allowed, 'Other rights are listed than were granted', 'after', [granted]);
      },
    }),
  }),
];
