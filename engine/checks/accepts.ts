/**
 * The check shapes "valid requests are accepted" and "every accepted request has this property".
 */
import type { RunContext } from '../context.ts';
import type { Experiment } from '../experiment.ts';
import { shrinkValue } from '../property.ts';
import type { Check } from '../requirement.ts';
import type { Finding, Outcome } from '../result.ts';
import { Inconclusive } from '../signals.ts';
import { describeAnswer } from '../text.ts';
import { type AcceptanceCase, type AcceptanceEvidence, sendAcceptance } from './acceptance.ts';
import { failed, passed, undetermined } from './outcome.ts';

const REPEAT = 100;
const SHRINK = 1_000;

/** A property that an accepted case breaks. */
export interface Breach {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  readonly pointer?: string;
}

/** Looks at one accepted case. */
export type CaseProperty = (
  it: AcceptanceCase,
  context: RunContext,
) => Breach | undefined | Promise<Breach | undefined>;

type Experiments = readonly Experiment<AcceptanceEvidence>[];

async function gather(
  context: RunContext,
  experiments: Experiments,
): Promise<{ of: AcceptanceEvidence; it: AcceptanceCase }[]> {
  const evidence = await Promise.all(experiments.map((experiment) => context.evidence(experiment)));
  return evidence.flatMap((of) => of.cases.map((it) => ({ of, it })));
}

/** A pass over what was sent is none where not everything was sent. */
function overEverything(experiments: Experiments, judge: Check['judge']): Check {
  return {
    experiments,
    judge: async (context) => {
      const outcome = await judge(context);
      if (outcome.verdict !== 'passed') return outcome;
      const evidence = await Promise.all(experiments.map((experiment) => context.evidence(experiment)));
      const stopped = evidence.find((of) => of.stopped)?.stopped;
      return stopped ? undetermined(stopped.reasonCode, stopped.message, outcome.cases) : outcome;
    },
  };
}

/** Which cases of the experiments a check is about; all when left out. */
export interface Selection {
  readonly which?: (it: AcceptanceCase) => boolean;
}

/** Decides that every valid request is accepted. */
export function accepts(experiments: Experiments, { which = () => true }: Selection = {}): Check {
  return overEverything(experiments, async (context) => {
    const all = (await gather(context, experiments)).filter(({ it }) => which(it));
    const refused = all.filter(({ it }) => !it.accepted);
    const tally = { sent: all.length, failed: refused.length };
    if (refused.length === 0) return passed(all.length, `All ${all.length} valid requests were accepted.`);
    if (refused.every(({ it }) => !it.record.answered) && refused.length === all.length) {
      return undetermined(
        'transient-trouble',
        `No valid request got a lasting answer: ${describeAnswer(all[0]!.it.record.exchange)}`,
        tally,
      );
    }
    const [first] = refused;
    const findings = refused.slice(0, 3).map(({ of, it }) => refusalFinding(of, it));
    const confirm = async () => {
      const lasting = await firstRefusedAlone(context, refused);
      if (lasting) {
        const rest = lasting === first ? findings.slice(1) : findings.slice(0, 2);
        return [await confirmRefusal(context, lasting.of, lasting.it), ...rest];
      }
      const answer = describeAnswer(refused[0]!.it.record.exchange);
      const reason = `Among others ${refused.length} of ${all.length} valid requests got no lasting answer (${answer}); alone they were accepted.`;
      return undetermined('transient-trouble', reason, tally);
    };
    return failed(tally, findings, { confirm });
  });
}

/** How {@link holds} treats refused requests. */
export interface HoldsOptions extends Selection {
  /** A refused request breaks this requirement too; otherwise it is another requirement's matter. */
  readonly everyCaseAccepted?: boolean;
}

/** Decides that every accepted request of the experiments has a property. */
export function holds(
  experiments: Experiments,
  property: CaseProperty,
  satisfied: string,
  options: HoldsOptions = {},
): Check {
  return overEverything(experiments, async (context) => {
    const all = (await gather(context, experiments)).filter(({ it }) => options.which?.(it) ?? true);
    const accepted = all.filter(({ it }) => it.accepted);
    if (options.everyCaseAccepted && accepted.length < all.length) return accepts(experiments, options).judge(context);
    if (accepted.length === 0)
      return undetermined('control-refused', 'No valid request was accepted, so there is nothing to judge.');
    const breaches: { of: AcceptanceEvidence; it: AcceptanceCase; breach: Breach }[] = [];
    for (const { of, it } of accepted) {
      const breach = await property(it, context);
      if (breach) breaches.push({ of, it, breach });
    }
    if (breaches.length === 0) return passed(accepted.length, satisfied);
    const findings = breaches.slice(0, 3).map(({ of, it, breach }) => findingOf(of, it, breach));
    const confirm = async () => {
      const [first] = breaches;
      const intermittent =
        first !== undefined && !(await breaksAgain(context, first.of, first.it, property, satisfied));
      return findings.map((finding, index) => (index === 0 ? { ...finding, intermittent } : finding));
    };
    return failed({ sent: accepted.length, failed: breaches.length }, findings, { confirm });
  });
}

