/**
 * Trouble with report files.
 */

/** A report could not be written or read. `code` is stable; the message says what to do next. */
export class ReportFileError extends Error {
  readonly code: 'REPORT_UNWRITABLE' | 'REPORT_UNREADABLE';
  constructor(code: 'REPORT_UNWRITABLE' | 'REPORT_UNREADABLE', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReportFileError';
    this.code = code;
  }
}
