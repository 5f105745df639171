import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../engine/run-result.ts';
import { renderHtml } from '../../reports/html.ts';
import { renderJson } from '../../reports/json.ts';
import { renderJunit } from '../../reports/junit.ts';
import { code, renderMarkdown, text } from '../../reports/markdown.ts';
import { buildReport, type Report } from '../../reports/model.ts';
import { renderSummary } from '../../reports/terminal.ts';
import { columns, wrap } from '../../reports/wrap.ts';
import { hostileText } from './hostile.ts';
import { failedRequirement, NASTY, runWith, sampleRequirement, sampleRun, sampleSuite } from './sample.ts';
import {
  conformantRun,
  manyRequirements,
  notConformantRun,
  notDeterminedRun,
  oneFailureRun,
  selfTestRun,
} from './sample-runs.ts';

const bad = buildReport(notConformantRun());
const summary = (report: Report): string => renderSummary(report, { color: false, width: 80 });
const manyFailures = buildReport(
  sampleRun({
    requirements: Array.from({ length: 400 }, (_, index) =>
      failedRequirement(`canton-parties/topic-${index % 9}/case-${index}`),
    ),
  }),
);

describe('the Markdown', () => {
  it('says the verdict first', () => {
    expect(renderMarkdown(bad).split('\n')[0]).toMatch(/^## ❌ http.*is NOT conformant/);
    expect(renderMarkdown(buildReport(conformantRun())).split('\n')[0]).toMatch(/^## ✅ http.* is conformant/);
  });

  it('names each blocker with what was expected and what came', () => {
    const markdown = renderMarkdown(buildReport(oneFailureRun()));
    expect(markdown).toContain(
      '| `canton-parties/hint/too-long-rejected` | 400 with a documented error, and no party | 200 application/json, and the party exists |',
    );
    expect(markdown).toContain('```sh\ncurl --http1.1');
  });

  it('stays short however many failures there are', () => {
    expect(renderMarkdown(manyFailures).split('\n').length).toBeLessThan(200);
    expect(renderMarkdown(manyFailures)).toContain('and 370 more');
  });

  it('lets no character of the target act', () => {
    fc.assert(
      fc.property(hostileText(), (value) => {
        const bare = (markdown: string): string => markdown.replaceAll(/&#\d+;/g, '');
        expect(bare(text(value))).not.toMatch(/[<>\\`*_[\]|~#!@$&\n\r]|:\/\/|www\./i);
        const span = /^`[^`|\n\r]+`$/.test(code(value));
        expect(span || code(value) === text(value)).toBe(true);
      }),
      { examples: [[NASTY], ['|'], ['`'], ['\\|'], ['www.example.org'], [':+1:'], [' x '], ['']] },
    );
  });

  it('keeps its lines whatever the bytes', () => {
    const shape = (markdown: string): string[] =>
      markdown.split('\n').map((line) => (/^(?:\| |- |#+ |`{3,}|curl |\.\.\.|$)/.exec(line) ?? ['text'])[0]);
    const calm = shape(renderMarkdown(buildReport(notConformantRun('calm'))));
    fc.assert(
      fc.property(hostileText(), (value) => {
        const markdown = renderMarkdown(buildReport(notConformantRun(`x${value}x`)));
        expect(shape(markdown).map((line) => line.replace(/^`+/, '```'))).toEqual(calm);
        for (const row of markdown.split('\n').filter((line) => line.startsWith('| `'))) {
          expect([4, 8]).toContain(row.split('|').length - 1);
        }
      }),
      { numRuns: 40, examples: [[NASTY], ['```'], ['````\n# x']] },
    );
  });
});

describe('the terminal summary', () => {
  it('fits its columns and holds no control character, whatever the bytes', () => {
    fc.assert(
      fc.property(hostileText(), fc.integer({ min: 40, max: 120 }), (value, width) => {
        const printed = renderSummary(buildReport(notConformantRun(value)), { color: false, width, files: [value] });
        for (const line of printed.split('\n')) {
          expect(columns(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/\p{Cc}|\p{Cf}|^\s*::|##/u);
        }
      }),
      {
        numRuns: 60,
        examples: [
          [NASTY, 80],
          ['a ::error::b', 40],
          [`${'x'.repeat(26)}::error::y`, 40],
          ['##vso[task]', 40],
        ],
      },
    );
  });

  it('brings no command to the start of a line by breaking a word', () => {
    expect(wrap(`${'x'.repeat(20)}::error::y`, 20)).toEqual(['x'.repeat(20), ': :error::y']);
  });

  it('tells verdict, both profiles, counts and the first five blockers', () => {
    const printed = summary(manyFailures);
    expect(printed).toMatch(/^http:\/\/localhost:7575 is NOT conformant/);
    expect(printed).toMatch(/contract +not-conformant\n/);
    expect(printed).toMatch(/reference +not-conformant\n/);
    expect(printed.match(/✗/g)).toHaveLength(5);
    expect(printed.match(/expected {2}400/g)).toHaveLength(5);
    expect(printed).toContain('The first 5 of 400 blockers:');
    expect(printed).toContain('Exit code 1.');
  });

  it('says once why a run stopped, and names suites only where there are several', () => {
    const message = 'Nothing answers at http://localhost:7575. Check the address.';
    const stopped = runWith({ stopped: { code: 'target-unreachable', message } });
    const open = sampleRequirement('canton-parties/operation/offered', {
      verdict: 'undetermined',
      reasonCode: 'target-gone',
      reason: message,
    });
    const one = summary(buildReport(sampleRun({ run: stopped, requirements: [open] }))).replaceAll(/\s+/g, ' ');
    expect(one.split(message)).toHaveLength(2);
    expect(one).toContain('? canton-parties/operation/offered: the run stopped early.');
    expect(one).not.toContain('canton-parties: ');
    const suites = [sampleSuite('canton-parties'), sampleSuite('canton-users')];
    expect(summary(buildReport(sampleRun({ suites })))).toMatch(/^ {2}canton-parties: conformant/m);
  });

  it('tells how many of the failures decide', () => {
    const minor = failedRequirement('canton-parties/hint/rejection-code', { profile: 'reference' });
    const major = failedRequirement('canton-parties/hint/too-long-rejected');
    const counted = (requirements: RunResult['requirements']): string =>
      summary(buildReport(sampleRun({ requirements }))).replaceAll(/\s+/g, ' ');
    expect(counted([minor, major])).toContain('0 passed, 2 failed (1 deciding).');
    expect(counted([major])).toContain('0 passed, 1 failed.');
  });

  it('says what could not be decided once for each reason, and what was seen only once', () => {
    const open = bad.requirements.filter(({ deciding }) => deciding).slice(0, 5);
    const reason = 'Nothing answers at all.';
    const report: Report = {
      ...bad,
      requirements: bad.requirements.map((requirement) =>
        open.includes(requirement)
          ? { ...requirement, verdict: 'undetermined', reasonCode: 'target-gone', reason, findings: [], waiver: null }
          : requirement,
      ),
    };
    const printed = summary(report).replaceAll(/\s+/g, ' ');
    expect(printed).toContain(`${open[0]?.id} and 4 more: ${reason}`);
    expect(printed.split(reason)).toHaveLength(2);
  });

  it('and Markdown and the page say of a blocker that it was seen only once', () => {
    const once: Report = {
      ...bad,
      requirements: bad.requirements
        .filter(({ verdict, deciding }) => verdict === 'failed' && deciding)
        .map((requirement) => ({
          ...requirement,
          findings: requirement.findings.map((finding) => ({ ...finding, intermittent: true })),
        })),
    };
    expect(summary(once).replaceAll(/\s+/g, ' ')).toContain(' (intermittent) expected');
    expect(renderMarkdown(once)).toContain(' (intermittent) |');
    const blockers = /<section id="blockers">.*?<\/section>/s.exec(renderHtml(once))?.[0];
    expect(blockers).toContain('intermittent</span>');
  });

  it('is coloured only when asked', () => {
    expect(renderSummary(bad, { color: true, width: 80 })).toContain('\u001b[31m');
    expect(summary(bad)).not.toContain('\u001b');
  });

  it('names what was created and where the files are', () => {
    const printed = renderSummary(bad, { color: false, width: 80, files: ['out/report.html'] });
    expect(printed).toMatch(
      /Created: 120 parties \(they remain, parties cannot be deleted\)\. 2 users \(1 not\s+deleted/,
    );
    expect(printed).toMatch(/1 party and 1\s+user\s+with\s+unknown\s+outcome:\s+may\s+exist/);
    expect(printed).toContain('  out/report.html\n');
  });
});

describe('the JUnit file', () => {
  const testsuites = (report: Report): string => /<testsuites [^>]*>/.exec(renderJunit(report))?.[0] ?? '';

  it('counts deciding failures as failures, open ones as errors, the rest as skipped', () => {
    expect(testsuites(bad)).toContain('tests="63" failures="15" errors="2" skipped="5"');
    expect(testsuites(bad)).toContain('time="14.2"');
  });

  it('says why a requirement was skipped', () => {
    const xml = renderJunit(bad);
    expect(xml).toContain('<skipped message="warned (SHOULD, contract): byte-order-mark-rejected: a value with');
    expect(xml).toContain('<skipped message="not-applicable (MUST, contract): No expired token was given."/>');
    expect(renderJunit(buildReport(notDeterminedRun()))).toContain(
      '<skipped message="Left out by the selection or the budget."/>',
    );
  });

  it('carries seed, namespace, vectors and verdicts', () => {
    const xml = renderJunit(bad);
    for (const [name, value] of Object.entries({
      seed: '20261101',
      namespace: 'k3v9q2',
      vectorsSha256: bad.run.vectorsSha256,
      verdict: 'not-conformant',
      'verdict.reference': 'not-conformant',
    })) {
      expect(xml).toContain(`<property name="${name}" value="${value}"/>`);
    }
  });

  it.each([
    ['stopped before anything failed', { run: runWith({ stopped: { code: 'interrupted', message: 'Ctrl-C.' } }) }],
    ['selected nothing', { requirements: [] }],
    [
      'met a suite that is not offered',
      { suites: [sampleSuite('ishare-parties', { applicable: false })], requirements: [] },
    ],
  ] as const)('does not look green after a run that %s', (_name, changes) => {
    expect(testsuites(buildReport(sampleRun(changes)))).toContain('errors="1"');
  });

  it('looks green only after a selection that passed, with what was left out as skipped', () => {
    const report = buildReport(
      sampleRun({
        leftOut: [
          { id: 'canton-parties/hint/x', profile: 'contract' },
          { id: 'canton-parties/hint/y', profile: 'contract' },
        ],
      }),
    );
    expect(testsuites(report)).toContain('tests="5" failures="0" errors="0" skipped="2"');
  });
});

describe('a self-test', () => {
  const target = { kind: 'embedded', url: 'http://127.0.0.1:4', product: '', version: '' } as const;
  const reports = [selfTestRun(), { ...notConformantRun('calm'), target }, { ...notDeterminedRun(), target }].map(
    (run) => buildReport(run),
  );

  it.each([
    ['Markdown', renderMarkdown],
    ['HTML', renderHtml],
    ['JUnit', renderJunit],
    ['JSON', renderJson],
    ['terminal', summary],
  ])('calls itself one in %s, and nothing else', (_name, render) => {
    for (const report of reports) {
      const output = render(report);
      expect(output).toMatch(/self-test/i);
      expect(output.replace(/<(style|script)>.*?<\/\1>/gs, '')).not.toMatch(/certif/i);
    }
  });

  it('is not what a run against a deployment calls itself', () => {
    for (const render of [renderMarkdown, renderHtml, renderJunit, renderJson, summary])
      expect(render(bad)).not.toMatch(/self-test/i);
  });
});

describe('every renderer', () => {
  it('gives the same bytes for the same report', () => {
    for (const render of [renderMarkdown, renderHtml, renderJunit, renderJson, summary]) {
      expect(render(structuredClone(bad))).toBe(render(bad));
    }
  });

  it('gives the same bytes for a report that was written and read again', () => {
    const again: Report = JSON.parse(renderJson(bad));
    for (const render of [renderMarkdown, renderJunit, renderJson, summary]) expect(render(again)).toBe(render(bad));
  });

  it('manages thousands of requirements', () => {
    const requirements = Array.from({ length: 30 }, (_, index) => manyRequirements(`suite-${index}`)).flat();
    const report = buildReport(sampleRun({ requirements: [...requirements, sampleRequirement('canton-parties/a/b')] }));
    for (const render of [renderMarkdown, renderHtml, renderJunit, renderJson, summary]) {
      expect(render(report).length).toBeGreaterThan(100);
    }
  });
});
