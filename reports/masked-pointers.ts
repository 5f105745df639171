/**
 * The published list of what may differ between two runs that are "the same" (equal seed, equal target).
 * Everything else in a report must be equal.
 */

/** One place that may differ. */
export interface MaskedPointer {
  /** JSON pointer into the report; `*` stands for every index or member name. */
  readonly pointer: string;
  /**
   * `value`: not compared at all.
   * `text`: compared after {@link TEXT_MASKS} have been applied.
   * `count`: a list of names; only how many there are is compared.
   */
  readonly how: 'value' | 'text' | 'count';
  readonly why: string;
}

const FINDING = '/requirements/*/findings/*';
const EVIDENCE = `${FINDING}/evidence/*`;

/** The list. */
export const MASKED_POINTERS: readonly MaskedPointer[] = [
  { pointer: '/sentence', how: 'text', why: 'names the URL, with its port' },
  { pointer: '/target/url', how: 'text', why: 'URL with a port' },
  { pointer: '/suites/*/reason', how: 'text', why: 'may name URLs and times' },
  { pointer: '/run/namespace', how: 'value', why: 'random by default' },
  { pointer: '/run/startedAt', how: 'value', why: 'time' },
  { pointer: '/run/finishedAt', how: 'value', why: 'time' },
  { pointer: '/run/durationMs', how: 'value', why: 'duration' },
  { pointer: '/run/concurrency', how: 'value', why: 'a setting of speed that must not move results' },
  { pointer: '/run/stopped/message', how: 'text', why: 'may name URLs and times' },
  { pointer: '/traffic', how: 'value', why: 'latencies, and requests repeated after transient trouble' },
  { pointer: '/requirements/*/reason', how: 'text', why: 'may quote names, ids given by the server and times' },
  { pointer: '/requirements/*/notes/*', how: 'text', why: 'may quote names, ids given by the server and times' },
  { pointer: '/requirements/*/durationMs', how: 'value', why: 'duration' },
  { pointer: `${FINDING}/summary`, how: 'text', why: 'may quote names and ids given by the server' },
  { pointer: `${FINDING}/expected`, how: 'text', why: 'may quote names and ids given by the server' },
  { pointer: `${FINDING}/actual`, how: 'text', why: 'may quote names and ids given by the server' },
  { pointer: `${FINDING}/curl`, how: 'value', why: 'holds the names of this run and the URL' },
  { pointer: `${EVIDENCE}/request/url`, how: 'value', why: 'URL with a port, names of this run' },
  { pointer: `${EVIDENCE}/request/headers/*`, how: 'text', why: 'tokens' },
  { pointer: `${EVIDENCE}/request/body`, how: 'value', why: 'holds the names of this run' },
  { pointer: `${EVIDENCE}/response/headers`, how: 'value', why: 'dates, ids given by the server' },
  { pointer: `${EVIDENCE}/response/body`, how: 'value', why: 'ids given by the server' },
  { pointer: `${EVIDENCE}/response/bodyBytes`, how: 'value', why: 'ids given by the server differ in length' },
  { pointer: `${EVIDENCE}/response/truncated`, how: 'value', why: 'follows from the length' },
  { pointer: `${EVIDENCE}/failure/message`, how: 'text', why: 'may name URLs and ports' },
  { pointer: `${EVIDENCE}/durationMs`, how: 'value', why: 'duration' },
  { pointer: '/created/parties', how: 'count', why: 'ids given by the server' },
  { pointer: '/created/users', how: 'count', why: 'names of this run' },
  { pointer: '/created/deleted', how: 'count', why: 'names of this run' },
  { pointer: '/created/maybe', how: 'count', why: 'names of this run' },
];

/** Parts of sentences that may differ, in the order of their application. */
export const TEXT_MASKS: readonly { readonly pattern: RegExp; readonly replacement: string }[] = [
  { pattern: /https?:\/\/[^\s/"'<>)]+/g, replacement: '<origin>' },
  { pattern: /\b(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]):\d{1,5}\b/gi, replacement: '<host>' },
  { pattern: /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?/g, replacement: '<time>' },
  { pattern: /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, replacement: '<token>' },
  { pattern: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, replacement: '<uuid>' },
  { pattern: /\b[0-9a-f]{32,}\b/gi, replacement: '<hash>' },
  // Generated names are 20 characters of this alphabet and hold a digit, which words hardly do.
  { pattern: /(?<![A-Za-z0-9-])(?=[A-Za-z-]*\d)[A-Za-z0-9-]{20}(?![A-Za-z0-9-])/g, replacement: '<name>' },
  { pattern: /\b\d+(?:\.\d+)? ?(?:ms|s)\b/g, replacement: '<duration>' },
];
