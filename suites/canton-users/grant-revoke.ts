/**
 * `POST` and `PATCH /v2/users/{user-id}/rights`: what granting and revoking do, and what they answer.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { everyRight, PARTY_KINDS, type PartyKind, partyRight, plainRight } from '../../generators/canton/rights.ts';
import { judgeExchange } from '../canton/judge.ts';
import { productClause } from '../canton/resource.ts';
import { describeRight, userVersion } from '../canton/user-readings.ts';
import { clause } from '../clause.ts';
import {
  aboutGrants,
  expectAccepted,
  expectAcceptedAtLeast,
  expectChanged,
  expectRights,
  GRANT,
  REVOKE,
  sendChange,
  userWithRights,
} from './grants.ts';
import { expectListed, rightsFor } from './rights-limit.ts';
import { users } from './user-resource.ts';

const OPENAPI = 'canton-openapi-3.5.6';

/** So many rights in one grant. */
const MANY = 50;

/** Revokes one right for a party from a user that has every other one too, which all stay. */
async function expectOthersKept(steps: Scenario, party: string, kind: PartyKind): Promise<void> {
  const taken = partyRight(kind, party);
  const others = everyRight([party]).filter((right) => describeRight(right) !== describeRight(taken));
  const id = await userWithRights(steps, [taken, ...others], `every right, ${kind} revoked`);
  const exchange = await expectAccepted(steps, REVOKE, id, [taken], `revoke ${kind}`);
  const summary = `A revocation of ${kind} did not take away exactly what it sent`;
  await expectRights(steps, id, others, summary, `after ${kind}`, [exchange]);
}

const schemas = ([GRANT, REVOKE] as const).map((change) =>
  aboutGrants({
    id: change === GRANT ? 'grant-response-schema' : 'revoke-response-schema',
    profile: 'contract',
    source: clause(OPENAPI, `${change.operationId}/response-200`),
    text: `A ${change.word} is answered with 200 and a body as its schema says.`,
    explain: 'Usual causes: kinds as texts; an empty body.',
    smoke: true,
    satisfied: `The answer to a ${change.word} was as its schema says.`,
    run: async (steps, party) => {
      const rights = everyRight([party]);
      const id = await userWithRights(steps, change === GRANT ? [] : rights);
      for (const [label, sent] of [
        ['every right', rights],
        ['no right', []],
      ] as const) {
        const exchange = await expectAccepted(steps, change, id, sent, label);
        const [problem] = judgeExchange(change.operationId, exchange).problems;
        steps.check(problem === undefined, {
          summary: `The answer to a ${change.word} is not as its schema says: ${problem?.rule} ${problem?.pointer}`,
          expected: problem?.expected ?? '',
          actual: problem?.actual ?? '',
          pointer: problem?.pointer ?? '',
          evidence: [exchange],
        });
      }
    },
  }),
);

