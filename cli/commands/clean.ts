/**
 * `concordat clean`: deletes the users that a run left.
 */
import { resolve } from 'node:path';
import { addExamples, type CommandModule } from '../command.ts';
import { addConfigurationOptions, connectionKeys, flagsOf } from '../command-options.ts';
import { loadConfiguration } from '../configuration/load.ts';

/** The command. */
export const clean: CommandModule = {
  declare(command) {
    command.argument('<FILE>', 'conformance-report.json or journal.jsonl of a run');
    addConfigurationOptions(command, connectionKeys);
    addExamples(command, [
      ['concordat clean conformance-report/journal.jsonl', 'after a run that was killed'],
      ['concordat clean conformance-report.json --token-file admin.token', 'with a token'],
    ]);
  },

  async execute({ operands, options }, context) {
    const flags = flagsOf(options);
    const settings = await loadConfiguration({ flags, env: context.env, cwd: context.cwd });
    const { cleanUp } = await import('../run/cleaning.ts');
    const file = resolve(context.cwd, operands[0] ?? '');
    return cleanUp(file, flags.target !== undefined, settings, context);
  },
};
