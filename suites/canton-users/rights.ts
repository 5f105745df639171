/**
 * Rights that a creation gives.
 */
import type { Json } from '../../contracts/model.ts';
import { acceptances } from '../../engine/checks/acceptance.ts';
import { accepts } from '../../engine/checks/accepts.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { NAMESPACE_OF_NOBODY } from '../../generators/canton/nobody.ts';
import { everyRight, PARTY_KINDS, partyRight, plainRight } from '../../generators/canton/rights.ts';
import { partyPlaceholder } from '../../generators/placeholder.ts';
import { costOf, pageClause, productClause, requirementFor } from '../canton/resource.ts';
import { describeRight, rightsOf } from '../canton/user-readings.ts';
import { longParty } from './parties-of-nobody.ts';
import { scenarioWithParty, withParty } from './party-of-the-run.ts';
import { users } from './user-resource.ts';

const { operation } = users;

/** A user for each right alone. */
const eachKind = withParty(
  acceptances({
    key: 'rights/each-kind',
    operation,
    profile: 'contract',
    bodies: {
      kind: 'table',
      rows: () =>
        everyRight([partyPlaceholder()]).map((right) => ({
          label: describeRight(right).split(' ')[0] ?? '',
          body: { kind: 'json', value: { ...users.body(), rights: [right] } },
        })),
    },
  }),
);

/** Expects a creation with rights to be accepted. `what`: the rights, in the sentence of a failure. */
async function expectAccepted(steps: Scenario, label: string, rights: readonly Json[], what: string): Promise<boolean> {
  const record = await steps.create(operation, label, { ...users.body(), rights });
  return steps.check(record.judgement?.form === 'success', {
    summary: `${what} were refused`,
    expected: '200 with the user',
    actual: describeAnswer(record.exchange),
    pointer: '/rights',
    evidence: [record.exchange],
  });
}

/** Creates a user with rights and expects exactly these when they are listed. */
async function expectRights(
  steps: Scenario,
  label: string,
  sent: readonly Json[],
  expected: readonly Json[] = sent,
): Promise<void> {
  const user = await steps.given(operation, label, { ...users.body(), rights: sent });
  const seen = await rightsOf(steps, user.id, `rights of ${label}`);
  const wanted = expected.map(describeRight).sort();
  steps.check(seen.rights.join('\n') === wanted.join('\n'), {
    summary: `A user has other rights than those of its creation (${label})`,
    expected: wanted.join(', ') || 'no rights',
    actual: seen.rights.join(', ') || 'no rights',
    pointer: '/rights',
    evidence: [user.record.exchange, seen.exchange],
  });
}

/** A right of each kind for a party of its own that does not exist. */
function rightsForNobody(steps: Scenario): readonly Json[] {
  return PARTY_KINDS.map((kind, index) => partyRight(kind, `${steps.name('nobody', index)}::${NAMESPACE_OF_NOBODY}`));
}

/** Rights for two parties that do not exist and whose hints differ only in case. */
function rightsInTwoCases(name: string): readonly Json[] {
  return ['Nobody', 'nobody'].flatMap((hint) =>
    PARTY_KINDS.map((kind) => partyRight(kind, `${hint}-${name}::${NAMESPACE_OF_NOBODY}`)),
  );
}

/** Requirements of this topic. */
export const rightRequirements = [
  requirementFor(users, {
    id: 'rights/each-kind-accepted',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/Kind/one-of'),
    text: 'Each of the seven kinds of rights that give something is accepted on creation.',
    explain: 'Usual causes: a build from before a kind; a kind forgotten in a mapping.',
    smoke: true,
    check: accepts([eachKind]),
  }),
  requirementFor(users, {
    id: 'rights/stored-as-sent',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/CreateUserRequest/rights/assigned'),
    text: 'The rights of a creation are stored exactly as sent: every kind, none lost, none changed, none added.',
    explain: 'Usual causes: a kind mapped to another; only the first right kept; a right to read added to one to act.',
    smoke: true,
    check: scenarioWithParty({
      key: 'rights/stored-as-sent',
      cost: costOf(users, 15, 30),
      satisfied: 'Every kind of right was stored as it was sent.',
      run: async (steps, party) => {
        const all = everyRight([party]);
        await expectRights(steps, 'every kind', all);
        await expectRights(steps, 'every kind in reverse order', all.toReversed());
        for (const right of all) await expectRights(steps, describeRight(right).split(' ')[0] ?? '', [right]);
        // A target may refuse rights for parties that do not exist; where it takes them, each must keep its own.
        const several = [partyRight('CanActAs', party), ...rightsForNobody(steps)];
        for (const [label, sent] of [
          ['several parties', several],
          ['long parties', PARTY_KINDS.map((kind) => partyRight(kind, longParty(steps.name('long'))))],
          ['parties that differ in case', rightsInTwoCases(steps.name('case'))],
        ] as const) {
          const probe = await steps.create(operation, `${label}, unknown`, { ...users.body(), rights: sent });
          if (probe.judgement?.form === 'success') await expectRights(steps, label, sent);
        }
      },
    }),
  }),
  requirementFor(users, {
    id: 'rights/equal-rights-count-once',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-rights-as-a-set'),
    text: 'Equal rights in one creation count once.',
    explain: 'Usual causes: the list stored as it is; a unique index that turns it into an error.',
    check: scenarioWithParty({
      key: 'rights/equal-rights-count-once',
      cost: costOf(users, 2, 3),
      satisfied: 'Equal rights counted once.',
      run: async (steps, party) => {
        const rights = [partyRight('CanActAs', party), plainRight('CanReadAsAnyParty')];
        const twice = [...rights, ...rights];
        if (!(await expectAccepted(steps, 'twice', twice, 'Equal rights in one creation'))) return;
        await expectRights(steps, 'each right twice', twice, rights);
      },
    }),
  }),
  requirementFor(users, {
    id: 'rights/unknown-parties-accepted',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-unknown-party-in-rights'),
    text: 'A participant administrator may give rights for parties that do not exist, and each right keeps its party.',
    explain: 'Usual causes: parties looked up on the participant; the parties of several rights mixed up.',
    check: scenario({
      key: 'rights/unknown-parties-accepted',
      cost: costOf(users, 2, 3),
      satisfied: 'Rights for unknown parties were accepted and kept their parties.',
      run: async (steps) => {
        const rights = rightsForNobody(steps);
        if (!(await expectAccepted(steps, 'unknown parties', rights, 'Rights for parties that do not exist'))) return;
        await expectRights(steps, 'several unknown parties', rights);
      },
    }),
  }),
];
