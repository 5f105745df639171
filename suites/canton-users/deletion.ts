/**
 * `DELETE /v2/users/{user-id}`: a deletion is real, and of nothing else.
 */
import type { Scenario, ScenarioOptions } from '../../engine/checks/scenario.ts';
import type { Requirement } from '../../engine/requirement.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { everyRight, partyRight } from '../../generators/canton/rights.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { expectError } from '../canton/expected-answers.ts';
import { judgeExchange } from '../canton/judge.ts';
import { deleteUser, getUser, listRights } from '../canton/requests.ts';
import { costOf, productClause, requirementFor, type SharedRequirement } from '../canton/resource.ts';
import { givenThing } from '../canton/update/update.ts';
import { readUserList } from '../canton/user-list.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { items, jsonOf, member, strings } from '../json.ts';
import { deleteGiven } from './delete-user.ts';
import { MALFORMED_IDS } from './get.ts';
import { raceForOne } from './one-winner.ts';
import { scenarioWithParty } from './party-of-the-run.ts';
import { users, userWithId } from './user-resource.ts';

const OPENAPI = 'canton-openapi-3.5.6';
const OPERATION = 'deleteV2UsersUser-id';

type Definition = Omit<SharedRequirement, 'check' | 'level'> &
  Pick<ScenarioOptions, 'satisfied'> & {
    readonly creations?: number;
    readonly lane?: 'exclusive';
    run(steps: Scenario, party: string): Promise<void>;
  };

/** A requirement on deletions; the id is given without `deletion/`. */
function about({ id, satisfied, creations = 1, lane, run, ...rest }: Definition): Requirement {
  const key = `deletion/${id}`;
  return requirementFor(users, {
    ...rest,
    level: 'MUST',
    id: key,
    check: scenarioWithParty({
      key,
      satisfied,
      run,
      ...(lane && { lane }),
      cost: costOf(users, creations, 6 * creations),
    }),
  });
}

/** Deletes a user of the scenario. Gives whether the deletion was accepted; when it was not, that is a finding. */
async function expectDeleted(steps: Scenario, id: string, label = 'delete'): Promise<Exchange | undefined> {
  const exchange = await deleteGiven(steps, id, label);
  const accepted = steps.check(exchange.response?.status === 200, {
    summary: 'The deletion of a user was not accepted',
    expected: 'status 200',
    actual: describeAnswer(exchange),
    evidence: [exchange],
  });
  return accepted ? exchange : undefined;
}

