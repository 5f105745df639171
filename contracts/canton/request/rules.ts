/**
 * The rules for request bodies: what each wants, and what a body that breaks it is under each profile. Written from the
 * published text and the facts about the reference product, apart from the generators.
 */
import { describeValue } from '../../describe.ts';
import type { Problem, ProfileName, RequestJudgement, RequestStatus } from '../../model.ts';

type Consequence = Readonly<Record<ProfileName, RequestStatus>>;

/** The text and the reference product both refuse it. */
const REFUSED: Consequence = { contract: 'invalid', reference: 'invalid' };
/** The text is silent or can be read both ways; the reference product refuses it. */
const REFUSED_BY_REFERENCE: Consequence = { contract: 'not-scored', reference: 'invalid' };
/** The text is silent or can be read both ways; the reference product accepts it. */
const ACCEPTED_BY_REFERENCE: Consequence = { contract: 'not-scored', reference: 'valid' };
/** Nobody is asked: what the reference product does is inferred, or depends on its configuration. */
const OPEN: Consequence = { contract: 'not-scored', reference: 'not-scored' };

interface Rule {
  readonly consequence: Consequence;
  /** What is wanted, in one phrase. */
  readonly expected: string;
}

const rule = (consequence: Consequence, expected: string): Rule => ({ consequence, expected });

const RULES = {
  // The bytes.
  json: rule(REFUSED, 'one JSON text'),
  utf8: rule(OPEN, 'UTF-8'),
  'byte-order-mark': rule(OPEN, 'no byte order mark'),
  'duplicate-key': rule(OPEN, 'each key once'),
  'lone-surrogate': rule(OPEN, 'whole characters'),

  // The schema.
  type: rule(REFUSED, 'the documented type'),
  null: rule(REFUSED, 'the documented type, not null'),
  required: rule(REFUSED, 'present'),
  'null-metadata': rule(ACCEPTED_BY_REFERENCE, 'an object, or nothing'),
  'unknown-member': rule(ACCEPTED_BY_REFERENCE, 'documented members'),
  'later-member': rule(ACCEPTED_BY_REFERENCE, 'members of the pinned page'),
  'later-member-type': rule(REFUSED_BY_REFERENCE, 'the documented type'),
  'unknown-fields': rule(OPEN, 'the documented form of unknownFields'),
  'empty-string': rule(ACCEPTED_BY_REFERENCE, 'a value, or nothing'),

  // The hint.
  'hint-empty': rule(ACCEPTED_BY_REFERENCE, 'a non-empty name, or nothing'),
  'hint-characters': rule(REFUSED, 'US-ASCII letters, digits, space, colon, minus and underscore'),
  'hint-length': rule(REFUSED, 'at most 255 characters'),
  'hint-over-185': rule(REFUSED_BY_REFERENCE, 'at most 185 characters'),
  'hint-delimiter': rule(REFUSED_BY_REFERENCE, 'no "::"'),
  'hint-ends-with-colon': rule(OPEN, 'no colon at the end'),

  // Metadata.
  'resource-version-on-creation': rule(REFUSED, 'empty on creation'),
  'resource-version-syntax': rule(REFUSED_BY_REFERENCE, 'a version that the server gave'),
  'annotation-key-name': rule(REFUSED, 'a name of letters, digits, ".", "-", "_" with a letter or digit at both ends'),
  'annotation-key-name-length': rule(REFUSED, 'a name of at most 63 characters'),
  'annotation-key-prefix': rule(REFUSED, 'a prefix that is a DNS subdomain'),
  'annotation-key-prefix-length': rule(REFUSED, 'a prefix of at most 253 characters'),
  'annotation-key-prefix-leniency': rule(ACCEPTED_BY_REFERENCE, 'lower-case labels of at most 63 characters'),
  'annotation-key-slashes': rule(REFUSED, 'one slash at most, between prefix and name'),
  'annotation-key-trailing-slash': rule(OPEN, 'no slash at the end'),
  'annotation-value-empty': rule(REFUSED, 'a non-empty value'),
  'annotations-size': rule(REFUSED, 'at most 262,144 bytes of keys and values'),
  'annotations-size-zone': rule(ACCEPTED_BY_REFERENCE, 'at most 256,000 bytes of keys and values'),

  // References to other things.
  'identity-provider-id': rule(REFUSED_BY_REFERENCE, '1 to 255 letters, digits or . _ : - # / and space'),
  'synchronizer-id': rule(REFUSED_BY_REFERENCE, '<name>::<fingerprint>'),
  'synchronizer-id-fingerprint': rule(OPEN, '<name>::1220<64 hexadecimal digits>'),
  'user-reference': rule(REFUSED_BY_REFERENCE, 'a user id'),

  // Users, parties and rights.
  'user-id-empty': rule(REFUSED, 'a non-empty user id'),
  'user-id-characters': rule(REFUSED, "ASCII letters, digits and @^$.!`-#+'~_|:()"),
  'user-id-length': rule(REFUSED, 'at most 128 characters'),
  'party-name-empty': rule(REFUSED, 'a non-empty party name'),
  'party-name-characters': rule(REFUSED, 'US-ASCII letters, digits, space, colon, minus and underscore'),
  'party-name-length': rule(REFUSED, 'at most 255 characters'),
  'right-kind-missing': rule(REFUSED, 'a kind'),
  'right-kind-unknown': rule(REFUSED, 'a documented kind'),
  'right-kinds-several': rule(OPEN, 'exactly one kind'),
  'right-kind-beside-unknown': rule(OPEN, 'nothing beside the kind'),
  'right-empty': rule(REFUSED_BY_REFERENCE, 'a kind that gives a right'),
  'rights-above-100': rule(ACCEPTED_BY_REFERENCE, 'at most 100 rights, which every server supports'),
  'rights-above-1000': rule(OPEN, 'at most 1000 rights, the default limit'),

  // The update mask.
  'mask-empty': rule(REFUSED, 'at least one path'),
  'mask-unknown-path': rule(REFUSED, 'paths of the message'),
  'mask-spelling': rule(REFUSED_BY_REFERENCE, 'names of the protobuf message, with underscores'),
  'mask-duplicate-path': rule(REFUSED_BY_REFERENCE, 'each path once'),
  'mask-open-path': rule(OPEN, 'paths whose effect is documented'),
  'mask-later-path': rule(ACCEPTED_BY_REFERENCE, 'paths of the pinned page'),
} as const satisfies Readonly<Record<string, Rule>>;

