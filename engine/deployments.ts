/**
 * The deployments of a run: most runs have one, on which every suite is run; a self-test has one for each API.
 */
import { TargetGoneError } from '../target/errors.ts';
import type { Target, TrafficStatistics } from '../target/exchange.ts';
import { latencySummary } from '../target/latency.ts';
import type { Journal } from './journal.ts';
import { createPartyPlaces, type PartyPlaces } from './party-places.ts';
import type { Plan } from './plan.ts';
import type { StatementValue } from './result.ts';
import type { RunOptions } from './run-options.ts';
import { StatementBook } from './statement.ts';
import type { Suite } from './suite.ts';

/** A deployment under test, within one run. */
export interface UnderTest {
  /** What {@link RunOptions.deploymentOf} says of its suites. */
  readonly key: string;
  readonly suites: readonly Suite[];
  readonly target: Target;
  readonly statement: StatementBook;
  /** The cap on parties is about each deployment: what one keeps is no burden to another. */
  readonly partyPlaces: PartyPlaces;
  /** What the run created here: the names that one target makes up tell nothing about those of another. */
  readonly journal: Journal;
  /** Set once the target is given up. */
  gone?: TargetGoneError;
}

/** Opens every deployment that the plan needs, at least one. The caller closes their targets. */
export function openDeployments({ suites }: Plan, options: RunOptions): readonly UnderTest[] {
  const keyOf = ({ name }: Suite): string => options.deploymentOf?.(name) ?? '';
  const keys = new Set(suites.length === 0 ? [''] : suites.map(keyOf));
  return [...keys].map((key) =>
    watched({
      key,
      suites: suites.filter((suite) => keyOf(suite) === key),
      target: options.openTarget(options.signal, key),
      statement: new StatementBook(options.statement),
      partyPlaces: createPartyPlaces(),
      journal: options.journal.part(),
    }),
  );
}

/** The same deployment, whose target notes when it is given up. */
function watched(opened: UnderTest): UnderTest {
  const { target } = opened;
  const send: Target['send'] = async (request, sendOptions) => {
    try {
      return await target.send(request, sendOptions);
    } catch (error) {
      if (error instanceof TargetGoneError) deployment.gone = error;
      throw error;
    }
  };
  const deployment: UnderTest = { ...opened, target: { ...target, send } };
  return deployment;
}

/** The traffic of all deployments together. */
export function totalTraffic(deployments: readonly UnderTest[]): TrafficStatistics {
  const targets = deployments.map(({ target }) => target);
  return {
    exchanges: targets.reduce((sum, target) => sum + target.statistics().exchanges, 0),
    latencyMs: latencySummary(targets.map(({ latency }) => latency)),
  };
}

/** What is known of all deployments; where two differ, the first one in the order of the suites counts. */
export function allEntries(deployments: readonly UnderTest[]): Readonly<Record<string, StatementValue>> {
  return Object.assign({}, ...deployments.map(({ statement }) => statement.entries()).reverse());
}
