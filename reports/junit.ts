/**
 * The report as JUnit XML: a test suite per suite, a test case per requirement.
 */
import junitReportBuilder, { type Builder, type TestCase, type TestSuite } from 'junit-report-builder';
import type { Report, ReportSuite } from './model.ts';
import type { ReportRequirement } from './requirement.ts';
import { isPassedSelection } from './sentences.ts';
import { shorten, visible, visibleLines } from './visible.ts';

/** The package is CommonJS: what its types call `default.default` is the default import itself. */
const builder = junitReportBuilder as unknown as Builder;

const MESSAGE_LIMIT = 500;

/**
 * Renders the report. Deciding failures are failures, deciding ones that could not be decided are errors, everything
 * else that did not pass (left out, SHOULD, other profile, not applicable) is skipped with its reason.
 */
export function renderJunit(report: Report): string {
  const document = builder.newBuilder().name(visible(`concordat ${report.target.url}`));
  for (const suite of report.suites) addSuite(document.testSuite(), suite, report);
  const names = new Set(report.suites.map(({ name }) => name));
  const strays = report.requirements.filter(({ suite }) => !names.has(suite));
  if (strays.length > 0) {
    const suite = document.testSuite().name('other');
    for (const requirement of strays) addCase(suite, requirement);
  }
  if (needsVerdictCase(report)) {
    const verdict = document.testSuite().name('verdict').testCase().name('concordat/verdict').className('concordat');
    verdict.error(visible(report.sentence), report.verdict);
  }
  return withTime(document.build(), report.run.durationMs);
}

/** A run that proved nothing must not look green to a reader that only counts failures and errors. */
function needsVerdictCase(report: Report): boolean {
  const { failed, undetermined } = report.totals.deciding;
  return report.verdict !== 'conformant' && failed + undetermined === 0 && !isPassedSelection(report);
}

function addSuite(target: TestSuite, suite: ReportSuite, report: Report): void {
  const mine = report.requirements.filter((requirement) => requirement.suite === suite.name);
  target.name(visible(suite.name)).timestamp(visible(report.run.startedAt).replace(/\.\d+Z$|Z$/, ''));
  target.time(seconds(mine.reduce((sum, { durationMs }) => sum + durationMs, 0)));
  const properties: Record<string, string> = {
    'concordat.version': report.suite.version,
    sentence: report.sentence,
    profile: report.profile,
    verdict: suite.verdict,
    'verdict.contract': suite.verdicts.contract,
    'verdict.reference': suite.verdicts.reference,
    reason: suite.reason,
    'contract.id': suite.contract.id,
    'contract.version': suite.contract.version,
    'contract.sha256': suite.contract.sha256,
    'target.kind': report.target.kind,
    'target.url': report.target.url,
    seed: String(report.run.seed),
    namespace: report.run.namespace,
    budget: report.run.budget,
    vectorsSha256: report.run.vectorsSha256,
  };
  for (const [name, value] of Object.entries(properties)) target.property(name, visible(value));
  for (const requirement of mine) addCase(target, requirement);
  for (const id of report.leftOut.filter((left) => left.startsWith(`${suite.name}/`))) {
    skip(named(target, id, suite.name, id.split('/')[1] ?? '', 0), 'Left out by the selection or the budget.');
  }
}

function addCase(suite: TestSuite, requirement: ReportRequirement): void {
  const { id, topic, verdict, deciding, level, profile, reason, reasonCode, waiver } = requirement;
  const testCase = named(suite, id, requirement.suite, topic, requirement.durationMs);
  testCase.property('level', level).property('profile', profile).property('reasonCode', visible(reasonCode));
  if (waiver) testCase.property('waiver', message(`${waiver.reason} (${waiver.owner}, until ${waiver.expires})`));
  if (verdict === 'passed') return;
  if (deciding && verdict === 'failed') {
    testCase.failure(message(firstFinding(requirement)), visible(reasonCode)).stacktrace(details(requirement));
  } else if (deciding && verdict !== 'not-applicable') {
    testCase.error(message(reason), visible(reasonCode), details(requirement));
  } else {
    const why = verdict === 'failed' || verdict === 'warned' ? firstFinding(requirement) : reason;
    skip(testCase, `${verdict} (${level}, ${profile}): ${why}`);
  }
}

function named(suite: TestSuite, id: string, suiteName: string, topic: string, durationMs: number): TestCase {
  return suite
    .testCase()
    .name(visible(id))
    .className(visible(`${suiteName}.${topic}`))
    .time(seconds(durationMs));
}

function firstFinding({ findings, reason }: ReportRequirement): string {
  const first = findings[0];
  return first ? `${first.summary} Expected: ${first.expected}. Actual: ${first.actual}.` : reason;
}

function details({ text, reason, explain, findings, findingsLeftOut }: ReportRequirement): string {
  const lines = [text, reason, explain];
  for (const finding of findings) {
    lines.push('', finding.summary, `  expected: ${finding.expected}`, `  actual:   ${finding.actual}`);
    if (finding.curl) lines.push(...finding.curl.split('\n').map((command) => `  ${command}`));
  }
  if (findingsLeftOut > 0) lines.push('', `… and ${findingsLeftOut} more.`);
  return characterData(lines.map(visible).join('\n'));
}

/** The library's own escaping of `]]>` reaches only the first one, so none may be left. */
function characterData(text: string): string {
  return visibleLines(text).replaceAll(']]>', ']] >');
}

function message(text: string): string {
  return shorten(visible(text), MESSAGE_LIMIT);
}

/** The library has no message for skipped cases, so it is put on the element when that is built. */
function skip(testCase: TestCase, why: string): void {
  testCase.skipped();
  const build = testCase.build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    for (const child of element.children) {
      if ('name' in child && child.name === 'skipped') child.attribute('message', message(why));
    }
    return element;
  };
}

function withTime(xml: string, durationMs: number): string {
  return xml.replace('<testsuites ', `<testsuites time="${seconds(durationMs)}" `);
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
