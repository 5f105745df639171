/**
 * Error bodies, over every refusal of the run.
 */
import { ERROR_CATEGORIES, httpStatusOf, REDACTED, resourceType } from '../../contracts/canton/error-codes.ts';
import type { Json } from '../../contracts/model.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RefusalCase, RefusalEvidence } from '../../engine/checks/refusal.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { describeAnswer } from '../../engine/text.ts';
import { items, member, text } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
import { clause } from '../clause.ts';
import { referenceRefusals } from './references.ts';
import { allRefusals, contractRefusals } from './refusals.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

/** What is wrong with one error body. */
interface Flaw {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  readonly pointer?: string;
}

/** Looks at each refusal (4xx or 5xx that was answered) of the experiments; accepted ones are another requirement's matter. */
function everyRefusal(
  experiments: readonly Experiment<RefusalEvidence>[],
  flawOf: (it: RefusalCase) => Flaw | undefined,
  satisfied: string,
  applies: (it: RefusalCase) => boolean = () => true,
): Check {
  return {
    experiments,
    judge: async (context) => {
      const evidence = await Promise.all(experiments.map((experiment) => context.evidence(experiment)));
      const usable = evidence.filter(({ refusedControl }) => refusedControl === undefined);
      const refused = usable.flatMap(({ cases }) => cases).filter((it) => statusOf(it) >= 400 && applies(it));
      if (refused.length === 0) {
        return undetermined(
          'prerequisite-failed',
          'No invalid request was refused beside an accepted control, so there is no error body to judge.',
        );
      }
      const flawed = refused.flatMap((it) => {
        const flaw = flawOf(it);
        return flaw ? [{ it, flaw }] : [];
      });
      if (flawed.length === 0) return passed(refused.length, `${satisfied} (${refused.length} answers)`);
      return failed(
        { sent: refused.length, failed: flawed.length },
        flawed.slice(0, 3).map(({ it, flaw }) => ({
          summary: `${flaw.summary} (${it.variant.label})`,
          expected: flaw.expected,
          actual: flaw.actual,
          pointer: flaw.pointer ?? '',
          intermittent: false,
          seed: context.draw.seed,
          path: '',
          evidence: [it.record.exchange],
        })),
      );
    },
  };
}

/** The request, parsed. */
function requestOf(it: RefusalCase): Json | undefined {
  if (it.record.exchange.request.body === undefined) return undefined;
  return JSON.parse(Buffer.from(it.record.exchange.request.body ?? []).toString('utf8')) as Json;
}

/** The body as a person would see it printed: escaped line ends and tabs become real ones. */
function printed(it: RefusalCase): string {
  const body = Buffer.from(it.record.exchange.response?.body ?? []).toString('utf8');
  return body.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}

function statusOf(it: RefusalCase): number {
  return it.record.exchange.response?.status ?? 0;
}

/** The body of a JsCantonError; undefined for other answers. */
function errorBody(it: RefusalCase): Json | undefined {
  return it.record.judgement?.form === 'error' ? jsonOf(it.record.exchange) : undefined;
}

/** Under `contract` a target may accept what only the product refuses. */
const isContract = (it: RefusalCase): boolean => it.violation.profile === 'contract';

const hasErrorBody = (it: RefusalCase): boolean => errorBody(it) !== undefined;

const TEN_MEMBERS = [
  'code',
  'cause',
  'correlationId',
  'traceId',
  'context',
  'resources',
  'errorCategory',
  'grpcCodeValue',
  'retryInfo',
  'definiteAnswer',
] as const;

