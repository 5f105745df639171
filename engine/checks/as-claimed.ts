/**
 * Whether what was sent is what its vector claims, by the independent validator (design.md, rule 4).
 */
import type { RequestJudgement, RequestStatus } from '../../contracts/model.ts';
import type { Violation } from '../../generators/violation.ts';
import { SuiteError } from '../../target/errors.ts';
import type { RunContext } from '../context.ts';
import type { Vector } from '../experiment.ts';
import type { CaseRecord } from '../sending.ts';
import { describeAnswer } from '../text.ts';
import type { AcceptanceOptions } from './acceptance.ts';
import type { RefusalOptions } from './refusal.ts';

function judgeBodyOf(context: RunContext, options: RefusalOptions, record: CaseRecord): RequestJudgement {
  return options.operation.judgeBody(record.exchange.request.body ?? new Uint8Array(), context);
}

const rulesOf = ({ problems }: RequestJudgement): string =>
  problems.map(({ rule, pointer }) => `${rule} ${pointer}`).join(', ');

/** Rule 4: a body that is not valid under the profile it is sent for, or not even open to refusal, is a fault of the suite. */
export function assertAcceptance(
  context: RunContext,
  { key, operation, profile }: AcceptanceOptions,
  { label }: Vector,
  body: Uint8Array,
): void {
  const judgement = operation.judgeBody(body, context);
  const notScored = profile === 'not-scored';
  if (notScored ? judgement.status.contract !== 'invalid' : judgement.status[profile] === 'valid') return;
  const claim = notScored ? 'open to refusal' : `valid under ${profile}`;
  throw new SuiteError(`${key}: the body "${label}" should be ${claim}; broken: ${rulesOf(judgement)}.`);
}

/** Rule 4: a control that is not valid under every profile of its violations is a fault of the suite. */
export function assertControl(context: RunContext, options: RefusalOptions, record: CaseRecord): void {
  const judgement = judgeBodyOf(context, options, record);
  const fits = (status: RequestStatus): boolean =>
    status === 'valid' || (options.policy === true && status !== 'invalid');
  const invalid = options.violations.find(
    ({ profile }) => profile !== 'not-scored' && !fits(judgement.status[profile]),
  );
  if (!invalid) return;
  throw new SuiteError(
    `${options.key}: the control of "${invalid.id}" should be valid; broken rules: ${rulesOf(judgement) || 'none'}.`,
  );
}

/**
 * Rule 4: a "violation" that an independent validator finds valid is a fault of the suite and no finding. What depends on the
 * state of the target, and what the validator does not score, it cannot confirm; then it must at least not contradict.
 */
export function assertViolation(
  context: RunContext,
  options: RefusalOptions,
  violation: Violation,
  record: CaseRecord,
): void {
  const { profile } = violation;
  if (options.notScored || violation.aboutState || profile === 'not-scored') return;
  const judgement = judgeBodyOf(context, options, record);
  if (judgement.status[profile] === 'invalid') return;
  const rules = judgement.problems.map((problem) => problem.rule).join(', ') || 'none';
  throw new SuiteError(
    `${options.key}: "${record.label}" should be invalid under ${profile}, but the validator says ${judgement.status[profile]} ` +
      `(broken rules: ${rules}; answer: ${describeAnswer(record.exchange, 80)}).`,
  );
}
