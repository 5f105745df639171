/**
 * The list of parties: finds what was registered, by each filter of the document.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { findingOf } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { describeAnswer } from '../../engine/text.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { clause } from '../clause.ts';
import { type Members, membersIn, textsIn } from '../ishare/members.ts';
import { type ListQuery, readPage, readParties } from '../ishare/party-list.ts';
import { acceptedSpecimens, postedId, unknownId } from './readings.ts';
import { amongFitting, createdOf, finds, nobody, onlyThis, onlyThisAsRegistered } from './searches.ts';
import { specimens } from './specimens.ts';

const DOCUMENT = 'ishare-openapi-3.0';

/** Finds one registered party by its identifier, with no other parameter. */
const findsWithoutPage: Check = {
  experiments: specimens,
  judge: async (context) => {
    const [it] = await acceptedSpecimens(context);
    if (!it) return undetermined('control-refused', 'No valid request was accepted.');
    const paged = await readParties(context, [['id', postedId(it)]]);
    if (!paged.available) return undetermined('read-back-unavailable', paged.reason);
    const page = await readPage(context, [['id', postedId(it)]]);
    if (!('reason' in page)) return passed(1, 'A list was answered without page and pageSize.');
    const finding = findingOf({ seed: context.draw.seed }, it, {
      summary: 'A list is not answered without page and pageSize',
      expected: '200 with a partiesToken, as with page=1 and pageSize=100',
      actual: describeAnswer(page.exchange),
    });
    return failed({ sent: 1, failed: 1 }, [{ ...finding, evidence: [page.exchange] }]);
  },
};

/** Requirements of this topic. */
export const listRequirements = [
  requirement({
    id: 'ishare-parties/list/finds-once',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-id'),
    text: 'The filter id finds a registered party, once, as it was registered, and nothing else.',
    explain:
      'Usual causes: an index that lags for seconds; a join that multiplies rows; an unknown filter or value that is ignored; claims of another party.',
    smoke: true,
    check: finds(
      'The list does not find exactly the party with this id',
      {
        forEach: (it) => [{ query: [['id', postedId(it)]], judge: onlyThisAsRegistered(it) }],
        once: (context) => [nobody(['id', unknownId(context)])],
      },
      'Every party was found once by its id, and nobody by an id that nobody has.',
    ),
  }),
  requirement({
    id: 'ishare-parties/list/by-alias',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-alias'),
    text: 'The filter alsoKnownAs finds the party that has the identifier, and no party without it.',
    explain: 'Usual causes: a filter that is ignored; only the first identifier of the list searched.',
    check: finds(
      'The list does not find the party by another identifier',
      {
        forEach: (it) =>
          textsIn(createdOf(it).alsoKnownAs)
            .slice(-1)
            .map((alias) => ({
              query: [['alsoKnownAs', alias]],
              judge: amongFitting(it, (party) => party.id === alias || textsIn(party.alsoKnownAs).includes(alias)),
            })),
        once: (context) => [nobody(['alsoKnownAs', `did:web:nobody.${context.namespace}.example.com`])],
      },
      'Every party was found by another identifier.',
    ),
  }),
  requirement({
    id: 'ishare-parties/list/by-name',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-name'),
    text: 'The filter name finds a party by its name and by a part of it with one asterisk, wherever that stands.',
    explain: 'Usual causes: an asterisk that stands for itself; a filter, or a value, that is ignored.',
    check: finds(
      'The list does not find the party by its name',
      {
        forEach: (it) => {
          const { name, head, tail } = partsOfName(it);
          const starts = (party: Members): boolean => String(party.name).startsWith(head);
          const ends = (party: Members): boolean => String(party.name).endsWith(tail);
          const shorter = head.slice(0, -1);
          const encloses = (party: Members): boolean => ends(party) && String(party.name).startsWith(shorter);
          return [
            { query: [['name', name]], judge: amongFitting(it, (party) => party.name === name) },
            { query: [['name', `${head}*`]], judge: amongFitting(it, starts) },
            { query: [['name', `*${tail}`]], judge: amongFitting(it, ends) },
            { query: [['name', `${shorter}*${tail}`]], judge: amongFitting(it, encloses) },
          ];
        },
        once: (context) => [nobody(['name', `${context.namespace} is the name of nobody`])],
      },
      'Every party was found by its name and by parts of it.',
    ),
  }),
  requirement({
    id: 'ishare-parties/list/name-exact',
    level: 'MUST',
    profile: 'reference',
    source: clause(DOCUMENT, 'party-list-name'),
    text: 'A name without an asterisk finds parties of this name only.',
    explain: 'Usual causes: LIKE with percent signs on both sides, whatever was asked for.',
    check: finds(
      'A part of a name without an asterisk finds parties',
      {
        forEach: (it) => {
          const { name, tail } = partsOfName(it);
          return [{ query: [['name', name]], judge: amongFitting(it, () => true) }, nobody(['name', tail])];
        },
      },
      'No party was found by a part of its name without an asterisk.',
    ),
  }),
  requirement({
    id: 'ishare-parties/list/by-claim',
    level: 'MUST',
    profile: 'reference',
    source: clause(DOCUMENT, 'party-list-claim-filter'),
    text: 'A claimFilter finds parties with such a claim, and not those without.',
    explain: 'Usual causes: filters on claims that are ignored.',
    check: finds(
      'The list is not narrowed by a claim',
      {
        forEach: (it) => {
          const role = membersIn(createdOf(it).claims).find(({ type }) => type === 'frameworkRole')?.roleId;
          const id: ListQuery = [['id', postedId(it)]];
          return [
            { query: [...id, ['claimFilter[frameworkRole.roleId]', String(role)]], judge: onlyThis(it) },
            nobody(...id, ['claimFilter[frameworkRole.roleId]', 'NoRoleOfThisName']),
          ];
        },
      },
      'Parties were found by a role that they have, and not by one that they have not.',
    ),
  }),
  requirement({
    id: 'ishare-parties/list/pages-optional',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-pages'),
    text: 'A list can be asked for without page and pageSize, which have defaults.',
    explain: 'Usual causes: parameters that are read without a default.',
    check: findsWithoutPage,
  }),
];

/** The name of a party, and its two halves. */
function partsOfName(it: AcceptanceCase): { readonly name: string; readonly head: string; readonly tail: string } {
  const name = String(createdOf(it).name);
  const half = Math.floor(namePlaceholder().length / 2) + 4;
  return { name, head: name.slice(0, half), tail: name.slice(half) };
}
