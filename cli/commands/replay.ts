/**
 * `concordat replay`: runs one requirement of a report again and says whether it still fails.
 */
import { dirname, resolve } from 'node:path';
import { addExamples, type CommandModule } from '../command.ts';
import { addConfigurationOptions, connectionKeys, flagsOf } from '../command-options.ts';
import { loadConfiguration } from '../configuration/load.ts';

/** The command. */
export const replay: CommandModule = {
  declare(command) {
    command.argument('<REPORT>', 'conformance-report.json of a run').argument('<ID>', 'id of a requirement');
    addConfigurationOptions(command, [...connectionKeys, 'concurrency', 'rps', 'maxParties', 'quiet']);
    addExamples(command, [
      ['concordat replay conformance-report.json canton-parties/operation/offered', 'against the target of the report'],
      ['concordat replay conformance-report.json ID --target http://localhost:7575', 'against another one'],
    ]);
  },

  async execute({ operands, options }, context) {
    const [file = '', id = ''] = operands;
    const flags = flagsOf(options);
    const settings = await loadConfiguration({ flags, env: context.env, cwd: context.cwd });
    const { readReport } = await import('../../reports/read.ts');
    const path = resolve(context.cwd, file);
    const report = await readReport(path);
    const { replayRequirement } = await import('../run/replaying.ts');
    const named = flags.target !== undefined;
    return replayRequirement({ report, id, directory: dirname(path), named }, settings, context);
  },
};
