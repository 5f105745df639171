/**
 * Reports on disk: each file appears whole or not at all.
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../engine/run-result.ts';
import { bodyBytes } from './body.ts';
import { unwritable } from './errors.ts';
import { EVIDENCE_DIRECTORY, type EvidenceEntry, evidenceEntry } from './evidence.ts';
import type { Exchange } from './exchange.ts';
import { makeFolder } from './folder.ts';
import { renderJson } from './json.ts';
import type { Report } from './model.ts';

/** Formats that a report can be written in. */
export const REPORT_FORMATS = ['json', 'junit', 'html', 'markdown'] as const;

/** One of {@link REPORT_FORMATS}. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** File name of each format. */
export const REPORT_FILES: Readonly<Record<ReportFormat, string>> = {
  json: 'conformance-report.json',
  junit: 'junit.xml',
  html: 'report.html',
  markdown: 'report.md',
};

/** The exchanges behind the findings of a run, for {@link writeReports}. */
export function* exchangesOf({ requirements }: RunResult): Generator<Exchange> {
  for (const { findings } of requirements) {
    for (const { evidence } of findings) yield* evidence;
  }
}

/**
 * Writes a report in the given formats, and its evidence, into a directory that is made when missing.
 * `exchanges` are the captured originals, in any order; an entry whose original is missing is written as the report has it.
 * Returns the paths of the report files (not of the evidence), in the order of `formats`.
 *
 * @throws {ReportFileError} `REPORT_UNWRITABLE`
 */
export async function writeReports(
  report: Report,
  directory: string,
  formats: readonly ReportFormat[],
  exchanges: Iterable<Exchange>,
): Promise<string[]> {
  makeDirectory(directory);
  await writeEvidence(report, directory, exchanges);
  const paths: string[] = [];
  for (const format of new Set(formats)) {
    const path = join(directory, REPORT_FILES[format]);
    await writeWhole(path, await render(report, format));
    paths.push(path);
  }
  return paths;
}

/** Renderers are loaded when asked for: the XML library alone takes a tenth of a second. */
async function render(report: Report, format: ReportFormat): Promise<string> {
  switch (format) {
    case 'json':
      return renderJson(report);
    case 'junit':
      return (await import('./junit.ts')).renderJunit(report);
    case 'html':
      return (await import('./html.ts')).renderHtml(report);
    case 'markdown':
      return (await import('./markdown.ts')).renderMarkdown(report);
  }
}

async function writeEvidence(report: Report, directory: string, exchanges: Iterable<Exchange>): Promise<void> {
  const missing = new Map<string, EvidenceEntry>();
  for (const { findings } of report.requirements) {
    for (const { evidence } of findings) for (const entry of evidence) missing.set(entry.id, entry);
  }
  if (missing.size > 0) makeDirectory(join(directory, EVIDENCE_DIRECTORY));
  for (const exchange of exchanges) {
    if (!missing.delete(exchange.id)) continue;
    await writeEntry(directory, evidenceEntry(exchange, Number.POSITIVE_INFINITY));
  }
  for (const entry of missing.values()) await writeEntry(directory, entry);
}

async function writeEntry(directory: string, entry: EvidenceEntry): Promise<void> {
  await writeWhole(join(directory, entry.file), `${JSON.stringify(entry, null, 2)}\n`);
  const body = bodyBytes(entry.request);
  if (entry.request.bodyFile !== null && body) await writeWhole(join(directory, entry.request.bodyFile), body);
}

function makeDirectory(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    fail(path, error);
  }
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    fail(path, error);
  }
}

function fail(path: string, cause: unknown): never {
  throw unwritable(path, cause);
}
