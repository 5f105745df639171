/** What holds for every violation, whatever the operation. */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../contracts/model.ts';
import type { BodyDraft, Budget, Variant, Violation } from '../../../generators/violation.ts';
import { bytesOf } from './simple-validator.ts';

/** The violations of an operation and how to judge them. */
export interface ViolationsUnderTest {
  readonly violations: readonly Violation[];
  /** Valid bodies to break. */
  readonly valid: readonly Json[];
  /** The broken rules, as `rule pointer`. */
  readonly broken: (draft: BodyDraft) => readonly string[];
  /** `violation label` of the variants without a place for a name: the name's own member is what they break, or there is no body. */
  readonly nameless: readonly RegExp[];
}

const BUDGETS: readonly Budget[] = ['smoke', 'standard', 'thorough'];

/** Registers the tests. */
export function describeViolations({ violations, valid: bodies, broken, nameless }: ViolationsUnderTest): void {
  describe.each(violations)('violation $id', (violation) => {
    it('breaks exactly the rule that each variant names, whatever the valid body is', () => {
      for (const variant of everyVariant(violation)) {
        for (const valid of bodies) {
          expect(broken(variant.apply(valid)), variant.label).toEqual([`${variant.rule} ${variant.pointer}`]);
        }
      }
    });

    it('has a valid carrier, which the variants break in the same way', () => {
      for (const valid of bodies) {
        const carrier = violation.carrier(valid);
        expect(broken({ kind: 'json', value: carrier })).toEqual([]);
        for (const variant of violation.variants(1, 'smoke')) {
          expect(broken(variant.apply(carrier)), variant.label).toEqual([`${variant.rule} ${variant.pointer}`]);
        }
      }
    });

    it('has a place for a name in the carrier and in every variant that can have one', () => {
      for (const valid of bodies) {
        expect(JSON.stringify(violation.carrier(valid))).toContain('{{{{{name-00000}}}}}');
        for (const variant of everyVariant(violation)) {
          const without = nameless.some((pattern) => pattern.test(`${violation.id} ${variant.label}`));
          expect(/\{{5}name-00000\}{5}/.test(textOf(variant, valid)), variant.label).toBe(!without);
        }
      }
    });

    it('never cuts through a placeholder', () => {
      for (const variant of everyVariant(violation)) {
        const sent = bytesOf(variant.apply(bodies[0]!)).toString('latin1');
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
        violation.variants(seed, budget).map((variant) => variant.label + textOf(variant, bodies[0]!));
      expect(labelled(5, 'thorough')).toEqual(labelled(5, 'thorough'));
      expect(labelled(5, 'standard')).toEqual(labelled(6, 'standard'));
    });
  });

  it('names each violation once', () => {
    const ids = violations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
}

/** What two thorough runs send; what both send only once. */
export function everyVariant(violation: Violation): readonly Variant[] {
  const first = violation.variants(1, 'thorough');
  const labels = new Set(first.map(({ label }) => label));
  return [...first, ...violation.variants(2, 'thorough').filter(({ label }) => !labels.has(label))];
}

function textOf(variant: Variant, valid: Json): string {
  const draft = variant.apply(valid);
  if (draft.kind === 'json') return JSON.stringify(draft.value);
  return draft.kind === 'text' ? draft.text : draft.latin1;
}
