/**
 * Reading a whole list, page by page, on connections of its own. Callers that wait at the same time share one reading, as long as
 * it begins after each of them asked.
 */

import type { Json } from '../../contracts/model.ts';
import type { RunContext } from '../../engine/context.ts';
import { lookAt } from '../../engine/looking.ts';
import { fillTemplate, type RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { NAME_LENGTH } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { items, jsonOf, strings, text } from '../json.ts';

/** One reading of a list. */
export type WholeList =
  | {
      readonly available: true;
      /** Identifier -> entries that carry it (more than one is a fault of the target). */
      readonly entries: ReadonlyMap<string, readonly Json[]>;
      readonly pages: readonly Exchange[];
    }
  | { readonly available: false; readonly reason: string; readonly exchange: Exchange };

/** A list that could be read. */
export type ReadableList = Extract<WholeList, { available: true }>;

/** What is listed. */
export interface Listed {
  /** In sentences: `parties`. */
  readonly what: string;
  request(query: NonNullable<RequestTemplate['query']>): RequestTemplate;
  /** Names of members: of the entries in a page, of the identifier and of the metadata in an entry. */
  readonly entries: string;
  readonly id: string;
  readonly metadata: string;
}

/** What is needed to ask; also outside a run. */
export type Asker = Pick<RunContext, 'suite' | 'target'>;

/** A list longer than this is not read to its end; a run could not afford it. */
const MOST_PAGES = 5_000;

interface Reader {
  next?: Promise<WholeList>;
  current?: Promise<WholeList>;
}

/** Reads the list; the reading begins after this call. */
export function readWholeList(context: RunContext, listed: Listed): Promise<WholeList> {
  const reader = context.once(`reader of the list of ${listed.what}`, (): Reader => ({}));
  if (reader.next) return reader.next;
  const before = reader.current;
  const reading: Promise<WholeList> = Promise.resolve(before?.catch(() => {})).then(() => {
    // From here on the reading has begun: whoever asks now needs the one after it.
    reader.current = reading;
    delete reader.next;
    return readListPages(context, listed);
  });
  reader.next = reading;
  return reading;
}

/** Reads the list for this caller alone. */
export async function readListPages(asker: Asker, listed: Listed): Promise<WholeList> {
  const entries = new Map<string, Json[]>();
  const pages: Exchange[] = [];
  const tokens = new Set<string>();
  let token = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = token === '' ? [] : [['pageToken', token] as const];
    const request = fillTemplate(listed.request(query), () => '');
    const exchange = await lookAt(asker, request, `list of ${listed.what}#page ${page}`);
    const json = jsonOf(exchange);
    if (exchange.response?.status !== 200 || json === undefined) {
      const reason = `The list of ${listed.what} could not be read: ${describeAnswer(exchange)}`;
      return { available: false, reason, exchange };
    }
    pages.push({ ...exchange, request: { ...exchange.request } });
    const known = entries.size;
    for (const entry of items(json, listed.entries)) {
      const id = text(entry, listed.id);
      if (id !== undefined) entries.set(id, [...(entries.get(id) ?? []), entry]);
    }
    token = text(json, 'nextPageToken') ?? '';
    // A token that comes again, or a page that brings nothing new, would go on for ever; that paging ends is a requirement of its own.
    if (token === '' || tokens.has(token) || (page > 0 && entries.size === known)) break;
    tokens.add(token);
  }
  return { available: true, entries, pages };
}

/** Which of the names, all of one run, stand in the identifiers or in the annotations of a list. */
export function namesIn(
  list: ReadableList,
  listed: Listed,
  names: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const wanted = new Set(names);
  const found = new Map<string, string[]>();
  const pattern = patternOf(names);
  if (!pattern) return found;
  for (const [id, entries] of list.entries) {
    const values = entries.flatMap((entry) => Object.values(strings(entry, listed.metadata, 'annotations')));
    const here = new Set(
      [id, ...values].flatMap((each) => each.match(pattern) ?? []).map((name) => name.toLowerCase()),
    );
    for (const name of here) if (wanted.has(name)) found.set(name, [...(found.get(name) ?? []), id]);
  }
  return found;
}

/** What the names of the run look like: they begin with its namespace. */
function patternOf(names: readonly string[]): RegExp | undefined {
  const namespace = names.find((name) => name.length === NAME_LENGTH)?.split('-')[0];
  if (namespace === undefined) return undefined;
  return new RegExp(`${namespace}-[a-z0-9]{${NAME_LENGTH - namespace.length - 1}}`, 'gi');
}
