/**
 * Whole runs with as many requirements as real ones have: all passed, many failed, and stopped half-way.
 */
import type { ReasonCode, RequirementResult } from '../../engine/result.ts';
import type { RunResult } from '../../engine/run-result.ts';
import {
  failedRequirement,
  NASTY,
  runWith,
  sampleExchange,
  sampleFinding,
  sampleRequirement,
  sampleRun,
  sampleSuite,
} from './sample.ts';

const TOPICS: Readonly<Record<string, readonly string[]>> = {
  operation: ['offered', 'success-status', 'success-media-type', 'response-schema', 'equal-json-spellings'],
  allocation: ['identifier-syntax', 'distinct-without-hint', 'distinct-under-concurrency', 'read-back-agrees'],
  hint: ['legal-characters-accepted', 'lengths-accepted', 'illegal-characters-rejected', 'too-long-rejected'],
  duplicate: ['refused-or-distinct', 'original-unchanged', 'race-never-shares-an-identifier'],
  metadata: ['annotations-echoed', 'values-verbatim', 'key-prefix-too-long-rejected', 'oversize-rejected'],
  body: ['wrong-type-rejected', 'null-rejected', 'malformed-json-rejected', 'byte-order-mark-rejected'],
  errors: ['documented-form', 'client-errors-are-4xx', 'members-agree', 'no-stack-trace'],
  authentication: ['missing-token-refused', 'expired-token-refused', 'not-entitled-refused'],
};

const REFERENCE = /members-agree|no-stack-trace|not-entitled|oversize/;

/** A passed requirement of every topic, of both profiles and all levels. */
export function manyRequirements(suite: string): RequirementResult[] {
  return Object.entries(TOPICS).flatMap(([topic, names]) =>
    names.map((name) =>
      sampleRequirement(`${suite}/${topic}/${name}`, {
        level: name === 'byte-order-mark-rejected' ? 'SHOULD' : 'MUST',
        profile: REFERENCE.test(name) ? 'reference' : 'contract',
      }),
    ),
  );
}

function replace(
  requirements: readonly RequirementResult[],
  changes: Readonly<Record<string, (requirement: RequirementResult) => RequirementResult>>,
): RequirementResult[] {
  return requirements.map((requirement) => {
    const [, change] = Object.entries(changes).find(([end]) => requirement.id.endsWith(end)) ?? [];
    return change ? change(requirement) : requirement;
  });
}

const withReason =
  (verdict: RequirementResult['verdict'], reasonCode: ReasonCode, reason: string) =>
  (requirement: RequirementResult): RequirementResult => ({ ...requirement, verdict, reasonCode, reason });

/** Two suites in which everything passed. */
export function conformantRun(): RunResult {
  return sampleRun({
    suites: [sampleSuite('canton-parties'), sampleSuite('canton-users')],
    requirements: replace([...manyRequirements('canton-parties'), ...manyRequirements('canton-users')], {
      'expired-token-refused': withReason(
        'not-applicable',
        'operator-input-missing',
        'No expired token was given (canton.tokens.expired).',
      ),
    }),
  });
}