/** A line of a stack trace, as the common runtimes print it. */
const STACK_TRACE =
  /(^|\n)\s*at [\w./$<>]+\(.*?(:\d+)?\)|Traceback \(most recent call last\)|\n\s+at .+:\d+:\d+|goroutine \d+ \[/;

/** Members of an error that do not fit each other. */
function disagreement(body: Json | undefined, status: number): Flaw | undefined {
  const category = member(body, 'errorCategory');
  const grpc = member(body, 'grpcCodeValue');
  const expectedStatus = httpStatusOf(typeof grpc === 'number' ? grpc : null);
  if (expectedStatus !== status) {
    return {
      summary: 'gRPC code and HTTP status disagree',
      expected: `status ${expectedStatus} for grpcCodeValue ${grpc}`,
      actual: `status ${status}`,
      pointer: '/grpcCodeValue',
    };
  }
  if (category === REDACTED.category) return redactedDisagreement(body, grpc);
  const known = typeof category === 'number' ? ERROR_CATEGORIES[category] : undefined;
  if (!known || known.grpcCode !== grpc) {
    return {
      summary: 'Error category and gRPC code disagree',
      expected: known ? `grpcCodeValue ${known.grpcCode} for errorCategory ${category}` : 'a known errorCategory',
      actual: `errorCategory ${category}, grpcCodeValue ${grpc}`,
      pointer: '/errorCategory',
    };
  }
  const retry = member(body, 'retryInfo') ?? undefined;
  if ((retry !== undefined) !== (known.retryInfo !== undefined)) {
    return {
      summary: 'Error category and retryInfo disagree',
      expected: known.retryInfo ? 'a retryInfo' : 'no retryInfo',
      actual: JSON.stringify(retry) ?? 'none',
      pointer: '/retryInfo',
    };
  }
  return undefined;
}

/** Category -1 stands for a kept-back reason (code NA) or for a status without details (the code is free text then). */
function redactedDisagreement(body: Json | undefined, grpc: Json | undefined): Flaw | undefined {
  if (text(body, 'code') !== REDACTED.code) return undefined;
  const fits = (REDACTED.grpcCodes as readonly number[]).includes(Number(grpc));
  return fits
    ? undefined
    : {
        summary: 'A redacted error has an odd gRPC code',
        expected: REDACTED.grpcCodes.join(', '),
        actual: String(grpc),
        pointer: '/grpcCodeValue',
      };
}

/** Requirements of this topic. */
export const errorRequirements = [
  requirement({
    id: 'canton-parties/errors/documented-form',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-default'),
    text: 'Every refusal is in a documented form: status 400 as text, or a JsCantonError as JSON with all required members of the right types.',
    explain: 'Usual causes: the error page of a framework or proxy; an empty body; an error object of another shape.',
    smoke: true,
    check: everyRefusal(
      contractRefusals,
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
  requirement({
    id: 'canton-parties/errors/client-errors-are-4xx',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-400'),
    text: "Bad input is the client's error: it is never answered with a 5xx.",
    explain:
      'Usual causes: an exception of the validator that nobody catches; a constraint of the database that does the validation.',
    check: everyRefusal(
      contractRefusals,
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
  requirement({
    id: 'canton-parties/errors/ten-members',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'error-ten-members'),
    text: 'A JsCantonError has all its ten members, null where there is nothing to say.',
    explain: 'Usual causes: a serialiser that leaves out null.',
    check: everyRefusal(
      allRefusals,
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
  requirement({
    id: 'canton-parties/errors/members-agree',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'error-members-agree'),
    text: 'Error category, gRPC code, retry information and HTTP status of an error agree.',
    explain: 'Usual causes: the status set by hand beside the error; a category from another table.',
    check: everyRefusal(
      allRefusals,
      (it) => disagreement(errorBody(it), statusOf(it)),
      'The members of every error agree.',
      hasErrorBody,
    ),
  }),
  requirement({
    id: 'canton-parties/errors/resource-named',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'error-resource-named'),
    text: 'USER_NOT_FOUND names the user among its resources.',
    explain: 'Usual causes: resources left empty.',
    check: everyRefusal(
      referenceRefusals,
      (it) => {
        const resources = items(errorBody(it), 'resources');
        const named = resources.some(
          (pair) => resourceType(text(pair, 0) ?? '') === 'USER' && text(pair, 1) === text(requestOf(it), 'userId'),
        );
        return named
          ? undefined
          : {
              summary: 'USER_NOT_FOUND names no user',
              expected: `[["USER" or "ErrorResource(USER)", ${JSON.stringify(text(requestOf(it), 'userId'))}]]`,
              actual: JSON.stringify(resources),
              pointer: '/resources',
            };
      },
      'Every USER_NOT_FOUND names its user.',
      (it) => text(errorBody(it), 'code') === 'USER_NOT_FOUND' && requestOf(it) !== undefined,
    ),
  }),
  requirement({
    id: 'canton-parties/errors/no-stack-trace',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'error-no-stack-trace'),
    text: 'No error shows a stack trace.',
    explain: 'Usual causes: a development setting; an exception printed into cause.',
    check: everyRefusal(
      allRefusals,
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
