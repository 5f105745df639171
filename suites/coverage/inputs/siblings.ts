/**
 * Inputs of the operations beside the allocation: updates and queries.
 */
import type { Json } from '../../../contracts/model.ts';
import { type InputGroup, json, ofProduct, onPage } from './row.ts';

const META = 'schema/ObjectMeta';
const party = `Alice::1220${'ab'.repeat(32)}`;
const sibling = (slug: string): string => `canton-openapi-3.5.6#${slug}`;

function update(localMetadata: Json, paths: readonly string[] = ['local_metadata.annotations']) {
  return json({ partyDetails: { party, localMetadata }, updateMask: { paths } });
}

const annotations = (map: { readonly [key: string]: string }) => update({ annotations: map });
const masked = (...paths: readonly string[]) => update({ annotations: { key: 'value' } }, paths);
const REFERENCE_ONLY = 'decided under `reference` only, by its code';
const REFERENCE_ONLY_LENIENT =
  'decided under `reference` only: such a key cannot exist, so that removing it may do nothing';

/** Updates of a party. */
export const updateInputs: InputGroup = {
  title: 'Updates: `PATCH /v2/parties/{party}`',
  operation: 'patchV2PartiesParty',
  rows: [
    {
      input: 'annotations to add or change; an empty value, which removes',
      contract: 'accepted',
      reference: 'accepted',
      behind: [onPage(`${META}/annotations/add`), onPage(`${META}/annotations/remove`)],
      requirements: ['patch/adds-and-changes-annotations', 'patch/empty-value-removes', 'patch/keeps-unrelated'],
      examples: [annotations({ key: 'value' }), annotations({ key: '' })],
    },
    {
      input: 'an illegal key to add',
      contract: 'refused',
      reference: 'refused',
      behind: [sibling('patchV2PartiesParty/key-rules')],
      requirements: ['patch/key-rules'],
      examples: [annotations({ 'a b': 'value' }), annotations({ 'a/b/c': 'value' })],
    },
    {
      input: 'an illegal key to remove',
      contract: 'refused',
      reference: 'refused',
      behind: [sibling('patchV2PartiesParty/key-rules'), ofProduct('patch-removed-key-rules')],
      requirements: ['patch/removed-key-rules'],
      examples: [annotations({ '.aaaa.management.daml/foo_': '' })],
      remark: REFERENCE_ONLY_LENIENT,
    },
    {
      input: 'annotations of more than 262,144 bytes',
      contract: 'refused',
      reference: 'refused',
      behind: [sibling('patchV2PartiesParty/size')],
      requirements: ['patch/size-limit'],
      examples: [annotations({ key: 'x'.repeat(262_142) })],
    },
    {
      input: 'no resource version, or the current one',
      contract: 'accepted',
      reference: 'accepted',
      behind: [onPage(`${META}/resourceVersion/optional`), onPage(`${META}/resourceVersion/pass-back`)],
      requirements: ['patch/version-optional', 'patch/current-version-accepted'],
      examples: [update({ resourceVersion: '0', annotations: { key: 'value' } })],
      decidedBy: 'state',
    },
    {
      input: 'a resource version that is not current any more',
      contract: 'refused',
      reference: 'refused',
      behind: [onPage(`${META}/resourceVersion/conflict`), ofProduct('patch-stale-version-code')],
      requirements: ['patch/stale-version-refused', 'patch/stale-version-code'],
      examples: [update({ resourceVersion: '0', annotations: { key: 'value' } })],
      decidedBy: 'state',
    },
    {
      input: 'a resource version that is no number',
      contract: 'not-scored',
      reference: 'refused',
      behind: [ofProduct('patch-version-not-a-number-rejected')],
      requirements: ['patch/version-not-a-number-rejected'],
      examples: [update({ resourceVersion: 'abc', annotations: {} })],
    },
    {
      input: 'an empty mask, or an unknown path in it',
      contract: 'refused',
      reference: 'refused',
      behind: [sibling('patchV2PartiesParty/mask-non-empty'), sibling('patchV2PartiesParty/mask-only-valid')],
      requirements: ['patch/mask-empty-rejected', 'patch/mask-unknown-rejected'],
      examples: [masked(), masked('unknown_field'), masked('aaa!bbb')],
      remark: REFERENCE_ONLY,
    },
    {
      input: 'no mask',
      contract: 'refused',
      reference: 'refused',
      behind: [
        sibling('schema/UpdatePartyDetailsRequest/updateMask/required'),
        'canton/required-members-refused-as-errors',
      ],
      requirements: ['patch/mask-missing-rejected'],
      examples: [json({ partyDetails: { party } })],
      remark: REFERENCE_ONLY,
    },
    {
      input: 'a mask that names a path twice',
      contract: 'not-scored',
      reference: 'refused',
      behind: [ofProduct('patch-mask-duplicate-rejected')],
      requirements: ['patch/mask-duplicate-rejected'],
      examples: [masked('local_metadata.annotations', 'local_metadata.annotations')],
    },
    {
      input: 'annotations that bring the stored ones above the limit',
      contract: 'not-scored',
      reference: 'refused',
      behind: [ofProduct('patch-merged-size-limit')],
      requirements: ['patch/merged-size-limit'],
      examples: [annotations({ key: 'value' })],
      decidedBy: 'state',
    },
    {
      input: 'a party that does not exist; another party in the body than in the path',
      contract: 'not-scored',
      reference: 'refused',
      behind: [ofProduct('patch-unknown-party'), ofProduct('patch-path-and-body-disagree')],
      requirements: ['patch/unknown-party', 'patch/path-and-body-disagree'],
      examples: [annotations({ key: 'value' })],
      decidedBy: 'state',
    },
  ],
};

