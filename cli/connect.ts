/**
 * From settings to a target that can be asked.
 */
import { readFileSync } from 'node:fs';
import { createTarget } from '../target/client.ts';
import type { CredentialRole, Target } from '../target/exchange.ts';
import type { CredentialSource } from '../target/options.ts';
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

/** The target at `baseUrl`, as the settings say. Nothing is sent yet; the caller closes it. Throws ConfigurationError. */
export function connectTarget(
  settings: Settings,
  baseUrl: string,
  signal?: AbortSignal,
  patience: 'patient' | 'impatient' = 'patient',
): Target {
  const { concurrency, headers, rps, timeout } = settings.options;
  return createTarget({
    baseUrl,
    credentials: credentialSources(settings),
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value.reveal()])),
    ca: authorityText(settings),
    signal,
    timeoutMs: timeout,
    concurrency,
    requestsPerSecond: rps,
    ...(patience === 'impatient' && { failuresBeforeProbe: 1, probeForMs: FIRST_PROBE_MS }),
  });
}
