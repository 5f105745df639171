/**
 * The check shape "is refused, for the right reason, and creates nothing".
 */
import type { Json } from '../../contracts/model.ts';
import type { Violation } from '../../generators/violation.ts';
import { ConcordatError } from '../../target/errors.ts';
import type { Exchange } from '../../target/exchange.ts';
import type { RunContext } from '../context.ts';
import type { Experiment } from '../experiment.ts';
import { seedFor } from '../names.ts';
import { shrinkCarrier } from '../property.ts';
import type { Check } from '../requirement.ts';
import type { Finding, Outcome } from '../result.ts';
import { type CaseRecord, isAccepted, sendCreation } from '../sending.ts';
import { Inconclusive } from '../signals.ts';
import { fillTemplate } from '../template.ts';
import { describeAnswer } from '../text.ts';
import { assertViolation } from './as-claimed.ts';
import type { Expectation, Grade } from './expectation.ts';
import { failed, notApplicable, passed, undetermined } from './outcome.ts';
import {
  carrierOf,
  carriersOf,
  concernsViolation,
  createdBy,
  type RefusalCase,
  type RefusalEvidence,
  refusalVector,
} from './refusal.ts';

/** Attempt numbers of repeats and of shrinking start here, so that their names never meet those of the run itself. */
const REPEAT = 100;
const SHRINK = 1_000;

/** Decides that every variant of the violations is refused as expected and that nothing was created. */
export function rejects(
  experiments: readonly Experiment<RefusalEvidence>[],
  violations: readonly Violation[],
  expectation: Expectation,
): Check {
  return {
    experiments,
    concerns: (label) => violations.some(({ id }) => concernsViolation(label, id)),
    judge: async (context) => {
      const evidence = await Promise.all(experiments.map((experiment) => context.evidence(experiment)));
      return judgeRefusals(context, evidence, violations, expectation);
    },
  };
}

interface Wrong {
  readonly of: RefusalEvidence;
  readonly it: RefusalCase;
  readonly grade: Extract<Grade, { grade: 'wrong' }>;
}

async function judgeRefusals(
  context: RunContext,
  evidence: readonly RefusalEvidence[],
  violations: readonly Violation[],
  expectation: Expectation,
): Promise<Outcome> {
  const wanted = new Set(violations);
  const cases = evidence.flatMap((of) => of.cases.filter((it) => wanted.has(it.violation)).map((it) => ({ of, it })));
  const notes = new Set<string>();
  const wrong: Wrong[] = [];
  for (const { of, it } of cases) {
    const grade = gradeCase(it, expectation);
    if (grade.grade === 'wrong') wrong.push({ of, it, grade });
    if (grade.grade === 'acceptable') notes.add(grade.note);
  }
  const sent = cases.length;
  const uncontrolled = evidence.find((of) => of.refusedControl);
  if (uncontrolled?.refusedControl)
    return controlOutcome(uncontrolled.refusedControl, sent, uncontrolled.options.policy === true);

  const [first] = wrong;
  if (first) {
    const findings = wrong.slice(0, 3).map((item) => findingOf(context, item, expectation));
    const confirm = async () => [await confirmFirst(context, first, expectation), ...findings.slice(1)];
    return failed({ sent, failed: wrong.length }, findings, { notes: [...notes], confirm });
  }
  const unexplained = evidence.flatMap((of) => of.unexplained);
  if (unexplained.length > 0) {
    if (evidence.some((of) => of.othersActive)) {
      return undetermined('others-active', 'Somebody else created things during the comparison of the list.', {
        sent,
        failed: 0,
      });
    }
    return failed({ sent, failed: 1 }, [unexplainedFinding(context, evidence, unexplained)], { notes: [...notes] });
  }
  const stopped = evidence.find((of) => of.stopped)?.stopped;
  if (stopped) return undetermined(stopped.reasonCode, stopped.message, { sent, failed: 0 });
  const blind = evidence.find((of) => of.blind)?.blind;
  if (blind !== undefined) return undetermined('read-back-unavailable', blind, { sent, failed: 0 });
  return passed(sent, `All ${sent} invalid requests were refused and created nothing.`, [...notes]);
}

function controlOutcome(record: CaseRecord, sent: number, policy: boolean): Outcome {
  const answer = describeAnswer(record.exchange);
  if (policy && isRefusal(record)) {
    return notApplicable(
      'not-offered',
      `Valid requests of this kind are not accepted, which a target may decide: ${answer}`,
    );
  }
  return record.answered
    ? undetermined(
        'control-refused',
        `A valid request of the same shape was not accepted, so a refusal proves nothing: ${answer}`,
        { sent, failed: 0 },
      )
    : undetermined('transient-trouble', `A valid request of the same shape got no lasting answer: ${answer}`, {
        sent,
        failed: 0,
      });
}

function gradeCase(it: RefusalCase, expectation: Expectation): Grade {
  const [created] = it.created;
  if (created !== undefined && !isSuccessStatus(it.record)) {
    return { grade: 'wrong', actual: `answered ${describeAnswer(it.record.exchange, 80)}, yet "${created}" exists` };
  }
  return gradeRecord(it.record, expectation);
}

