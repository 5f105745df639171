/**
 * The report as the last words of a run in a terminal: what a person needs before opening a file.
 */
import picocolors from 'picocolors';
import { groupByCause } from './causes.ts';
import { creationSentences } from './creations.ts';
import type { Report } from './model.ts';
import type { ReportRequirement } from './requirement.ts';
import { sectionsOf } from './sections.ts';
import { PROFILE_WORDS, plural } from './sentences.ts';
import { wrap } from './wrap.ts';

/** How to print. */
export interface SummaryOptions {
  readonly color: boolean;
  /** Columns; no line is longer. */
  readonly width: number;
  /** Files that were written, as the reader can open them. */
  readonly files?: readonly string[];
}

const MAX_BLOCKERS = 5;

type Colors = ReturnType<typeof picocolors.createColors>;

/** Renders the summary. Ends with a line end. */
export function renderSummary(report: Report, options: SummaryOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = Math.max(20, options.width);
  const lines = [
    ...headline(report, colors, width),
    '',
    ...verdicts(report, colors, width),
    ...counts(report, width),
    ...blockers(report, colors, width),
    ...undetermined(report, colors, width),
    ...created(report, width),
    ...files(report, options.files ?? [], width),
  ];
  return `${lines.join('\n')}\n`;
}

function headline(report: Report, colors: Colors, width: number): string[] {
  const paint = colorOf(report.verdict, colors);
  return wrap(report.sentence, width).map((line) => paint(colors.bold(line)));
}

function verdicts(report: Report, colors: Colors, width: number): string[] {
  const lines = (['contract', 'reference'] as const).flatMap((profile) => {
    const verdict = report.verdicts[profile];
    const chosen = profile === report.profile ? ', which decides' : '';
    const note = wrap(`(${PROFILE_WORDS[profile]}${chosen})`, width - 14);
    return [
      `  ${profile.padEnd(10)}  ${colorOf(verdict, colors)(verdict)}`,
      ...note.map((line) => colors.dim(`              ${line}`)),
    ];
  });
  // A single suite would say the headline again.
  const suites = (report.suites.length > 1 ? report.suites : []).flatMap((suite) =>
    hanging(`  ${suite.name}: `, `${suite.verdict}. ${suite.reason}`, width),
  );
  return [...lines, ...suites, ''];
}

function counts({ totals, traffic, run }: Report, width: number): string[] {
  const { passed, failed, warned, undetermined: open, notApplicable, waived } = totals;
  const { failed: blocking } = totals.deciding;
  const parts = [
    `${passed} passed`,
    blocking < failed ? `${failed} failed (${blocking} deciding)` : `${failed} failed`,
  ];
  if (warned > 0) parts.push(`${warned} warned`);
  if (open > 0) parts.push(`${open} undetermined`);
  if (notApplicable > 0) parts.push(`${notApplicable} not applicable`);
  if (waived > 0) parts.push(`${waived} waived`);
  const duration = `${(run.durationMs / 1000).toFixed(1)} s`;
  const sentence = `${plural(totals.requirements, 'requirement')}: ${parts.join(', ')}. ${plural(traffic.exchanges, 'request')} in ${duration}, seed ${run.seed}, namespace ${run.namespace}.`;
  return [...wrap(sentence, width), ''];
}

function blockers(report: Report, colors: Colors, width: number): string[] {
  const all = groupByCause(sectionsOf(report).blockers).flatMap((group) => group.requirements);
  if (all.length === 0) return [];
  const shown = all.slice(0, MAX_BLOCKERS);
  const title = shown.length < all.length ? `The first ${shown.length} of ${all.length} blockers:` : 'Blockers:';
  return [
    colors.bold(title),
    ...shown.flatMap((requirement) => blocker(requirement, colors, width)),
    '',
    ...wrap(`Read on: concordat explain ${shown[0]?.id}`, width),
    '',
  ];
}

function blocker({ id, text, reason, findings }: ReportRequirement, colors: Colors, width: number): string[] {
  const finding = findings[0];
  return [
    ...hanging(`  ${colors.red('✗')} `, finding?.intermittent ? `${id} (intermittent)` : id, width, 4),
    ...hanging('      expected  ', finding?.expected ?? text, width),
    ...hanging('      actual    ', finding?.actual ?? reason, width),
  ];
}

function undetermined(report: Report, colors: Colors, width: number): string[] {
  const open = sectionsOf(report).undetermined.filter(({ deciding }) => deciding);
  if (open.length === 0) return [];
  const byReason = new Map<string, ReportRequirement[]>();
  for (const requirement of open)
    byReason.set(requirement.reason, [...(byReason.get(requirement.reason) ?? []), requirement]);
  const groups = [...byReason];
  const shown = groups.slice(0, 3);
  const rest = groups.slice(3).reduce((sum, [, members]) => sum + members.length, 0);
  return [
    colors.bold('Could not be decided:'),
    ...shown.flatMap(([reason, members]) =>
      hanging(`  ${colors.yellow('?')} `, `${sameReason(members)}: ${brief(reason, report)}`, width, 4),
    ),
    ...(rest > 0 ? [`    … and ${rest} more`] : []),
    '',
  ];
}

/** The headline has said already why a run stopped. */
function brief(reason: string, { run }: Report): string {
  return reason === run.stopped?.message ? 'the run stopped early.' : reason;
}

function sameReason([first, ...others]: readonly ReportRequirement[]): string {
  return others.length === 0 ? `${first?.id}` : `${first?.id} and ${others.length} more`;
}

function created(report: Report, width: number): string[] {
  return wrap(`Created: ${creationSentences(report)}`, width);
}

function files({ gate }: Report, paths: readonly string[], width: number): string[] {
  const lines = paths.length > 0 ? ['Report:', ...paths.flatMap((path) => hanging('  ', path, width))] : [];
  const waivers = gate.waived.length > 0 ? `, ${plural(gate.waived.length, 'failure')} waived` : '';
  return [...lines, ...wrap(`Exit code ${gate.exitCode}${waivers}.`, width)];
}

/** Text behind a label, its further lines below its first. `indent` when the label holds colours. At most three lines. */
function hanging(label: string, text: string, width: number, indent = label.length): string[] {
  const body = wrap(text, width - indent, 3);
  return body.map((line, index) => (index === 0 ? label : ' '.repeat(indent)) + line);
}

function colorOf(verdict: Report['verdict'], colors: Colors): (text: string) => string {
  if (verdict === 'conformant') return colors.green;
  return verdict === 'not-conformant' ? colors.red : colors.yellow;
}
