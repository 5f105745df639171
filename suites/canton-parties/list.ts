/**
 * `GET /v2/parties`: the list as a whole and page by page.
 */
import type { Json } from '../../contracts/model.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { maximumPageSize } from '../canton/list/pages.ts';
import { listPaging } from '../canton/list/paging.ts';
import { listQueries, refusedQuery } from '../canton/list/queries.ts';
import { listSchema } from '../canton/list/schema.ts';
import { readPartyList } from '../canton/party-list.ts';
import { listParties } from '../canton/requests.ts';
import { costOf, productClause, requirementFor } from '../canton/resource.ts';
import { items, jsonOf, text } from '../json.ts';
import { parties } from './party-resource.ts';
import { sixParties } from './six-parties.ts';

/** What the hints of parties that a filter is to find begin with. */
const FILTERED = 'Filtered-';
/** More pages of one entry than these are not read. */
const MOST_PAGES = 4;

/** What two texts begin with. */
function commonBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

/** Expects a filter to find exactly these parties on pages of one entry. */
async function expectFilteredPages(steps: Scenario, filter: string, wanted: readonly string[]): Promise<void> {
  const seen: string[] = [];
  const exchanges: Exchange[] = [];
  let token = '';
  do {
    const query = [['filter-party', filter] as const, ['pageSize', '1'] as const];
    const page = await steps.read(
      listParties(token === '' ? query : [...query, ['pageToken', token]]),
      `filtered page ${exchanges.length}`,
    );
    exchanges.push(page);
    seen.push(...items(jsonOf(page), 'partyDetails').map((entry: Json) => text(entry, 'party') ?? ''));
    token = text(jsonOf(page), 'nextPageToken') ?? '';
  } while (token !== '' && exchanges.length < MOST_PAGES);
  steps.check([...seen].sort().join() === [...wanted].sort().join(), {
    summary: `Page by page the filter ${JSON.stringify(filter)} does not find exactly the parties that begin with it`,
    expected: wanted.join(', '),
    actual: seen.join(', ') || describeAnswer(exchanges[0] as Exchange),
    pointer: '/partyDetails',
    evidence: exchanges,
  });
}

/** Requirements of this topic. */
export const listRequirements = [
  ...listSchema(parties, sixParties, readPartyList),
  ...listPaging(parties, sixParties),
  ...listQueries(parties, sixParties),
  refusedQuery(parties, {
    id: 'page-size-above-maximum-rejected',
    text: 'A pageSize above the maximum that GET /v2/version tells is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: clamped to the maximum, as it is right for users.',
    member: 'pageSize',
    value: async (steps) => String((await maximumPageSize(parties, steps)) + 1),
  }),
  requirementFor(parties, {
    id: 'list/filter',
    level: 'MUST',
    profile: 'reference',
    source: productClause(parties, 'list-filter'),
    text: 'filter-party finds a party by the beginning of its hint and by its identifier, and no unrelated one, page by page too.',
    explain:
      'Usual causes: the filter ignored, at once or on later pages; compared with the whole identifier only, or with any part of it.',
    check: scenario({
      key: 'list/filter',
      cost: costOf(parties, 2, 10),
      satisfied: 'The filter found exactly what it should.',
      run: async (steps) => {
        // Both begin alike, which no other party of the run does.
        const body = parties.body({ prefix: FILTERED });
        const wanted = await steps.given(parties.operation, 'wanted', body);
        const other = await steps.given(parties.operation, 'other', body);
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
        const inside = await steps.read(listParties([['filter-party', hint.slice(1)]]), 'by the end of the hint');
        const found = items(jsonOf(inside), 'partyDetails').map((entry: Json) => text(entry, 'party'));
        steps.check(inside.response?.status === 200 && !found.includes(wanted.id), {
          summary: 'The filter by the end of the hint finds the party',
          expected: 'only parties whose hints begin with the filter',
          actual: found.slice(0, 3).join(', ') || describeAnswer(inside),
          pointer: '/partyDetails',
          evidence: [inside],
        });
        await expectFilteredPages(steps, commonBeginning(hint, other.id), [wanted.id, other.id]);
      },
    }),
  }),
];
