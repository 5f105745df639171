/**
 * What the product answers about parties.
 */
import { emptyMeta, type Fact, fresh } from './fact.ts';

const post = (what: string, body: unknown, rest: Omit<Fact, 'what' | 'path' | 'body'>): Fact => ({
  what: `POST parties: ${what}`,
  method: 'POST',
  path: '/v2/parties',
  body,
  ...rest,
});
const invalid = { status: 400, form: 'error', says: 'INVALID_ARGUMENT' } as const;
const field = { status: 400, form: 'error', says: 'INVALID_FIELD' } as const;
const ok = { status: 200, form: 'json' } as const;
const text = { status: 400, form: 'text' } as const;
const annotated = (annotations: unknown) => ({ partyIdHint: fresh(), localMetadata: { annotations } });
const allocated = (party: string, localMetadata: unknown = emptyMeta) => ({
  partyDetails: { party: `${party}::<ns>`, isLocal: true, localMetadata, identityProviderId: '' },
});

export const allocationFacts: readonly Fact[] = [
  post('a hint is kept', { partyIdHint: 'Ab-1_x y:z' }, { ...ok, says: allocated('Ab-1_x y:z') }),
  post(
    'every member given',
    {
      partyIdHint: 'all',
      localMetadata: { resourceVersion: '', annotations: { 'a.b/c': 'd' } },
      identityProviderId: '',
      synchronizerId: '',
      userId: '',
    },
    { ...ok, says: allocated('all', { resourceVersion: '0', annotations: { 'a.b/c': 'd' } }) },
  ),
  post('null metadata', { partyIdHint: 'null-meta', localMetadata: null }, { ...ok, says: allocated('null-meta') }),
  post('empty metadata', { partyIdHint: 'empty-meta', localMetadata: {} }, { ...ok, says: allocated('empty-meta') }),
  post('no member at all', {}, ok),
  post(
    'unknown members are ignored',
    { partyIdHint: 'unknown-m', extra: { deep: [1] }, localMetadata: { more: 1 } },
    { ...ok, says: allocated('unknown-m') },
  ),
  post('a member name in another case is unknown', { partyIdhint: 'x' }, ok),
  post('the last of two equal keys wins', '{"partyIdHint":"first","partyIdHint":"second"}', {
    ...ok,
    says: allocated('second'),
  }),
  post('one space is a name', { partyIdHint: ' ' }, { ...ok, says: allocated(' ') }),
  post('185 characters', { partyIdHint: 'l'.repeat(185) }, { ...ok, says: allocated('l'.repeat(185)) }),
  post(
    '186 characters',
    { partyIdHint: 'l'.repeat(186) },
    { ...invalid, cause: 'maximum length of 185 but a string of length 186' },
  ),
  post('255 characters', { partyIdHint: 'l'.repeat(255) }, { ...invalid, cause: 'maximum length of 185' }),
  post(
    '256 characters',
    { partyIdHint: 'l'.repeat(256) },
    { ...invalid, cause: 'Daml-LF Party is too long (max: 255)' },
  ),
  post('a dot', { partyIdHint: 'a.b' }, { ...invalid, cause: 'non expected character 0x2e in Daml-LF Party "a.b"' }),
  post('an at sign', { partyIdHint: '@' }, invalid),
  post('a letter outside ASCII', { partyIdHint: 'caf\u00e9' }, { ...invalid, cause: '0xe9' }),
  post('an emoji', { partyIdHint: '\u{1f600}' }, { ...invalid, cause: '0x1f600' }),
  post('a newline at the end', { partyIdHint: 'a\n' }, invalid),
  post('the reserved delimiter', { partyIdHint: 'a::b' }, { ...invalid, cause: 'reserved delimiter' }),
  post('a taken hint', { partyIdHint: 'taken' }, { ...invalid, cause: 'Party already exists: party taken::1220' }),
  post(
    'a resource version',
    { partyIdHint: fresh(), localMetadata: { resourceVersion: '0' } },
    { ...invalid, cause: 'local_metadata.resource_version must be not set' },
  ),
  post('an empty annotation value', annotated({ a: '' }), {
    ...invalid,
    cause: "The value of an annotation is empty for key: 'a'",
  }),
  post('an empty annotation key', annotated({ '': 'v' }), { ...invalid, cause: 'has invalid syntax' }),
  post('a key of slashes', annotated({ '/': 'v' }), { ...invalid, cause: 'more than one forward slash' }),
  post('a key with two slashes', annotated({ 'a/b/c': 'v' }), { ...invalid, cause: 'more than one forward slash' }),
  post('a key that ends with a slash', annotated({ 'a/': 'v' }), ok),
  post('a key that starts with a dot', annotated({ '.aaaa.management.daml/foo_': 'v' }), {
    ...invalid,
    cause: 'has invalid syntax',
  }),
  post('a key name of 63', annotated({ ['k'.repeat(63)]: 'v' }), ok),
  post('a key name of 64', annotated({ ['k'.repeat(64)]: 'v' }), { ...invalid, cause: 'exceeds maximum length of 63' }),
  post('a key prefix of 254', annotated({ [`${'p'.repeat(254)}/k`]: 'v' }), {
    ...invalid,
    cause: 'exceeds maximum length of 253',
  }),
  post('exactly 256 kB of annotations', annotated({ k: 'v'.repeat(256 * 1024 - 1) }), ok),
  post('one byte too many', annotated({ k: 'v'.repeat(256 * 1024) }), {
    ...invalid,
    cause: "'local_metadata.annotations' are larger than the limit of 256kb",
  }),
  post(
    'a malformed identity provider',
    { partyIdHint: '@', identityProviderId: 'a@b' },
    { status: 400, form: 'error', says: 'INVALID_TOKEN', cause: 'identity_provider_id' },
  ),
  post(
    'an unknown identity provider',
    { partyIdHint: fresh(), identityProviderId: 'nobody' },
    { ...invalid, cause: 'Provided identity_provider_id Id(nobody) has not been found.' },
  ),
  post(
    'the configured identity provider',
    { partyIdHint: 'with-idp', identityProviderId: 'reference-idp' },
    {
      ...ok,
      says: {
        partyDetails: {
          party: 'with-idp::<ns>',
          isLocal: true,
          localMetadata: emptyMeta,
          identityProviderId: 'reference-idp',
        },
      },
    },
  ),
  post(
    'a malformed synchronizer',
    { partyIdHint: fresh(), synchronizerId: 'x' },
    { ...field, cause: 'Invalid field synchronizer_id' },
  ),
  post(
    'an unknown synchronizer',
    { partyIdHint: fresh(), synchronizerId: `other::1220${'0'.repeat(64)}` },
    { status: 400, form: 'error', says: 'NOT_CONNECTED_TO_SYNCHRONIZER' },
  ),
  post('a malformed user', { partyIdHint: fresh(), userId: 'a b' }, { ...field, cause: 'Invalid field user_id' }),
  post(
    'an unknown user',
    { partyIdHint: fresh(), userId: 'nobody' },
    { status: 404, form: 'error', says: 'USER_NOT_FOUND', resources: [['ErrorResource(USER)', 'nobody']] },
  ),
  post(
    'hint before resource version',
    { partyIdHint: '@', localMetadata: { resourceVersion: '1' } },
    { ...invalid, cause: 'non expected character' },
  ),
  post('annotations before synchronizer', { ...annotated({ '': 'v' }), synchronizerId: 'x' }, invalid),
  post(
    'synchronizer before user',
    { partyIdHint: fresh(), synchronizerId: 'x', userId: 'a b' },
    { ...field, cause: 'synchronizer_id' },
  ),
  post(
    'user syntax before the 185 characters',
    { partyIdHint: 'l'.repeat(200), userId: 'a b' },
    { ...field, cause: 'user_id' },
  ),
  post('the 185 characters before the known user', { partyIdHint: 'l'.repeat(200), userId: 'nobody' }, invalid),
  post(
    'a number for the hint',
    { partyIdHint: 5 },
    { ...text, says: "Invalid value for: body (Got value '5' with wrong type, expecting string at 'partyIdHint')" },
  ),
  post(
    'null for the hint',
    { partyIdHint: null },
    { ...text, says: "Invalid value for: body (Got value 'null' with wrong type, expecting string at 'partyIdHint')" },
  ),
  post(
    'null for annotations',
    { localMetadata: { annotations: null } },
    { ...text, says: 'Invalid value for: body (Got value' },
  ),
  post('a number for an annotation', annotated({ a: 1 }), { ...text, says: 'Invalid value for: body (' }),
  post('null for an annotation', annotated({ a: null }), { ...text, says: 'Invalid value for: body (' }),
  post('text for metadata', { localMetadata: 'x' }, { ...text, says: 'Invalid value for: body (' }),
  ...['null', '[]', '"x"', '42', 'true'].map((body) =>
    post(`${body} alone`, body, { ...text, says: "Invalid value for: body (Missing required field at 'partyIdHint')" }),
  ),
];

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
