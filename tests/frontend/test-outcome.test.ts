import { describe, expect, it } from 'vitest';
import type { ReasonCode, RequirementResult, Verdict } from '../../engine/result.ts';
import { countDeciding } from '../../reports/verdicts.ts';
import { conformanceMeta, testOutcome } from '../../suites/test-outcome.ts';

const base: RequirementResult = {
  id: 'canton-parties/hint/too-long-rejected',
  suite: 'canton-parties',
  level: 'MUST',
  profile: 'contract',
  text: 'A hint of more than 255 characters is refused.',
  source: 'page#hint',
  explain: 'Usual causes: no limit.',
  verdict: 'failed',
  reasonCode: 'violated',
  reason: 'It was accepted.',
  notes: [],
  cases: { sent: 3, failed: 2 },
  findings: [
    {
      summary: '256 characters: accepted',
      expected: 'a refusal',
      actual: '200',
      pointer: '/partyIdHint',
      intermittent: false,
      seed: 1,
      path: '0',
      evidence: [
        {
          id: 'x',
          url: 'http://ledger/v2/parties',
          request: {
            method: 'POST',
            path: '/v2/parties',
            headers: { 'content-type': 'application/json' },
            body: Buffer.from('{"partyIdHint":"a\\u0000"}'),
          },
          response: { status: 200, headers: {}, body: Buffer.from('{}'), truncated: false },
          startedAt: 0,
          durationMs: 1,
        },
      ],
    },
  ],
  durationMs: 1,
};

const verdicts: readonly Verdict[] = ['passed', 'failed', 'warned', 'undetermined', 'not-applicable'];
const reasons: readonly ReasonCode[] = [
  'satisfied',
  'violated',
  'control-refused',
  'operator-input-missing',
  'not-offered',
  'not-required',
  'statement-excludes',
  'prerequisite-failed',
  'target-gone',
];

describe('a result as a test', () => {
  it('is green, red or skipped exactly as the report counts it, for every verdict and reason', () => {
    for (const level of ['MUST', 'SHOULD', 'MAY'] as const) {
      for (const profile of ['contract', 'reference'] as const) {
        for (const chosen of ['contract', 'reference'] as const) {
          for (const verdict of verdicts) {
            for (const reasonCode of reasons) {
              const result = { ...base, level, profile, verdict, reasonCode };
              const counts = countDeciding([result], chosen, 0);
              const { state } = testOutcome(result, chosen);
              const told = [level, profile, chosen, verdict, reasonCode].join(' ');
              expect(state === 'failed', told).toBe(counts.failed + counts.undetermined === 1);
              expect(state === 'passed', told).toBe(verdict === 'passed');
            }
          }
        }
      }
    }
  });

  it('fails with a message that holds what was sent, expected and answered', () => {
    const outcome = testOutcome(base, 'contract');
    expect(outcome.state === 'failed' && outcome.message).toBe(
      [
        'canton-parties/hint/too-long-rejected',
        '  A hint of more than 255 characters is refused.',
        '  - 256 characters: accepted',
        '    expected: a refusal',
        '    actual:   200',
        '    at:       /partyIdHint',
        '    > POST http://ledger/v2/parties (application/json) {"partyIdHint":"a\\u0000"}',
        '    < 200 {}',
        '  (2 of 3 cases failed)',
        '  Usual causes: no limit.',
      ].join('\n'),
    );
  });

  it('says of an undetermined one that it is undetermined, and why', () => {
    const result = { ...base, verdict: 'undetermined', reasonCode: 'control-refused', findings: [] } as const;
    expect(testOutcome(result, 'contract')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('undetermined (control-refused): It was accepted.'),
    });
  });

  it('skips a SHOULD that is not met, with the finding as its note', () => {
    const outcome = testOutcome({ ...base, level: 'SHOULD', verdict: 'warned' }, 'contract');
    expect(outcome).toEqual({
      state: 'skipped',
      note: 'a SHOULD of the profile contract is not met: 256 characters: accepted; expected a refusal; actual 200',
    });
  });

  it('travels as plain data, without bodies', () => {
    const meta = conformanceMeta(base, 'contract');
    expect(structuredClone(meta)).toEqual(JSON.parse(JSON.stringify(meta)));
    expect(meta.deciding).toBe(true);
    expect(meta.findings[0]?.evidence).toEqual([
      {
        request: 'POST http://ledger/v2/parties (application/json) {"partyIdHint":"a\\u0000"}',
        answer: '200 {}',
      },
    ]);
  });
});
