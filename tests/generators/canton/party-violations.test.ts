/** Every variant of every violation of POST /v2/parties breaks the rule that it names and no other. */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../contracts/model.ts';
import { drawMany } from '../../../generators/arbitraries.ts';
import { allocatePartyRequest, partyCorpus } from '../../../generators/canton/party.ts';
import { invalidUtf8InParty, partyViolations } from '../../../generators/canton/party-violations.ts';
import type { Budget, Variant, Violation } from '../../../generators/violation.ts';
import { brokenPartyRules, bytesOf } from './simple-validator.ts';

const BUDGETS: readonly Budget[] = ['smoke', 'standard', 'thorough'];
const all: readonly Violation[] = [...partyViolations, invalidUtf8InParty];

/** Bodies to break: draws of both profiles and a corpus. */
const VALID: readonly Json[] = [
  ...drawMany(allocatePartyRequest(), 7, 6),
  ...drawMany(allocatePartyRequest({ profile: 'reference' }), 11, 6),
  ...partyCorpus(3, 6),
  { partyIdHint: '{{{{{name-00000}}}}}' },
];

/** Those that have no place for a name: the name's own member is what they break, or there is no body. */
const NAMELESS = [
  /^missing-body /,
  /^malformed-json truncated: after the first brace$/,
  /^not-an-object (an empty array|an empty string|a number|zero|true|false|null)$/,
];

describe.each(all)('violation $id', (violation) => {
  it('breaks exactly the rule that each variant names, whatever the valid body is', () => {
    for (const variant of everyVariant(violation)) {
      for (const valid of VALID) {
        expect(brokenPartyRules(variant.apply(valid)), variant.label).toEqual([expectedOf(violation, variant)]);
      }
    }
  });

  it('has a valid carrier', () => {
    for (const valid of VALID) {
      expect(brokenPartyRules({ kind: 'json', value: violation.carrier(valid) })).toEqual([]);
    }
  });

  it('has a place for a name in the carrier and in every variant that can have one', () => {
    for (const valid of VALID) {
      expect(JSON.stringify(violation.carrier(valid))).toContain('{{{{{name-00000}}}}}');
      for (const variant of everyVariant(violation)) {
        const nameless = NAMELESS.some((pattern) => pattern.test(`${violation.id} ${variant.label}`));
        expect(/\{{5}name-00000\}{5}/.test(textOf(variant, valid)), variant.label).toBe(!nameless);
      }
    }
  });

  it('never cuts through a placeholder', () => {
    for (const variant of everyVariant(violation)) {
      const sent = bytesOf(variant.apply(VALID[0]!)).toString('latin1');
      expect(sent, variant.label).not.toMatch(/\{{5}|name-0/);
    }
  });

  it('has unique labels, and each budget holds the smaller one in the same order', () => {
    const [smoke, standard, thorough] = BUDGETS.map((budget) =>
      violation.variants(1, budget).map(({ label }) => label),
    );
    expect(smoke!.length).toBeGreaterThan(0);
    expect(new Set(thorough).size).toBe(thorough!.length);
    expect(thorough!.slice(0, standard!.length)).toEqual(standard);
    expect(standard!.filter((label) => smoke!.includes(label))).toEqual(smoke);
  });

  it('gives equal bytes for equal seeds, and fixed variants for all seeds below thorough', () => {
    const labelled = (seed: number, budget: Budget): readonly string[] =>
      violation.variants(seed, budget).map((variant) => variant.label + textOf(variant, VALID[0]!));
    expect(labelled(5, 'thorough')).toEqual(labelled(5, 'thorough'));
    expect(labelled(5, 'standard')).toEqual(labelled(6, 'standard'));
  });
});

it('names each violation once', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('adds drawn variants of illegal characters, lengths and types under a thorough budget', () => {
  for (const id of ['hint-illegal-characters', 'hint-non-ascii', 'hint-too-long', 'wrong-type']) {
    const violation = all.find((candidate) => candidate.id === id)!;
    expect(violation.variants(1, 'thorough').length).toBeGreaterThan(violation.variants(1, 'standard').length);
    expect(violation.variants(1, 'thorough')).not.toEqual(violation.variants(2, 'thorough'));
  }
});

function everyVariant(violation: Violation): readonly Variant[] {
  return [...violation.variants(1, 'thorough'), ...violation.variants(2, 'thorough')];
}

/** The byte order mark is the one thing that a parser sees as malformed JSON and that is a violation of its own. */
function expectedOf(violation: Violation, variant: Variant): string {
  return `${variant.rule} ${violation.id === 'not-an-object' ? '' : variant.pointer}`;
}

function textOf(variant: Variant, valid: Json): string {
  const draft = variant.apply(valid);
  if (draft.kind === 'json') return JSON.stringify(draft.value);
  return draft.kind === 'text' ? draft.text : draft.latin1;
}
