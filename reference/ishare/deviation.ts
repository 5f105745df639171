/** Named deviations of an embedded registry: faults, which a requirement must catch, and variants, which are legal. */
import type { ProfileName } from '../../contracts/model.ts';
import type { Behaviour } from './behaviour.ts';
import type { RegistryState } from './store.ts';

/** A fault: breaks at least one requirement. */
export interface IshareFault {
  /** Frozen, kebab-case. */
  readonly id: string;
  readonly title: string;
  /** The requirements that must fail, without the prefix `ishare-parties/`. */
  readonly catches: readonly string[];
  /** `contract`: not conformant under both profiles. `reference`: under `reference` only. */
  readonly breaks: ProfileName;
  apply(behaviour: Behaviour): Behaviour;
}

/** A legal difference. */
export interface IshareVariant {
  readonly id: string;
  readonly title: string;
  /** The profiles under which a registry like this conforms. */
  readonly conformsTo: readonly ProfileName[];
  /** How a run has to be configured for it; absent when it works as it is. */
  readonly settings?: {
    readonly requestEncoding?: 'jwt';
    readonly paths?: Partial<Behaviour['paths']>;
  };
  /** What the suite as a whole must say; `conformant` when absent. */
  readonly expected?: 'not-applicable';
  apply(behaviour: Behaviour): Behaviour;
  /** Fills the state before the first request. */
  prepare?(state: RegistryState): void;
}
