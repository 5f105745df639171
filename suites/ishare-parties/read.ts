/**
 * Reading a registered party: by its identifier, by any other one, its claims, and until the end of the run.
 */
import { compareParty } from '../../contracts/ishare/compare-party.ts';
import { judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import type { Exchange } from '../../target/exchange.ts';
import { clause } from '../clause.ts';
import { membersIn, textsIn } from '../ishare/members.ts';
import { registerParty } from '../ishare/register-party.ts';
import { readOne } from '../ishare/registered.ts';
import { answeredPayload, shownParty, verifiedAnswer } from '../ishare/signed-answer.ts';
import { jsonOf, member } from '../json.ts';
import { disagreement, movedClaimId } from './agreement.ts';
import { claimsReadings, isManifold, readClaims } from './claims-readings.ts';
import { finalReadings, isReadable, overReadings, postedId, readBacks, unknownId } from './readings.ts';
import { seriousProblem } from './token-problems.ts';

const PAGE = 'ishare-post-parties';
const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

/** Reads a party that does not exist, while one that does can be read. */
async function readUnknown(steps: Scenario): Promise<Exchange> {
  const known = await steps.given(registerParty, 'a party that exists', registration());
  const there = await readOne(steps.context, known.id, `read known#${known.name}`);
  if (there.response?.status !== 200) {
    throw new Inconclusive(
      'read-back-unavailable',
      `A party that exists cannot be read, so an unknown one shows nothing: ${describeAnswer(there)}`,
    );
  }
  const exchange = await readOne(steps.context, unknownId(steps.context), 'read unknown');
  return exchange;
}

const exists = (label: string) => ({
  label,
  template: registerParty.template({ kind: 'json', value: registration() }),
});

/** Requirements of this topic. */
export const readRequirements = [
  requirement({
    id: 'ishare-parties/read/by-id',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'single-party'),
    text: 'A registered party can be read by its identifier at once, on another connection.',
    explain: 'Usual causes: a replica that lags; identifiers that are not decoded from the path.',
    smoke: true,
    check: overReadings(
      readBacks,
      ({ it, exchange, shown }) => {
        const id = postedId(it);
        return shown && (shown.id === id || textsIn(shown.alsoKnownAs).includes(id))
          ? undefined
          : {
              summary: 'A registered party cannot be read',
              expected: `200 with the party ${id} in partyToken`,
              actual: describeAnswer(exchange),
            };
      },
      'Every registered party was read by its identifier.',
    ),
  }),
  requirement({
    id: 'ishare-parties/read/equals-creation',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-model'),
    text: 'Reading a party gives what its registration answered.',
    explain: 'Usual causes: the answer built from the request instead of from what was stored.',
    smoke: true,
    check: overReadings(
      readBacks,
      ({ created, shown = {} }) =>
        disagreement(created, shown, 'A party is read otherwise than its registration answered'),
      'Every party was read as its registration answered.',
      isReadable,
    ),
  }),
  requirement({
    id: 'ishare-parties/read/token-valid',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-model'),
    text: 'The token of a single party is signed by the registry for the caller, as the answer to a registration is.',
    explain: 'Usual causes: signing left out where nothing is created.',
    check: overReadings(
      readBacks,
      async ({ exchange }, context) => {
        const token = await verifiedAnswer(context, exchange, 'partyToken');
        const problem = seriousProblem(token?.problems ?? []);
        return (
          problem && {
            summary: `The token of a party that is read is wrong (${problem.rule})`,
            expected: problem.expected,
            actual: problem.actual,
            pointer: '/partyToken',
          }
        );
      },
      'The token of every party that was read is right.',
      isReadable,
    ),
  }),
  requirement({
    id: 'ishare-parties/read/by-alias',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'single-party-id'),
    text: 'A party can be read by each of its identifiers in alsoKnownAs.',
    explain: 'Usual causes: only the primary key looked up; colons in identifiers taken for something else.',
    check: overReadings(
      readBacks,
      async ({ it, created }, context) => {
        for (const alias of textsIn(created.alsoKnownAs)) {
          const exchange = await readOne(context, alias, `read by alias#${it.record.name} ${alias}`);
          const shown = shownParty(jsonOf(exchange));
          if (shown?.id === created.id) continue;
          return {
            summary: 'A party cannot be read by one of its other identifiers',
            expected: `the party ${String(created.id)} for ${alias}`,
            actual: describeAnswer(exchange),
          };
        }
        return undefined;
      },
      'Parties were read by every identifier in alsoKnownAs.',
      ({ it }) => isManifold(it),
    ),
  }),
  requirement({
    id: 'ishare-parties/read/claims-equal',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-claims'),
    text: 'GET /parties/{id}/claims gives every claim of the party, with the id and what else the registration answered.',
    explain: 'Usual causes: pages of claims; claims of some types left out; ids of another table.',
    check: overReadings(
      claimsReadings,
      ({ created, exchange }) => {
        const payload = answeredPayload(exchange, 'claimsToken');
        const [problem] = payload ? judgeTokenPayload('get-party-claims', payload) : [];
        if (exchange.response?.status !== 200 || !payload || problem) {
          return {
            summary: 'The claims of a party cannot be read',
            expected: problem?.expected ?? '200 with a claimsToken',
            actual: problem?.actual ?? describeAnswer(exchange),
            pointer: problem?.pointer ?? '',
          };
        }
        const claims = membersIn(member(payload, 'claimsInfo', 'claims'));
        const [lost] = compareParty(created, { ...created, claims }).problems;
        const summary = 'The claims of a party are read otherwise than its registration answered';
        if (lost) {
          const { expected, actual, pointer } = lost;
          return { summary: `${summary}: ${pointer}`, expected, actual, pointer };
        }
        return movedClaimId(created, { ...created, claims }, `${summary}, with other ids`);
      },
      'The claims of parties were read as their registration answered.',
    ),
  }),
  requirement({
    id: 'ishare-parties/read/claims-token-valid',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-claims'),
    text: 'The claims of a party are signed by the registry for the caller.',
    explain:
      'Usual causes: signing left to each operation, and left out in one; the token of another caller, kept for too long.',
    check: overReadings(
      claimsReadings,
      async ({ exchange }, context) => {
        const token = await verifiedAnswer(context, exchange, 'claimsToken');
        const problem = seriousProblem(token?.problems ?? []);
        return (
          problem && {
            summary: `The token with the claims of a party is wrong (${problem.rule})`,
            expected: problem.expected,
            actual: problem.actual,
            pointer: '/claimsToken',
          }
        );
      },
      'The token with the claims of every party that was asked for is right.',
      ({ exchange }) => answeredPayload(exchange, 'claimsToken') !== undefined,
    ),
  }),
  requirement({
    id: 'ishare-parties/read/unknown-party-not-invented',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'single-party'),
    text: 'For an identifier that nobody registered there is no success.',
    explain: 'Usual causes: 200 with null; the first party of a list that no filter narrowed.',
    check: scenario({
      key: 'read/unknown-party',
      cost: { parties: 1, users: 0, exchanges: 3 },
      vectors: () => [exists('a party that exists')],
      satisfied: 'An unknown identifier gave no party.',
      run: async (steps) => {
        const exchange = await readUnknown(steps);
        const status = exchange.response?.status ?? 0;
        steps.check(status >= 400 && status < 500, {
          summary: 'An unknown identifier is answered as if there were such a party',
          expected: 'a 4xx status',
          actual: describeAnswer(exchange),
          evidence: [exchange],
        });
      },
    }),
  }),
  requirement({
    id: 'ishare-parties/read/unknown-party-404',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'status-codes'),
    text: 'An identifier that nobody registered is answered with 404, and so are its claims.',
    explain: 'Usual causes: 400 or an empty success.',
    check: scenario({
      key: 'read/unknown-party-404',
      cost: { parties: 1, users: 0, exchanges: 4 },
      vectors: () => [exists('a party that exists')],
      satisfied: 'An unknown identifier is 404.',
      run: async (steps) => {
        const exchange = await readUnknown(steps);
        const claims = await readClaims(steps.context, unknownId(steps.context), 'claims of unknown');
        for (const answer of [exchange, claims]) {
          steps.check(answer.response?.status === 404, {
            summary: 'An unknown identifier is not answered with 404',
            expected: 'status 404',
            actual: describeAnswer(answer),
            evidence: [answer],
          });
        }
      },
    }),
  }),
  requirement({
    id: 'ishare-parties/read/stable-at-the-end',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'single-party'),
    text: 'At the end of the run every registered party is still there and unchanged.',
    explain: 'Usual causes: a cache that is the only store; claims that a job rewrites.',
    check: overReadings(
      finalReadings,
      ({ created, shown, exchange }) =>
        shown
          ? disagreement(created, shown, 'A party has changed at the end of the run')
          : {
              summary: 'A party is gone at the end of the run',
              expected: `200 with the party ${String(created.id)}`,
              actual: describeAnswer(exchange),
            },
      'Every party is unchanged at the end of the run.',
    ),
  }),
];
