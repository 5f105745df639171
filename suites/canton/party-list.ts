/**
 * Reading the whole list of parties, page by page, on connections of its own. Callers that wait at the same time share one
 * reading, as long as it begins after each of them asked.
 */
import type { Json } from '../../contracts/model.ts';
import type { RunContext } from '../../engine/context.ts';
import { Interrupted } from '../../engine/signals.ts';
import { fillTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { NAME_LENGTH } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { items, strings, text } from './json.ts';
import { jsonOf } from './judge.ts';
import { listParties } from './requests.ts';

/** One reading of the list. */
export type PartyList =
  | {
      readonly available: true;
      /** Identifier -> entries that carry it (more than one is a fault of the target). */
      readonly entries: ReadonlyMap<string, readonly Json[]>;
      readonly pages: readonly Exchange[];
    }
  | { readonly available: false; readonly reason: string; readonly exchange: Exchange };

/** A list longer than this is not read to its end; a run could not afford it. */
const MOST_PAGES = 5_000;

interface Reader {
  next?: Promise<PartyList>;
  current?: Promise<PartyList>;
}

/** Reads the list; the reading begins after this call. */
export function readPartyList(context: RunContext): Promise<PartyList> {
  const reader = context.once('party list reader', (): Reader => ({}));
  if (reader.next) return reader.next;
  const before = reader.current;
  const reading: Promise<PartyList> = Promise.resolve(before?.catch(() => {})).then(() => {
    // From here on the reading has begun: whoever asks now needs the one after it.
    reader.current = reading;
    delete reader.next;
    return readPages(context);
  });
  reader.next = reading;
  return reading;
}

async function readPages(context: RunContext): Promise<PartyList> {
  const entries = new Map<string, Json[]>();
  const pages: Exchange[] = [];
  const tokens = new Set<string>();
  let token = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = token === '' ? [] : [['pageToken', token] as const];
    const exchange = await context.target.send(
      fillTemplate(listParties(query), () => ''),
      {
        tag: `${context.suite}/list of parties#page ${page}`,
        connection: 'verification',
        repeat: 'safe',
      },
    );
    if (exchange.failure?.kind === 'aborted') throw new Interrupted();
    const json = jsonOf(exchange);
    if (exchange.response?.status !== 200 || json === undefined) {
      return {
        available: false,
        reason: `The list of parties could not be read: ${describeAnswer(exchange)}`,
        exchange,
      };
    }
    pages.push({ ...exchange, request: { ...exchange.request } });
    const known = entries.size;
    for (const entry of items(json, 'partyDetails')) {
      const id = text(entry, 'party');
      if (id !== undefined) entries.set(id, [...(entries.get(id) ?? []), entry]);
    }
    token = text(json, 'nextPageToken') ?? '';
    // A token that comes again, or a page that brings nothing new, would go on for ever; that paging ends is a requirement of its own.
    if (token === '' || tokens.has(token) || (page > 0 && entries.size === known)) break;
    tokens.add(token);
  }
  return { available: true, entries, pages };
}

/** Which of the names stand in the identifiers or in the annotations of a list. */
export function findNames(
  context: RunContext,
  list: Extract<PartyList, { available: true }>,
  names: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const wanted = new Set(names);
  const found = new Map<string, string[]>();
  const pattern = new RegExp(`${context.namespace}-[a-z0-9]{${NAME_LENGTH - context.namespace.length - 1}}`, 'gi');
  for (const [id, entries] of list.entries) {
    const texts = [id, ...entries.flatMap((entry) => Object.values(strings(entry, 'localMetadata', 'annotations')))];
    const here = new Set(texts.flatMap((each) => each.match(pattern) ?? []).map((name) => name.toLowerCase()));
    for (const name of here) if (wanted.has(name)) found.set(name, [...(found.get(name) ?? []), id]);
  }
  return found;
}