const effects = [
  aboutGrants({
    id: 'granted',
    profile: 'contract',
    source: clause(OPENAPI, 'postV2UsersUser-idRights/grants'),
    text: 'What is granted is added: it is listed afterwards, beside what was there.',
    explain: 'Usual causes: the list replaced; only the first right of several taken; a batch that is cut.',
    smoke: true,
    satisfied: 'Granted rights were added.',
    run: async (steps, party) => {
      const before = [partyRight('CanReadAs', party), plainRight('CanReadAsAnyParty')];
      const more = [partyRight('CanActAs', party), partyRight('CanExecuteAs', party)];
      const id = await userWithRights(steps, before);
      const exchange = await expectAccepted(steps, GRANT, id, more, 'grant');
      await expectRights(steps, id, [...before, ...more], 'A grant did not add what it sent', 'after', [exchange]);
      // A target may refuse rights for parties that do not exist; those that it grants are there.
      const many = rightsFor(MANY);
      const batch = await sendChange(steps, GRANT, id, many, 'many');
      if (batch.response?.status !== 200) return;
      await expectListed(steps, id, before.length + more.length + many.length, batch);
    },
  }),
  aboutGrants({
    id: 'revoked',
    profile: 'contract',
    source: clause(OPENAPI, 'patchV2UsersUser-idRights/revokes'),
    text: 'What is revoked is gone, and what is not revoked stays.',
    explain: 'Usual causes: all rights of a party revoked; the whole list replaced.',
    smoke: true,
    creations: 1 + PARTY_KINDS.length,
    satisfied: 'Revoked rights were gone, and others stayed.',
    run: async (steps, party) => {
      const kept = [partyRight('CanReadAs', party), plainRight('CanExecuteAsAnyParty')];
      const taken = [partyRight('CanActAs', party), plainRight('CanReadAsAnyParty')];
      const id = await userWithRights(steps, [...taken, ...kept]);
      const exchange = await expectAccepted(steps, REVOKE, id, taken, 'revoke');
      await expectRights(steps, id, kept, 'A revocation did not take away exactly what it sent', 'after', [exchange]);
      for (const kind of PARTY_KINDS) await expectOthersKept(steps, party, kind);
    },
  }),
  aboutGrants({
    id: 'parties-kept-apart',
    profile: 'reference',
    source: productClause(users, 'rights-parties-kept-apart'),
    text: 'Rights of one kind for different parties are different rights: one is revoked and the other stays.',
    explain:
      'Usual causes: rights compared by their kind. Also: parties that must exist, although an administrator asks.',
    satisfied: 'Rights for different parties were kept apart.',
    run: async (steps, party) => {
      const [first, second] = [partyRight('CanActAs', party), partyRight('CanActAs', `other-${party}`)];
      const id = await userWithRights(steps, [first, second]);
      const exchange = await expectAccepted(steps, REVOKE, id, [first], 'revoke');
      await expectRights(steps, id, [second], 'A revocation took another party away too', 'after', [exchange]);
    },
  }),
  aboutGrants({
    id: 'all-listed',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2UsersUser-idRights/all'),
    text: 'All rights are listed, of every kind that a user can be granted.',
    explain: 'Usual causes: kinds of later versions left out; a list that is cut.',
    satisfied: 'Every granted right was listed.',
    run: async (steps, party) => {
      const id = await userWithRights(steps, []);
      const exchange = await expectAccepted(steps, GRANT, id, everyRight([party]), 'grant');
      await expectRights(steps, id, everyRight([party]), 'Not every right is listed', 'after', [exchange]);
    },
  }),
  aboutGrants({
    id: 'a-set',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2UsersUser-idRights/set'),
    text: 'Rights are a set: one that is granted twice is listed once.',
    explain: 'Usual causes: rights kept as a list.',
    satisfied: 'A right that was granted twice was listed once.',
    run: async (steps, party) => {
      const right = partyRight('CanActAs', party);
      const id = await userWithRights(steps, [right]);
      const again = { rights: [], others: [right], label: 'grant again' };
      const exchange = await expectAcceptedAtLeast(steps, GRANT, id, again);
      await expectRights(steps, id, [right], 'A right that was granted twice is not listed once', 'after', [exchange]);
    },
  }),
];

