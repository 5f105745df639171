/**
 * What a report says of one requirement, with its first finding as an exchange.
 */
import { resolve } from 'node:path';
import type { Requirement } from '../../engine/requirement.ts';
import type { InlineBody } from '../../reports/body.ts';
import type { EvidenceEntry } from '../../reports/evidence.ts';
import { readReport } from '../../reports/read.ts';
import type { ReportFinding, ReportRequirement } from '../../reports/requirement.ts';
import { wrap } from '../table.ts';
import { printable, type Terminal } from '../terminal.ts';

/** The section about a report. @throws ReportFileError when it cannot be read */
export async function seenInReport(
  { id, aliases = [] }: Requirement,
  file: string,
  cwd: string,
  terminal: Terminal,
): Promise<string> {
  const { requirements, target } = await readReport(resolve(cwd, file));
  const seen = requirements.find((entry) => entry.id === id || aliases.includes(entry.id));
  const title = terminal.colors.bold(`In the report on ${printable(target.url)}`);
  if (seen === undefined) return `${title}\n  It was not part of that run.`;
  return [title, ...verdictLines(seen, terminal)].join('\n');
}

/** Verdict, reason and the first finding of a requirement, indented. */
export function verdictLines({ verdict, reason, findings }: ReportRequirement, { width }: Terminal): string[] {
  const lines = paragraph(`${verdict}: ${reason}`, 2, width);
  const [first] = findings;
  return first === undefined ? lines : [...lines, ...findingLines(first, width)];
}

function findingLines({ summary, expected, actual, evidence, curl }: ReportFinding, width: number): string[] {
  const [entry] = evidence;
  return [
    ...paragraph(summary, 2, width),
    ...paragraph(`expected: ${expected}`, 4, width),
    ...paragraph(`actual: ${actual}`, 4, width),
    ...(entry === undefined ? [] : exchangeLines(entry)),
    ...(curl === '' ? [] : ['', '  Send it again, from the folder of the report:', `    ${printable(curl)}`]),
  ];
}

function exchangeLines({ request, response, failure }: EvidenceEntry): string[] {
  return [
    '',
    `  ${request.method} ${printable(request.url)}`,
    ...bodyLine(request),
    response === null ? `  no answer (${failure?.kind ?? 'unknown'})` : `  answered with ${response.status}`,
    ...(response === null ? [] : bodyLine(response)),
  ];
}

function bodyLine({ body, bodyEncoding, truncated }: InlineBody): string[] {
  if (body === null || body === '') return [];
  return [`    ${bodyEncoding === 'utf8' ? '' : 'base64: '}${printable(body)}${truncated ? '…' : ''}`];
}

function paragraph(text: string, indent: number, width: number): string[] {
  return wrap(printable(text), width - indent).map((line) => ' '.repeat(indent) + line);
}
