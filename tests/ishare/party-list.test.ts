/** Reading the list of parties to its end, whatever a registry answers beyond it. */
import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../engine/context.ts';
import { readParties } from '../../suites/ishare/party-list.ts';
import type { WireRequest } from '../../target/exchange.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A registry with so many parties; `beyond` is the status of pages after the last one, `broken` that of one page. */
function registryWith(count: number, beyond: number, broken?: { readonly page: number; readonly status: number }) {
  const answer = (query: WireRequest['query'] = []) => {
    const [page = 1, size = 10] = ['page', 'pageSize'].map((name) => Number(new Map(query).get(name)));
    const status = page === broken?.page ? broken.status : (page - 1) * size >= count ? beyond : 200;
    if (status !== 200) return { status, headers: {}, body: Buffer.from('') };
    const data = Array.from({ length: Math.min(size, count - (page - 1) * size) }, (_, at) => ({
      id: `${page} ${at}`,
    }));
    const partiesInfo = { currentPage: page, totalPages: Math.ceil(count / size), totalCount: count, data };
    const body = { partiesToken: `${part({})}.${part({ partiesInfo })}.c2ln` };
    return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
  };
  return {
    suite: 'ishare-parties',
    inputs: { ishare: { paths: { parties: '/parties', trustedList: '/trustedList', capabilities: '/capabilities' } } },
    target: { send: async (request: WireRequest) => ({ request, response: answer(request.query) }) },
  } as unknown as RunContext;
}

describe('the list of parties', () => {
  it.each([404, 400])('ends before a page that is %i, also where the last page is full', async (beyond) => {
    const list = await readParties(registryWith(14, beyond), [], 7);
    expect(list.available && list.parties.length).toBe(14);
  });

  it.each([[{ page: 1, status: 404 }], [{ page: 2, status: 404 }], [{ page: 3, status: 500 }]])(
    'cannot be read where a page fails: %o',
    async (broken) => {
      const list = await readParties(registryWith(14, 500, broken), [], 7);
      expect(list.available).toBe(false);
    },
  );
});
