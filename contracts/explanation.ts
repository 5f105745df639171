/**
 * How an erratum excuses a problem: the shape that each contract's list of explanations has.
 */
import type { Json, Problem } from './model.ts';

/** The member of a schema that a pointer ends at. */
export interface MemberPlace {
  /** Name of the schema that declares the member; empty for an anonymous one. */
  readonly owner: string;
  readonly name: string;
  readonly required: boolean;
}

/** A problem together with what is needed to tell whether an erratum explains it. */
export interface ProblemInContext {
  readonly problem: Problem;
  /** What the body has at the pointer; undefined when nothing is there. */
  readonly value: Json | undefined;
  /** Absent when the pointer does not end at a declared member. */
  readonly member?: MemberPlace;
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  /** The whole body, when it is JSON. */
  readonly body: Json | undefined;
}

/** One erratum at work on responses. */
export interface Explanation {
  /** Id of the erratum. */
  readonly erratum: string;
  /** Whether the problem is only there because the contract is wrong in this place. */
  explains(context: ProblemInContext): boolean;
}
