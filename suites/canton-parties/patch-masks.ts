import { patchParty } from '../canton/requests.ts';
import { clause } from '../clause.ts';
import { expectError, expectUpdated, givenParty, updateBody, updateMask, updateParty } from './party-scenario.ts';
import { about, expectAnnotations, expectUnchanged, INVALID_UPDATE, refusedUpdate, updatesOf } from './party-update.ts';
import { readParty } from './read-party.ts';

const _PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';
const _META = 'schema/ObjectMeta';

/** Requirements of this topic. */
export const patchMaskRequirements = [
  about({
    id: 'mask-empty-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-mask-empty-rejected'),
    text: `An empty update mask is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: an empty mask taken for "everything".',
    officialCases: ['party:FailingUpdateRequestWhenNoUpdatePaths'],
    satisfied: 'An empty mask was refused.',
    run: refusedUpdate('An empty update mask', [['no paths', { annotations: { a: 'b' }, paths: [] }]], INVALID_UPDATE),
  }),
  about({
    id: 'mask-duplicate-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-mask-duplicate-rejected'),
    text: `An update mask that names a path twice is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: the mask made a set.',
    officialCases: ['party:FailingUpdateRequestsWhenUpdatePathIsDuplicated'],
    satisfied: 'A duplicate path was refused.',
    run: refusedUpdate(
      'A path named twice',
      [['twice', { annotations: { a: 'b' }, paths: ['local_metadata.annotations', 'local_metadata.annotations'] }]],
      INVALID_UPDATE,
    ),
  }),
  about({
    id: 'mask-unknown-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-mask-unknown-rejected'),
    text: `An update mask with an unknown path is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: unknown paths ignored; camelCase accepted beside snake_case.',
    officialCases: ['party:FAilingUpdateRequestWhenUpdateMaskHaveUnknownFieldPath'],
    satisfied: 'Unknown paths were refused.',
    run: refusedUpdate(
      'An unknown path',
      ['unknown_field', 'aaa!bbb', ''].map(
        (path) => [`"${path}"`, { annotations: { a: 'b' }, paths: ['local_metadata.annotations', path] }] as const,
      ),
      INVALID_UPDATE,
    ),
  }),
  about({
    id: 'mask-missing-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-mask-missing-rejected'),
    text: 'An update without a mask is refused with 400 and code MISSING_FIELD.',
    explain: 'Usual causes: a missing mask taken for "everything".',
    satisfied: 'A missing mask was refused.',
    run: refusedUpdate(
      'An update without a mask',
      [['no mask', { annotations: { a: 'b' }, paths: null }]],
      'MISSING_FIELD',
    ),
  }),
  about({
    id: 'mask-selects',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-mask-selects'),
    text: 'What the mask leaves out is not changed.',
    explain: 'Usual causes: the mask checked but not applied.',
    satisfied: 'What the mask left out was not changed.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const answer = await updateParty(steps, 'update', party.id, {
        annotations: { keep: 'changed', added: 'value' },
        paths: ['party'],
      });
      await expectAnnotations(steps, answer, party.id, party.annotations, 'An update changed what its mask left out');
    },
  }),
  about({
    id: 'mask-may-name-id-and-version',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-mask-may-name-id-and-version'),
    text: 'The mask may name the party and the resource version.',
    explain: 'Usual causes: only the updatable paths known.',
    officialCases: ['party:AllowSpecifyingResourceVersionAndResourceIdInUpdateMask'],
    satisfied: 'A mask with the party and the version was accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const paths = ['party', 'local_metadata.resource_version', 'local_metadata.annotations'];
      const answer = await updateParty(steps, 'update', party.id, {
        annotations: { added: 'value' },
        version: party.version,
        paths,
      });
      await expectAnnotations(
        steps,
        answer,
        party.id,
        { ...party.annotations, added: 'value' },
        'A mask with the party and the version did not update',
      );
    },
  }),
  about({
    id: 'metadata-may-be-missing',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-metadata-may-be-missing'),
    text: 'An update whose mask names the party only, without metadata, is accepted and changes nothing.',
    explain: 'Usual causes: metadata demanded; missing metadata taken for empty metadata.',
    officialCases: ['UpdatePartyDetailsEvenIfMetadataIsNotSetInUpdateRequest'],
    satisfied: 'An update without metadata changed nothing.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const answer = await updateParty(steps, 'update', party.id, { metadata: false, paths: ['party'] });
      await expectAnnotations(
        steps,
        answer,
        party.id,
        party.annotations,
        'An update without metadata changed annotations',
      );
    },
  }),
  about({
    id: 'is-local-change-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-is-local-change-rejected'),
    text: `An attempt to change is_local is refused with 400 and code ${INVALID_UPDATE}.`,
    explain: 'Usual causes: the flag stored as sent; the attempt ignored.',
    officialCases: ['PMFailAttemptingToUpdateIsLocal'],
    satisfied: 'A change of is_local was refused.',
    run: refusedUpdate(
      'A change of is_local',
      [['false', { details: { isLocal: false }, paths: ['is_local'] }]],
      INVALID_UPDATE,
    ),
  }),
  about({
    id: 'is-local-same-accepted',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-is-local-same-accepted'),
    text: 'An update that names is_local with the value it has is accepted.',
    explain: 'Usual causes: any mention of the flag refused.',
    officialCases: ['PMAllowSpecifyingIsLocalAndDisplayNameIfMatchingTheRealValues'],
    satisfied: 'The same is_local was accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const answer = await updateParty(steps, 'update', party.id, {
        details: { isLocal: true },
        annotations: { added: 'value' },
        paths: ['is_local', 'local_metadata.annotations'],
      });
      expectUpdated(steps, answer, 'An update with the same is_local');
    },
  }),
  about({
    id: 'unknown-party',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-unknown-party'),
    text: 'An update of an unknown party is refused with 404 and code PARTY_NOT_FOUND, and creates nothing.',
    explain: 'Usual causes: an upsert.',
    officialCases: ['FailUpdateNonExistentParty'],
    satisfied: 'An update of an unknown party was refused.',
    run: async (steps) => {
      const known = await givenParty(steps, 'party');
      const namespace = known.id.slice(known.id.lastIndexOf('::'));
      const unknown = `${steps.name('unknown')}${namespace}`;
      const answer = await updateParty(steps, 'unknown', unknown, updatesOf({ a: 'b' }));
      expectError(steps, answer, 'An update of an unknown party', 'PARTY_NOT_FOUND');
      const { details, exchange } = await readParty(steps, unknown, 'read unknown');
      steps.check(details === undefined, {
        summary: 'An update of an unknown party created it',
        expected: 'no such party',
        actual: JSON.stringify(details) ?? '',
        evidence: [answer, exchange],
      });
    },
  }),
  about({
    id: 'path-and-body-disagree',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-path-and-body-disagree'),
    text: 'An update whose body names another party than its path is refused with 400 and code INVALID_ARGUMENT, and changes neither.',
    explain: 'Usual causes: one of the two ignored.',
    officialCases: ['FailingUpdateRequestsWhenPartyDetailsFieldIsUnset'],
    satisfied: 'A body for another party was refused.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party', { keep: 'value' });
      const other = await givenParty(steps, 'other', { keep: 'value' });
      const body = updateBody(other.id, { annotations: { keep: 'changed' } });
      expectError(
        steps,
        await steps.change(patchParty(party.id, body), 'other party in the body'),
        'A body for another party',
        'INVALID_ARGUMENT',
      );
      const unset = { updateMask: updateMask(['local_metadata.annotations']) };
      expectError(
        steps,
        await steps.change(patchParty(party.id, unset), 'no party in the body'),
        'A body without a party',
        'INVALID_ARGUMENT',
      );
      await expectUnchanged(steps, party);
      await expectUnchanged(steps, other);
    },
  }),
];
