/**
 * How a request in disguise should be refused.
 */
import { REDACTED } from '../../../contracts/canton/error-codes.ts';
import { failed, notApplicable, passed } from '../../../engine/checks/outcome.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Check } from '../../../engine/requirement.ts';
import type { Finding } from '../../../engine/result.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { jsonOf, member, text } from '../../json.ts';
import type { DisguiseName } from './disguises.ts';
import type { Disguised, DisguisedEvidence } from './experiment.ts';

/** Refused with one of the statuses, and nothing created. */
export function refusedWith(
  disguised: Experiment<DisguisedEvidence>,
  names: readonly DisguiseName[],
  wanted: readonly number[],
  tolerated: readonly number[] = [],
): Check {
  return judgeDisguise(disguised, names, (it) => {
    const status = it.record.exchange.response?.status ?? 0;
    if (it.created.length > 0)
      return { expected: 'a refusal that creates nothing', actual: `${it.created.join(', ')} exists` };
    if (wanted.includes(status) || tolerated.includes(status)) return undefined;
    return { expected: `status ${[...wanted, ...tolerated].join(' or ')}`, actual: describeAnswer(it.record.exchange) };
  });
}

/** The redacted error of the product, by disguise. */
const REDACTED_ANSWERS = {
  'a malformed token': { status: 401, grpc: 16 },
  'a token that is no JWT': { status: 401, grpc: 16 },
  'an expired token': { status: 401, grpc: 16 },
  'a token without the needed right': { status: 403, grpc: 7 },
} as const;

/** Refused with the redacted error of the product. */
export function redactedError(disguised: Experiment<DisguisedEvidence>): Check {
  return judgeDisguise(disguised, Object.keys(REDACTED_ANSWERS) as (keyof typeof REDACTED_ANSWERS)[], (it, name) => {
    const { status, grpc } = REDACTED_ANSWERS[name];
    const body = jsonOf(it.record.exchange);
    const fits =
      it.record.exchange.response?.status === status &&
      text(body, 'code') === REDACTED.code &&
      member(body, 'errorCategory') === REDACTED.category &&
      member(body, 'grpcCodeValue') === grpc &&
      text(body, 'cause') === REDACTED.cause;
    if (fits) return undefined;
    return {
      expected: `${status} with code NA, errorCategory -1, grpcCodeValue ${grpc} and no reason`,
      actual: describeAnswer(it.record.exchange),
    };
  });
}

/** Looks at some disguises; not applicable when the operator gave what none of them needs. */
function judgeDisguise<Name extends DisguiseName>(
  disguised: Experiment<DisguisedEvidence>,
  names: readonly Name[],
  look: (it: Disguised, name: Name) => { readonly expected: string; readonly actual: string } | undefined,
): Check {
  return {
    experiments: [disguised],
    judge: async (context) => {
      const results = await context.evidence(disguised);
      const sent = names.flatMap((name) => {
        const it = results.get(name);
        return it === undefined || typeof it === 'string' ? [] : [{ name, it }];
      });
      if (sent.length === 0) return notApplicable('operator-input-missing', String(results.get(names[0] as Name)));
      const findings = sent.flatMap(({ name, it }): Finding[] => {
        const breach = look(it, name);
        if (!breach) return [];
        return [
          {
            summary: `A request with ${name} was not refused as it should be`,
            ...breach,
            pointer: '',
            intermittent: false,
            seed: context.draw.seed,
            path: '',
            evidence: [it.record.exchange],
          },
        ];
      });
      if (findings.length > 0) return failed({ sent: sent.length, failed: findings.length }, findings);
      return passed(sent.length, `Refused and nothing created: ${sent.map(({ name }) => name).join(', ')}.`);
    },
  };
}