/** Paths and queries of the reading operations; they have no body. */
export const queryInputs: InputGroup = {
  title: 'Paths and queries: `GET /v2/parties`, `GET /v2/parties/{party}`',
  operation: 'getV2Parties',
  rows: [
    {
      input: 'pages of any size, token after token',
      contract: 'accepted',
      reference: 'accepted',
      behind: [sibling('getV2Parties/page-token'), sibling('getV2Parties/last-page')],
      requirements: ['list/paging-visits-each-once', 'list/paging-ends'],
      examples: [],
      decidedBy: 'request',
    },
    {
      input: '`pageSize` 0',
      contract: 'not-scored',
      reference: 'accepted',
      behind: [ofProduct('list-page-size-zero-means-default')],
      requirements: ['list/page-size-zero-means-default'],
      examples: [],
      decidedBy: 'request',
    },
    {
      input: '`pageSize` negative, above the maximum of the server, or no number; a token that the server did not give',
      contract: 'not-scored',
      reference: 'refused',
      behind: [
        ofProduct('list-page-size-negative-rejected'),
        ofProduct('list-page-size-above-maximum-rejected'),
        ofProduct('list-page-size-not-a-number-rejected'),
        ofProduct('list-page-token-invalid-rejected'),
      ],
      requirements: [
        'list/page-size-negative-rejected',
        'list/page-size-above-maximum-rejected',
        'list/page-size-not-a-number-rejected',
        'list/page-token-invalid-rejected',
      ],
      examples: [],
      decidedBy: 'request',
    },
    {
      input: 'a party that does not exist',
      contract: 'not-scored',
      reference: 'accepted',
      behind: ['canton/unknown-party-is-no-error', ofProduct('get-unknown-party-empty')],
      requirements: ['get/unknown-party-empty'],
      examples: [],
      decidedBy: 'state',
      remark: 'answered with an empty list',
    },
    {
      input: 'a malformed party in the path',
      contract: 'not-scored',
      reference: 'refused',
      behind: [ofProduct('get-malformed-party-rejected')],
      requirements: ['get/malformed-party-rejected'],
      examples: [],
      decidedBy: 'request',
    },
  ],
};
