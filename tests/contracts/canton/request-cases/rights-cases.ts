/** Request bodies and what the oracle must say of them: rights. */
import { acceptedByReference, open, refused, refusedByReference, type Table, table, VALID } from './table.ts';
import { user } from './user-cases.ts';

const rights = (...kinds: unknown[]) => ({ ...user({}), rights: kinds.map((kind) => ({ kind })) });
const party = (name: string, value: unknown = 'a') => ({ [name]: { value: { party: value } } });

/** Examples for rights. */
export const rightsTables: readonly Table[] = [
  table('the rights of a new user', 'postV2Users', [
    ['may be none', rights(), VALID],
    [
      'may be of every kind',
      rights(
        party('CanActAs'),
        party('CanReadAs'),
        party('CanExecuteAs'),
        { ParticipantAdmin: { value: {} } },
        { IdentityProviderAdmin: { value: {} } },
        { CanReadAsAnyParty: { value: {} } },
        { CanExecuteAsAnyParty: { value: {} } },
      ),
      VALID,
    ],
    ['must have a kind', { ...user({}), rights: [{}] }, refused('right-kind-missing')],
    ['must have a kind that is not null', rights(null), refused('null')],
    ['must have a kind that is an object', rights('CanActAs'), refused('type')],
    ['must not have an empty kind', rights({}), refused('right-kind-unknown')],
    ['must be spelled as documented', rights(party('canActAs')), refused('right-kind-unknown')],
    ['must be known', rights(party('CanFly')), refused('right-kind-unknown')],
    [
      'of two kinds are not scored',
      rights({ ...party('CanActAs'), ...party('CanReadAs') }),
      open('right-kinds-several'),
    ],
    [
      'of two kinds are not scored, whatever is in them',
      rights({ ...party('CanActAs', 5), CanReadAs: {} }),
      open('right-kinds-several'),
    ],
    [
      'with an unknown kind beside are not scored',
      rights({ ...party('CanActAs'), ...party('CanFly') }),
      open('right-kind-beside-unknown'),
    ],
    ['must have a value', rights({ CanActAs: {} }), refused('required')],
    ['must have a value that is an object', rights({ ParticipantAdmin: { value: 1 } }), refused('type')],
    ['must have a party', rights({ CanActAs: { value: {} } }), refused('required')],
    ['must have a party that is text', rights(party('CanReadAs', 5)), refused('type')],
    ['must have a party that is not null', rights(party('CanReadAs', null)), refused('null')],
    ['must have a party that is not empty', rights(party('CanExecuteAs', '')), refused('party-name-empty')],
    ['may have a party of 255 characters', rights(party('CanActAs', 'a'.repeat(255))), VALID],
    ['must not have a party of 256', rights(party('CanActAs', 'a'.repeat(256))), refused('party-name-length')],
    [
      'must not have a party with an illegal character',
      rights(party('CanActAs', 'a/b')),
      refused('party-name-characters'),
    ],
    ['of the empty kind are refused by the reference', rights({ Empty: {} }), refusedByReference('right-empty')],
    [
      'with an unknown member in the value are left to the reference',
      rights({ ParticipantAdmin: { value: { more: 1 } } }),
      acceptedByReference('unknown-member'),
    ],
    ['may be 100', rights(...Array(100).fill(party('CanActAs'))), VALID],
    [
      'of 101 are left to the reference',
      rights(...Array(101).fill(party('CanActAs'))),
      acceptedByReference('rights-above-100'),
    ],
    [
      'of 1000 are left to the reference',
      rights(...Array(1000).fill(party('CanActAs'))),
      acceptedByReference('rights-above-100'),
    ],
    ['of 1001 are not scored', rights(...Array(1001).fill(party('CanActAs'))), open('rights-above-1000')],
  ]),
  ...['postV2UsersUser-idRights', 'patchV2UsersUser-idRights'].map((operationId) =>
    table(`the rights in ${operationId}`, operationId, [
      ['may be granted or revoked', { userId: 'a', rights: [{ kind: party('CanActAs') }] }, VALID],
      ['may be none', { userId: 'a' }, VALID],
      ['need a user', {}, refused('required')],
      ['need a user that is not null', { userId: null }, refused('null')],
      ['of an empty user are refused by the reference', { userId: '' }, refusedByReference('user-reference')],
      ['of a malformed user, too', { userId: 'a?' }, refusedByReference('user-reference')],
      ['are judged as on creation', { userId: 'a', rights: [{}] }, refused('right-kind-missing')],
      [
        'with a malformed identity provider',
        { userId: 'a', identityProviderId: 'é' },
        refusedByReference('identity-provider-id'),
      ],
    ]),
  ),
];
