/**
 * Inputs of POST /v2/users: the body as a whole.
 */
import { type InputGroup, json, ofProduct, onUsersPage, text } from './row.ts';

const REQUEST = onUsersPage('schema/CreateUserRequest');
const REQUIRED = onUsersPage('schema/CreateUserRequest/user/required');
const DECODE = 'body/decode-error-form';

/** The body. */
export const userBodyInputs: InputGroup = {
  title: 'The body',
  operation: 'postV2Users',
  rows: [
    {
      input: 'a user with an id, with any of the other members or none',
      contract: 'accepted',
      reference: 'accepted',
      behind: [onUsersPage('schema/User/optional')],
      requirements: ['operation/optional-members-may-be-missing', 'operation/offered'],
      examples: [json({ user: { id: 'alice' } }), json({ user: { id: 'alice', metadata: {} }, rights: [] })],
    },
    {
      input: 'no `user`, or `user: null`',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUIRED, 'canton/required-members-refused-as-errors'],
      requirements: ['id/missing-rejected', 'id/missing-user-code'],
      violations: ['missing-user'],
      examples: [json({}), json({ rights: [] }), json({ user: null })],
    },
    {
      input: 'a `user` without `id`',
      contract: 'refused',
      reference: 'refused',
      behind: [onUsersPage('schema/User/id/required'), 'canton/required-members-refused-as-errors'],
      requirements: ['id/missing-rejected', 'id/missing-id-code'],
      violations: ['missing-id'],
      examples: [json({ user: {} }), json({ user: { isDeactivated: false } })],
    },
    {
      input: 'the same JSON value in other spellings: key order, white space, `\\u` escapes, pretty print',
      contract: 'accepted',
      reference: 'accepted',
      behind: ['rfc#json-equality'],
      requirements: ['operation/equal-json-spellings'],
      examples: [text(' {\n"user" : {"id" : "\\u0061lice"} }\n')],
      remark: 'decision 0002',
    },
    {
      input: 'members that the schema does not name',
      contract: 'not-scored',
      reference: 'accepted',
      behind: ['canton/unknown-members-ignored', ofProduct('unknown-members-ignored')],
      requirements: ['operation/unknown-members-ignored'],
      examples: [json({ user: { id: 'alice' }, unknown: 1 }), json({ user: { id: 'alice', unknown: {} } })],
    },
    {
      input: 'a member of the wrong JSON type, at every path',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['body/wrong-type-rejected', DECODE],
      violations: ['wrong-type'],
      examples: [json({ user: { id: 5 } }), json({ user: { id: 'alice', isDeactivated: 'true' } })],
    },
    {
      input: '`null` for a member of the user or of its metadata, and for `rights`',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['body/null-rejected', DECODE],
      violations: ['null'],
      examples: [json({ user: { id: null } }), json({ user: { id: 'alice' }, rights: null })],
    },
    {
      input: 'no body, or nothing but white space',
      contract: 'refused',
      reference: 'refused',
      behind: [onUsersPage('request-body')],
      requirements: ['body/missing-body-rejected', DECODE],
      violations: ['missing-body'],
      examples: [text(''), text('\n')],
    },
    {
      input: 'no JSON: cut off, with something after it, single quotes, comments, NaN, raw control characters',
      contract: 'refused',
      reference: 'refused',
      behind: [onUsersPage('request-media-type'), 'rfc#json-grammar'],
      requirements: ['body/malformed-json-rejected', DECODE],
      violations: ['malformed-json'],
      examples: [text('{"user":{"id":"a"}'), text('{"user":{"id":"a"}} x'), text("{'user':{'id':'a'}}")],
    },
    {
      input: 'JSON, but no object',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['body/not-an-object-rejected', DECODE],
      violations: ['not-an-object'],
      examples: [text('[]'), text('"x"'), text('42'), text('null')],
    },
    {
      input: 'a byte order mark before the JSON',
      contract: 'not-scored',
      reference: 'not-scored',
      behind: ['canton/lenient-http', ofProduct('byte-order-mark-rejected')],
      requirements: ['body/byte-order-mark-rejected'],
      violations: ['byte-order-mark'],
      examples: [text('\uFEFF{"user":{"id":"alice"}}')],
      remark: 'a SHOULD of `reference` says that it is refused',
    },
    {
      input: 'bytes that are not UTF-8',
      contract: 'not-scored',
      reference: 'not-scored',
      behind: ['canton/lenient-http'],
      violations: ['invalid-utf8'],
      examples: [{ kind: 'bytes', latin1: '{"user":{"id":"alice","metadata":{"annotations":{"key":"a\u00ff"}}}}' }],
      remark: 'not sent',
    },
  ],
};
