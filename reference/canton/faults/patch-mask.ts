/**
 * Faults of the mask of an update, and of what it selects.
 */
import { change, firstRule, sent, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { missingField } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

export const patchMaskFaults: readonly Fault[] = [
  partyFault({
    id: 'patch-empty-mask-accepted',
    title: 'A mask without paths is taken',
    catches: ['patch/mask-empty-rejected'],
    users: ['patch/mask-empty-rejected'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'patch', { mask: (mask, known) => (mask.paths.length === 0 ? undefined : b.patch.mask(mask, known)) }),
  }),
  partyFault({
    id: 'patch-duplicate-mask-accepted',
    title: 'A mask with a path twice is taken',
    catches: ['patch/mask-duplicate-rejected'],
    users: ['patch/mask-duplicate-rejected'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'patch', { mask: (mask, known) => b.patch.mask({ ...mask, paths: [...new Set(mask.paths)] }, known) }),
  }),
  partyFault({
    id: 'patch-unknown-mask-accepted',
    title: 'Paths that nobody knows are ignored',
    catches: ['patch/mask-unknown-rejected'],
    users: ['patch/mask-unknown-rejected'],
    breaks: 'reference',
    apply: (b) => change(b, 'patch', { mask: (mask) => b.patch.mask(mask, mask.paths) }),
  }),
  partyFault({
    id: 'patch-empty-path-accepted',
    title: 'An empty path in a mask is ignored',
    catches: ['patch/mask-unknown-rejected'],
    users: ['patch/mask-unknown-rejected'],
    breaks: 'reference',
    apply: (b) => change(b, 'patch', { mask: (mask, known) => b.patch.mask(mask, ['', ...known]) }),
  }),
  partyFault({
    id: 'patch-missing-mask-accepted',
    title: 'Without a mask everything is updated',
    catches: ['patch/mask-missing-rejected'],
    users: ['patch/mask-missing-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(withoutRule(b, 'updateParty', 'mask-present'), 'updateUser', 'mask-present'),
  }),
  partyFault({
    id: 'patch-mask-ignored',
    title: 'Annotations are updated whatever the mask says',
    catches: ['patch/mask-selects'],
    users: ['patch/mask-selects'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'patch', {
        selects: (mask, path) => path.endsWith('.annotations') || b.patch.selects(mask, path),
      }),
  }),
  partyFault({
    id: 'patch-mask-id-refused',
    title: 'A mask that names the identifier or the version is refused',
    catches: ['patch/mask-may-name-id-and-version'],
    users: ['patch/mask-may-name-id-and-version'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'patch', {
        mask: (mask, known) =>
          b.patch.mask(
            mask,
            known.filter((path) => !['party', 'id'].includes(path) && !path.endsWith('.resource_version')),
          ),
      }),
  }),
  partyFault({
    id: 'patch-mask-version-refused',
    title: 'A mask that names the version is refused',
    catches: ['patch/mask-may-name-id-and-version'],
    users: ['patch/mask-may-name-id-and-version'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'patch', {
        mask: (mask, known) =>
          b.patch.mask(
            mask,
            known.filter((path) => !path.endsWith('.resource_version')),
          ),
      }),
  }),
  partyFault({
    id: 'patch-missing-metadata-refused',
    title: 'An update without metadata is refused',
    catches: ['patch/metadata-may-be-missing'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'updateParty', ({ partyDetails }) =>
        partyDetails?.localMetadata === null ? missingField('party_details.local_metadata') : undefined,
      ),
  }),
  partyFault({
    id: 'patch-changes-is-local',
    title: 'An update changes isLocal',
    catches: ['patch/is-local-change-rejected'],
    breaks: 'reference',
    apply: (b) =>
      change(withoutRule(b, 'updateParty', 'is-local-unchanged'), 'patch', {
        store(record, scene) {
          const paths = sent(scene, 'updateMask', 'paths');
          const masked = Array.isArray(paths) && paths.includes('is_local');
          const isLocal = masked ? sent(scene, 'partyDetails', 'isLocal') === true : record.isLocal;
          b.patch.store({ ...record, isLocal }, scene);
        },
      }),
  }),
  partyFault({
    id: 'patch-ignores-is-local-change',
    title: 'An update of isLocal is taken and forgotten',
    catches: ['patch/is-local-change-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'updateParty', 'is-local-unchanged'),
  }),
  partyFault({
    id: 'patch-refuses-same-is-local',
    title: 'A mask that names is_local is refused although nothing would change',
    catches: ['patch/is-local-same-accepted'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'patch', {
        mask: (mask, known) =>
          b.patch.mask(
            mask,
            known.filter((path) => path !== 'is_local'),
          ),
      }),
  }),
];
