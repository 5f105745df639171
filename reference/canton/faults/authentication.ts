/**
 * Faults of authentication. The reference demands bearer tokens with every one of them.
 */
import type { OperationName } from '../call.ts';
import { change, isCreation, onErrorBody } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { DecodeFailure, statusOf } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

type Entry = Parameters<typeof partyFault>[0];

function tokenFault(entry: Entry): Fault {
  return partyFault({ ...entry, needs: 'authentication' });
}

/** One operation that needs no token. */
function open(id: string, operation: OperationName, title: string): Fault {
  return tokenFault({
    id,
    title,
    catches: ['authentication/siblings-protected'],
    apply: (b) =>
      change(b, 'authentication', {
        withoutToken: (scene) =>
          scene.call.operation === operation ? { kind: 'anyone' } : b.authentication.withoutToken(scene),
      }),
  });
}

const LOOKS_LIKE_A_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

export const authenticationFaults: readonly Fault[] = [
  tokenFault({
    id: 'auth-missing-token-accepted',
    title: 'Whoever comes without a token may do anything',
    catches: ['authentication/missing-token-refused'],
    users: ['authentication/missing-token-refused'],
    apply: (b) => change(b, 'authentication', { withoutToken: () => ({ kind: 'anyone' }) }),
  }),
  tokenFault({
    id: 'auth-missing-token-accepted-for-allocation',
    title: 'Parties can be allocated without a token',
    catches: ['authentication/missing-token-refused'],
    apply: (b) =>
      change(b, 'authentication', {
        withoutToken: (scene) =>
          scene.call.operation === 'allocateParty' ? { kind: 'anyone' } : b.authentication.withoutToken(scene),
      }),
  }),
  tokenFault({
    id: 'auth-malformed-token-accepted',
    title: 'What is no token at all is as good as one',
    catches: ['authentication/malformed-token-refused'],
    users: ['authentication/malformed-token-refused'],
    apply: (b) =>
      change(b, 'authentication', {
        withBrokenToken: (scene) =>
          LOOKS_LIKE_A_TOKEN.test(b.authentication.read(scene.call) ?? '')
            ? b.authentication.withBrokenToken(scene)
            : { kind: 'anyone' },
      }),
  }),
  tokenFault({
    id: 'auth-signature-unchecked',
    title: 'The signature of a token is not looked at',
    catches: ['authentication/broken-signature-refused', 'authentication/unsigned-token-refused'],
    users: ['authentication/broken-signature-refused', 'authentication/unsigned-token-refused'],
    apply: (b) => change(b, 'authentication', { checks: { ...b.authentication.checks, signature: false } }),
  }),
  tokenFault({
    id: 'auth-alg-none-accepted',
    title: 'A token whose header says alg none needs no signature',
    catches: ['authentication/unsigned-token-refused'],
    users: ['authentication/unsigned-token-refused'],
    apply: (b) => change(b, 'authentication', { believes: (algorithm) => algorithm === 'none' }),
  }),
  tokenFault({
    id: 'auth-alg-none-in-capitals-accepted',
    title: 'alg none is refused, and in other letters it is not',
    catches: ['authentication/unsigned-token-refused'],
    users: ['authentication/unsigned-token-refused'],
    apply: (b) =>
      change(b, 'authentication', {
        believes: (algorithm) => algorithm !== 'none' && algorithm.toLowerCase() === 'none',
      }),
  }),
  tokenFault({
    id: 'auth-alg-none-with-signature-accepted',
    title: 'A token without a signature is refused, and one whose header says alg none is not, if it has one',
    catches: ['authentication/unsigned-token-refused'],
    users: ['authentication/unsigned-token-refused'],
    apply: (b) =>
      change(b, 'authentication', {
        believes: (algorithm, signature) => algorithm === 'none' && signature !== '',
      }),
  }),
  tokenFault({
    id: 'auth-expiry-unchecked',
    title: 'An expired token is as good as a fresh one',
    catches: ['authentication/expired-token-refused'],
    users: ['authentication/expired-token-refused'],
    apply: (b) => change(b, 'authentication', { checks: { ...b.authentication.checks, expiry: false } }),
  }),
  tokenFault({
    id: 'auth-entitlement-unchecked',
    title: 'Every user may do everything',
    catches: ['authentication/not-entitled-refused'],
    users: ['authentication/not-entitled-refused'],
    apply: (b) => change(b, 'authentication', { entitled: () => true }),
  }),
  tokenFault({
    id: 'auth-entitlement-only-on-creation',
    title: 'Every user may do everything beside creating',
    catches: ['authentication/siblings-entitled', 'authentication/siblings-entitled-in-product'],
    users: ['authentication/siblings-entitled', 'authentication/siblings-entitled-in-product'],
    apply: (b) =>
      change(b, 'authentication', {
        entitled: (user, need, scene) => !isCreation(scene) || b.authentication.entitled(user, need, scene),
      }),
  }),
  tokenFault({
    id: 'auth-tokens-unchecked-beside-creation',
    title: 'Any token, garbage too, is good for everything beside creating',
    catches: ['authentication/siblings-verify-tokens'],
    users: ['authentication/siblings-verify-tokens'],
    apply: (b) =>
      change(b, 'authentication', {
        withBrokenToken: (scene) => (isCreation(scene) ? b.authentication.withBrokenToken(scene) : { kind: 'anyone' }),
      }),
  }),
  tokenFault({
    id: 'auth-websocket-token-unchecked',
    title: 'A token that comes as a WebSocket protocol is believed',
    catches: ['authentication/malformed-token-refused', 'authentication/broken-signature-refused'],
    users: ['authentication/malformed-token-refused', 'authentication/broken-signature-refused'],
    apply: (b) =>
      change(b, 'authentication', {
        withBrokenToken: (scene) =>
          scene.call.headers('sec-websocket-protocol').length > 0
            ? { kind: 'anyone' }
            : b.authentication.withBrokenToken(scene),
      }),
  }),
  tokenFault({
    id: 'auth-unknown-user-accepted',
    title: 'A token of a user that does not exist is good for anything',
    catches: ['authentication/unknown-user-refused'],
    users: ['authentication/unknown-user-refused'],
    breaks: 'reference',
    apply: (b) => change(b, 'authentication', { unknownUser: () => ({ kind: 'anyone' }) }),
  }),
  tokenFault({
    id: 'auth-unknown-user-401',
    title: 'A token of a user that does not exist is answered with 401',
    catches: ['authentication/unknown-user-refused'],
    users: ['authentication/unknown-user-refused'],
    breaks: 'reference',
    apply: (b) => change(b, 'authentication', { unknownUser: () => ({ kind: 'nobody' }) }),
  }),
  tokenFault({
    id: 'auth-401-as-400',
    title: 'A missing token is answered with 400',
    catches: ['authentication/status-and-body'],
    users: ['authentication/status-and-body'],
    breaks: 'reference',
    apply: (b) => change(b, 'errors', { status: ({ grpc }) => (grpc === 16 ? 400 : statusOf(grpc)) }),
  }),
  tokenFault({
    id: 'auth-403-as-401',
    title: 'A user without the right is answered with 401',
    catches: ['authentication/status-and-body'],
    users: ['authentication/status-and-body'],
    breaks: 'reference',
    apply: (b) => change(b, 'errors', { status: ({ grpc }) => (grpc === 7 ? 401 : statusOf(grpc)) }),
  }),
  tokenFault({
    id: 'auth-reason-leaked',
    title: 'The error tells what is wrong with a token',
    catches: ['authentication/status-and-body'],
    users: ['authentication/status-and-body'],
    breaks: 'reference',
    apply: (b) =>
      onErrorBody(b, (body, { origin, grpc }) =>
        origin === 'redacted'
          ? {
              ...body,
              code: grpc === 16 ? 'UNAUTHENTICATED' : 'PERMISSION_DENIED',
              cause: 'The token has expired or its signature does not fit the key jwt-hs256-1',
              errorCategory: grpc === 16 ? 6 : 7,
            }
          : body,
      ),
  }),
  tokenFault({
    id: 'auth-empty-bearer-401',
    title: 'An empty bearer token is as good as none',
    catches: ['authentication/empty-bearer'],
    users: ['authentication/empty-bearer'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'authentication', {
        read(call) {
          try {
            return b.authentication.read(call);
          } catch (failure) {
            if (failure instanceof DecodeFailure && failure.detail === 'value mismatch') return undefined;
            throw failure;
          }
        },
      }),
  }),
  open('auth-list-open', 'listParties', 'Parties can be listed without a token'),
  open('auth-get-open', 'getParties', 'A party can be read without a token'),
  open('auth-patch-open', 'updateParty', 'A party can be updated without a token'),
];
