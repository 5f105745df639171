/**
 * What a creation answers, and what is kept of it.
 */
import type { Json } from '../../contracts/model.ts';
import { holds } from '../../engine/checks/accepts.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { NAMESPACE_OF_NOBODY } from '../../generators/canton/nobody.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { one } from '../canton/creation/request-forms.ts';
import { costOf, detailsIn, pageClause, productClause, requirementFor } from '../canton/resource.ts';
import { clause } from '../clause.ts';
import { member, text } from '../json.ts';
import { longParty } from './parties-of-nobody.ts';
import { scenarioWithParty } from './party-of-the-run.ts';
import { readUser } from './read-user.ts';
import { lasting } from './specimens.ts';
import { users } from './user-resource.ts';

/** A valid body with more members of the user. */
function userWith(members: { readonly [key: string]: Json }): Json {
  const { user, ...rest } = users.body() as { readonly user: { readonly [key: string]: Json } };
  return { ...rest, user: { ...user, ...members } };
}

/**
 * Creates a user with a member, and expects its value in the answer and when the user is read. A member that is left out means its
 * default, which an answer may leave out too.
 */
async function expectKept(
  steps: Scenario,
  label: string,
  members: { readonly [key: string]: Json },
  name: string,
  expected: Json,
): Promise<void> {
  const created = await steps.given(users.operation, label, userWith(members));
  const reading = await readUser(steps, created.id, `read ${label}`);
  const isDefault = expected === '' || expected === false;
  for (const [where, details] of [
    ['answer', detailsIn(users, created.json)],
    ['reading', reading.details],
  ] as const) {
    const seen = member(details, name);
    steps.check(seen === expected || (isDefault && (seen === undefined || seen === null)), {
      summary: `${name} is not as it was sent, in the ${where} (${label})`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(seen) ?? 'missing',
      pointer: `/user/${name}`,
      evidence: [created.record.exchange, reading.exchange],
    });
  }
}

