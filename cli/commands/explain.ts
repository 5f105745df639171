/**
 * `concordat explain`: one requirement, with its source, its vectors and its usual causes.
 */
import { addExamples, type CommandModule } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { allRequirements, findRequirement } from '../run/requirements.ts';

/** The command. */
export const explain: CommandModule = {
  declare(command) {
    command
      .argument('<ID>', 'id of a requirement')
      .option('--report <FILE>', 'also show what this report says of it, with request and response');
    addExamples(command, [
      ['concordat explain canton-parties/operation/offered', 'what is demanded, and how it is tested'],
      ['concordat explain ID --report conformance-report/conformance-report.json', 'and what a run saw'],
    ]);
  },

  async execute({ operands, options }, { terminal, cwd }) {
    const found = findRequirement(operands[0] ?? '', await allRequirements());
    const { explanation } = await import('../run/explanation.ts');
    terminal.out(explanation(found, terminal));
    if (typeof options.report === 'string') {
      const { seenInReport } = await import('../run/seen-in-report.ts');
      terminal.out(`\n${await seenInReport(found.requirement, options.report, cwd, terminal)}`);
    }
    return exitCodes.done;
  },
};
