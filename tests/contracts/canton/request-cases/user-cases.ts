/** Request bodies and what the oracle must say of them: the creation of a user. */
import { fingerprint } from './party-cases.ts';
import { acceptedByReference, type Case, refused, refusedByReference, type Table, table, VALID } from './table.ts';

/** A request for a user with these members. */
export const user = (changes: Record<string, unknown>) => ({ user: { id: 'a', ...changes } });

/** Examples for the creation of a user. */
export const userTables: readonly Table[] = [
  table('a new user', 'postV2Users', [
    ['may be an id alone', user({}), VALID],
    ['must be there', {}, refused('required')],
    ['must not be null', { user: null }, refused('null')],
    ['must have an id', { user: {} }, refused('required')],
    ['must have an id that is not null', user({ id: null }), refused('null')],
    ['must have an id that is not empty', user({ id: '' }), refused('user-id-empty')],
    ['may have an id of every symbol', user({ id: "aZ09@^$.!`-#+'~_|:()" }), VALID],
    ['may have an id of 128 characters', user({ id: 'a'.repeat(128) }), VALID],
    ['must not have an id of 129', user({ id: 'a'.repeat(129) }), refused('user-id-length')],
    ...['?', ' ', '/', '%', '&', '*', ',', ';', '=', '"', '\\', '<', '[', '{', 'é', '\n', '\u0000', '１'].map(
      (character): Case => [
        `must not have an id with ${JSON.stringify(character)}`,
        user({ id: `a${character}` }),
        refused('user-id-characters'),
      ],
    ),
    ['may have a primary party', user({ primaryParty: `a::${fingerprint}` }), VALID],
    ['may have a primary party of 255 characters', user({ primaryParty: 'a'.repeat(255) }), VALID],
    ['must not have one of 256', user({ primaryParty: 'a'.repeat(256) }), refused('party-name-length')],
    ['must not have one with a dot', user({ primaryParty: 'a.b' }), refused('party-name-characters')],
    [
      'with an empty primary party is left to the reference',
      user({ primaryParty: '' }),
      acceptedByReference('empty-string'),
    ],
    ['with an empty identity provider, too', user({ identityProviderId: '' }), acceptedByReference('empty-string')],
    ['with null for metadata, too', user({ metadata: null }), acceptedByReference('null-metadata')],
    ['with null for rights is refused', { ...user({}), rights: null }, refused('null')],
    ['with text for isDeactivated is refused', user({ isDeactivated: 'true' }), refused('type')],
    [
      'with a version is refused',
      user({ metadata: { resourceVersion: '1' } }),
      refused('resource-version-on-creation'),
    ],
    [
      'with the later member is left to the reference',
      user({ primaryPartyAuthentication: true }),
      acceptedByReference('later-member'),
    ],
    [
      'with a wrong later member is refused by the reference',
      user({ primaryPartyAuthentication: 'x' }),
      refusedByReference('later-member-type'),
    ],
    [
      'with null for the later member, too',
      user({ primaryPartyAuthentication: null }),
      refusedByReference('later-member-type'),
    ],
    ['with an unknown member is left to the reference', user({ userId: 'a' }), acceptedByReference('unknown-member')],
  ]),
];
