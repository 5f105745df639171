/** `ObjectMeta` of requests, the same for parties and users, and the marker by which a thing without a name of its own is known. */
import fc from 'fast-check';
import type { Json, ProfileName } from '../../contracts/model.ts';
import { type Path, withValueAt } from '../json-paths.ts';
import { arbitraryFor } from '../json-schema.ts';
import { MARKER_KEY, namePlaceholder } from '../placeholder.ts';
import { validAnnotations } from './annotations.ts';
import { cantonRequestSchemas } from './schemas.ts';

/** Strings that mean "not set" only by the reference product's reading of the contract. */
export function unset(profile: ProfileName): fc.Arbitrary<string> | 'absent' {
  return profile === 'reference' ? fc.constant('') : 'absent';
}

/** Valid metadata for a creation: the resource version is left empty. */
export function validMetadata(profile: ProfileName): fc.Arbitrary<unknown> {
  return arbitraryFor(
    { $ref: '#/$defs/ObjectMeta' },
    {
      definitions: cantonRequestSchemas,
      overrides: { 'ObjectMeta/resourceVersion': unset(profile), Map_String: validAnnotations() },
    },
  );
}

/** A copy whose annotations (at the path) hold the marker with a place for a name. */
export function withMarker(body: Json, annotations: Path): Json {
  return withValueAt(body, [...annotations, MARKER_KEY], namePlaceholder());
}
