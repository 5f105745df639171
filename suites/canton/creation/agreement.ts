/**
 * Whether two descriptions of a thing agree: members that both have are equal.
 */
import type { Json } from '../../../contracts/model.ts';
import { canonical, member } from '../../json.ts';
import type { Resource } from '../resource.ts';
import { addedByOthers } from '../update/update.ts';

/**
 * The first member in which two descriptions differ, the second of which is the later one. A member that one of them leaves out does
 * not count, nor do annotations that a tool has added since under a prefix of its own, and the version that changed with them.
 */
export function firstDifference(
  resource: Resource,
  a: Json | undefined,
  b: Json | undefined,
): { readonly pointer: string; readonly a: string; readonly b: string } | undefined {
  const added = addedByOthers(resource, a, b);
  for (const path of resource.compared) {
    const name = path.at(-1);
    if (name === 'resourceVersion' && added.length > 0) continue;
    const left = member(a, ...path);
    const right = name === 'annotations' ? withoutKeys(member(b, ...path), added) : member(b, ...path);
    if (left === undefined || right === undefined) continue;
    if (canonical(left) !== canonical(right))
      return { pointer: `/${path.join('/')}`, a: JSON.stringify(left), b: JSON.stringify(right) };
  }
  return undefined;
}

function withoutKeys(value: Json | undefined, keys: readonly string[]): Json | undefined {
  if (keys.length === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
