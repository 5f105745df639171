/**
 * Everything that a registration can have wrong, one property at a time, as data. Rules are named as the request oracle
 * names them.
 */
import type { Json } from '../../contracts/model.ts';
import { isObject, withValueAt } from '../json-paths.ts';
import { malformedJson, missingBody, type TextFrame } from '../malformed-json.ts';
import { notAnObject } from '../not-an-object.ts';
import type { Violation } from '../violation.ts';
import { certificateViolations } from './certificate-violations.ts';
import { claimSetViolations } from './claim-set-violations.ts';
import { furtherClaimViolations } from './further-claim-violations.ts';
import { minimumClaimViolations } from './minimum-claim-violations.ts';
import { place } from './registration.ts';
import { asDrawn, missing, severalRoles, singleRole, violation, wrong } from './violation-parts.ts';

/** Violations of the schema of a party. */
const partyViolations: readonly Violation[] = [
  violation(
    'party-member-missing',
    'a party without name or claims',
    [missing(['name'], severalRoles), missing(['claims'], severalRoles)],
    severalRoles,
  ),
  violation(
    'party-member-type',
    'a member of the party has a wrong type',
    [
      wrong('type', ['id'], 'a number', 42, severalRoles),
      wrong('type', ['id'], 'null', null, severalRoles),
      wrong('type', ['id'], 'an object', {}, severalRoles),
      wrong('type', ['name'], 'a number', 42, severalRoles),
      wrong('type', ['name'], 'null', null, severalRoles),
      wrong('type', ['name'], 'a list', [], severalRoles),
      wrong('type', ['claims'], 'an object', {}, severalRoles),
      wrong('type', ['claims'], 'null', null, severalRoles),
      wrong('type', ['claims'], 'a text', 'claims', severalRoles),
      wrong('type', ['alsoKnownAs'], 'a text', 'CoC:1', severalRoles),
      wrong('type', ['claims', place.further], 'a number', 42, singleRole),
      wrong('type', ['claims', place.further], 'null', null, singleRole),
    ],
    severalRoles,
  ),
];

/** Violations of the schemas. */
export const schemaViolations: readonly Violation[] = [
  ...partyViolations,
  ...minimumClaimViolations,
  ...furtherClaimViolations,
];

/** A registration laid out so that its text ends in the name. */
const frame: TextFrame = {
  arrange: (valid) => {
    if (!isObject(valid)) return valid;
    const { name, ...others } = valid;
    return { ...others, name: name as Json };
  },
  key: 'name',
  withText: (arranged, text) => withValueAt(arranged, ['schemaVersion'], text),
};

/** Violations of the form of a body. */
export const bodyViolations: readonly Violation[] = [malformedJson(frame), missingBody(frame), notAnObject(asDrawn)];

/** All violations, those of `reference` included. */
export const registrationViolations: readonly Violation[] = [
  ...bodyViolations,
  ...schemaViolations,
  ...claimSetViolations,
  ...certificateViolations,
];
