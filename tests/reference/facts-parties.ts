/**
 * What the product answers to reading, listing and updating parties.
 */
import type { Fact } from './fact.ts';

const invalid = { status: 400, form: 'error', says: 'INVALID_ARGUMENT' } as const;
const field = { status: 400, form: 'error', says: 'INVALID_FIELD' } as const;
const ok = { status: 200, form: 'json' } as const;
const text = { status: 400, form: 'text' } as const;

const get = (what: string, path: string, rest: Omit<Fact, 'what' | 'path'>): Fact => ({
  what: `GET parties: ${what}`,
  path,
  ...rest,
});
const takenDetails = {
  party: 'taken::<ns>',
  isLocal: true,
  localMetadata: { resourceVersion: '0', annotations: { kept: 'yes' } },
  identityProviderId: '',
};

export const readingFacts: readonly Fact[] = [
  get('one', '/v2/parties/taken%3A%3A<ns>', { ...ok, says: { partyDetails: [takenDetails] } }),
  get('an unknown one', '/v2/parties/nobody', { ...ok, says: { partyDetails: [] } }),
  get('a malformed one', '/v2/parties/a%2Fb', invalid),
  get('several, each once', '/v2/parties/taken%3A%3A<ns>?parties=nobody&parties=taken%3A%3A<ns>', {
    ...ok,
    says: { partyDetails: [takenDetails] },
  }),
  get('from another identity provider', '/v2/parties/taken%3A%3A<ns>?identity-provider-id=some-idp', {
    ...ok,
    says: { partyDetails: [{ ...takenDetails, isLocal: false }] },
  }),
  get('from a malformed identity provider', '/v2/parties/taken?identity-provider-id=a@b', {
    status: 400,
    form: 'error',
    says: 'INVALID_TOKEN',
  }),
  get('the participant', '/v2/parties/participant-id', { ...ok, says: { participantId: 'participant1::<ns>' } }),
  get('the participant has no local record', '/v2/parties/participant1%3A%3A<ns>', {
    ...ok,
    says: {
      partyDetails: [
        {
          party: 'participant1::<ns>',
          isLocal: true,
          localMetadata: { resourceVersion: '', annotations: {} },
          identityProviderId: '',
        },
      ],
    },
  }),
  get('by hint', '/v2/parties?filter-party=taken', {
    ...ok,
    says: { partyDetails: [takenDetails], nextPageToken: '' },
  }),
  get('by full id', '/v2/parties?filter-party=taken%3A%3A<ns>', {
    ...ok,
    says: { partyDetails: [takenDetails], nextPageToken: '' },
  }),
  get('by a malformed filter', '/v2/parties?filter-party=a@b', { ...field, cause: 'filterString' }),
  get('by a filter of 186 characters', `/v2/parties?filter-party=${'f'.repeat(186)}`, field),
  get('a negative page size', '/v2/parties?pageSize=-1', { ...invalid, cause: 'Page size must be non-negative' }),
  get('a page size above the maximum', '/v2/parties?pageSize=10001', {
    ...invalid,
    cause: "must not exceed the server's maximum of 10000",
  }),
  get('the maximum page size', '/v2/parties?pageSize=10000', ok),
  get('a page size of letters', '/v2/parties?pageSize=abc', {
    ...text,
    says: 'Invalid value for: query parameter pageSize',
  }),
  get('a page size beyond 32 bits', '/v2/parties?pageSize=2147483648', {
    ...text,
    says: 'Invalid value for: query parameter pageSize',
  }),
  get('two page sizes', '/v2/parties?pageSize=1&pageSize=2', {
    ...text,
    says: 'Invalid value for: query parameter pageSize (multiple values)',
  }),
  get('a bad page token', '/v2/parties?pageToken=bad', { ...invalid, cause: 'Invalid page token' }),
];

const patch = (
  what: string,
  details: Record<string, unknown> | null,
  mask: unknown,
  rest: Omit<Fact, 'what' | 'path'>,
  path = 'taken%3A%3A<ns>',
): Fact => ({
  what: `PATCH parties: ${what}`,
  method: 'PATCH',
  path: `/v2/parties/${path}`,
  body: { partyDetails: details && { party: 'taken::<ns>', ...details }, updateMask: mask },
  ...rest,
});
const annotations = { paths: ['local_metadata.annotations'] };
const badMask = {
  status: 400,
  form: 'error',
  says: 'INVALID_PARTY_DETAILS_UPDATE_REQUEST',
  resources: [['ErrorResource(PARTY)', 'taken::<ns>']],
} as const;

export const updateFacts: readonly Fact[] = [
  patch(
    'another party in the path',
    {},
    annotations,
    { ...invalid, speaker: 'http', cause: 'other does not match party in body Some(PartyDetails(' },
    'other',
  ),
  patch('no party details', null, annotations, { ...invalid, speaker: 'http', cause: 'None' }),
  patch('no mask', {}, undefined, { status: 400, form: 'error', says: 'MISSING_FIELD', cause: 'update_mask' }),
  patch('an empty mask', {}, { paths: [] }, badMask),
  patch('a mask named twice', {}, { paths: ['party', 'party'] }, badMask),
  patch('an unknown mask', {}, { paths: ['unknown_field'] }, badMask),
  patch('an empty path', {}, { paths: [''] }, badMask),
  patch('a mask in camel case', {}, { paths: ['localMetadata'] }, badMask),
  patch('another is_local', { isLocal: false }, { paths: ['is_local'] }, badMask),
  patch('a version of letters', { localMetadata: { resourceVersion: 'x' } }, annotations, {
    ...field,
    cause: 'Invalid resource version number',
  }),
  patch('a version of letters before the mask', { localMetadata: { resourceVersion: 'x' } }, undefined, field),
  patch('a stale version', { localMetadata: { resourceVersion: '77' } }, annotations, {
    status: 409,
    form: 'error',
    says: 'CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED',
    resources: [['ErrorResource(PARTY)', 'taken::<ns>']],
  }),
  patch('a bad key, even to be deleted', { localMetadata: { annotations: { '.x': '' } } }, annotations, invalid),
  patch('too much at once', { localMetadata: { annotations: { k: 'v'.repeat(256 * 1024) } } }, annotations, {
    ...invalid,
    cause: 'larger than the limit of 256kb',
  }),
  patch('an unknown identity provider', { identityProviderId: 'nobody' }, annotations, invalid),
  patch(
    'an unknown party',
    { party: 'nobody' },
    annotations,
    {
      status: 404,
      form: 'error',
      says: 'PARTY_NOT_FOUND',
      cause: "Party: 'nobody' was not found when updating a party record",
    },
    'nobody',
  ),
  patch(
    'an unknown party with a bad mask',
    { party: 'nobody' },
    { paths: [] },
    { ...badMask, resources: [['ErrorResource(PARTY)', 'nobody']] },
    'nobody',
  ),
];
