/**
 * `PATCH /v2/users/{user-id}`: the attributes that only users have.
 */
import type { Json } from '../../contracts/model.ts';
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { Requirement } from '../../engine/requirement.ts';
import { partyRight } from '../../generators/canton/rights.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { expectError } from '../canton/expected-answers.ts';
import { patchUser } from '../canton/requests.ts';
import { metadataPointer, pageClause, productClause } from '../canton/resource.ts';
import { updateSteps } from '../canton/update/steps.ts';
import { updateMask } from '../canton/update/update.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import { member } from '../json.ts';
import { partyOfTheRun } from './party-of-the-run.ts';
import { users, userWithId } from './user-resource.ts';

const { about, given, send, detailsOf, versionShown, expectUpdated } = updateSteps(users);

type Definition = Parameters<typeof about>[0];

/** A requirement of this topic that names the party of the run. */
function withParty({
  run,
  ...definition
}: Omit<Definition, 'run'> & { run(steps: Scenario, party: string): Promise<void> }): Requirement {
  return about({
    ...definition,
    needs: [partyOfTheRun],
    run: async (steps) => run(steps, await steps.context.evidence(partyOfTheRun)),
  });
}

/** Members of a user; one that is absent counts as its default. */
type Attributes = Readonly<Record<string, Json>>;

const DEFAULTS: Attributes = { primaryParty: '', isDeactivated: false, primaryPartyAuthentication: false };

/** Expects attributes of a user when it is read, and in the answer to an update where that shows them. */
async function expectAttributes(
  steps: Scenario,
  answer: Exchange,
  id: string,
  expected: Attributes,
  label: string,
): Promise<void> {
  if (!expectUpdated(steps, answer, `The update (${label})`)) return;
  const { details, exchange } = await users.read(steps, id, `read after ${label}`);
  for (const [where, seen] of [
    ['answer', detailsOf(answer)],
    ['reading', details],
  ] as const) {
    for (const [name, value] of Object.entries(expected)) {
      if (where === 'answer' && member(seen, name) === undefined) continue;
      const shown = member(seen, name) ?? DEFAULTS[name] ?? null;
      steps.check(shown === value, {
        summary: `After an update (${label}) the user has another ${name} (in the ${where})`,
        expected: JSON.stringify(value),
        actual: JSON.stringify(shown),
        pointer: `/user/${name}`,
        evidence: [answer, exchange],
      });
    }
  }
}

/** Updates a user step by step, and expects what each step should leave. */
async function updateStepByStep(
  steps: Scenario,
  updates: readonly (readonly [label: string, details: Attributes, paths: readonly string[], expected: Attributes])[],
): Promise<void> {
  const { id } = await given(steps, 'user');
  for (const [label, details, paths, expected] of updates) {
    const answer = await send(steps, label, id, { details, paths });
    await expectAttributes(steps, answer, id, expected, label);
  }
}

const MALFORMED_IDS = ['%%!!!', 'a b', 'b\u00e9'];

