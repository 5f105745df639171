/**
 * The report as Markdown, made for the summary of a CI job: short, however much there is to say.
 */
import { groupByCause } from './causes.ts';
import { creationSentences } from './creations.ts';
import type { Report } from './model.ts';
import type { ReportRequirement } from './requirement.ts';
import { sectionsOf } from './sections.ts';
import { asSelfTest, duration, PROFILE_WORDS, plural } from './sentences.ts';
import { shorten, visible } from './visible.ts';

const LIMITS = { blockers: 30, commands: 5, others: 15, cell: 160, command: 1500 };

const MARKS = { conformant: '✅', 'not-conformant': '❌', 'not-determined': '⚠️' } as const;

/** Renders the report in some 200 lines at most. Nothing in it can act as Markdown or HTML of its own. */
export function renderMarkdown(report: Report): string {
  const sections = sectionsOf(report);
  const lines = [
    `## ${MARKS[report.verdict]} ${text(report.sentence, 600)}`,
    '',
    ...facts(report),
    ...blockers(sections.blockers),
    ...listed('Could not be decided', sections.undetermined, reasonOf),
    ...listed('Failed, and accepted by a waiver', sections.waived, waiverOf),
    ...listed('Differs from the reference (does not decide here)', sections.referenceFailures, findingOf),
    ...listed('Recommendations not followed', sections.recommendations, findingOf),
    ...counts(report),
    ...created(report),
    text(
      asSelfTest(report.target, 'the whole report with all evidence is in report.html and conformance-report.json.'),
    ),
  ];
  return `${lines.filter((line, index) => line !== '' || lines[index - 1] !== '').join('\n')}\n`;
}

function facts(report: Report): string[] {
  const { target, run, gate, verdicts } = report;
  const product = [target.product, target.version].filter((part) => part !== '').join(' ') || 'unknown';
  const lines = [
    `- Target: ${code(target.url)}, ${code(product)}${target.kind === 'embedded' ? ' (self-test)' : ''}`,
    `- Verdicts: against ${PROFILE_WORDS.contract} **${verdicts.contract}**, against ${PROFILE_WORDS.reference} **${verdicts.reference}**; exit code ${gate.exitCode}`,
    `- Run: ${code(run.startedAt)}, budget ${run.budget}, seed ${run.seed}, namespace ${code(run.namespace)}, vectors ${code(run.vectorsSha256.slice(0, 12))}, concordat ${code(report.suite.version)}`,
  ];
  if (gate.expired.length > 0) lines.push(`- Expired waivers: ${shortList(gate.expired)}`);
  if (gate.unused.length > 0) lines.push(`- Waivers that nothing needs: ${shortList(gate.unused)}`);
  return [...lines, ''];
}

function blockers(requirements: readonly ReportRequirement[]): string[] {
  if (requirements.length === 0) return [];
  const groups = groupByCause(requirements);
  const ordered = groups.flatMap((group) => group.requirements);
  const rows = ordered.slice(0, LIMITS.blockers).map((requirement) => {
    const finding = requirement.findings[0];
    return `| ${code(requirement.id)} | ${text(finding?.expected ?? requirement.text)} | ${text(finding?.actual ?? requirement.reason)}${finding?.intermittent ? ' (intermittent)' : ''} |`;
  });
  const commands = groups
    .flatMap((group) => group.requirements.slice(0, 1))
    .filter(({ findings }) => findings[0]?.curl)
    .slice(0, LIMITS.commands);
  return [
    `### ${plural(requirements.length, 'blocker')}${groups.length < requirements.length ? `, ${plural(groups.length, 'likely cause')}` : ''}`,
    '',
    '| Requirement | Expected | Actual |',
    '| --- | --- | --- |',
    ...rows,
    ...more(ordered.length - rows.length),
    '',
    ...commands.flatMap((requirement) => [
      '',
      text(requirement.text),
      '',
      ...block(requirement.findings[0]?.curl ?? ''),
    ]),
    '',
  ];
}

function listed(
  title: string,
  requirements: readonly ReportRequirement[],
  describe: (requirement: ReportRequirement) => string,
): string[] {
  if (requirements.length === 0) return [];
  const shown = requirements.slice(0, LIMITS.others);
  return [
    `### ${title} (${requirements.length})`,
    '',
    ...shown.map((requirement) => `- ${code(requirement.id)}: ${text(describe(requirement))}`),
    ...more(requirements.length - shown.length),
    '',
  ];
}

function counts({ suites, totals }: Report): string[] {
  const { passed, failed, warned, undetermined, notApplicable } = totals;
  return [
    '### Suites',
    '',
    '| Suite | Verdict | Deciding passed | failed | undetermined | not applicable | left out |',
    '| --- | --- | --: | --: | --: | --: | --: |',
    ...suites.map(({ name, verdict, deciding: d }) => {
      const numbers = [`${d.passed} of ${d.requirements}`, d.failed, d.undetermined, d.notApplicable, d.leftOut];
      return `| ${code(name)} | ${verdict} | ${numbers.join(' | ')} |`;
    }),
    '',
    `All ${plural(totals.requirements, 'requirement')}, whatever their level: ${passed} passed, ${failed} failed, ${warned} warned, ${undetermined} undetermined, ${notApplicable} not applicable.`,
    '',
  ];
}

function created(report: Report): string[] {
  const { exchanges, latencyMs } = report.traffic;
  return [
    `${plural(exchanges, 'request')} sent (median ${duration(latencyMs.p50)}). Created: ${creationSentences(report)}`,
    '',
  ];
}

function reasonOf({ deciding, reason }: ReportRequirement): string {
  return deciding ? reason : `${reason} (does not decide)`;
}

function waiverOf({ waiver }: ReportRequirement): string {
  return waiver ? `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` : '';
}

function findingOf({ findings, reason }: ReportRequirement): string {
  return findings[0]?.summary ?? reason;
}

function more(count: number): string[] {
  return count > 0 ? ['', `… and ${count} more in report.html.`] : [];
}

function shortList(ids: readonly string[]): string {
  return ids.slice(0, 5).map(code).join(', ') + (ids.length > 5 ? ` and ${ids.length - 5} more` : '');
}

function block(commands: string): string[] {
  const lines = commands.split('\n').map((command) => shorten(visible(command), LIMITS.command));
  const longest = Math.max(2, ...(lines.join('\n').match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, ...lines, fence];
}

/** A short value in a code span; as escaped text where a code span cannot hold it. */
export function code(value: string): string {
  const content = shorten(visible(value), LIMITS.cell);
  return /^\S(?:.*\S)?$/s.test(content) && !/[`|]/.test(content) ? `\`${content}\`` : text(value);
}

/** Text of one line in which every character that Markdown, HTML or an automatic link could act on is an entity. */
export function text(value: string, limit = LIMITS.cell): string {
  const content = shorten(visible(value), limit);
  return content.replace(
    /[&<>\\`*_[\]|~#!@$^]|:(?=\/\/|[\w+-]+:)|\{(?=[{%])|www(?=\.)|^[-+\s]|^\d+(?=[.)])/gi,
    (match) => [...match].map((character) => `&#${character.charCodeAt(0)};`).join(''),
  );
}
