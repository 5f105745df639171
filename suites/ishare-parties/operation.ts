/**
 * The operation itself: offered, and success as documented.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { acceptances } from '../../engine/checks/acceptance.ts';
import { findingOf, judgesAll } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import { requirement } from '../../engine/requirement.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { clause } from '../clause.ts';
import { registerParty } from '../ishare/register-party.ts';
import { acceptsRows, forJsonBodies } from './accepted-rows.ts';
import { encodingOutcome, NOT_OFFERED } from './encoding-variant.ts';
import { specimens } from './specimens.ts';
import { carriesToken, isSuccess, overAnswers, statusOf } from './successes.ts';

const PAGE = 'ishare-post-parties';
const FRAMEWORK = 'ishare-framework';
const NONE = 'No valid request was answered with a success.';

const withCharset = acceptances({
  key: 'registrations/charset',
  operation: registerParty,
  profile: 'contract',
  bodies: {
    kind: 'table',
    rows: () => [
      {
        label: 'charset=utf-8',
        body: { kind: 'json', value: registration() },
        request: (template) => ({
          ...template,
          headers: { ...template.headers, 'content-type': 'application/json; charset=utf-8' },
        }),
      },
    ],
  },
});

/** Requirements of this topic. */
export const operationRequirements = [
  requirement({
    id: 'ishare-parties/operation/offered',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'creates-a-party'),
    text: 'POST /parties is offered: a valid request registers a party.',
    explain:
      'Usual causes: a client that may not register parties; another base path; a registry that wants JWT bodies (declare statement.requestEncoding); certificates of an authority that the registry does not trust.',
    smoke: true,
    check: judgesAll(specimens, (cases, context) => {
      const accepted = cases.filter((it) => it.accepted);
      if (accepted.length > 0) {
        context.statement.detect('requestEncoding', 'json');
        return passed(accepted.length, `${accepted.length} of ${cases.length} valid requests registered a party.`);
      }
      const absent = cases.find((it) => NOT_OFFERED.has(statusOf(it)));
      const shown = absent ?? cases[0];
      if (!shown) return undetermined('prerequisite-failed', 'Nothing was sent.');
      const open = encodingOutcome(cases, context);
      if (open) return open;
      const answer = describeAnswer(shown.record.exchange);
      if (cases.every((it) => !it.record.answered)) {
        return undetermined('transient-trouble', `No valid request got a lasting answer: ${answer}`);
      }
      const finding = findingOf({ seed: context.draw.seed }, shown, {
        summary: absent ? 'The operation is said to be offered and is not' : 'No valid request registered a party',
        expected: '200 or 201 with a partyToken for at least one of many valid requests',
        actual: answer,
      });
      return failed({ sent: cases.length, failed: cases.length }, [finding]);
    }),
  }),
  requirement({
    id: 'ishare-parties/operation/success-status',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'status-200'),
    text: 'A successful registration is answered with status 200 (or 201, by an erratum).',
    explain: 'Usual causes: an asynchronous 202; 204 without the token.',
    smoke: true,
    check: overAnswers(
      carriesToken,
      (it) =>
        statusOf(it) === 200 || statusOf(it) === 201
          ? undefined
          : {
              summary: `A success has status ${statusOf(it)}`,
              expected: 'status 200 or 201',
              actual: describeAnswer(it.record.exchange),
            },
      'Every success has status 200 or 201.',
    ),
  }),
  requirement({
    id: 'ishare-parties/operation/success-media-type',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-json'),
    text: 'The body of a successful registration is application/json.',
    explain: 'Usual causes: the bare token as application/jwt; text/plain from a hand-written handler.',
    smoke: true,
    check: overAnswers(
      carriesToken,
      (it) =>
        mediaTypeOf(it) === 'application/json'
          ? undefined
          : {
              summary: 'A success is not labelled application/json',
              expected: 'content-type application/json',
              actual: `content-type ${it.record.exchange.response?.headers['content-type'] ?? 'missing'}`,
            },
      'Every success is application/json.',
    ),
  }),
  requirement({
    id: 'ishare-parties/operation/response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'party-token'),
    text: 'The body of a successful registration is an object with the signed token in the member partyToken.',
    explain:
      'Usual causes: party_token, its name in version 2; an envelope around the answer; the party without a token; an error with status 200.',
    smoke: true,
    check: overAnswers(
      isSuccess,
      (it) => {
        // Status and label are matters of their own.
        const problem = it.record.judgement?.problems.find(({ rule }) => rule !== 'media-type' && rule !== 'status');
        return (
          problem && {
            summary:
              problem.rule === 'v2-response-shape'
                ? 'The answer has the shape of version 2: party_token instead of partyToken'
                : `The answer holds no partyToken (${problem.rule})`,
            expected: problem.expected,
            actual: problem.actual,
            pointer: problem.pointer,
          }
        );
      },
      'Every success holds a partyToken.',
      NONE,
    ),
  }),
  requirement({
    id: 'ishare-parties/operation/cache-headers',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'no-store'),
    text: 'The answer to a registration forbids caching: Cache-Control: no-store and Pragma: no-cache.',
    explain: 'Usual causes: headers that only the token endpoint sends.',
    check: overAnswers(
      carriesToken,
      (it) => {
        const { 'cache-control': control = '', pragma = '' } = it.record.exchange.response?.headers ?? {};
        return /\bno-store\b/i.test(control) && /\bno-cache\b/i.test(pragma)
          ? undefined
          : {
              summary: 'The answer to a registration may be cached',
              expected: 'cache-control: no-store and pragma: no-cache',
              actual: `cache-control: ${control || 'missing'}, pragma: ${pragma || 'missing'}`,
            };
      },
      'No answer to a registration may be cached.',
    ),
  }),
  requirement({
    id: 'ishare-parties/operation/charset-parameter-accepted',
    level: 'SHOULD',
    profile: 'reference',
    source: clause(FRAMEWORK, 'charset-tolerated'),
    text: 'A charset parameter of the content type changes nothing.',
    explain: 'Usual causes: the content type compared as a text.',
    check: forJsonBodies(acceptsRows([withCharset])),
  }),
];

function mediaTypeOf(it: AcceptanceCase): string {
  return (it.record.exchange.response?.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