/** Requirements of this topic. */
export const patchAttributeRequirements = [
  withParty({
    id: 'primary-party',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/primaryParty/modifiable'),
    text: 'An update gives a user another primary party.',
    explain: 'Usual causes: only annotations updated; the answer built from the request.',
    satisfied: 'The primary party was updated.',
    run: async (steps, primaryParty) => {
      await updateStepByStep(steps, [['a primary party', { primaryParty }, ['primary_party'], { primaryParty }]]);
    },
  }),
  withParty({
    id: 'clears-primary-party',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'patch-clears-primary-party'),
    text: 'An update whose mask names primary_party with an empty value takes the primary party away.',
    explain: 'Usual causes: an empty text taken for "not sent" although the mask names it.',
    satisfied: 'The primary party was taken away.',
    run: async (steps, primaryParty) => {
      await updateStepByStep(steps, [
        ['a primary party', { primaryParty }, ['primary_party'], { primaryParty }],
        ['no primary party', { primaryParty: '' }, ['primary_party'], { primaryParty: '' }],
      ]);
    },
  }),
  about({
    id: 'activation',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/isDeactivated/modifiable'),
    text: 'An update deactivates a user, and another one activates it again.',
    explain: 'Usual causes: false taken for "not sent" although the mask names it.',
    satisfied: 'The user was deactivated and activated again.',
    run: (steps) =>
      updateStepByStep(steps, [
        ['deactivated', { isDeactivated: true }, ['is_deactivated'], { isDeactivated: true }],
        ['activated', { isDeactivated: false }, ['is_deactivated'], { isDeactivated: false }],
        ['deactivated again', { isDeactivated: true }, ['is_deactivated'], { isDeactivated: true }],
      ]),
  }),
  about({
    id: 'primary-party-authentication',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'patch-primary-party-authentication'),
    text: 'An update sets and unsets primaryPartyAuthentication.',
    explain: 'Usual causes: the member not known to the update.',
    satisfied: 'primaryPartyAuthentication was set and unset.',
    run: (steps) =>
      updateStepByStep(
        steps,
        [true, false].map((primaryPartyAuthentication) => [
          String(primaryPartyAuthentication),
          { primaryPartyAuthentication },
          ['primary_party_authentication'],
          { primaryPartyAuthentication },
        ]),
      ),
  }),
  withParty({
    id: 'mask-selects-attributes',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'patch-mask-selects'),
    text: 'Of the attributes that an update sends only those that the mask names are changed.',
    explain: 'Usual causes: the user replaced as a whole.',
    satisfied: 'Attributes that the mask left out were not changed.',
    run: async (steps, primaryParty) => {
      const both = { primaryParty, isDeactivated: true };
      const none = { primaryParty: '', isDeactivated: false };
      await updateStepByStep(steps, [
        ['only the id', both, ['id'], none],
        ['only the primary party', both, ['primary_party'], { primaryParty, isDeactivated: false }],
        ['only the activation', { ...both, primaryParty: '' }, ['is_deactivated'], both],
      ]);
    },
  }),
  withParty({
    id: 'version-tracks-properties',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/metadata/version-tracks-user'),
    text: 'A change of the primary party or of the activation gives the user a new resource version too.',
    explain: 'Usual causes: the version kept with the annotations alone.',
    satisfied: 'Every change gave a new resource version.',
    run: async (steps, primaryParty) => {
      const { id, version } = await given(steps, 'user');
      const seen = new Set([version]);
      for (const [path, details] of [
        ['primary_party', { primaryParty }],
        ['is_deactivated', { isDeactivated: true }],
      ] as const) {
        const answer = await send(steps, path, id, { details, paths: [path] });
        if (!expectUpdated(steps, answer, `An update of ${path}`)) return;
        const now = await versionShown(steps, path, id, detailsOf(answer));
        steps.check(now !== '' && !seen.has(now), {
          summary: `An update of ${path} did not give a new resource version`,
          expected: `none of ${[...seen].join(', ')}`,
          actual: JSON.stringify(now),
          pointer: `${metadataPointer(users)}/resourceVersion`,
          evidence: [answer],
        });
        seen.add(now);
      }
    },
  }),
  withParty({
    id: 'rights-untouched',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', 'patchV2UsersUser-id/updates'),
    text: "An update leaves the user's rights as they are.",
    explain: 'Usual causes: the user written anew, without its rights.',
    satisfied: 'Rights outlived updates.',
    run: async (steps, party) => {
      const rights = [partyRight('CanReadAs', party), partyRight('CanActAs', party)];
      const { id } = await steps.given(users.operation, 'user', { ...userWithId(namePlaceholder()), rights });
      const before = await rightsOf(steps, id, 'rights before');
      const answer = await send(steps, 'update', id, { annotations: { added: 'value' } });
      expectUpdated(steps, answer, 'The update');
      const after = await rightsOf(steps, id, 'rights after');
      steps.check(before.rights.length === 2 && after.rights.join() === before.rights.join(), {
        summary: 'An update changed the rights of the user',
        expected: before.rights.join(', '),
        actual: after.rights.join(', ') || 'none',
        pointer: '/rights',
        evidence: [answer, after.exchange],
      });
    },
  }),
  about({
    id: 'malformed-id',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'patch-malformed-id'),
    text: 'An update of a user with a malformed id is refused with 400 and code INVALID_FIELD.',
    explain: 'Usual causes: the id looked up without being checked.',
    satisfied: 'Malformed ids were refused.',
    run: async (steps) => {
      await given(steps, 'user');
      for (const id of MALFORMED_IDS) {
        const body = { user: { id }, updateMask: updateMask(['is_deactivated']) };
        const answer = await steps.change(patchUser(id, body), `malformed ${id}`);
        expectError(steps, answer, `An update of a user with the id ${JSON.stringify(id)}`, 'INVALID_FIELD');
      }
    },
  }),
];
