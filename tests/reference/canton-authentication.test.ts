/**
 * Tokens, where the reference demands them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReferenceTokens, type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { allocate, type Received, type Sent, send } from './wire.ts';

let reference: RunningReference;
let tokens: ReferenceTokens;

beforeAll(async () => {
  reference = await startCantonReference({ authentication: true });
  tokens = reference.tokens as ReferenceTokens;
});

afterAll(() => reference.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const as = (token: string, sent: Sent): Promise<Received> => send(reference.url, { ...sent, headers: bearer(token) });
const right = (kind: string) => ({ kind: { [kind]: { value: {} } } });

const unauthenticated = {
  code: 'NA',
  cause: 'A security-sensitive error has been received',
  correlationId: null,
  context: {},
  resources: [],
  errorCategory: -1,
  grpcCodeValue: 16,
  retryInfo: null,
  definiteAnswer: null,
};

describe('authentication', () => {
  it('lets the administrator allocate', async () => {
    expect((await allocate(reference.url, {}, bearer(tokens.admin))).status).toBe(200);
  });

  it('reads a token from the header of a web socket', async () => {
    const headers = { 'sec-websocket-protocol': `daml.ws.auth, jwt.token.${tokens.admin}` };
    expect((await allocate(reference.url, {}, headers)).status).toBe(200);
  });

  it.each([
    ['no token', () => undefined],
    ['no JWT', () => 'Bearer nothing'],
    ['another scheme', () => 'Basic eDp5'],
    ['a broken signature', () => `Bearer ${tokens.admin.slice(0, -3)}xyz`],
    ['an expired token', () => `Bearer ${tokens.expired}`],
  ])('refuses %s with 401 and no reason', async (_what, authorization) => {
    const value = authorization();
    const answer = await allocate(reference.url, {}, value === undefined ? {} : { authorization: value });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject(unauthenticated);
    expect(answer.headers['www-authenticate']).toBeUndefined();
  });

  it('refuses an empty bearer token with a text', async () => {
    const answer = await allocate(reference.url, {}, { authorization: 'Bearer ' });
    expect([answer.status, answer.text]).toEqual([400, 'Invalid value for: header Authorization (value mismatch)']);
  });

  it('reads the body before it asks for a token', async () => {
    expect((await allocate(reference.url, '{')).status).toBe(400);
  });

  it('refuses an unknown user before it reads the body', async () => {
    const answer = await allocate(reference.url, '{', bearer(tokens.unknownUser));
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ code: 'NA', grpcCodeValue: 7, context: { ledger_api_error: 'invalid token' } });
  });

  it('refuses a user without rights, also to allocate for itself', async () => {
    for (const body of [{}, { userId: 'user-without-rights' }]) {
      const answer = await allocate(reference.url, body, bearer(tokens.notEntitled));
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({ code: 'NA', grpcCodeValue: 7, errorCategory: -1, context: {} });
    }
  });

  it('asks for a token before it looks at the message', async () => {
    expect((await allocate(reference.url, { partyIdHint: '@' })).status).toBe(401);
  });

  it('lets a user without rights see itself and its rights, and nothing else', async () => {
    const statusOf = async (path: string) => (await as(tokens.notEntitled, { path })).status;
    expect(await statusOf('/v2/users/user-without-rights')).toBe(200);
    expect(await statusOf('/v2/users/user-without-rights/rights')).toBe(200);
    expect(await statusOf('/v2/parties/participant-id')).toBe(200);
    expect(await statusOf('/v2/version')).toBe(200);
    expect(await statusOf('/v2/users/participant_admin')).toBe(403);
    expect(await statusOf('/v2/parties')).toBe(403);
    expect(await statusOf('/v2/parties/x')).toBe(403);
  });

  it('lets a user read the party that it acts as', async () => {
    await as(tokens.admin, { method: 'POST', path: '/v2/users', body: { user: { id: 'actor' } } });
    const allocated = await allocate(reference.url, { userId: 'actor' }, bearer(tokens.admin));
    const path = `/v2/parties/${encodeURIComponent(allocated.json.partyDetails.party)}`;
    const token = (await reference.mint?.('actor')) ?? '';
    expect((await as(token, { path })).status).toBe(200);
  });

  it('shows the authenticated user', async () => {
    const answer = await as(tokens.admin, { path: '/v2/authenticated-user' });
    expect(answer.json.user.id).toBe('participant_admin');
  });

  it('needs no token for health and version, but refuses an unknown user there', async () => {
    expect((await send(reference.url, { path: '/livez' })).status).toBe(200);
    expect((await send(reference.url, { path: '/v2/version' })).status).toBe(200);
    expect((await as(tokens.unknownUser, { path: '/v2/version' })).status).toBe(403);
  });

  it('protects administrators from themselves', async () => {
    const user = { id: 'participant_admin', isDeactivated: true };
    const path = '/v2/users/participant_admin';
    const rights = { userId: 'participant_admin', rights: [right('ParticipantAdmin')] };
    const answers = [
      await as(tokens.admin, { method: 'DELETE', path }),
      await as(tokens.admin, { method: 'PATCH', path, body: { user, updateMask: { paths: ['is_deactivated'] } } }),
      await as(tokens.admin, { method: 'PATCH', path: `${path}/rights`, body: rights }),
    ];
    expect(answers.map((it) => [it.status, it.json.code])).toEqual(Array(3).fill([400, 'INVALID_ARGUMENT']));
    expect((await as(tokens.admin, { path })).json.user.isDeactivated).toBe(false);
  });

  it('lets an administrator of an identity provider act within it only', async () => {
    const identityProviderId = reference.identityProviderId;
    const user = { id: 'idp-admin', identityProviderId };
    const body = { user, rights: [right('IdentityProviderAdmin')] };
    expect((await as(tokens.admin, { method: 'POST', path: '/v2/users', body })).status).toBe(200);
    const token = (await reference.mint?.('idp-admin')) ?? '';
    expect((await allocate(reference.url, { identityProviderId }, bearer(token))).status).toBe(200);
    expect((await allocate(reference.url, {}, bearer(token))).status).toBe(403);
    const create = (id: string, rights: unknown[]) =>
      as(token, { method: 'POST', path: '/v2/users', body: { user: { id, identityProviderId }, rights } });
    expect((await create('in-idp', [])).status).toBe(200);
    expect((await create('would-be-admin', [right('ParticipantAdmin')])).status).toBe(403);
    const unknown = await create('unknown-party', [{ kind: { CanActAs: { value: { party: 'nobody' } } } }]);
    expect([unknown.status, unknown.json.code]).toEqual([404, 'UNKNOWN_RESOURCE']);
    expect(unknown.json.resources).toEqual([['ErrorResource(PARTIES)', 'nobody']]);
  });
});
