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
  const couldBeOurs = suspects(context);
  const appeared = [...list.entries.keys()].filter((id) => !before.has(id) && !ours.has(id) && couldBeOurs(id));
  if (appeared.length === 0) return { available: true, appeared, othersActive: false };
  await pause(QUIET_MS);
  const later = await readPartyList(context);
  const othersActive =
    later.available && [...later.entries.keys()].some((id) => !list.entries.has(id) && couldBeOurs(id));
  return { available: true, appeared, othersActive };
}

/** So many made-up identifiers are needed before their common form tells anything. */
const ENOUGH = 5;

/**
 * Tells which new parties may come from a request that carried no name. Its identifier would be one that the target makes up, or
 * show a piece of this run's namespace; where the made-up ones have a common beginning and length, the rest is somebody else's.
 */
function suspects(context: RunContext): (id: string) => boolean {
  // The hint of one character carries no name of the run either, but nobody made it up.
  const madeUp = context.journal
    .madeUp('party')
    .map(nameOf)
    .filter((name) => name.length > 1);
  const prefix = madeUp.reduce(commonPrefix, madeUp[0] ?? '');
  const lengths = madeUp.map((name) => name.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (madeUp.length < ENOUGH || prefix.length < 3) return () => true;
  return (id) => {
    const name = nameOf(id);
    const hasForm = name.startsWith(prefix) && name.length >= shortest && name.length <= longest;
    return hasForm || id.toLowerCase().includes(`${context.namespace}-`);
  };
}

function nameOf(id: string): string {
  return id.split('::')[0] ?? '';
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