/** Decides over all cases together, for properties of sets such as "all identifiers are distinct". */
export function judgesAll(
  experiments: Experiments,
  judge: (cases: readonly AcceptanceCase[], context: RunContext) => Promise<Outcome> | Outcome,
): Check {
  return overEverything(experiments, async (context) =>
    judge(
      (await gather(context, experiments)).map(({ it }) => it),
      context,
    ),
  );
}

/** The outcome of a property over cases that are all to be judged. */
export function outcomeOver(
  cases: readonly AcceptanceCase[],
  seed: number,
  property: (it: AcceptanceCase) => Breach | undefined,
  satisfied: string,
): Outcome {
  const findings = cases.flatMap((it) => {
    const breach = property(it);
    return breach ? [findingOf({ seed }, it, breach)] : [];
  });
  if (findings.length > 0) return failed({ sent: cases.length, failed: findings.length }, findings);
  return passed(cases.length, satisfied);
}

/** A finding about one case. */
export function findingOf(of: Pick<AcceptanceEvidence, 'seed'>, it: AcceptanceCase, breach: Breach): Finding {
  return {
    summary: breach.summary,
    expected: breach.expected,
    actual: breach.actual,
    pointer: breach.pointer ?? '',
    intermittent: false,
    seed: of.seed,
    path: String(it.index),
    evidence: [it.record.exchange],
  };
}

async function breaksAgain(
  context: RunContext,
  of: AcceptanceEvidence,
  it: AcceptanceCase,
  property: CaseProperty,
  satisfied: string,
): Promise<boolean> {
  // Several requirements may repeat one case; each does so under names of its own.
  const scope = `${of.options.key}/${satisfied}`;
  try {
    const again = await sendAcceptance(context, of.options, it.vector, it.index, { attempt: REPEAT, scope });
    return !again.accepted || (await property(again, context)) !== undefined;
  } catch (error) {
    if (error instanceof Inconclusive) return true;
    throw error;
  }
}

/**
 * The first of the refused requests that the target does not accept when nothing else is under way, either. `undefined`: none was
 * answered and all are accepted alone, so the target could not serve them beside others, which says nothing about the requests.
 */
async function firstRefusedAlone<Refused extends { readonly of: AcceptanceEvidence; readonly it: AcceptanceCase }>(
  context: RunContext,
  refused: readonly Refused[],
): Promise<Refused | undefined> {
  if (refused.some(({ it }) => it.record.answered)) return refused[0];
  for (const each of refused) {
    const { options } = each.of;
    const scope = `${options.key}/alone`;
    const again = await sendAcceptance(context, options, each.it.vector, each.it.index, { attempt: REPEAT, scope });
    if (!again.accepted) return each;
  }
  return undefined;
}

async function confirmRefusal(context: RunContext, of: AcceptanceEvidence, it: AcceptanceCase): Promise<Finding> {
  const { options } = of;
  const scope = `${options.key}/accepted`;
  let shown = it;
  let path = String(it.index);
  let intermittent = false;
  try {
    intermittent = (await sendAcceptance(context, options, it.vector, it.index, { attempt: REPEAT, scope })).accepted;
    if (!intermittent && options.bodies.kind === 'drawn' && it.record.answered) {
      const { arbitrary } = options.bodies;
      const smallest = await shrinkValue(arbitrary(context.draw), of.seed, it.index, async (value, run) => {
        const vector = { label: it.label, template: options.operation.template({ kind: 'json', value }) };
        const again = await sendAcceptance(context, options, vector, it.index, { attempt: SHRINK + run, scope });
        return again.accepted ? undefined : again;
      });
      if (smallest) {
        shown = smallest.evidence;
        path = smallest.path;
      }
    }
  } catch (error) {
    if (!(error instanceof Inconclusive)) throw error;
  }
  return { ...refusalFinding(of, shown), intermittent, path };
}

function refusalFinding(of: AcceptanceEvidence, it: AcceptanceCase): Finding {
  const answer = describeAnswer(it.record.exchange);
  const silence = `${it.record.names.length} times ${answer}, while other valid requests were answered`;
  return findingOf(of, it, {
    summary: `A valid request was not accepted: ${it.label}`,
    expected: 'a documented success that names what was created',
    actual: it.record.answered ? answer : silence,
    pointer: it.record.judgement?.problems[0]?.pointer ?? '',
  });
}
