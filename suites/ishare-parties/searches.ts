/**
 * Searches in the list of parties, and what is right about what they find.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Breach, findingOf } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Check } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import { type Members, membersIn } from '../ishare/members.ts';
import { type ListQuery, type PartyListing, readParties } from '../ishare/party-list.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { disagreement, movedClaimId } from './agreement.ts';
import { acceptedSpecimens } from './readings.ts';
import { isRow, specimens } from './specimens.ts';

/** So many registered parties are looked for by each filter. */
const SOUGHT = 3;
const isSought = isRow('as-in-the-example', 'mixed-roles', 'additional-info-full');
/** Pauses before a party that was not found is looked for again, in milliseconds, for all searches of a check: an index may be a little late. */
const PAUSES = [300, 700, 1_500];
/** Where nobody should be found, so many parties are enough to see who is. */
const A_FEW = { pageSize: 10, pages: 1 };

/** A party as its registration answered. */
export const createdOf = (it: AcceptanceCase): Members => shownParty(it.json) ?? {};

/** Parties in a line, for findings. */
const names = (parties: readonly Members[]): string =>
  parties.length === 0
    ? 'no party'
    : parties
        .slice(0, 4)
        .map(({ id }) => String(id))
        .join(', ');

/** A search, and what is right about what it finds. */
export interface Search {
  readonly query: ListQuery;
  /** Nobody is to be found, which some registries answer with 404. */
  readonly fitsNobody?: true;
  judge(found: readonly Members[]): Omit<Breach, 'summary'> | undefined;
}

/** What a check looks for. */
export interface Searches {
  /** For each of some registered parties. */
  forEach(it: AcceptanceCase): readonly Search[];
  /** Once, when a party was found. */
  once?(context: RunContext): readonly Search[];
}

/** Decides that searches for registered parties find what they should. */
export function finds(summary: string, searches: Searches, satisfied: string): Check {
  return {
    experiments: specimens,
    judge: async (context) => {
      const accepted = await acceptedSpecimens(context);
      const sought = [...accepted.filter(isSought), ...accepted].slice(0, SOUGHT);
      const [first] = sought;
      if (!first) return undetermined('control-refused', 'No valid request was accepted.');
      const all = [
        ...sought.flatMap((it) => searches.forEach(it).map((search) => ({ it, search }))),
        ...(searches.once?.(context) ?? []).map((search) => ({ it: first, search })),
      ];
      const findings: Finding[] = [];
      const pauses = [...PAUSES];
      for (const { it, search } of all) {
        const { list, breach } = await lookUntilFound(context, search, createdOf(it).id, pauses);
        if (!list.available && !breach && !foundNobody(search, list)) {
          return undetermined('read-back-unavailable', list.reason);
        }
        if (!breach) continue;
        const pages = list.available ? list.pages.slice(0, 1).map(({ exchange }) => exchange) : [];
        const asked = search.query.map(([name, value]) => `${name}=${value}`).join('&');
        const finding = findingOf({ seed: context.draw.seed }, it, { summary: `${summary} (${asked})`, ...breach });
        findings.push({ ...finding, evidence: [it.record.exchange, ...pages] });
      }
      if (findings.length > 0) return failed({ sent: all.length, failed: findings.length }, findings);
      return passed(all.length, satisfied);
    },
  };
}

interface Look {
  readonly list: PartyListing;
  readonly breach: ReturnType<Search['judge']>;
}

/** Looks again while the party is missing and there are pauses left. */
async function lookUntilFound(
  context: RunContext,
  search: Search,
  id: Members[string] | undefined,
  pauses: number[],
): Promise<Look> {
  for (;;) {
    const list = search.fitsNobody
      ? await readParties(context, search.query, A_FEW.pageSize, A_FEW.pages)
      : await readParties(context, search.query);
    if (!list.available) return { list, breach: undefined };
    const breach = search.judge(list.parties);
    const isThere = search.fitsNobody || list.parties.some((party) => party.id === id);
    const wait = breach && !isThere ? pauses.shift() : undefined;
    if (wait === undefined) return { list, breach };
    await pause(wait, undefined, { signal: context.signal }).catch(() => undefined);
  }
}

const foundNobody = ({ fitsNobody }: Search, list: PartyListing): boolean =>
  fitsNobody === true && !list.available && list.exchange.response?.status === 404;

/** Exactly this party, once. */
export const onlyThis =
  (it: AcceptanceCase): Search['judge'] =>
  (found) =>
    found.length === 1 && found[0]?.id === createdOf(it).id
      ? undefined
      : {
          expected: `${String(createdOf(it).id)} once and nothing else`,
          actual: names(found),
          pointer: '/partiesInfo/data',
        };

/** Exactly this party, once, with the data and the claim ids that its registration answered. */
export const onlyThisAsRegistered =
  (it: AcceptanceCase): Search['judge'] =>
  (found) => {
    const other = onlyThis(it)(found);
    if (other) return other;
    const [created, listed] = [createdOf(it), found[0] as Members].map(withoutPrivateInformation) as [Members, Members];
    const breach = disagreement(created, listed, '') ?? movedClaimId(created, listed, '');
    if (!breach) return undefined;
    const { expected, actual, pointer = '' } = breach;
    return { expected, actual, pointer: pointer.replace('/partyInfo', '/partiesInfo/data/0') };
  };

/** Contact data that a party does not want to be published need not stand in lists. */
function withoutPrivateInformation(party: Members): Members {
  const claims = membersIn(party.claims).map(({ additionalInfo, ...claim }) => claim);
  return { ...party, claims };
}

/** This party once, among parties that fit as well. */
export const amongFitting =
  (it: AcceptanceCase, fits: (party: Members) => boolean): Search['judge'] =>
  (found) =>
    found.filter(({ id }) => id === createdOf(it).id).length === 1 && found.every(fits)
      ? undefined
      : {
          expected: `${String(createdOf(it).id)} once, and only parties that fit`,
          actual: names(found.filter((party) => !fits(party) || party.id === createdOf(it).id)),
          pointer: '/partiesInfo/data',
        };

/** A search that finds nobody. */
export const nobody = (...query: ListQuery): Search => ({
  query,
  fitsNobody: true,
  judge: (found) =>
    found.length === 0 ? undefined : { expected: 'no party', actual: names(found), pointer: '/partiesInfo/data' },
});
