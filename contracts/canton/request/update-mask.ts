/**
 * The rules for update masks.
 */
import type { Json } from '../../model.ts';
import { asArray, asObject, memberOf } from './object.ts';
import { type BrokenRule, broken, type RequestRule } from './rules.ts';

/** The paths of a message: those with a documented meaning, those without one, those of a later document. */
export interface MaskPaths {
  readonly known: readonly string[];
  readonly open: readonly string[];
  readonly later: readonly string[];
}

/** The paths of PartyDetails. */
export const PARTY_PATHS: MaskPaths = {
  known: ['party', 'is_local', 'local_metadata', 'local_metadata.annotations', 'local_metadata.resource_version'],
  open: ['identity_provider_id'],
  later: [],
};

/** The paths of User. */
export const USER_PATHS: MaskPaths = {
  known: ['id', 'primary_party', 'is_deactivated', 'metadata', 'metadata.annotations', 'metadata.resource_version'],
  open: ['identity_provider_id'],
  later: ['primary_party_authentication'],
};

/** The rules that an update mask breaks; values of a wrong type are left to the schema. */
export function maskRules(pointer: string, mask: Json | undefined, paths: MaskPaths): BrokenRule[] {
  if (!asObject(mask)) return [];
  const given = memberOf(mask, 'paths');
  if (given !== undefined && !Array.isArray(given)) return [];
  const items = asArray(given);
  const place = `${pointer}/paths`;
  if (items.length === 0) return [broken('mask-empty', place, given)];
  const seen = new Set<string>();
  return items.flatMap((path, index) => {
    if (typeof path !== 'string') return [];
    const rule = seen.has(path) ? 'mask-duplicate-path' : pathRule(path, paths, items);
    seen.add(path);
    return rule ? [broken(rule, `${place}/${index}`, path)] : [];
  });
}

function pathRule(path: string, paths: MaskPaths, all: readonly Json[]): RequestRule | undefined {
  if (paths.later.includes(path)) return 'mask-later-path';
  if (paths.open.includes(path)) return 'mask-open-path';
  if (paths.known.includes(path)) {
    const overlaps = all.some((other) => typeof other === 'string' && other.startsWith(`${path}.`));
    return overlaps ? 'mask-open-path' : undefined;
  }
  const beyond = paths.known.some((known) => known.endsWith('.annotations') && path.startsWith(`${known}.`));
  if (beyond) return 'mask-open-path';
  const everyPath = [...paths.known, ...paths.open, ...paths.later];
  return everyPath.includes(snakeCase(path)) ? 'mask-spelling' : 'mask-unknown-path';
}

function snakeCase(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