/** Failures of all kinds, with bytes from the target that try to break out of the report. */
export function notConformantRun(text = NASTY): RunResult {
  const fail = (requirement: RequirementResult): RequirementResult => ({
    ...requirement,
    verdict: 'failed',
    reasonCode: 'violated',
    reason: '7 of 24 cases were answered otherwise.',
    cases: { sent: 24, failed: 7 },
    findings: ['"."', '"@"', '"/"'].map((character, index) =>
      sampleFinding({
        summary: `${requirement.id.split('/')[2]}: a value with ${character} at the end was accepted.`,
        path: `${index}:0`,
        evidence: [
          sampleExchange(`${requirement.id}#${index}.0`),
          sampleExchange(`${requirement.id}#${index}.0:control`),
        ],
      }),
    ),
  });
  const nasty = (requirement: RequirementResult): RequirementResult => ({
    ...fail(requirement),
    reason: text,
    notes: [text],
    findings: [
      sampleFinding({
        summary: text,
        expected: text,
        actual: text,
        pointer: `/${text}`,
        path: text,
        intermittent: true,
        evidence: [
          sampleExchange(`${requirement.id}#${text}`, {
            url: `http://localhost:7575/v2/parties?${text}`,
            request: {
              method: 'POST',
              path: '/v2/parties',
              headers: { [text]: text, authorization: '[redacted]' },
              body: new TextEncoder().encode(`{"partyIdHint":"${text}"}`),
            },
            response: {
              status: 500,
              headers: { 'content-type': text },
              body: Buffer.concat([Buffer.from(text.repeat(30)), Buffer.from([0xff, 0xfe, 0x00])]),
              truncated: true,
            },
          }),
        ],
      }),
    ],
  });
  const sameAnswer = (requirement: RequirementResult): RequirementResult => ({
    ...fail(requirement),
    findings: [
      sampleFinding({
        summary: `${requirement.id}: a valid request was not accepted.`,
        expected: '200 application/json',
        actual: '502 text/html, <html><h1>Bad gateway</h1>',
        evidence: [sampleExchange(`${requirement.id}#0.0`, { durationMs: 1042 })],
      }),
    ],
  });
  return sampleRun({
    target: { kind: 'external', url: 'http://localhost:7575', product: text, version: '3.5.6' },
    suites: [sampleSuite('canton-parties'), sampleSuite('canton-users', { reason: text })],
    requirements: [
      ...replace(manyRequirements('canton-parties'), {
        'illegal-characters-rejected': fail,
        'too-long-rejected': fail,
        'wrong-type-rejected': nasty,
        'byte-order-mark-rejected': fail,
        'no-stack-trace': fail,
        'values-verbatim': withReason('undetermined', 'control-refused', text),
        'race-never-shares-an-identifier': withReason(
          'undetermined',
          'others-active',
          'Somebody else allocated parties at the same time.',
        ),
        'expired-token-refused': withReason('not-applicable', 'operator-input-missing', 'No expired token was given.'),
        'original-unchanged': fail,
      }),
      failedRequirement(`canton-parties/${text}/${text}`),
      ...manyRequirements('canton-users').map((requirement, index) =>
        index % 3 === 0 ? sameAnswer(requirement) : requirement,
      ),
    ],
    statement: {
      authentication: { value: 'bearer', origin: 'declared' },
      [text]: { value: text, origin: 'detected' },
    },
    traffic: { exchanges: 2911, latencyMs: { p50: 8.2, p95: 131.4, p99: 877.9, max: 30_012.6 } },
    created: {
      parties: Array.from(
        { length: 120 },
        (_, index) => `cc-7f3a91d0b2e45c${String(index).padStart(3, '0')}::1220${'ab'.repeat(32)}`,
      ),
      users: ['cc-user-1', text],
      deleted: ['cc-user-1'],
      maybe: [
        { noun: 'party', name: text },
        { noun: 'user', name: 'cc-user-2' },
      ],
    },
  });
}

/** Stopped half-way, with requirements left out. */
export function notDeterminedRun(): RunResult {
  return sampleRun({
    profile: 'reference',
    requirements: replace(manyRequirements('canton-parties'), {
      'not-entitled-refused': withReason(
        'undetermined',
        'operator-input-missing',
        'No token without rights was given.',
      ),
      'documented-form': withReason('undetermined', 'target-gone', 'The target did not answer any more.'),
    }),
    leftOut: [
      { id: 'canton-parties/list/paging-ends', profile: 'contract' },
      { id: 'canton-parties/patch/keeps-unrelated', profile: 'contract' },
    ],
    run: runWith({
      selection: { only: [], exclude: ['**/list/*', '**/patch/*'] },
      stopped: { code: 'target-gone', message: 'The target gave no answer for 60 s.' },
    }),
  });
}

/** The embedded reference tests itself. */
export function selfTestRun(): RunResult {
  const target = {
    kind: 'embedded' as const,
    url: 'http://127.0.0.1:41234',
    product: 'concordat reference',
    version: '0.1.0',
  };
  return { ...conformantRun(), target };
}

/** One failed requirement among passed ones: what most first runs look like. */
export function oneFailureRun(): RunResult {
  return sampleRun({
    requirements: [
      ...manyRequirements('canton-parties').filter(({ id }) => !id.endsWith('too-long-rejected')),
      failedRequirement('canton-parties/hint/too-long-rejected'),
    ],
  });
}
