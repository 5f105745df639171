/**
 * The forms a request may take: members left out or empty, other spellings of the same JSON, other labels, other codings.
 */
import type { Json } from '../../contracts/model.ts';
import { accepts, holds } from '../../engine/checks/accepts.ts';
import { MARKER_KEY, namePlaceholder } from '../../generators/placeholder.ts';
import { json, labelledForms, one, unknownMembersIgnored } from '../canton/creation/request-forms.ts';
import { inGroup } from '../canton/creation/specimens.ts';
import { equalSpellings } from '../canton/creation/spellings.ts';
import { productClause, requirementFor } from '../canton/resource.ts';
import { clause } from '../clause.ts';
import { equal, member, text } from '../json.ts';
import { specimens } from './specimens.ts';
import { users } from './user-resource.ts';

const PRODUCT = 'canton-reference-3.5';

/** A valid body with these members of the user in place of metadata. */
const userWith = (members: { readonly [key: string]: Json }): Json => ({ user: { id: namePlaceholder(), ...members } });

const unknownMembers: Json = {
  userid: 'a different member',
  user: {
    id: namePlaceholder(),
    displayName: { nested: true },
    metadata: { annotations: { [MARKER_KEY]: namePlaceholder() }, unknownMember: [1, { a: null }] },
  },
  rights: [{ kind: { CanReadAsAnyParty: { value: { unknownMember: 1 } } } }],
};

/** Requirements of this topic. */
export const requestFormRequirements = [
  requirementFor(users, {
    id: 'operation/empty-strings-mean-not-set',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'empty-strings-mean-not-set'),
    text: 'An empty string for primaryParty, identityProviderId or resourceVersion means the same as leaving it out.',
    explain: 'Usual causes: an empty primary party checked as a party; an empty provider looked up.',
    check: accepts([
      one(users, 'operation/empty-strings-mean-not-set', 'reference', [
        json('empty primaryParty', userWith({ primaryParty: '' })),
        json('empty identityProviderId', userWith({ identityProviderId: '' })),
        json('empty resourceVersion', userWith({ metadata: { resourceVersion: '' } })),
      ]),
    ]),
  }),
  requirementFor(users, {
    id: 'operation/null-metadata-accepted',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'null-metadata-accepted'),
    text: 'metadata: null means the same as leaving it out.',
    explain:
      'Usual causes: a strict validator of the published schema, which does not say nullable; the official examples send null.',
    check: accepts([
      one(users, 'operation/null-metadata-accepted', 'reference', [
        json('null metadata', userWith({ metadata: null })),
      ]),
    ]),
  }),
  requirementFor(users, {
    id: 'operation/missing-members-are-defaulted',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-defaults'),
    text: 'Missing members of the user and of its metadata are accepted and the answer carries every member with its default.',
    explain: 'Usual causes: annotations demanded inside metadata; members that are empty left out of the answer.',
    check: holds(
      [
        one(users, 'operation/missing-members-are-defaulted', 'reference', [
          json('no metadata', userWith({})),
          json('empty metadata', userWith({ metadata: {} })),
          json('metadata with an empty version only', userWith({ metadata: { resourceVersion: '' } })),
          json('metadata with empty annotations only', userWith({ metadata: { annotations: {} } })),
        ]),
      ],
      (it) => {
        const user = member(it.json, 'user');
        const whole =
          text(user, 'primaryParty') === '' &&
          member(user, 'isDeactivated') === false &&
          equal(member(user, 'metadata', 'annotations'), {}) &&
          text(user, 'metadata', 'resourceVersion') !== undefined &&
          text(user, 'identityProviderId') === '';
        if (whole) return undefined;
        return {
          summary: `Members are missing from the answer to "${it.label}"`,
          expected:
            'id, primaryParty "", isDeactivated false, metadata with resourceVersion and annotations {}, identityProviderId ""',
          actual: JSON.stringify(user),
          pointer: '/user',
        };
      },
      'Missing members were defaulted and every member came back.',
      { everyCaseAccepted: true },
    ),
  }),
  unknownMembersIgnored(users, unknownMembers, /unknownMember|displayName|userid/),
  ...labelledForms(users),
  equalSpellings(users, specimens, inGroup('spelling')),
];
