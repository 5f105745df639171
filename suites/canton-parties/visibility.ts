/**
 * Allocated parties are visible: at once, exactly once, unchanged until the end of the run; refused ones never.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { findingOf, outcomeOver } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import type { Outcome } from '../../engine/result.ts';
import { describeAnswer } from '../../engine/text.ts';
import { member, text } from '../canton/json.ts';
import { findNames, readPartyList } from '../canton/party-list.ts';
import type { ReadableList, WholeList } from '../canton/whole-list.ts';
import { clause } from '../clause.ts';
import { firstDifference } from './agreement.ts';
import { partiesBefore } from './before.ts';
import { readBacks } from './read-backs.ts';
import { allRefusals } from './refusals.ts';
import { concurrentWithHints, concurrentWithoutHint, specimens } from './specimens.ts';

const PAGE = 'canton-post-v2-parties';
const OPENAPI = 'canton-openapi-3.5.6';
const SOURCES = [specimens, concurrentWithHints, concurrentWithoutHint];

/** A list that is read alone, after everything else. */
const finalList: Experiment<WholeList> = {
  key: 'final-list',
  lane: 'last',
  vectors: () => [],
  cost: () => ({ parties: 0, users: 0, exchanges: 1 }),
  run: (context) => readPartyList(context),
};

/** A check over the accepted specimens and the list at the end of the run. */
function atTheEnd(
  judge: (cases: readonly AcceptanceCase[], list: ReadableList, context: RunContext) => Outcome,
): Check {
  return {
    experiments: [...SOURCES, finalList],
    judge: async (context) => {
      const cases = await acceptedSpecimens(context);
      if (cases.length === 0)
        return undetermined('control-refused', 'No valid request was accepted, so there is nothing to look for.');
      const list = await context.evidence(finalList);
      return list.available ? judge(cases, list, context) : undetermined('read-back-unavailable', list.reason);
    },
  };
}

async function acceptedSpecimens(context: RunContext): Promise<readonly AcceptanceCase[]> {
  const evidence = await Promise.all(SOURCES.map((source) => context.evidence(source)));
  return evidence.flatMap(({ cases }) => cases).filter((it) => it.accepted);
}

