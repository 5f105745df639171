import { describe, expect, it } from 'vitest';
import { loadContract } from '../../contracts/contract.ts';
import { createJudge } from '../../contracts/judge.ts';
import type { JudgedResponse } from '../../contracts/model.ts';
import { ERROR, jsonResponse, PARTY, textResponse, USER } from './response.ts';

const judge = createJudge(loadContract('canton'));
const allocated = (response: JudgedResponse) => judge.judgeResponse('postV2Parties', response);
const rules = (response: JudgedResponse) =>
  allocated(response).problems.map(({ pointer, rule }) => `${pointer} ${rule}`);

describe('a success', () => {
  it('is judged by its schema', () => {
    const judgement = allocated(jsonResponse(200, { partyDetails: PARTY }));
    expect(judgement).toMatchObject({
      form: 'success',
      documentedAs: '200 application/json',
      problems: [],
      errata: [],
    });
    expect(judgement.json).toEqual({ partyDetails: PARTY });
  });

  it('may carry members that the document does not name', () => {
    expect(rules(jsonResponse(200, { partyDetails: { ...PARTY, more: [1] }, more: null }))).toEqual([]);
  });

  it('may leave out every optional member', () => {
    expect(rules(jsonResponse(200, { partyDetails: { party: 'a' } }))).toEqual([]);
  });

  it('is recognised whatever the case and the parameters of its content type', () => {
    const response = jsonResponse(200, { partyDetails: PARTY }, 'Application/JSON ; Charset="UTF-8"');
    expect(allocated(response)).toMatchObject({ form: 'success', problems: [] });
  });

  it.each([
    ['an absent required member', {}, '/partyDetails required'],
    ['an absent required member further down', { partyDetails: {} }, '/partyDetails/party required'],
    ['a number for text', { partyDetails: { party: 5 } }, '/partyDetails/party type'],
    ['null for a required member', { partyDetails: { party: null } }, '/partyDetails/party type'],
    ['null for a required message', { partyDetails: null }, '/partyDetails type'],
    ['text for a boolean', { partyDetails: { ...PARTY, isLocal: 'true' } }, '/partyDetails/isLocal type'],
    [
      'an array for a map',
      { partyDetails: { ...PARTY, localMetadata: { annotations: [] } } },
      '/partyDetails/localMetadata/annotations type',
    ],
    [
      'a null value in a map, which no erratum excuses',
      { partyDetails: { ...PARTY, localMetadata: { annotations: { 'a/b': null } } } },
      '/partyDetails/localMetadata/annotations/a~1b type',
    ],
    ['an array instead of an object', [], ' type'],
  ])('with %s has a problem there', (_, body, problem) => {
    expect(rules(jsonResponse(200, body))).toEqual([problem]);
  });

  it('that is not documented is a problem of status', () => {
    const judgement = allocated(jsonResponse(201, { partyDetails: PARTY }));
    expect(judgement).toMatchObject({ form: 'undocumented', problems: [{ rule: 'status', actual: 'status 201' }] });
    expect(judgement.json).toEqual({ partyDetails: PARTY });
    expect(judgement).not.toHaveProperty('documentedAs');
  });

  it('as text is a problem of media type, and its JSON is still read', () => {
    const judgement = allocated(textResponse(200, JSON.stringify({ partyDetails: PARTY }), 'text/plain'));
    expect(judgement).toMatchObject({
      form: 'undocumented',
      problems: [{ rule: 'media-type', expected: 'application/json', actual: 'text/plain' }],
      json: { partyDetails: PARTY },
    });
  });

  it('that is not JSON is undocumented', () => {
    for (const body of ['', '{"partyDetails":', '<html>', '\uFEFF{}', "{'a':1}"]) {
      const judgement = allocated(textResponse(200, body, 'application/json'));
      expect(judgement).toMatchObject({ form: 'undocumented', problems: [{ rule: 'json' }], text: body });
      expect(judgement).not.toHaveProperty('json');
    }
  });

  it('in broken UTF-8 has a problem, although a lenient reader would go on', () => {
    const body = Buffer.from('{"partyDetails":{"party":"\xff"}}', 'latin1');
    expect(rules({ status: 200, headers: { 'content-type': 'application/json' }, body })).toEqual([' utf8']);
  });

  it('may hold a replacement character that was really sent', () => {
    expect(rules(jsonResponse(200, { partyDetails: { party: '\uFFFD' } }))).toEqual([]);
  });

  it('without a documented body is accepted with any', () => {
    for (const response of [textResponse(200, ''), textResponse(200, 'alive', 'text/plain')]) {
      expect(judge.judgeResponse('getLivez', response)).toMatchObject({ form: 'success', problems: [] });
    }
  });

  it('may be plain text where that is documented', () => {
    const judgement = judge.judgeResponse('getReadyz', textResponse(200, '[+] ledger ok', 'text/plain; charset=UTF-8'));
    expect(judgement).toMatchObject({ form: 'success', documentedAs: '200 text/plain', problems: [] });
  });
});

