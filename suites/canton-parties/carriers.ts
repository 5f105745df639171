/**
 * Valid bodies that violations are put into. They carry the name twice, in the hint and as a marker, so that what a target
 * creates is attributed even when it ignores the hint.
 */
import type * as fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import { withMarker } from '../../generators/canton/metadata.ts';
import { allocatePartyRequest, PARTY_ANNOTATIONS } from '../../generators/canton/party.ts';
import { MARKER_KEY, namePlaceholder } from '../../generators/placeholder.ts';

/** A name in the hint and in the marker annotation, and a varied rest. */
export function markedRequest(): fc.Arbitrary<Json> {
  return allocatePartyRequest({ hint: 'present', metadata: 'present' }).map((body) =>
    withMarker(body, PARTY_ANNOTATIONS),
  );
}

/** Local metadata with nothing but the marker. */
export function marker(index = 0): { readonly annotations: Readonly<Record<string, string>> } {
  return { annotations: { [MARKER_KEY]: namePlaceholder(index) } };
}

/** The plainest request with a hint: the name itself, with text around it where given. */
export function plain(prefix = '', suffix = ''): { readonly [key: string]: Json } {
  return { partyIdHint: `${prefix}${namePlaceholder()}${suffix}`, localMetadata: marker() };
}
