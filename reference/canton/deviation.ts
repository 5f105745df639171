/**
 * What a fault and a variant are.
 */
import type { ProfileName } from '../../contracts/model.ts';
import type { Behaviour } from './behaviour.ts';

/** A named deviation that the suite must notice. */
export interface Fault {
  readonly id: string;
  /** What the deployment does wrong, in one sentence. */
  readonly title: string;
  /** Ids of requirements that fail because of it. */
  readonly catches: readonly string[];
  /** `contract`: conformant under no profile. `reference`: it breaks nothing that the contract says. */
  readonly breaks: ProfileName;
  /** `warned`: only a SHOULD is broken. */
  readonly verdictWhenCaught: 'failed' | 'warned';
  /** The reference then demands bearer tokens. */
  readonly needs?: 'authentication';
  /** What the operator must configure so that it can be seen; both are in the running reference. */
  readonly needsInput?: 'synchronizerId' | 'identityProviderId';
  apply(behaviour: Behaviour): Behaviour;
}

/** A named legal difference that no suite may complain about. */
export interface Variant {
  readonly id: string;
  readonly title: string;
  readonly conformsTo: readonly ProfileName[];
  /** What must be declared about it. */
  readonly statement?: Readonly<Record<string, string>>;
  apply(behaviour: Behaviour): Behaviour;
}
