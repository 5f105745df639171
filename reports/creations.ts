/**
 * What a run created on the target and what of it remains, in words.
 */
import type { Report } from './model.ts';
import { plural } from './sentences.ts';

/** Users that were created and not deleted again. */
export function remainingUsers({ created }: Pick<Report, 'created'>): readonly string[] {
  const deleted = new Set(created.deleted);
  return created.users.filter((user) => !deleted.has(user));
}

/** Names of one kind whose creation has an unknown outcome. */
export function maybeNames({ created }: Pick<Report, 'created'>, noun: 'party' | 'user'): readonly string[] {
  return created.maybe.filter((entry) => entry.noun === noun).map(({ name }) => name);
}

/** Sentences: parties, users, and creations whose outcome is unknown. */
export function creationSentences({ created, target }: Pick<Report, 'created' | 'target'>): string {
  const { parties, users } = created;
  const remaining = remainingUsers({ created }).length;
  const sentences: string[] = [];
  if (parties.length > 0) {
    const fate =
      target.kind === 'embedded'
        ? 'gone with the embedded reference'
        : `${parties.length === 1 ? 'it remains' : 'they remain'}, parties cannot be deleted`;
    sentences.push(`${partyCount(parties.length)} (${fate}).`);
  }
  if (users.length > 0) {
    sentences.push(
      `${plural(users.length, 'user')} (${remaining === 0 ? 'all deleted again' : `${remaining} not deleted`}).`,
    );
  }
  if (sentences.length === 0) sentences.push('Nothing.');
  const maybeParties = maybeNames({ created }, 'party').length;
  const maybeUsers = maybeNames({ created }, 'user').length;
  const unknown = [maybeParties > 0 && partyCount(maybeParties), maybeUsers > 0 && plural(maybeUsers, 'user')];
  if (unknown.some(Boolean))
    sentences.push(`${unknown.filter(Boolean).join(' and ')} with unknown outcome: may exist.`);
  return sentences.join(' ');
}

function partyCount(count: number): string {
  return count === 1 ? '1 party' : `${count} parties`;
}
