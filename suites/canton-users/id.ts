/**
 * User ids that must be accepted, and what they mean.
 */
import type { Json } from '../../contracts/model.ts';
import { accepts } from '../../engine/checks/accepts.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { createdIdOf, isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import { nearEqualUserIds } from '../../generators/canton/user-ids.ts';
import { inGroup } from '../canton/creation/specimens.ts';
import { costOf, pageClause, requirementFor } from '../canton/resource.ts';
import { describeRight, rightsOf } from '../canton/user-readings.ts';
import { idsInPaths } from './ids-in-paths.ts';
import { oneCharacterAccepted } from './one-character.ts';
import { readUser } from './read-user.ts';
import { specimens } from './specimens.ts';
import { users, userWithId } from './user-resource.ts';

const { operation } = users;

/** What each of two users gets, to tell them apart. */
const RIGHTS = [plainRight('CanReadAsAnyParty'), plainRight('CanExecuteAsAnyParty')] as const;

/** Ids that differ in case, and ids that differ otherwise. */
const inCase = ({ label }: { readonly label: string }): boolean => label.startsWith('case ');

/** Pairs of ids that share the name: both are accepted, under two ids, and each is read as itself. */
function distinctPairs(
  id: string,
  differ: string,
  sentence: string,
  causes: string,
  which: (pair: { readonly label: string }) => boolean,
) {
  const pairs = nearEqualUserIds().filter(which);
  const body = (name: string, index: number): Json => {
    const { user } = userWithId(name, { 'example.com/member': String(index) });
    return { user: user as Json, rights: [RIGHTS[index] as Json] };
  };
  const key = `id/${id}`;
  return requirementFor(users, {
    id: key,
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/characters'),
    text: sentence,
    explain: causes,
    check: scenario({
      key,
      cost: costOf(users, 2 * pairs.length, 6 * pairs.length),
      vectors: () =>
        pairs.flatMap(({ label, ids }) =>
          ids.map((name, index) => ({
            label: `${label} ${index}`,
            template: operation.template({ kind: 'json', value: body(name, index) }),
          })),
        ),
      satisfied: `All ${pairs.length} pairs of ids that ${differ} are two users each.`,
      run: async (steps) => {
        await Promise.all(
          pairs.map(async ({ label, ids }) => {
            const records = await steps.sharingName(operation, label, ids.map(body));
            const evidence = records.map(({ exchange }) => exchange);
            const refused = records.find((record) => !isAccepted(operation, record));
            steps.check(refused === undefined, () => ({
              summary: `One of two near-equal ids was refused: ${label}`,
              expected: 'both ids are valid and new, so both are accepted',
              actual: refused ? describeAnswer(refused.exchange) : '',
              pointer: '/user/id',
              evidence,
            }));
            if (refused) return;
            const created = records.map((record) => createdIdOf(operation, record) ?? '');
            for (const [index, one] of created.entries()) {
              const { details, exchange } = await readUser(steps, one, `read ${label} ${index}`);
              const metadata = JSON.stringify(details) ?? '';
              steps.check(metadata.includes(`"example.com/member":"${index}"`) && created[0] !== created[1], {
                summary: `Two near-equal ids are one user: ${label}`,
                expected: `"${one}" has its own annotations`,
                actual: metadata || describeAnswer(exchange),
                pointer: '/user',
                evidence: [...evidence, exchange],
              });
              const own = describeRight(RIGHTS[index] as Json);
              const seen = await rightsOf(steps, one, `rights ${label} ${index}`);
              steps.check(seen.rights.join() === own, {
                summary: `Two near-equal ids share their rights: ${label}`,
                expected: `"${one}" has its own right ${own}`,
                actual: seen.rights.join(', ') || 'no rights',
                pointer: '/rights',
                evidence: [...evidence, seen.exchange],
              });
            }
          }),
        );
      },
    }),
  });
}

/** Requirements of this topic. */
export const idRequirements = [
  requirementFor(users, {
    id: 'id/legal-characters-accepted',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/characters'),
    text: "Every letter, every digit and each of the symbols @^$.!`-#+'~_|:() is accepted, anywhere in an id.",
    explain: 'Usual causes: a pattern for host names or e-mail addresses; a symbol forgotten; only lower case.',
    smoke: true,
    check: accepts([specimens], { which: inGroup('characters') }),
  }),
  requirementFor(users, {
    id: 'id/lengths-accepted',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/length'),
    text: 'Ids of up to 128 characters are accepted.',
    explain: 'Usual causes: a column of 64 characters; a limit that is off by one.',
    check: accepts([specimens], { which: inGroup('length') }),
  }),
  requirementFor(users, {
    id: 'id/one-character-accepted',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/length'),
    text: 'An id of one character is accepted.',
    explain: 'Usual causes: a minimum length that the text does not have.',
    check: oneCharacterAccepted,
  }),
  distinctPairs(
    'case-sensitive',
    'differ in case',
    'Ids that differ only in case are different users.',
    'Usual causes: a collation without case; ids folded to lower case.',
    inCase,
  ),
  distinctPairs(
    'near-equal-distinct',
    'differ in one place',
    'Ids that differ only in a symbol, in a dot at the end or in the last character are different users.',
    'Usual causes: a slug function; dots at the end trimmed; "+tag" removed as in e-mail; ids cut to a column width.',
    (pair) => !inCase(pair),
  ),
  idsInPaths,
];
