/**
 * `GET /v2/parties`: the list as a whole and page by page.
 */
import type { Json } from '../../contracts/model.ts';
import { acceptances } from '../../engine/checks/acceptance.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import { type Scenario, type ScenarioOptions, scenario } from '../../engine/checks/scenario.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { items, text } from '../canton/json.ts';
import { jsonOf, judgeExchange } from '../canton/judge.ts';
import { type PartyList, readPartyList } from '../canton/party-list.ts';
import { listParties } from '../canton/requests.ts';
import { clause } from '../clause.ts';
import { marker, plain } from './carriers.ts';
import { maximumPageSize, type PagedReading, readPages, readSomePages } from './pages.ts';
import { expectError, givenParty } from './party-scenario.ts';

const OPENAPI = 'canton-openapi-3.5.6';
const PRODUCT = 'canton-reference-3.5';

/** Six parties that are in the list while its pages are read. */
const sixParties = acceptances({
  key: 'list/six-parties',
  operation: allocateParty,
  profile: 'contract',
  bodies: {
    kind: 'table',
    rows: () =>
      Array.from({ length: 6 }, (_, index) => ({
        label: `party ${index}`,
        body: { kind: 'json' as const, value: plain() },
      })),
  },
});

/** The list, once there are parties in it. */
const listReading: Experiment<PartyList> = {
  key: 'list-reading',
  lane: 'concurrent',
  vectors: () => [],
  cost: () => ({ parties: 0, users: 0, exchanges: 1 }),
  run: async (context) => {
    // A list of one entry shows little.
    await context.evidence(sixParties);
    return readPartyList(context);
  },
};

/** Their identifiers. Throws {@link Inconclusive} when they were not all accepted. */
async function givenSix({ context }: Scenario): Promise<readonly string[]> {
  const { cases } = await context.evidence(sixParties);
  const refused = cases.find((it) => !it.accepted);
  if (refused)
    throw new Inconclusive(
      'control-refused',
      `A valid request was not accepted: ${describeAnswer(refused.record.exchange)}`,
    );
  return cases.map((it) => it.id ?? '');
}

/** A scenario over the six parties. */
function overSix(options: ScenarioOptions): Check {
  const check = scenario(options);
  return { ...check, experiments: [sixParties, ...check.experiments] };
}

/** Expects every party that was in the list before to be on the pages exactly once. */
function checkEachOnce(steps: Scenario, { pages, known }: PagedReading, summary: string): void {
  const times = new Map<string, number>(known.map((id) => [id, 0]));
  for (const id of pages.flatMap((page) => page.ids)) times.set(id, (times.get(id) ?? 0) + 1);
  const wrong = [...times].filter(([, count]) => count !== 1);
  const [first] = wrong;
  steps.check(first === undefined, () => {
    const [id, count] = first as [string, number];
    const on = pages.filter((page) => page.ids.includes(id));
    return {
      summary,
      expected: `each of ${known.length} parties once on ${pages.length} pages`,
      actual: `${id} ${count} times, and ${wrong.length - 1} more`,
      pointer: '/partyDetails',
      evidence: (on.length > 0 ? on : pages).slice(0, 2).map((page) => page.exchange),
    };
  });
}

/** An allocation whose identifier comes early in any order that looks at the first character. */
async function allocateEarly(steps: Scenario, label: string): Promise<string> {
  const hint = ` -0${namePlaceholder()}`;
  const thing = await steps.given(allocateParty, label, { partyIdHint: hint, localMetadata: marker() });
  return thing.id;
}

function refusedQuery(
  id: string,
  definition: { text: string; explain: string; source: string; officialCases?: readonly string[] },
  query: (steps: Scenario) => Promise<string>,
  member: string,
) {
  return requirement({
    id: `canton-parties/list/${id}`,
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, definition.source),
    text: definition.text,
    explain: definition.explain,
    ...(definition.officialCases && { officialCases: definition.officialCases }),
    check: scenario({
      key: `list/${id}`,
      cost: { parties: 0, users: 0, exchanges: 2 },
      satisfied: 'The query was refused.',
      run: async (steps) => {
        const control = await steps.read(listParties([['pageSize', '5']]), 'control');
        steps.check(control.response?.status === 200, {
          summary: 'The list cannot be read',
          expected: '200',
          actual: describeAnswer(control),
          evidence: [control],
        });
        const value = await query(steps);
        const exchange = await steps.read(listParties([[member, value]]), 'query');
        expectError(steps, exchange, `${member}=${value}`, 'INVALID_ARGUMENT');
      },
    }),
  });
}

