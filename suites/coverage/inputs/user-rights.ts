/**
 * Inputs of POST /v2/users: rights.
 */
import type { Json } from '../../../contracts/model.ts';
import { type InputGroup, json, ofProduct, onUsersPage } from './row.ts';

const party = `Alice::1220${'ab'.repeat(32)}`;
const rights = (...list: readonly Json[]) => json({ user: { id: 'alice' }, rights: list });
const kind = (name: string, body: Json) => ({ kind: { [name]: body } });
const actAs = (name: string) => kind('CanActAs', { value: { party: name } });
const plain = (name: string) => kind(name, { value: {} });
const many = (count: number) => Array.from({ length: count }, (_, index) => actAs(`r${index}::1220`));
const REQUEST = onUsersPage('schema/CreateUserRequest');
const NO_SYNTAX = 'decided under `reference` only: the page of users gives no syntax for parties';

/** Rights. */
export const userRightInputs: InputGroup = {
  title: 'Rights',
  operation: 'postV2Users',
  rows: [
    {
      input: 'no rights, or an empty list',
      contract: 'accepted',
      reference: 'accepted',
      behind: [onUsersPage('schema/CreateUserRequest/rights/optional')],
      requirements: ['operation/rights-may-be-missing-or-empty'],
      examples: [json({ user: { id: 'alice' } }), rights()],
    },
    {
      input: 'each of the seven kinds that give something, for a party that exists where the kind names one',
      contract: 'accepted',
      reference: 'accepted',
      behind: [onUsersPage('schema/Kind/one-of'), onUsersPage('schema/CreateUserRequest/rights/assigned')],
      requirements: ['rights/each-kind-accepted', 'rights/stored-as-sent'],
      examples: [rights(actAs(party), plain('ParticipantAdmin'), plain('CanReadAsAnyParty'))],
      decidedBy: 'state',
    },
    {
      input: 'rights for parties that do not exist, given by an administrator of the participant',
      contract: 'not-scored',
      reference: 'accepted',
      behind: [ofProduct('users-create-unknown-party-in-rights')],
      requirements: ['rights/unknown-parties-accepted'],
      examples: [rights(actAs(party))],
      decidedBy: 'state',
    },
    {
      input: 'a right that occurs twice',
      contract: 'accepted',
      reference: 'accepted',
      behind: [ofProduct('users-create-rights-as-a-set')],
      requirements: ['rights/equal-rights-count-once'],
      examples: [rights(actAs(party), actAs(party))],
      remark: 'decided under `reference` only',
    },
    {
      input: 'up to a hundred rights',
      contract: 'accepted',
      reference: 'accepted',
      behind: ['canton-openapi-3.5.6#getV2Version/rights-per-user'],
      requirements: ['rights/limit-accepted'],
      examples: [rights(...many(100))],
    },
    {
      input: 'more than a hundred rights, up to the limit of the target',
      contract: 'not-scored',
      reference: 'accepted',
      behind: [ofProduct('users-create-too-many-rights')],
      requirements: ['rights/too-many-rejected'],
      examples: [rights(...many(101)), rights(...many(1_000))],
    },
    {
      input: 'more rights than `GET /v2/version` allows',
      contract: 'not-scored',
      reference: 'refused',
      behind: [ofProduct('users-create-too-many-rights')],
      requirements: ['rights/too-many-rejected'],
      violations: ['rights-too-many'],
      examples: [],
      decidedBy: 'state',
    },
    {
      input: 'a kind that the contract does not have, also in other case, or none in the object',
      contract: 'refused',
      reference: 'refused',
      behind: [onUsersPage('schema/Kind/one-of')],
      requirements: ['rights/unknown-kind-rejected', 'rights/refused-right-creates-nothing'],
      violations: ['right-kind-unknown'],
      examples: [rights(plain('CanDoAnything')), rights(plain('canActAs')), rights({ kind: {} })],
    },
    {
      input: 'no kind',
      contract: 'refused',
      reference: 'refused',
      behind: [onUsersPage('schema/Kind/required'), ofProduct('users-create-empty-right-code')],
      requirements: ['rights/kind-missing-rejected', 'rights/empty-kind-rejected'],
      violations: ['right-kind-missing'],
      examples: [rights({})],
    },
    {
      input: 'the kind `Empty`',
      contract: 'not-scored',
      reference: 'refused',
      behind: [ofProduct('users-create-empty-right-code')],
      requirements: ['rights/empty-kind-rejected'],
      violations: ['right-kind-empty'],
      examples: [rights(kind('Empty', {}))],
    },
    {
      input: 'two kinds in one right',
      contract: 'not-scored',
      reference: 'not-scored',
      behind: ['canton/two-kinds-in-one-right'],
      examples: [rights({ kind: { CanActAs: { value: { party } }, CanReadAs: { value: { party } } } })],
      remark: 'not sent',
    },
    {
      input: 'a kind without `value`',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['rights/value-missing-rejected'],
      violations: ['right-value-missing'],
      examples: [rights(kind('CanActAs', {})), rights(kind('ParticipantAdmin', {}))],
    },
    {
      input: 'a right for a party that names none',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['rights/party-missing-rejected'],
      violations: ['right-party-missing'],
      examples: [rights(kind('CanReadAs', { value: {} }))],
    },
    {
      input: 'a right for the empty party',
      contract: 'refused',
      reference: 'refused',
      behind: [REQUEST],
      requirements: ['rights/party-missing-rejected', 'rights/refused-right-creates-nothing'],
      violations: ['right-party-empty'],
      examples: [rights(actAs(''))],
    },
    {
      input: 'a right for a party with a character that no party name has',
      contract: 'refused',
      reference: 'refused',
      behind: [ofProduct('users-create-right-party-code')],
      requirements: ['rights/party-malformed-rejected'],
      violations: ['right-party-malformed'],
      examples: [rights(actAs('no.party'))],
      remark: NO_SYNTAX,
    },
    {
      input: 'a right for a party of more than 255 characters',
      contract: 'refused',
      reference: 'refused',
      behind: [ofProduct('users-create-right-party-code')],
      requirements: ['rights/party-malformed-rejected'],
      violations: ['right-party-too-long'],
      examples: [rights(actAs('a'.repeat(256)))],
      remark: NO_SYNTAX,
    },
  ],
};
