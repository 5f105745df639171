/**
 * Metadata of users: what is stored is what was sent, and who may set what.
 */
import { acceptances, type LabelledBody } from '../../engine/checks/acceptance.ts';
import { annotationsOfSize } from '../../generators/canton/annotation-sizes.ts';
import { ACCEPTED_ANNOTATION_BYTES, legalKeys, telltaleValues } from '../../generators/canton/annotations.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { StoredMetadata } from '../canton/creation/annotations-of-cases.ts';
import { discardedAtOnce } from '../canton/creation/discarded.ts';
import { legalMetadata } from '../canton/creation/legal-metadata.ts';
import { storedAnnotations } from '../canton/creation/stored-annotations.ts';
import { type Annotations, pageClause } from '../canton/resource.ts';
import { deleteRecords } from './delete-user.ts';
import { readBacks } from './read-backs.ts';
import { lasting, usersAtOnce } from './specimens.ts';
import { users } from './user-resource.ts';

const tabulated = (key: string, rows: readonly (readonly [label: string, annotations: Annotations])[]) =>
  acceptances({
    key,
    operation: users.operation,
    profile: 'contract',
    bodies: {
      kind: 'table',
      rows: () =>
        rows.map(
          ([label, annotations]): LabelledBody => ({
            label,
            body: { kind: 'json', value: { user: { id: namePlaceholder(), metadata: { annotations } } } },
          }),
        ),
    },
  });

const keys = tabulated('metadata/legal-keys', [
  ['every legal key', Object.fromEntries(legalKeys().map(({ label, text }) => [text, label]))],
]);
const values = tabulated('metadata/values', [
  [
    'every telltale value',
    Object.fromEntries(telltaleValues().map(({ text }, index) => [`value.example.com/v${index}`, text])),
  ],
]);
const sizes = discardedAtOnce(
  users,
  tabulated('metadata/sizes', [
    ['three hundred annotations', annotationsOfSize(60_000, { entries: 300 })],
    ['64,000 bytes', annotationsOfSize(64_000)],
    ['65,537 bytes', annotationsOfSize(65_537)],
    ['256,000 bytes', annotationsOfSize(ACCEPTED_ANNOTATION_BYTES)],
    ['256,000 bytes in three-byte characters', annotationsOfSize(ACCEPTED_ANNOTATION_BYTES, { multiByte: true })],
  ]),
  deleteRecords,
);

const meaning = pageClause(users, 'schema/User/metadata/meaning');

const parts: StoredMetadata = {
  small: [...lasting, values, keys],
  concurrent: [usersAtOnce],
  keys,
  values,
  sizes,
  readBacks,
  clauses: { meaning, stored: meaning, own: pageClause(users, 'schema/CreateUserRequest/user/sentence') },
};

/** Requirements of this topic. */
export const metadataRequirements = [...storedAnnotations(users, parts), ...legalMetadata(users, parts)];
