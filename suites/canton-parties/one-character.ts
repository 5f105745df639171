/**
 * A hint of one character. There are some sixty of them per node and parties stay for ever, so one that is free is looked for
 * and a single one is sent (design.md, rule 15).
 */
import { type Expected, type Scenario, scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { isAccepted } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { alphanumericFrom } from '../../generators/canton/characters.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { onceShown } from '../canton/list/lag.ts';
import { findNames, readPartyList } from '../canton/party-list.ts';
import type { ReadableList } from '../canton/whole-list.ts';
import { marker } from './carriers.ts';

const STEP = 'one character';

/** What earlier starts in this run did. */
interface Earlier {
  /** The one hint that is sent, whatever happens. */
  character?: string | undefined;
  /** Markers of allocations that got no answer: each may have been carried out. */
  readonly lost: string[];
}

/** Decides that a free hint of one character is accepted. */
export const oneCharacterAccepted = scenario({
  key: 'hint/one-character',
  cost: { parties: 1, users: 0, exchanges: 3 },
  satisfied: 'A hint of one character was accepted.',
  run: async (steps) => {
    const refused = await allocateIt(steps);
    steps.check(refused === undefined, () => refused as Expected);
  },
});

/** Allocates a party with such a hint; gives what to say where that was refused. */
async function allocateIt(steps: Scenario): Promise<Expected | undefined> {
  const earlier = steps.context.once('the hint of one character', (): Earlier => ({ lost: [] }));
  const { lost } = earlier;
  const before = await listOf(steps);
  if (shows(before, lost)) return carriedOut(steps);
  earlier.character ??= freeCharacter(steps.context, before);
  const { character } = earlier;
  if (character === undefined)
    throw new Inconclusive('exists-already', 'Every hint of one character exists already on this node.');

  const name = steps.name(STEP);
  lost.push(name);
  const body = { partyIdHint: character, localMetadata: marker() };
  const record = await steps.createOnce(allocateParty, STEP, body);
  lost.pop();
  if (isAccepted(allocateParty, record)) return undefined;

  const after = await onceShown(
    () => listOf(steps),
    (list) => lost.length === 0 || shows(list, lost),
  );
  if (shows(after, lost)) return carriedOut(steps);
  const allocated = shows(after, [name]);
  if (!allocated && lost.length > 0)
    throw new Inconclusive(
      'transient-trouble',
      'One allocation with this hint got no answer, and the next was refused.',
    );
  if (!allocated && isTaken(after, character))
    throw new Inconclusive('exists-already', `The hint "${character}" was taken by somebody else meanwhile.`);
  return {
    summary: `A hint of one character was refused${allocated ? ' and allocated all the same' : ''}`,
    expected: 'acceptance: a party name is non-empty, no more',
    actual: describeAnswer(record.exchange),
    pointer: '/partyIdHint',
    evidence: [record.exchange],
  };
}

/** No answer said so, and the list does: a second party would stay for ever. */
function carriedOut(steps: Scenario): undefined {
  steps.notes.push('The allocation was carried out, but its answer was lost.');
}

async function listOf({ context }: Scenario): Promise<ReadableList> {
  const list = await readPartyList(context);
  if (!list.available) throw new Inconclusive('read-back-unavailable', list.reason);
  return list;
}

const shows = (list: ReadableList, names: readonly string[]): boolean => findNames(list, names).size > 0;

const isTaken = (list: ReadableList, character: string): boolean =>
  [...list.entries.keys()].some((id) => id.startsWith(`${character}::`));

/** A character that is no party's name. */
function freeCharacter(context: RunContext, list: ReadableList): string | undefined {
  return alphanumericFrom(context.namespace).find((character) => !isTaken(list, character));
}
