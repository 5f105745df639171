/** Named deviations of an embedded registry: faults, which a requirement must catch, and variants, which are legal. */
import type { ProfileName } from '../../contracts/model.ts';
import type { Behaviour } from './behaviour.ts';
import type { RegistryState } from './store.ts';

/** A fault as it is written down: requirements without the name of the suite. */
export interface FaultEntry {
  /** Frozen, kebab-case. */
  readonly id: string;
  /** What the registry does wrong. */
  readonly title: string;
  /** `<topic>/<sentence>` of the requirements that fail because of it. */
  readonly catches: readonly string[];
  /** `contract`: not conformant under both profiles. `reference`: under `reference` only. */
  readonly breaks: ProfileName;
  apply(behaviour: Behaviour): Behaviour;
}

/** A fault: at least one requirement must notice it. */
export interface IshareFault extends FaultEntry {
  /** Full ids of the requirements that fail because of it. */
  readonly catches: readonly string[];
  /** `warned`: only a SHOULD is broken. */
  readonly verdictWhenCaught: 'failed' | 'warned';
  /** What the operator must give so that it can be seen; both are in the running reference. */
  readonly needsInput?: 'expiredToken' | 'idpAssertions';
}

/** A legal difference. */
export interface IshareVariant {
  readonly id: string;
  readonly title: string;
  /** The profiles under which a registry like this conforms. */
  readonly conformsTo: readonly ProfileName[];
  /** Paths that must be configured for it. */
  readonly paths?: Partial<Behaviour['paths']>;
  /** What must be declared about it. */
  readonly statement?: Readonly<Record<string, string>>;
  /** What the suite as a whole must say; `conformant` when absent. */
  readonly expected?: 'not-applicable';
  apply(behaviour: Behaviour): Behaviour;
  /** Fills the state before the first request. */
  prepare?(state: RegistryState): void;
}
