/** All violations of POST /v2/users: the list, and those that hold for the body as a whole. */
import type { Json } from '../../contracts/model.ts';
import { isObject, withValueAt } from '../json-paths.ts';
import { byteOrderMark, invalidUtf8, malformedJson, missingBody, type TextFrame } from '../malformed-json.ts';
import { notAnObject } from '../not-an-object.ts';
import { namePlaceholder } from '../placeholder.ts';
import type { Violation } from '../violation.ts';
import { type MembersToBreak, nulls, type TypedMember, wrongTypes } from '../wrong-types.ts';
import { annotationViolations } from './annotation-violations.ts';
import {
  malformedIdentityProviderAt,
  malformedPartyAt,
  tooLongPartyAt,
  unknownIdentityProviderAt,
} from './reference-violations.ts';
import { FIRST_RIGHT, type RightsInputs, rightViolations, withFirstRight } from './right-violations.ts';
import { USER_ANNOTATIONS } from './user.ts';
import {
  controlCharactersInUserId,
  emptyUserId,
  illegalUserIdCharacters,
  missingUser,
  missingUserId,
  newlineAtEndOfUserId,
  nonAsciiInUserId,
  userIdTooLong,
  userNamedTwice,
  withShortUserId,
} from './user-id-violations.ts';

const PRIMARY_PARTY = ['user', 'primaryParty'] as const;
const IDENTITY_PROVIDER = ['user', 'identityProviderId'] as const;

const MEMBERS: readonly TypedMember[] = [
  { path: ['user'], type: 'object', smoke: true },
  { path: ['user', 'id'], type: 'string', smoke: true },
  { path: PRIMARY_PARTY, type: 'string' },
  { path: ['user', 'isDeactivated'], type: 'boolean', smoke: true },
  { path: ['user', 'metadata'], type: 'object' },
  { path: ['user', 'metadata', 'resourceVersion'], type: 'string' },
  { path: USER_ANNOTATIONS, type: 'object' },
  { path: [...USER_ANNOTATIONS, 'note'], type: 'string', smoke: true },
  { path: IDENTITY_PROVIDER, type: 'string' },
  { path: ['rights'], type: 'array', smoke: true },
  { path: FIRST_RIGHT, type: 'object' },
  { path: [...FIRST_RIGHT, 'kind'], type: 'object' },
  { path: [...FIRST_RIGHT, 'kind', 'CanActAs'], type: 'object' },
  { path: [...FIRST_RIGHT, 'kind', 'CanActAs', 'value'], type: 'object' },
  { path: [...FIRST_RIGHT, 'kind', 'CanActAs', 'value', 'party'], type: 'string', smoke: true },
];

/** Where `null` means "not set" (metadata) or "not there" (the user), or what it does inside lists and kinds is not known. */
const NOT_NULLED = ['user', 'user.metadata', 'rights.0', 'rights.0.kind.CanActAs', 'rights.0.kind.CanActAs.value'];

const frame: TextFrame = {
  key: 'id',
  arrange: (valid) => {
    const { user, ...rest } = valid as { readonly [key: string]: Json };
    const { id: _, ...members } = isObject(user) ? user : {};
    return { ...rest, user: { ...members, id: namePlaceholder() } };
  },
  withText: (arranged, text) => withValueAt(arranged, [...USER_ANNOTATIONS, 'note'], text),
};

/** `primaryPartyAuthentication` is on a later page only, so its type is a matter of the reference product. */
const laterMember: MembersToBreak = {
  id: 'wrong-type-of-later-member',
  title: 'a member of a later page with the wrong JSON type',
  profile: 'reference',
  rule: 'later-member-type',
  members: [{ path: ['user', 'primaryPartyAuthentication'], type: 'boolean', smoke: true }],
  carrier: userNamedTwice,
};

/** Annotations and resource version. */
export const userMetadataViolations = annotationViolations({ metadata: ['user', 'metadata'], named: withShortUserId });

/** Violations that need nothing from the target. */
export const userBodyViolations = {
  malformed: malformedJson(frame),
  missingBody: missingBody(frame),
  byteOrderMark: byteOrderMark(frame),
  notAnObject: notAnObject(withShortUserId),
  wrongTypeOfLaterMember: wrongTypes(laterMember),
  malformedPrimaryParty: malformedPartyAt(
    'primary-party-malformed',
    'a malformed primary party',
    PRIMARY_PARTY,
    withShortUserId,
  ),
  tooLongPrimaryParty: tooLongPartyAt(
    'primary-party-too-long',
    'a primary party with a name above 255 characters',
    PRIMARY_PARTY,
    withShortUserId,
  ),
  malformedIdentityProvider: malformedIdentityProviderAt(IDENTITY_PROVIDER, withShortUserId),
  unknownIdentityProvider: unknownIdentityProviderAt(IDENTITY_PROVIDER, withShortUserId),
};

/** Not scored: the reference product replaces such bytes. */
export const invalidUtf8InUser: Violation = invalidUtf8(frame);

/** A member of a wrong JSON type, at every path; rights are for the party. */
export function wrongTypesInUser(party: string): Violation {
  return wrongTypes({
    id: 'wrong-type',
    title: 'a member of the wrong JSON type',
    profile: 'contract',
    members: MEMBERS,
    carrier: (valid) => userNamedTwice(withFirstRight(party)(valid)),
  });
}

/** `null` for every member whose refusal is known. */
export function nullsInUser(party: string): Violation {
  return nulls({
    id: 'null',
    title: 'a member that is null',
    profile: 'contract',
    members: MEMBERS.filter(({ path }) => !NOT_NULLED.includes(path.join('.'))),
    carrier: (valid) => userNamedTwice(withFirstRight(party)(valid)),
  });
}

/** Every scored violation, in a stable order; ids are unique. */
export function userViolations(inputs: RightsInputs): readonly Violation[] {
  return [
    illegalUserIdCharacters,
    controlCharactersInUserId,
    newlineAtEndOfUserId,
    nonAsciiInUserId,
    userIdTooLong,
    emptyUserId,
    missingUser,
    missingUserId,
    ...Object.values(userMetadataViolations),
    ...rightViolations(inputs),
    wrongTypesInUser(inputs.party),
    nullsInUser(inputs.party),
    ...Object.values(userBodyViolations),
  ];
}