/** Requirements of this topic. */
export const listRequirements = [
  requirement({
    id: 'canton-parties/list/response-schema',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2Parties/response-200'),
    text: 'The list of parties is a valid ListKnownPartiesResponse.',
    explain: 'Usual causes: entries of parties from elsewhere without an identifier.',
    officialCases: ['PMListKnownParties'],
    smoke: true,
    check: {
      experiments: [sixParties, listReading],
      judge: async (context) => {
        const list = await context.evidence(listReading);
        if (!list.available) {
          const status = list.exchange.response?.status ?? 0;
          if (status < 200 || status >= 300) return undetermined('read-back-unavailable', list.reason);
        }
        const pages = list.available ? list.pages : [list.exchange];
        const problem = firstProblem(pages);
        if (!problem) return passed(pages.length, `${pages.length} pages are valid ListKnownPartiesResponse bodies.`);
        return failed({ sent: pages.length, failed: 1 }, [
          { ...problem, intermittent: false, seed: context.draw.seed, path: '' },
        ]);
      },
    },
  }),
  requirement({
    id: 'canton-parties/list/paging-visits-each-once',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2Parties/page-token'),
    text: 'Page by page, every party is visited exactly once.',
    explain:
      'Usual causes: pages that overlap by one; the first entry of a page skipped; an order that is not the same for each page.',
    officialCases: ['PMPagedListKnownPartiesReachingTheLastPage'],
    check: overSix({
      key: 'list/paging-visits-each-once',
      cost: { parties: 0, users: 0, exchanges: 40 },
      satisfied: 'Every party was visited exactly once.',
      run: async (steps) => {
        checkEachOnce(
          steps,
          await readPages(steps, await givenSix(steps)),
          'Page by page, parties are not visited exactly once',
        );
      },
    }),
  }),
  requirement({
    id: 'canton-parties/list/paging-ends',
    level: 'MUST',
    profile: 'contract',
    source: clause(OPENAPI, 'getV2Parties/last-page'),
    text: 'Paging comes to an end: after the last party at most one empty page follows, without a token.',
    explain: 'Usual causes: the last page gives its own token; an empty page gives one.',
    officialCases: ['PMPagedListKnownPartiesReachingTheLastPage'],
    check: scenario({
      key: 'list/paging-ends',
      cost: { parties: 1, users: 0, exchanges: 6 },
      satisfied: 'Paging came to an end.',
      run: async (steps) => {
        await givenParty(steps, 'party');
        const pages = await readSomePages(steps, 3);
        const last = pages.at(-1);
        if (!last || pages.length === 0) return;
        const empty = pages.filter((page) => page.ids.length === 0).length;
        const repeated = pages.some(
          (page, index) => page.next !== '' && pages.findIndex((other) => other.next === page.next) !== index,
        );
        steps.check(!repeated && empty <= 1, {
          summary: 'Paging does not end',
          expected: 'an empty nextPageToken at the last page or after one empty page',
          actual: `${pages.length} pages, ${empty} of them empty; the last one gives ${JSON.stringify(last.next)}`,
          pointer: '/nextPageToken',
          evidence: [last.exchange],
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/list/paging-while-parties-come',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'list-paging-while-parties-come'),
    text: 'Parties that come while somebody pages do not make others appear twice or not at all.',
    explain: 'Usual causes: paging by offset.',
    officialCases: ['PMPagedListKnownPartiesNewPartyInvisibleOnNextPage'],
    check: overSix({
      key: 'list/paging-while-parties-come',
      cost: { parties: 4, users: 0, exchanges: 60 },
      satisfied: 'Parties that came meanwhile moved no other.',
      run: async (steps) => {
        let early = 0;
        const reading = await readPages(steps, await givenSix(steps), async () => {
          if (early < 4) await allocateEarly(steps, `early ${early++}`);
        });
        checkEachOnce(steps, reading, 'While others come, parties are not visited exactly once');
      },
    }),
  }),
  requirement({
    id: 'canton-parties/list/new-party-on-its-page',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'list-new-party-on-its-page'),
    text: 'A new party is in the list that is read next, on the page where its identifier belongs.',
    explain: 'Usual causes: a cached list; new entries always at the end.',
    officialCases: ['PMPagedListKnownPartiesNewPartyVisibleOnPage'],
    check: scenario({
      key: 'list/new-party-on-its-page',
      cost: { parties: 1, users: 0, exchanges: 8 },
      satisfied: 'A new party was in the next list.',
      run: async (steps) => {
        const whole = (await readSomePages(steps, undefined)).flatMap((page) => page.ids);
        const pageSize = Math.min(Math.max(10, Math.ceil(whole.length / 12)), await maximumPageSize(steps));
        await readSomePages(steps, pageSize);
        const id = await allocateEarly(steps, 'early');
        const pages = await readSomePages(steps, pageSize);
        const at = pages.findIndex((page) => page.ids.includes(id));
        steps.check(at >= 0, {
          summary: 'A new party is not in the list',
          expected: `${id} in the list`,
          actual: `not on ${pages.length} pages`,
          pointer: '/partyDetails',
          evidence: pages.slice(0, 1).map((page) => page.exchange),
        });
      },
    }),
  }),
  requirement({
    id: 'canton-parties/list/page-size-respected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'list-page-size-respected'),
    text: 'A page has no more entries than pageSize, and as many while there are more.',
    explain: 'Usual causes: pageSize ignored.',
    check: overSix({
      key: 'list/page-size-respected',
      cost: { parties: 0, users: 0, exchanges: 8 },
      satisfied: 'Pages were as large as asked for.',
      run: async (steps) => {
        await givenSix(steps);
        for (const size of [1, 2, 5]) {
          const exchange = await steps.read(listParties([['pageSize', String(size)]]), `page of ${size}`);
          const count = items(jsonOf(exchange), 'partyDetails').length;
          steps.check(count === size, {
            summary: `A page of ${size} has ${count} entries`,
            expected: `${size} entries`,
            actual: `${count} entries`,
            pointer: '/partyDetails',
            evidence: [exchange],
          });
        }
      },
    }),
  }),
  requirement({
    id: 'canton-parties/list/page-size-zero-means-default',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'list-page-size-zero-means-default'),
    text: 'pageSize=0 means the default size, as if it were left out.',
    explain: 'Usual causes: a page without entries.',
    officialCases: ['PMPagedListKnownPartiesZeroPageSize'],
    check: scenario({
      key: 'list/page-size-zero-means-default',
      cost: { parties: 1, users: 0, exchanges: 3 },
      satisfied: 'pageSize=0 gave the default page.',
      run: async (steps) => {
        await givenParty(steps, 'party');
        const zero = await steps.read(listParties([['pageSize', '0']]), 'zero');
        const one = await steps.read(listParties([['pageSize', '1']]), 'one');
        const first = (exchange: Exchange): string | undefined =>
          text(items(jsonOf(exchange), 'partyDetails')[0], 'party');
        steps.check(zero.response?.status === 200 && items(jsonOf(zero), 'partyDetails').length > 0, {
          summary: 'pageSize=0 gives no entries',
          expected: 'the default page, which begins with the first party',
          actual: describeAnswer(zero),
          pointer: '/partyDetails',
          evidence: [zero, one],
        });
        steps.check(first(one) !== undefined, {
          summary: 'pageSize=1 gives no entry',
          expected: 'one entry',
          actual: describeAnswer(one),
          evidence: [one],
        });
      },
    }),
  }),
  refusedQuery(
    'page-size-negative-rejected',
    {
      source: 'list-page-size-negative-rejected',
      text: 'A negative pageSize is refused with 400 and code INVALID_ARGUMENT.',
      explain: 'Usual causes: taken for the default, or for a query without a limit.',
      officialCases: ['PMPagedListKnownPartiesWithInvalidRequest'],
    },
    async () => '-100',
    'pageSize',
  ),
  refusedQuery(
    'page-size-above-maximum-rejected',
    {
      source: 'list-page-size-above-maximum-rejected',
      text: 'A pageSize above the maximum that GET /v2/version tells is refused with 400 and code INVALID_ARGUMENT.',
      explain: 'Usual causes: clamped to the maximum, as it is right for users.',
      officialCases: ['PMPagedListKnownPartiesMaxPageSize'],
    },
    async (steps) => String((await maximumPageSize(steps)) + 1),
    'pageSize',
  ),
  requirement({
    id: 'canton-parties/list/page-size-not-a-number-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'list-page-size-not-a-number-rejected'),
    text: 'A pageSize that is no number is refused with 400 as text.',
    explain: 'Usual causes: taken for the default.',
    check: scenario({
      key: 'list/page-size-not-a-number-rejected',
      cost: { parties: 0, users: 0, exchanges: 2 },
      satisfied: 'A pageSize that is no number was refused.',
      run: async (steps) => {
        const exchange = await steps.read(listParties([['pageSize', 'abc']]), 'query');
        const body = Buffer.from(exchange.response?.body ?? []).toString('utf8');
        steps.check(exchange.response?.status === 400 && body.startsWith('Invalid value for: '), {
          summary: 'A pageSize that is no number was not refused by the decoding layer',
          expected: '400 text that begins with "Invalid value for: "',
          actual: describeAnswer(exchange),
          evidence: [exchange],
        });
      },
    }),
  }),
  refusedQuery(
    'page-token-invalid-rejected',
    {
      source: 'list-page-token-invalid-rejected',
      text: 'A pageToken that the server did not give is refused with 400 and code INVALID_ARGUMENT.',
      explain: 'Usual causes: an unreadable token taken for none.',
      officialCases: ['PMPagedListKnownPartiesWithInvalidRequest'],
    },
    async () => 'this-is-no-token',
    'pageToken',
  ),
  requirement({
    id: 'canton-parties/list/filter',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'list-filter'),
    text: 'filter-party finds a party by its hint and by its identifier, and no unrelated one.',
    explain: 'Usual causes: the filter ignored, or compared with the whole identifier only.',
    officialCases: ['PMListFilteredKnownParties'],
    check: scenario({
      key: 'list/filter',
      cost: { parties: 2, users: 0, exchanges: 4 },
      satisfied: 'The filter found exactly what it should.',
      run: async (steps) => {
        const wanted = await givenParty(steps, 'wanted');
        await givenParty(steps, 'unrelated');
        const hint = wanted.id.split('::')[0] ?? '';
        for (const [what, filter] of [
          ['the hint', hint],
          ['the beginning of the hint', hint.slice(0, -1)],
          ['the identifier', wanted.id],
        ] as const) {
          const exchange = await steps.read(listParties([['filter-party', filter]]), `by ${what}`);
          const seen = items(jsonOf(exchange), 'partyDetails').map((entry: Json) => text(entry, 'party'));
          steps.check(seen.length === 1 && seen[0] === wanted.id, {
            summary: `The filter by ${what} does not find exactly one party`,
            expected: wanted.id,
            actual: seen.slice(0, 3).join(', ') || describeAnswer(exchange),
            pointer: '/partyDetails',
            evidence: [exchange],
          });
        }
      },
    }),
  }),
];

/** The first thing that is wrong with a page. */
function firstProblem(pages: readonly Exchange[]) {
  for (const page of pages) {
    const [problem] = judgeExchange('getV2Parties', page).problems;
    if (!problem) continue;
    return {
      summary: `The list is no ListKnownPartiesResponse: ${problem.rule} ${problem.pointer}`,
      expected: problem.expected,
      actual: problem.actual,
      pointer: problem.pointer,
      evidence: [page],
    };
  }
  return undefined;
}
