/**
 * `GET /v2/parties/{party}` and `GET /v2/parties/participant-id`.
 */

import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { describeAnswer } from '../../engine/text.ts';
import { getSchema } from '../canton/creation/read-back.ts';
import { expectError } from '../canton/expected-answers.ts';
import { judgeExchange } from '../canton/judge.ts';
import { getParticipantId, getParty } from '../canton/requests.ts';
import { givenThing } from '../canton/update/update.ts';
import { clause } from '../clause.ts';
import { items, jsonOf, member, text } from '../json.ts';
import { parties } from './party-resource.ts';
import { readBacks } from './read-backs.ts';
import { sixParties } from './six-parties.ts';
import { inOtherCase, unknownPartyLike } from './unknown-party.ts';

const OPENAPI = 'canton-openapi-3.5.6';
const PRODUCT = 'canton-reference-3.5';
const ONE = { parties: 1, users: 0, exchanges: 3 };

/** Requirements of this topic. */
export const getRequirements = [
  getSchema(parties, readBacks),
  requirement({
    id: 'canton-parties/get/unknown-party-not-shown',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2PartiesParty/known-only'),
    text: 'Reading an unknown party shows none, also where its identifier differs from a known one only in case.',
    explain: 'Usual causes: a party made up of the path; identifiers looked up without regard to case.',
    check: scenario({
      key: 'get/unknown-party-not-shown',
      cost: ONE,
      satisfied: 'Unknown parties were not shown.',
      run: async (steps) => {
        const known = await givenThing(parties, steps, 'party');
        for (const { label, id } of unknownParties(steps, known.id)) {
          const exchange = await steps.read(getParty(id), label);
          const shown = exchange.response?.status === 200 ? items(jsonOf(exchange), 'partyDetails') : [];
          steps.check(shown.length === 0, {
            summary: 'An unknown party is shown',
            expected: 'an error, or 200 with no party',
            actual: describeAnswer(exchange),
            pointer: '/partyDetails',
            evidence: [exchange],
          });
        }
      },
    }),
  }),
  requirement({
    id: 'canton-parties/get/unknown-party-empty',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'get-unknown-party-empty'),
    text: 'Reading an unknown party gives 200 and an empty list.',
    explain: 'Usual causes: 404, as it is right for users.',
    officialCases: ['PMGetPartiesDetails', 'PMGetPartiesBoundaryConditions'],
    check: scenario({
      key: 'get/unknown-party-empty',
      cost: ONE,
      satisfied: 'An unknown party gave an empty list.',
      run: async (steps) => {
        const known = await givenThing(parties, steps, 'party');
        for (const { label, id } of unknownParties(steps, known.id)) {
          const exchange = await steps.read(getParty(id), label);
          const list = member(jsonOf(exchange), 'partyDetails');
          steps.check(exchange.response?.status === 200 && Array.isArray(list) && list.length === 0, {
            summary: 'An unknown party is not answered with an empty list',
            expected: '200 {"partyDetails":[]}',
            actual: describeAnswer(exchange),
            pointer: '/partyDetails',
            evidence: [exchange],
          });
        }
      },
    }),
  }),
  requirement({
    id: 'canton-parties/get/malformed-party-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'get-malformed-party-rejected'),
    text: 'Reading a malformed party identifier is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the identifier looked up without being checked.',
    check: scenario({
      key: 'get/malformed-party-rejected',
      cost: ONE,
      satisfied: 'Malformed identifiers were refused.',
      run: async (steps) => {
        await givenThing(parties, steps, 'party');
        for (const malformed of ['p@rty::1220', 'b\u00e9::1220', 'x'.repeat(256)]) {
          const exchange = await steps.read(getParty(malformed), `malformed ${malformed.slice(0, 8)}`);
          expectError(
            steps,
            exchange,
            `The malformed identifier ${JSON.stringify(malformed.slice(0, 20))}`,
            'INVALID_ARGUMENT',
          );
        }
      },
    }),
  }),
  requirement({
    id: 'canton-parties/get/several-parties',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'get-several-parties'),
    text: 'Parties named in the query are read together with the one in the path, each once; unknown ones are left out.',
    explain: 'Usual causes: the query ignored; duplicates not removed.',
    officialCases: ['PMGetPartiesDetails', 'PMGetPartiesBoundaryConditions'],
    check: scenario({
      key: 'get/several-parties',
      cost: { parties: 0, users: 0, exchanges: 2 },
      needs: [sixParties.experiment],
      satisfied: 'Several parties were read together.',
      run: async (steps) => {
        const given = await sixParties.given(steps);
        const [first = '', ...others] = given;
        const unknown = unknownPartyLike(first, steps.name('unknown'));
        for (const named of [
          [...others, ...others.slice(0, 1), unknown],
          [...others, first],
        ]) {
          const query = named.map((id) => ['parties', id] as const);
          const exchange = await steps.read(getParty(first, query), `together ${named.length}`);
          const seen = items(jsonOf(exchange), 'partyDetails').map((entry) => text(entry, 'party') ?? '');
          steps.check([...seen].sort().join() === [...given].sort().join(), {
            summary: 'Several parties are not read together, each once',
            expected: given.join(', '),
            actual: seen.join(', ') || describeAnswer(exchange),
            pointer: '/partyDetails',
            evidence: [exchange],
          });
        }
      },
    }),
  }),
  requirement({
    id: 'canton-parties/get/other-identity-provider-blinded',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'get-other-identity-provider-blinded'),
    text: 'Under another identity provider a party is read as not local and as belonging to none.',
    explain: 'Usual causes: the query member ignored; an error in its place.',
    officialCases: ['PMGetPartiesUsingDifferentIdps'],
    check: scenario({
      key: 'get/other-identity-provider-blinded',
      cost: ONE,
      satisfied: 'Under another identity provider the party was blinded.',
      run: async (steps) => {
        const party = await givenThing(parties, steps, 'party');
        const exchange = await steps.read(
          getParty(party.id, [['identity-provider-id', `idp-${steps.name('idp')}`]]),
          'other provider',
        );
        const [entry] = items(jsonOf(exchange), 'partyDetails');
        steps.check(
          exchange.response?.status === 200 &&
            member(entry, 'isLocal') === false &&
            text(entry, 'identityProviderId') === '',
          {
            summary: 'A party is not blinded under another identity provider',
            expected: '200 with isLocal false and identityProviderId ""',
            actual: describeAnswer(exchange),
            pointer: '/partyDetails/0',
            evidence: [exchange],
          },
        );
      },
    }),
  }),
  requirement({
    id: 'canton-parties/get/participant-id',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2PartiesParticipant-id/response-200'),
    text: 'The participant tells its id, which is not empty and the same each time.',
    explain: 'Usual causes: the id left empty until the node is connected; an id for each replica.',
    officialCases: ['PMNonEmptyParticipantID'],
    check: scenario({
      key: 'get/participant-id',
      cost: { parties: 0, users: 0, exchanges: 2 },
      satisfied: 'The participant has an id.',
      run: async (steps) => {
        const exchange = await steps.read(getParticipantId(), 'participant id');
        const judgement = judgeExchange('getV2PartiesParticipant-id', exchange);
        steps.check(
          judgement.form === 'success' &&
            judgement.problems.length === 0 &&
            (text(judgement.json, 'participantId') ?? '') !== '',
          {
            summary: 'The participant tells no id',
            expected: '200 with a non-empty participantId',
            actual: describeAnswer(exchange),
            pointer: '/participantId',
            evidence: [exchange],
          },
        );
        const again = await steps.read(getParticipantId(), 'participant id again');
        const [id, later] = [text(jsonOf(exchange), 'participantId'), text(jsonOf(again), 'participantId')];
        steps.check(id === later, {
          summary: 'The participant tells another id when it is asked again',
          expected: JSON.stringify(id) ?? 'an id',
          actual: JSON.stringify(later) ?? describeAnswer(again),
          pointer: '/participantId',
          evidence: [exchange, again],
        });
      },
    }),
  }),
];

/** Identifiers that nothing has. */
function unknownParties(steps: Scenario, known: string): readonly { readonly label: string; readonly id: string }[] {
  const other = inOtherCase(known);
  return [
    { label: 'unknown', id: unknownPartyLike(known, steps.name('unknown')) },
    ...(other === undefined ? [] : [{ label: 'in other case', id: other }]),
  ];
}
