/**
 * Errors that end a run. Trouble on a single exchange is data ({@link TransportFailure}), not an error.
 */

/** Base of every error this project throws on purpose. `code` is stable; the message says what to do next. */
export class ConcordatError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The target cannot be used any more: nothing ever answered (`answered` false, exit 3) or it stopped answering (exit 5). */
export class TargetGoneError extends ConcordatError {
  readonly answered: boolean;
  constructor(message: string, answered: boolean, options?: ErrorOptions) {
    super(answered ? 'TARGET_STOPPED_ANSWERING' : 'TARGET_UNREACHABLE', message, options);
    this.answered = answered;
  }
}

/** The configuration or the command line cannot be used (exit 2). */
export class ConfigurationError extends ConcordatError {
  constructor(message: string, options?: ErrorOptions) {
    super('CONFIGURATION', message, options);
  }
}

/** A fault of the suite itself (exit 4): for example a "violation" that an independent validator finds valid. */
export class SuiteError extends ConcordatError {
  constructor(message: string, options?: ErrorOptions) {
    super('SUITE_FAULT', message, options);
  }
}
