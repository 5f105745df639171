/**
 * What a refused request without a name may leave behind long after its answer: a thing whose name the target chose.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import { carrierOf, type RefusalCase, type RefusalEvidence, refusalVector } from '../../../engine/checks/refusal.ts';
import type { RunContext } from '../../../engine/context.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import { type CaseRecord, sendCreation } from '../../../engine/sending.ts';
import { Inconclusive, Interrupted } from '../../../engine/signals.ts';
import { MARKER_KEY } from '../../../generators/placeholder.ts';
import { hasMadeUpForm } from '../made-up.ts';
import type { Resource } from '../resource.ts';
import { annotationsOf } from '../update/update.ts';
import type { ReadableList, WholeList } from '../whole-list.ts';

/** Where the target chooses names. */
export interface NamesChosen {
  /** The list before the run created anything. */
  before(context: RunContext): Promise<WholeList>;
  /** Creations without a name: they show what the target makes up. */
  readonly creations: readonly Experiment<AcceptanceEvidence>[];
}

/** What nobody accounts for, and whether refused requests were seen to leave it behind. */
export interface LeftBehind {
  readonly ids: readonly string[];
  /** The requests after which something like it came again; empty: it did not. */
  readonly repeated: readonly CaseRecord[];
}

/** How long nothing may come before the repeat, how long after a refusal things are waited for at least and at most, and how often, in milliseconds. */
const QUIET_MS = 1_000;
const LATE_MS = 4_000;
const LATEST_MS = 30_000;
const LOOK_EVERY_MS = 250;

/** Repeats of a refused request are told from the first time by their attempt. */
const REPEAT = 100;

/**
 * Looks for things that nobody accounts for, once what is late has had its time. Where there are some, the refused requests without a name are sent once
 * more while nothing else is: what comes again comes from them, what does not may be somebody else's. `undefined`: nothing is left.
 */
export async function leftBehind(
  resource: Resource,
  { before }: NamesChosen,
  evidence: readonly RefusalEvidence[],
  context: RunContext,
): Promise<LeftBehind | undefined> {
  const nameless = evidence
    .filter(({ options }) => options.lane === 'first')
    .flatMap((of) => of.cases.map((it) => ({ of, it })))
    .filter(({ it }) => (it.record.exchange.response?.status ?? 0) >= 400);
  const first = await before(context);
  if (!first.available || nameless.length === 0) return undefined;
  const sentAt = Math.max(...nameless.map(({ it }) => it.record.exchange.startedAt));
  await wait(sentAt + LATE_MS - Date.now(), context);
  const list = await resource.list.read(context);
  if (!list.available) throw new Inconclusive('read-back-unavailable', list.reason);
  const ids = strangers(resource, list, first, context);
  if (ids.length === 0) return undefined;
  // What came during a long run may have taken as long to come.
  const patienceMs = Math.min(LATEST_MS, Math.max(LATE_MS, Date.now() - sentAt));
  const repeated = await comesAgain(resource, list, nameless, patienceMs, context);
  // A creation of the run that got no lasting answer may be what was found.
  if (repeated.length === 0 && ids.length <= unseen(resource, list, context)) return undefined;
  return { ids, repeated };
}

async function wait(milliseconds: number, { signal }: RunContext): Promise<void> {
  if (milliseconds <= 0) return;
  await pause(milliseconds, undefined, { signal }).catch(() => {
    throw new Interrupted();
  });
}

/** What is new in a list, has the form of a made-up name, and belongs to no run. */
function strangers(
  resource: Resource,
  list: ReadableList,
  earlier: ReadableList,
  context: RunContext,
): readonly string[] {
  const { noun } = resource.operation;
  const looksMadeUp = hasMadeUpForm(context, noun);
  if (looksMadeUp === undefined) return [];
  const known = new Set(context.journal.existing(noun));
  return [...list.entries].flatMap(([id, [entry]]) => {
    const isNew = !earlier.entries.has(id) && !known.has(id) && looksMadeUp(id);
    return isNew && annotationsOf(resource, entry)[MARKER_KEY] === undefined ? [id] : [];
  });
}

/** How many creations of unknown outcome are not in a list under their names. */
function unseen({ operation, list: terms }: Resource, list: ReadableList, context: RunContext): number {
  const pending = context.journal.pending(operation.noun);
  return pending.length - terms.find(list, pending).size;
}

/** The list once nothing unaccounted for has come for a while: what is late may still be coming. `undefined` when that does not happen. */
async function whenQuiet(
  resource: Resource,
  last: ReadableList,
  context: RunContext,
): Promise<ReadableList | undefined> {
  let earlier = last;
  for (const until = performance.now() + LATE_MS; performance.now() < until; ) {
    await wait(QUIET_MS, context);
    const now = await resource.list.read(context);
    if (!now.available) return undefined;
    if (strangers(resource, now, earlier, context).length === 0) return now;
    earlier = now;
  }
  return undefined;
}

/** Sends the requests again, and gives those after which something came that did not come before. */
async function comesAgain(
  resource: Resource,
  last: ReadableList,
  nameless: readonly { readonly of: RefusalEvidence; readonly it: RefusalCase }[],
  patienceMs: number,
  context: RunContext,
): Promise<readonly CaseRecord[]> {
  const quiet = await whenQuiet(resource, last, context);
  if (!quiet) return [];
  const records = await Promise.all(
    nameless.map(({ of: { options }, it: { batch, violation, variant } }) => {
      const vector = refusalVector(options, carrierOf(options, context.draw, batch), batch, violation, variant);
      const scope = `${options.key}/left behind`;
      return sendCreation(context, options.operation, vector, {
        scope,
        firstAttempt: REPEAT,
        once: true,
        invalid: true,
      });
    }),
  );
  for (const until = performance.now() + patienceMs; performance.now() < until; await wait(LOOK_EVERY_MS, context)) {
    const now = await resource.list.read(context);
    if (now.available && strangers(resource, now, quiet, context).length > 0) return records;
  }
  return [];
}
