/**
 * Every MUST that Prism does not meet, with the reason why that holds. Prism answers each operation with one fixed body made from
 * the schemas ("string" for every text), stores nothing, validates requests against the schemas alone and takes any bearer token.
 * Each was confirmed by hand with curl.
 */

/** Why, and the requirements that this explains; ids without the name of the suite. */
export interface Explained {
  readonly why: string;
  readonly ids: readonly string[];
}

/** The failures, by cause. */
export const expectedFailures: readonly Explained[] = [
  {
    why: 'Every allocation gives the identifier "string", which is listed before the first one, too.',
    ids: [
      'allocation/distinct-without-hint',
      'allocation/distinct-with-hints',
      'allocation/hundred-in-a-row',
      'allocation/distinct-under-concurrency',
      'allocation/near-equal-case',
      'allocation/near-equal-spaces',
      'allocation/near-equal-punctuation',
      'allocation/near-equal-last-character',
      'allocation/never-an-existing-identifier',
      'duplicate/refused-or-distinct',
      'duplicate/race-never-shares-an-identifier',
      'duplicate/race-one-winner',
    ],
  },
  {
    why: 'The identifier "string" has neither the hint nor a namespace, and belongs to the identity provider "string".',
    ids: [
      'allocation/identifier-form',
      'allocation/generated-name',
      'allocation/identity-provider-default',
      'hint/kept-verbatim',
    ],
  },
  {
    why: 'The schema gives hints no pattern and no length, so Prism accepts what the prose forbids.',
    ids: [
      'hint/illegal-characters-rejected',
      'hint/control-characters-rejected',
      'hint/newline-at-end-rejected',
      'hint/non-ascii-rejected',
      'hint/too-long-rejected',
      'hint/over-185-rejected',
      'hint/reserved-delimiter-rejected',
      'hint/rejection-code',
      'duplicate/rejection-code',
    ],
  },
  {
    why: 'The schema says nothing of annotation keys, sizes, empty values and versions on creation.',
    ids: [
      'metadata/resource-version-refused-on-creation',
      'metadata/key-characters-rejected',
      'metadata/key-name-too-long-rejected',
      'metadata/key-prefix-rejected',
      'metadata/key-prefix-too-long-rejected',
      'metadata/empty-value-rejected',
      'metadata/oversize-rejected',
      'metadata/rejection-code',
      'patch/key-rules',
      'patch/removed-key-rules',
      'patch/size-limit',
      'patch/merged-size-limit',
    ],
  },
  {
    why: 'Every party carries the annotations property1 and property2 and no other: what was sent is lost, and keys without a prefix were added.',
    ids: [
      'metadata/annotations-echoed',
      'metadata/annotations-read-back',
      'metadata/annotations-exact',
      'metadata/server-annotations-prefixed',
      'operation/missing-members-are-defaulted',
      'patch/adds-and-changes-annotations',
      'patch/empty-value-removes',
      'patch/keeps-unrelated',
      'patch/empty-map-changes-nothing',
      'patch/concurrent-merges-keep-all',
      'patch/mask-selects',
      'patch/mask-may-name-id-and-version',
      'patch/metadata-may-be-missing',
      'patch/series-adds-up',
      'patch/annotations-verbatim',
      'patch/mask-parent',
      'patch/first-annotations',
    ],
  },
  {
    why: 'No answer carries the annotation that its request sent, so it is neither understood nor told apart from that of another.',
    ids: [
      'operation/equal-json-spellings',
      'operation/charset-parameter-accepted',
      'operation/chunked-body-accepted',
      'operation/unknown-members-ignored',
      'metadata/not-mixed-up',
      'patch/reading-follows',
    ],
  },
  {
    why: 'References are texts to the schema: unknown and malformed ones are accepted.',
    ids: [
      'references/identity-provider-malformed',
      'references/identity-provider-unknown',
      'references/synchronizer-malformed',
      'references/synchronizer-unknown',
      'references/user-malformed',
      'references/user-unknown',
    ],
  },
  {
    why: 'Bodies that are no JSON are answered with Prism\'s own {"error":{"code","message"}}, others with the text "string".',
    ids: ['errors/documented-form', 'errors/ten-members', 'errors/members-agree', 'body/decode-error-form'],
  },
  { why: 'The schema has no null for localMetadata.', ids: ['operation/null-metadata-accepted'] },
  {
    why: 'Any bearer token is taken, and an empty one is answered like a missing one.',
    ids: [
      'authentication/malformed-token-refused',
      'authentication/siblings-verify-tokens',
      'authentication/status-and-body',
      'authentication/empty-bearer',
    ],
  },
  {
    why: 'Every reading gives one and the same party, whatever was asked for.',
    ids: [
      'get/unknown-party-empty',
      'get/unknown-party-not-shown',
      'get/malformed-party-rejected',
      'get/several-parties',
      'get/other-identity-provider-blinded',
    ],
  },
  {
    why: 'Every page holds the same party and gives the same token for the next one; size and token are not looked at.',
    ids: [
      'allocation/listed-exactly-once',
      'list/filter',
      'list/paging-visits-each-once',
      'list/paging-ends',
      'list/paging-while-parties-come',
      'list/page-size-respected',
      'list/page-size-negative-rejected',
      'list/page-size-above-maximum-rejected',
      'list/page-size-not-a-number-rejected',
      'list/page-token-invalid-rejected',
    ],
  },
  {
    why: 'The resource version is always "string": no update changes it, none is out of date, and no version is refused.',
    ids: [
      'patch/version-changes',
      'patch/stale-version-refused',
      'patch/stale-version-code',
      'patch/version-not-a-number-rejected',
      'patch/bound-at-once-one-winner',
    ],
  },
  {
    why: 'Every user has the right to act as "string", which is the party of every hint.',
    ids: ['duplicate/original-unchanged'],
  },
  {
    why: 'Masks, parties and members of an update are read by the schema alone; what it refuses is answered with the text "string".',
    ids: [
      'patch/mask-empty-rejected',
      'patch/mask-duplicate-rejected',
      'patch/mask-unknown-rejected',
      'patch/mask-missing-rejected',
      'patch/is-local-change-rejected',
      'patch/unknown-party',
      'patch/path-and-body-disagree',
    ],
  },
];

/**
 * The MUSTs about allocation that Prism does meet, each in what can be seen from outside: "string" is a legal identifier, is local,
 * reads back as it was answered, and nothing appears.
 */
export const allocationThatHolds: readonly string[] = [
  'allocation/identifier-syntax',
  'allocation/is-local',
  'allocation/read-back-agrees',
  'allocation/refusals-left-nothing',
  'allocation/stable-at-the-end',
];
