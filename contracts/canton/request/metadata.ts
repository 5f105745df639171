/**
 * The rules for metadata: resource version and annotations.
 */
import type { Json } from '../../model.ts';
import { pointerSegment } from '../../schema-place.ts';
import { asObject } from './object.ts';
import { type BrokenRule, broken, type RequestRule } from './rules.ts';

/** Whether a resource is made or changed: an empty value is refused on creation and removes the key on update. */
export type MetadataUse = 'creation' | 'update';

/** The smaller and the larger reading of "256kb", in bytes. */
const SMALL_LIMIT = 256_000;
const LARGE_LIMIT = 262_144;
const NAME_LIMIT = 63;
const PREFIX_LIMIT = 253;
const LABEL_LIMIT = 63;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const LARGEST_VERSION = 2n ** 63n - 1n;

/** The rules that metadata breaks; values of a wrong type are left to the schema. */
export function metadataRules(pointer: string, metadata: Json | undefined, use: MetadataUse): BrokenRule[] {
  const members = asObject(metadata);
  if (!members) return [];
  const { resourceVersion, annotations } = members;
  return [
    ...(typeof resourceVersion === 'string' ? versionRules(`${pointer}/resourceVersion`, resourceVersion, use) : []),
    ...annotationRules(`${pointer}/annotations`, annotations, use),
  ];
}

function versionRules(pointer: string, version: string, use: MetadataUse): BrokenRule[] {
  if (version === '') return [];
  if (use === 'creation') return [broken('resource-version-on-creation', pointer, version)];
  return isVersionNumber(version) ? [] : [broken('resource-version-syntax', pointer, version)];
}

function isVersionNumber(version: string): boolean {
  if (!/^[+-]?[0-9]{1,40}$/.test(version)) return false;
  const number = BigInt(version.replace(/^\+/, ''));
  return number <= LARGEST_VERSION && number >= -LARGEST_VERSION - 1n;
}

function annotationRules(pointer: string, annotations: Json | undefined, use: MetadataUse): BrokenRule[] {
  const members = asObject(annotations);
  if (!members) return [];
  const found: BrokenRule[] = [];
  let all = 0;
  let kept = 0;
  for (const [key, value] of Object.entries(members)) {
    const place = `${pointer}/${pointerSegment(key)}`;
    for (const rule of keyRules(key)) found.push(broken(rule, place, key));
    if (typeof value !== 'string') continue;
    const size = Buffer.byteLength(key) + Buffer.byteLength(value);
    all += size;
    // The reference product does not count a key that is to be removed.
    if (value !== '') kept += size;
    else if (use === 'creation') found.push(broken('annotation-value-empty', place, value));
  }
  if (kept > LARGE_LIMIT) found.push(broken('annotations-size', pointer, kept));
  else if (all > SMALL_LIMIT) found.push(broken('annotations-size-zone', pointer, all));
  return found;
}

function keyRules(key: string): readonly RequestRule[] {
  const kept = withoutTrailingSlashes(key);
  if (kept !== key && kept !== '') {
    const rules = keyRules(kept);
    return rules.some((rule) => rule !== 'annotation-key-prefix-leniency') ? rules : ['annotation-key-trailing-slash'];
  }
  const segments = key.split('/');
  if (segments.length > 2 || key === '/') return ['annotation-key-slashes'];
  const name = segments.at(-1)!;
  return [...(segments.length === 2 ? prefixRules(segments[0]!) : []), ...nameRules(name)];
}

function nameRules(name: string): RequestRule[] {
  const rules: RequestRule[] = [];
  if (name.length > NAME_LIMIT) rules.push('annotation-key-name-length');
  if (!NAME.test(name)) rules.push('annotation-key-name');
  return rules;
}

function prefixRules(prefix: string): RequestRule[] {
  const rules: RequestRule[] = [];
  const labels = prefix.split('.');
  if (prefix.length > PREFIX_LIMIT) rules.push('annotation-key-prefix-length');
  if (!labels.every((label) => LABEL.test(label))) rules.push('annotation-key-prefix');
  else if (/[A-Z]/.test(prefix) || labels.some((label) => label.length > LABEL_LIMIT)) {
    rules.push('annotation-key-prefix-leniency');
  }
  return rules;
}

function withoutTrailingSlashes(key: string): string {
  let end = key.length;
  while (end > 0 && key[end - 1] === '/') end -= 1;
  return key.slice(0, end);
}
