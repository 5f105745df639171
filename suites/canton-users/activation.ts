/**
 * What activation and rights are for: seen with a spare user, whose token the operator gives.
 */
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import type { Requirement } from '../../engine/requirement.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { pageClause, requirementFor, type SharedRequirement } from '../canton/resource.ts';
import { clause } from '../clause.ts';
import { isDenied, type SpareUser, withSpareUser } from './spare-user.ts';
import { users } from './user-resource.ts';

type Definition = Omit<SharedRequirement, 'check' | 'level' | 'profile'> & {
  readonly satisfied: string;
  run(steps: Scenario, spare: SpareUser): Promise<void>;
};

/** A requirement that the spare user shows; the id is given without `activation/`. */
function about({ id, satisfied, run, ...rest }: Definition): Requirement {
  const key = `activation/${id}`;
  return requirementFor(users, {
    ...rest,
    level: 'MUST',
    profile: 'contract',
    id: key,
    check: scenario({
      key,
      lane: 'exclusive',
      cost: { parties: 0, users: 0, exchanges: 12 },
      satisfied,
      run: (steps) => withSpareUser(steps, (spare) => run(steps, spare)),
    }),
  });
}

function expectStatus(
  steps: Scenario,
  exchange: Exchange,
  fits: (status: number) => boolean,
  expected: string,
  summary: string,
  because: readonly Exchange[] = [],
): boolean {
  return steps.check(fits(exchange.response?.status ?? 0), {
    summary,
    expected,
    actual: describeAnswer(exchange),
    evidence: [...because, exchange],
  });
}

const isOk = (status: number): boolean => status === 200;

/** Requirements of this topic. */
export const activationRequirements = [
  about({
    id: 'deactivated-denied',
    source: pageClause(users, 'schema/User/isDeactivated/denied'),
    text: 'A deactivated user is denied all access.',
    explain: 'Needs canton.tokens.spareUser. Usual causes: only new tokens refused; a cache that is never emptied.',
    satisfied: 'The deactivated user was denied.',
    run: async (steps, spare) => {
      const changed = await spare.activate(false);
      const exchange = await spare.ask('who am I', isDenied);
      expectStatus(steps, exchange, isDenied, '401 or 403', 'A deactivated user is not denied', [changed]);
    },
  }),
  about({
    id: 'reactivated-admitted',
    source: pageClause(users, 'schema/User/isDeactivated/access'),
    text: 'A user that is activated again has access again.',
    explain: 'Needs canton.tokens.spareUser. Usual causes: tokens revoked for good with the deactivation.',
    satisfied: 'The user that was activated again had access.',
    run: async (steps, spare) => {
      await spare.activate(false);
      await spare.ask('who am I', isDenied);
      const changed = await spare.activate(true);
      const exchange = await spare.ask('who am I', isOk);
      expectStatus(steps, exchange, isOk, 'status 200', 'A user that is activated again is denied', [changed]);
    },
  }),
  about({
    id: 'granted-right-takes-effect',
    source: pageClause(users, 'schema/ParticipantAdmin/meaning'),
    text: 'A user that is granted the right ParticipantAdmin may administer: it may list users, which it might not before.',
    explain: 'Needs canton.tokens.spareUser. Usual causes: rights taken from the token alone.',
    satisfied: 'The granted right took effect.',
    run: async (steps, spare) => {
      const before = await spare.ask('list users', isDenied);
      expectStatus(steps, before, isDenied, '401 or 403', 'A user without rights may list users');
      const changed = await spare.administer(true);
      const after = await spare.ask('list users', isOk);
      expectStatus(steps, after, isOk, 'status 200', 'A granted right has no effect', [changed]);
    },
  }),
  about({
    id: 'revoked-right-gone',
    source: clause('canton-openapi-3.5.6', 'patchV2UsersUser-idRights/revokes'),
    text: 'A user whose right ParticipantAdmin is revoked may not administer any more.',
    explain: 'Needs canton.tokens.spareUser. Usual causes: rights remembered with the token.',
    satisfied: 'The revoked right was gone.',
    run: async (steps, spare) => {
      await spare.administer(true);
      const granted = await spare.ask('list users', isOk);
      if (granted.response?.status !== 200) {
        throw new Inconclusive(
          'prerequisite-failed',
          'The granted right has no effect, so its revocation shows nothing.',
        );
      }
      const changed = await spare.administer(false);
      const exchange = await spare.ask('list users', isDenied);
      expectStatus(steps, exchange, isDenied, '401 or 403', 'A revoked right still has an effect', [changed]);
    },
  }),
];