/** Requirements of this topic. */
export const creationRequirements = [
  requirementFor(users, {
    id: 'creation/identifier-as-sent',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/CreateUserResponse/user/sentence'),
    text: 'The answer shows the created user under the id that was sent, byte for byte.',
    explain: 'Usual causes: ids folded to lower case; symbols escaped or stripped; an internal key in place of the id.',
    smoke: true,
    check: holds(
      lasting,
      (it) => {
        const sent = text(it.sent, 'user', 'id');
        if (it.id === sent || sent === undefined) return undefined;
        return {
          summary: 'The answer shows another id than the one that was sent',
          expected: JSON.stringify(sent),
          actual: JSON.stringify(it.id),
          pointer: '/user/id',
        };
      },
      'Every answer shows the id that was sent.',
    ),
  }),
  requirementFor(users, {
    id: 'creation/primary-party-kept',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/primaryParty/stored'),
    text: 'The primary party of a creation is shown by the answer and by reading the user; a user without one has none.',
    explain: 'Usual causes: the member left out of the mapping; echoed from the request but not stored.',
    check: scenarioWithParty({
      key: 'creation/primary-party-kept',
      cost: costOf(users, 4, 8),
      satisfied: 'Primary parties were kept.',
      run: async (steps, party) => {
        await expectKept(steps, 'with a party', { primaryParty: party }, 'primaryParty', party);
        await expectKept(steps, 'without a party', {}, 'primaryParty', '');
        // A target may refuse parties that do not exist; one that it takes is kept at its full length.
        const primaryParty = longParty(steps.name('long party'));
        const probe = await steps.create(users.operation, 'a long party, unknown', userWith({ primaryParty }));
        if (probe.judgement?.form !== 'success') return;
        await expectKept(steps, 'with a long party', { primaryParty }, 'primaryParty', primaryParty);
      },
    }),
  }),
  requirementFor(users, {
    id: 'creation/primary-party-need-not-exist',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-primary-party-format-only'),
    text: 'The primary party need not exist: only its form is checked.',
    explain: 'Usual causes: the party looked up on the participant, though it may be hosted elsewhere.',
    check: scenario({
      key: 'creation/primary-party-need-not-exist',
      cost: costOf(users, 1, 2),
      satisfied: 'An unknown primary party was accepted.',
      run: async (steps) => {
        const primaryParty = `${namePlaceholder()}::${NAMESPACE_OF_NOBODY}`;
        const record = await steps.create(users.operation, 'unknown party', userWith({ primaryParty }));
        steps.check(record.judgement?.form === 'success', {
          summary: 'A primary party that does not exist was refused',
          expected: '200 with the user',
          actual: describeAnswer(record.exchange),
          pointer: '/user/primaryParty',
          evidence: [record.exchange],
        });
      },
    }),
  }),
  requirementFor(users, {
    id: 'creation/deactivation-kept',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/isDeactivated/stored'),
    text: 'A user that is created deactivated is shown deactivated, by the answer and by reading; others are not.',
    explain: 'Usual causes: the flag left at its default; its meaning turned round.',
    check: scenario({
      key: 'creation/deactivation-kept',
      cost: costOf(users, 3, 6),
      satisfied: 'Activation was kept.',
      run: async (steps) => {
        await expectKept(steps, 'deactivated', { isDeactivated: true }, 'isDeactivated', true);
        await expectKept(steps, 'active', { isDeactivated: false }, 'isDeactivated', false);
        await expectKept(steps, 'not said', {}, 'isDeactivated', false);
      },
    }),
  }),
  requirementFor(users, {
    id: 'creation/identity-provider-default',
    level: 'MUST',
    profile: 'reference',
    source: clause('canton-reference-3.5', 'identity-provider-default'),
    text: 'A user created without an identity provider belongs to the default one: identityProviderId is "".',
    explain: 'Usual causes: a placeholder such as "default"; null.',
    check: holds(
      lasting,
      (it) => {
        const seen = member(it.json, 'user', 'identityProviderId');
        if (seen === '') return undefined;
        return {
          summary: 'A user belongs to an identity provider that nobody named',
          expected: 'identityProviderId ""',
          actual: JSON.stringify(seen) ?? 'missing',
          pointer: '/user/identityProviderId',
        };
      },
      'Every user belongs to the default identity provider.',
    ),
  }),
  requirementFor(users, {
    id: 'creation/primary-party-authentication-kept',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-primary-party-authentication'),
    text: 'primaryPartyAuthentication, a member of the later page, is shown as it was sent, by the answer and by reading.',
    explain: 'Usual causes: a build from before the member; the member left out of the mapping.',
    check: scenario({
      key: 'creation/primary-party-authentication-kept',
      cost: costOf(users, 2, 4),
      satisfied: 'primaryPartyAuthentication was kept.',
      run: async (steps) => {
        const name = 'primaryPartyAuthentication';
        await expectKept(steps, 'with it', { [name]: true }, name, true);
        await expectKept(steps, 'without it', {}, name, false);
      },
    }),
  }),
  requirementFor(users, {
    id: 'creation/rights-not-echoed',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-rights-not-echoed'),
    text: 'The answer does not show the rights of the user.',
    explain: 'Usual causes: the request sent back.',
    check: holds(
      [
        one(users, 'creation/rights-not-echoed', 'contract', [
          {
            label: 'with a right',
            body: { kind: 'json', value: { ...users.body(), rights: [plainRight('CanReadAsAnyParty')] } },
          },
        ]),
      ],
      (it) => {
        const echoed = member(it.json, 'rights') ?? member(it.json, 'user', 'rights');
        if (echoed === undefined) return undefined;
        return {
          summary: 'The answer shows the rights of the user',
          expected: 'no member rights',
          actual: JSON.stringify(echoed),
          pointer: '/rights',
        };
      },
      'The answer showed no rights.',
      { everyCaseAccepted: true },
    ),
  }),
];
