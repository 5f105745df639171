/**
 * A hint of one character. There are some sixty of them per node and parties stay for ever, so one that is free is looked for
 * and a single one is sent (design.md, rule 15).
 */
import { createHash } from 'node:crypto';
import type { Json } from '../../contracts/model.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { isAccepted } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { ALPHANUMERIC } from '../../generators/canton/characters.ts';
import { MARKER_KEY } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { readPartyList } from '../canton/party-list.ts';
import { strings } from '../json.ts';
import { marker } from './carriers.ts';

/** Decides that a free hint of one character is accepted. */
export const oneCharacterAccepted = scenario({
  key: 'hint/one-character',
  cost: { parties: 1, users: 0, exchanges: 3 },
  satisfied: 'A hint of one character was accepted.',
  run: async (steps) => {
    const { free, own } = await partiesOfOneCharacter(steps.context);
    // An earlier start that got no answer allocated it all the same: a second party would stay for ever.
    const refusal = own ? undefined : await refusalOf(steps, free[0]);
    steps.check(refusal === undefined, () => ({
      summary: 'A hint of one character was refused',
      expected: 'acceptance: a party name is non-empty, no more',
      actual: refusal ? describeAnswer(refusal) : '',
      pointer: '/partyIdHint',
      evidence: refusal ? [refusal] : [],
    }));
  },
});

/** Allocates a party of this character, once; gives what refused it, if anything did. */
async function refusalOf(steps: Scenario, character: string | undefined): Promise<Exchange | undefined> {
  if (character === undefined)
    throw new Inconclusive('exists-already', 'Every hint of one character exists already on this node.');
  const body = { partyIdHint: character, localMetadata: marker() };
  const record = await steps.createOnce(allocateParty, 'one character', body);
  if (isAccepted(allocateParty, record)) return undefined;
  if (!(await partiesOfOneCharacter(steps.context)).free.includes(character)) {
    throw new Inconclusive('exists-already', `The hint "${character}" was taken by somebody else meanwhile.`);
  }
  return record.exchange;
}

/** Whether this run has a party of one character, and the characters that are free, from a place on that depends on the namespace. */
async function partiesOfOneCharacter(
  context: RunContext,
): Promise<{ readonly own: boolean; readonly free: readonly string[] }> {
  const list = await readPartyList(context);
  if (!list.available) throw new Inconclusive('read-back-unavailable', list.reason);
  const taken = new Map([...list.entries].map(([id, entries]) => [id.split('::')[0] ?? '', entries]));
  const start = createHash('sha256').update(context.namespace).digest().readUInt16BE(0) % ALPHANUMERIC.length;
  const rotated = [...ALPHANUMERIC.slice(start), ...ALPHANUMERIC.slice(0, start)];
  const isOwn = (entry: Json): boolean =>
    strings(entry, 'localMetadata', 'annotations')[MARKER_KEY]?.startsWith(`${context.namespace}-`) === true;
  return {
    own: rotated.some((character) => taken.get(character)?.some(isOwn)),
    free: rotated.filter((character) => !taken.has(character)),
  };
}
