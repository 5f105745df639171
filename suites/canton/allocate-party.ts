/**
 * `POST /v2/parties` as the engine sees it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Json } from '../../contracts/model.ts';
import type { RunContext } from '../../engine/context.ts';
import type { CreateOperation, ReadBack, StateComparison, StateDifference } from '../../engine/operation.ts';
import { text } from './json.ts';
import { judgeBody, judgeExchange } from './judge.ts';
import { findNames, readPartyList } from './party-list.ts';

const OPERATION = 'postV2Parties';

/** How long to look for foreign activity before an unexplained party counts, in milliseconds. */
const QUIET_MS = 250;

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
    if (context.statement.get('readBack')?.value === false) return { available: false, reason: NOT_DECLARED };
    const list = await readPartyList(context);
    return list.available ? { available: true, found: findNames(context, list, names) } : list;
  },
  compareState: async (context): Promise<StateComparison> => {
    const before = await idsNow(context);
    return { end: (accounted) => compare(context, before, accounted) };
  },
};

const NOT_DECLARED = 'The statement declares that parties cannot be read back (readBack: false).';

async function idsNow(context: RunContext): Promise<ReadonlySet<string> | string> {
  if (context.statement.get('readBack')?.value === false) return NOT_DECLARED;
  const list = await readPartyList(context);
  return list.available ? new Set(list.entries.keys()) : list.reason;
}

async function compare(
  context: RunContext,
  before: ReadonlySet<string> | string,
  accounted: readonly string[],
): Promise<StateDifference> {
  const list = await readPartyList(context);
  if (typeof before === 'string') return { available: false, reason: before };
  if (!list.available) return { available: false, reason: list.reason };
  const ours = new Set(accounted.filter((name) => name !== ''));
  for (const ids of findNames(context, list, accounted).values()) for (const id of ids) ours.add(id);
  const appeared = [...list.entries.keys()].filter((id) => !before.has(id) && !ours.has(id));
  if (appeared.length === 0) return { available: true, appeared, othersActive: false };
  await pause(QUIET_MS);
  const later = await readPartyList(context);
  const othersActive = later.available && [...later.entries.keys()].some((id) => !list.entries.has(id));
  return { available: true, appeared, othersActive };
}
