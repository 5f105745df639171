/**
 * What the product answers about users and their rights.
 */
import { emptyMeta, type Fact, fresh } from './fact.ts';

const user = (
  what: string,
  method: string,
  path: string,
  body: unknown,
  rest: Omit<Fact, 'what' | 'path' | 'body'>,
): Fact => ({
  what: `${method} users: ${what}`,
  method,
  path: `/v2/users${path}`,
  ...(body !== undefined && { body }),
  ...rest,
});
const invalid = { status: 400, form: 'error', says: 'INVALID_ARGUMENT' } as const;
const field = { status: 400, form: 'error', says: 'INVALID_FIELD' } as const;
const missing = { status: 400, form: 'error', says: 'MISSING_FIELD' } as const;
const ok = { status: 200, form: 'json' } as const;
const text = { status: 400, form: 'text', says: 'Invalid value for: body (' } as const;
const notFound = { status: 404, form: 'error', says: 'USER_NOT_FOUND' } as const;
const create = (what: string, body: unknown, rest: Omit<Fact, 'what' | 'path' | 'body'>): Fact =>
  user(what, 'POST', '', body, rest);
const right = (kind: string, party?: string) => ({ kind: { [kind]: { value: party === undefined ? {} : { party } } } });
const shown = (id: string, rest: Record<string, unknown> = {}) => ({
  id,
  primaryParty: '',
  isDeactivated: false,
  metadata: emptyMeta,
  identityProviderId: '',
  primaryPartyAuthentication: false,
  ...rest,
});

