/**
 * The operation itself: offered, and success as documented.
 */
import type { AcceptanceCase, AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import { findingOf, judgesAll, outcomeOver } from '../../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../../engine/checks/outcome.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { describeAnswer } from '../../../engine/text.ts';
import { jsonOf } from '../../json.ts';
import { pageClause, type Resource, requirementFor } from '../resource.ts';

const NOT_OFFERED = new Set([404, 405, 501]);

/** Requirements of this topic, over varied valid requests. */
export function successOf(resource: Resource, specimens: Experiment<AcceptanceEvidence>): readonly Requirement[] {
  const { operation, words, schemas } = resource;
  const nothing = `No success names a ${words.created} ${words.one}.`;
  /** What a body names as created, whatever its label and status say. */
  const named = (it: AcceptanceCase): string | undefined => operation.createdId(jsonOf(it.record.exchange));
  return [
    requirementFor(resource, {
      id: 'operation/offered',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, words.creates),
      text: `${operation.title} is offered: a valid request ${words.creates} a ${words.one}.`,
      explain: `Usual causes: a base URL without the path prefix of the node; a proxy that blocks POST; a build without ${words.one} management.`,
      smoke: true,
      check: judgesAll([specimens], (cases, { draw }) => {
        const accepted = cases.filter((it) => it.accepted);
        if (accepted.length > 0) {
          return passed(
            accepted.length,
            `${accepted.length} of ${cases.length} valid requests ${words.created} a ${words.one}.`,
          );
        }
        const absent = cases.find((it) => NOT_OFFERED.has(statusOf(it)));
        const shown = absent ?? cases[0];
        if (!shown) return undetermined('prerequisite-failed', 'Nothing was sent.');
        const answer = describeAnswer(shown.record.exchange);
        if (cases.every((it) => !it.record.answered)) {
          return undetermined('transient-trouble', `No valid request got a lasting answer: ${answer}`);
        }
        const finding = findingOf({ seed: draw.seed }, shown, {
          summary: absent ? 'The operation is not offered' : `No valid request ${words.created} a ${words.one}`,
          expected: `200 with the ${words.created} ${words.one} for at least one of many valid requests`,
          actual: answer,
        });
        return failed({ sent: cases.length, failed: cases.length }, [finding]);
      }),
    }),
    requirementFor(resource, {
      id: 'operation/success-status',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'response-200'),
      text: `A successful ${words.creation} is answered with status 200.`,
      explain: 'Usual causes: a framework that answers 201 for every POST; an asynchronous 202.',
      smoke: true,
      check: judgesAll([specimens], (cases, { draw }) => {
        const successes = cases.filter(isSuccess);
        if (!successes.some((it) => named(it) !== undefined)) return undetermined('control-refused', nothing);
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
    requirementFor(resource, {
      id: 'operation/success-media-type',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'response-200-media-type'),
      text: `The body of a successful ${words.creation} is application/json.`,
      explain: 'Usual causes: a missing Content-Type; text/plain from a hand-written handler.',
      smoke: true,
      check: judgesAll([specimens], (cases, { draw }) => {
        const successes = cases.filter((it) => isSuccess(it) && named(it) !== undefined);
        if (successes.length === 0) return undetermined('control-refused', nothing);
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
    requirementFor(resource, {
      id: 'operation/response-schema',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `schema/${schemas.response}`),
      text: `The body of a successful ${words.creation} is a valid ${schemas.response}.`,
      explain:
        'Usual causes: a member renamed or in snake_case; a number or null where a string belongs; an object where an array belongs.',
      smoke: true,
      check: judgesAll([specimens], (cases, { draw }) => {
        const successes = cases.filter((it) => statusOf(it) === 200);
        if (successes.length === 0) return undetermined('control-refused', 'No valid request was answered with 200.');
        const breach = (it: AcceptanceCase) => {
          // A wrong label on a proper body is another requirement's matter; a body of something else is not.
          const labelAside = named(it) !== undefined;
          const problems = it.record.judgement?.problems ?? [];
          const [problem] = problems.filter(({ rule }) => !labelAside || rule !== 'media-type');
          return (
            problem && {
              summary: `The answer is no ${schemas.response}: ${problem.pointer || 'body'} (${problem.rule})`,
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
          `All ${successes.length} successes are valid ${schemas.response} bodies.`,
        );
      }),
    }),
  ];
}

function statusOf(it: AcceptanceCase): number {
  return it.record.exchange.response?.status ?? 0;
}

function isSuccess(it: AcceptanceCase): boolean {
  return statusOf(it) >= 200 && statusOf(it) < 300;
}

function mediaTypeOf(it: AcceptanceCase): string {
  return (it.record.exchange.response?.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
