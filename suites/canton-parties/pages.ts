/**
 * Reading the list of parties page by page, inside a scenario.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { items, member, text } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
import { getVersion, listParties } from '../canton/requests.ts';

/** One page. */
export interface Page {
  readonly ids: readonly string[];
  /** The token of the page after it; empty at the end. */
  readonly next: string;
  readonly exchange: Exchange;
}

/** What the product uses when it tells no maximum. */
const DEFAULT_MAXIMUM = 10_000;

/** The largest page that the target gives, as `GET /v2/version` tells it. */
export async function maximumPageSize(steps: Scenario): Promise<number> {
  const exchange = await steps.read(getVersion(), 'version');
  const maximum = member(jsonOf(exchange), 'features', 'partyManagement', 'maxPartiesPageSize');
  return typeof maximum === 'number' && maximum > 0 ? maximum : DEFAULT_MAXIMUM;
}

/** A list in as many pages as show every kind of fault of paging, whatever its length. */
const PAGES = 12;

/** The list read at once, and page by page. */
export interface PagedReading {
  readonly pages: readonly Page[];
  /** Every identifier that was in the list before the pages were read. */
  readonly known: readonly string[];
}

/**
 * Reads the list at once and then in about {@link PAGES} pages. `between` runs after each page.
 * Throws {@link Inconclusive} when wanted identifiers are not in the list at all: pages prove nothing then.
 */
export async function readPages(
  steps: Scenario,
  wanted: readonly string[],
  between: (page: number) => Promise<void> = async () => {},
): Promise<PagedReading> {
  const whole = await readSomePages(steps, undefined);
  const known = whole.flatMap((page) => page.ids);
  if (!wanted.every((id) => known.includes(id))) {
    throw new Inconclusive(
      'prerequisite-failed',
      'Parties of this run are not in the list at all, so pages prove nothing.',
    );
  }
  const largest = Math.max(1, ...whole.map((page) => page.ids.length));
  const pageSize = Math.min(Math.max(2, Math.ceil(known.length / PAGES)), largest);
  return { pages: await readSomePages(steps, pageSize, between), known };
}

/** Reads pages until the list ends, a token comes again, or two pages were empty. */
export async function readSomePages(
  steps: Scenario,
  pageSize: number | undefined,
  between: (page: number) => Promise<void> = async () => {},
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  const tokens = new Set<string>();
  let token = '';
  let empty = 0;
  while (empty < 2) {
    const query = [
      ...(pageSize === undefined ? [] : [['pageSize', String(pageSize)] as const]),
      ...(token === '' ? [] : [['pageToken', token] as const]),
    ];
    const exchange = await steps.read(listParties(query), `page ${pages.length}`);
    const json = jsonOf(exchange);
    if (exchange.response?.status !== 200 || json === undefined) {
      throw new Inconclusive(
        'read-back-unavailable',
        `A page of parties could not be read: ${describeAnswer(exchange)}`,
      );
    }
    const ids = items(json, 'partyDetails').map((entry) => text(entry, 'party') ?? '');
    const next = text(json, 'nextPageToken') ?? '';
    pages.push({ ids, next, exchange });
    if (ids.length === 0) empty += 1;
    if (next === '' || tokens.has(next)) break;
    tokens.add(next);
    token = next;
    await between(pages.length);
  }
  return pages;
}
