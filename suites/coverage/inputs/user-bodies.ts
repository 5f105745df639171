/**
 * Inputs of POST /v2/users: the body as a whole.
 */
import { DECODE, unreadableBodies, writtenOtherwise } from './any-body.ts';
import { type InputGroup, json, onUsersPage } from './row.ts';

const REQUEST = onUsersPage('schema/CreateUserRequest');
const REQUIRED = onUsersPage('schema/CreateUserRequest/user/required');

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
    ...writtenOtherwise(' {\n"user" : {"id" : "\\u0061lice"} }\n', [
      json({ user: { id: 'alice' }, unknown: 1 }),
      json({ user: { id: 'alice', unknown: {} } }),
    ]),
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
    ...unreadableBodies({
      onPage: onUsersPage,
      request: REQUEST,
      malformed: ['{"user":{"id":"a"}', '{"user":{"id":"a"}} x', "{'user':{'id':'a'}}"],
      valid: '{"user":{"id":"alice"}}',
      notUtf8: '{"user":{"id":"alice","metadata":{"annotations":{"key":"a\u00ff"}}}}',
    }),
  ],
};
