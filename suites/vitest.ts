/**
 * `concordat/vitest`, the second front end: every requirement as a test of vitest, so that a vendor can put the suite into its own
 * repository. The run itself is that of the command line: the same plan, lanes, limits and tidying up.
 */
import { afterAll, describe, it, type RunnerTask, type RunnerTestSuite, type TestContext } from 'vitest';
import type { PlannedRequirement } from '../engine/plan.ts';
import type { Requirement } from '../engine/requirement.ts';
import type { Suite } from '../engine/suite.ts';
import {
  announcement,
  type ConformanceOptions,
  type ConformanceSession,
  planOf,
  profileOf,
  startSession,
  suitesFor,
  withoutCredentials,
} from './conformance-session.ts';
import { type ConformanceMeta, conformanceMeta, isDeciding, testOutcome } from './test-outcome.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The whole result of a requirement, set by `describeConformance`. */
    concordat?: ConformanceMeta;
  }
}

/** The run has its own limits for every request; a test only waits for its result. */
const NO_TIMEOUT = 0;

/**
 * Registers every selected requirement as a test: `conformance of URL > suite > topic > sentence [id]`.
 *
 * - A deciding requirement that failed, or that could not be decided, fails its test; the message is the finding.
 * - One that is rightly not applicable, or does not decide under the profile and is not met, is skipped with its reason.
 * - `task.meta.concordat` holds the result as data.
 *
 * Requests are sent when the first test starts (where `suites` is left out, the target is asked for its version before). Tests that
 * vitest filters out (`-t`) are not run. Users are deleted at the end; parties stay.
 *
 * @example
 * describeConformance({ target: 'http://localhost:7575', suites: ['canton-parties'], tokenFile: 'admin.token' });
 *
 * @throws ConfigurationError while tests are collected, when an option cannot be used
 */
export function describeConformance(options: ConformanceOptions): void {
  const title = `conformance of ${withoutCredentials(options.target)}`;
  describe(title, async () => {
    const suites = await suitesFor(options);
    const { planned, leftOut } = planOf(suites, options);
    let starting: Promise<ConformanceSession> | undefined;
    const start = async (root: RunnerTestSuite): Promise<ConformanceSession> => {
      const plan = planOf(suites, options, wantedIds(root, planned));
      const session = startSession(plan, options);
      console.info(announcement(plan, options));
      return session;
    };
    afterAll(async () => {
      const session = await starting?.catch(() => undefined);
      // After a cancellation nobody waits for the rest.
      session?.interrupt();
      await session?.ended;
    }, NO_TIMEOUT);

    for (const suite of suites) {
      describe(suite.name, () => {
        for (const [topic, requirements] of topicsOf(suite, planned)) {
          describe(topic, () => {
            for (const requirement of requirements) {
              it(testName(requirement), { timeout: NO_TIMEOUT }, async (context) => {
                starting ??= start(rootOf(context.task, title));
                await report(requirement, await starting, options, context);
              });
            }
          });
        }
      });
    }
    const gap = leftOut.filter(({ profile }) => isDeciding({ level: 'MUST', profile }, profileOf(options)));
    if (gap.length > 0) {
      it('decides every deciding requirement', ({ skip }) => {
        skip(`a selection, not the whole: ${gap.length} deciding requirements are left out, ${gap[0]?.id} among them`);
      });
    }
  });
}

async function report(
  { id }: Requirement,
  session: ConformanceSession,
  options: ConformanceOptions,
  { task, signal, skip }: TestContext,
): Promise<void> {
  signal.addEventListener('abort', session.interrupt, { once: true });
  try {
    const result = await session.result(id);
    const outcome = testOutcome(result, profileOf(options));
    task.meta.concordat = conformanceMeta(result, profileOf(options));
    if (outcome.state === 'failed') throw new ConformanceFailure(outcome.message);
    if (outcome.state === 'skipped') skip(outcome.note);
  } finally {
    signal.removeEventListener('abort', session.interrupt);
  }
}

/** A deciding requirement that is not met or not decided. Has no stack: the trouble is in the target. */
class ConformanceFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConformanceFailure';
    this.stack = `${this.name}: ${message}`;
  }
}

function testName({ text, id }: Requirement): string {
  return `${text} [${id}]`;
}

function topicsOf({ name }: Suite, planned: readonly PlannedRequirement[]): ReadonlyMap<string, Requirement[]> {
  const topics = new Map<string, Requirement[]>();
  for (const { suite, requirement } of planned) {
    if (suite.name !== name) continue;
    const topic = requirement.id.split('/')[1] ?? name;
    topics.set(topic, [...(topics.get(topic) ?? []), requirement]);
  }
  return topics;
}

/** The suite of tests that `describeConformance` made. */
function rootOf(task: RunnerTask, title: string): RunnerTestSuite {
  let suite = task.suite;
  while (suite && suite.name !== title) suite = suite.suite;
  if (!suite) throw new Error(`the test ${task.name} is not part of ${title}`);
  return suite;
}

/** Ids of the requirements whose tests vitest will run. */
function wantedIds(root: RunnerTestSuite, planned: readonly PlannedRequirement[]): readonly string[] {
  const names = new Set(testsThatRun(root));
  return planned.filter(({ requirement }) => names.has(testName(requirement))).map(({ requirement }) => requirement.id);
}

function testsThatRun(suite: RunnerTestSuite): readonly string[] {
  return suite.tasks.flatMap((task) => {
    if (task.type === 'suite') return testsThatRun(task);
    return task.mode === 'skip' || task.mode === 'todo' ? [] : [task.name];
  });
}
