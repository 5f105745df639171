#!/usr/bin/env node
/**
 * The executable: connects the process with {@link runCommandLine}.
 */
import { reportFailure } from './failure.ts';
import { runCommandLine } from './program.ts';
import { createTerminal } from './terminal.ts';

const argv = process.argv.slice(2);
const terminal = createTerminal(process.stdout, process.stderr, argv, process.env);
const debug = argv.includes('--debug');

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader went away (`concordat list | head`): the rest is not wanted, but a run still writes its report.
    if (error.code !== 'EPIPE') throw error;
  });
}
process.on('uncaughtException', (error) => {
  process.exit(reportFailure(error, terminal, debug));
});

process.exitCode = await runCommandLine(argv, { terminal, env: process.env, cwd: process.cwd(), debug });
