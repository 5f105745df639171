/**
 * The list of parties: finds what was registered, by each filter of the document.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Breach, findingOf } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { clause } from '../clause.ts';
import { type Members, membersIn, textsIn } from '../ishare/members.ts';
import { type ListQuery, readParties } from '../ishare/party-list.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { acceptedSpecimens, postedId } from './readings.ts';
import { isRow, specimens } from './specimens.ts';

const DOCUMENT = 'ishare-openapi-3.0';

/** So many registered parties are looked for by each filter. */
const SOUGHT = 3;
const isSought = isRow('as-in-the-example', 'mixed-roles', 'additional-info-full');

/** A party as its registration answered. */
const createdOf = (it: AcceptanceCase): Members => shownParty(it.json) ?? {};

const names = (parties: readonly Members[]): string =>
  parties.length === 0
    ? 'no party'
    : parties
        .slice(0, 4)
        .map(({ id }) => String(id))
        .join(', ');

/** A search, and what is right about what it finds. */
interface Search {
  readonly query: ListQuery;
  judge(found: readonly Members[]): Omit<Breach, 'summary'> | undefined;
}

/** Decides that searches for registered parties find what they should. */
function finds(summary: string, searches: (it: AcceptanceCase) => readonly Search[], satisfied: string): Check {
  return {
    experiments: specimens,
    judge: async (context) => {
      const accepted = await acceptedSpecimens(context);
      const sought = [...accepted.filter(isSought), ...accepted].slice(0, SOUGHT);
      if (sought.length === 0) return undetermined('control-refused', 'No valid request was accepted.');
      const findings: Finding[] = [];
      let sent = 0;
      for (const it of sought) {
        for (const { query, judge } of searches(it)) {
          const list = await readParties(context, query);
          if (!list.available) return undetermined('read-back-unavailable', list.reason);
          sent += 1;
          const breach = judge(list.parties);
          if (!breach) continue;
          const evidence = [it.record.exchange, ...list.pages.slice(0, 1).map(({ exchange }) => exchange)];
          const asked = query.map(([name, value]) => `${name}=${value}`).join('&');
          const finding = findingOf({ seed: context.draw.seed }, it, { summary: `${summary} (${asked})`, ...breach });
          findings.push({ ...finding, evidence });
        }
      }
      if (findings.length > 0) return failed({ sent, failed: findings.length }, findings);
      return passed(sent, satisfied);
    },
  };
}

/** Exactly this party, once. */
const onlyThis =
  (it: AcceptanceCase): Search['judge'] =>
  (found) =>
    found.length === 1 && found[0]?.id === createdOf(it).id
      ? undefined
      : {
          expected: `${String(createdOf(it).id)} once and nothing else`,
          actual: names(found),
          pointer: '/partiesInfo/data',
        };

/** This party once, among parties that fit as well. */
const amongFitting =
  (it: AcceptanceCase, fits: (party: Members) => boolean): Search['judge'] =>
  (found) =>
    found.filter(({ id }) => id === createdOf(it).id).length === 1 && found.every(fits)
      ? undefined
      : {
          expected: `${String(createdOf(it).id)} once, and only parties that fit`,
          actual: names(found.filter((party) => !fits(party) || party.id === createdOf(it).id)),
          pointer: '/partiesInfo/data',
        };

/** Requirements of this topic. */
export const listRequirements = [
  requirement({
    id: 'ishare-parties/list/finds-once',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-id'),
    text: 'The filter id finds a registered party, once, and nothing else.',
    explain: 'Usual causes: an index that lags; a join that multiplies rows; an unknown filter that is ignored.',
    smoke: true,
    check: finds(
      'The list does not find exactly the party with this id',
      (it) => [{ query: [['id', postedId(it)]], judge: onlyThis(it) }],
      'Every party was found once by its id.',
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
      (it) =>
        textsIn(createdOf(it).alsoKnownAs)
          .slice(-1)
          .map((alias) => ({
            query: [['alsoKnownAs', alias]],
            judge: amongFitting(it, (party) => party.id === alias || textsIn(party.alsoKnownAs).includes(alias)),
          })),
      'Every party was found by another identifier.',
    ),
  }),
  requirement({
    id: 'ishare-parties/list/by-name',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-name'),
    text: 'The filter name finds a party by its name and by a part of it with one asterisk.',
    explain: 'Usual causes: an asterisk that stands for itself; a filter that is ignored.',
    check: finds(
      'The list does not find the party by its name',
      (it) => {
        const name = String(createdOf(it).name);
        const half = Math.floor(namePlaceholder().length / 2) + 4;
        const [head, tail] = [name.slice(0, half), name.slice(half)];
        const starts = (party: Members): boolean => String(party.name).startsWith(head);
        const ends = (party: Members): boolean => String(party.name).endsWith(tail);
        return [
          { query: [['name', name]], judge: amongFitting(it, (party) => party.name === name) },
          { query: [['name', `${head}*`]], judge: amongFitting(it, starts) },
          { query: [['name', `*${tail}`]], judge: amongFitting(it, ends) },
        ];
      },
      'Every party was found by its name and by parts of it.',
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
      (it) => {
        const role = membersIn(createdOf(it).claims).find(({ type }) => type === 'frameworkRole')?.roleId;
        const id: ListQuery = [['id', postedId(it)]];
        return [
          { query: [...id, ['claimFilter[frameworkRole.roleId]', String(role)]], judge: onlyThis(it) },
          {
            query: [...id, ['claimFilter[frameworkRole.roleId]', 'NoRoleOfThisName']],
            judge: (found) =>
              found.length === 0
                ? undefined
                : { expected: 'no party', actual: names(found), pointer: '/partiesInfo/data' },
          },
        ];
      },
      'Parties were found by a role that they have, and not by one that they have not.',
    ),
  }),
];
