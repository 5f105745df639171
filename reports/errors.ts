/**
 * Trouble with report files.
 */
import { ConcordatError } from '../target/errors.ts';

/** What went wrong with a report file. */
export type ReportFileErrorCode = 'REPORT_UNWRITABLE' | 'REPORT_UNREADABLE';

/** A report could not be written or read (exit 2). */
export class ReportFileError extends ConcordatError {
  declare readonly code: ReportFileErrorCode;
  constructor(code: ReportFileErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options);
  }
}

/** The error for a file or directory that cannot be written, with the reason in words. */
export function unwritable(path: string, cause: unknown): ReportFileError {
  const message = `Cannot write ${path}: ${reasonOf(cause)}. Choose another directory with --out.`;
  return new ReportFileError('REPORT_UNWRITABLE', message, { cause });
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left',
    ENOTDIR: 'a part of the path is a file, not a directory',
    EEXIST: 'a part of the path is a file, not a directory',
    EISDIR: 'it is a directory',
    ERR_FS_EISDIR: 'it is a directory',
  };
  return words[code ?? ''] ?? message;
}
