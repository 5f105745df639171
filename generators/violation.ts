/**
 * Violations: each breaks exactly one property of an otherwise valid body, whatever that body is. A violation is data; its
 * variants are the ways to break the property.
 */
import type { Json, ProfileName } from '../contracts/model.ts';

/** How many variants are wanted; the same words as the budgets of a run. */
export type Budget = 'smoke' | 'standard' | 'thorough';

/** A body before its names are filled in. */
export type BodyDraft =
  | { readonly kind: 'json'; readonly value: Json }
  /** Sent as UTF-8, as written. */
  | { readonly kind: 'text'; readonly text: string }
  /** Latin-1 text that stands for raw bytes. */
  | { readonly kind: 'bytes'; readonly latin1: string };

/** One way to break the property. */
export interface Variant {
  /** Unique in its violation, frozen, readable: `'.' in the middle`. */
  readonly label: string;
  /** The rule that is broken, in the words of the request oracle of the contract. */
  readonly rule: string;
  /** JSON pointer of the broken place; empty for the whole body. */
  readonly pointer: string;
  /** The broken body. Pure; `valid` may be any valid body of the operation. */
  apply(valid: Json): BodyDraft;
}

/** One property and the ways to break it. */
export interface Violation {
  /** Frozen, e.g. `hint-illegal-characters`. */
  readonly id: string;
  /** What is wrong, for a reader: `a hint with a character outside the legal ones`. */
  readonly title: string;
  /**
   * The profile under which such a body is invalid; the stricter readings belong to `reference`. `not-scored`: servers may do either,
   * the answer is only looked at.
   */
  readonly profile: ProfileName | 'not-scored';
  /**
   * Whether the body is well formed and only refers to something that is not there, which no validator of bytes can tell. Default false.
   */
  readonly aboutState?: boolean;
  /** JSON pointer of the broken place; empty where the variants break different places. */
  readonly pointer: string;
  /**
   * The valid body that `apply` breaks: the draw with the members that the violation needs, and with a place for a name that
   * the violation leaves alone where that is possible. It is what a control sends (design.md, rule 1).
   */
  carrier(valid: Json): Json;
  /** In a stable order. `smoke` is a part of `standard`, which is a part of `thorough`; only what `thorough` adds depends on the seed. */
  variants(seed: number, budget: Budget): readonly Variant[];
}

/** A row of a fixed table of variants. */
export interface TableVariant extends Variant {
  /** Whether a smoke run sends it. */
  readonly smoke?: boolean;
}

/**
 * The `variants` function of a fixed table.
 * @param drawn what a thorough run adds; members whose label the table or an earlier member has are left out.
 */
export function fromTable(
  table: readonly TableVariant[],
  drawn?: (seed: number) => readonly Variant[],
): Violation['variants'] {
  return (seed, budget) => {
    const fixed = budget === 'smoke' ? table.filter((row) => row.smoke) : table;
    if (budget !== 'thorough' || !drawn) return fixed;
    const byLabel = new Map<string, Variant>(table.map((row) => [row.label, row]));
    for (const variant of drawn(seed)) if (!byLabel.has(variant.label)) byLabel.set(variant.label, variant);
    return [...byLabel.values()];
  };
}
