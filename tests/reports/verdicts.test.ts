import { describe, expect, it } from 'vitest';
import type { RequirementResult } from '../../engine/result.ts';
import type { RunResult } from '../../engine/run-result.ts';
import { buildReport } from '../../reports/model.ts';
import type { Waiver } from '../../reports/waivers.ts';
import { failedRequirement, runWith, sampleRequirement, sampleRun, sampleSuite } from './sample.ts';

const passed = sampleRequirement('canton-parties/operation/offered');
const failed = failedRequirement('canton-parties/hint/too-long-rejected');
const failedReference = failedRequirement('canton-parties/hint/rejection-code', { profile: 'reference' });
const failedShould = failedRequirement('canton-parties/body/byte-order-mark-rejected', { level: 'SHOULD' });
const undetermined = sampleRequirement('canton-parties/list/paging-ends', {
  verdict: 'undetermined',
  reasonCode: 'transient-trouble',
});
const undeterminedReference: RequirementResult = { ...undetermined, profile: 'reference' };
const operatorMissing = sampleRequirement('canton-parties/authentication/expired-token-refused', {
  verdict: 'not-applicable',
  reasonCode: 'operator-input-missing',
});
const strangelyNotApplicable: RequirementResult = { ...operatorMissing, reasonCode: 'transient-trouble' };
const suiteFault: RequirementResult = { ...operatorMissing, verdict: 'undetermined', reasonCode: 'suite-fault' };
const interrupted = runWith({ stopped: { code: 'interrupted', message: 'Ctrl-C.' } });

type Row = [
  name: string,
  changes: Partial<RunResult>,
  contract: string,
  reference: string,
  exit: { contract: number; reference: number },
];

