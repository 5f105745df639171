/**
 * Bodies that cannot be read as a request.
 */
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { requirement } from '../../engine/requirement.ts';
import {
  byteOrderMarkInParty,
  malformedParty,
  missingPartyBody,
  nullsInParty,
  partyNotAnObject,
  wrongTypesInParty,
} from '../../generators/canton/party-violations.ts';
import type { Violation } from '../../generators/violation.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { clientError, decodeError } from '../canton/expectations.ts';
import { clause } from '../clause.ts';
import { markedRequest } from './carriers.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

const refused = (key: string, ...violations: readonly Violation[]) =>
  refusals({ key: `body/${key}`, operation: allocateParty, violations, carrier: markedRequest });

/** Bodies that carry no name: what they create is seen only by comparing the whole list. */
const nameless = (key: string, violation: Violation) =>
  refusals({
    key: `body/${key}`,
    operation: allocateParty,
    violations: [violation],
    carrier: markedRequest,
    lane: 'exclusive',
  });

const wrongTypes = refused('wrong-type', wrongTypesInParty);
const nulls = refused('null', nullsInParty);
const missing = nameless('missing', missingPartyBody);
const malformed = nameless('malformed', malformedParty);
const byteOrderMark = refusals({
  key: 'body/byte-order-mark',
  operation: allocateParty,
  violations: [byteOrderMarkInParty],
  carrier: markedRequest,
  notScored: true,
});
const notAnObject = nameless('not-an-object', partyNotAnObject);

/** Experiments of this topic that refuse under `contract`. */
export const bodyRefusals = [wrongTypes, nulls, missing, malformed, notAnObject];

const undecodable = [wrongTypesInParty, nullsInParty, missingPartyBody, malformedParty, partyNotAnObject];

/** Requirements of this topic. */
export const bodyRequirements = [
  requirement({
    id: 'canton-parties/body/wrong-type-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest'),
    text: 'A member of the wrong JSON type, at any place, is refused and creates nothing.',
    explain: 'Usual causes: a framework that turns numbers into strings; a wrong member treated as missing.',
    smoke: true,
    check: rejects([wrongTypes], [wrongTypesInParty], clientError()),
  }),
  requirement({
    id: 'canton-parties/body/null-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest'),
    text: 'null for a string or for annotations is refused: the schema does not say nullable. (localMetadata: null is not scored.)',
    explain: 'Usual causes: null treated as missing.',
    check: rejects([nulls], [nullsInParty], clientError()),
  }),
  requirement({
    id: 'canton-parties/body/missing-body-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'request-body'),
    text: 'A request without a body, or with nothing but white space, is refused and creates nothing.',
    explain: 'Usual causes: an empty body read as an empty object, which allocates a party nobody asked for.',
    smoke: true,
    check: rejects([missing], [missingPartyBody], clientError()),
  }),
  requirement({
    id: 'canton-parties/body/malformed-json-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'request-media-type'),
    text: 'A body that is not JSON (cut off, with something after it, with comments, single quotes or NaN) is refused and creates nothing.',
    explain: 'Usual causes: a lenient parser (JSON5, YAML); a parser that stops after the first value.',
    smoke: true,
    check: rejects([malformed], [malformedParty], clientError()),
  }),
  requirement({
    id: 'canton-parties/body/byte-order-mark-rejected',
    level: 'SHOULD',
    profile: 'reference',
    source: clause(PRODUCT, 'byte-order-mark-rejected'),
    text: 'A byte order mark before the JSON is refused.',
    explain: 'RFC 8259 lets parsers ignore it; the product does not.',
    check: rejects([byteOrderMark], [byteOrderMarkInParty], clientError()),
  }),
  requirement({
    id: 'canton-parties/body/not-an-object-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest'),
    text: 'A body that is JSON but no object is refused and creates nothing.',
    explain: 'Usual causes: members looked up on whatever was parsed, and found missing.',
    check: rejects([notAnObject], [partyNotAnObject], clientError()),
  }),
  requirement({
    id: 'canton-parties/body/decode-error-form',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'decode-error-form'),
    text: 'A body that cannot be decoded is answered with 400 as text that begins with "Invalid value for: ".',
    explain: 'Usual causes: decoding errors reported as JSON; the text of the parser without the prefix.',
    check: rejects(bodyRefusals, undecodable, decodeError()),
  }),
];
