/** Where the operations of a registry are. */

/** The paths of a registry, below its base path. */
export interface RegistryPaths {
  readonly token: string;
  readonly parties: string;
  readonly trustedList: string;
  readonly capabilities: string;
}
