/**
 * The list of parties: finds what was registered, by each filter of the document, in pages.
 */
import { judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Breach, findingOf } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import type { Finding, Outcome } from '../../engine/result.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { clause } from '../clause.ts';
import { type Members, membersIn, textsIn } from '../ishare/members.ts';
import { type ListQuery, type PartyListing, readParties } from '../ishare/party-list.ts';
import { answeredPayload, shownParty, verifiedAnswer } from '../ishare/signed-answer.ts';
import { acceptedSpecimens, postedId } from './readings.ts';
import { isRow, specimens } from './specimens.ts';
import { seriousProblem } from './token-problems.ts';

const DOCUMENT = 'ishare-openapi-3.0';

/** So many registered parties are looked for by each filter. */
const SOUGHT = 3;
/** Small, so that the parties of a run fill many pages. */
const PAGE_SIZE = 7;

const isSought = isRow('as-in-the-example', 'mixed-roles', 'additional-info-full');

type Listed = Extract<PartyListing, { available: true }>;

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

/** The parties of this run in pages, after everything else. */
const pages: Experiment<PartyListing> = {
  key: 'list/pages',
  lane: 'last',
  vectors: () => [],
  cost: (draw) => ({
    parties: 0,
    users: 0,
    exchanges: Math.ceil(specimens.reduce((sum, source) => sum + source.cost(draw).parties, 0) / PAGE_SIZE) + 1,
  }),
  run: (context) => readParties(context, [['name', `${context.namespace}-*`]], PAGE_SIZE),
};

/** A check over those pages. Fewer than two pages show nothing. */
function overPages(
  judge: (list: Listed, accepted: readonly AcceptanceCase[], context: RunContext) => Outcome | Promise<Outcome>,
): Check {
  return {
    experiments: [...specimens, pages],
    judge: async (context) => {
      const accepted = await acceptedSpecimens(context);
      if (accepted.length <= PAGE_SIZE)
        return undetermined('control-refused', 'Too few parties were registered for two pages.');
      const list = await context.evidence(pages);
      if (!list.available) return undetermined('read-back-unavailable', list.reason);
      if (list.parties.length === 0) {
        return undetermined(
          'prerequisite-failed',
          'The list shows no party of this run when it is asked for them by name.',
        );
      }
      return judge(list, accepted, context);
    },
  };
}

function pageFinding(context: RunContext, exchange: Exchange | undefined, breach: Breach): Finding {
  return {
    summary: breach.summary,
    expected: breach.expected,
    actual: breach.actual,
    pointer: breach.pointer ?? '',
    intermittent: false,
    seed: context.draw.seed,
    path: '',
    evidence: exchange ? [exchange] : [],
  };
}

