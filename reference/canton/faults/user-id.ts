/**
 * Faults of user ids that are legal: refused, mixed up, or not found in paths.
 */
import type { Behaviour } from '../behaviour.ts';
import type { OperationName } from '../call.ts';
import { change } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { found, userIdsChecked } from './user-changes.ts';
import { userFault } from './user-fault.ts';

/** Refuses ids that are legal. */
function idsRefused(behaviour: Behaviour, refused: (id: string) => boolean): Behaviour {
  return userIdsChecked(behaviour, (id, original) => (refused(id) ? `User ID "${id}" is not valid` : original(id)));
}

/** Keeps users under another key than their id. */
function keyed(behaviour: Behaviour, key: (id: string) => string): Behaviour {
  return change(behaviour, 'users', { key });
}

const WITH_PATH: readonly OperationName[] = ['getUser', 'deleteUser', 'listRights'];

/** Reads ids in paths otherwise. */
function pathsRead(behaviour: Behaviour, read: (id: string) => string): Behaviour {
  return found(behaviour, WITH_PATH, (id, find) => find(read(id)));
}

export const userIdFaults: readonly Fault[] = [
  userFault({
    id: 'user-refuses-dollar',
    title: 'Ids with a dollar are refused',
    catches: ['id/legal-characters-accepted'],
    apply: (b) => idsRefused(b, (id) => id.includes('$')),
  }),
  userFault({
    id: 'user-refuses-hash',
    title: 'Ids with a number sign are refused',
    catches: ['id/legal-characters-accepted'],
    apply: (b) => idsRefused(b, (id) => id.includes('#')),
  }),
  userFault({
    id: 'user-refuses-parentheses',
    title: 'Ids with parentheses are refused',
    catches: ['id/legal-characters-accepted'],
    apply: (b) => idsRefused(b, (id) => /[()]/.test(id)),
  }),
  userFault({
    id: 'user-refuses-upper-case',
    title: 'Ids with capital letters are refused',
    catches: ['id/legal-characters-accepted'],
    apply: (b) => idsRefused(b, (id) => /[A-Z]/.test(id)),
  }),
  userFault({
    id: 'user-id-limit-127',
    title: 'Ids of 128 characters are refused',
    catches: ['id/lengths-accepted'],
    apply: (b) => idsRefused(b, (id) => id.length > 127),
  }),
  userFault({
    id: 'user-id-limit-64',
    title: 'Ids of more than 64 characters are refused',
    catches: ['id/lengths-accepted'],
    apply: (b) => idsRefused(b, (id) => id.length > 64),
  }),
  userFault({
    id: 'user-id-minimum-2',
    title: 'Ids of one character are refused',
    catches: ['id/one-character-accepted'],
    apply: (b) => idsRefused(b, (id) => id.length === 1),
  }),
  userFault({
    id: 'user-paths-not-decoded',
    title: 'Percent-encoding in paths is not undone',
    catches: ['id/symbols-in-paths'],
    apply: (b) => pathsRead(b, encodeURIComponent),
  }),
  userFault({
    id: 'user-plus-in-path-is-space',
    title: 'A plus in a path is read as a space',
    catches: ['id/symbols-in-paths'],
    apply: (b) => pathsRead(b, (id) => id.replaceAll('+', ' ')),
  }),
  userFault({
    id: 'user-path-cut-at-hash',
    title: 'What follows a number sign in a path is cut off, encoded or not',
    catches: ['id/symbols-in-paths'],
    apply: (b) => pathsRead(b, (id) => id.split('#')[0] ?? ''),
  }),
  userFault({
    id: 'user-ids-case-insensitive',
    title: 'Ids that differ in case are the same user',
    catches: ['id/case-sensitive'],
    apply: (b) => keyed(b, (id) => id.toLowerCase()),
  }),
  userFault({
    id: 'user-ids-without-symbols',
    title: 'Symbols in ids do not count',
    catches: ['id/near-equal-distinct'],
    apply: (b) => keyed(b, (id) => id.replace(/[^A-Za-z0-9]/g, '')),
  }),
  userFault({
    id: 'user-ids-cut-at-127',
    title: 'Only the first 127 characters of an id count',
    catches: ['id/near-equal-distinct'],
    apply: (b) => keyed(b, (id) => id.slice(0, 127)),
  }),
  userFault({
    id: 'user-ids-without-dots-at-the-end',
    title: 'Full stops at the end of an id do not count',
    catches: ['id/near-equal-distinct'],
    apply: (b) => keyed(b, (id) => id.replace(/\.+$/, '')),
  }),
];
