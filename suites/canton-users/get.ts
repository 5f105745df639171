/**
 * `GET /v2/users/{user-id}` and `GET /v2/users/{user-id}/rights`.
 */
import { scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { everyRight } from '../../generators/canton/rights.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { getSchema } from '../canton/creation/read-back.ts';
import { expectError } from '../canton/expected-answers.ts';
import { judgeExchange } from '../canton/judge.ts';
import { getUser, listRights } from '../canton/requests.ts';
import { costOf, productClause, requirementFor } from '../canton/resource.ts';
import { givenThing } from '../canton/update/update.ts';
import { clause } from '../clause.ts';
import { scenarioWithParty } from './party-of-the-run.ts';
import { readBacks } from './read-backs.ts';
import { users, userWithId } from './user-resource.ts';

const OPENAPI = 'canton-openapi-3.5.6';

/** Ids that no user can have; the last one is too long. */
export const MALFORMED_IDS = ['?', 'a b', 'b\u00e9', 'x'.repeat(129)];

/** Requirements of this topic. */
export const getRequirements = [
  getSchema(users, readBacks),
  requirementFor(users, {
    id: 'get/unknown-user-not-shown',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2UsersUser-id/user'),
    text: 'Reading an unknown user is no success: nothing is shown that was not created, also where the id differs from a known one only in case.',
    explain:
      'Usual causes: a user made up of the path; an empty object in place of an error; ids looked up without regard to case.',
    check: scenario({
      key: 'get/unknown-user-not-shown',
      cost: costOf(users, 1, 4),
      satisfied: 'An unknown user was not shown.',
      run: async (steps) => {
        const known = await givenThing(users, steps, 'user');
        const control = await steps.read(getUser(known.id), 'known');
        for (const [label, id] of [
          ['unknown', steps.name('unknown')],
          ['known in capitals', known.id.toUpperCase()],
        ] as const) {
          const exchange = await steps.read(getUser(id), label);
          steps.check(control.response?.status === 200 && (exchange.response?.status ?? 200) >= 400, {
            summary: 'An unknown user is shown, or a known one is not',
            expected: '200 for a known user, an error for an unknown one',
            actual: `${describeAnswer(control)} and ${describeAnswer(exchange)}`,
            evidence: [exchange, control],
          });
        }
      },
    }),
  }),
  requirementFor(users, {
    id: 'get/unknown-user',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'get-unknown'),
    text: 'Reading an unknown user is refused with 404 and code USER_NOT_FOUND.',
    explain: 'Usual causes: an empty answer, as it is right for parties.',
    check: scenario({
      key: 'get/unknown-user',
      cost: costOf(users, 1, 2),
      satisfied: 'An unknown user was refused.',
      run: async (steps) => {
        await givenThing(users, steps, 'user');
        const exchange = await steps.read(getUser(steps.name('unknown')), 'unknown');
        expectError(steps, exchange, 'Reading an unknown user', 'USER_NOT_FOUND');
      },
    }),
  }),
  requirementFor(users, {
    id: 'get/malformed-id-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'get-malformed'),
    text: 'Reading a user with a malformed id, or its rights, is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the id looked up without being checked.',
    check: scenario({
      key: 'get/malformed-id-rejected',
      cost: costOf(users, 1, 9),
      satisfied: 'Malformed ids were refused.',
      run: async (steps) => {
        await givenThing(users, steps, 'user');
        for (const id of MALFORMED_IDS) {
          for (const [what, template] of [
            ['user', getUser(id)],
            ['rights', listRights(id)],
          ] as const) {
            const exchange = await steps.read(template, `${what} of ${id.slice(0, 8)}`);
            const shown = JSON.stringify(id.slice(0, 20));
            expectError(steps, exchange, `Reading the ${what} of the malformed id ${shown}`, 'INVALID_ARGUMENT');
          }
        }
      },
    }),
  }),
  requirementFor(users, {
    id: 'get/rights-response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2UsersUser-idRights/response-200'),
    text: 'Reading the rights of a user gives 200 and a valid ListUserRightsResponse.',
    explain: 'Usual causes: kinds as texts; another shape than that of the creation.',
    smoke: true,
    check: rightsSchema(),
  }),
  requirementFor(users, {
    id: 'get/rights-unknown-user',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'rights-unknown-user'),
    text: 'Reading the rights of an unknown user is refused with 404 and code USER_NOT_FOUND.',
    explain: 'Usual causes: an empty list, because rights are looked up on their own.',
    check: scenario({
      key: 'get/rights-unknown-user',
      cost: costOf(users, 1, 2),
      satisfied: 'Rights of an unknown user were refused.',
      run: async (steps) => {
        await givenThing(users, steps, 'user');
        const exchange = await steps.read(listRights(steps.name('unknown')), 'unknown');
        expectError(steps, exchange, 'Reading the rights of an unknown user', 'USER_NOT_FOUND');
      },
    }),
  }),
];

function rightsSchema() {
  return scenarioWithParty({
    key: 'get/rights-response-schema',
    cost: costOf(users, 2, 4),
    satisfied: 'Rights are listed as the schema says.',
    run: async (steps, party) => {
      for (const [label, rights] of [
        ['every right', everyRight([party])],
        ['no right', []],
      ] as const) {
        const { id } = await steps.given(users.operation, label, { ...userWithId(namePlaceholder()), rights });
        const exchange = await steps.read(listRights(id), `rights, ${label}`);
        const [problem] = judgeExchange('getV2UsersUser-idRights', exchange).problems;
        steps.check(problem === undefined && exchange.response?.status === 200, {
          summary: `Rights are not listed as a ListUserRightsResponse (${label})`,
          expected: problem?.expected ?? 'status 200',
          actual: problem?.actual ?? describeAnswer(exchange),
          pointer: problem?.pointer ?? '',
          evidence: [exchange],
        });
      }
    },
  });
}
