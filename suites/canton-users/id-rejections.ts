/**
 * User ids that must be refused.
 */
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import {
  controlCharactersInUserId,
  emptyUserId,
  illegalUserIdCharacters,
  missingUser,
  missingUserId,
  newlineAtEndOfUserId,
  nonAsciiInUserId,
  userIdTooLong,
} from '../../generators/canton/user-id-violations.ts';
import { cantonError, clientError } from '../canton/expectations.ts';
import { pageClause, productClause, requirementFor } from '../canton/resource.ts';
import { markedUser } from './carriers.ts';
import { users } from './user-resource.ts';

const malformed = [
  illegalUserIdCharacters,
  controlCharactersInUserId,
  newlineAtEndOfUserId,
  nonAsciiInUserId,
  userIdTooLong,
];

/** Refused ids; all of them share their carrier. */
const refused = refusals({
  key: 'id/refusals',
  operation: users.operation,
  violations: [...malformed, emptyUserId],
  carrier: markedUser,
});

/** Some of these bodies carry no name at all: what they create is seen only by comparing the whole list. */
const missing = refusals({
  key: 'id/missing',
  operation: users.operation,
  violations: [missingUser, missingUserId],
  carrier: markedUser,
  lane: 'exclusive',
});

/** Experiments of this topic that refuse. */
export const idRefusals = [refused, missing];

/** Requirements of this topic. */
export const idRejectionRequirements = [
  requirementFor(users, {
    id: 'id/illegal-characters-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/characters'),
    text: 'An id with a printable ASCII character outside letters, digits and the documented symbols is refused and creates nothing.',
    explain: 'Usual causes: a pattern without anchors at both ends; a range such as [+-~] or [#-:] read by accident.',
    smoke: true,
    check: rejects([refused], [illegalUserIdCharacters], clientError()),
  }),
  requirementFor(users, {
    id: 'id/control-characters-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/characters'),
    text: 'An id with a control character is refused and creates nothing.',
    explain: 'Usual causes: control characters stripped instead of refused.',
    check: rejects([refused], [controlCharactersInUserId], clientError()),
  }),
  requirementFor(users, {
    id: 'id/newline-at-end-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/characters'),
    text: 'An id that ends with a newline is refused and creates nothing.',
    explain: 'Usual causes: $ in a regular expression, which in many languages matches before a final newline; trim().',
    check: rejects([refused], [newlineAtEndOfUserId], clientError()),
  }),
  requirementFor(users, {
    id: 'id/non-ascii-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/characters'),
    text: 'An id with a letter, digit or symbol outside ASCII is refused and creates nothing.',
    explain: 'Usual causes: Unicode-aware \\w or \\d; isLetter() and isDigit(); normalisation before the check.',
    smoke: true,
    check: rejects([refused], [nonAsciiInUserId], clientError()),
  }),
  requirementFor(users, {
    id: 'id/too-long-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/length'),
    text: 'An id of more than 128 characters is refused and creates nothing.',
    explain: 'Usual causes: no limit; a limit off by one; an id cut to the limit instead of refused.',
    smoke: true,
    check: rejects([refused], [userIdTooLong], clientError()),
  }),
  requirementFor(users, {
    id: 'id/empty-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/User/id/non-empty'),
    text: 'An empty id is refused and creates nothing.',
    explain: 'Usual causes: an empty id treated as a wish for a generated one.',
    check: rejects([refused], [emptyUserId], clientError()),
  }),
  requirementFor(users, {
    id: 'id/missing-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/CreateUserRequest/user/required'),
    text: 'A request without user, or with a user without id, is refused and creates nothing.',
    explain: 'Usual causes: a missing id treated as a wish for a generated one.',
    check: rejects([missing], [missingUser, missingUserId], clientError()),
  }),
  requirementFor(users, {
    id: 'id/rejection-code',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-id-code'),
    text: 'A malformed id is answered with 400 and code INVALID_FIELD.',
    explain: 'Usual causes: the error of another field; a text body of the decoding layer.',
    check: rejects([refused], malformed, cantonError('INVALID_FIELD')),
  }),
  requirementFor(users, {
    id: 'id/missing-user-code',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-missing-user-code'),
    text: 'A request without user is answered with 400 and code MISSING_FIELD.',
    explain: 'Usual causes: a text body of the decoding layer.',
    check: rejects([missing], [missingUser], cantonError('MISSING_FIELD')),
  }),
  requirementFor(users, {
    id: 'id/missing-id-code',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-missing-id-code'),
    text: 'A user without id, or with an empty one, is answered with 400 and code MISSING_FIELD.',
    explain: 'Usual causes: an empty id treated as a malformed one (INVALID_FIELD).',
    check: rejects([refused, missing], [missingUserId, emptyUserId], cantonError('MISSING_FIELD')),
  }),
];
