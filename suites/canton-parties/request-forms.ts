/**
 * The forms a request may take: members left out, other spellings of the same JSON, other labels, other codings.
 */
import type { Json } from '../../contracts/model.ts';
import { accepts, holds } from '../../engine/checks/accepts.ts';
import { requirement } from '../../engine/requirement.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { json, labelledForms, one, unknownMembersIgnored } from '../canton/creation/request-forms.ts';
import { inGroup } from '../canton/creation/specimens.ts';
import { equalSpellings } from '../canton/creation/spellings.ts';
import { clause } from '../clause.ts';
import { equal, member, text } from '../json.ts';
import { marker, plain } from './carriers.ts';
import { emptyObject } from './empty-object.ts';
import { parties } from './party-resource.ts';
import { specimens } from './specimens.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

const unknownMembers: Json = {
  ...plain(),
  partyIdhint: 'a different member',
  localMetadata: { ...marker(), unknownMember: [1, { a: null }] },
  displayName: { nested: true },
};

/** Requirements of this topic. */
export const requestFormRequirements = [
  requirement({
    id: 'canton-parties/operation/optional-members-may-be-missing',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/AllocatePartyRequest/optional'),
    text: 'Every member of the request is optional: an empty object allocates a party.',
    explain: 'Usual causes: a validator that demands partyIdHint; generated code that treats every member as required.',
    officialCases: ['PMAllocateWithoutHint'],
    check: accepts([emptyObject]),
  }),
  requirement({
    id: 'canton-parties/operation/empty-strings-mean-not-set',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'empty-strings-mean-not-set'),
    text: 'An empty string for partyIdHint, identityProviderId, synchronizerId or userId means the same as leaving it out.',
    explain: 'Usual causes: an empty hint checked against the character rule; an empty userId looked up as a user.',
    officialCases: ['PMAllocateWithoutHint'],
    check: accepts([
      one(parties, 'operation/empty-strings-mean-not-set', 'reference', [
        json('empty partyIdHint', { partyIdHint: '', localMetadata: marker() }),
        json('empty identityProviderId', { ...plain(), identityProviderId: '' }),
        json('empty synchronizerId', { ...plain(), synchronizerId: '' }),
        json('empty userId', { ...plain(), userId: '' }),
      ]),
    ]),
  }),
  requirement({
    id: 'canton-parties/operation/null-metadata-accepted',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'null-metadata-accepted'),
    text: 'localMetadata: null means the same as leaving it out.',
    explain:
      'Usual causes: a strict validator of the published schema, which does not say nullable; the official examples send null.',
    check: accepts([
      one(parties, 'operation/null-metadata-accepted', 'reference', [
        json('null metadata', { partyIdHint: namePlaceholder(), localMetadata: null }),
      ]),
    ]),
  }),
  requirement({
    id: 'canton-parties/operation/missing-members-are-defaulted',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'missing-members-are-defaulted'),
    text: 'Missing members of localMetadata are accepted and the answer carries every member with its default.',
    explain: 'Usual causes: annotations demanded inside localMetadata; members that are empty left out of the answer.',
    check: holds(
      [
        one(parties, 'operation/missing-members-are-defaulted', 'reference', [
          json('empty metadata', { partyIdHint: namePlaceholder(), localMetadata: {} }),
          json('metadata with an empty version only', {
            partyIdHint: namePlaceholder(),
            localMetadata: { resourceVersion: '' },
          }),
          json('metadata with empty annotations only', {
            partyIdHint: namePlaceholder(),
            localMetadata: { annotations: {} },
          }),
        ]),
      ],
      (it) => {
        const details = member(it.json, 'partyDetails');
        const whole =
          typeof member(details, 'isLocal') === 'boolean' &&
          equal(member(details, 'localMetadata', 'annotations'), {}) &&
          text(details, 'localMetadata', 'resourceVersion') !== undefined &&
          text(details, 'identityProviderId') === '';
        if (whole) return undefined;
        return {
          summary: `Members are missing from the answer to "${it.label}"`,
          expected: 'party, isLocal, localMetadata with resourceVersion and annotations {}, identityProviderId ""',
          actual: JSON.stringify(details),
          pointer: '/partyDetails',
        };
      },
      'Missing members were defaulted and every member came back.',
      { everyCaseAccepted: true },
    ),
  }),
  unknownMembersIgnored(parties, unknownMembers, /unknownMember|displayName|partyIdhint/),
  ...labelledForms(parties),
  equalSpellings(parties, specimens, inGroup('spelling')),
];
