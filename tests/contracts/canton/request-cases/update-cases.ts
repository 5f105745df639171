/** Request bodies and what the oracle must say of them: changes of parties and users. */

import { sized } from './metadata-cases.ts';
import {
  acceptedByReference,
  type Case,
  open,
  refused,
  refusedByReference,
  type Table,
  table,
  VALID,
} from './table.ts';
import { user } from './user-cases.ts';

const change = (details: Record<string, unknown>, updateMask: unknown = { paths: ['local_metadata'] }) => ({
  partyDetails: { party: 'a', ...details },
  updateMask,
});
const paths = (...names: unknown[]) => change({}, { paths: names });
const userChange = (changes: Record<string, unknown>, ...names: unknown[]) => ({
  ...user(changes),
  updateMask: { paths: names },
});

/** Examples for changes of parties and users. */
export const updateTables: readonly Table[] = [
  table('a change of a party', 'patchV2PartiesParty', [
    ['may do without unknownFields, which the schema demands', paths('local_metadata'), VALID],
    ['may have unknownFields', change({}, { paths: ['party'], unknownFields: { fields: {} } }), VALID],
    [
      'with broken unknownFields is not scored',
      change({}, { paths: ['party'], unknownFields: [] }),
      open('unknown-fields'),
    ],
    [
      'with unknownFields without fields is not scored',
      change({}, { paths: ['party'], unknownFields: {} }),
      open('unknown-fields'),
    ],
    ['needs details and mask', {}, refused('required')],
    ['needs a mask', { partyDetails: { party: 'a' } }, refused('required')],
    ['needs a mask that is not null', change({}, null), refused('null')],
    ['needs a party', { partyDetails: {}, updateMask: { paths: ['party'] } }, refused('required')],
    ['needs a party that is not empty', change({ party: '' }), refused('party-name-empty')],
    ['needs a party that is a party name', change({ party: 'a.b' }), refused('party-name-characters')],
    [
      'may name every documented path',
      paths('party', 'is_local', 'local_metadata.annotations', 'local_metadata.resource_version'),
      VALID,
    ],
    [
      'with a field whose change is not documented is not scored',
      paths('identity_provider_id'),
      open('mask-open-path'),
    ],
    [
      'with a path and a part of it is not scored',
      paths('local_metadata', 'local_metadata.annotations'),
      open('mask-open-path'),
    ],
    ['with one annotation as a path is not scored', paths('local_metadata.annotations.a'), open('mask-open-path')],
    ['with an empty mask is refused', paths(), refused('mask-empty')],
    ['without paths is refused', change({}, {}), refused('mask-empty')],
    ['with null for paths is refused', change({}, { paths: null }), refused('null')],
    ['with text for paths is refused', change({}, { paths: 'party' }), refused('type')],
    ['with a number as a path is refused', paths(5), refused('type')],
    ...['unknown_field', 'aaa!bbb', '', 'local_metadata.', 'primary_party'].map(
      (path): Case => [`with the path ${JSON.stringify(path)} is refused`, paths(path), refused('mask-unknown-path')],
    ),
    [
      'with a path spelled as in JSON is refused by the reference',
      paths('localMetadata.annotations'),
      refusedByReference('mask-spelling'),
    ],
    [
      'with a path twice is refused by the reference',
      paths('party', 'party'),
      refusedByReference('mask-duplicate-path'),
    ],
    ['may remove an annotation', change({ localMetadata: { annotations: { a: '' } } }), VALID],
    [
      'must not remove one with an illegal key',
      change({ localMetadata: { annotations: { '-a': '' } } }),
      refused('annotation-key-name'),
    ],
    ['may have a version', change({ localMetadata: { resourceVersion: '12' } }), VALID],
    ['may have the largest version', change({ localMetadata: { resourceVersion: '9223372036854775807' } }), VALID],
    [
      'with a version above the largest',
      change({ localMetadata: { resourceVersion: '9223372036854775808' } }),
      refusedByReference('resource-version-syntax'),
    ],
    [
      'with a version that is no number',
      change({ localMetadata: { resourceVersion: 'v-1' } }),
      refusedByReference('resource-version-syntax'),
    ],
    ['may have an empty version', change({ localMetadata: { resourceVersion: '' } }), VALID],
    [
      'with null for metadata is left to the reference',
      change({ localMetadata: null }),
      acceptedByReference('null-metadata'),
    ],
    [
      'above 262,144 bytes is refused',
      change({ localMetadata: { annotations: sized(262_145) } }),
      refused('annotations-size'),
    ],
    [
      'that exceeds the size only with what it removes is left to the reference',
      change({ localMetadata: { annotations: { ...sized(256_000), gone: '' } } }),
      acceptedByReference('annotations-size-zone'),
    ],
  ]),
  table('a change of a user', 'patchV2UsersUser-id', [
    [
      'may name every documented path',
      userChange({}, 'id', 'primary_party', 'is_deactivated', 'metadata.annotations', 'metadata.resource_version'),
      VALID,
    ],
    [
      'with the path of the later member is left to the reference',
      userChange({}, 'primary_party_authentication'),
      acceptedByReference('mask-later-path'),
    ],
    ['with a path of parties is refused', userChange({}, 'local_metadata'), refused('mask-unknown-path')],
    ['may remove an annotation', userChange({ metadata: { annotations: { a: '' } } }, 'metadata'), VALID],
    [
      'that clears the primary party is left to the reference',
      userChange({ primaryParty: '' }, 'primary_party'),
      acceptedByReference('empty-string'),
    ],
    ['must have a legal id', userChange({ id: '%%!!!' }, 'metadata'), refused('user-id-characters')],
    ['needs a user', { updateMask: { paths: ['metadata'] } }, refused('required')],
  ]),
];
