/**
 * The operation itself: offered, and success as documented.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { findingOf, judgesAll, outcomeOver } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import { requirement } from '../../engine/requirement.ts';
import { describeAnswer } from '../../engine/text.ts';
import { text } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
import { clause } from '../clause.ts';
import { specimens } from './specimens.ts';

const PAGE = 'canton-post-v2-parties';
const NOT_OFFERED = new Set([404, 405, 501]);
const NOTHING_ALLOCATED = 'No success names an allocated party.';

/** Requirements of this topic. */
export const operationRequirements = [
  requirement({
    id: 'canton-parties/operation/offered',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'allocates'),
    text: 'POST /v2/parties is offered: a valid request allocates a party.',
    explain:
      'Usual causes: a base URL without the path prefix of the node; a proxy that blocks POST; a build without party management.',
    officialCases: ['PMAllocateWithHint', 'PMAllocateWithoutHint'],
    smoke: true,
    check: judgesAll([specimens], (cases, { draw }) => {
      const accepted = cases.filter((it) => it.accepted);
      if (accepted.length > 0) {
        return passed(accepted.length, `${accepted.length} of ${cases.length} valid requests allocated a party.`);
      }
      const absent = cases.find((it) => NOT_OFFERED.has(statusOf(it)));
      const shown = absent ?? cases[0];
      if (!shown) return undetermined('prerequisite-failed', 'Nothing was sent.');
      const answer = describeAnswer(shown.record.exchange);
      if (cases.every((it) => !it.record.answered)) {
        return undetermined('transient-trouble', `No valid request got a lasting answer: ${answer}`);
      }
      const finding = findingOf({ seed: draw.seed }, shown, {
        summary: absent ? 'The operation is not offered' : 'No valid request allocated a party',
        expected: '200 with the allocated party for at least one of many valid requests',
        actual: answer,
      });
      return failed({ sent: cases.length, failed: cases.length }, [finding]);
    }),
  }),
  requirement({
    id: 'canton-parties/operation/success-status',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-200'),
    text: 'A successful allocation is answered with status 200.',
    explain: 'Usual causes: a framework that answers 201 for every POST; an asynchronous 202.',
    smoke: true,
    check: judgesAll([specimens], (cases, { draw }) => {
      const successes = cases.filter(isSuccess);
      if (!successes.some((it) => partyInBody(it) !== undefined))
        return undetermined('control-refused', NOTHING_ALLOCATED);
      const breach = (it: AcceptanceCase) =>
        statusOf(it) === 200
          ? undefined
          : {
              summary: `A success has status ${statusOf(it)}`,
              expected: 'status 200',
              actual: describeAnswer(it.record.exchange),
            };
      return outcomeOver(successes, draw.seed, breach, `All ${successes.length} successes have status 200.`);
    }),
  }),
  requirement({
    id: 'canton-parties/operation/success-media-type',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-200-media-type'),
    text: 'The body of a successful allocation is application/json.',
    explain: 'Usual causes: a missing Content-Type; text/plain from a hand-written handler.',
    smoke: true,
    check: judgesAll([specimens], (cases, { draw }) => {
      const successes = cases.filter((it) => isSuccess(it) && partyInBody(it) !== undefined);
      if (successes.length === 0) return undetermined('control-refused', NOTHING_ALLOCATED);
      const breach = (it: AcceptanceCase) =>
        mediaTypeOf(it) === 'application/json'
          ? undefined
          : {
              summary: 'A success is not labelled application/json',
              expected: 'content-type application/json',
              actual: `content-type ${it.record.exchange.response?.headers['content-type'] ?? 'missing'}`,
            };
      return outcomeOver(successes, draw.seed, breach, `All ${successes.length} successes are application/json.`);
    }),
  }),
  requirement({
    id: 'canton-parties/operation/response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyResponse'),
    text: 'The body of a successful allocation is a valid AllocatePartyResponse.',
    explain:
      'Usual causes: a member renamed or in snake_case; a number or null where a string belongs; an object where an array belongs.',
    smoke: true,
    check: judgesAll([specimens], (cases, { draw }) => {
      const successes = cases.filter((it) => statusOf(it) === 200);
      if (successes.length === 0) return undetermined('control-refused', 'No valid request was answered with 200.');
      const breach = (it: AcceptanceCase) => {
        // A wrong label on a proper body is another requirement's matter; a body of something else is not.
        const labelAside = partyInBody(it) !== undefined;
        const problems = it.record.judgement?.problems ?? [];
        const [problem] = problems.filter(({ rule }) => !labelAside || rule !== 'media-type');
        return (
          problem && {
            summary: `The answer is no AllocatePartyResponse: ${problem.pointer || 'body'} (${problem.rule})`,
            expected: problem.expected,
            actual: problem.actual,
            pointer: problem.pointer,
          }
        );
      };
      return outcomeOver(
        successes,
        draw.seed,
        breach,
        `All ${successes.length} successes are valid AllocatePartyResponse bodies.`,
      );
    }),
  }),
];

function statusOf(it: AcceptanceCase): number {
  return it.record.exchange.response?.status ?? 0;
}

function isSuccess(it: AcceptanceCase): boolean {
  return statusOf(it) >= 200 && statusOf(it) < 300;
}

function mediaTypeOf(it: AcceptanceCase): string {
  return (it.record.exchange.response?.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The party in a body, whatever its label and status say. */
function partyInBody(it: AcceptanceCase): string | undefined {
  return text(jsonOf(it.record.exchange), 'partyDetails', 'party') || undefined;
}
