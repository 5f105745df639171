/**
 * Takes away what an earlier run left in the directory of a report, so that nobody takes it for the outcome of this one.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unwritable } from './errors.ts';
import { EVIDENCE_DIRECTORY, isEvidenceFile } from './evidence.ts';
import { REPORT_FILES } from './write.ts';

/**
 * Removes the report files of every format and their evidence. Other files stay, and so does the journal.
 *
 * @throws {ReportFileError} `REPORT_UNWRITABLE`
 */
export async function clearReports(directory: string): Promise<void> {
  const evidence = join(directory, EVIDENCE_DIRECTORY);
  const files = (await filesIn(evidence)).filter(isEvidenceFile).map((name) => join(evidence, name));
  for (const path of [...Object.values(REPORT_FILES).map((name) => join(directory, name)), ...files]) {
    await rm(path, { force: true }).catch((error: unknown) => {
      throw unwritable(path, error);
    });
  }
}

/** Names in a directory; none where there is no such directory. What is wrong with it shows when it is written to. */
async function filesIn(directory: string): Promise<readonly string[]> {
  return readdir(directory).catch(() => []);
}
