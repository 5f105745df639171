/**
 * The reference answers as the product is known to answer, row by row, over HTTP.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import type { Fact } from './fact.ts';
import { allocationFacts } from './facts-allocation.ts';
import { httpFacts } from './facts-http.ts';
import { readingFacts, updateFacts } from './facts-parties.ts';
import { rightFacts } from './facts-rights.ts';
import { userFacts } from './facts-users.ts';
import { allocate, type Received, send } from './wire.ts';

let reference: RunningReference;
let namespace: string;

beforeAll(async () => {
  reference = await startCantonReference({ seed: 1 });
  namespace = reference.state.participantId.split('::')[1] as string;
  await allocate(reference.url, { partyIdHint: 'taken', localMetadata: { annotations: { kept: 'yes' } } });
  await send(reference.url, { method: 'POST', path: '/v2/users', body: { user: { id: 'known' } } });
});

afterAll(() => reference.close());

const ERROR_KEYS = [
  'code',
  'cause',
  'correlationId',
  'traceId',
  'context',
  'resources',
  'errorCategory',
  'grpcCodeValue',
  'retryInfo',
  'definiteAnswer',
];
const CATEGORY: Readonly<Record<string, readonly [number, number]>> = {
  USER_ALREADY_EXISTS: [10, 6],
  USER_NOT_FOUND: [11, 5],
  PARTY_NOT_FOUND: [11, 5],
  TOO_MANY_USER_RIGHTS: [9, 9],
  NOT_CONNECTED_TO_SYNCHRONIZER: [9, 9],
  CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED: [2, 10],
  CONCURRENT_USER_UPDATE_DETECTED: [2, 10],
};

function withNamespace<T>(value: T): T {
  if (Buffer.isBuffer(value) || value === undefined) return value;
  return JSON.parse(JSON.stringify(value).replaceAll('<ns>', namespace));
}

function expectError(answer: Received, fact: Fact): void {
  expect(answer.type).toBe('application/json');
  expect(Object.keys(answer.json)).toEqual(ERROR_KEYS);
  expect(answer.json.code).toBe(fact.says);
  expect(answer.json.cause).toContain(withNamespace(fact.cause ?? ''));
  expect(answer.json.resources).toEqual(withNamespace(fact.resources ?? answer.json.resources));
  const { traceId, context, errorCategory, grpcCodeValue, definiteAnswer } = answer.json;
  if (fact.speaker === 'http') {
    expect([traceId, context, definiteAnswer, errorCategory, grpcCodeValue]).toEqual([null, {}, false, 8, 3]);
  } else if (fact.speaker === 'redacted') {
    expect([errorCategory, definiteAnswer]).toEqual([-1, null]);
  } else {
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(context).toMatchObject({ tid: traceId, category: String(errorCategory), participant: 'participant1' });
    expect([errorCategory, grpcCodeValue]).toEqual(CATEGORY[String(fact.says)] ?? [8, 3]);
    expect(definiteAnswer).toBeNull();
    expect(answer.json.retryInfo).toBe(errorCategory === 2 ? '1 second' : null);
  }
}

describe.each([
  ['allocation', allocationFacts],
  ['reading', readingFacts],
  ['update', updateFacts],
  ['rights', rightFacts],
  ['users', userFacts],
  ['HTTP', httpFacts],
])('%s', (_topic, facts) => {
  it.each(facts.map((fact) => [fact.what, fact] as const))('%s', async (_what, fact) => {
    const answer = await send(reference.url, {
      ...fact,
      path: withNamespace(fact.path),
      body: typeof fact.body === 'string' ? fact.body : withNamespace(fact.body),
    });
    expect(answer.status, answer.text.slice(0, 500)).toBe(fact.status);
    const { says } = fact;
    switch (fact.form) {
      case 'json':
        expect(answer.type).toBe('application/json');
        if (says !== undefined) expect(answer.text).toBe(JSON.stringify(withNamespace(says)));
        break;
      case 'error':
        expectError(answer, fact);
        break;
      case 'text':
        expect(answer.type).toBe('text/plain; charset=UTF-8');
        expect(answer.text.slice(0, String(says ?? '').length)).toBe(says ?? '');
        break;
      case 'empty':
        expect(answer.text).toBe('');
        break;
      case 'route': {
        const uri = `HttpMethod(${fact.method}), uri: ${reference.url}${fact.path}`;
        expect(answer.type).toBe('application/json');
        expect(answer.json).toEqual({ errors: [uri], status: 404, ledgerApiError: null });
      }
    }
  });
});

describe('side effects', () => {
  it('creates nothing that it refuses', () => {
    const { parties } = reference.state;
    expect(parties).not.toContain(`refused::${namespace}`);
    expect(parties.filter((it) => it.startsWith('l')).map((it) => it.length)).toEqual([185 + 2 + 68]);
  });

  it('leaves a hint free after an unknown user, and grants exactly CanActAs once the user is known', async () => {
    const body = { partyIdHint: 'later', userId: 'late-user' };
    expect((await allocate(reference.url, body)).status).toBe(404);
    await send(reference.url, { method: 'POST', path: '/v2/users', body: { user: { id: 'late-user' } } });
    expect((await allocate(reference.url, body)).status).toBe(200);
    expect(reference.state.rights('late-user')).toEqual([`CanActAs(later::${namespace})`]);
  });
});
