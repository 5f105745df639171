/**
 * `POST /v2/users` as the engine sees it.
 */
import type { Json } from '../../contracts/model.ts';
import type { CreateOperation, ReadBack } from '../../engine/operation.ts';
import { text } from '../json.ts';
import { judgeBody, judgeExchange } from './judge.ts';
import { beginComparison } from './state-comparison.ts';
import { namesOfUsers, readUserList } from './user-list.ts';

const OPERATION = 'postV2Users';

/** The operation. */
export const createUser: CreateOperation = {
  operationId: OPERATION,
  noun: 'user',
  title: 'POST /v2/users',
  template: (body) => ({
    method: 'POST',
    path: ['v2', 'users'],
    headers: { 'content-type': 'application/json' },
    body,
  }),
  judge: (exchange) => judgeExchange(OPERATION, exchange),
  judgeBody: (body) => judgeBody(OPERATION, body),
  createdId: (body: Json | undefined) => text(body, 'user', 'id') || undefined,
  isOwn: (id, name, request) => id.toLowerCase().includes(name) || id === sentId(request),
  readBack: async (context, names): Promise<ReadBack> => {
    const list = await readUserList(context);
    return list.available ? { available: true, found: namesOfUsers(list, names) } : list;
  },
  compareState: (context) => beginComparison(context, { noun: 'user', read: readUserList, find: namesOfUsers }),
};

/** The id that a request asks for; undefined where its body is no JSON. */
function sentId(request: Uint8Array | undefined): string | undefined {
  try {
    return text(JSON.parse(Buffer.from(request ?? []).toString('utf8')) as Json, 'user', 'id');
  } catch {
    return undefined;
  }
}
