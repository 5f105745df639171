/**
 * What a check can reach while it runs.
 */
import type { Exchange, Target } from '../target/exchange.ts';
import type { Draw, Experiment } from './experiment.ts';
import type { Journal } from './journal.ts';
import { nameFor } from './names.ts';
import type { PartyPlaces } from './party-places.ts';
import type { StatementBook } from './statement.ts';

/** The run as one suite sees it. */
export interface RunContext {
  /** Name of the suite. */
  readonly suite: string;
  readonly target: Target;
  readonly draw: Draw;
  readonly namespace: string;
  /** The target is our own embedded reference: harmful names may be sent, nothing is certified. */
  readonly embedded: boolean;
  /** Missing operator's input is undetermined rather than not applicable. */
  readonly strict: boolean;
  /** Aborted when the operator interrupts. */
  readonly signal: AbortSignal;
  readonly statement: StatementBook;
  readonly journal: Journal;
  /** How many requests may be under way at once. */
  readonly concurrency: number;
  /** How many parties the run may create at most on this deployment. */
  readonly maxParties: number;
  /** Which of them are taken. */
  readonly partyPlaces: PartyPlaces;
  /** What only the operator can give for this suite, by the key of the configuration. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether an answer says "try again later" rather than something about the request (design.md, rule 10). */
  isTransient(exchange: Exchange): boolean;
  /** Evidence of an experiment; gathered once, shared by every requirement that reads it. */
  evidence<E>(experiment: Experiment<E>): Promise<E>;
  /** Drops evidence that nobody reads any more, so that memory stays flat. */
  forget(experiment: Experiment<unknown>): void;
  /** State of the suite within this run, made on first use. */
  once<T>(key: string, make: () => T): T;
  /** Makes the placeholders of an index stand for something that the run made: every vector then names the same thing. */
  bind(index: number, text: string): void;
  /** The name for a placeholder, or what its index is bound to. */
  name(scope: string, label: string, attempt: number, index?: number): string;
}

/** Everything of a context that does not follow from the rest. */
export type ContextParts = Omit<RunContext, 'evidence' | 'forget' | 'once' | 'bind' | 'name'>;

/** Makes a context with its own memory for evidence and state. */
export function createContext(parts: ContextParts): RunContext {
  const memory = new Map<string, unknown>();
  const bound = new Map<number, string>();
  const once = <T>(key: string, make: () => T): T => {
    if (!memory.has(key)) memory.set(key, make());
    return memory.get(key) as T;
  };
  const context: RunContext = {
    ...parts,
    once,
    evidence: (experiment) =>
      once(`experiment ${experiment.key}`, async () => {
        await Promise.all((experiment.needs ?? []).map((need) => context.evidence(need)));
        return experiment.run(context);
      }),
    forget: (experiment) => {
      memory.delete(`experiment ${experiment.key}`);
    },
    bind: (index, text) => {
      bound.set(index, text);
    },
    name: (scope, label, attempt, index = 0) =>
      bound.get(index) ??
      nameFor({ namespace: parts.namespace, scope: `${parts.suite}/${scope}`, label, attempt, index }),
  };
  return context;
}
