/**
 * Different changes of one user at the same time: rights that are granted, updates beside them, a deletion.
 */
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import { everyRight } from '../../generators/canton/rights.ts';
import type { Exchange } from '../../target/exchange.ts';
import { deleteUser, grantRights } from '../canton/requests.ts';
import { costOf, productClause, requirementFor } from '../canton/resource.ts';
import { updateSteps } from '../canton/update/steps.ts';
import { describeRight, rightsOf } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { aboutGrants, rightsBody, userWithRights } from './grants.ts';
import { scenarioWithParty } from './party-of-the-run.ts';
import { users } from './user-resource.ts';

const OPENAPI = 'canton-openapi-3.5.6';

const { given, bodyOf } = updateSteps(users);

/** The first round may find the connections not yet open. */
const ROUNDS = 2;
/** Every kind of right in a grant of its own. */
const GRANTS = 7;
const UPDATES = 6;

type Labelled = readonly [label: string, request: RequestTemplate];

/** Sends all at once, and never again (design.md, rule 10). */
function sendTogether(steps: Scenario, requests: readonly Labelled[]): Promise<readonly Exchange[]> {
  return Promise.all(requests.map(([label, request]) => steps.sendOnce(request, label)));
}

/** Updates of annotations and of the activation in turn. */
function updatesOf(id: string, round: number): readonly Labelled[] {
  return Array.from({ length: UPDATES }, (_, index) => {
    const update =
      index % 2 === 0
        ? { annotations: { [`key-${index}`]: 'value' } }
        : { details: { isDeactivated: index % 4 === 1 }, metadata: false as const, paths: ['is_deactivated'] };
    return [`update ${index} of round ${round}`, users.update.template(id, bodyOf(id, update))];
  });
}

/** Grants rights at once, each for itself and beside other requests, and expects all accepted ones to be listed. */
async function grantTogether(
  steps: Scenario,
  party: string,
  beside: (id: string, round: number) => readonly Labelled[],
  summary: string,
): Promise<void> {
  let most = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = await userWithRights(steps, [], `user of round ${round}`);
    const rights = everyRight([party]);
    const grants = rights.map(
      (right, index): Labelled => [`grant ${index} of round ${round}`, grantRights(id, rightsBody(id, [right]))],
    );
    const others = beside(id, round);
    // One after the other in turn, so that some of each are sent before some of the other kind.
    const requests = Array.from({ length: Math.max(grants.length, others.length) }, (_, index) =>
      [others[index], grants[index]].filter((it) => it !== undefined),
    ).flat();
    const answers = new Map((await sendTogether(steps, requests)).map((answer, index) => [requests[index], answer]));
    const accepted = rights.filter((_, index) => answers.get(grants[index])?.response?.status === 200);
    most = Math.max(most, accepted.length);
    const { rights: listed, exchange } = await rightsOf(steps, id, `rights after round ${round}`);
    const lost = accepted.map(describeRight).filter((right) => !listed.includes(right));
    const kept = steps.check(lost.length === 0, {
      summary,
      expected: accepted.map(describeRight).join(', '),
      actual: listed.join(', ') || 'no rights',
      pointer: '/rights',
      evidence: [...answers.values()].slice(0, 1).concat(exchange),
    });
    if (!kept) return;
  }
  if (most < 2) throw new Inconclusive('transient-trouble', 'No two grants at once were accepted, in any round.');
}

/** Requirements of this topic. */
export const changesAtOnceRequirements = [
  aboutGrants({
    id: 'at-once-keep-all',
    profile: 'contract',
    source: clause(OPENAPI, 'postV2UsersUser-idRights/adds'),
    text: 'Different rights that are granted to a user at the same time are all there afterwards.',
    explain: 'Usual causes: the rights read, added to and written as a whole, without a lock.',
    lane: 'exclusive',
    creations: ROUNDS,
    exchanges: ROUNDS * (GRANTS + 2),
    satisfied: 'Rights that were granted at once were all there.',
    run: (steps, party) => grantTogether(steps, party, () => [], 'Rights that were granted at once were lost'),
  }),
  requirementFor(users, {
    id: 'patch/keeps-grants-beside-it',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'patchV2UsersUser-id/updates'),
    text: 'Rights that are granted to a user while it is updated are all there afterwards.',
    explain: 'Usual causes: an update that writes the user as a whole, with the rights that it read.',
    check: scenarioWithParty({
      key: 'patch/keeps-grants-beside-it',
      lane: 'exclusive',
      cost: costOf(users, ROUNDS, ROUNDS * (GRANTS + UPDATES + 2)),
      satisfied: 'Rights that were granted beside updates were all there.',
      run: (steps, party) =>
        grantTogether(steps, party, updatesOf, 'Rights that were granted beside updates were lost'),
    }),
  }),
  requirementFor(users, {
    id: 'deletion/final-beside-updates',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'patch-unknown-user'),
    text: 'A user that is deleted while it is updated stays deleted.',
    explain: 'Usual causes: an update that writes what it read, as an upsert.',
    check: scenario({
      key: 'deletion/final-beside-updates',
      lane: 'exclusive',
      cost: costOf(users, ROUNDS, ROUNDS * (UPDATES + 3)),
      satisfied: 'Users that were deleted beside updates stayed deleted.',
      run: async (steps) => {
        let deletions = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          const { id } = await given(steps, `user of round ${round}`);
          const updates = updatesOf(id, round);
          const answers = await sendTogether(steps, [...updates, [`delete in round ${round}`, deleteUser(id)]]);
          const deletion = answers.at(-1);
          if (deletion?.response?.status !== 200) continue;
          deletions += 1;
          const { details, exchange } = await users.read(steps, id, `read after round ${round}`);
          if (details === undefined) steps.context.journal.deleted('user', id);
          const gone = steps.check(details === undefined, {
            summary: 'A user that was deleted while it was updated is there again',
            expected: `no user ${id}`,
            actual: JSON.stringify(details) ?? '',
            pointer: '/user',
            evidence: [deletion, exchange],
          });
          if (!gone) return;
        }
        if (deletions === 0)
          throw new Inconclusive('transient-trouble', 'No deletion beside updates was accepted, in any round.');
      },
    }),
  }),
];
