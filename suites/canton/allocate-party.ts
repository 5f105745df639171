/**
 * `POST /v2/parties` as the engine sees it.
 */
import type { Json } from '../../contracts/model.ts';
import type { RunContext } from '../../engine/context.ts';
import type { CreateOperation, ReadBack } from '../../engine/operation.ts';
import { text } from '../json.ts';
import { judgeBody, judgeExchange } from './judge.ts';
import { findNames, readPartyList } from './party-list.ts';
import { beginComparison } from './state-comparison.ts';

const OPERATION = 'postV2Parties';

/** The operation. */
export const allocateParty: CreateOperation = {
  operationId: OPERATION,
  noun: 'party',
  title: 'POST /v2/parties',
  template: (body) => ({
    method: 'POST',
    path: ['v2', 'parties'],
    headers: { 'content-type': 'application/json' },
    body,
  }),
  judge: (exchange) => judgeExchange(OPERATION, exchange),
  judgeBody: (body) => judgeBody(OPERATION, body),
  createdId: (body: Json | undefined) => text(body, 'partyDetails', 'party') || undefined,
  readBack: async (context, names): Promise<ReadBack> => {
    if (!isReadable(context)) return { available: false, reason: NOT_READABLE };
    const list = await readPartyList(context);
    return list.available ? { available: true, found: findNames(list, names) } : list;
  },
  compareState: async (context) =>
    isReadable(context)
      ? beginComparison(context, { noun: 'party', read: readPartyList, find: findNames })
      : { end: async () => ({ available: false, reason: NOT_READABLE }) },
};

/** Why parties are not read back where the statement says so. */
export const NOT_READABLE = 'The statement declares that parties cannot be read back (readBack: false).';

function isReadable(context: RunContext): boolean {
  return context.statement.get('readBack')?.value !== false;
}
