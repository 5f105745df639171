/**
 * Target options with their defaults filled in and their numbers checked.
 */
import { ConfigurationError } from './errors.ts';
import type { TargetOptions } from './options.ts';

const DEFAULTS = {
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
  concurrency: 8,
  maxBodyBytes: 16 * 1024 * 1024,
  maxHeaderBytes: 64 * 1024,
  failuresBeforeProbe: 8,
  probeForMs: 20_000,
  commandTimeoutMs: 30_000,
};

/** The bounds of a target, all given. */
export interface TargetSettings extends Readonly<typeof DEFAULTS> {
  readonly requestsPerSecond: number | undefined;
  readonly probePath: string;
  readonly ca: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** @throws ConfigurationError for a number that is not above zero, or a whole number where one is needed */
export function withDefaults(options: TargetOptions): TargetSettings {
  const numbers = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[]) {
    const value = options[name] ?? DEFAULTS[name];
    if (!Number.isInteger(value) || value < 1) {
      throw new ConfigurationError(`${name} is ${value}; it must be a whole number above zero.`);
    }
    numbers[name] = value;
  }
  const { requestsPerSecond, probePath = '/', ca, signal } = options;
  if (requestsPerSecond !== undefined && !(requestsPerSecond > 0)) {
    throw new ConfigurationError(`requestsPerSecond is ${requestsPerSecond}; it must be above zero.`);
  }
  if (!probePath.startsWith('/')) throw new ConfigurationError('The probe path must start with a slash.');
  // A connection that takes longer than the whole exchange may is of no use.
  const connectTimeoutMs = Math.min(numbers.connectTimeoutMs, numbers.timeoutMs);
  return { ...numbers, connectTimeoutMs, requestsPerSecond, probePath, ca, signal };
}
