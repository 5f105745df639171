/**
 * From the words of the command line to a command, and from its end to an exit code.
 */
import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../target/errors.ts';
import type { CommandContext } from './command.ts';
import { catalogue, laterCommands } from './commands/catalogue.ts';
import { type ExitCode, exitCodeMeanings, exitCodes } from './exit-codes.ts';
import { reportFailure } from './failure.ts';
import { didYouMean } from './nearest.ts';
import { table } from './table.ts';
import { packageVersion } from './version.ts';

/** Runs one command line (without node and script). Never throws: every error ends as a sentence and an exit code. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  try {
    return await dispatch(argv, context);
  } catch (error) {
    if (error instanceof CommanderError) return reportUsage(error, argv, context);
    return reportFailure(error, context.terminal, context.debug);
  }
}

/** The command that is called, or asked about with `help NAME`: the first word that is not an option. */
function calledCommand(argv: readonly string[]): string | undefined {
  const words = argv.filter((word) => !word.startsWith('-'));
  return words[0] === 'help' ? words[1] : words[0];
}

async function dispatch(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const called = calledCommand(argv);
  if (called !== undefined) refuseUnknownCommand(called);
  let exitCode: ExitCode = exitCodes.done;
  const program = createProgram(context);
  for (const { name, summary, load } of catalogue) {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
    if (name !== called) continue;
    const module = await load();
    module.declare(command);
    addGeneralOptions(command);
    command.action(async () => {
      exitCode = await module.execute({ operands: command.args, options: command.opts() }, context);
    });
  }
  if (argv.length === 0) {
    program.outputHelp({ error: true });
    return exitCodes.usage;
  }
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}

function createProgram({ terminal }: CommandContext): Command {
  const program = new Command('concordat')
    .description(
      'Conformance suite for HTTP APIs that allocate parties and users: Canton JSON Ledger API 3.5 and iSHARE Participant Registry 3.0.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      // Usage errors are told in one place, reportUsage.
      outputError: () => {},
      getOutHelpWidth: () => Math.min(terminal.width, 100),
      getErrHelpWidth: () => Math.min(terminal.width, 100),
    })
    .configureHelp({ showGlobalOptions: false });
  addGeneralOptions(program);
  program.version(packageVersion(), '--version', 'print the version');
  const codes = exitCodeMeanings.map(([code, meaning]) => [`  ${code}`, meaning]);
  return program.addHelpText('after', () => `\nExit codes:\n${table(codes, terminal.width)}`);
}

function addGeneralOptions(command: Command): void {
  command.optionsGroup('General:');
  command.option('--debug', 'show where an error comes from');
  command.option('--no-color', 'no colours');
  command.helpOption('-h, --help', 'show help');
}

function refuseUnknownCommand(name: string): void {
  if (catalogue.some((entry) => entry.name === name)) return;
  if (laterCommands.includes(name)) throw new ConfigurationError(`The command ${name} comes in a later version.`);
  const guess = didYouMean(
    name,
    catalogue.map((entry) => entry.name),
  );
  throw new ConfigurationError(`There is no command ${JSON.stringify(name)}.${guess} See: concordat --help`);
}

/** Help and version end here too, as commander's way of leaving. */
function reportUsage(error: CommanderError, argv: readonly string[], context: CommandContext): ExitCode {
  if (error.exitCode === 0) return exitCodes.done;
  const [first = '', guess = ''] = error.message.replace(/^error: /, '').split('\n');
  const hint = guess === '' ? '' : ` ${guess.replace(/^\(|\)$/g, '')}`;
  const command = calledCommand(argv);
  const help = `See: concordat ${command === undefined ? '' : `${command} `}--help`;
  const sentence = `${first.replace(/\.?$/, '.')}${hint} ${help}`;
  return reportFailure(new ConfigurationError(sentence, { cause: error }), context.terminal, context.debug);
}
