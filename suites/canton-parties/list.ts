/**
 * `GET /v2/parties`: the list as a whole and page by page.
 */
import type { Json } from '../../contracts/model.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { maximumPageSize } from '../canton/list/pages.ts';
import { listPaging } from '../canton/list/paging.ts';
import { listQueries, refusedQuery } from '../canton/list/queries.ts';
import { listSchema } from '../canton/list/schema.ts';
import { sixOf } from '../canton/list/six.ts';
import { readPartyList } from '../canton/party-list.ts';
import { listParties } from '../canton/requests.ts';
import { costOf, productClause, requirementFor } from '../canton/resource.ts';
import { givenThing } from '../canton/update/update.ts';
import { items, jsonOf, text } from '../json.ts';
import { parties } from './party-resource.ts';

const six = sixOf(parties);

/** Requirements of this topic. */
export const listRequirements = [
  ...listSchema(parties, six, readPartyList),
  ...listPaging(parties, six),
  ...listQueries(parties, six),
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
    text: 'filter-party finds a party by its hint and by its identifier, and no unrelated one.',
    explain: 'Usual causes: the filter ignored, or compared with the whole identifier only.',
    check: scenario({
      key: 'list/filter',
      cost: costOf(parties, 2, 4),
      satisfied: 'The filter found exactly what it should.',
      run: async (steps) => {
        const wanted = await givenThing(parties, steps, 'wanted');
        await givenThing(parties, steps, 'unrelated');
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
