import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../engine/run-result.ts';
import { renderJson } from '../../reports/json.ts';
import { MASKED_POINTERS } from '../../reports/masked-pointers.ts';
import { buildReport, type Report } from '../../reports/model.ts';
import { sameReport } from '../../reports/same-report.ts';
import { reportSchema, type SchemaNode } from '../../reports/schema.ts';
import { changed } from './change.ts';
import { failedRequirement, NASTY, runWith, sampleExchange, sampleFinding, sampleRun } from './sample.ts';

const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
});
formats.default.default(ajv);
const validate = ajv.compile(reportSchema);

const failing = failedRequirement('canton-parties/hint/illegal-characters-rejected');
const big = sampleExchange('big', {
  request: { method: 'POST', path: '/v2/parties', body: new TextEncoder().encode('€'.repeat(3000)), chunked: true },
  response: { status: 502, headers: { x: NASTY }, body: new Uint8Array(9000).fill(0xff), truncated: true },
});
const { response: _, ...silent } = sampleExchange('silent', {
  failure: { kind: 'timeout', message: 'No answer in 30 s.' },
});

const samples: Record<string, Report> = {
  conformant: buildReport(sampleRun()),
  'not conformant': buildReport(
    sampleRun({
      requirements: [
        failing,
        failedRequirement('canton-parties/x/y', { findings: [sampleFinding({ evidence: [big, silent] })] }),
      ],
    }),
    { waivers: [{ requirement: failing.id, reason: NASTY, owner: 'me', link: '', expires: '2027-01-01' }] },
  ),
  interrupted: buildReport(sampleRun({ run: runWith({ stopped: { code: 'interrupted', message: 'Ctrl-C.' } }) })),
  'without anything': buildReport(sampleRun({ suites: [], requirements: [], statement: {} })),
};

describe('the schema', () => {
  it.each(Object.entries(samples))('accepts a report that is %s', (_name, report) => {
    validate(JSON.parse(renderJson(report)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['an unknown key', '/extra', 1],
    ['another version', '/reportVersion', '2.0'],
    ['a verdict that does not exist', '/verdict', 'passed'],
    ['a requirement without a reason', '/requirements/0/reason', undefined],
    [
      'more findings than the cap',
      '/requirements/0/findings',
      Array(6).fill(samples['not conformant']?.requirements[0]?.findings[0]),
    ],
    ['an exchange with neither answer nor failure', '/requirements/0/findings/0/evidence/0/response', null],
    ['an evidence file outside its folder', '/requirements/0/findings/0/evidence/0/file', 'evidence/../../x'],
  ])('refuses %s', (_name, pointer, replacement) => {
    const report: unknown = JSON.parse(renderJson(samples['not conformant']!));
    expect(validate(changed(report, pointer, replacement))).toBe(false);
  });

  it('describes every key that it owns', () => {
    const undescribed: string[] = [];
    const walk = (node: SchemaNode, path: string): void => {
      for (const [key, child] of Object.entries(node.properties ?? {})) {
        if (!('description' in child) && !child.$ref) undescribed.push(`${path}/${key}`);
        walk(child, `${path}/${key}`);
      }
      for (const [key, child] of Object.entries(node.$defs ?? {})) walk(child, `#${key}`);
      if (node.items) walk(node.items, `${path}/*`);
    };
    walk(reportSchema, '');
    expect(undescribed).toEqual([]);
  });
});

describe('the model', () => {
  it('shows five findings at most and says how many it leaves out', () => {
    const findings = Array.from({ length: 9 }, (_, index) => sampleFinding({ path: String(index) }));
    const report = buildReport(
      sampleRun({ requirements: [{ ...failing, cases: { sent: 40, failed: 30 }, findings }] }),
    );
    expect(report.requirements[0]?.findings.map(({ path }) => path)).toEqual(['0', '1', '2', '3', '4']);
    expect(report.requirements[0]?.findingsLeftOut).toBe(25);
  });

  it('cuts bodies at 4 KiB, between characters, and says so', () => {
    const [first] = samples['not conformant']!.requirements[1]!.findings[0]!.evidence;
    expect(first?.request).toMatchObject({ bodyEncoding: 'utf8', bodyBytes: 9000, truncated: true });
    expect(first?.request.body).toBe('€'.repeat(1365));
    expect(first?.response).toMatchObject({
      bodyEncoding: 'base64',
      bodyBytes: 9000,
      truncated: true,
      incomplete: true,
    });
    expect(Buffer.from(first?.response?.body ?? '', 'base64')).toHaveLength(4096);
  });

  it('tells no body from an empty one', () => {
    const none = sampleExchange('none', { request: { method: 'GET', path: '/' } });
    const empty = sampleExchange('empty', { request: { method: 'POST', path: '/', body: new Uint8Array() } });
    const report = buildReport(
      sampleRun({ requirements: [{ ...failing, findings: [sampleFinding({ evidence: [none, empty] })] }] }),
    );
    expect(report.requirements[0]?.findings[0]?.evidence.map(({ request }) => request.body)).toEqual([null, '']);
  });
});

describe('the JSON', () => {
  it('is the same text for the same report, whatever the order of its keys', () => {
    const shuffle = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffle)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, member]) => [key, shuffle(member)]),
            )
          : value;
    const report = samples['not conformant']!;
    expect(renderJson(shuffle(report) as Report)).toBe(renderJson(report));
    expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('begins with what a reader looks for', () => {
    expect(Object.keys(JSON.parse(renderJson(samples.conformant!))).slice(0, 4)).toEqual([
      'reportVersion',
      'suite',
      'verdict',
      'profile',
    ]);
  });
});

