/**
 * Whether two descriptions of a party agree: members that both have are equal.
 */
import type { Json } from '../../contracts/model.ts';
import { canonical, member } from '../canton/json.ts';

const MEMBERS: readonly (readonly string[])[] = [
  ['party'],
  ['isLocal'],
  ['identityProviderId'],
  ['localMetadata', 'resourceVersion'],
  ['localMetadata', 'annotations'],
];

/** The first member in which two descriptions differ; a member that one of them leaves out does not count. */
export function firstDifference(
  a: Json | undefined,
  b: Json | undefined,
): { readonly pointer: string; readonly a: string; readonly b: string } | undefined {
  for (const path of MEMBERS) {
    const [left, right] = [member(a, ...path), member(b, ...path)];
    if (left === undefined || right === undefined) continue;
    if (canonical(left) !== canonical(right))
      return { pointer: `/${path.join('/')}`, a: JSON.stringify(left), b: JSON.stringify(right) };
  }
  return undefined;
}
