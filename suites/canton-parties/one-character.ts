/**
 * A hint of one character. There are some sixty of them per node and parties stay for ever, so one that is free is looked for
 * and a single one is sent (design.md, rule 15).
 */
import { createHash } from 'node:crypto';
import { scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { isAccepted } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { ALPHANUMERIC } from '../../generators/canton/characters.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { readPartyList } from '../canton/party-list.ts';
import { marker } from './carriers.ts';

/** Decides that a free hint of one character is accepted. */
export const oneCharacterAccepted = scenario({
  key: 'hint/one-character',
  cost: { parties: 1, users: 0, exchanges: 3 },
  satisfied: 'A hint of one character was accepted.',
  run: async (steps) => {
    const free = await freeCharacters(steps.context);
    const [character] = free;
    if (character === undefined)
      throw new Inconclusive('exists-already', 'Every hint of one character exists already on this node.');
    const [record] = await steps.sharingName(allocateParty, 'one character', [
      { partyIdHint: character, localMetadata: marker() },
    ]);
    if (!record) return;
    if (isAccepted(allocateParty, record)) {
      steps.check(true, { summary: '', expected: '', actual: '', evidence: [] });
      return;
    }
    if (!(await freeCharacters(steps.context)).includes(character)) {
      throw new Inconclusive('exists-already', `The hint "${character}" was taken by somebody else meanwhile.`);
    }
    steps.check(false, {
      summary: 'A hint of one character was refused',
      expected: 'acceptance: a party name is non-empty, no more',
      actual: describeAnswer(record.exchange),
      pointer: '/partyIdHint',
      evidence: [record.exchange],
    });
  },
});

/** Characters that are no party's name yet, beginning at a place that depends on the namespace. */
async function freeCharacters(context: RunContext): Promise<readonly string[]> {
  const list = await readPartyList(context);
  if (!list.available) throw new Inconclusive('read-back-unavailable', list.reason);
  const taken = new Set([...list.entries.keys()].map((id) => id.split('::')[0]));
  const start = createHash('sha256').update(context.namespace).digest().readUInt16BE(0) % ALPHANUMERIC.length;
  const rotated = [...ALPHANUMERIC.slice(start), ...ALPHANUMERIC.slice(0, start)];
  return rotated.filter((character) => !taken.has(character));
}
