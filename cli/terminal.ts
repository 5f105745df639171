/**
 * Where a command writes to, in which colours and how wide.
 */
import picocolors from 'picocolors';

/** The colours of picocolors. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** The part of a stream that commands use. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Standard output and standard error, as commands see them. */
export interface Terminal {
  /** Writes a line to standard output. */
  out(line: string): void;
  /** Writes a line to standard error. */
  err(line: string): void;
  readonly stderr: TextStream;
  /** Colours for standard output; they do nothing where colours are not wanted. */
  readonly colors: Colors;
  /** Colours for standard error. */
  readonly errorColors: Colors;
  /** Columns of standard output; 80 where there is no terminal. */
  readonly width: number;
}

/**
 * Whether a stream gets colours: `--no-color` and `NO_COLOR` win, then `FORCE_COLOR` (0 and false mean no), then
 * whether a terminal that knows colours is behind it.
 */
export function wantsColor(stream: TextStream, argv: readonly string[], env: NodeJS.ProcessEnv): boolean {
  if (argv.includes('--no-color') || (env.NO_COLOR ?? '') !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** A terminal on two streams. */
export function createTerminal(
  stdout: TextStream,
  stderr: TextStream,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Terminal {
  return {
    out: (line) => stdout.write(`${line}\n`),
    err: (line) => stderr.write(`${line}\n`),
    stderr,
    colors: picocolors.createColors(wantsColor(stdout, argv, env)),
    errorColors: picocolors.createColors(wantsColor(stderr, argv, env)),
    width: Math.max(40, (stdout.isTTY && stdout.columns) || 80),
  };
}

/** Text from the target or a file, safe to print: control characters, which can steer a terminal, become visible. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
