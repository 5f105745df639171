/**
 * `concordat init`: writes a commented configuration.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Option } from 'commander';
import { ConfigurationError } from '../../target/errors.ts';
import { addExamples, type CommandModule } from '../command.ts';
import { type SuiteName, suiteNames } from '../configuration/settings.ts';
import { configurationTemplate } from '../configuration/template.ts';
import { Complaint, oneOf } from '../configuration/values.ts';
import { exitCodes } from '../exit-codes.ts';

const defaultFile = 'concordat.config.yaml';

/** The command. */
export const init: CommandModule = {
  declare(command) {
    command
      .addOption(
        new Option('--suite <NAME>', `${suiteNames.join(', ')} (repeatable; default: canton-parties)`).argParser(
          (name: string, before: readonly string[] | undefined) => [...(before ?? []), name],
        ),
      )
      .option('--out <FILE>', `file to write, - for standard output (default: ${defaultFile})`)
      .option('--force', 'overwrite the file');
    addExamples(command, [
      ['concordat init', `write ${defaultFile} for canton-parties`],
      ['concordat init --suite ishare-parties --out registry.yaml', 'another suite, another file'],
    ]);
  },

  async execute({ options }, { terminal, cwd }) {
    const suites = readSuites((options.suite as readonly string[] | undefined) ?? ['canton-parties']);
    const text = configurationTemplate(suites);
    const out = (options.out as string | undefined) ?? defaultFile;
    if (out === '-') {
      terminal.out(text.trimEnd());
      return exitCodes.done;
    }
    write(resolve(cwd, out), out, text, options.force === true);
    const use = out === defaultFile ? '' : ` --config ${out}`;
    const what = suites.includes('ishare-parties') ? 'Set the target and the block ishare' : 'Set the target';
    terminal.out(`Wrote ${out}. ${what} in it, then run: concordat doctor${use}`);
    return exitCodes.done;
  },
};

function readSuites(names: readonly string[]): readonly SuiteName[] {
  try {
    return [...new Set(names)].map(oneOf(suiteNames));
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    const given = names.map((name) => JSON.stringify(name)).join(', ');
    throw new ConfigurationError(`--suite ${error.message}, not ${given}.${error.hint}`, { cause: error });
  }
}

function write(path: string, name: string, text: string, force: boolean): void {
  if (!/\.ya?ml$/.test(path)) {
    throw new ConfigurationError(`--out must name a .yaml file, not ${JSON.stringify(name)}: JSON has no comments.`);
  }
  if (name === defaultFile && existsSync(join(dirname(path), 'concordat.config.json'))) {
    throw new ConfigurationError(
      'There is a concordat.config.json here already, and two configurations are one too many. Choose another name with --out.',
    );
  }
  try {
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new ConfigurationError(
        `${name} is there already. Overwrite it with --force, or choose another with --out.`,
      );
    }
    throw new ConfigurationError(`${name} cannot be written: ${(error as Error).message}.`, { cause: error });
  }
}