/** The stable words for the rules of request bodies. */
export type RequestRule = keyof typeof RULES;

/** Every rule word. */
export const REQUEST_RULES = Object.keys(RULES) as readonly RequestRule[];

/** One broken rule and where. */
export interface BrokenRule {
  readonly rule: RequestRule;
  readonly problem: Problem;
}

/** A rule that is broken at `pointer` by `value`; `expected` where the rule's own phrase can be made more exact. */
export function broken(rule: RequestRule, pointer: string, value: unknown, expected?: string): BrokenRule {
  return {
    rule,
    problem: { pointer, expected: expected ?? RULES[rule].expected, actual: describeValue(value), rule },
  };
}

/**
 * The judgement that these broken rules amount to. Where a key occurs twice it is open which value counts, so that no
 * other rule but that of JSON itself can decide.
 */
export function judgementOf(brokenRules: readonly BrokenRule[]): RequestJudgement {
  const ambiguous = brokenRules.some(({ rule }) => rule === 'duplicate-key');
  const status = (profile: ProfileName): RequestStatus => {
    if (ambiguous) return 'not-scored';
    const found = brokenRules.map(({ rule }) => RULES[rule].consequence[profile]);
    if (found.includes('invalid')) return 'invalid';
    return found.includes('not-scored') ? 'not-scored' : 'valid';
  };
  return {
    status: { contract: status('contract'), reference: status('reference') },
    problems: brokenRules.map(({ problem }) => problem),
  };
}
