/**
 * Bodies that cannot be read as a request.
 */
import type * as fc from 'fast-check';
import type { Json } from '../../../contracts/model.ts';
import { type RefusalEvidence, refusals as refusalsOf } from '../../../engine/checks/refusal.ts';
import { rejects } from '../../../engine/checks/rejects.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import type { Requirement } from '../../../engine/requirement.ts';
import type { Violation } from '../../../generators/violation.ts';
import { clause } from '../../clause.ts';
import { clientError, decodeError } from '../expectations.ts';
import { pageClause, type Resource, requirementFor } from '../resource.ts';

const PRODUCT = 'canton-reference-3.5';

/** What the topic is made of for one resource. */
export interface UnreadableBodies {
  readonly violations: {
    readonly wrongTypes: Violation;
    readonly nulls: Violation;
    readonly missingBody: Violation;
    readonly malformed: Violation;
    readonly byteOrderMark: Violation;
    readonly notAnObject: Violation;
  };
  /** Valid bodies that the violations are put into. */
  readonly carrier: () => fc.Arbitrary<Json>;
  /** Some of the wrong types and nulls leave no name in the body either. */
  readonly namelessMembers?: true;
  /** What an experiment needs before it runs; nothing by default. */
  readonly prepared?: <E>(experiment: Experiment<E>) => Experiment<E>;
  /** Where the target chooses names: creations that show what these look like, before lists are searched for more of them. */
  readonly namesChosen?: Experiment<unknown>;
}

/** The experiments of this topic that refuse under `contract`, and its requirements. */
export function unreadableBodies(
  resource: Resource,
  { violations, carrier, namelessMembers, namesChosen, prepared = (experiment) => experiment }: UnreadableBodies,
): { readonly refusals: readonly Experiment<RefusalEvidence>[]; readonly requirements: readonly Requirement[] } {
  const { operation, words } = resource;
  const lane = namelessMembers ? 'exclusive' : 'concurrent';
  const refused = (key: string, violation: Violation) =>
    prepared(refusalsOf({ key: `body/${key}`, operation, violations: [violation], carrier, lane }));
  /** Bodies that carry no name: what they create is seen only by comparing the whole list. */
  const nameless = (key: string, violation: Violation): Experiment<RefusalEvidence> => {
    const options = { key: `body/${key}`, operation, violations: [violation], carrier };
    if (!namesChosen) return refusalsOf({ ...options, lane: 'exclusive' });
    return { ...refusalsOf({ ...options, lane: 'first' }), needs: [namesChosen] };
  };
  const wrongTypes = refused('wrong-type', violations.wrongTypes);
  const nulls = refused('null', violations.nulls);
  const missing = nameless('missing', violations.missingBody);
  const malformed = nameless('malformed', violations.malformed);
  const byteOrderMark = refusalsOf({
    key: 'body/byte-order-mark',
    operation,
    violations: [violations.byteOrderMark],
    carrier,
    notScored: true,
  });
  const notAnObject = nameless('not-an-object', violations.notAnObject);
  const refusals = [wrongTypes, nulls, missing, malformed, notAnObject];
  const undecodable = [
    violations.wrongTypes,
    violations.nulls,
    violations.missingBody,
    violations.malformed,
    violations.notAnObject,
  ];
  const requirements = [
    requirementFor(resource, {
      id: 'body/wrong-type-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `schema/${resource.schemas.request}`),
      text: 'A member of the wrong JSON type, at any place, is refused and creates nothing.',
      explain: 'Usual causes: a framework that turns numbers into strings; a wrong member treated as missing.',
      smoke: true,
      check: rejects([wrongTypes], [violations.wrongTypes], clientError()),
    }),
    requirementFor(resource, {
      id: 'body/null-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `schema/${resource.schemas.request}`),
      text: `null for a member is refused: the schema does not say nullable. (${resource.members.metadata}: null is not scored.)`,
      explain: 'Usual causes: null treated as missing.',
      check: rejects([nulls], [violations.nulls], clientError()),
    }),
    requirementFor(resource, {
      id: 'body/missing-body-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'request-body'),
      text: 'A request without a body, or with nothing but white space, is refused and creates nothing.',
      explain: `Usual causes: an empty body read as an empty object, which ${words.creates} a ${words.one} nobody asked for.`,
      smoke: true,
      check: rejects([missing], [violations.missingBody], clientError()),
    }),
    requirementFor(resource, {
      id: 'body/malformed-json-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, 'request-media-type'),
      text: 'A body that is not JSON (cut off, with something after it, with comments, single quotes or NaN) is refused and creates nothing.',
      explain: 'Usual causes: a lenient parser (JSON5, YAML); a parser that stops after the first value.',
      smoke: true,
      check: rejects([malformed], [violations.malformed], clientError()),
    }),
    requirementFor(resource, {
      id: 'body/byte-order-mark-rejected',
      level: 'SHOULD',
      profile: 'reference',
      source: clause(PRODUCT, 'byte-order-mark-rejected'),
      text: 'A byte order mark before the JSON is refused.',
      explain: 'RFC 8259 lets parsers ignore it; the product does not.',
      check: rejects([byteOrderMark], [violations.byteOrderMark], clientError()),
    }),
    requirementFor(resource, {
      id: 'body/not-an-object-rejected',
      level: 'MUST',
      profile: 'contract',
      source: pageClause(resource, `schema/${resource.schemas.request}`),
      text: 'A body that is JSON but no object is refused and creates nothing.',
      explain: 'Usual causes: members looked up on whatever was parsed, and found missing.',
      check: rejects([notAnObject], [violations.notAnObject], clientError()),
    }),
    requirementFor(resource, {
      id: 'body/decode-error-form',
      level: 'MUST',
      profile: 'reference',
      source: clause(PRODUCT, 'decode-error-form'),
      text: 'A body that cannot be decoded is answered with 400 as text that begins with "Invalid value for: ".',
      explain: 'Usual causes: decoding errors reported as JSON; the text of the parser without the prefix.',
      check: rejects(refusals, undecodable, decodeError()),
    }),
  ];
  return { refusals, requirements };
}
