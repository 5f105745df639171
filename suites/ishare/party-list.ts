/**
 * Reading the list of parties, page by page, on connections of its own.
 */

import type { RunContext } from '../../engine/context.ts';
import { lookAt } from '../../engine/looking.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { member } from '../json.ts';
import { type Members, membersIn } from './members.ts';
import { listParties, readyRequest } from './requests.ts';
import { answeredPayload } from './signed-answer.ts';

/** Members of a query. */
export type ListQuery = readonly (readonly [name: string, value: string])[];

/** One page. */
export interface PartyPage {
  readonly exchange: Exchange;
  /** Page numbers and counts, as the registry gives them. */
  readonly info: Members;
  readonly parties: readonly Members[];
}

/** A reading of the list. */
export type PartyListing =
  | { readonly available: true; readonly parties: readonly Members[]; readonly pages: readonly PartyPage[] }
  | { readonly available: false; readonly reason: string; readonly exchange: Exchange };

/** The largest page that the document allows. */
const LARGEST_PAGE = 100;
/** A list longer than this is not read to its end; a run could not afford it. */
const MOST_PAGES = 500;
/** Statuses that say something about access or load. */
const NOT_ABOUT_THE_PAGE: ReadonlySet<number> = new Set([401, 403, 408, 429]);

/** Reads every page that the query selects, or the first ones. */
export async function readParties(
  context: RunContext,
  query: ListQuery,
  pageSize: number = LARGEST_PAGE,
  mostPages: number = MOST_PAGES,
): Promise<PartyListing> {
  const pages: PartyPage[] = [];
  const seen = new Set<string>();
  for (let number = 1; number <= mostPages; number += 1) {
    const page = await readPage(context, [...query, ['page', String(number)], ['pageSize', String(pageSize)]]);
    if ('reason' in page) {
      // A full page may be the last one; what is beyond the end need not be an empty page.
      if (isBeyond(pages.at(-1), page.exchange)) break;
      return page;
    }
    pages.push(page);
    const known = seen.size;
    for (const party of page.parties) seen.add(JSON.stringify(party.id ?? party));
    const total = member(page.info, 'totalPages');
    const more = typeof total === 'number' && total > number;
    // Some registries answer any page number with the same page; a page that brings nothing new ends the reading.
    if (page.parties.length === 0 || seen.size === known || (!more && page.parties.length < pageSize)) break;
  }
  return { available: true, parties: pages.flatMap(({ parties }) => parties), pages };
}

/** Whether a page that could not be read lies beyond the end of the list. */
function isBeyond(last: PartyPage | undefined, { response }: Exchange): boolean {
  const status = response?.status ?? 0;
  if (!last || status < 400 || status >= 500 || NOT_ABOUT_THE_PAGE.has(status)) return false;
  const [total, current] = ['totalPages', 'currentPage'].map((name) => member(last.info, name));
  return typeof total !== 'number' || typeof current !== 'number' || current >= total;
}

/** Reads one page: the first one, of the size that the registry chooses, unless the query says otherwise. */
export async function readPage(
  context: RunContext,
  query: ListQuery,
): Promise<PartyPage | Extract<PartyListing, { available: false }>> {
  const asked = query.map(([name, value]) => `${name}=${value}`).join('&');
  const exchange = await lookAt(context, readyRequest(context, listParties(query)), `list of parties#${asked}`);
  const payload = answeredPayload(exchange, 'partiesToken');
  const info = payload?.partiesInfo;
  if (exchange.response?.status !== 200 || info === undefined) {
    return {
      available: false,
      reason: `The list of parties could not be read: ${describeAnswer(exchange)}`,
      exchange,
    };
  }
  return { exchange, info: info as Members, parties: membersIn(member(info, 'data')) };
}
