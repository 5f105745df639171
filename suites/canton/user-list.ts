/**
 * Reading the whole list of users, page by page, on connections of its own.
 */
import type { RunContext } from '../../engine/context.ts';
import type { ReadBack } from '../../engine/operation.ts';
import { Interrupted } from '../../engine/signals.ts';
import { fillTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { items, text } from './json.ts';
import { jsonOf } from './judge.ts';
import { listUsers } from './requests.ts';

/** Identifiers of all users that the caller may see. */
export type UserIds =
  | { readonly available: true; readonly ids: ReadonlySet<string> }
  | { readonly available: false; readonly reason: string };

/** What is needed to ask; also outside a run. */
type Asker = Pick<RunContext, 'suite' | 'target'>;

const MOST_PAGES = 5_000;

/** Reads the list. */
export async function idsOfUsers(context: Asker): Promise<UserIds> {
  const ids = new Set<string>();
  const tokens = new Set<string>();
  let token = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = token === '' ? [] : [['pageToken', token] as const];
    const exchange = await context.target.send(
      fillTemplate(listUsers(query), () => ''),
      {
        tag: `${context.suite}/list of users#page ${page}`,
        connection: 'verification',
        repeat: 'safe',
      },
    );
    if (exchange.failure?.kind === 'aborted') throw new Interrupted();
    const json = jsonOf(exchange);
    if (exchange.response?.status !== 200 || json === undefined) {
      return { available: false, reason: `The list of users could not be read: ${describeAnswer(exchange)}` };
    }
    const known = ids.size;
    for (const user of items(json, 'users')) {
      const id = text(user, 'id');
      if (id !== undefined) ids.add(id);
    }
    token = text(json, 'nextPageToken') ?? '';
    if (token === '' || tokens.has(token) || (page > 0 && ids.size === known)) break;
    tokens.add(token);
  }
  return { available: true, ids };
}

/** Which of the names stand in the id of a user. */
export async function findUsers(context: Asker, names: readonly string[]): Promise<ReadBack> {
  const list = await idsOfUsers(context);
  if (!list.available) return list;
  const found = new Map<string, readonly string[]>();
  for (const name of names) {
    const ids = [...list.ids].filter((id) => id.toLowerCase().includes(name));
    if (ids.length > 0) found.set(name, ids);
  }
  return { available: true, found };
}
