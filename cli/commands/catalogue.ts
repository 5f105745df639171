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
    name: 'doctor',
    summary: 'examine a target: can it be tested, and where does each setting come from',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'init',
    summary: 'write a commented configuration for a suite',
    load: async () => (await import('./init.ts')).init,
  },
];

/** Commands that a later version will know. */
export const laterCommands: readonly string[] = ['diff', 'merge', 'certify', 'verify'];