/** Decides that every page has a property. */
const everyPage = (
  property: (
    page: Listed['pages'][number],
    index: number,
    list: Listed,
  ) => Breach | undefined | Promise<Breach | undefined>,
  satisfied: string,
): Check =>
  overPages(async (list, _, context) => {
    const findings: Finding[] = [];
    for (const [index, page] of list.pages.entries()) {
      const breach = await property(page, index, list);
      if (breach) findings.push(pageFinding(context, page.exchange, breach));
    }
    const sent = list.pages.length;
    return findings.length > 0 ? failed({ sent, failed: findings.length }, findings) : passed(sent, satisfied);
  });

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
  requirement({
    id: 'ishare-parties/list/response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-payload'),
    text: 'The payload of a list is as the schema says.',
    explain: 'Usual causes: short forms of parties; members of the page in another case.',
    check: everyPage(({ exchange }) => {
      const payload = answeredPayload(exchange, 'partiesToken') ?? {};
      const problem = judgeTokenPayload('get-parties-list-token', payload).find(({ pointer }) =>
        pointer.startsWith('/partiesInfo'),
      );
      return (
        problem && {
          summary: `A page of the list is not as the schema says: ${problem.pointer} (${problem.rule})`,
          expected: problem.expected,
          actual: problem.actual,
          pointer: problem.pointer,
        }
      );
    }, 'Every page is as the schema says.'),
  }),
  requirement({
    id: 'ishare-parties/list/token-valid',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list'),
    text: 'A list is signed by the registry for the caller.',
    explain: 'Usual causes: signing left out where an answer is long.',
    check: overPages(async (list, _, context) => {
      const findings: Finding[] = [];
      for (const { exchange } of list.pages) {
        // The list was read at leisure, which says nothing about the clock of the registry.
        const problem = seriousProblem((await verifiedAnswer(context, exchange, 'partiesToken'))?.problems ?? []);
        if (!problem) continue;
        const { rule, expected, actual } = problem;
        findings.push(
          pageFinding(context, exchange, {
            summary: `The token of a list is wrong (${rule})`,
            expected,
            actual,
            pointer: '/partiesToken',
          }),
        );
      }
      const sent = list.pages.length;
      return findings.length > 0
        ? failed({ sent, failed: findings.length }, findings)
        : passed(sent, 'Every page is signed as it should be.');
    }),
  }),
  requirement({
    id: 'ishare-parties/list/pages-visit-each-once',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-pages'),
    text: 'The pages of a list hold every registered party exactly once.',
    explain: 'Usual causes: pages without a fixed order; an offset that is one off.',
    check: overPages((list, accepted, context) => {
      const times = new Map<string, number>();
      for (const { id } of list.parties) times.set(String(id), (times.get(String(id)) ?? 0) + 1);
      const findings = accepted.flatMap((it) => {
        const seen = times.get(String(createdOf(it).id)) ?? 0;
        if (seen === 1) return [];
        return [
          pageFinding(context, list.pages[0]?.exchange, {
            summary: `A registered party stands ${seen} times in the pages of the list`,
            expected: `${String(createdOf(it).id)} once`,
            actual: `${seen} times in ${list.pages.length} pages`,
            pointer: '/partiesInfo/data',
          }),
        ];
      });
      return findings.length > 0
        ? failed({ sent: accepted.length, failed: findings.length }, findings)
        : passed(accepted.length, `${list.pages.length} pages hold each of ${accepted.length} parties once.`);
    }),
  }),
  requirement({
    id: 'ishare-parties/list/page-size-respected',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-pages'),
    text: 'A page holds as many parties as pageSize says, the last one as many as are left.',
    explain: 'Usual causes: a parameter that is read under another name.',
    check: everyPage(
      ({ parties }, index, { pages: all }) =>
        parties.length === PAGE_SIZE || (index === all.length - 1 && parties.length < PAGE_SIZE)
          ? undefined
          : {
              summary: `A page holds ${parties.length} parties where pageSize is ${PAGE_SIZE}`,
              expected: `${PAGE_SIZE} parties on every page but the last`,
              actual: `${parties.length} on page ${index + 1} of ${all.length}`,
              pointer: '/partiesInfo/data',
            },
      'Every page is as long as pageSize says.',
    ),
  }),
  requirement({
    id: 'ishare-parties/list/counts-agree',
    level: 'MUST',
    profile: 'reference',
    source: clause(DOCUMENT, 'party-list-pages'),
    text: 'totalCount, totalPages, count, currentPage and pageSize agree with the pages.',
    explain: 'Usual causes: totals of one page.',
    check: everyPage(({ info, parties }, index, { pages: all, parties: every }) => {
      const expected = {
        totalCount: every.length,
        totalPages: all.filter((page) => page.parties.length > 0).length,
        count: parties.length,
        currentPage: index + 1,
        pageSize: PAGE_SIZE,
      };
      const wrong = Object.entries(expected).find(([member, value]) => info[member] !== value);
      return (
        wrong && {
          summary: `${wrong[0]} does not agree with the pages`,
          expected: String(wrong[1]),
          actual: JSON.stringify(info[wrong[0]]) ?? 'missing',
          pointer: `/partiesInfo/${wrong[0]}`,
        }
      );
    }, 'All counts agree with the pages.'),
  }),
];
