/**
 * What a suite is to the engine.
 */
import type { ContractIdentity } from '../contracts/model.ts';
import type { RunContext } from './context.ts';
import type { Requirement } from './requirement.ts';

/** What a first look at the target told. */
export interface Probe {
  /** `false` only for an optional operation that is not offered. */
  readonly applicable: boolean;
  /** How that was seen; empty when applicable. */
  readonly reason: string;
  /** As the target tells them; empty when it does not. */
  readonly product: string;
  readonly version: string;
}

/** An entry of the statement that an operator may declare. */
export interface StatementEntry {
  readonly name: string;
  readonly values: readonly (string | boolean)[];
  readonly meaning: string;
}

/** A suite: a contract, its requirements, and how to begin and end. */
export interface Suite {
  readonly name: string;
  readonly contract: () => ContractIdentity;
  readonly statement: readonly StatementEntry[];
  /** In the order of the report. */
  readonly requirements: readonly Requirement[];
  /** Says "try again later" rather than something about the request. */
  isTransient(exchange: Parameters<RunContext['isTransient']>[0]): boolean;
  /** Looks at the target before the first check. Detects what the statement leaves open. */
  probe(context: RunContext): Promise<Probe>;
  /** After the last check, also after an interrupt: settles what has an unknown outcome and deletes what can be deleted. */
  finish(context: RunContext): Promise<void>;
}
