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
  const deciding = countDeciding(requirements, profile, leftOutOf(result, profile).length);
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
    leftOut: leftOutOf(result, result.profile),
    created: result.created,
  };
}

function reportSuite(
  suite: RunResult['suites'][number],
  result: RunResult,
  requirements: readonly ReportRequirement[],
  context: SentenceContext,
): ReportSuite {
  const groupFor = (profile: ProfileName): JudgedGroup => groupOf(suite, result, requirements, profile);
  const group = groupFor(result.profile);
  const deciding = countDeciding(group.requirements, result.profile, group.leftOut);
  const incomplete = isIncomplete(result);
  const verdicts = {
    contract: suiteVerdict(groupFor('contract'), 'contract', incomplete),
    reference: suiteVerdict(groupFor('reference'), 'reference', incomplete),
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
    leftOut: leftOutOf(result, profile).filter((id) => !names.some((name) => id.startsWith(`${name}/`))).length,
  };
  const groups = result.suites.map((suite) => groupOf(suite, result, requirements, profile));
  if (stray.requirements.length > 0 || stray.leftOut > 0) groups.push(stray);
  const incomplete = isIncomplete(result);
  return combineVerdicts(groups.map((group) => suiteVerdict(group, profile, incomplete)));
}

function groupOf(
  suite: RunResult['suites'][number],
  result: RunResult,
  requirements: readonly ReportRequirement[],
  profile: ProfileName,
): JudgedGroup {
  return {
    applicable: suite.applicable,
    requirements: requirements.filter((requirement) => requirement.suite === suite.name),
    leftOut: leftOutOf(result, profile).filter((id) => id.startsWith(`${suite.name}/`)).length,
  };
}

/** Ids of what decides under a profile and was left out. */
function leftOutOf(result: RunResult, profile: ProfileName): string[] {
  return result.leftOut.filter((left) => left.profile === 'contract' || profile === 'reference').map(({ id }) => id);
}

/** Whether the run cannot speak for the whole, whatever was selected. */
function isIncomplete({ run }: RunResult): boolean {
  return run.stopped !== undefined || run.shard !== null || run.budget === 'smoke';
}
