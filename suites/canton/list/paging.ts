/**
 * A list page by page: each thing once, and an end.
 */
import { type Scenario, scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { clause } from '../../clause.ts';
import { costOf, productClause, type Resource, requirementFor } from '../resource.ts';
import { givenThing } from '../update/update.ts';
import { checkEachOnce, maximumPageSize, readPages, readSomePages } from './pages.ts';
import type { Six } from './six.ts';

const OPENAPI = 'canton-openapi-3.5.6';

/** Creates something whose identifier comes early. */
async function createEarly({ operation, list }: Resource, steps: Scenario, label: string): Promise<string> {
  const thing = await steps.given(operation, label, list.early());
  return thing.id;
}

/** Requirements of this topic. */
export function listPaging(resource: Resource, six: Six): readonly Requirement[] {
  const { list, words } = resource;
  return [
    requirementFor(resource, {
      id: 'list/paging-visits-each-once',
      level: 'MUST',
      profile: 'contract',
      source: clause(OPENAPI, `${list.operationId}/page-token`),
      text: `Page by page, every ${words.one} is visited exactly once.`,
      explain:
        'Usual causes: pages that overlap by one; the first entry of a page skipped; an order that is not the same for each page.',
      check: six.over({
        key: 'list/paging-visits-each-once',
        // Pages may be counted from the start, so nothing of the run may come or go meanwhile.
        lane: 'exclusive',
        cost: costOf(resource, 0, 40),
        satisfied: `Every ${words.one} was visited exactly once.`,
        run: async (steps) => {
          const reading = await readPages(resource, steps, await six.given(steps));
          checkEachOnce(resource, steps, reading, `Page by page, ${words.many} are not visited exactly once`);
        },
      }),
    }),
    requirementFor(resource, {
      id: 'list/paging-ends',
      level: 'MUST',
      profile: 'contract',
      source: clause(OPENAPI, `${list.operationId}/last-page`),
      text: `Paging comes to an end: after the last ${words.one} at most one empty page follows, without a token.`,
      explain: 'Usual causes: the last page gives its own token; an empty page gives one.',
      check: scenario({
        key: 'list/paging-ends',
        cost: costOf(resource, 1, 6),
        satisfied: 'Paging came to an end.',
        run: async (steps) => {
          await givenThing(resource, steps, words.one);
          const pages = await readSomePages(resource, steps, 3);
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
    requirementFor(resource, {
      id: `list/paging-while-${words.many}-come`,
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, `list-paging-while-${words.many}-come`),
      text: `${capital(words.many)} that come while somebody pages do not make others appear twice or not at all.`,
      explain: 'Usual causes: paging by offset.',
      check: six.over({
        key: `list/paging-while-${words.many}-come`,
        cost: costOf(resource, 4, 60),
        satisfied: `${capital(words.many)} that came meanwhile moved no other.`,
        run: async (steps) => {
          let early = 0;
          const reading = await readPages(resource, steps, await six.given(steps), async () => {
            if (early < 4) await createEarly(resource, steps, `early ${early++}`);
          });
          checkEachOnce(resource, steps, reading, `While others come, ${words.many} are not visited exactly once`);
        },
      }),
    }),
    requirementFor(resource, {
      id: `list/new-${words.one}-on-its-page`,
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, `list-new-${words.one}-on-its-page`),
      text: `A new ${words.one} is in the list that is read next, on the page where its identifier belongs.`,
      explain: 'Usual causes: a cached list; new entries always at the end.',
      check: scenario({
        key: `list/new-${words.one}-on-its-page`,
        cost: costOf(resource, 1, 8),
        satisfied: `A new ${words.one} was in the next list.`,
        run: async (steps) => {
          const whole = (await readSomePages(resource, steps, undefined)).flatMap((page) => page.ids);
          const largest = await maximumPageSize(resource, steps);
          const pageSize = Math.min(Math.max(10, Math.ceil(whole.length / 12)), largest);
          await readSomePages(resource, steps, pageSize);
          const id = await createEarly(resource, steps, 'early');
          const pages = await readSomePages(resource, steps, pageSize);
          const at = pages.findIndex((page) => page.ids.includes(id));
          steps.check(at >= 0, {
            summary: `A new ${words.one} is not in the list`,
            expected: `${id} in the list`,
            actual: `not on ${pages.length} pages`,
            pointer: `/${list.entries}`,
            evidence: pages.slice(0, 1).map((page) => page.exchange),
          });
        },
      }),
    }),
  ];
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
