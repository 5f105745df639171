/**
 * requirement -> result. The command line and the vitest front end both come to {@link evaluate}.
 */
import { ConcordatError, SuiteError, TargetGoneError } from '../target/errors.ts';
import { notApplicable, undetermined } from './checks/outcome.ts';
import type { RunContext } from './context.ts';
import type { Requirement } from './requirement.ts';
import type { Outcome, RequirementResult, Verdict } from './result.ts';
import { Inconclusive, NotApplicable } from './signals.ts';
import { withoutWithheld } from './withheld.ts';

/** A result whose failure has not been looked at again yet. */
export interface Unconfirmed {
  readonly result: RequirementResult;
  /** Looks again; absent when there is nothing to look at. */
  readonly confirm?: () => Promise<RequirementResult>;
}

/**
 * Decides one requirement and leaves it to the caller when a failure is confirmed. Never rejects for anything that the target does.
 */
export async function evaluate(requirement: Requirement, context: RunContext): Promise<Unconfirmed> {
  const startedAt = performance.now();
  const outcome = await judge(requirement, context);
  const publish = (made: RequirementResult): RequirementResult => withoutWithheld(made, context.target.withheld);
  const result = publish(toResult(requirement, context, outcome, performance.now() - startedAt));
  const { confirm } = outcome;
  if (!confirm) return { result };
  return {
    result,
    confirm: async () => {
      try {
        const again = await confirm();
        return publish(
          'verdict' in again
            ? toResult(requirement, context, again, result.durationMs)
            : { ...result, findings: again },
        );
      } catch (error) {
        // The failure stands as it was seen; only its confirmation met the end of the budget, of the run or of the target.
        if (error instanceof Inconclusive || error instanceof TargetGoneError) return result;
        return publish(toResult(requirement, context, outcomeOf(error), result.durationMs));
      }
    },
  };
}

async function judge(requirement: Requirement, context: RunContext): Promise<Outcome> {
  try {
    return await requirement.check.judge(context);
  } catch (error) {
    return outcomeOf(error);
  }
}

/** What an error of a check says about its requirement. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof Inconclusive) return undetermined(error.reasonCode, error.message);
  if (error instanceof NotApplicable) return notApplicable(error.reasonCode, error.message);
  if (error instanceof TargetGoneError) return undetermined('target-gone', error.message);
  if (error instanceof SuiteError) return undetermined('suite-fault', error.message);
  // The configuration cannot be used, or the registry gives our client no token.
  if (error instanceof ConcordatError) return undetermined('prerequisite-failed', error.message);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return undetermined('suite-fault', `Unexpected error in the check: ${text}`);
}

/** The result for an outcome. A SHOULD or MAY that is not met is a warning; strict runs excuse no missing input. */
export function toResult(
  requirement: Requirement,
  context: Pick<RunContext, 'suite' | 'strict'>,
  outcome: Outcome,
  durationMs: number,
): RequirementResult {
  return {
    id: requirement.id,
    suite: context.suite,
    level: requirement.level,
    profile: requirement.profile,
    text: requirement.text,
    source: requirement.source.clause,
    explain: requirement.explain,
    verdict: verdictOf(requirement, context.strict, outcome),
    reasonCode: outcome.reasonCode,
    reason: outcome.reason,
    notes: outcome.notes ?? [],
    cases: outcome.cases,
    findings: outcome.findings,
    durationMs,
  };
}

function verdictOf(requirement: Requirement, strict: boolean, outcome: Outcome): Verdict {
  if (outcome.verdict === 'failed' && requirement.level !== 'MUST') return 'warned';
  if (strict && outcome.verdict === 'not-applicable' && outcome.reasonCode === 'operator-input-missing')
    return 'undetermined';
  return outcome.verdict;
}
