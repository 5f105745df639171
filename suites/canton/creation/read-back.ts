/**
 * What is created can be read, as it was created.
 */
import { type Breach, findingOf } from '../../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../../engine/checks/outcome.ts';
import type { RunContext } from '../../../engine/context.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement, Source } from '../../../engine/requirement.ts';
import type { Finding, Outcome } from '../../../engine/result.ts';
import { describeAnswer } from '../../../engine/text.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { clause } from '../../clause.ts';
import { judgeExchange } from '../judge.ts';
import { detailsIn, type Resource, requirementFor } from '../resource.ts';
import { firstDifference } from './agreement.ts';
import { type ReadBackCase, readBack } from './read-backs.ts';

type Readings = Experiment<readonly ReadBackCase[]>;

/** Reading gives what the creation answered. `source`: the clause; the id begins with the word for creation. */
export function readBackAgrees(resource: Resource, readBacks: Readings, source: Source): Requirement {
  const { words, readPointer } = resource;
  return requirementFor(resource, {
    id: `${words.creation}/read-back-agrees`,
    level: 'MUST',
    profile: 'contract',
    source,
    text: `Reading a ${words.created} ${words.one} back, on another connection, gives what the ${words.creation} answered.`,
    explain:
      'Usual causes: the answer built from the request instead of from what was stored; a replica that lags; a cache.',
    smoke: true,
    check: {
      experiments: [readBacks],
      judge: async (context) => {
        const readings = await context.evidence(readBacks);
        if (readings.length === 0)
          return undetermined('control-refused', 'No valid request was accepted, so there is nothing to read.');
        return outcomeOfReadings(context, resource, readings, {
          breachOf: ({ it, exchange, entry }) => {
            if (!entry) {
              return {
                summary: `A ${words.created} ${words.one} cannot be read`,
                expected: `an entry for ${it.id}`,
                actual: describeAnswer(exchange),
              };
            }
            const difference = firstDifference(resource, detailsIn(resource, it.json), entry);
            return (
              difference && {
                summary: `A ${words.one} is read back with another ${difference.pointer.slice(1)}`,
                expected: `${difference.a}, as the ${words.creation} answered`,
                actual: difference.b,
                pointer: `${readPointer}${difference.pointer}`,
              }
            );
          },
          evidenceOf: ({ it, exchange }) => [it.record.exchange, exchange],
          satisfied: `All ${readings.length} ${words.many} were read back as ${words.created}.`,
        });
      },
    },
  });
}

/** The schema of a reading. */
export function getSchema(resource: Resource, readBacks: Readings): Requirement {
  const { words, get } = resource;
  return requirementFor(resource, {
    id: 'get/response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause('canton-openapi-3.5.6', `${get.operationId}/response-200`),
    text: `Reading a ${words.one} gives 200 and a valid ${get.response}.`,
    explain: `Usual causes: a list and a single object mixed up; another shape than the ${words.creation} answers.`,
    smoke: true,
    check: {
      experiments: [readBacks],
      judge: async (context) => {
        const readings = await context.evidence(readBacks);
        const seen = readings.filter(({ exchange }) => exchange.response !== undefined);
        if (seen.length === 0)
          return undetermined('control-refused', `No ${words.created} ${words.one} could be asked for.`);
        return outcomeOfReadings(context, resource, seen, {
          breachOf: ({ exchange }) => {
            const [problem] = judgeExchange(get.operationId, exchange).problems;
            if (!problem && exchange.response?.status === 200) return undefined;
            return {
              summary: problem
                ? `Reading a ${words.one} gives no ${get.response}: ${problem.rule} ${problem.pointer}`
                : `Reading a ${words.created} ${words.one} is refused`,
              expected: problem?.expected ?? 'status 200',
              actual: problem?.actual ?? describeAnswer(exchange),
              pointer: problem?.pointer ?? '',
            };
          },
          evidenceOf: ({ exchange }) => [exchange],
          satisfied: `All ${seen.length} readings are valid ${get.response} bodies.`,
        });
      },
    },
  });
}

/** What is expected of every reading. */
interface ExpectedOfReadings {
  breachOf(reading: ReadBackCase): Breach | undefined;
  /** The exchanges that show a breach. */
  evidenceOf(reading: ReadBackCase): readonly Exchange[];
  readonly satisfied: string;
}

/** Judges readings. What is wrong is read once more: a wrong answer that was seen once stays one, and is marked (design.md, rule 10). */
function outcomeOfReadings(
  context: RunContext,
  resource: Resource,
  readings: readonly ReadBackCase[],
  { breachOf, evidenceOf, satisfied }: ExpectedOfReadings,
): Outcome {
  const wrong = readings.flatMap((reading) => {
    const breach = breachOf(reading);
    if (!breach) return [];
    const finding = findingOf({ seed: context.draw.seed }, reading.it, breach);
    return [{ reading, finding: { ...finding, evidence: evidenceOf(reading) } }];
  });
  const [first] = wrong;
  if (!first) return passed(readings.length, satisfied);
  const findings = wrong.map(({ finding }) => finding).slice(0, 3);
  const confirm = async (): Promise<readonly Finding[]> => {
    const again = await readBack(context, resource, first.reading.it);
    return [{ ...first.finding, intermittent: breachOf(again) === undefined }, ...findings.slice(1)];
  };
  return failed({ sent: readings.length, failed: wrong.length }, findings, { confirm });
}
