/**
 * `POST /v2/users` as the engine sees it.
 */
import type { Json } from '../../contracts/model.ts';
import type { CreateOperation } from '../../engine/operation.ts';
import { text } from './json.ts';
import { judgeBody, judgeExchange } from './judge.ts';
import { findUsers, idsOfUsers } from './user-list.ts';

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
  readBack: findUsers,
  compareState: async (context) => {
    const before = await idsOfUsers(context);
    return {
      end: async (accounted) => {
        const after = await idsOfUsers(context);
        if (!before.available) return before;
        if (!after.available) return after;
        const ours = (id: string): boolean => accounted.some((name) => name !== '' && id.includes(name));
        const appeared = [...after.ids].filter((id) => !before.ids.has(id) && !ours(id));
        return { available: true, appeared, othersActive: false };
      },
    };
  },
};