describe('a decode error', () => {
  it('is a 400 in plain text', () => {
    const judgement = allocated(textResponse(400, 'Invalid value for: body', 'text/plain; charset=UTF-8'));
    expect(judgement).toMatchObject({ form: 'decode-error', documentedAs: '400 text/plain', problems: [], errata: [] });
    expect(judgement.text).toBe('Invalid value for: body');
  });

  it('must be UTF-8', () => {
    const response = { status: 400, headers: { 'content-type': 'text/plain' }, body: Uint8Array.of(0xe4) };
    expect(allocated(response)).toMatchObject({ form: 'decode-error', problems: [{ rule: 'utf8' }] });
  });

  it.each([
    [404, 'text/plain'],
    [500, 'text/plain'],
    [400, 'text/html'],
    [400, 'application/problem+json'],
    [400, undefined],
  ])('is not what a %i with content type %s is', (status, contentType) => {
    const judgement = allocated(textResponse(status, '{}', contentType));
    expect(judgement).toMatchObject({ form: 'undocumented', problems: [{ rule: 'media-type' }] });
  });
});

describe('an error', () => {
  const complete = { ...ERROR, correlationId: 'c', traceId: 't', retryInfo: '1 second' };

  it('is JSON under any status of failure', () => {
    for (const status of [401, 403, 404, 409, 422, 429, 500, 503]) {
      const judgement = allocated(jsonResponse(status, complete));
      expect(judgement).toMatchObject({ form: 'error', documentedAs: 'default application/json', problems: [] });
      expect(judgement.errata).toEqual([]);
    }
  });

  it('needs its four required members', () => {
    expect(rules(jsonResponse(404, {}))).toEqual([
      '/code required',
      '/cause required',
      '/context required',
      '/errorCategory required',
    ]);
  });

  it.each([
    ['a code that is a number', { code: 8 }, '/code type'],
    ['a code that is null', { code: null }, '/code type'],
    ['a context that is an array', { context: [] }, '/context type'],
    ['a context with a value that is no text', { context: { a: 1 } }, '/context/a type'],
    ['a resource of three', { resources: [['a', 'b', 'c']] }, '/resources/0 maxItems'],
    ['a resource of one', { resources: [['a']] }, '/resources/0 minItems'],
    ['a resource that is text', { resources: ['a'] }, '/resources/0 type'],
    ['a category with a fraction', { errorCategory: 8.5 }, '/errorCategory type'],
    ['a category above 32 bits', { errorCategory: 2 ** 31 }, '/errorCategory format'],
    ['a category below 32 bits', { errorCategory: -(2 ** 31) - 1 }, '/errorCategory format'],
    ['a gRPC code above 32 bits', { grpcCodeValue: 2 ** 31 }, '/grpcCodeValue format'],
  ])('with %s has a problem there', (_, change, problem) => {
    expect(rules(jsonResponse(404, { ...complete, ...change }))).toEqual([problem]);
  });

  it('may have a category at both ends of 32 bits', () => {
    for (const errorCategory of [2 ** 31 - 1, -(2 ** 31)]) {
      expect(rules(jsonResponse(404, { ...complete, errorCategory }))).toEqual([]);
    }
  });

  it('is no redirect', () => {
    expect(allocated(jsonResponse(302, complete))).toMatchObject({
      form: 'undocumented',
      problems: [{ rule: 'status' }],
    });
  });

  it('that is cut off is undocumented', () => {
    const judgement = allocated(textResponse(500, '{"code":', 'application/json'));
    expect(judgement).toMatchObject({ form: 'undocumented', problems: [{ rule: 'json' }] });
  });
});

describe('rights in a response', () => {
  const rights = (...kinds: unknown[]) =>
    judge
      .judgeResponse('getV2UsersUser-idRights', jsonResponse(200, { rights: kinds.map((kind) => ({ kind })) }))
      .problems.map(({ pointer, rule, expected }) => `${pointer} ${rule} ${expected}`);

  it('may be of every kind', () => {
    const withParty = ['CanActAs', 'CanReadAs', 'CanExecuteAs'].map((name) => ({ [name]: { value: { party: 'a' } } }));
    const others = ['ParticipantAdmin', 'IdentityProviderAdmin', 'CanReadAsAnyParty', 'CanExecuteAsAnyParty'];
    expect(rights(...withParty, ...others.map((name) => ({ [name]: { value: {} } })), { Empty: {} })).toEqual([]);
  });

  it('say in one line that the kind is unknown', () => {
    expect(rights({ canActAs: { value: { party: 'a' } } })).toEqual([
      expect.stringMatching(/^\/rights\/0\/kind oneOf exactly one of CanActAs, /),
    ]);
  });

  it('say where a known kind is wrong, and nothing of the other kinds', () => {
    expect(rights({ CanActAs: { value: { party: 5 } } })).toEqual(['/rights/0/kind/CanActAs/value/party type string']);
    expect(rights({ CanReadAs: {} })).toEqual(['/rights/0/kind/CanReadAs/value required present']);
  });

  it('must not be of two kinds at once', () => {
    expect(rights({ CanReadAsAnyParty: { value: {} }, ParticipantAdmin: { value: {} } })).toHaveLength(1);
  });

  it('say that a kind must be an object', () => {
    expect(rights('CanActAs')).toEqual(['/rights/0/kind type object']);
  });
});

