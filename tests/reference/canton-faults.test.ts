/**
 * Every fault can be seen by a client, and is described well enough to be looked for.
 */
import { describe, expect, it } from 'vitest';
import { cantonFaults } from '../../reference/canton/faults.ts';
import { type ReferenceOptions, startCantonReference } from '../../reference/canton/server.ts';
import { createBench, type Probe } from './probe.ts';
import { changeProbes } from './probes-changes.ts';
import { contentProbes } from './probes-content.ts';
import { creationProbes } from './probes-creation.ts';
import { siblingProbes } from './probes-siblings.ts';
import { storedProbes } from './probes-stored.ts';
import { userProbes } from './probes-users.ts';

const probes: Readonly<Record<string, Probe>> = {
  ...creationProbes,
  ...contentProbes,
  ...siblingProbes,
  ...storedProbes,
  ...userProbes,
  ...changeProbes,
};

async function look(probe: Probe, options: ReferenceOptions): Promise<unknown> {
  const reference = await startCantonReference({ seed: 7, ...options });
  try {
    return await probe(createBench(reference));
  } finally {
    await reference.close();
  }
}

/** What the faithful reference shows, looked at twice: only what stays the same can tell a fault. */
const faithful = new Map<string, Promise<unknown>>();
const numbers = new Map<Probe, number>();

function faithfully(probe: Probe, authentication: boolean): Promise<unknown> {
  const number = numbers.get(probe) ?? numbers.size;
  numbers.set(probe, number);
  const key = `${number} ${authentication}`;
  const known = faithful.get(key) ?? twice(probe, authentication);
  faithful.set(key, known);
  return known;
}

async function twice(probe: Probe, authentication: boolean): Promise<unknown> {
  const first = await look(probe, { authentication });
  expect(await look(probe, { authentication })).toEqual(first);
  return first;
}

describe('faults', () => {
  it.each(cantonFaults.map((fault) => [fault.id, fault] as const))('%s can be seen', async (id, fault) => {
    const probe = probes[id];
    if (probe === undefined) throw new Error(`no probe for ${id}`);
    const expected = await faithfully(probe, fault.needs === 'authentication');
    expect(await look(probe, { fault: id })).not.toEqual(expected);
  });

  it('have no probe without a fault', () => {
    const ids = new Set(cantonFaults.map((fault) => fault.id));
    expect(Object.keys(probes).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('have different ids, in kebab case', () => {
    const ids = cantonFaults.map((fault) => fault.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('name requirements of this suite, and a title that is a sentence without its full stop', () => {
    for (const fault of cantonFaults) {
      expect(fault.catches.length, fault.id).toBeGreaterThan(0);
      for (const id of fault.catches) expect(id).toMatch(/^canton-(parties|users)\/[a-z]+\/[a-z0-9-]+$/);
      expect(fault.title, fault.id).toMatch(/^[^.].*[^.]$/);
    }
  });

  it('are not mixed: a reference without a fault is not touched by those started before', async () => {
    const broken = await startCantonReference({ fault: 'success-201' });
    await broken.close();
    const probe = creationProbes['success-201'] as Probe;
    expect(await look(probe, {})).toMatchObject([{ status: 200 }]);
  });

  it('must be known by name', async () => {
    await expect(startCantonReference({ fault: 'nonsense' })).rejects.toThrow('unknown fault: nonsense');
    await expect(startCantonReference({ variant: 'nonsense' })).rejects.toThrow('unknown variant: nonsense');
  });
});
