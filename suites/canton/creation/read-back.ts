/**
 * What is created can be read, as it was created.
 */
import { findingOf } from '../../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../../engine/checks/outcome.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement, Source } from '../../../engine/requirement.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { clause } from '../../clause.ts';
import { judgeExchange } from '../judge.ts';
import { detailsIn, type Resource, requirementFor } from '../resource.ts';
import { firstDifference } from './agreement.ts';
import type { ReadBackCase } from './read-backs.ts';

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
        const findings = readings.flatMap(({ it, exchange, entry }) => {
          const evidence = [it.record.exchange, exchange];
          const breachOf = (breach: Parameters<typeof findingOf>[2]) => [
            { ...findingOf({ seed: context.draw.seed }, it, breach), evidence },
          ];
          if (!entry) {
            return breachOf({
              summary: `A ${words.created} ${words.one} cannot be read`,
              expected: `an entry for ${it.id}`,
              actual: describeAnswer(exchange),
            });
          }
          const difference = firstDifference(resource, detailsIn(resource, it.json), entry);
          if (!difference) return [];
          return breachOf({
            summary: `A ${words.one} is read back with another ${difference.pointer.slice(1)}`,
            expected: `${difference.a}, as the ${words.creation} answered`,
            actual: difference.b,
            pointer: `${readPointer}${difference.pointer}`,
          });
        });
        if (findings.length > 0) return failed({ sent: readings.length, failed: findings.length }, findings);
        return passed(readings.length, `All ${readings.length} ${words.many} were read back as ${words.created}.`);
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
        const findings = seen.flatMap(({ it, exchange }) => {
          const [problem] = judgeExchange(get.operationId, exchange).problems;
          const status = exchange.response?.status;
          if (!problem && status === 200) return [];
          const breach = {
            summary: problem
              ? `Reading a ${words.one} gives no ${get.response}: ${problem.rule} ${problem.pointer}`
              : `Reading a ${words.created} ${words.one} is refused`,
            expected: problem?.expected ?? 'status 200',
            actual: problem?.actual ?? describeAnswer(exchange),
            pointer: problem?.pointer ?? '',
          };
          return [{ ...findingOf({ seed: context.draw.seed }, it, breach), evidence: [exchange] }];
        });
        if (findings.length > 0) return failed({ sent: seen.length, failed: findings.length }, findings);
        return passed(seen.length, `All ${seen.length} readings are valid ${get.response} bodies.`);
      },
    },
  });
}
