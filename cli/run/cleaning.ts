/**
 * Deletes users that a run left: those that its report or journal lists, and nothing else.
 */
import { NAMESPACE_PATTERN } from '../../engine/names.ts';
import { Interrupted } from '../../engine/signals.ts';
import { NAME_LENGTH } from '../../generators/placeholder.ts';
import { findUsers } from '../../suites/canton/user-list.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { Target } from '../../target/exchange.ts';
import type { CommandContext } from '../command.ts';
import type { Settings } from '../configuration/settings.ts';
import { target as readTarget } from '../configuration/values.ts';
import { connectTarget } from '../connect.ts';
import { count } from '../count.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { printable } from '../terminal.ts';
import { appendToJournal } from './journal-file.ts';
import { type Leftovers, readLeftovers } from './leftovers.ts';

/** The administrator of every Canton participant, and what cannot stand in a path; no run creates them. */
const NEVER_DELETED: readonly string[] = ['participant_admin', '', '.', '..'];

/** Deletes and tells. 0: nothing is left, 5: something may be, 3: the target does not answer. */
export async function cleanUp(
  file: string,
  named: boolean,
  settings: Settings,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const left = await readLeftovers(file);
  if (left.target === 'embedded' && !named) {
    terminal.out('What this run created went with the embedded reference.');
    return exitCodes.done;
  }
  if (left.parties > 0) {
    terminal.out(
      `${count(left.parties, 'party', 'parties')} of this run cannot be deleted: a ledger keeps its parties for ever.`,
    );
  }
  if (left.ids.length + left.names.length === 0) {
    terminal.out('No users are left.');
    return exitCodes.done;
  }
  const url = urlOf(left, named, settings);
  const interruption = listenForInterruption(terminal, 'Stopping. Press Ctrl-C again to quit at once.');
  const target = connectTarget(settings, url, interruption.signal, 'impatient');
  try {
    const remaining = await deleteAll(left, target, (line) => terminal.out(printable(line)));
    terminal.out(remaining === 0 ? 'No users are left.' : `${remaining} could not be settled. Run it again.`);
    return remaining === 0 ? exitCodes.done : exitCodes.notDetermined;
  } finally {
    interruption.dispose();
    await target.close();
  }
}

/** @throws ConfigurationError when two targets are meant, or none that can be asked */
function urlOf({ target }: Leftovers, named: boolean, { options }: Settings): string {
  const configured = options.target?.kind === 'external' ? options.target.url : undefined;
  if (named && configured !== undefined) return configured;
  const choice = readTarget(target);
  if (choice.kind === 'embedded') throw new ConfigurationError('--target must be the address of the deployment.');
  if (configured === undefined || configured === choice.url) return choice.url;
  throw new ConfigurationError(
    `The users are on ${choice.url}, the configuration is about ${configured}. Say with --target which one is meant.`,
  );
}

/** How many users or names remain. */
async function deleteAll(left: Leftovers, target: Target, say: (line: string) => void): Promise<number> {
  const names = left.names.filter(isOurName);
  let remaining = 0;
  let ids = left.ids;
  if (names.length > 0) {
    const found = await usersWithNames(target, names);
    if (found === undefined) {
      say(`The list of users cannot be read, so ${names.length} creations of unknown outcome stay unknown.`);
      remaining += names.length;
    } else {
      ids = [...new Set([...ids, ...found])];
    }
  }
  for (const id of ids) {
    if (NEVER_DELETED.includes(id)) {
      say(`${JSON.stringify(id)}: refused, this user is never deleted.`);
      continue;
    }
    const outcome = await deleteUser(id, target);
    say(`${id}: ${outcome.text}`);
    if (!outcome.gone) remaining += 1;
    else if (left.journal !== undefined)
      appendToJournal(left.journal, [{ event: 'deleted', noun: 'user', name: id, id }]);
  }
  return remaining;
}

async function deleteUser(id: string, target: Target): Promise<{ readonly gone: boolean; readonly text: string }> {
  const path = `/v2/users/${encodeURIComponent(id)}`;
  const { response, failure } = await target.send({ method: 'DELETE', path }, { tag: `clean ${id}`, repeat: 'safe' });
  if (response === undefined) {
    // The next request tells whether the target is gone; an interrupted one is not tried again.
    return { gone: false, text: `no answer (${failure?.kind})` };
  }
  if (response.status === 200 || response.status === 204) return { gone: true, text: 'deleted' };
  if (response.status === 404) return { gone: true, text: 'was not there any more' };
  return { gone: false, text: `not deleted, the target answers ${response.status}` };
}

/** Identifiers of the users that carry one of the names; undefined when the list cannot be read. */
async function usersWithNames(target: Target, names: readonly string[]): Promise<readonly string[] | undefined> {
  try {
    const seen = await findUsers({ suite: 'clean', target }, names);
    return seen.available ? [...seen.found.values()].flat() : undefined;
  } catch (error) {
    if (error instanceof Interrupted) return undefined;
    throw error;
  }
}

/** A name that a run can have made; anything shorter could be part of somebody else's user. */
function isOurName(name: string): boolean {
  const namespace = name.split('-')[0] ?? '';
  return name.length === NAME_LENGTH && NAMESPACE_PATTERN.test(namespace) && /^[a-z0-9-]+$/.test(name);
}
