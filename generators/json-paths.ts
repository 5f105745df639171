/**
 * Reading and writing single places of a JSON value. Values are never changed in place: a draw is shared by its control and by
 * all its violations.
 */
import type { Json } from '../contracts/model.ts';

/** Member names and array indices from the root to a place. */
export type Path = readonly (string | number)[];

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Whether the value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at the place, `undefined` where there is none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => {
    if (Array.isArray(value)) return typeof step === 'number' ? (value as readonly Json[])[step] : undefined;
    return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, root);
}

/** A copy in which the place holds the value. Missing containers are made: an array where the next step is a number. */
export function withValueAt(root: Json | undefined, path: Path, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = Array.isArray(root) ? [...(root as readonly Json[])] : [];
    items[step] = withValueAt(items[step], rest, value);
    return items;
  }
  const members = isObject(root) ? root : {};
  return { ...members, [step]: withValueAt(members[step], rest, value) };
}

/** A copy without the member at the place; the value itself where there is no such member. */
export function withoutMemberAt(root: Json, path: Path): Json {
  const name = path.at(-1);
  const parent = valueAt(root, path.slice(0, -1));
  if (typeof name !== 'string' || !isObject(parent)) return root;
  const { [name]: _, ...rest } = parent;
  return withValueAt(root, path.slice(0, -1), rest);
}

/** The JSON pointer of the place (RFC 6901). */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
