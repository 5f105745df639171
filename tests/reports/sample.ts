/**
 * Results of runs that look like real ones, for tests of everything that is made of them.
 */
import type { Finding, RequirementResult } from '../../engine/result.ts';
import type { RunResult, SuiteResult } from '../../engine/run-result.ts';
import type { Exchange } from '../../target/exchange.ts';

const encoder = new TextEncoder();

/** Bytes and words that try to break out of every format there is. */
export const NASTY =
  '</script><script>globalThis.pwned=1</script><img src=x onerror="pwned=1">]]> ]]> --> <!-- & " \' ` | [a](javascript:alert(1)) ![x](http://evil.example/x.png) **b** \u0000\u0007\u001b[31m\u202egnp.exe\u200b\ufeff \ud800 \udfff\n# heading\n- [ ] list\n::error::x\n@everyone <!DOCTYPE x [<!ENTITY y "z">]> {{x}} $' +
  '{y} \u2028 \uffff 🎉';

export function sampleExchange(id: string, overrides: Partial<Exchange> = {}): Exchange {
  return {
    id,
    url: 'http://localhost:7575/v2/parties',
    request: {
      method: 'POST',
      path: '/v2/parties',
      headers: { 'content-type': 'application/json', authorization: '[redacted]' },
      body: encoder.encode('{"partyIdHint":"cc-7f3a91d0b2e45c6a.","identityProviderId":""}'),
    },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json', date: 'Tue, 24 Nov 2026 09:00:00 GMT' },
      body: encoder.encode(
        JSON.stringify({
          partyDetails: {
            party: `cc-7f3a91d0b2e45c6a8::1220${'ab'.repeat(32)}`,
            isLocal: true,
            localMetadata: { resourceVersion: '0', annotations: {} },
            identityProviderId: '',
          },
        }),
      ),
      truncated: false,
    },
    startedAt: Date.UTC(2026, 10, 24, 9),
    durationMs: 12.5,
    ...overrides,
  };
}

export function sampleFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    summary: 'A hint with `.` at the end was accepted.',
    expected: '400 with a documented error, and no party',
    actual: '200 application/json, and the party exists',
    pointer: '',
    intermittent: false,
    seed: 20261101,
    path: '3:0:1',
    evidence: [sampleExchange('canton-parties/hint/illegal-characters-rejected#3.0')],
    ...overrides,
  };
}

export function sampleRequirement(id: string, overrides: Partial<RequirementResult> = {}): RequirementResult {
  return {
    id,
    suite: id.split('/')[0] ?? '',
    level: 'MUST',
    profile: 'contract',
    text: `What ${id.split('/').slice(1).join(' ').replaceAll('-', ' ')} says holds.`,
    source: 'canton-post-v2-parties#hint-characters',
    explain: 'Usual causes: a regular expression without anchors; a check that trims before it looks.',
    verdict: 'passed',
    reasonCode: 'satisfied',
    reason: 'All 24 cases were answered as the contract says.',
    notes: [],
    cases: { sent: 24, failed: 0 },
    findings: [],
    durationMs: 180,
    ...overrides,
  };
}

/** A deciding requirement that failed, with one finding and its evidence. */
export function failedRequirement(id: string, overrides: Partial<RequirementResult> = {}): RequirementResult {
  return sampleRequirement(id, {
    verdict: 'failed',
    reasonCode: 'violated',
    reason: '3 of 24 cases were answered otherwise.',
    cases: { sent: 24, failed: 3 },
    findings: [sampleFinding({ evidence: [sampleExchange(`${id}#3.0`), sampleExchange(`${id}#3.0:control`)] })],
    ...overrides,
  });
}

export function sampleSuite(name: string, overrides: Partial<SuiteResult> = {}): SuiteResult {
  return {
    name,
    contract: {
      id: name === 'ishare-parties' ? 'ishare-participant-registry' : 'canton-json-ledger-api',
      version: name === 'ishare-parties' ? '3.0' : '3.5.6',
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      errata: [
        {
          id: 'canton/nullable-error-members',
          place: 'JsCantonError.correlationId',
          direction: 'response',
          effect: 'May be null or missing.',
          source: 'Observed on Canton 3.5.6.',
        },
      ],
    },
    applicable: true,
    reason: '',
    ...overrides,
  };
}

/** A whole run; by default of three passed requirements against an external target. */
export function sampleRun(overrides: Partial<RunResult> = {}): RunResult {
  return {
    suiteVersion: '0.1.0',
    target: { kind: 'external', url: 'http://localhost:7575', product: 'Canton', version: '3.5.6' },
    profile: 'contract',
    suites: [sampleSuite('canton-parties')],
    requirements: [
      sampleRequirement('canton-parties/operation/offered'),
      sampleRequirement('canton-parties/hint/legal-characters-accepted'),
      sampleRequirement('canton-parties/hint/kept-verbatim', { profile: 'reference' }),
    ],
    leftOut: [],
    statement: {
      authentication: { value: 'bearer', origin: 'declared' },
      partyIdHint: { value: 'honoured', origin: 'detected' },
      readBack: { value: true, origin: 'declared' },
    },
    run: {
      seed: 20261101,
      namespace: 'k3v9q2',
      budget: 'standard',
      concurrency: 8,
      startedAt: '2026-11-24T09:00:00.000Z',
      finishedAt: '2026-11-24T09:00:14.200Z',
      durationMs: 14_200,
      shard: null,
      selection: { only: [], exclude: [] },
      strict: false,
      vectorsSha256: '1c9ebd6caf02840a5b2b7f0fc870ec1db154886ae9fe621b822b14fd0bf513d6',
    },
    traffic: { exchanges: 1384, latencyMs: { p50: 8.2, p95: 31.4, p99: 77.9, max: 412.6 } },
    created: { parties: [`cc-7f3a91d0b2e45c6a8::1220${'ab'.repeat(32)}`], users: [], deleted: [], maybe: [] },
    ...overrides,
  };
}

/** The `run` part with changes. */
export function runWith(changes: Partial<RunResult['run']>): RunResult['run'] {
  return { ...sampleRun().run, ...changes };
}
