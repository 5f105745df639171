/**
 * A check that looks at every refusal of a run.
 */
import type { Json } from '../../../contracts/model.ts';
import { failed, passed, undetermined } from '../../../engine/checks/outcome.ts';
import type { RefusalCase, RefusalEvidence } from '../../../engine/checks/refusal.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Check } from '../../../engine/requirement.ts';
import { jsonOf } from '../../json.ts';

/** What is wrong with one error body. */
export interface Flaw {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  readonly pointer?: string;
}

/** Looks at each refusal (4xx or 5xx that was answered) of the experiments; accepted ones are another requirement's matter. */
export function everyRefusal(
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
export function requestOf(it: RefusalCase): Json | undefined {
  if (it.record.exchange.request.body === undefined) return undefined;
  return JSON.parse(Buffer.from(it.record.exchange.request.body ?? []).toString('utf8')) as Json;
}

/** The body as a person would see it printed: escaped line ends and tabs become real ones. */
export function printed(it: RefusalCase): string {
  const body = Buffer.from(it.record.exchange.response?.body ?? []).toString('utf8');
  return body.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}

/** The status of the answer; 0 without one. */
export function statusOf(it: RefusalCase): number {
  return it.record.exchange.response?.status ?? 0;
}

/** The body of a JsCantonError; undefined for other answers. */
export function errorBody(it: RefusalCase): Json | undefined {
  return it.record.judgement?.form === 'error' ? jsonOf(it.record.exchange) : undefined;
}

/** Under `contract` a target may accept what only the product refuses. */
export const isContract = (it: RefusalCase): boolean => it.violation.profile === 'contract';

/** Whether the answer is a JsCantonError. */
export const hasErrorBody = (it: RefusalCase): boolean => errorBody(it) !== undefined;
