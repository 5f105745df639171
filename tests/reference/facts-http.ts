/**
 * What the HTTP layer of the product answers, whatever the operation.
 */
import { type Fact, fresh } from './fact.ts';

const post = (what: string, body: unknown, rest: Omit<Fact, 'what' | 'path' | 'body'>): Fact => ({
  what: `HTTP: ${what}`,
  method: 'POST',
  path: '/v2/parties',
  ...(body !== undefined && { body }),
  ...rest,
});
const text = { status: 400, form: 'text' } as const;
const ok = { status: 200, form: 'json' } as const;
const hinted = () => ({ partyIdHint: fresh() });
const route = (what: string, method: string, path: string, rest: Omit<Fact, 'what' | 'path'>): Fact => ({
  what: `HTTP: ${what}`,
  method,
  path,
  ...rest,
});
const notAllowed = { status: 405, form: 'text', says: 'Method Not Allowed' } as const;

export const httpFacts: readonly Fact[] = [
  post('no body', undefined, { ...text, says: 'Invalid value for: body (exhausted input)' }),
  post('only white space', ' \n', { ...text, says: 'Invalid value for: body (exhausted input)' }),
  post('a body that stops', '{"partyIdHint":"a"', { ...text, says: 'Invalid value for: body (exhausted input)' }),
  post('garbage after the body', '{} x', {
    ...text,
    says: "Invalid value for: body (expected whitespace or eof got 'x' (line 1, column 4))",
  }),
  post('single quotes', "{'partyIdHint':'a'}", { ...text, says: 'Invalid value for: body (expected " got' }),
  post('a comment', '{/**/}', { ...text, says: 'Invalid value for: body (expected' }),
  post('NaN', '{"extra":NaN}', { ...text, says: 'Invalid value for: body (expected json value got' }),
  post('a comma too many', '{"extra":1,}', { ...text, says: 'Invalid value for: body (expected' }),
  post('a control character in a string', '{"partyIdHint":"a\tb"}', {
    ...text,
    says: 'Invalid value for: body (expected',
  }),
  post('a byte-order mark', '\ufeff{}', { ...text, says: 'Invalid value for: body (expected json value got' }),
  post('bytes that are not UTF-8 become another character', Buffer.from('{"partyIdHint":"a\xff"}', 'latin1'), {
    status: 400,
    form: 'error',
    says: 'INVALID_ARGUMENT',
    cause: '0xfffd',
  }),
  post('a compressed body', Buffer.from([0x1f, 0x8b, 8, 0]), {
    ...text,
    headers: { 'content-encoding': 'gzip' },
    says: 'Invalid value for: body (',
  }),
  post('no content type', hinted(), ok),
  post('content type text', hinted(), { ...ok, headers: { 'content-type': 'text/plain' } }),
  post('content type form', hinted(), { ...ok, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  post('a charset', hinted(), { ...ok, headers: { 'content-type': 'application/json; charset=utf-8' } }),
  post(
    'Accept that excludes JSON',
    { partyIdHint: 'refused' },
    { status: 406, form: 'empty', headers: { accept: 'text/html' } },
  ),
  post('Accept that excludes JSON, and a malformed body', '{', {
    ...text,
    headers: { accept: 'text/html' },
    says: 'Invalid value for: body',
  }),
  post('Accept that cannot be parsed', hinted(), { ...ok, headers: { accept: '???' } }),
  post('Accept anything', hinted(), { ...ok, headers: { accept: 'text/html, */*;q=0.1' } }),
  post('Accept JSON with quality 0', hinted(), {
    status: 406,
    form: 'empty',
    headers: { accept: 'application/json;q=0' },
  }),
  post('an empty bearer token, although nobody asks for one', hinted(), {
    ...text,
    headers: { authorization: 'Bearer' },
    says: 'Invalid value for: header Authorization (value mismatch)',
  }),
  post('two bearer tokens', hinted(), {
    ...text,
    headers: { authorization: ['Bearer a', 'Bearer b'] },
    says: 'Invalid value for: header Authorization',
  }),
  post('any token, although nobody asks for one', hinted(), { ...ok, headers: { authorization: 'Bearer anything' } }),
  post('another scheme', hinted(), { ...ok, headers: { authorization: 'Basic eDp5' } }),
  post('a body beyond the limit', `{"x":"${'x'.repeat(8 * 1024 * 1024)}"}`, {
    status: 413,
    form: 'text',
    says: 'EntityStreamSizeException',
  }),
  post('deep junk in an unknown member', `{"x":${'['.repeat(400)}${']'.repeat(400)}}`, ok),
  route('a slash at the end', 'GET', '/v2/parties/', ok),
  route('double slashes', 'GET', '//v2//users', ok),
  route('PUT parties', 'PUT', '/v2/parties', notAllowed),
  route('DELETE parties', 'DELETE', '/v2/parties', notAllowed),
  route('DELETE one party', 'DELETE', '/v2/parties/x', notAllowed),
  route('PUT users', 'PUT', '/v2/users', notAllowed),
  route('OPTIONS parties', 'OPTIONS', '/v2/parties', notAllowed),
  route('an unknown path', 'GET', '/v2/nothing', { status: 404, form: 'route' }),
  route('an unknown path', 'POST', '/', { status: 404, form: 'route' }),
  route('an unknown method', 'PROPFIND', '/v2/parties', { status: 501, form: 'text' }),
  route('a long address', 'GET', `/v2/parties?x=${'x'.repeat(2048)}`, { status: 414, form: 'text' }),
  route('a broken escape', 'GET', '/v2/parties/%zz', { status: 400, form: 'text' }),
  route('HEAD', 'HEAD', '/v2/parties', { status: 200, form: 'empty' }),
  route('livez', 'GET', '/livez', { status: 200, form: 'empty' }),
  route('readyz', 'GET', '/readyz', {
    status: 200,
    form: 'text',
    says: '[+] ledger ok (SERVING)\nreadyz check passed\n',
  }),
  route('version', 'GET', '/v2/version', ok),
  route('synchronizers', 'GET', '/v2/state/connected-synchronizers', ok),
];