describe('errata', () => {
  it('excuse null for the optional members of an error, and say so', () => {
    expect(allocated(jsonResponse(404, ERROR))).toMatchObject({
      problems: [],
      errata: ['canton/nullable-error-members'],
    });
  });

  it('excuse null for the optional members of other messages', () => {
    const body = { partyDetails: { ...PARTY, localMetadata: null, identityProviderId: null } };
    expect(allocated(jsonResponse(200, body))).toMatchObject({ problems: [], errata: ['canton/null-means-absent'] });
    const rights = judge.judgeResponse('getV2UsersUser-idRights', jsonResponse(200, { rights: [{ kind: null }] }));
    expect(rights).toMatchObject({ problems: [], errata: ['canton/null-means-absent'] });
  });

  it('let a 400 be a JSON error', () => {
    const full = { ...ERROR, correlationId: 'c', traceId: 't', retryInfo: 'r' };
    expect(allocated(jsonResponse(400, full))).toMatchObject({
      form: 'error',
      documentedAs: 'default application/json',
      problems: [],
      errata: ['canton/json-400'],
    });
  });

  it('accept the body of the router for an unknown route, under 404 only', () => {
    const body = { errors: ['HttpMethod(GET), uri: http://host/v3'], status: 404, ledgerApiError: null };
    expect(allocated(jsonResponse(404, body))).toMatchObject({
      form: 'error',
      problems: [],
      errata: ['canton/routing-not-found-body'],
    });
    expect(rules(jsonResponse(405, { ...body, status: 405 }))).toHaveLength(4);
    expect(rules(jsonResponse(404, { errors: 'x', status: 404 }))).toHaveLength(4);
  });

  it('make no difference without the explanations: the strict reading has these problems', () => {
    const strict = createJudge({ ...loadContract('canton'), explanations: [] });
    const responses = [
      jsonResponse(404, ERROR),
      jsonResponse(200, { partyDetails: { ...PARTY, localMetadata: null } }),
      jsonResponse(400, { ...ERROR, correlationId: 'c', traceId: 't', retryInfo: 'r' }),
      jsonResponse(404, { errors: [], status: 404, ledgerApiError: null }),
    ];
    for (const response of responses) {
      expect(strict.judgeResponse('postV2Parties', response).problems).not.toEqual([]);
      expect(allocated(response).problems).toEqual([]);
    }
  });

  it('are not named where there was nothing to excuse', () => {
    expect(allocated(jsonResponse(200, { partyDetails: PARTY })).errata).toEqual([]);
  });
});

describe('a member that only the later document has', () => {
  const body = { user: { ...USER, primaryPartyAuthentication: 'no' } };

  it('is not judged under contract, and is under reference', () => {
    expect(judge.judgeResponse('postV2Users', jsonResponse(200, body)).problems).toEqual([]);
    const reference = createJudge(loadContract('canton'), 'reference');
    expect(reference.judgeResponse('postV2Users', jsonResponse(200, body)).problems).toMatchObject([
      { pointer: '/user/primaryPartyAuthentication', rule: 'type' },
    ]);
  });
});

describe('what a problem says of the value', () => {
  it.each([
    ['deep', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    [
      'wide',
      JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`member-${index}`, index]))),
    ],
    ['long', JSON.stringify(Array(1000).fill('long'))],
    ['of a long member name', JSON.stringify({ ['k'.repeat(10_000)]: { a: { b: { c: { d: {} } } } } })],
  ])('is at most 80 characters when the value is %s', (_, value) => {
    const text = `{"partyDetails":{"party":${value}}}`;
    const [problem] = allocated(textResponse(200, text, 'application/json')).problems;
    expect(problem).toMatchObject({ pointer: '/partyDetails/party', expected: 'string', rule: 'type' });
    expect(problem!.actual.length).toBeLessThanOrEqual(80);
  });
});

it('refuses to judge an operation that the contract does not have', () => {
  expect(() => judge.judgeResponse('nothing', jsonResponse(200, {}))).toThrow(RangeError);
});