const answers = [
  aboutGrants({
    id: 'newly-granted',
    profile: 'contract',
    source: clause(OPENAPI, 'postV2UsersUser-idRights/newly-granted'),
    text: 'A grant answers exactly the rights that the user did not have before.',
    explain: 'Usual causes: all that was sent answered, or all that the user has.',
    satisfied: 'Grants answered what was new.',
    run: async (steps, party) => {
      const [old, first, second] = [
        partyRight('CanReadAs', party),
        partyRight('CanActAs', party),
        plainRight('CanReadAsAnyParty'),
      ];
      const id = await userWithRights(steps, [old]);
      const sent = { rights: [first, second], others: [old], label: 'grant' };
      const exchange = await expectAcceptedAtLeast(steps, GRANT, id, sent);
      expectChanged(steps, GRANT, exchange, [first, second], 'A grant does not answer exactly what was new');
    },
  }),
  aboutGrants({
    id: 'newly-revoked',
    profile: 'contract',
    source: clause(OPENAPI, 'patchV2UsersUser-idRights/newly-revoked'),
    text: 'A revocation answers exactly the rights that the user had and now does not.',
    explain: 'Usual causes: all that was sent answered, or what remains.',
    satisfied: 'Revocations answered what was taken away.',
    run: async (steps, party) => {
      const [kept, taken, missing] = [
        partyRight('CanReadAs', party),
        partyRight('CanActAs', party),
        plainRight('CanReadAsAnyParty'),
      ];
      const id = await userWithRights(steps, [kept, taken]);
      const sent = { rights: [taken], others: [missing], label: 'revoke' };
      const exchange = await expectAcceptedAtLeast(steps, REVOKE, id, sent);
      expectChanged(steps, REVOKE, exchange, [taken], 'A revocation does not answer exactly what was taken away');
    },
  }),
  aboutGrants({
    id: 'granted-again',
    profile: 'reference',
    source: productClause(users, 'rights-granted-again'),
    text: 'Granting what is granted already is accepted and answers an empty list.',
    explain: 'Usual causes: a conflict in its place.',
    satisfied: 'A second grant was accepted and changed nothing.',
    run: async (steps, party) => {
      const right = partyRight('CanActAs', party);
      const id = await userWithRights(steps, []);
      await expectAccepted(steps, GRANT, id, [right], 'grant');
      const again = await expectAccepted(steps, GRANT, id, [right], 'grant again');
      expectChanged(steps, GRANT, again, [], 'A second grant answers rights');
    },
  }),
  aboutGrants({
    id: 'revoked-again',
    profile: 'reference',
    source: productClause(users, 'rights-revoked-again'),
    text: 'Revoking what the user does not have is accepted and answers an empty list.',
    explain: 'Usual causes: "not found" in its place.',
    satisfied: 'A second revocation was accepted and changed nothing.',
    run: async (steps, party) => {
      const right = partyRight('CanActAs', party);
      const id = await userWithRights(steps, [right]);
      await expectAccepted(steps, REVOKE, id, [right], 'revoke');
      const again = await expectAccepted(steps, REVOKE, id, [right], 'revoke again');
      expectChanged(steps, REVOKE, again, [], 'A second revocation answers rights');
    },
  }),
  aboutGrants({
    id: 'empty-list-accepted',
    profile: 'contract',
    source: clause(OPENAPI, 'postV2UsersUser-idRights/may-be-empty'),
    text: 'Granting or revoking no rights is accepted and changes nothing.',
    explain: 'Usual causes: an empty list taken for a missing one; for revocations: for all rights.',
    satisfied: 'Empty lists were accepted.',
    run: async (steps, party) => {
      const right = partyRight('CanActAs', party);
      const id = await userWithRights(steps, [right]);
      for (const change of [GRANT, REVOKE]) {
        const exchange = await expectAccepted(steps, change, id, [], `empty ${change.word}`);
        const summary = `A ${change.word} of no rights changed the rights`;
        await expectRights(steps, id, [right], summary, `after ${change.word}`, [exchange]);
      }
    },
  }),
  aboutGrants({
    id: 'version-kept',
    profile: 'contract',
    source: clause(OPENAPI, 'postV2UsersUser-idRights/version-kept'),
    text: 'Granting and revoking leave the resource version of the user as it is.',
    explain: 'Usual causes: the user written as a whole, with a version that counts writes.',
    satisfied: 'The resource version stayed.',
    run: async (steps, party) => {
      const id = await userWithRights(steps, []);
      const before = await userVersion(steps, id, 'version before');
      for (const change of [GRANT, REVOKE]) {
        const exchange = await expectAccepted(steps, change, id, [partyRight('CanActAs', party)], change.word);
        const after = await userVersion(steps, id, `version after ${change.word}`);
        steps.check(after.version === before.version, {
          summary: `A ${change.word} changed the resource version of the user`,
          expected: before.version,
          actual: after.version || describeAnswer(after.exchange),
          pointer: '/user/metadata/resourceVersion',
          evidence: [exchange, after.exchange],
        });
      }
    },
  }),
];

/** Requirements of this topic. */
export const grantRevokeRequirements = [...schemas, ...effects, ...answers];
