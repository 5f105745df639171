/**
 * How the product finds and pages parties, and the tokens of its pages.
 */
import type { Page, ReadingBehaviour } from './behaviour.ts';
import { firstAfter, type PartyRecord } from './store.ts';

export const faithfulReading: ReadingBehaviour = {
  find({ parties }, { world }) {
    const wanted = [...new Set(parties)].sort(world.parties.compare);
    return wanted.map((party) => world.parties.get(party)).filter((it) => it !== undefined);
  },

  listed: ({ world }) => world.parties.sorted,

  matches: (record, filter) => likePattern(filter).test(record.party),

  page(query, scene): Page<PartyRecord> {
    const { reading, limits } = scene.behaviour;
    const size = query.pageSize === 0 ? limits.partiesPage : query.pageSize;
    const all = reading.listed(scene);
    const after = query.pageToken === '' ? undefined : reading.parseToken(query.pageToken);
    const records: PartyRecord[] = [];
    let next = after === undefined ? 0 : firstAfter(all, (it) => it.party, after, scene.world.parties.compare);
    for (; next < all.length && records.length < size; next += 1) {
      const record = all[next] as PartyRecord;
      if (query.filter === '' || reading.matches(record, query.filter)) records.push(record);
    }
    const last = records.at(-1);
    // A full last page has a token too: only an empty page after it tells that there is no more.
    return { records, nextPageToken: records.length < size || last === undefined ? '' : pageToken(last.party) };
  },

  parseToken: parsePageToken,
};

/** The filter is the start of a database pattern, in which `_` stands for any character. */
function likePattern(filter: string): RegExp {
  return new RegExp(`^${filter.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&').replaceAll('_', '.')}`, 's');
}

/** The last key of a page, as a message with one string field in URL-safe base 64. */
export function pageToken(key: string): string {
  const text = Buffer.from(key);
  const length = text.length < 128 ? [text.length] : [(text.length & 127) | 128, text.length >> 7];
  return base64Url(Buffer.concat([Buffer.from([10, ...length]), text]));
}

/** The key in a token of {@link pageToken}; `undefined` for anything else. */
function parsePageToken(token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const key = bytes.subarray(bytes.length > 1 && (bytes[1] as number) > 127 ? 3 : 2).toString();
  return pageToken(key) === token && key !== '' ? key : undefined;
}

function base64Url(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
