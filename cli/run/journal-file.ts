/**
 * The journal on disk: a line of JSON for each thing that a run creates, written as it happens.
 */
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry, JournalSink } from '../../engine/journal.ts';
import { makeFolder } from '../../reports/folder.ts';
import { ConfigurationError } from '../../target/errors.ts';

/** Name of the journal in the folder of a report. */
export const JOURNAL_FILE = 'journal.jsonl';

/** First line of a journal: which run it belongs to. */
export interface JournalHeader {
  readonly event: 'run';
  /** URL, or `embedded`. */
  readonly target: string;
  readonly namespace: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** A journal as read back. */
export interface JournalContent {
  readonly header: JournalHeader;
  readonly entries: readonly JournalEntry[];
}

/** An open journal. */
export interface JournalFile {
  readonly path: string;
  readonly sink: JournalSink;
  /** Where an older journal went that still lists users. */
  readonly keptAside?: string;
  close(): void;
}

/**
 * Starts a fresh journal. One that lies there already and lists users which were not deleted is renamed, not lost.
 * @throws ConfigurationError when it cannot be written
 */
export function startJournal(directory: string, header: JournalHeader, name = JOURNAL_FILE): JournalFile {
  const path = join(directory, name);
  try {
    makeFolder(directory);
    const keptAside = setAside(path);
    const file = openSync(path, 'w', 0o600);
    const write = (line: JournalHeader | JournalEntry): void => void writeSync(file, `${JSON.stringify(line)}\n`);
    write(header);
    return { path, sink: write, ...(keptAside !== undefined && { keptAside }), close: () => closeSync(file) };
  } catch (error) {
    throw new ConfigurationError(
      `The journal ${path} cannot be written (${(error as Error).message}). Choose another folder with --out.`,
      { cause: error },
    );
  }
}

/** Adds entries to a journal. */
export function appendToJournal(path: string, entries: readonly JournalEntry[]): void {
  for (const entry of entries) appendFileSync(path, `${JSON.stringify(entry)}\n`);
}

/**
 * Reads a journal. A last line that was cut off, because the machine stopped, is left out.
 * @throws ConfigurationError when it is none
 */
export function readJournal(path: string): JournalContent {
  const lines = readText(path).split('\n').filter(Boolean);
  const parsed = lines.map((line, index) => parse(line, index === lines.length - 1));
  const [header, ...entries] = parsed.filter((line) => line !== undefined);
  if (!isHeader(header) || !entries.every(isEntry)) {
    throw new ConfigurationError(`${path} is no journal of a run. Give the ${JOURNAL_FILE} or the report of a run.`);
  }
  return { header, entries };
}

/** Users that a run may have left: identifiers that exist, and names whose creation has an unknown outcome. */
export interface UsersLeft {
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

/** What the entries leave, in order of appearance. A creation that was sent and never settled counts as unknown. */
export function usersLeft(entries: readonly JournalEntry[]): UsersLeft {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const { event, noun, name, id } of entries) {
    if (noun !== 'user') continue;
    if (event === 'intended' || event === 'maybe') names.add(name);
    else names.delete(name);
    if (event === 'created' && id !== undefined) ids.add(id);
    if (event === 'deleted') ids.delete(id ?? name);
  }
  return { ids: [...ids], names: [...names] };
}

function setAside(path: string): string | undefined {
  if (!existsSync(path) || !listsUsers(path)) return undefined;
  for (let number = 1; ; number += 1) {
    const other = path.replace(/\.jsonl$/, `-${number}.jsonl`);
    if (existsSync(other)) continue;
    renameSync(path, other);
    return other;
  }
}

/** What cannot be read may list anything. */
function listsUsers(path: string): boolean {
  try {
    const { ids, names } = usersLeft(readJournal(path).entries);
    return ids.length + names.length > 0;
  } catch {
    return true;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError(
      `${path} cannot be read (${(error as Error).message}). Give the ${JOURNAL_FILE} or the report of a run.`,
      { cause: error },
    );
  }
}

function parse(line: string, last: boolean): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return last ? undefined : null;
  }
}

function isHeader(value: unknown): value is JournalHeader {
  const { event, target, namespace } = (value ?? {}) as Partial<JournalHeader>;
  return event === 'run' && typeof target === 'string' && typeof namespace === 'string';
}

const EVENTS: readonly unknown[] = ['intended', 'created', 'refused', 'maybe', 'deleted'];

function isEntry(value: unknown): value is JournalEntry {
  const { event, noun, name, id } = (value ?? {}) as Partial<JournalEntry>;
  const known = EVENTS.includes(event) && (noun === 'party' || noun === 'user');
  return known && typeof name === 'string' && (id === undefined || typeof id === 'string');
}
