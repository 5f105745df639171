/**
 * What the product answers to allocations of parties.
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
