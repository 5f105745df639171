/**
 * `concordat serve`: an embedded reference as a server of its own.
 */
import { ConfigurationError } from '../../target/errors.ts';
import { addExamples, type CommandModule } from '../command.ts';
import { Complaint, wholeNumber } from '../configuration/values.ts';
import { exitCodes } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { didYouMean } from '../nearest.ts';
import { listDeviations, type ReferenceLauncher, serveUntilAborted } from '../serving.ts';

const references: Readonly<Record<string, () => Promise<ReferenceLauncher>>> = {
  canton: async () => (await import('../references/canton.ts')).cantonLauncher(),
  ishare: async () => (await import('../references/ishare.ts')).ishareLauncher(),
};

/** The command. */
export const serve: CommandModule = {
  declare(command) {
    command
      .argument('<NAME>', Object.keys(references).join(', '))
      .option('--port <N>', 'port on 127.0.0.1 (default: any free one)')
      .option('--fault <ID>', 'do one thing wrong')
      .option('--variant <ID>', 'be legally different in one thing')
      .option('--authentication', 'demand bearer tokens, and print some (ishare always demands them)')
      .option('--list', 'show every fault and variant');
    addExamples(command, [
      ['concordat serve canton --port 7575', 'a faithful reference'],
      ['concordat serve canton --list', 'what can be wrong with it'],
      ['concordat serve ishare', 'a registry, and the configuration of a run against it'],
    ]);
  },

  async execute({ operands, options }, { terminal }) {
    const launcher = await launcherOf(operands[0] ?? '');
    if (options.list === true) {
      terminal.out(listDeviations(launcher, terminal));
      return exitCodes.done;
    }
    const { fault, variant } = options as { readonly fault?: string; readonly variant?: string };
    const start = {
      port: readPort(options.port as string | undefined),
      ...(fault !== undefined && { fault }),
      ...(variant !== undefined && { variant }),
      ...(options.authentication === true && { authentication: true }),
    };
    const interruption = listenForInterruption(terminal, 'Stopping.');
    try {
      await serveUntilAborted(launcher, start, terminal, interruption.signal);
      return exitCodes.done;
    } finally {
      interruption.dispose();
    }
  },
};

function launcherOf(name: string): Promise<ReferenceLauncher> {
  const load = Object.hasOwn(references, name) ? references[name] : undefined;
  if (load !== undefined) return load();
  const names = Object.keys(references);
  throw new ConfigurationError(
    `There is no reference ${JSON.stringify(name)}.${didYouMean(name, names)} There is: ${names.join(', ')}.`,
  );
}

function readPort(text = '0'): number {
  try {
    return wholeNumber(0, 65_535)(text);
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    throw new ConfigurationError(`--port ${error.message}, not ${JSON.stringify(text)}.`, { cause: error });
  }
}