/** Requirements of this topic. */
export const visibilityRequirements = [
  requirement({
    id: 'canton-parties/allocation/never-an-existing-identifier',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'new-party'),
    text: 'An allocated identifier is never the one of a party that existed before.',
    explain: 'Usual causes: create-or-get semantics; a counter that starts again after a restart.',
    check: {
      experiments: SOURCES,
      judge: async (context) => {
        const before = await partiesBefore(context);
        if (!before.available) return undetermined('read-back-unavailable', before.reason);
        const cases = await acceptedSpecimens(context);
        if (cases.length === 0) return undetermined('control-refused', 'No valid request was accepted.');
        return outcomeOver(
          cases,
          context.draw.seed,
          (it) =>
            before.entries.has(it.id ?? '')
              ? {
                  summary: 'An allocation gave the identifier of a party that existed before the run',
                  expected: 'a new identifier',
                  actual: JSON.stringify(it.id),
                  pointer: '/partyDetails/party',
                }
              : undefined,
          `None of ${cases.length} identifiers existed before the run.`,
        );
      },
    },
  }),
  requirement({
    id: 'canton-parties/allocation/read-back-agrees',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'identifier-visible-in-response'),
    text: 'Reading an allocated party back, on another connection, gives what the allocation answered.',
    explain:
      'Usual causes: the answer built from the request instead of from what was stored; a replica that lags; a cache.',
    officialCases: ['PMAllocateWithLocalMetadataAnnotations', 'PMGetPartiesDetails', 'PMGetPartiesBoundaryConditions'],
    smoke: true,
    check: {
      experiments: [...SOURCES, readBacks],
      judge: async (context) => {
        const readings = await context.evidence(readBacks);
        if (readings.length === 0)
          return undetermined('control-refused', 'No valid request was accepted, so there is nothing to read.');
        const findings = readings.flatMap(({ it, exchange, entries }) => {
          const evidence = [it.record.exchange, exchange];
          const seen = entries.find((entry) => text(entry, 'party') === it.id);
          if (!seen) {
            const breach = {
              summary: 'An allocated party cannot be read',
              expected: `an entry for ${it.id}`,
              actual: describeAnswer(exchange),
            };
            return [{ ...findingOf({ seed: context.draw.seed }, it, breach), evidence }];
          }
          const difference = firstDifference(member(it.json, 'partyDetails'), seen);
          if (!difference) return [];
          const breach = {
            summary: `A party is read back with another ${difference.pointer.slice(1)}`,
            expected: `${difference.a}, as the allocation answered`,
            actual: difference.b,
            pointer: `/partyDetails/0${difference.pointer}`,
          };
          return [{ ...findingOf({ seed: context.draw.seed }, it, breach), evidence }];
        });
        if (findings.length > 0) return failed({ sent: readings.length, failed: findings.length }, findings);
        return passed(readings.length, `All ${readings.length} parties were read back as allocated.`);
      },
    },
  }),
  requirement({
    id: 'canton-parties/allocation/stable-at-the-end',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/PartyDetails/party/stable'),
    text: 'At the end of the run every allocated party still exists, with the same identifier and details.',
    explain: 'Usual causes: identifiers recomputed; parties evicted from a cache that is the only store.',
    check: atTheEnd((cases, list, { draw }) =>
      outcomeOver(
        cases,
        draw.seed,
        (it) => {
          const [seen] = list.entries.get(it.id ?? '') ?? [];
          if (!seen)
            return {
              summary: 'A party is gone at the end of the run',
              expected: `${it.id} in the list`,
              actual: 'not in the list',
            };
          const difference = firstDifference(member(it.json, 'partyDetails'), seen);
          return (
            difference && {
              summary: `A party has another ${difference.pointer.slice(1)} at the end of the run`,
              expected: difference.a,
              actual: difference.b,
              pointer: difference.pointer,
            }
          );
        },
        `All ${cases.length} parties are unchanged at the end of the run.`,
      ),
    ),
  }),
  requirement({
    id: 'canton-parties/allocation/listed-exactly-once',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2Parties/listed-once'),
    text: 'The list of parties holds every allocated party exactly once.',
    explain: 'Usual causes: a join that multiplies rows; pages that overlap or leave gaps.',
    officialCases: ['PMListKnownParties'],
    check: atTheEnd((cases, list, { draw }) =>
      outcomeOver(
        cases,
        draw.seed,
        (it) => {
          const times = list.entries.get(it.id ?? '')?.length ?? 0;
          return times === 1
            ? undefined
            : {
                summary: `A party is listed ${times} times`,
                expected: `${it.id} once`,
                actual: `${times} times`,
                pointer: '/partyDetails',
              };
        },
        `The list holds each of ${cases.length} parties once.`,
      ),
    ),
  }),
  requirement({
    id: 'canton-parties/allocation/refusals-left-nothing',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'fails-with-error'),
    text: 'At the end of the run nothing exists of any request that was refused.',
    explain:
      'Usual causes: the party created before the request is checked to its end; an asynchronous creation that is not taken back.',
    check: {
      experiments: [...allRefusals, finalList],
      judge: async (context) => {
        const refusals = (await Promise.all(allRefusals.map((experiment) => context.evidence(experiment)))).flatMap(
          ({ cases }) => cases,
        );
        const refused = refusals.filter(({ record }) => (record.exchange.response?.status ?? 0) >= 400);
        if (refused.length === 0) return undetermined('prerequisite-failed', 'No invalid request was refused.');
        const list = await context.evidence(finalList);
        if (!list.available) return undetermined('read-back-unavailable', list.reason);
        const found = findNames(
          list,
          refused.flatMap(({ record }) => record.names),
        );
        const wrong = refused.filter(({ record }) => record.names.some((name) => found.has(name)));
        if (wrong.length === 0) return passed(refused.length, `Nothing exists of ${refused.length} refused requests.`);
        return failed(
          { sent: refused.length, failed: wrong.length },
          wrong.slice(0, 3).map(({ record, variant }) => ({
            summary: `A party exists although its request was refused: ${variant.label}`,
            expected: 'nothing is created by a refused request',
            actual: record.names.flatMap((name) => found.get(name) ?? []).join(', '),
            pointer: variant.pointer,
            intermittent: false,
            seed: context.draw.seed,
            path: '',
            evidence: [record.exchange],
          })),
        );
      },
    },
  }),
];
