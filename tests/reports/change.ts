/**
 * A copy of a JSON value with one place changed, for tests that must fail at exactly that place.
 */

/** `replacement` undefined deletes the member. The parent of the place must exist. */
export function changed<T>(value: T, pointer: string, replacement: unknown): T {
  const copy = structuredClone(value);
  const steps = pointer.split('/').slice(1);
  const last = steps.pop() ?? '';
  const parent = steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], copy);
  if (replacement === undefined) delete (parent as Record<string, unknown>)[last];
  else (parent as Record<string, unknown>)[last] = replacement;
  return copy;
}
