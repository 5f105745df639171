/**
 * `concordat serve`: keeps an embedded reference running until it is interrupted.
 */
import { ConfigurationError } from '../target/errors.ts';
import { didYouMean } from './nearest.ts';
import { wrap } from './table.ts';
import { printable, type Terminal } from './terminal.ts';

/** A fault or variant that a reference can be started with. */
export interface Deviation {
  readonly id: string;
  /** What is different, in one sentence. */
  readonly text: string;
  /** Ids of requirements that notice it. */
  readonly catches?: readonly string[];
}

/** A reference that runs. */
export interface RunningReference {
  readonly url: string;
  /** Tokens by role; empty where none are demanded. */
  readonly tokens: Readonly<Record<string, string>>;
  /** What an operator would put into a configuration, by its key. */
  readonly configuration: Readonly<Record<string, string>>;
  /** A configuration that a run against it can be started with; it goes with the reference. */
  readonly configurationFile?: string;
  close(): Promise<void>;
}

/** How to start a reference. */
export interface ReferenceStart {
  /** 0: any free port. */
  readonly port: number;
  readonly fault?: string;
  readonly variant?: string;
  readonly authentication?: boolean;
}

/** A reference that can be started. */
export interface ReferenceLauncher {
  readonly name: string;
  readonly faults: readonly Deviation[];
  readonly variants: readonly Deviation[];
  start(options: ReferenceStart): Promise<RunningReference>;
}

/** Faults and variants: the id, what is different, and what notices it. Ids stay whole, so that they can be copied. */
export function listDeviations({ faults, variants }: ReferenceLauncher, { colors, width }: Terminal): string {
  const entry = ({ id, text, catches = [] }: Deviation): string[] => [
    colors.cyan(id),
    ...wrap(printable(text), width - 2).map((line) => `  ${line}`),
    ...(catches.length === 0 ? [] : ['  caught by', ...catches.map((requirement) => `    ${requirement}`)]),
  ];
  const entries = (deviations: readonly Deviation[]): string[] =>
    deviations.length === 0 ? ['none'] : deviations.flatMap(entry);
  return [
    colors.bold('Faults (each one breaks a requirement):'),
    ...entries(faults),
    '',
    colors.bold('Variants (legal differences):'),
    ...entries(variants),
  ].join('\n');
}

/**
 * Starts the reference, prints its address and tokens, and closes it when `signal` is aborted.
 * Throws {@link ConfigurationError} for an unknown fault or variant, both at once, and a port that is taken.
 */
export async function serveUntilAborted(
  launcher: ReferenceLauncher,
  options: ReferenceStart,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  if (options.fault !== undefined && options.variant !== undefined) {
    throw new ConfigurationError('--fault and --variant exclude each other. Leave one out.');
  }
  requireKnown('fault', options.fault, launcher);
  requireKnown('variant', options.variant, launcher);
  const running = await start(launcher, options);
  const as = options.fault
    ? ` with the fault ${options.fault}`
    : options.variant
      ? ` as the variant ${options.variant}`
      : '';
  terminal.out(`${launcher.name} reference${as}: ${running.url}`);
  for (const [role, token] of Object.entries(running.tokens)) terminal.out(`token ${role}: ${token}`);
  for (const [key, value] of Object.entries(running.configuration)) terminal.out(`${key}: ${value}`);
  const { configurationFile, tokens, url } = running;
  if (configurationFile !== undefined) terminal.out(`configuration: ${configurationFile}`);
  const token = tokens.admin === undefined ? '' : ' --token TOKEN, with the one of admin above';
  terminal.err(
    `Test it with: concordat run ${configurationFile ? `--config ${configurationFile}` : `--target ${url}${token}`}`,
  );
  terminal.err('Stop it with Ctrl-C.');
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await running.close();
}

function requireKnown(kind: 'fault' | 'variant', id: string | undefined, launcher: ReferenceLauncher): void {
  const known = kind === 'fault' ? launcher.faults : launcher.variants;
  if (id === undefined || known.some((deviation) => deviation.id === id)) return;
  const ids = known.map((deviation) => deviation.id);
  throw new ConfigurationError(
    `There is no ${kind} ${JSON.stringify(id)}.${didYouMean(id, ids)} See: concordat serve ${launcher.name} --list`,
  );
}

async function start(launcher: ReferenceLauncher, options: ReferenceStart): Promise<RunningReference> {
  try {
    return await launcher.start(options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EACCES' ? 'not allowed' : 'taken';
    throw new ConfigurationError(`Port ${options.port} is ${why}. Choose another with --port, or 0 for any free one.`, {
      cause: error,
    });
  }
}
