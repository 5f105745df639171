/** Valid bodies of POST /v2/users are valid, varied, named and the same for the same seed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../contracts/model.ts';
import { createUserRequest, userCorpus } from '../../../generators/canton/user.ts';
import { valueAt } from '../../../generators/json-paths.ts';
import { brokenUserRules } from './simple-user-validator.ts';

const PLACEHOLDER = '{{{{{name-00000}}}}}';
const parties = ['Alice::1220aa', 'Bob::1220aa'];
const KINDS = [
  'CanActAs',
  'CanReadAs',
  'CanExecuteAs',
  'ParticipantAdmin',
  'IdentityProviderAdmin',
  'CanReadAsAnyParty',
  'CanExecuteAsAnyParty',
];

describe('createUserRequest', () => {
  it('draws only valid bodies with a place for a name in the id, under both profiles', () => {
    for (const profile of ['contract', 'reference'] as const) {
      fc.assert(
        fc.property(createUserRequest({ profile, parties, primaryParty: parties[0]! }), (body) => {
          expect(brokenUserRules({ kind: 'json', value: body })).toEqual([]);
          expect(valueAt(body, ['user', 'id'])).toContain(PLACEHOLDER);
        }),
        { seed: 1, numRuns: 1500 },
      );
    }
  });

  it('names only the parties that it was given', () => {
    fc.assert(
      fc.property(createUserRequest({ parties, primaryParty: 'Carol::1220aa' }), (body) => {
        expect(['Carol::1220aa', undefined]).toContain(valueAt(body, ['user', 'primaryParty']));
        for (const party of partiesOf(body)) expect(parties).toContain(party);
      }),
      { seed: 2, numRuns: 500 },
    );
    for (const body of fc.sample(createUserRequest(), { seed: 3, numRuns: 300 })) {
      expect(partiesOf(body)).toEqual([]);
      expect(valueAt(body, ['user', 'primaryParty'])).toBeUndefined();
    }
  });

  it('draws every kind of right and every optional member, present and absent', () => {
    const drawn = fc.sample(createUserRequest({ parties, primaryParty: parties[0]! }), { seed: 4, numRuns: 300 });
    const kinds = new Set(drawn.flatMap((body) => rightsOf(body).map((right) => Object.keys(right.kind)[0])));
    expect([...kinds].sort()).toEqual([...KINDS].sort());
    for (const path of [
      ['rights'],
      ['user', 'primaryParty'],
      ['user', 'isDeactivated'],
      ['user', 'metadata', 'annotations'],
    ]) {
      const present = drawn.filter((body) => valueAt(body, path) !== undefined).length;
      expect(present, path.join('.')).toBeGreaterThan(30);
      expect(present, path.join('.')).toBeLessThan(270);
    }
  });
});

describe('userCorpus', () => {
  it('holds valid, named bodies; a longer one begins with the shorter one', () => {
    const corpus = userCorpus(1, 120, { parties, primaryParty: parties[1]! });
    for (const body of corpus) {
      expect(brokenUserRules({ kind: 'json', value: body })).toEqual([]);
      expect(valueAt(body, ['user', 'id'])).toContain(PLACEHOLDER);
    }
    expect(userCorpus(1, 50, { parties, primaryParty: parties[1]! })).toEqual(corpus.slice(0, 50));
    expect(userCorpus(2, 120, { parties })).not.toEqual(corpus);
  });
});

function rightsOf(
  body: Json,
): readonly { readonly kind: Readonly<Record<string, { readonly value: { party?: string } }>> }[] {
  return (valueAt(body, ['rights']) ?? []) as never;
}

function partiesOf(body: Json): readonly string[] {
  return rightsOf(body).flatMap(({ kind }) => Object.values(kind).flatMap(({ value }) => value.party ?? []));
}
