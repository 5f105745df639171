/**
 * Reading a list page by page, inside a scenario.
 */
import type { Scenario } from '../../../engine/checks/scenario.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { describeAnswer } from '../../../engine/text.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { items, jsonOf, member, text } from '../../json.ts';
import { getVersion } from '../requests.ts';
import type { Resource } from '../resource.ts';
import { onceShown } from './lag.ts';

/** One page. */
export interface Page {
  readonly ids: readonly string[];
  /** The token of the page after it; empty at the end. */
  readonly next: string;
  readonly exchange: Exchange;
}

/** The largest page that the target gives, as `GET /v2/version` tells it. */
export async function maximumPageSize({ list }: Resource, steps: Scenario): Promise<number> {
  const exchange = await steps.read(getVersion(), 'version');
  const maximum = member(jsonOf(exchange), ...list.maximum.path);
  return typeof maximum === 'number' && maximum > 0 ? maximum : list.maximum.usual;
}

/** A list in as many pages as show every kind of fault of paging, whatever its length. */
const PAGES = 12;

/** The list read at once, and page by page. */
export interface PagedReading {
  readonly pages: readonly Page[];
  /** Every identifier that was in the list before the pages were read and after. */
  readonly known: readonly string[];
}

/**
 * Reads the list at once, then in about {@link PAGES} pages, then at once again. `between` runs after each page. A list may lag, so
 * the wanted identifiers are waited for. Throws {@link Inconclusive} when they do not come: pages prove nothing then.
 */
export async function readPages(
  resource: Resource,
  steps: Scenario,
  wanted: readonly string[],
  between: (page: number) => Promise<void> = async () => {},
): Promise<PagedReading> {
  const { whole, ids: before, complete } = await readOnceShown(resource, steps, wanted);
  if (!complete) {
    throw new Inconclusive(
      'prerequisite-failed',
      `${capital(resource.words.many)} of this run are not in the list at all, so pages prove nothing.`,
    );
  }
  const largest = Math.max(1, ...whole.map((page) => page.ids.length));
  const pageSize = Math.min(Math.max(2, Math.ceil(before.length / PAGES)), largest);
  const pages = await readSomePages(resource, steps, pageSize, between);
  const after = new Set((await readSomePages(resource, steps, undefined)).flatMap((page) => page.ids));
  // What the run deleted and created again meanwhile was not there all the time.
  const stayed = (id: string): boolean => after.has(id) && !steps.context.journal.wasEverDeleted(id);
  return { pages, known: before.filter((id) => stayed(id) || wanted.includes(id)) };
}

/** Reads the list until it shows the wanted identifiers, or has had its time. */
function readOnceShown(resource: Resource, steps: Scenario, wanted: readonly string[]) {
  const look = async () => {
    const whole = await readSomePages(resource, steps, undefined);
    const ids = whole.flatMap((page) => page.ids);
    const shown = new Set(ids);
    return { whole, ids, complete: wanted.every((id) => shown.has(id)) };
  };
  return onceShown(look, ({ complete }) => complete);
}

/** Reads pages until the list ends, a token comes again, or two pages were empty. */
export async function readSomePages(
  { list, words, members }: Resource,
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
    const exchange = await steps.read(list.template(query), `page ${pages.length}`);
    const json = jsonOf(exchange);
    if (exchange.response?.status !== 200 || json === undefined) {
      throw new Inconclusive(
        'read-back-unavailable',
        `A page of ${words.many} could not be read: ${describeAnswer(exchange)}`,
      );
    }
    const ids = items(json, list.entries).map((entry) => text(entry, members.id) ?? '');
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

/** Expects everything that was in the list all the time to be on the pages exactly once. */
export function checkEachOnce(
  resource: Resource,
  steps: Scenario,
  { pages, known }: PagedReading,
  summary: string,
): void {
  const times = new Map<string, number>(known.map((id) => [id, 0]));
  for (const id of pages.flatMap((page) => page.ids)) {
    const count = times.get(id);
    if (count !== undefined) times.set(id, count + 1);
  }
  const wrong = [...times].filter(([, count]) => count !== 1);
  const [first] = wrong;
  steps.check(first === undefined, () => {
    const [id, count] = first as [string, number];
    const on = pages.filter((page) => page.ids.includes(id));
    return {
      summary,
      expected: `each of ${known.length} ${resource.words.many} once on ${pages.length} pages`,
      actual: `${id} ${count} times, and ${wrong.length - 1} more`,
      pointer: `/${resource.list.entries}`,
      evidence: (on.length > 0 ? on : pages).slice(0, 2).map((page) => page.exchange),
    };
  });
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
