/**
 * The creations that many requirements look at: varied valid requests, and some at the same time.
 */
import { acceptances, type LabelledBody } from '../../engine/checks/acceptance.ts';
import type { Budget, Draw } from '../../engine/experiment.ts';
import { seedFor } from '../../engine/names.ts';
import { ALPHANUMERIC, nameOfCharacter, USER_ID_SYMBOLS } from '../../generators/canton/characters.ts';
import { userCorpus, userForSpellings } from '../../generators/canton/user.ts';
import {
  type LabelledUserId,
  userIdsOfAcceptedLengths,
  userIdsWithAllCharacters,
  userIdsWithEverySymbol,
} from '../../generators/canton/user-ids.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { spellings } from '../../generators/spellings.ts';
import { createUser } from '../canton/create-user.ts';
import { atOnce, grouped } from '../canton/creation/specimens.ts';
import { users, userWithId } from './user-resource.ts';

/** How many varied specimens there are beside the tables. */
const VARIED = { smoke: 6, standard: 24, thorough: 800 } as const;

function withId({ label, id }: LabelledUserId): LabelledBody {
  return { label, body: { kind: 'json', value: userWithId(id) } };
}

/** Ids that cover every legal character. Standard: each symbol alone at one place. Thorough: at each place. */
function idsOfCharacters(budget: Budget): readonly LabelledUserId[] {
  if (budget === 'smoke') return userIdsWithAllCharacters();
  if (budget === 'thorough') return [...userIdsWithAllCharacters(), ...userIdsWithEverySymbol()];
  const name = namePlaceholder();
  return [
    ...userIdsWithAllCharacters(),
    ...[...USER_ID_SYMBOLS].map((symbol) => ({ label: nameOfCharacter(symbol), id: `${name}${symbol}x` })),
    { label: 'symbols at the start', id: `${USER_ID_SYMBOLS}${name}` },
    { label: 'symbols at the end', id: `${name}${USER_ID_SYMBOLS}` },
    { label: 'a digit at the start', id: `7${name}` },
    { label: 'a capital letter at the end', id: `${name}Z` },
    { label: 'letters and digits at the end', id: `${name}${ALPHANUMERIC}` },
  ];
}

function specimenBodies({ seed, budget }: Draw): readonly LabelledBody[] {
  const varied = userCorpus(seedFor(seed, 'specimens'), VARIED[budget]).map(
    (value, index): LabelledBody => ({ label: String(index), body: { kind: 'json', value } }),
  );
  const spelled = spellings(userForSpellings()).map(
    ({ label, text }): LabelledBody => ({ label, body: { kind: 'text', text } }),
  );
  return [
    ...grouped('characters', idsOfCharacters(budget).map(withId)),
    ...(budget === 'smoke'
      ? []
      : [...grouped('length', userIdsOfAcceptedLengths().map(withId)), ...grouped('spelling', spelled)]),
    ...grouped('varied', varied),
  ];
}

/** Varied requests. */
export const specimens = acceptances({
  key: 'specimens',
  operation: createUser,
  profile: 'contract',
  bodies: { kind: 'table', rows: specimenBodies },
});

/** Requests at the same time, each with its own activation and a value of its own in its metadata. */
export const usersAtOnce = atOnce('at-once', createUser, () => users.body());

/** Creations that nothing deletes or changes during the run. */
export const lasting = [specimens, usersAtOnce];
