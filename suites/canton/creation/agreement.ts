/**
 * Whether two descriptions of a thing agree: members that both have are equal.
 */
import type { Json } from '../../../contracts/model.ts';
import { canonical, member } from '../../json.ts';
import type { Resource } from '../resource.ts';

/** The first member in which two descriptions differ; a member that one of them leaves out does not count. */
export function firstDifference(
  { compared }: Resource,
  a: Json | undefined,
  b: Json | undefined,
): { readonly pointer: string; readonly a: string; readonly b: string } | undefined {
  for (const path of compared) {
    const [left, right] = [member(a, ...path), member(b, ...path)];
    if (left === undefined || right === undefined) continue;
    if (canonical(left) !== canonical(right))
      return { pointer: `/${path.join('/')}`, a: JSON.stringify(left), b: JSON.stringify(right) };
  }
  return undefined;
}
