/**
 * What a run left, by its report or its journal.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readReport } from '../../reports/read.ts';
import { JOURNAL_FILE, readJournal, type UsersLeft, usersLeft } from './journal-file.ts';

/** What is left, and where it is noted. */
export interface Leftovers extends UsersLeft {
  /** URL of the target, or `embedded`. */
  readonly target: string;
  /** Parties that stay. */
  readonly parties: number;
  /** The journal of the run, if there is one: deletions are noted in it. */
  readonly journal: string | undefined;
}

/** Reads a report or a journal. @throws ConfigurationError, ReportFileError when it is neither */
export async function readLeftovers(file: string): Promise<Leftovers> {
  return file.endsWith('.json') ? fromReport(file) : fromJournal(file);
}

function fromJournal(file: string): Leftovers {
  const { header, entries } = readJournal(file);
  const parties = new Set(
    entries.filter(({ event, noun }) => event === 'created' && noun === 'party').map(({ id }) => id),
  );
  return { ...usersLeft(entries), target: header.target, parties: parties.size, journal: file };
}

async function fromReport(file: string): Promise<Leftovers> {
  const { created, target, run } = await readReport(file);
  const deleted = new Set(created.deleted);
  return {
    ids: created.users.filter((user) => !deleted.has(user)),
    names: created.maybe.filter(({ noun }) => noun === 'user').map(({ name }) => name),
    target: target.kind === 'embedded' ? 'embedded' : target.url,
    parties: created.parties.length,
    journal: journalBeside(file, run.namespace),
  };
}

/** The journal in the folder of the report, when it is that of the same run. */
function journalBeside(file: string, namespace: string): string | undefined {
  const path = join(dirname(file), JOURNAL_FILE);
  if (!existsSync(path)) return undefined;
  return readJournal(path).header.namespace === namespace ? path : undefined;
}
