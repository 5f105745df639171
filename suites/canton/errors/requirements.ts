/**
 * Error bodies, over every refusal of the run.
 */
import type { RefusalEvidence } from '../../../engine/checks/refusal.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { clause } from '../../clause.ts';
import { member } from '../../json.ts';
import { pageClause, type Resource, requirementFor } from '../resource.ts';
import { errorBody, everyRefusal, hasErrorBody, isContract, printed, statusOf } from './every-refusal.ts';
import { disagreement, TEN_MEMBERS } from './members.ts';

const PRODUCT = 'canton-reference-3.5';

/** A line of a stack trace, as the common runtimes print it. */
const STACK_TRACE =
  /(^|\n)\s*at [\w./$<>]+\(.*?(:\d+)?\)|Traceback \(most recent call last\)|\n\s+at .+:\d+:\d+|goroutine \d+ \[/;

/** Experiments whose requests are refused: all, and those that are invalid under `contract`, at least in part. */
export interface Refusals {
  readonly all: readonly Experiment<RefusalEvidence>[];
  readonly contract: readonly Experiment<RefusalEvidence>[];
}

/** Requirements of this topic that hold for both resources. */
export function errorBodies(resource: Resource, refusals: Refusals): readonly Requirement[] {
  return [
    requirementFor(resource, {
      id: 'errors/documented-form',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'response-default'),
      text: 'Every refusal is in a documented form: status 400 as text, or a JsCantonError as JSON with all required members of the right types.',
      explain: 'Usual causes: the error page of a framework or proxy; an empty body; an error object of another shape.',
      smoke: true,
      check: everyRefusal(
        refusals.contract,
        (it) => {
          const [problem] = it.record.judgement?.problems ?? [];
          return (
            problem && {
              summary: `A refusal is in no documented form: ${problem.rule} ${problem.pointer}`.trim(),
              expected: problem.expected,
              actual:
                problem.rule === 'media-type' || problem.rule === 'status'
                  ? describeAnswer(it.record.exchange)
                  : problem.actual,
              pointer: problem.pointer,
            }
          );
        },
        'Every refusal is in a documented form.',
        // 413 comes from the layer in front of the operation; the contract documents none of its answers.
        (it) => isContract(it) && statusOf(it) !== 413 && it.record.answered,
      ),
    }),
    requirementFor(resource, {
      id: 'errors/client-errors-are-4xx',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'response-400'),
      text: "Bad input is the client's error: it is never answered with a 5xx.",
      explain:
        'Usual causes: an exception of the validator that nobody catches; a constraint of the database that does the validation.',
      check: everyRefusal(
        refusals.contract,
        (it) =>
          statusOf(it) >= 500
            ? {
                summary: `Bad input was answered with ${statusOf(it)}`,
                expected: 'a 4xx status',
                actual: describeAnswer(it.record.exchange),
              }
            : undefined,
        'No bad input was answered with a 5xx.',
        isContract,
      ),
    }),
    requirementFor(resource, {
      id: 'errors/ten-members',
      level: 'MUST',
      profile: 'reference',
      source: clause(PRODUCT, 'error-ten-members'),
      text: 'A JsCantonError has all its ten members, null where there is nothing to say.',
      explain: 'Usual causes: a serialiser that leaves out null.',
      check: everyRefusal(
        refusals.all,
        (it) => {
          const missing = TEN_MEMBERS.find((name) => member(errorBody(it), name) === undefined);
          return missing === undefined
            ? undefined
            : {
                summary: `An error has no ${missing}`,
                expected: TEN_MEMBERS.join(', '),
                actual: describeAnswer(it.record.exchange),
                pointer: `/${missing}`,
              };
        },
        'Every error has its ten members.',
        hasErrorBody,
      ),
    }),
    requirementFor(resource, {
      id: 'errors/members-agree',
      level: 'MUST',
      profile: 'reference',
      source: clause(PRODUCT, 'error-members-agree'),
      text: 'Error category, gRPC code, retry information and HTTP status of an error agree.',
      explain: 'Usual causes: the status set by hand beside the error; a category from another table.',
      check: everyRefusal(
        refusals.all,
        (it) => disagreement(errorBody(it), statusOf(it)),
        'The members of every error agree.',
        hasErrorBody,
      ),
    }),
    requirementFor(resource, {
      id: 'errors/no-stack-trace',
      level: 'MUST',
      profile: 'reference',
      source: clause(PRODUCT, 'error-no-stack-trace'),
      text: 'No error shows a stack trace.',
      explain: 'Usual causes: a development setting; an exception printed into cause.',
      check: everyRefusal(
        refusals.all,
        (it) => {
          const body = printed(it);
          const found = STACK_TRACE.exec(body)?.[0];
          return found === undefined
            ? undefined
            : {
                summary: 'An error shows a stack trace',
                expected: 'a cause for the caller',
                actual: found.trim(),
                pointer: '/cause',
              };
        },
        'No error shows a stack trace.',
      ),
    }),
  ];
}
