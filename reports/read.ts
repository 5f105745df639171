/**
 * Reports from disk: read only when they are what the schema says.
 */
import { readFile } from 'node:fs/promises';
import type { ErrorObject } from 'ajv';
import { ReportFileError } from './errors.ts';
import { REPORT_VERSION, type Report } from './model.ts';
import { reportSchema } from './schema.ts';
import { shorten, visible } from './visible.ts';

/**
 * Reads a report and checks its version and its schema.
 *
 * @throws {ReportFileError} `REPORT_UNREADABLE`
 */
export async function readReport(file: string): Promise<Report> {
  const report = parse(file, await load(file));
  const version = (report as { reportVersion?: unknown } | null)?.reportVersion;
  if (typeof version !== 'string') {
    throw unreadable(file, 'it is JSON, but not a conformance report. Give the conformance-report.json of a run');
  }
  if (version !== REPORT_VERSION) {
    throw unreadable(
      file,
      `it has report version ${shorten(visible(version), 20)}, and this concordat reads ${REPORT_VERSION}. Use the concordat that wrote it`,
    );
  }
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const formats = await import('ajv-formats');
  const ajv = new Ajv2020({ strict: false });
  formats.default.default(ajv);
  const validate = ajv.compile<Report>(reportSchema);
  if (!validate(report))
    throw unreadable(file, `it is damaged: ${describe(validate.errors?.[0])}. Run the suite again`);
  return report;
}

async function load(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      throw unreadable(file, 'there is no such file. Give the conformance-report.json of a run', error);
    if (code === 'EISDIR') throw unreadable(file, 'it is a directory. Give the conformance-report.json in it', error);
    throw unreadable(file, (error as Error).message, error);
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, 'it is not JSON. Give the conformance-report.json of a run', error);
  }
}

function describe(error: ErrorObject | undefined): string {
  if (!error) return 'it does not follow the schema';
  const extra = error.keyword === 'additionalProperties' ? ` (${String(error.params.additionalProperty)})` : '';
  return visible(`${error.instancePath || 'the report'} ${error.message}${extra}`);
}

function unreadable(file: string, why: string, cause?: unknown): ReportFileError {
  return new ReportFileError('REPORT_UNREADABLE', `Cannot read the report ${file}: ${why}.`, { cause });
}
