/**
 * What the product answers to granting and revoking rights.
 */
import { emptyMeta, type Fact } from './fact.ts';

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
const ok = { status: 200, form: 'json' } as const;
const notFound = { status: 404, form: 'error', says: 'USER_NOT_FOUND' } as const;
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

export const rightFacts: readonly Fact[] = [
  user(
    'grant for another than in the path',
    'POST',
    '/known/rights',
    { userId: 'other' },
    { ...invalid, speaker: 'http', cause: 'known does not match user in body: Some(other)' },
  ),
  user(
    'grant',
    'POST',
    '/known/rights',
    { userId: 'known', rights: [right('CanReadAs', 'r')] },
    { ...ok, says: { newlyGrantedRights: [right('CanReadAs', 'r')] } },
  ),
  user(
    'grant again',
    'POST',
    '/known/rights',
    { userId: 'known', rights: [right('CanReadAs', 'r')] },
    { ...ok, says: { newlyGrantedRights: [] } },
  ),
  user(
    'of two kinds the first is taken',
    'POST',
    '/known/rights',
    {
      userId: 'known',
      rights: [{ kind: { CanReadAs: { value: { party: 'two' } }, CanActAs: { value: { party: 'two' } } } }],
    },
    { ...ok, says: { newlyGrantedRights: [right('CanActAs', 'two')] } },
  ),
  user('grant nothing', 'POST', '/known/rights', { userId: 'known' }, { ...ok, says: { newlyGrantedRights: [] } }),
  user(
    'grant for an unknown one',
    'POST',
    '/nobody/rights',
    { userId: 'nobody' },
    { ...notFound, cause: 'grant user rights' },
  ),
  user('grant for a malformed one', 'POST', '/%3F/rights', { userId: '?' }, { ...field, cause: 'user_id' }),
  user(
    'revoke',
    'PATCH',
    '/known/rights',
    { userId: 'known', rights: [right('CanReadAs', 'r')] },
    { ...ok, says: { newlyRevokedRights: [right('CanReadAs', 'r')] } },
  ),
  user(
    'revoke again',
    'PATCH',
    '/known/rights',
    { userId: 'known', rights: [right('CanReadAs', 'r')] },
    { ...ok, says: { newlyRevokedRights: [] } },
  ),
  user('rights do not change the version', 'GET', '/known', undefined, { ...ok, says: { user: shown('known') } }),
];