const rows: Row[] = [
  ['everything passed', {}, 'conformant', 'conformant', { contract: 0, reference: 0 }],
  [
    'a MUST of the contract failed',
    { requirements: [passed, failed, undetermined] },
    'not-conformant',
    'not-conformant',
    { contract: 1, reference: 1 },
  ],
  [
    'a MUST of the reference failed',
    { requirements: [passed, failedReference] },
    'conformant',
    'not-conformant',
    { contract: 0, reference: 1 },
  ],
  [
    'a SHOULD failed',
    { requirements: [passed, failedShould] },
    'conformant',
    'conformant',
    { contract: 0, reference: 0 },
  ],
  [
    'a MUST of the contract is undetermined',
    { requirements: [passed, undetermined] },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'a MUST of the reference is undetermined',
    { requirements: [passed, undeterminedReference] },
    'conformant',
    'not-determined',
    { contract: 0, reference: 5 },
  ],
  [
    'the operator gave no expired token',
    { requirements: [passed, operatorMissing] },
    'conformant',
    'conformant',
    { contract: 0, reference: 0 },
  ],
  [
    'a MUST does not apply for no good reason',
    { requirements: [passed, strangelyNotApplicable] },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'the suite itself is at fault',
    { requirements: [passed, suiteFault] },
    'not-determined',
    'not-determined',
    { contract: 4, reference: 4 },
  ],
  [
    'only requirements that do not apply',
    { requirements: [operatorMissing] },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  ['nothing was selected', { requirements: [] }, 'not-determined', 'not-determined', { contract: 5, reference: 5 }],
  ['no suite ran', { requirements: [], suites: [] }, 'not-determined', 'not-determined', { contract: 5, reference: 5 }],
  [
    'deciding requirements were left out',
    { leftOut: [{ id: 'canton-parties/hint/too-long-rejected', profile: 'contract' }] },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'something of a suite that did not run was left out',
    { leftOut: [{ id: 'canton-users/id/too-long-rejected', profile: 'contract' }] },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  ['the run was interrupted', { run: interrupted }, 'not-determined', 'not-determined', { contract: 5, reference: 5 }],
  [
    'the run was interrupted after a failure',
    { run: interrupted, requirements: [passed, failed] },
    'not-conformant',
    'not-conformant',
    { contract: 1, reference: 1 },
  ],
  [
    'the target never answered',
    {
      run: runWith({ stopped: { code: 'target-unreachable', message: 'Connection refused.' } }),
      requirements: [undetermined],
    },
    'not-determined',
    'not-determined',
    { contract: 3, reference: 3 },
  ],
  [
    'the target stopped answering',
    { run: runWith({ stopped: { code: 'target-gone', message: 'No answer for 30 s.' } }) },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'one shard of three',
    { run: runWith({ shard: '1/3' }) },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'a smoke budget, even when nothing is listed as left out',
    { run: runWith({ budget: 'smoke' }) },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'one suite is not applicable',
    {
      suites: [
        sampleSuite('canton-parties'),
        sampleSuite('ishare-parties', { applicable: false, reason: 'POST /parties is not offered (404).' }),
      ],
    },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'one suite of two has no requirement that passed',
    { suites: [sampleSuite('canton-parties'), sampleSuite('canton-users')] },
    'not-determined',
    'not-determined',
    { contract: 5, reference: 5 },
  ],
  [
    'a requirement of a suite that is not listed failed',
    { requirements: [passed, failedRequirement('canton-users/id/too-long-rejected')] },
    'not-conformant',
    'not-conformant',
    { contract: 1, reference: 1 },
  ],
];

describe('the verdict', () => {
  it.each(rows)('when %s', (_, changes, contract, reference, exit) => {
    for (const profile of ['contract', 'reference'] as const) {
      const report = buildReport(sampleRun({ ...changes, profile }));
      expect(report.verdicts).toEqual({ contract, reference });
      expect(report.verdict).toBe(report.verdicts[profile]);
      expect(report.gate.exitCode).toBe(exit[profile]);
    }
  });

  it('leaves only the reference open when a selection left out what decides there alone', () => {
    const report = buildReport(
      sampleRun({
        leftOut: [{ id: 'canton-parties/hint/rejection-code', profile: 'reference' }],
        run: runWith({ selection: { only: [], exclude: ['**/rejection-code'] } }),
      }),
    );
    expect(report.verdicts).toEqual({ contract: 'conformant', reference: 'not-determined' });
  });

  it('is given for each suite on its own', () => {
    const report = buildReport(
      sampleRun({
        suites: [
          sampleSuite('canton-parties'),
          sampleSuite('canton-users'),
          sampleSuite('ishare-parties', { applicable: false, reason: 'Not offered (404).' }),
        ],
        requirements: [passed, failedRequirement('canton-users/id/too-long-rejected')],
      }),
    );
    expect(report.suites.map(({ verdict }) => verdict)).toEqual(['conformant', 'not-conformant', 'not-applicable']);
    expect(report.suites[2]?.reason).toBe('Not offered (404).');
    expect(report.verdict).toBe('not-conformant');
  });

  it('calls a SHOULD that failed a warning', () => {
    const report = buildReport(sampleRun({ requirements: [passed, failedShould] }));
    expect(report.requirements[1]?.verdict).toBe('warned');
    expect(report.totals).toMatchObject({ requirements: 2, passed: 1, failed: 0, warned: 1 });
  });
});

describe('the sentence', () => {
  it('says what failed', () => {
    const report = buildReport(sampleRun({ requirements: [passed, failed, undetermined] }));
    expect(report.sentence).toBe(
      'http://localhost:7575 is NOT conformant with the published contract: 1 of 3 deciding requirements failed, 1 could not be decided.',
    );
  });

  it('says "passed (selection)" when all that was selected passed', () => {
    const report = buildReport(
      sampleRun({
        leftOut: [{ id: 'canton-parties/hint/x', profile: 'contract' }],
        run: runWith({ selection: { only: ['**/hint/*'], exclude: [] } }),
      }),
    );
    expect(report.verdict).toBe('not-determined');
    expect(report.sentence).toContain('passed (selection)');
    expect(report.suites[0]?.reason).toContain('assed (selection)');
  });

  it('says which suite keeps the whole open when no requirement does', () => {
    const suites = [
      sampleSuite('canton-parties'),
      sampleSuite('canton-users'),
      sampleSuite('ishare-parties', { applicable: false, reason: 'Not offered (404).' }),
    ];
    const report = buildReport(sampleRun({ suites, leftOut: [{ id: 'canton-parties/hint/x', profile: 'contract' }] }));
    expect(report.sentence).toContain(
      'no deciding requirement of canton-users passed, ishare-parties is not applicable.',
    );
    expect(report.sentence).not.toContain('passed (');
  });

  it('does not say so when something of the selection is open', () => {
    const report = buildReport(
      sampleRun({
        leftOut: [{ id: 'canton-parties/hint/x', profile: 'contract' }],
        requirements: [passed, undetermined],
      }),
    );
    expect(report.sentence).not.toContain('passed (');
  });

  it.each(rows)('calls a run against the embedded reference a self-test when %s', (_, changes) => {
    const target = { ...sampleRun().target, kind: 'embedded' as const };
    const report = buildReport(sampleRun({ ...changes, target }));
    for (const sentence of [report.sentence, ...report.suites.map(({ reason }) => reason)]) {
      expect(sentence).toMatch(/^Self-test: /);
      expect(sentence).not.toMatch(/certif/i);
    }
  });
});

describe('a waiver', () => {
  const waiver: Waiver = {
    requirement: failed.id,
    reason: 'Fixed in the next release.',
    owner: 'ops@example.org',
    link: 'https://tracker.example.org/1',
    expires: '2026-12-31',
  };
  const build = (changes: Partial<RunResult>, waivers: Waiver[]) =>
    buildReport(sampleRun({ requirements: [passed, failed], ...changes }), { waivers });

  it('changes the exit code and nothing else', () => {
    const report = build({}, [waiver]);
    expect(report.verdict).toBe('not-conformant');
    expect(report.requirements[1]?.verdict).toBe('failed');
    expect(report.gate).toEqual({ exitCode: 0, waived: [failed.id], expired: [], unused: [] });
    expect(report.totals).toMatchObject({ failed: 1, waived: 1 });
  });

  it('holds until the end of its last day', () => {
    expect(build({}, [{ ...waiver, expires: '2026-11-24' }]).gate.exitCode).toBe(0);
    const report = build({}, [{ ...waiver, expires: '2026-11-23' }]);
    expect(report.gate).toEqual({ exitCode: 1, waived: [], expired: [failed.id], unused: [] });
    expect(report.requirements[1]?.waiver?.expired).toBe(true);
    expect(report.totals.waived).toBe(0);
  });

  it('does not hide another failure, nor what is undetermined', () => {
    const other = failedRequirement('canton-parties/hint/non-ascii-rejected');
    expect(build({ requirements: [passed, failed, other] }, [waiver]).gate.exitCode).toBe(1);
    expect(build({ requirements: [passed, failed, undetermined] }, [waiver]).gate.exitCode).toBe(5);
    expect(build({ run: interrupted }, [waiver]).gate.exitCode).toBe(5);
  });

  it('is not a pass: a run with nothing but waived failures stays open', () => {
    expect(build({ requirements: [failed] }, [waiver]).gate.exitCode).toBe(5);
  });

  it('is reported when nothing needs it', () => {
    expect(build({ requirements: [passed] }, [waiver]).gate.unused).toEqual([failed.id]);
  });
});
