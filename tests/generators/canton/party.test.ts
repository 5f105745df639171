/** Valid bodies of POST /v2/parties are valid, varied, named and the same for the same seed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../contracts/model.ts';
import { sizeOfAnnotations } from '../../../generators/canton/annotation-sizes.ts';
import {
  allocatePartyRequest,
  partyCorpus,
  partyForSpellings,
  partyOfAnnotationSize,
  partyWithLegalKeys,
  partyWithTelltaleValues,
} from '../../../generators/canton/party.ts';
import { isObject, valueAt } from '../../../generators/json-paths.ts';
import { brokenPartyRules } from './simple-validator.ts';

const PLACEHOLDER = '{{{{{name-00000}}}}}';

describe('allocatePartyRequest', () => {
  it('draws only valid bodies, under both profiles', () => {
    for (const profile of ['contract', 'reference'] as const) {
      fc.assert(
        fc.property(allocatePartyRequest({ profile }), (body) => {
          expect(brokenPartyRules({ kind: 'json', value: body })).toEqual([]);
        }),
        { seed: 1, numRuns: 2000 },
      );
    }
  });

  it('puts a place for a name into the hint, or without a hint into the marker annotation', () => {
    fc.assert(
      fc.property(allocatePartyRequest(), (body) => {
        const hint = valueAt(body, ['partyIdHint']);
        const marker = valueAt(body, ['localMetadata', 'annotations', 'concordat/vector']);
        expect(hint === undefined ? marker : hint).toContain(PLACEHOLDER);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  it('draws nothing between two readings under the profile contract', () => {
    fc.assert(
      fc.property(allocatePartyRequest(), (body) => {
        expect(Object.keys(body as object).filter((key) => !['partyIdHint', 'localMetadata'].includes(key))).toEqual(
          [],
        );
        expect(valueAt(body, ['partyIdHint'])).not.toBe('');
        expect(valueAt(body, ['localMetadata'])).not.toBeNull();
        expect(valueAt(body, ['localMetadata', 'resourceVersion'])).toBeUndefined();
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it('reaches every combination of optional members', () => {
    const seen = new Set(
      fc.sample(allocatePartyRequest({ profile: 'reference' }), { seed: 4, numRuns: 2000 }).map(combination),
    );
    const metadata = ['-', 'm', 'ma', 'mr', 'mar'];
    const rest = ['', 'i', 's', 'u', 'is', 'iu', 'su', 'isu'];
    for (const last of rest) {
      for (const meta of metadata) expect(seen).toContain(`h${meta}${last}`);
      for (const meta of ['ma', 'mar']) expect(seen).toContain(`${meta}${last}`);
    }
  });

  it('keeps to the shape that is asked for', () => {
    fc.assert(
      fc.property(allocatePartyRequest({ hint: 'present', metadata: 'absent' }), (body) => {
        expect(Object.keys(body as object)).toEqual(['partyIdHint']);
      }),
      { seed: 5, numRuns: 200 },
    );
    fc.assert(
      fc.property(allocatePartyRequest({ hint: 'absent' }), (body) => {
        expect(isObject(body) && 'partyIdHint' in body).toBe(false);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});

describe('partyCorpus', () => {
  it('holds valid bodies with and without a hint, each with a place for a name', () => {
    const corpus = partyCorpus(1, 150);
    for (const body of corpus) {
      expect(brokenPartyRules({ kind: 'json', value: body })).toEqual([]);
      expect(JSON.stringify(body)).toContain(PLACEHOLDER);
    }
    expect(corpus.some((body) => valueAt(body, ['partyIdHint']) === undefined)).toBe(true);
    expect(corpus.filter((body) => valueAt(body, ['localMetadata', 'annotations'])).length).toBeGreaterThan(30);
    expect(new Set(corpus.map((body) => JSON.stringify(body))).size).toBeGreaterThan(120);
  });

  it('is the same for the same seed, and a longer one begins with the shorter one', () => {
    expect(partyCorpus(9, 40)).toEqual(partyCorpus(9, 40));
    expect(partyCorpus(9, 60).slice(0, 25)).toEqual(partyCorpus(9, 25));
    expect(partyCorpus(9, 25)).not.toEqual(partyCorpus(10, 25));
  });
});

it('makes single bodies that hold every legal key, every telltale value and every spelling', () => {
  for (const body of [partyWithLegalKeys(), partyWithTelltaleValues(), partyForSpellings()]) {
    expect(brokenPartyRules({ kind: 'json', value: body })).toEqual([]);
    expect(valueAt(body, ['partyIdHint'])).toContain(PLACEHOLDER);
  }
});

it('makes annotations of an exact size that are valid up to the limit', () => {
  for (const size of [1_000, 256_000, 262_144]) {
    for (const multiByte of [false, true]) {
      const body = partyOfAnnotationSize(size, multiByte);
      expect(brokenPartyRules({ kind: 'json', value: body })).toEqual([]);
      expect(sizeOfAnnotations(valueAt(body, ['localMetadata', 'annotations']) as Record<string, string>)).toBe(size);
    }
  }
});

function combination(body: Json): string {
  const has = (path: readonly string[], letter: string): string => (valueAt(body, path) === undefined ? '' : letter);
  const metadata =
    has(['localMetadata'], 'm') +
    has(['localMetadata', 'annotations'], 'a') +
    has(['localMetadata', 'resourceVersion'], 'r');
  return (
    has(['partyIdHint'], 'h') +
    (metadata || '-') +
    has(['identityProviderId'], 'i') +
    has(['synchronizerId'], 's') +
    has(['userId'], 'u')
  );
}