export const userFacts: readonly Fact[] = [
  create('only an id', { user: { id: 'only-id' } }, { ...ok, says: { user: shown('only-id') } }),
  create(
    'every member',
    {
      user: {
        id: 'full',
        primaryParty: 'p',
        isDeactivated: true,
        metadata: { annotations: { a: 'b' } },
        primaryPartyAuthentication: true,
      },
      rights: [right('CanActAs', 'x'), right('CanActAs', 'x')],
    },
    {
      ...ok,
      says: {
        user: shown('full', {
          primaryParty: 'p',
          isDeactivated: true,
          metadata: { resourceVersion: '0', annotations: { a: 'b' } },
          primaryPartyAuthentication: true,
        }),
      },
    },
  ),
  user('equal rights are one', 'GET', '/full/rights', undefined, { ...ok, says: { rights: [right('CanActAs', 'x')] } }),
  create('an id of all symbols', { user: { id: "CreatedUser@^$.!`-#+'~_|:()" } }, ok),
  create(
    'a taken id',
    { user: { id: 'known' } },
    {
      status: 409,
      form: 'error',
      says: 'USER_ALREADY_EXISTS',
      cause: 'creating user failed, as user "known" already exists',
      resources: [['ErrorResource(USER)', 'known']],
    },
  ),
  create('no user', {}, { ...missing, cause: 'mandatory field: user' }),
  create('null for the user', { user: null }, { ...missing, cause: 'mandatory field: user' }),
  create('no id', { user: {} }, { ...missing, cause: 'mandatory field: id' }),
  create('a bad id', { user: { id: '?' } }, { ...field, cause: 'Invalid field id' }),
  create('an id of 129 characters', { user: { id: 'i'.repeat(129) } }, field),
  create(
    'null for the id',
    { user: { id: null } },
    { ...text, says: "Invalid value for: body (Got value 'null' with wrong type, expecting string at 'id')" },
  ),
  create('an array', [], { ...text, says: "Invalid value for: body (Missing required field at 'user')" }),
  create(
    'a resource version',
    { user: { id: fresh(), metadata: { resourceVersion: '1' } } },
    { ...invalid, cause: 'user.metadata.resource_version must be not set' },
  ),
  create('an empty annotation', { user: { id: fresh(), metadata: { annotations: { a: '' } } } }, invalid),
  create('a bad primary party', { user: { id: fresh(), primaryParty: 'a.b' } }, invalid),
  create('a right of no kind', { user: { id: fresh() }, rights: [{}] }, { ...invalid, cause: 'unknown kind of right' }),
  create(
    'the empty right',
    { user: { id: fresh() }, rights: [{ kind: { Empty: {} } }] },
    { ...invalid, cause: 'unknown kind of right' },
  ),
  create(
    'a right for no party',
    { user: { id: fresh() }, rights: [{ kind: { CanActAs: { value: {} } } }] },
    { ...invalid, cause: 'Daml-LF Party is empty' },
  ),
  create(
    'a right without a value',
    { user: { id: fresh() }, rights: [{ kind: { CanActAs: {} } }] },
    { ...text, says: 'Invalid value for: body (Missing required field' },
  ),
  create(
    'a right of an unknown kind',
    { user: { id: fresh() }, rights: [{ kind: { canActAs: { value: { party: 'x' } } } }] },
    text,
  ),
  create('null for a kind', { user: { id: fresh() }, rights: [{ kind: null }] }, text),
  create('null for rights', { user: { id: fresh() }, rights: null }, text),
  create(
    'an unknown identity provider',
    { user: { id: fresh(), identityProviderId: 'nobody' } },
    { ...invalid, cause: 'Id(nobody)' },
  ),
  create(
    'a malformed identity provider',
    { user: { id: fresh(), identityProviderId: 'a@b' } },
    { status: 400, form: 'error', says: 'INVALID_TOKEN' },
  ),
  create(
    '1001 rights',
    { user: { id: fresh() }, rights: Array.from({ length: 1001 }, (_, index) => right('CanReadAs', `p${index}`)) },
    { status: 400, form: 'error', says: 'TOO_MANY_USER_RIGHTS' },
  ),
  create(
    '1000 rights',
    { user: { id: fresh() }, rights: Array.from({ length: 1000 }, (_, index) => right('CanReadAs', `p${index}`)) },
    ok,
  ),
  create(
    'an existing id in another identity provider',
    { user: { id: 'known', identityProviderId: 'reference-idp' } },
    { status: 403, form: 'error', says: 'NA', speaker: 'redacted' },
  ),
  user('the administrator', 'GET', '/participant_admin', undefined, {
    ...ok,
    says: { user: shown('participant_admin') },
  }),
  user('the rights of the administrator', 'GET', '/participant_admin/rights', undefined, {
    ...ok,
    says: { rights: [right('ParticipantAdmin')] },
  }),
  user('an unknown one', 'GET', '/nobody', undefined, {
    ...notFound,
    cause: 'getting user failed for unknown user "nobody"',
  }),
  user('a malformed one', 'GET', '/%3F', undefined, {
    ...invalid,
    speaker: 'http',
    cause: 'Malformed user-id: User ID "?" does not match regex',
  }),
  user('a malformed one', 'DELETE', '/%3F', undefined, { ...invalid, speaker: 'http' }),
  user('an unknown one', 'DELETE', '/nobody', undefined, { ...notFound, cause: 'deleting user' }),
  user('rights of a malformed one', 'GET', '/%3F/rights', undefined, { ...invalid, speaker: 'http' }),
  user('rights of an unknown one', 'GET', '/nobody/rights', undefined, { ...notFound, cause: 'list user rights' }),
  user('a size above the maximum is taken for the maximum', 'GET', '?pageSize=5000', undefined, ok),
  user('a negative size', 'GET', '?pageSize=-1', undefined, {
    ...invalid,
    cause: 'Max page size must be non-negative',
  }),
  user('a bad token', 'GET', '?pageToken=bad', undefined, { ...invalid, cause: 'Invalid page token' }),
  user(
    'another than in the path',
    'PATCH',
    '/known',
    { user: { id: 'other' }, updateMask: { paths: ['id'] } },
    { ...invalid, speaker: 'http' },
  ),
  user('no mask', 'PATCH', '/known', { user: { id: 'known' } }, { ...missing, cause: 'update_mask' }),
  user(
    'an empty mask',
    'PATCH',
    '/known',
    { user: { id: 'known' }, updateMask: {} },
    { status: 400, form: 'error', says: 'INVALID_USER_UPDATE_REQUEST', resources: [['ErrorResource(USER)', 'known']] },
  ),
  user(
    'a bad mask before the unknown user',
    'PATCH',
    '/nobody',
    { user: { id: 'nobody' }, updateMask: { paths: ['x'] } },
    { status: 400, form: 'error', says: 'INVALID_USER_UPDATE_REQUEST' },
  ),
  user(
    'an unknown one',
    'PATCH',
    '/nobody',
    { user: { id: 'nobody' }, updateMask: { paths: ['id'] } },
    { ...notFound, cause: 'updating user' },
  ),
  user(
    'a malformed one',
    'PATCH',
    '/%3F',
    { user: { id: '?' }, updateMask: { paths: ['id'] } },
    { ...field, cause: 'user.id' },
  ),
  user(
    'a stale version',
    'PATCH',
    '/known',
    { user: { id: 'known', metadata: { resourceVersion: '9' } }, updateMask: { paths: ['metadata'] } },
    { status: 409, form: 'error', says: 'CONCURRENT_USER_UPDATE_DETECTED' },
  ),
  user(
    'deactivation',
    'PATCH',
    '/known',
    {
      user: { id: 'known', isDeactivated: true, primaryParty: 'not-masked' },
      updateMask: { paths: ['is_deactivated'] },
    },
    {
      ...ok,
      says: { user: shown('known', { isDeactivated: true, metadata: { resourceVersion: '1', annotations: {} } }) },
    },
  ),
  user(
    'to another identity provider',
    'PATCH',
    '/full/identity-provider-id',
    { userId: 'full', sourceIdentityProviderId: '', targetIdentityProviderId: 'reference-idp' },
    { ...ok, says: {} },
  ),
  user('one of another identity provider', 'GET', '/full', undefined, {
    status: 403,
    form: 'error',
    says: 'NA',
    speaker: 'redacted',
  }),
  user(
    'one of another identity provider, asked there',
    'GET',
    '/full?identity-provider-id=reference-idp',
    undefined,
    ok,
  ),
  user('delete', 'DELETE', '/only-id', undefined, { ...ok, says: {} }),
  user('delete again', 'DELETE', '/only-id', undefined, notFound),
  {
    what: 'authenticated user: nobody is authenticated',
    path: '/v2/authenticated-user',
    status: 400,
    form: 'error',
    says: 'INVALID_TOKEN',
    cause: 'missing a user-id',
  },
];
