/**
 * The commands by name. A module is loaded only when its command is called.
 */
import type { CommandModule } from '../command.ts';

/** A command as the general help shows it. */
export interface CatalogueEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Every command, in the order of the help. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    name: 'run',
    summary: 'run suites against a target and write the report',
    load: async () => (await import('./run.ts')).run,
  },
  {
    name: 'list',
    summary: 'list requirements, with filters, as a table or as JSON',
    load: async () => (await import('./list.ts')).list,
  },
  {
    name: 'explain',
    summary: 'explain a requirement: source, how it is tested, usual causes, example',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'doctor',
    summary: 'examine a target: can it be tested, and where does each setting come from',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'serve',
    summary: 'start an embedded reference, if wanted with a fault',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'replay',
    summary: 'send a failed case again and say whether it still fails',
    load: async () => (await import('./replay.ts')).replay,
  },
  {
    name: 'clean',
    summary: 'delete the users that an interrupted run left',
    load: async () => (await import('./clean.ts')).clean,
  },
  {
    name: 'init',
    summary: 'write a commented configuration for a suite',
    load: async () => (await import('./init.ts')).init,
  },
];

/** Commands that a later version will know. */
export const laterCommands: readonly string[] = ['diff', 'merge', 'certify', 'verify'];
