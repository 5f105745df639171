/**
 * What the query of a list may be: sizes and tokens of pages.
 */
import { type Scenario, scenario } from '../../../engine/checks/scenario.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import { describeAnswer } from '../../../engine/text.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { items, jsonOf, text } from '../../json.ts';
import { expectError } from '../expected-answers.ts';
import { costOf, productClause, type Resource, requirementFor } from '../resource.ts';
import { givenThing } from '../update/update.ts';
import type { Six } from './six.ts';

/** A query that the product refuses. */
export interface RefusedQuery {
  readonly id: string;
  readonly text: string;
  readonly explain: string;
  readonly member: string;
  value(steps: Scenario): Promise<string>;
}

/** A requirement on a query that the product refuses with INVALID_ARGUMENT; the id is given without `list/`. */
export function refusedQuery(resource: Resource, query: RefusedQuery): Requirement {
  const key = `list/${query.id}`;
  return requirementFor(resource, {
    id: key,
    level: 'MUST',
    profile: 'reference',
    source: productClause(resource, `list-${query.id}`),
    text: query.text,
    explain: query.explain,
    check: scenario({
      key,
      cost: costOf(resource, 0, 2),
      satisfied: 'The query was refused.',
      run: async (steps) => {
        const control = await steps.read(resource.list.template([['pageSize', '5']]), 'control');
        steps.check(control.response?.status === 200, {
          summary: 'The list cannot be read',
          expected: '200',
          actual: describeAnswer(control),
          evidence: [control],
        });
        const value = await query.value(steps);
        const exchange = await steps.read(resource.list.template([[query.member, value]]), 'query');
        expectError(steps, exchange, `${query.member}=${value}`, 'INVALID_ARGUMENT');
      },
    }),
  });
}

/** Requirements of this topic that hold for both resources. */
export function listQueries(resource: Resource, six: Six): readonly Requirement[] {
  return [...pageSizes(resource, six), ...refusedQueries(resource)];
}

function pageSizes(resource: Resource, six: Six): readonly Requirement[] {
  const { list, words, members } = resource;
  return [
    requirementFor(resource, {
      id: 'list/page-size-respected',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'list-page-size-respected'),
      text: 'A page has no more entries than pageSize, and as many while there are more.',
      explain: 'Usual causes: pageSize ignored.',
      check: six.over({
        key: 'list/page-size-respected',
        cost: costOf(resource, 0, 8),
        satisfied: 'Pages were as large as asked for.',
        run: async (steps) => {
          await six.given(steps);
          for (const size of [1, 2, 5]) {
            const exchange = await steps.read(list.template([['pageSize', String(size)]]), `page of ${size}`);
            const count = items(jsonOf(exchange), list.entries).length;
            steps.check(count === size, {
              summary: `A page of ${size} has ${count} entries`,
              expected: `${size} entries`,
              actual: `${count} entries`,
              pointer: `/${list.entries}`,
              evidence: [exchange],
            });
          }
        },
      }),
    }),
    requirementFor(resource, {
      id: 'list/page-size-zero-means-default',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'list-page-size-zero-means-default'),
      text: 'pageSize=0 means the default size, as if it were left out.',
      explain: 'Usual causes: a page without entries.',
      check: scenario({
        key: 'list/page-size-zero-means-default',
        cost: costOf(resource, 1, 3),
        satisfied: 'pageSize=0 gave the default page.',
        run: async (steps) => {
          await givenThing(resource, steps, words.one);
          const zero = await steps.read(list.template([['pageSize', '0']]), 'zero');
          const one = await steps.read(list.template([['pageSize', '1']]), 'one');
          const first = (exchange: Exchange): string | undefined =>
            text(items(jsonOf(exchange), list.entries)[0], members.id);
          steps.check(zero.response?.status === 200 && items(jsonOf(zero), list.entries).length > 0, {
            summary: 'pageSize=0 gives no entries',
            expected: `the default page, which begins with the first ${words.one}`,
            actual: describeAnswer(zero),
            pointer: `/${list.entries}`,
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
  ];
}

function refusedQueries(resource: Resource): readonly Requirement[] {
  return [
    refusedQuery(resource, {
      id: 'page-size-negative-rejected',
      text: 'A negative pageSize is refused with 400 and code INVALID_ARGUMENT.',
      explain: 'Usual causes: taken for the default, or for a query without a limit.',
      member: 'pageSize',
      value: async () => '-100',
    }),
    requirementFor(resource, {
      id: 'list/page-size-not-a-number-rejected',
      level: 'MUST',
      profile: 'reference',
      source: productClause(resource, 'list-page-size-not-a-number-rejected'),
      text: 'A pageSize that is no number is refused with 400 as text.',
      explain: 'Usual causes: taken for the default.',
      check: scenario({
        key: 'list/page-size-not-a-number-rejected',
        cost: costOf(resource, 0, 2),
        satisfied: 'A pageSize that is no number was refused.',
        run: async (steps) => {
          const exchange = await steps.read(resource.list.template([['pageSize', 'abc']]), 'query');
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
    refusedQuery(resource, {
      id: 'page-token-invalid-rejected',
      text: 'A pageToken that the server did not give is refused with 400 and code INVALID_ARGUMENT.',
      explain: 'Usual causes: an unreadable token taken for none.',
      member: 'pageToken',
      value: async () => 'this-is-no-token',
    }),
  ];
}
