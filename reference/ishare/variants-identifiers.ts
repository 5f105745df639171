/** Legal differences in what a registry does with identifiers that it is given. */

import { type Change, keepingClaimIds, refusing } from './change.ts';
import type { IshareVariant } from './deviation.ts';
import type { RegistryState } from './store.ts';

const variant = (id: string, title: string, apply: Change): IshareVariant => ({
  id,
  title,
  conformsTo: ['contract', 'reference'],
  apply,
});

const isTaken = (id: string, { parties }: RegistryState): boolean =>
  parties.some(({ claims }) => claims.some((claim) => claim.id === id));

/** Variants of identifiers. */
export const identifierVariants: readonly IshareVariant[] = [
  variant(
    'claim-ids-kept-where-free',
    'ids that come with claims are kept unless another claim has them',
    keepingClaimIds((id, state) => !isTaken(id, state)),
  ),
  variant(
    'foreign-alias-refused',
    'alsoKnownAs may hold no other identifier of the scheme than that of the party',
    refusing(({ id, alsoKnownAs }) =>
      ((alsoKnownAs ?? []) as readonly string[]).some((alias) => alias.startsWith('did:ishare:') && alias !== id)
        ? 'alsoKnownAs holds the identifier of another party'
        : undefined,
    ),
  ),
  variant(
    'alias-yields',
    'a party whose id another one has as an alias is registered and takes it away',
    (behaviour) => ({
      ...behaviour,
      duplicate: (existing, posted) => {
        if (existing.id === posted.id) return behaviour.duplicate(existing, posted);
        (existing as { alsoKnownAs: readonly string[] }).alsoKnownAs = (existing.alsoKnownAs ?? []).filter(
          (alias) => alias !== posted.id,
        );
        return { kind: 'add' };
      },
    }),
  ),
];
