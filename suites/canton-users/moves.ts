/**
 * Users that are moved to another identity provider: what the product does, on an operation that is not pinned.
 */
import { type ScenarioOptions, scenario } from '../../engine/checks/scenario.ts';
import type { Requirement } from '../../engine/requirement.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { expectError } from '../canton/expected-answers.ts';
import { getUser } from '../canton/requests.ts';
import { costOf, productClause, requirementFor } from '../canton/resource.ts';
import { givenThing } from '../canton/update/update.ts';
import { jsonOf, text } from '../json.ts';
import { configuredProvider, moveUser } from './identity-providers.ts';
import { users } from './user-resource.ts';

interface Definition {
  readonly id: string;
  readonly slug: string;
  readonly text: string;
  readonly explain: string;
  readonly run: ScenarioOptions['run'];
}

function aboutMoves({ id, slug, text: sentence, explain, run }: Definition): Requirement {
  const key = `references/${id}`;
  return requirementFor(users, {
    id: key,
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, slug),
    text: sentence,
    explain,
    check: scenario({ key, cost: costOf(users, 1, 5), satisfied: 'Moving users did what the product does.', run }),
  });
}

function providerIn(exchange: Exchange): string | undefined {
  return text(jsonOf(exchange), 'user', 'identityProviderId');
}

/** Requirements of this topic. */
export const moveRequirements = [
  aboutMoves({
    id: 'moved-to-identity-provider',
    slug: 'move',
    text: 'A user that is moved to a configured identity provider, and back, belongs to it.',
    explain: 'Needs canton.identityProviderId. Usual causes: the move answered but not stored.',
    run: async (steps) => {
      const provider = configuredProvider(steps);
      const { id } = await givenThing(users, steps, 'user');
      for (const [label, from, to] of [
        ['there', '', provider],
        ['back', provider, ''],
      ] as const) {
        const move = await moveUser(steps, label, id, from, to);
        const reading = await steps.read(getUser(id, [['identity-provider-id', to]]), `read ${label}`);
        steps.check(move.response?.status === 200 && providerIn(reading) === to, {
          summary: `A user was not moved (${label})`,
          expected: `identityProviderId ${JSON.stringify(to)}`,
          actual: `${describeAnswer(move, 100)}; then ${describeAnswer(reading, 150)}`,
          pointer: '/user/identityProviderId',
          evidence: [move, reading],
        });
      }
    },
  }),
  aboutMoves({
    id: 'move-unknown-identity-provider',
    slug: 'move-unknown-provider',
    text: 'A move to or from an identity provider that is not configured is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the provider stored without looking it up.',
    run: async (steps) => {
      const { id } = await givenThing(users, steps, 'user');
      const unknown = steps.name('unknown provider');
      for (const [label, from, to] of [
        ['to an unknown provider', '', unknown],
        ['from an unknown provider', unknown, ''],
      ] as const) {
        const move = await moveUser(steps, label, id, from, to);
        expectError(steps, move, `A move ${label}`, 'INVALID_ARGUMENT');
      }
      const reading = await steps.read(getUser(id), 'read after');
      steps.check(providerIn(reading) === '', {
        summary: 'A refused move moved the user',
        expected: 'identityProviderId ""',
        actual: describeAnswer(reading),
        evidence: [reading],
      });
    },
  }),
  aboutMoves({
    id: 'move-from-other-provider-refused',
    slug: 'move-from-other-provider',
    text: 'A move that names another source than the provider of the user is refused with 403.',
    explain: 'Needs canton.identityProviderId. Usual causes: the source not compared.',
    run: async (steps) => {
      const provider = configuredProvider(steps);
      const { id } = await givenThing(users, steps, 'user');
      const move = await moveUser(steps, 'from elsewhere', id, provider, '');
      steps.check(move.response?.status === 403, {
        summary: 'A move from a provider that the user does not belong to was not refused',
        expected: 'status 403',
        actual: describeAnswer(move),
        evidence: [move],
      });
    },
  }),
  aboutMoves({
    id: 'move-to-the-same-changes-nothing',
    slug: 'move-to-the-same',
    text: 'A move to the provider that the user belongs to is accepted and changes nothing.',
    explain: 'Usual causes: the move refused as pointless.',
    run: async (steps) => {
      const { id } = await givenThing(users, steps, 'user');
      const move = await moveUser(steps, 'to the same', id, '', '');
      const reading = await steps.read(getUser(id), 'read after');
      steps.check(move.response?.status === 200 && providerIn(reading) === '', {
        summary: 'A move to the same provider was not accepted, or moved the user',
        expected: '200, and identityProviderId ""',
        actual: `${describeAnswer(move, 100)}; then ${describeAnswer(reading, 150)}`,
        evidence: [move, reading],
      });
    },
  }),
];
