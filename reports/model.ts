/**
 * The report: everything that a renderer shows, as plain data, and how it is made from the result of a run.
 */
import type { ContractIdentity, ProfileName } from '../contracts/model.ts';
import type { Creations, StatementValue } from '../engine/result.ts';
import type { RunResult } from '../engine/run-result.ts';
import { type Gate, gateOf } from './gate.ts';
import { type ReportRequirement, reportRequirement } from './requirement.ts';
import { asSelfTest, gapsOf, type SentenceContext, suiteSentence, verdictSentence } from './sentences.ts';
import { countTotals, isWaived, type Totals } from './totals.ts';
import {
  combineVerdicts,
  countDeciding,
  type DecidingCounts,
  type JudgedGroup,
  type ReportVerdict,
  type SuiteVerdict,
  suiteVerdict,
} from './verdicts.ts';
import type { Waiver } from './waivers.ts';

/** Version of the report's format; its schema is `schema/conformance-report.schema.json`. */
export const REPORT_VERSION = '1.0';

/** One suite of the report. */
export interface ReportSuite {
  readonly name: string;
  readonly verdict: SuiteVerdict;
  readonly verdicts: Readonly<Record<ProfileName, SuiteVerdict>>;
  /** A sentence for a person. */
  readonly reason: string;
  readonly contract: ContractIdentity;
  /** Deciding requirements of the report's profile. */
  readonly deciding: DecidingCounts;
}

/** A whole report. */
export interface Report {
  readonly reportVersion: typeof REPORT_VERSION;
  readonly suite: { readonly name: 'concordat'; readonly version: string };
  readonly verdict: ReportVerdict;
  readonly profile: ProfileName;
  readonly verdicts: Readonly<Record<ProfileName, ReportVerdict>>;
  /** The verdict as a sentence. */
  readonly sentence: string;
  readonly gate: Gate;
  readonly target: RunResult['target'];
  readonly suites: readonly ReportSuite[];
  readonly statement: Readonly<Record<string, StatementValue>>;
  readonly run: Omit<RunResult['run'], 'stopped'> & {
    readonly stopped: NonNullable<RunResult['run']['stopped']> | null;
  };
  readonly totals: Totals;
  readonly traffic: RunResult['traffic'];
  /** In the order of the plan. */
  readonly requirements: readonly ReportRequirement[];
  /** Ids of deciding requirements that were not selected. */
  readonly leftOut: readonly string[];
  readonly created: Creations;
}

/** Makes the report. Pure; `waivers` are taken as already read and checked, except for their expiry. */
export function buildReport(result: RunResult, options: { readonly waivers?: readonly Waiver[] } = {}): Report {
  const { profile, run, target } = result;
  const waivers = options.waivers ?? [];
  const requirements = result.requirements.map((requirement) =>
    reportRequirement(requirement, {
      profile,
      waivers,
      finishedAt: run.finishedAt,
    }),
  );
  const context: SentenceContext = {
    kind: target.kind,
    url: target.url,
    profile,
    stopped: run.stopped ?? null,
    shard: run.shard,
    smoke: run.budget === 'smoke',
    gaps: [],
  };
  const suites = result.suites.map((suite) => reportSuite(suite, result, requirements, context));
  const verdicts = {
    contract: totalVerdict(result, requirements, 'contract'),
    reference: totalVerdict(result, requirements, 'reference'),
  };
  const deciding = countDeciding(requirements, profile, result.leftOut.length);
  const notWaived = requirements.filter((requirement) => !isWaived(requirement));
  return {
    reportVersion: REPORT_VERSION,
    suite: { name: 'concordat', version: result.suiteVersion },
    verdict: verdicts[profile],
    profile,
    verdicts,
    sentence: verdictSentence(verdicts[profile], deciding, { ...context, gaps: gapsOf(suites) }),
    gate: gateOf({
      verdict: verdicts[profile],
      verdictWithoutWaived: totalVerdict(result, notWaived, profile),
      stoppedCode: run.stopped?.code ?? null,
      requirements,
      waivers,
    }),
    target: { kind: target.kind, url: target.url, product: target.product, version: target.version },
    suites,
    statement: { ...result.statement },
    run: {
      ...run,
      selection: { only: run.selection.only, exclude: run.selection.exclude },
      stopped: run.stopped ?? null,
    },
    totals: countTotals(requirements, deciding),
    traffic: result.traffic,
    requirements,
    leftOut: [...result.leftOut],
    created: result.created,
  };
}

function reportSuite(
  suite: RunResult['suites'][number],
  result: RunResult,
  requirements: readonly ReportRequirement[],
  context: SentenceContext,
): ReportSuite {
  const group = groupOf(suite, result, requirements);
  const deciding = countDeciding(group.requirements, result.profile, group.leftOut);
  const verdicts = {
    contract: suiteVerdict(group, 'contract', isIncomplete(result, 'contract')),
    reference: suiteVerdict(group, 'reference', isIncomplete(result, 'reference')),
  };
  const verdict = verdicts[result.profile];
  const reason =
    verdict === 'not-applicable' ? asSelfTest(context, suite.reason) : suiteSentence(verdict, deciding, context);
  return { name: suite.name, verdict, verdicts, reason, contract: suite.contract, deciding };
}

/** Over all suites, and over requirements that no listed suite claims: they must not vanish from the verdict. */
function totalVerdict(
  result: RunResult,
  requirements: readonly ReportRequirement[],
  profile: ProfileName,
): ReportVerdict {
  const names = result.suites.map(({ name }) => name);
  const stray: JudgedGroup = {
    applicable: true,
    requirements: requirements.filter(({ suite }) => !names.includes(suite)),
    leftOut: result.leftOut.filter((id) => !names.some((name) => id.startsWith(`${name}/`))).length,
  };
  const groups = result.suites.map((suite) => groupOf(suite, result, requirements));
  if (stray.requirements.length > 0 || stray.leftOut > 0) groups.push(stray);
  const incomplete = isIncomplete(result, profile);
  return combineVerdicts(groups.map((group) => suiteVerdict(group, profile, incomplete)));
}

function groupOf(
  suite: RunResult['suites'][number],
  result: RunResult,
  requirements: readonly ReportRequirement[],
): JudgedGroup {
  return {
    applicable: suite.applicable,
    requirements: requirements.filter((requirement) => requirement.suite === suite.name),
    leftOut: result.leftOut.filter((id) => id.startsWith(`${suite.name}/`)).length,
  };
}

/**
 * Whether the run cannot speak for the whole under a profile. `leftOut` speaks of the chosen profile only, so under
 * `contract` any selection leaves `reference` open.
 */
function isIncomplete({ run, profile: chosen }: RunResult, profile: ProfileName): boolean {
  const { only, exclude } = run.selection;
  const selected = only.length > 0 || exclude.length > 0;
  const uncounted = selected && profile === 'reference' && chosen === 'contract';
  return run.stopped !== undefined || run.shard !== null || run.budget === 'smoke' || uncounted;
}