describe('two reports', () => {
  const base = sampleRun({ requirements: [failing] });
  const report = buildReport(base);

  it('are the same when only names, ids, times, ports and latencies differ', () => {
    const text = JSON.stringify(base)
      .replaceAll('localhost:7575', 'localhost:40123')
      .replaceAll('cc-7f3a91d0b2e45c6a8', 'cc-00aa11bb22cc33dd4')
      .replaceAll('2026-11-24T09', '2026-11-25T11')
      .replaceAll('k3v9q2', 'zz0001')
      .replaceAll('"durationMs":12.5', '"durationMs":99');
    const evidence = failing.findings[0]?.evidence;
    const at = '/requirements/0/findings/0';
    const other = changed(
      changed<RunResult>(JSON.parse(text), `${at}/evidence`, evidence),
      `${at}/actual`,
      'party cc-00aa11bb22cc33dd4 at http://localhost:40123/v2 in 12 ms',
    );
    const mine = changed(base, `${at}/actual`, 'party cc-7f3a91d0b2e45c6a8 at http://localhost:7575/v2 in 9.5 ms');
    expect(sameReport(buildReport(mine), buildReport(other))).toBe(true);
  });

  it.each([
    ['a verdict', '/requirements/0/verdict', 'passed'],
    ['a finding', '/requirements/0/findings/0/actual', '201'],
    ['the answered status', '/requirements/0/findings/0/evidence/0/response/status', 201],
    ['the number of created parties', '/created/parties/1', 'x'],
    ['the seed', '/run/seed', 1],
    ['the vectors', '/run/vectorsSha256', 'x'],
  ])('differ when %s differs', (_name, pointer, replacement) => {
    expect(sameReport(report, changed(report, pointer, replacement))).toBe(false);
    expect(sameReport(report, structuredClone(report))).toBe(true);
  });

  it('are compared by a list in which every pointer exists in the schema', () => {
    const exists = (node: SchemaNode | undefined, steps: string[]): boolean => {
      if (node?.$ref) return exists(reportSchema.$defs?.[node.$ref.replace('#/$defs/', '')], steps);
      if (node?.anyOf) return exists(node.anyOf[0], steps);
      const [step, ...rest] = steps;
      if (step === undefined) return node !== undefined;
      return exists(step === '*' ? (node?.items ?? node?.additionalProperties) : node?.properties?.[step], rest);
    };
    for (const { pointer } of MASKED_POINTERS) {
      expect([pointer, exists(reportSchema, pointer.split('/').slice(1))]).toEqual([pointer, true]);
    }
  });
});
