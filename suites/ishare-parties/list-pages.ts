/**
 * The list of parties in pages: every party once, sizes and counts that agree, each page signed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import type { Json } from '../../contracts/model.ts';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import type { Breach } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import type { Finding, Outcome } from '../../engine/result.ts';
import type { Exchange } from '../../target/exchange.ts';
import { clause } from '../clause.ts';
import type { Members } from '../ishare/members.ts';
import { type PartyListing, readParties } from '../ishare/party-list.ts';
import { answeredPayload, shownParty, verifiedAnswer } from '../ishare/signed-answer.ts';
import { member } from '../json.ts';
import { acceptedSpecimens } from './readings.ts';
import { specimens } from './specimens.ts';
import { seriousProblem } from './token-problems.ts';

const DOCUMENT = 'ishare-openapi-3.0';

/** Small, so that the parties of a run fill many pages. */
const PAGE_SIZE = 7;

type Listed = Extract<PartyListing, { available: true }>;

/** Pauses before the pages are read again, in milliseconds: an index may be a little late. */
const PAUSES = [300, 700, 1_500];

/** Whether totals stood still while the pages were read, and no party was missing yet. */
function isSettled({ pages: all, parties }: Listed, accepted: readonly AcceptanceCase[]): boolean {
  const shown = new Set(parties.map(({ id }) => id));
  const totals = new Set(all.map(({ info }) => info.totalCount));
  return totals.size <= 1 && accepted.every((it) => shown.has(shownParty(it.json)?.id ?? null));
}

async function readPages(context: RunContext): Promise<PartyListing> {
  const accepted = await acceptedSpecimens(context);
  for (let readings = 0; ; readings += 1) {
    const list = await readParties(context, [['name', `${context.namespace}-*`]], PAGE_SIZE);
    const wait = PAUSES[readings];
    if (wait === undefined || !list.available || isSettled(list, accepted)) return list;
    await pause(wait, undefined, { signal: context.signal }).catch(() => undefined);
  }
}

/** The parties of this run in pages, after everything else. */
export const pages: Experiment<PartyListing> = {
  key: 'list/pages',
  lane: 'last',
  vectors: () => [],
  cost: (draw) => ({
    parties: 0,
    users: 0,
    exchanges:
      (PAUSES.length + 1) *
      (Math.ceil(specimens.reduce((sum, source) => sum + source.cost(draw).parties, 0) / PAGE_SIZE) + 1),
  }),
  run: readPages,
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
    accepted: readonly AcceptanceCase[],
  ) => Breach | undefined | Promise<Breach | undefined>,
  satisfied: string,
): Check =>
  overPages(async (list, accepted, context) => {
    const findings: Finding[] = [];
    for (const [index, page] of list.pages.entries()) {
      const breach = await property(page, index, list, accepted);
      if (breach) findings.push(pageFinding(context, page.exchange, breach));
    }
    const sent = list.pages.length;
    return findings.length > 0 ? failed({ sent, failed: findings.length }, findings) : passed(sent, satisfied);
  });

/**
 * The identifier of the party that a pointer leads into. What was registered although it breaks the schema comes back like that; the
 * requirements on refusals decide about it.
 */
function partyAt(payload: Members, pointer: string): Json | undefined {
  const index = /^\/partiesInfo\/data\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? undefined : member(payload, 'partiesInfo', 'data', Number(index), 'id');
}

/** Requirements of this topic. */
export const listPageRequirements = [
  requirement({
    id: 'ishare-parties/list/response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'party-list-payload'),
    text: 'The payload of a list is as the schema says.',
    explain: 'Usual causes: short forms of parties; members of the page in another case.',
    check: everyPage(({ exchange }, _index, _list, accepted) => {
      const payload = answeredPayload(exchange, 'partiesToken') ?? {};
      const valid = new Set(accepted.map((it) => shownParty(it.json)?.id));
      const problem = judgeTokenPayload('get-parties-list-token', payload).find(({ pointer }) => {
        const id = partyAt(payload, pointer);
        return pointer.startsWith('/partiesInfo') && (typeof id !== 'string' || valid.has(id));
      });
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
        const seen = times.get(String(shownParty(it.json)?.id)) ?? 0;
        if (seen === 1) return [];
        return [
          pageFinding(context, list.pages[0]?.exchange, {
            summary: `A registered party stands ${seen} times in the pages of the list`,
            expected: `${String(shownParty(it.json)?.id)} once`,
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
