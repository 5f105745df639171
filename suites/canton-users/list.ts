/**
 * `GET /v2/users`: the list as a whole and page by page, and who is in it from the start.
 */
import { scenario } from '../../engine/checks/scenario.ts';
import { NotApplicable } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { checkEachOnce, maximumPageSize, readPages } from '../canton/list/pages.ts';
import { listPaging } from '../canton/list/paging.ts';
import { listQueries } from '../canton/list/queries.ts';
import { listSchema } from '../canton/list/schema.ts';
import { sixOf } from '../canton/list/six.ts';
import { getUser, getVersion, listUsers } from '../canton/requests.ts';
import { costOf, productClause, requirementFor } from '../canton/resource.ts';
import { readUserList } from '../canton/user-list.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { items, jsonOf, member, text } from '../json.ts';
import { deleteGiven } from './delete-user.ts';
import { users } from './user-resource.ts';

const ADMIN = 'participant_admin';
const EARLY = 4;
/** So many users a page must be able to hold. */
const LEAST_MAXIMUM = 100;

const six = sixOf(users);

/** Requirements of this topic. */
export const listRequirements = [
  ...listSchema(users, six, readUserList),
  ...listPaging(users, six),
  ...listQueries(users, six),
  requirementFor(users, {
    id: 'list/paging-while-users-go',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'list-paging-while-users-go'),
    text: 'Users that are deleted while somebody pages do not make others appear twice or not at all.',
    explain: 'Usual causes: paging by offset.',
    check: six.over({
      key: 'list/paging-while-users-go',
      cost: costOf(users, EARLY, 60),
      satisfied: 'Users that went meanwhile moved no other.',
      run: async (steps) => {
        const early: string[] = [];
        for (let index = 0; index < EARLY; index += 1) {
          early.push((await steps.given(users.operation, `early ${index}`, users.list.early())).id);
        }
        const reading = await readPages(users, steps, await six.given(steps), async () => {
          const id = early.shift();
          if (id !== undefined) await deleteGiven(steps, id, `delete ${early.length}`);
        });
        checkEachOnce(users, steps, reading, 'While others go, users are not visited exactly once');
      },
    }),
  }),
  requirementFor(users, {
    id: 'list/page-size-clamped',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'list-page-size-clamped'),
    text: 'A pageSize above the maximum that GET /v2/version tells is taken for the maximum.',
    explain: 'Usual causes: an error, as it is right for parties.',
    check: scenario({
      key: 'list/page-size-clamped',
      cost: costOf(users, 0, 3),
      satisfied: 'A pageSize above the maximum was taken for it.',
      run: async (steps) => {
        const maximum = await maximumPageSize(users, steps);
        const exchange = await steps.read(listUsers([['pageSize', String(maximum + 1)]]), 'above');
        const count = items(jsonOf(exchange), 'users').length;
        steps.check(exchange.response?.status === 200 && count <= maximum, {
          summary: 'A pageSize above the maximum is not taken for the maximum',
          expected: `200 with at most ${maximum} users`,
          actual: exchange.response?.status === 200 ? `${count} users` : describeAnswer(exchange),
          pointer: '/users',
          evidence: [exchange],
        });
      },
    }),
  }),
  requirementFor(users, {
    id: 'list/hundred-per-page',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'getV2Version/users-per-page'),
    text: 'A page may hold a hundred users: GET /v2/version tells no smaller maximum, and pageSize=100 is accepted.',
    explain: 'Usual causes: a limit of a gateway or of a framework.',
    check: scenario({
      key: 'list/hundred-per-page',
      cost: costOf(users, 0, 2),
      satisfied: 'A page may hold a hundred users.',
      run: async (steps) => {
        const version = await steps.read(getVersion(), 'version');
        const maximum = member(jsonOf(version), ...users.list.maximum.path);
        // 0 stands for no limit, and what is not told says nothing.
        steps.check(typeof maximum !== 'number' || maximum === 0 || maximum >= LEAST_MAXIMUM, {
          summary: 'GET /v2/version tells a page size below 100',
          expected: '0 or at least 100',
          actual: JSON.stringify(maximum) ?? '',
          pointer: `/${users.list.maximum.path.join('/')}`,
          evidence: [version],
        });
        const exchange = await steps.read(listUsers([['pageSize', String(LEAST_MAXIMUM)]]), 'hundred');
        steps.check(exchange.response?.status === 200, {
          summary: 'A page of 100 users is refused',
          expected: 'status 200',
          actual: describeAnswer(exchange),
          evidence: [exchange],
        });
      },
    }),
  }),
  requirementFor(users, {
    id: 'list/admin-exists',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'admin-exists'),
    text: 'participant_admin, where the caller may see it, is active, has no primary party and the right ParticipantAdmin.',
    explain: 'Usual causes: another user made the administrator. A node that hides or lacks the user is not judged.',
    check: scenario({
      key: 'list/admin-exists',
      cost: costOf(users, 0, 2),
      satisfied: 'participant_admin is as it should be.',
      run: async (steps) => {
        const exchange = await steps.read(getUser(ADMIN), 'user');
        if (exchange.response?.status !== 200) {
          throw new NotApplicable('not-offered', `${ADMIN} cannot be seen: ${describeAnswer(exchange)}`);
        }
        const json = jsonOf(exchange);
        const deactivated = member(json, 'user', 'isDeactivated') ?? false;
        const primaryParty = text(json, 'user', 'primaryParty') ?? '';
        steps.check(text(json, 'user', 'id') === ADMIN && deactivated === false && primaryParty === '', {
          summary: `${ADMIN} is not as the product makes it`,
          expected: 'an active user without a primary party',
          actual: JSON.stringify(json) ?? describeAnswer(exchange),
          pointer: '/user',
          evidence: [exchange],
        });
        const { rights, exchange: reading } = await rightsOf(steps, ADMIN, 'rights');
        steps.check(rights.includes('ParticipantAdmin'), {
          summary: `${ADMIN} does not have the right to administer`,
          expected: 'ParticipantAdmin',
          actual: rights.join(', ') || 'no rights',
          pointer: '/rights',
          evidence: [reading],
        });
      },
    }),
  }),
];
