/** All violations of POST /v2/parties: the list, and those that hold for the body as a whole. */
import type { Json } from '../../contracts/model.ts';
import { withValueAt } from '../json-paths.ts';
import { byteOrderMark, invalidUtf8, malformedJson, missingBody, type TextFrame } from '../malformed-json.ts';
import { notAnObject } from '../not-an-object.ts';
import { namePlaceholder } from '../placeholder.ts';
import type { Violation } from '../violation.ts';
import { nulls, type TypedMember, wrongTypes } from '../wrong-types.ts';
import { annotationViolations } from './annotation-violations.ts';
import {
  controlCharactersInHint,
  hintOver185,
  hintTooLong,
  illegalHintCharacters,
  newlineAtEndOfHint,
  nonAsciiInHint,
  reservedDelimiterInHint,
  withShortHint,
} from './hint-violations.ts';
import { withMarker } from './metadata.ts';
import { PARTY_ANNOTATIONS } from './party.ts';
import {
  malformedIdentityProvider,
  malformedSynchronizer,
  malformedUser,
  unknownIdentityProvider,
  unknownSynchronizer,
  unknownUser,
} from './party-references.ts';

const MEMBERS: readonly TypedMember[] = [
  { path: ['partyIdHint'], type: 'string', smoke: true },
  { path: ['localMetadata'], type: 'object', smoke: true },
  { path: ['localMetadata', 'resourceVersion'], type: 'string' },
  { path: ['localMetadata', 'annotations'], type: 'object', smoke: true },
  { path: ['localMetadata', 'annotations', 'note'], type: 'string', smoke: true },
  { path: ['identityProviderId'], type: 'string' },
  { path: ['synchronizerId'], type: 'string' },
  { path: ['userId'], type: 'string' },
];

/** Named twice, so that one name is left whichever member is broken. */
function namedTwice(valid: Json): Json {
  return withMarker(withShortHint(valid), PARTY_ANNOTATIONS);
}

const frame: TextFrame = {
  key: 'partyIdHint',
  arrange: (valid) => {
    const { partyIdHint: _, ...rest } = valid as { readonly [key: string]: Json };
    return { ...rest, partyIdHint: namePlaceholder() };
  },
  withText: (arranged, text) => withValueAt(arranged, [...PARTY_ANNOTATIONS, 'note'], text),
};

/** A member of a wrong JSON type, at every path. */
export const wrongTypesInParty: Violation = wrongTypes({
  id: 'wrong-type',
  title: 'a member of the wrong JSON type',
  profile: 'contract',
  members: MEMBERS,
  carrier: namedTwice,
});

/** `null` for every member but `localMetadata`, where the reference product takes it for "not set". */
export const nullsInParty: Violation = nulls({
  id: 'null',
  title: 'a member that is null',
  profile: 'contract',
  members: MEMBERS.filter(({ path }) => path.join('.') !== 'localMetadata'),
  carrier: namedTwice,
});

/** Not JSON. */
export const malformedParty: Violation = malformedJson(frame);

/** No body. */
export const missingPartyBody: Violation = missingBody(frame);

/** A byte order mark. */
export const byteOrderMarkInParty: Violation = byteOrderMark(frame);

/** JSON, but no object. */
export const partyNotAnObject: Violation = notAnObject(withShortHint);

/** Not scored: the reference product replaces such bytes. */
export const invalidUtf8InParty: Violation = invalidUtf8(frame);

/** Annotations and resource version. */
export const partyMetadataViolations = annotationViolations({ metadata: ['localMetadata'], named: withShortHint });

/** Every scored violation, in a stable order; ids are unique. */
export const partyViolations: readonly Violation[] = [
  illegalHintCharacters,
  controlCharactersInHint,
  newlineAtEndOfHint,
  nonAsciiInHint,
  hintTooLong,
  hintOver185,
  reservedDelimiterInHint,
  ...Object.values(partyMetadataViolations),
  malformedIdentityProvider,
  unknownIdentityProvider,
  malformedSynchronizer,
  unknownSynchronizer,
  malformedUser,
  unknownUser,
  wrongTypesInParty,
  nullsInParty,
  missingPartyBody,
  malformedParty,
  byteOrderMarkInParty,
  partyNotAnObject,
];
