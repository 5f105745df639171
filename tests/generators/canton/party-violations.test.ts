/** Every variant of every violation of POST /v2/parties breaks the rule that it names and no other. */
import { expect, it } from 'vitest';
import { drawMany } from '../../../generators/arbitraries.ts';
import { allocatePartyRequest, partyCorpus } from '../../../generators/canton/party.ts';
import { invalidUtf8InParty, partyViolations } from '../../../generators/canton/party-violations.ts';
import { valueAt } from '../../../generators/json-paths.ts';
import { brokenPartyRules, bytesOf } from './simple-validator.ts';
import { describeViolations, everyVariant } from './violation-properties.ts';

const violations = [...partyViolations, invalidUtf8InParty];
const valid = [
  ...drawMany(allocatePartyRequest(), 7, 4),
  ...drawMany(allocatePartyRequest({ profile: 'reference' }), 11, 3),
  ...partyCorpus(3, 4),
  { partyIdHint: '{{{{{name-00000}}}}}' },
];

describeViolations({
  violations,
  valid,
  broken: brokenPartyRules,
  nameless: [
    /^missing-body /,
    /^malformed-json truncated: after the first brace$/,
    /^not-an-object (an empty array|an empty string|a number|zero|true|false|null)$/,
  ],
});

it('adds drawn variants of illegal characters, lengths and types under a thorough budget', () => {
  for (const id of ['hint-illegal-characters', 'hint-non-ascii', 'hint-too-long', 'wrong-type']) {
    const violation = violations.find((candidate) => candidate.id === id)!;
    const labels = (seed: number, budget: 'standard' | 'thorough'): readonly string[] =>
      violation.variants(seed, budget).map(({ label }) => label);
    expect(labels(1, 'thorough').length).toBeGreaterThan(labels(1, 'standard').length);
    expect(labels(1, 'thorough')).not.toEqual(labels(2, 'thorough'));
  }
});

it('never sends a hint that ends with a colon, a body above 1 MB or a depth above 500', () => {
  for (const violation of violations) {
    for (const variant of everyVariant(violation)) {
      for (const body of valid) {
        const draft = variant.apply(body);
        const bytes = bytesOf(draft);
        expect(bytes.length, variant.label).toBeLessThan(1_000_000);
        expect(bytes.toString('latin1').match(/[[{]/g)?.length ?? 0, variant.label).toBeLessThan(500);
        const hint = draft.kind === 'json' ? valueAt(draft.value, ['partyIdHint']) : undefined;
        if (typeof hint === 'string') expect(hint, variant.label).not.toMatch(/:\s*$/);
      }
    }
  }
});
