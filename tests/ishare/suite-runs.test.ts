/** Whole runs of the suite against registries and operators that are special. */
import { describe, expect, it } from 'vitest';
import { embeddedOperator } from '../../cli/deployment/ishare.ts';
import type { RunResult } from '../../engine/run-result.ts';
import { certificateMint, type IssuingAuthority } from '../../generators/ishare/certificate-mint.ts';
import { startIshareReference } from '../../reference/ishare/start.ts';
import { buildReport } from '../../reports/model.ts';
import { type IshareOperator, ishareConnection } from '../../suites/ishare/connection.ts';
import { ishareParties } from '../../suites/ishare-parties/suite.ts';
import { executeMatrix } from '../kill-matrix/execute.ts';

const SEED = 20_261;

async function run(
  variant: string | undefined,
  {
    statement = {},
    operator = async (whole) => whole,
    only = [],
  }: {
    readonly statement?: Readonly<Record<string, string>>;
    readonly operator?: (whole: IshareOperator) => Promise<IshareOperator>;
    readonly only?: readonly string[];
  } = {},
): Promise<RunResult> {
  const reference = await startIshareReference({ variant });
  try {
    const { inputs, open } = ishareConnection(await operator(embeddedOperator(reference)));
    return await executeMatrix(
      { suites: [ishareParties], seed: SEED, only },
      {
        openTarget: (signal) => open({ baseUrl: reference.url, timeoutMs: 10_000, signal }),
        statement,
        inputs: { ishare: inputs },
      },
    );
  } finally {
    await reference.close();
  }
}

const verdictOf = (result: RunResult, id: string): string | undefined =>
  result.requirements.find((each) => each.id === `ishare-parties/${id}`)?.verdict;
const withVerdict = (result: RunResult, verdict: string): readonly string[] =>
  result.requirements.filter((each) => each.verdict === verdict).map(({ id, reason }) => `${id}: ${reason}`);

const ISSUED = 40;

/** An operator who has no authority, and so many certificates. */
async function issuedBeforehand({ authority, ...rest }: IshareOperator): Promise<IshareOperator> {
  const mint = certificateMint(authority as IssuingAuthority);
  const partyCertificates = await Promise.all(
    Array.from({ length: ISSUED }, (_, index) =>
      mint.partyCertificate({
        kind: 'own',
        commonName: 'Issued beforehand',
        organizationIdentifier: `NTRNL-${String(90_000_000 + index)}`,
      }),
    ),
  );
  return { ...rest, partyCertificates };
}

describe('a run of ishare-parties', { timeout: 120_000 }, () => {
  it('is not determined, with one finding that says why, where every JSON body is refused and nothing is declared', async () => {
    const result = await run('jwt-only');
    expect(withVerdict(result, 'failed')).toEqual([]);
    const findings = result.requirements.flatMap((each) => each.findings);
    expect(findings.map(({ summary }) => summary)).toEqual([expect.stringContaining('statement.requestEncoding')]);
    expect(buildReport(result).verdict).toBe('not-determined');
  });

  it.each(['jwt', 'jwt-party-info'])('sends registrations as the statement says: %s', async (requestEncoding) => {
    const result = await run('jwt-only', { statement: { requestEncoding } });
    expect([...withVerdict(result, 'failed'), ...withVerdict(result, 'undetermined')]).toEqual([]);
    expect(buildReport(result).verdict).toBe('conformant');
  });

  it('fails a registry that declares JSON and refuses it', async () => {
    const result = await run('jwt-only', { statement: { requestEncoding: 'json' } });
    expect(verdictOf(result, 'operation/offered')).toBe('failed');
  });

  it('says plainly that a registry does not offer the optional operation, and registers nothing', async () => {
    const result = await run('not-offered');
    expect(result.suites[0]).toMatchObject({ applicable: false, reason: expect.stringContaining('optional') });
    expect(result.created.parties).toEqual([]);
    expect(buildReport(result).verdict).toBe('not-determined');
  });

  it('uses certificates that were issued beforehand as far as they go, and never calls that conformant', async () => {
    const result = await run(undefined, { operator: issuedBeforehand });
    expect(withVerdict(result, 'failed')).toEqual([]);
    expect(result.requirements.filter(({ reasonCode }) => reasonCode === 'suite-fault')).toEqual([]);
    expect(result.created.parties.length).toBeLessThan(ISSUED);
    expect(verdictOf(result, 'acceptance/service-consumer')).toBe('passed');
    expect(buildReport(result).verdict).toBe('not-determined');
  });

  it('leaves out a party with two certificates where it cannot have two, and judges the others', async () => {
    const id = 'data/policy-acceptances-complete';
    const result = await run(undefined, { operator: issuedBeforehand, only: [`ishare-parties/${id}`] });
    expect(verdictOf(result, id)).toBe('passed');
    expect(result.created.parties.length).toBeGreaterThan(10);
  });
});
