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

/**
 * Reads pages until the list ends, every wanted identifier was seen and one page more was read, or `most` entries were read. Where
 * the list is long, pages are as many times larger as needed to come through in some hundred requests.
 */
export async function readPages(
  steps: Scenario,
  size: number,
  most: number,
  wanted: readonly string[],
  between: (page: number) => Promise<void> = async () => {},
): Promise<readonly Page[]> {
  const whole = await readSomePages(steps, undefined, Number.MAX_SAFE_INTEGER);
  const total = whole.reduce((sum, page) => sum + page.ids.length, 0);
  const largest = Math.max(1, ...whole.map((page) => page.ids.length));
  const pageSize = Math.min(total > most ? Math.ceil(total / 100) : size, largest);
  const pages = await readSomePages(steps, pageSize, Number.MAX_SAFE_INTEGER, between);
  const known = new Set(whole.flatMap((page) => page.ids));
  if (!wanted.every((id) => known.has(id))) {
    throw new Inconclusive(
      'prerequisite-failed',
      'Parties of this run are not in the list at all, so pages prove nothing.',
    );
  }
  return pages;
}

/** Reads pages until the list ends, a token comes again, or `most` entries were read. */
export async function readSomePages(
  steps: Scenario,
  pageSize: number | undefined,
  most: number,
  between: (page: number) => Promise<void> = async () => {},
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  const tokens = new Set<string>();
  let token = '';
  let entries = 0;
  let empty = 0;
  while (entries < most && empty < 2) {
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
    entries += ids.length;
    if (ids.length === 0) empty += 1;
    if (next === '' || tokens.has(next)) break;
    tokens.add(next);
    token = next;
    await between(pages.length);
  }
  return pages;
}
