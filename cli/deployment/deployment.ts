/**
 * The deployment that a run talks to: the target of the settings, or our own reference, started for the run.
 */
import type { Json } from '../../contracts/model.ts';
import { createTarget } from '../../target/client.ts';
import type { CredentialRole, Target } from '../../target/exchange.ts';
import type { CredentialSource } from '../../target/options.ts';
import type { Settings, TargetChoice } from '../configuration/settings.ts';
import { connectTarget } from '../connect.ts';

/** How long silence is borne. */
export type Patience = 'patient' | 'impatient';

/** A deployment that can be opened any number of times. */
export interface Deployment {
  readonly embedded: boolean;
  readonly url: string;
  /** The caller closes what it opened. `impatient`: the first failure counts, and is believed within seconds. */
  openTarget(signal?: AbortSignal, patience?: Patience): Target;
  /** What only the operator can give, by suite. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, Json | undefined>>>>;
  /** What the operator declares. */
  readonly statement: Readonly<Record<string, string | number | boolean>>;
  /** Ends the reference; nothing for a target that is not ours. */
  close(): Promise<void>;
}

/** The deployment that the settings name. Starts the reference where `embedded` is chosen. */
export async function openDeployment(choice: TargetChoice, settings: Settings): Promise<Deployment> {
  return choice.kind === 'embedded' ? startEmbedded(settings) : external(choice.url, settings);
}

function external(url: string, settings: Settings): Deployment {
  const { synchronizerId, identityProviderId } = settings.canton;
  return {
    embedded: false,
    url,
    openTarget: (signal, patience) => connectTarget(settings, url, signal, patience),
    inputs: cantonInputs(synchronizerId, identityProviderId),
    statement: settings.statement,
    close: async () => {},
  };
}

/**
 * The reference demands tokens, so that the requirements about them are tested as well. What the settings say about the
 * operator's own target (tokens, headers, statement) does not concern it.
 */
async function startEmbedded({ options }: Settings): Promise<Deployment> {
  const { startCantonReference } = await import('../../reference/canton/server.ts');
  const reference = await startCantonReference({ authentication: true });
  const credentials: Partial<Record<CredentialRole, CredentialSource>> = {};
  for (const [role, value] of Object.entries(reference.tokens ?? {})) {
    credentials[role as CredentialRole] = { kind: 'value', value };
  }
  return {
    embedded: true,
    url: reference.url,
    openTarget: (signal) =>
      createTarget({
        baseUrl: reference.url,
        credentials,
        signal,
        timeoutMs: options.timeout,
        concurrency: options.concurrency,
        requestsPerSecond: options.rps,
      }),
    inputs: cantonInputs(reference.synchronizerId, reference.identityProviderId),
    statement: {},
    close: reference.close,
  };
}

function cantonInputs(synchronizerId?: string, identityProviderId?: string): Deployment['inputs'] {
  const inputs = { synchronizerId, identityProviderId };
  return { 'canton-parties': inputs, 'canton-users': inputs };
}
