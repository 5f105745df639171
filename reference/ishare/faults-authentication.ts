/** Faults of the authentication of operations. */
import type { Answer } from './answer.ts';
import type { ProtectedOperation, TokenPurpose } from './behaviour.ts';
import { type Change, jwtAccessToken } from './change.ts';
import type { FaultEntry } from './deviation.ts';
import { fault } from './fault.ts';
import type { Members } from './store.ts';

type Operation = TokenPurpose | ProtectedOperation;

const anybody =
  (accepts: (header: string | undefined, operation: Operation) => boolean): Change =>
  (behaviour) => ({
    ...behaviour,
    callerOf: (header, state, now, operation) =>
      behaviour.callerOf(header, state, now, operation) ??
      (accepts(header, operation) ? 'did:ishare:EU.NL.NTRNL-10000001' : undefined),
  });

/** Access tokens are JWTs, of which only the claims are read. */
const unverifiedJwt: Change = (behaviour) => ({
  ...behaviour,
  newToken: jwtAccessToken,
  callerOf: (header) => {
    const [, payload = ''] = /^Bearer ([\w-]+\.[\w-]+)\.[\w-]*$/.exec(header ?? '')?.[1]?.split('.') ?? [];
    try {
      const { token_use: use, sub } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Members;
      return use === 'access' ? String(sub) : undefined;
    } catch {
      return undefined;
    }
  },
});

const anyBearer = (header: string | undefined): boolean => /^Bearer ./i.test(header ?? '');

const withoutBearer =
  (answer: Answer): Change =>
  (behaviour) => ({
    ...behaviour,
    unauthorised: (header) => (header === undefined ? answer : behaviour.unauthorised(header)),
  });

/** Faults of the authentication of operations. */
export const authenticationFaults: readonly FaultEntry[] = [
  fault(
    'auth-missing-accepted',
    'registration needs no token',
    ['authentication/missing-bearer-refused'],
    anybody((header) => header === undefined),
  ),
  fault(
    'auth-missing-500',
    'a request without a token is answered with 500',
    ['authentication/missing-bearer-refused'],
    withoutBearer({ status: 500, body: 'UnboundLocalError' }),
  ),
  fault(
    'auth-garbage-accepted',
    'any bearer token is accepted',
    ['authentication/garbage-bearer-refused'],
    anybody((header) => /^Bearer ./i.test(header ?? '') && !/\./.test(header ?? '')),
  ),
  fault(
    'auth-assertion-as-bearer-accepted',
    'a client assertion is accepted as access token',
    ['authentication/assertion-as-bearer-refused'],
    anybody((header) => /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/i.test(header ?? '')),
  ),
  fault(
    'auth-expiry-unchecked',
    'an access token never expires',
    ['authentication/expired-bearer-refused'],
    (behaviour) => ({
      ...behaviour,
      callerOf: (header, state, _, operation) => behaviour.callerOf(header, state, 0, operation),
    }),
  ),
  fault(
    'auth-jwt-unverified',
    'an access token is a JWT whose signature is not verified',
    ['authentication/garbage-bearer-refused'],
    unverifiedJwt,
  ),
  fault(
    'auth-reads-with-any-bearer',
    'reading needs any bearer token',
    ['authentication/siblings-protected'],
    anybody((header, operation) => operation !== 'creation' && anyBearer(header)),
  ),
  fault(
    'auth-refused-but-registered-later',
    'a registration without a token is answered with 401, and looked at a little later all the same',
    ['refusal/leaves-nothing'],
    (behaviour) => ({ ...behaviour, unauthorisedLater: 300 }),
  ),
  fault(
    'auth-trusted-list-open',
    'the trusted list needs no token',
    ['trusted-list/protected'],
    (behaviour) => ({ ...behaviour, isProtected: (operation) => operation !== 'trusted-list' }),
    'reference',
  ),
  fault(
    'capabilities-with-any-bearer',
    'restricted services are shown to any bearer token',
    ['capabilities/restricted-need-token'],
    anybody((header, operation) => operation === 'capabilities' && anyBearer(header)),
  ),
  fault('auth-list-open', 'the list of parties needs no token', ['authentication/siblings-protected'], (behaviour) => ({
    ...behaviour,
    isProtected: (operation) => operation !== 'list',
  })),
  fault('auth-party-open', 'a single party needs no token', ['authentication/siblings-protected'], (behaviour) => ({
    ...behaviour,
    isProtected: (operation) => operation !== 'party',
  })),
  fault(
    'auth-missing-400',
    'a request without a token is answered with 400',
    ['authentication/status-401'],
    withoutBearer({ status: 400, body: { message: 'no token' } }),
    'reference',
  ),
  fault(
    'auth-redirect',
    'a request without a token is sent to a login page',
    ['authentication/status-401'],
    withoutBearer({ status: 302, headers: { location: '/login' } }),
    'reference',
  ),
];
