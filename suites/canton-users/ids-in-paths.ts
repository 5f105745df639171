/**
 * User ids in the paths of all operations on users.
 */
import { allOf } from '../../engine/checks/all-of.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import { userIdOfLength } from '../../generators/canton/user-ids.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { listRights } from '../canton/requests.ts';
import { costOf, requirementFor } from '../canton/resource.ts';
import { sendUpdate } from '../canton/update/update.ts';
import { clause } from '../clause.ts';
import { deleteGiven } from './delete-user.ts';
import { GRANT, REVOKE, sendChange } from './grants.ts';
import { readUser } from './read-user.ts';
import { users, userWithId } from './user-resource.ts';

const name = namePlaceholder();

/** Ids with symbols that have a meaning in paths, or that are often escaped, and ids that a pattern of a route may find too long. */
const IDS_IN_PATHS = [
  ['a plus', `${name}+x`],
  ['a hash', `#${name}#`],
  ['caret and bar', `^${name}|`],
  ['at, colon and dollar', `${name}@x:y$`],
  ['quotes, parentheses and an exclamation mark', `!(${name})'\``],
  ['tilde, underscore, dots and minus', `~_..${name}.-`],
  ['101 characters', userIdOfLength(101)],
  ['128 characters', userIdOfLength(128)],
] as const;

/** Sends every request that has the id in its path. */
async function useInPaths(steps: Scenario, label: string, id: string): Promise<void> {
  const user = await steps.given(users.operation, label, userWithId(id));
  const right = [plainRight('CanReadAsAnyParty')];
  const reading = await readUser(steps, user.id, `read ${label}`);
  const update = await sendUpdate(users, steps, `update ${label}`, user.id, { annotations: { a: 'b' } });
  const grant = await sendChange(steps, GRANT, user.id, right, `grant ${label}`);
  const rights = await steps.read(listRights(user.id), `rights ${label}`);
  const revocation = await sendChange(steps, REVOKE, user.id, right, `revoke ${label}`);
  const deletion = await deleteGiven(steps, user.id, `delete ${label}`);
  const after = await readUser(steps, user.id, `read after ${label}`);
  for (const [what, exchange, worked] of [
    ['read', reading.exchange, reading.details !== undefined],
    ['updated', update, update.response?.status === 200],
    ['granted a right', grant, grant.response?.status === 200],
    ['asked for its rights', rights, rights.response?.status === 200],
    ['stripped of a right', revocation, revocation.response?.status === 200],
    ['deleted', deletion, deletion.response?.status === 200 && after.details === undefined],
  ] as const) {
    steps.check(worked, {
      summary: `A user with ${label} in its id cannot be ${what}`,
      expected: `"${user.id}", percent-encoded in the path, names the user`,
      actual: describeAnswer(exchange),
      evidence: [user.record.exchange, exchange],
    });
  }
}

/** Decides that ids work in paths. */
export const idsInPaths = requirementFor(users, {
  id: 'id/symbols-in-paths',
  level: 'MUST',
  profile: 'contract',
  source: clause('canton-openapi-3.5.6', 'getV2UsersUser-id/user'),
  text: 'An id that needs percent-encoding, or that is long, works in paths: the user can be read, updated and deleted, and its rights listed, granted and revoked.',
  explain:
    'Usual causes: paths not decoded, or decoded twice; a plus taken for a space; a hash that ends the path; a route of one operation with a narrower pattern.',
  check: allOf(
    IDS_IN_PATHS.map(([label, id], index) =>
      scenario({
        key: `id/symbols-in-paths-${index}`,
        cost: costOf(users, 1, 8),
        satisfied: `An id with ${label} worked in paths.`,
        run: (steps) => useInPaths(steps, label, id),
      }),
    ),
    `${IDS_IN_PATHS.length} ids worked in paths.`,
  ),
});
