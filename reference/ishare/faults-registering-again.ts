/** Faults that show when an identifier, of a party or of a claim, comes a second time. */
import type { Json } from '../../contracts/model.ts';
import type { Behaviour } from './behaviour.ts';
import { type Change, keepingClaimIds } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { StoredParty } from './store.ts';
import { sameParty } from './variant-changes.ts';

const UNIQUE_INDEX = 'unique index violated';

/** How many later registrations make a party an early one. */
const RECENT = 10;

/** Identifiers of registrations that the checks after the schema refused are not given back. */
const burning: Change = (behaviour) => {
  const burnt = new Set<Json | undefined>();
  return {
    ...behaviour,
    refusesBesides: (body) =>
      behaviour.refusesBesides(body) ?? (burnt.has(body.id) ? 'the identifier is registered already' : undefined),
    registrationRules: behaviour.registrationRules.map((rule) => ({
      ...rule,
      broken: (party, world) => {
        const message = rule.broken(party, world);
        if (message !== undefined) burnt.add(party.id);
        return message;
      },
    })),
  };
};

const duplicates =
  (duplicate: Behaviour['duplicate']): Change =>
  (behaviour) => ({ ...behaviour, duplicate });

/** Faults of second registrations. */
export const registeringAgainFaults: readonly FaultEntry[] = [
  fault(
    'refused-burns-id',
    'the identifier of a registration that lacked a claim stays taken',
    'refusal/can-be-corrected',
    burning,
  ),
  fault(
    'claim-ids-given-unchecked',
    'ids that come with claims are kept, those of claims of other parties as well',
    'identifiers/claim-ids-unique-across-parties',
    keepingClaimIds(() => true),
  ),
  fault(
    'duplicate-identical-adds',
    'an identical second registration makes a second party',
    'identifiers/no-second-party',
    duplicates((existing, posted) => ({ kind: sameParty(existing, posted) ? 'add' : 'refuse' })),
  ),
  fault(
    'duplicate-identical-500',
    'an identical second registration ends in 500',
    'identifiers/duplicate-no-server-error',
    (behaviour) => ({
      ...behaviour,
      duplicate: (existing, posted) =>
        sameParty(existing, posted) ? { kind: 'refuse', because: UNIQUE_INDEX } : behaviour.duplicate(existing, posted),
      refusal: (refusal) =>
        refusal.message === UNIQUE_INDEX ? { status: 500, body: { error: UNIQUE_INDEX } } : behaviour.refusal(refusal),
    }),
  ),
  fault(
    'duplicate-aliases-merged',
    'a second registration is refused and its aliases are given to the party',
    'identifiers/duplicate-changes-nothing',
    duplicates((existing, posted) => {
      const merged = [...new Set([...(existing.alsoKnownAs ?? []), ...(posted.alsoKnownAs ?? [])])];
      (existing as { alsoKnownAs: readonly string[] }).alsoKnownAs = merged;
      return { kind: 'refuse' };
    }),
  ),
  fault(
    'duplicate-aliases-indexed',
    'a second registration is refused and the party is found by its aliases',
    'identifiers/duplicate-changes-nothing',
    (behaviour) => {
      const index = new Map<string, StoredParty>();
      return {
        ...behaviour,
        duplicate: (existing, posted) => {
          for (const alias of posted.alsoKnownAs ?? []) index.set(alias, existing);
          return behaviour.duplicate(existing, posted);
        },
        find: (state, id) => behaviour.find(state, id) ?? index.get(id),
      };
    },
  ),
  fault(
    'duplicate-recent-only',
    'a second registration replaces a party that is not among the last ten',
    'identifiers/duplicate-changes-nothing',
    (behaviour) => {
      let registered = 0;
      const numbers = new WeakMap<StoredParty, number>();
      return {
        ...behaviour,
        stored: (party) => {
          const stored = behaviour.stored(party);
          registered += 1;
          numbers.set(stored, registered);
          return stored;
        },
        duplicate: (existing, posted) =>
          registered - (numbers.get(existing) ?? 0) > RECENT
            ? { kind: 'replace' }
            : behaviour.duplicate(existing, posted),
      };
    },
  ),
  fault(
    'id-of-an-alias-accepted',
    'an identifier may be registered that another party has in alsoKnownAs',
    'semantics/id-of-an-alias',
    duplicates((existing, posted) => ({ kind: existing.id === posted.id ? 'refuse' : 'add' })),
    'reference',
  ),
];
