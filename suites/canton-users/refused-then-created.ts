/**
 * What a refused creation may leave behind without creating anything: an id that is taken, or rights that wait for their user.
 */
import type { Json } from '../../contracts/model.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { createdIdOf, isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import { costOf, type JsonObject, pageClause, requirementFor } from '../canton/resource.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { readUser } from './read-user.ts';
import { users } from './user-resource.ts';

/** A creation that must be refused, after which the same id is created without what it sent. */
interface Refused {
  readonly label: string;
  readonly metadata?: JsonObject;
  readonly rights?: readonly Json[];
}

const RIGHTS = [plainRight('CanReadAsAnyParty')];

const REFUSED: readonly Refused[] = [
  { label: 'an annotation without a value', metadata: { annotations: { 'concordat/note': '' } } },
  { label: 'an illegal annotation key', metadata: { annotations: { 'a b': 'value' } } },
  { label: 'an unknown kind of right', rights: [...RIGHTS, { kind: { CanDoAnything: { value: {} } } }] },
  { label: 'a right with a malformed party', rights: [...RIGHTS, { kind: { CanActAs: { value: { party: 'a/b' } } } }] },
];

/** The creation with what makes it invalid. */
function invalid({ metadata, rights }: Refused): Json {
  const valid = users.body() as { readonly user: JsonObject };
  return {
    user: { ...valid.user, isDeactivated: true, ...(metadata && { metadata }) },
    rights: rights ?? RIGHTS,
  };
}

async function createAfter(steps: Scenario, refused: Refused): Promise<void> {
  const { operation } = users;
  const [first, second] = await steps.sharingName(
    operation,
    refused.label,
    [invalid(refused), users.body()],
    // Accepting what is invalid is a matter of other requirements.
    (record) => isAccepted(operation, record),
  );
  if (!first || !second) return;
  const evidence = [first.exchange, second.exchange];
  const accepted = isAccepted(operation, second);
  const id = createdIdOf(operation, second);
  steps.check(accepted, {
    summary: `An id is taken although its creation was refused (${refused.label})`,
    expected: 'the id is free after a refusal',
    actual: describeAnswer(second.exchange),
    evidence,
  });
  if (!accepted || id === undefined) return;
  const reading = await readUser(steps, id, `read ${refused.label}`);
  const deactivated = (reading.details as JsonObject | undefined)?.isDeactivated === true;
  steps.check(!deactivated, {
    summary: `A user is as a creation wanted it that was refused (${refused.label})`,
    expected: 'a user that is not deactivated',
    actual: describeAnswer(reading.exchange),
    pointer: '/user/isDeactivated',
    evidence: [...evidence, reading.exchange],
  });
  const { rights, exchange } = await rightsOf(steps, id, `rights ${refused.label}`);
  steps.check(rights.length === 0, {
    summary: `A user has rights of a creation that was refused (${refused.label})`,
    expected: 'no rights',
    actual: rights.join(', '),
    pointer: '/rights',
    evidence: [...evidence, exchange],
  });
}

/** Requirements of this topic. */
export const refusedThenCreatedRequirements = [
  requirementFor(users, {
    id: 'creation/refusal-leaves-id-free',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'creates'),
    text: 'An id whose creation was refused can be created afterwards, and gets nothing of what was refused.',
    explain: 'Usual causes: the id reserved, or the rights stored under it, before the request is checked to its end.',
    check: scenario({
      key: 'creation/refusal-leaves-id-free',
      cost: costOf(users, 2 * REFUSED.length, 4 * REFUSED.length),
      satisfied: 'Ids were free after refusals, and nothing of the refused creations came back.',
      run: async (steps) => {
        for (const refused of REFUSED) await createAfter(steps, refused);
      },
    }),
  }),
];
