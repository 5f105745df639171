/**
 * Header fields by name, whatever their case.
 */
import { ConfigurationError } from './errors.ts';

/** Fields of several origins put together; a later one wins, and keeps its spelling. */
export function mergeFields(
  ...origins: readonly (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> {
  const merged: Record<string, string> = {};
  const spelling = new Map<string, string>();
  for (const fields of origins) {
    for (const name in fields) {
      const value = fields[name];
      if (value === undefined) continue;
      const lower = name.toLowerCase();
      const before = spelling.get(lower);
      if (before !== undefined && before !== name) delete merged[before];
      spelling.set(lower, name);
      merged[name] = value;
    }
  }
  return merged;
}

/** Whether a field is given. `name` in lower case. */
export function hasField(fields: Readonly<Record<string, string>> | undefined, name: string): boolean {
  return fields !== undefined && Object.keys(fields).some((given) => given.toLowerCase() === name);
}

/**
 * The values of the operator's own header fields that are secrets to go by their names (`x-api-key`, `cookie`).
 * @throws ConfigurationError for `authorization`, which would also be sent where a request must go without a credential
 */
export function secretFields(fields: Readonly<Record<string, string>> | undefined): readonly string[] {
  if (hasField(fields, 'authorization')) {
    throw new ConfigurationError(
      'Authorization cannot be an extra header; give a token, or user information in the target URL.',
    );
  }
  return Object.entries(fields ?? {}).flatMap(([name, value]) =>
    /key|token|secret|auth|cookie|password|session/i.test(name) ? [value] : [],
  );
}