/** Requirements of this topic. */
export const deletionRequirements = [
  about({
    id: 'response-schema',
    profile: 'contract',
    source: clause(OPENAPI, `${OPERATION}/response-200`),
    text: 'A deletion is answered with 200 and an object as application/json.',
    explain: 'Usual causes: 204; an empty body; a text.',
    smoke: true,
    satisfied: 'The deletion was answered as the schema says.',
    run: async (steps) => {
      const { id } = await givenThing(users, steps, 'user');
      const exchange = await expectDeleted(steps, id);
      const [problem] = exchange ? judgeExchange(OPERATION, exchange).problems : [];
      if (!exchange || !problem) return;
      steps.check(false, {
        summary: `A deletion is not answered as the schema says: ${problem.rule} ${problem.pointer}`,
        expected: problem.expected,
        actual: problem.actual,
        pointer: problem.pointer,
        evidence: [exchange],
      });
    },
  }),
  about({
    id: 'user-gone',
    profile: 'contract',
    source: clause(OPENAPI, `${OPERATION}/deletes`),
    text: 'A deleted user is gone: neither it nor its rights can be read, and it is not in the list.',
    explain: 'Usual causes: a mark instead of a deletion, which not every query looks at; a cache.',
    smoke: true,
    satisfied: 'The deleted user was gone everywhere.',
    run: async (steps, party) => {
      const user = { ...userWithId(namePlaceholder()), rights: [partyRight('CanReadAs', party)] };
      const { id } = await steps.given(users.operation, 'user', user);
      await rightsOf(steps, id, 'rights before');
      const deleted = await expectDeleted(steps, id);
      if (!deleted) return;
      for (const [what, template] of [
        ['user', getUser(id)],
        ['rights', listRights(id)],
      ] as const) {
        const exchange = await steps.read(template, `${what} after`);
        // That nobody has no rights is no untruth.
        const json = what === 'rights' && exchange.response?.status === 200 ? jsonOf(exchange) : undefined;
        const hasNone = json !== undefined && items(json, 'rights').length === 0;
        steps.check(hasNone || (exchange.response?.status ?? 200) >= 400, {
          summary: `After its deletion the ${what} can still be read`,
          expected: what === 'rights' ? 'an error, or an empty list' : 'an error',
          actual: describeAnswer(exchange),
          evidence: [deleted, exchange],
        });
      }
      const list = await readUserList(steps.context);
      if (!list.available) throw new Inconclusive('read-back-unavailable', list.reason);
      steps.check(!list.entries.has(id), {
        summary: 'After its deletion the user is still in the list',
        expected: `a list without ${id}`,
        actual: id,
        pointer: '/users',
        evidence: [deleted, ...list.pages.slice(0, 1)],
      });
    },
  }),
  about({
    id: 'rights-gone',
    profile: 'contract',
    source: clause(OPENAPI, `${OPERATION}/rights`),
    text: 'With a user its rights and its metadata are deleted: one that is created again under the id has nothing of it.',
    explain: 'Usual causes: rights in a table of their own, which the deletion forgets.',
    creations: 2,
    satisfied: 'A user that was created again had nothing of the deleted one.',
    run: async (steps, party) => {
      const body = { ...userWithId(namePlaceholder(), { old: 'value' }), rights: everyRight([party]).slice(0, 3) };
      const original = await steps.given(users.operation, 'user', body);
      if (!(await expectDeleted(steps, original.id))) return;
      const record = await steps.sameNameAgain(users.operation, original, userWithId(namePlaceholder()));
      const id = steps.buildsOn(users.operation, record);
      const { rights, exchange } = await rightsOf(steps, id, 'rights after');
      steps.check(rights.length === 0, {
        summary: 'A user that is created again has rights of the deleted one',
        expected: 'no rights',
        actual: rights.join(', '),
        pointer: '/rights',
        evidence: [record.exchange, exchange],
      });
      const reading = await users.read(steps, id, 'read after');
      const annotations = strings(reading.details, 'metadata', 'annotations');
      steps.check(reading.details !== undefined && annotations.old === undefined, {
        summary: 'A user that is created again has annotations of the deleted one, or cannot be read',
        expected: 'no annotation "old"',
        actual: JSON.stringify(member(reading.details, 'metadata')) ?? describeAnswer(reading.exchange),
        pointer: '/user/metadata/annotations',
        evidence: [record.exchange, reading.exchange],
      });
      await deleteGiven(steps, id, 'delete again');
    },
  }),
  about({
    id: 'others-unchanged',
    profile: 'contract',
    source: clause(OPENAPI, `${OPERATION}/deletes`),
    text: 'A deletion deletes the user with this very id: others whose ids begin with it, or differ in case, stay, also where nobody has the id.',
    explain: 'Usual causes: LIKE in the place of =; ids compared without regard to case.',
    creations: 3,
    satisfied: 'Users with near-equal ids stayed.',
    run: async (steps) => {
      const original = await steps.given(users.operation, 'user', userWithId(`a${namePlaceholder()}`));
      const unknown = await steps.change(deleteUser(`A${original.name}`), 'unknown, in other case');
      const kept = await users.read(steps, original.id, 'read after');
      steps.check(kept.details !== undefined, {
        summary: 'The deletion of an id that nobody has deleted a user whose id differs only in case',
        expected: `${original.id} is still there`,
        actual: describeAnswer(kept.exchange),
        evidence: [unknown, kept.exchange],
      });
      if (kept.details === undefined) return;
      const longer = await steps.givenOnce(users.operation, 'longer', userWithId(`a${original.name}-longer`));
      const capital = await steps.givenOnce(users.operation, 'capital', userWithId(`A${original.name}`));
      if (!(await expectDeleted(steps, original.id))) return;
      for (const { id, name } of [longer, capital]) {
        const { details, exchange } = await users.read(steps, id, `read ${name}`);
        steps.check(details !== undefined, {
          summary: 'A deletion deleted a user with a near-equal id too',
          expected: `${id} is still there`,
          actual: describeAnswer(exchange),
          evidence: [exchange],
        });
      }
    },
  }),
  about({
    id: 'empty-object',
    profile: 'reference',
    source: productClause(users, 'delete-empty-object'),
    text: 'A deletion is answered with an empty object: members of later versions aside, nothing of the user is in it.',
    explain: 'Usual causes: the deleted user in the answer.',
    satisfied: 'The deletion was answered with an empty object.',
    run: async (steps) => {
      const { id } = await givenThing(users, steps, 'user');
      const exchange = await expectDeleted(steps, id);
      if (!exchange) return;
      const json = jsonOf(exchange);
      const isEmpty = typeof json === 'object' && !Array.isArray(json) && !JSON.stringify(json).includes(id);
      steps.check(isEmpty, {
        summary: 'A deletion is not answered with an empty object',
        expected: '{}',
        actual: describeAnswer(exchange),
        evidence: [exchange],
      });
    },
  }),
  about({
    id: 'unknown-user',
    profile: 'reference',
    source: productClause(users, 'delete-unknown'),
    text: 'Deleting an unknown user, or one a second time, is refused with 404 and code USER_NOT_FOUND.',
    explain: 'Usual causes: a deletion that succeeds whether there is something to delete or not.',
    satisfied: 'Deletions of unknown users were refused.',
    run: async (steps) => {
      const { id } = await givenThing(users, steps, 'user');
      const unknown = await steps.change(deleteUser(steps.name('unknown')), 'unknown');
      expectError(steps, unknown, 'The deletion of an unknown user', 'USER_NOT_FOUND');
      if (!(await expectDeleted(steps, id))) return;
      const again = await steps.change(deleteUser(id), 'again');
      expectError(steps, again, 'The second deletion of a user', 'USER_NOT_FOUND');
    },
  }),
  about({
    id: 'malformed-id',
    profile: 'reference',
    source: productClause(users, 'delete-malformed'),
    text: 'Deleting a user with a malformed id is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the id looked up without being checked.',
    satisfied: 'Malformed ids were refused.',
    run: async (steps) => {
      await givenThing(users, steps, 'user');
      for (const id of MALFORMED_IDS) {
        const exchange = await steps.change(deleteUser(id), `malformed ${id.slice(0, 8)}`);
        const shown = JSON.stringify(id.slice(0, 20));
        expectError(steps, exchange, `The deletion of a user with the malformed id ${shown}`, 'INVALID_ARGUMENT');
      }
    },
  }),
  about({
    id: 'race-one-winner',
    profile: 'reference',
    source: productClause(users, 'delete-race'),
    text: 'Of concurrent deletions of a user exactly one succeeds.',
    explain: 'Usual causes: looked at first and deleted then; the number of deleted rows not looked at.',
    lane: 'exclusive',
    satisfied: 'One of the concurrent deletions succeeded.',
    run: async (steps) => {
      const { id } = await givenThing(users, steps, 'user');
      await raceForOne(steps, deleteUser(id), (racer) => racer.response?.status === 200, 'deletions of a user');
      const { details } = await users.read(steps, id, 'read after');
      if (details === undefined) steps.context.journal.deleted('user', id);
    },
  }),
];
