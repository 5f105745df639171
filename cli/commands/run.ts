/**
 * `concordat run`: runs suites against a target and writes the report.
 */
import { addExamples, type CommandModule } from '../command.ts';
import { addConfigurationOptions, addLaterOptions, flagsOf } from '../command-options.ts';
import { loadConfiguration, requireTarget } from '../configuration/load.ts';
import { optionKeys } from '../configuration/options.ts';

/** The command. */
export const run: CommandModule = {
  declare(command) {
    addConfigurationOptions(command, optionKeys);
    addLaterOptions(command);
    addExamples(command, [
      ['concordat run --target embedded', 'try the suite on its own reference'],
      ['concordat run --target http://localhost:7575 --token-file admin.token', 'certify a deployment'],
      ['concordat run --target http://localhost:7575 --budget smoke --wait 60', 'a quick look after a deployment'],
      ["concordat run --target embedded --only 'canton-parties/hint/*' --dry-run", 'see what would be sent'],
    ]);
  },

  async execute({ options }, context) {
    const settings = await loadConfiguration({ flags: flagsOf(options), env: context.env, cwd: context.cwd });
    const choice = requireTarget(settings);
    for (const warning of settings.warnings) context.terminal.err(warning);
    const { executeConformanceRun } = await import('../run/conformance-run.ts');
    return executeConformanceRun(choice, settings, context);
  },
};