/** Grades an answer alone. Silence that outlasts every fresh start is wrong (rule 10): its controls were answered. */
function gradeRecord(record: CaseRecord, expectation: Expectation): Grade {
  if (!record.answered) {
    return {
      grade: 'wrong',
      actual: `${record.names.length} times ${describeAnswer(record.exchange)}, while valid requests were answered`,
    };
  }
  return expectation.grade(record);
}

function isRefusal(record: CaseRecord): boolean {
  const status = record.exchange.response?.status ?? 0;
  return record.answered && status >= 400 && status < 500;
}

function isSuccessStatus(record: CaseRecord): boolean {
  const status = record.exchange.response?.status ?? 0;
  return status >= 200 && status < 300;
}

/** A wrong case as it was seen. */
function findingOf(context: RunContext, { of, it, grade }: Wrong, expectation: Expectation): Finding {
  const accepted = isAccepted(of.options.operation, it.record);
  return {
    summary: `${it.violation.title}, ${it.variant.label}: ${accepted ? 'accepted' : 'not refused as it should be'}`,
    expected: expectation.expected,
    actual: grade.actual,
    pointer: grade.pointer ?? it.variant.pointer,
    intermittent: false,
    seed: seedFor(context.draw.seed, `${of.options.key}/${it.batch}`),
    path: String(it.batch),
    evidence: [withRequestBody(context, of, it)],
  };
}

/** The exchange with the long body that was not kept, made again from its vector. */
function withRequestBody(context: RunContext, { options }: RefusalEvidence, it: RefusalCase): Exchange {
  const { exchange, attempt } = it.record;
  if (exchange.request.body !== undefined) return exchange;
  const carrier = carrierOf(options, context.draw, it.batch);
  const { label, template } = refusalVector(options, carrier, it.batch, it.violation, it.variant);
  const { body } = fillTemplate(template, (index) => context.name(options.key, label, attempt, index));
  return { ...exchange, request: { ...exchange.request, ...(body && { body }) } };
}

/** Repeats a wrong case and looks for the smallest carrier that still shows it. */
async function confirmFirst(context: RunContext, item: Wrong, expectation: Expectation): Promise<Finding> {
  const { of, it } = item;
  const { options } = of;
  const carrier = carrierOf(options, context.draw, it.batch);
  const seed = seedFor(context.draw.seed, `${options.key}/${it.batch}`);
  const again = async (body: Json, attempt: number): Promise<{ record: CaseRecord; grade: Grade }> => {
    const vector = refusalVector(options, body, it.batch, it.violation, it.variant);
    // Several requirements may repeat one case; each does so under names of its own.
    const scope = `${options.key}/${expectation.expected}`;
    const record = await sendCreation(context, options.operation, vector, { scope, firstAttempt: attempt });
    assertViolation(context, options, it.violation, record);
    const seen = it.created.length > 0 ? await options.operation.readBack(context, record.names) : undefined;
    const created = seen ? createdBy(seen, record) : [];
    return { record, grade: gradeCase({ ...it, record, created }, expectation) };
  };

  let shown: Wrong = item;
  let intermittent = false;
  let path = String(it.batch);
  try {
    const repeat = await again(carrier, REPEAT);
    intermittent = repeat.grade.grade !== 'wrong';
    if (repeat.grade.grade === 'wrong') shown = { of, it: { ...it, record: repeat.record }, grade: repeat.grade };
    if (!intermittent && it.record.answered) {
      const smallest = await shrinkCarrier(carriersOf(options, context.draw), seed, async (body, run) => {
        const { record, grade } = await again(body, SHRINK + run);
        return grade.grade === 'wrong' ? { record, grade } : undefined;
      });
      if (smallest) {
        shown = { of, it: { ...it, record: smallest.evidence.record }, grade: smallest.evidence.grade };
        path = smallest.path;
      }
    }
  } catch (error) {
    // The failure stands as it was seen; only its confirmation met the end of the budget or of the run.
    const harmless = error instanceof Inconclusive || (error instanceof ConcordatError && error.code !== 'SUITE_FAULT');
    if (!harmless) throw error;
  }
  return { ...findingOf(context, shown, expectation), intermittent, path };
}

function unexplainedFinding(
  context: RunContext,
  evidence: readonly RefusalEvidence[],
  ids: readonly string[],
): Finding {
  const of = evidence.find((part) => part.unexplained.length > 0) as RefusalEvidence;
  return {
    summary: `${of.options.violations.map(({ title }) => title).join('; ')}: something was created although every request was refused`,
    expected: 'nothing is created by a refused request',
    actual: `appeared: ${ids.slice(0, 3).join(', ')}`,
    pointer: '',
    intermittent: false,
    seed: context.draw.seed,
    path: '',
    evidence: of.cases.slice(0, 1).map((it) => it.record.exchange),
  };
}
