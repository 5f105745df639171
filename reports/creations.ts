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

/** Sentences: parties, users, and creations whose outcome is unknown. */
export function creationSentences({ created, target }: Pick<Report, 'created' | 'target'>): string {
  const { parties, users, maybe } = created;
  const remaining = remainingUsers({ created }).length;
  const sentences: string[] = [];
  if (parties.length > 0) {
    const fate =
      target.kind === 'embedded'
        ? 'gone with the embedded reference'
        : `${parties.length === 1 ? 'it remains' : 'they remain'}, parties cannot be deleted`;
    sentences.push(`${parties.length === 1 ? '1 party' : `${parties.length} parties`} (${fate}).`);
  }
  if (users.length > 0) {
    sentences.push(
      `${plural(users.length, 'user')} (${remaining === 0 ? 'all deleted again' : `${remaining} not deleted`}).`,
    );
  }
  if (sentences.length === 0) sentences.push('Nothing.');
  if (maybe.length > 0) sentences.push(`${plural(maybe.length, 'creation')} with unknown outcome: may exist.`);
  return sentences.join(' ');
}
