/**
 * From settings to a target that can be asked.
 */
import { readFileSync } from 'node:fs';
import { createTarget } from '../target/client.ts';
import type { CredentialRole, Target } from '../target/exchange.ts';
import type { CredentialSource, TargetOptions } from '../target/options.ts';
import { operatorRoles, type Settings } from './configuration/settings.ts';

/** How long a target that never answered is asked again. */
const FIRST_PROBE_MS = 3_000;

/** Where every credential that the settings give comes from. */
export function credentialSources({
  adminCredential,
  canton,
}: Settings): Partial<Record<CredentialRole, CredentialSource>> {
  const sources: Partial<Record<CredentialRole, CredentialSource>> = {};
  if (adminCredential?.kind === 'value') sources.admin = { kind: 'value', value: adminCredential.value.reveal() };
  else if (adminCredential !== undefined) sources.admin = adminCredential;
  for (const role of operatorRoles) {
    const token = canton.tokens[role];
    if (token !== undefined) sources[role] = { kind: 'value', value: token.reveal() };
  }
  return sources;
}

/** The text of the `--ca` file. */
export function authorityText({ options }: Settings): string | undefined {
  return options.ca === undefined ? undefined : readFileSync(options.ca, 'utf8');
}

/** How gently a target is treated. */
export function paceOf({ options }: Settings): Pick<TargetOptions, 'timeoutMs' | 'concurrency' | 'requestsPerSecond'> {
  return { timeoutMs: options.timeout, concurrency: options.concurrency, requestsPerSecond: options.rps };
}

/** How a target of the operator is reached: everything but address and credentials. Throws ConfigurationError. */
export function reachOf(settings: Settings, patience: 'patient' | 'impatient' = 'patient'): Partial<TargetOptions> {
  return {
    ...paceOf(settings),
    headers: Object.fromEntries(settings.options.headers.map(({ name, value }) => [name, value.reveal()])),
    ca: authorityText(settings),
    ...(patience === 'impatient' && { failuresBeforeProbe: 1, probeForMs: FIRST_PROBE_MS }),
  };
}

/** The target at `baseUrl`, as the settings say. Nothing is sent yet; the caller closes it. Throws ConfigurationError. */
export function connectTarget(
  settings: Settings,
  baseUrl: string,
  signal?: AbortSignal,
  patience?: 'patient' | 'impatient',
): Target {
  return createTarget({ baseUrl, credentials: credentialSources(settings), signal, ...reachOf(settings, patience) });
}
