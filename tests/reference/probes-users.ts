/**
 * For each fault of users what shows it: mostly one of a few tours.
 */
import { inTurn, type Probe, requests, seen } from './probe.ts';
import {
  atOnce,
  creating,
  deleting,
  duplicating,
  get,
  grant,
  granting,
  later,
  list,
  make,
  moving,
  paging,
  pagingQueries,
  patch,
  prepared,
  refusing,
  remove,
  revoke,
  right,
  rights,
  spare,
  together,
  updating,
  without,
} from './user-tours.ts';

/** The same probe for all faults of a text that lists them. */
const probesOf = (probe: Probe, ids: string): Record<string, Probe> =>
  Object.fromEntries(
    ids
      .trim()
      .split(/\s+/)
      .map((id) => [id, probe]),
  );

export const userProbes: Readonly<Record<string, Probe>> = {
  ...probesOf(
    spare,
    `
    user-deactivated-not-denied user-reactivated-still-denied user-granted-right-without-effect
    user-revoked-right-still-works
    `,
  ),
  ...probesOf(
    creating,
    `
    user-id-lower-cased-in-answer user-id-escaped-in-answer user-primary-party-dropped user-primary-party-echoed-only
    user-demands-known-primary-party user-deactivation-dropped user-created-deactivated user-identity-provider-named
    user-primary-party-authentication-dropped user-rights-echoed user-get-invents user-get-shows-other-activation
    user-get-shows-lower-case user-not-readable user-listed-twice user-not-listed user-get-without-id
    user-get-annotations-number user-rights-listed-as-texts user-rights-of-unknown-empty user-rights-list-cut
    user-refuses-dollar user-refuses-hash user-refuses-parentheses user-refuses-upper-case user-id-limit-127
    user-id-limit-64 user-id-minimum-2 user-paths-not-decoded user-plus-in-path-is-space user-path-cut-at-hash
    user-ids-case-insensitive user-ids-without-symbols user-ids-cut-at-127 user-ids-without-dots-at-the-end
    user-list-entry-without-id user-admin-without-right user-admin-deactivated user-operation-unimplemented
    user-response-without-id user-response-deactivated-text user-response-annotations-array user-response-in-array
    user-response-bare user-demands-primary-party user-demands-metadata user-demands-rights user-refuses-empty-rights
    user-gets-default-right user-refuses-empty-primary-party user-refuses-empty-identity-provider
    user-refuses-empty-resource-version user-refuses-null-metadata user-refuses-metadata-without-annotations
    user-members-without-defaults user-refuses-unknown-members user-refuses-unknown-members-in-metadata
    user-unknown-members-echoed user-put-creates user-key-order-matters user-annotations-not-stored
    user-rights-not-stored user-rights-first-only user-can-execute-as-becomes-can-act-as
    user-can-act-as-adds-can-read-as user-rights-for-one-party user-rights-of-any-party-dropped
    user-rights-beyond-fifty-dropped user-refuses-can-execute-as user-refuses-rights-of-any-party
    user-refuses-identity-provider-admin user-equal-rights-kept user-equal-rights-refused
    user-rights-demand-known-parties user-rights-limit-99
    `,
  ),
  ...probesOf(
    together,
    `
    user-creations-mixed-up
    `,
  ),
  ...probesOf(
    later,
    `
    user-vanishes-later user-annotations-lost-later user-refused-but-created-later
    `,
  ),
  ...probesOf(
    deleting,
    `
    user-delete-answers-text user-delete-answers-array user-delete-does-nothing user-deleted-still-listed
    user-deleted-still-readable user-deleted-rights-still-readable user-deletion-keeps-rights
    user-deletion-keeps-annotations user-delete-by-prefix user-delete-ignores-case user-delete-answers-user
    user-delete-unknown-200 user-delete-unknown-400 user-ids-reserved-after-deletion user-get-unknown-400
    user-malformed-id-in-path-unknown
    `,
  ),
  ...probesOf(
    duplicating,
    `
    user-upserts user-duplicate-answers-original user-duplicate-400 user-duplicate-overwrites
    user-duplicate-adds-rights user-duplicate-changes-primary-party user-duplicate-changes-annotations
    user-duplicate-changes-activation user-race-losers-as-html
    `,
  ),
  ...probesOf(
    granting,
    `
    user-grant-answers-texts user-revoke-answers-texts user-grant-not-stored user-grant-replaces user-grant-first-only
    user-revoke-not-stored user-revoke-all user-revoke-by-kind user-grant-answers-all user-grant-answers-every-right
    user-grant-answers-none user-revoke-answers-all user-revoke-answers-the-rest user-grant-again-refused
    user-revoke-again-refused user-grant-duplicates user-grant-empty-refused user-revoke-empty-refused
    user-grant-changes-version user-revoke-changes-version user-grant-empty-kind-ignored user-grant-to-unknown-200
    user-revoke-from-unknown-200 user-grant-malformed-user-unknown user-grant-bad-right-as-field user-grant-party-unchecked
    user-model-regrant-lost user-model-second-grant-lost user-model-grant-forgets-deactivation
    `,
  ),
  ...probesOf(
    refusing,
    `
    user-id-characters-unchecked user-id-any-printable user-id-slash-accepted user-id-space-accepted
    user-id-range-plus-to-colon user-id-unanchored user-id-control-accepted user-id-newline-at-end-accepted
    user-id-unicode-letters-accepted user-id-unicode-digits-accepted user-id-unlimited user-id-limit-129
    user-id-cut-at-128 user-empty-id-generates user-missing-id-generates user-missing-user-creates
    user-id-as-invalid-argument user-missing-user-as-invalid-argument user-missing-id-as-invalid-field
    user-empty-body-creates user-primary-party-unchecked user-primary-party-as-invalid-field user-unknown-kind-ignored
    user-kinds-case-insensitive user-missing-kind-ignored user-empty-kind-ignored user-empty-kind-as-invalid-field
    user-right-value-defaulted user-right-party-optional user-right-party-unchecked
    user-right-party-as-unknown-resource user-created-before-rights-checked user-bad-rights-skipped
    user-null-rights-as-absent user-deactivated-text-accepted user-later-member-unchecked user-rights-limit-unchecked
    user-rights-limit-checked-on-creation-only user-grant-limit-off-by-one user-created-with-too-many-rights
    `,
  ),
  ...probesOf(
    paging,
    `
    user-page-gap user-paging-stops-early user-offset-paging user-paging-never-ends user-page-size-ignored
    user-page-size-one-more user-page-size-zero-empty user-page-size-negative-accepted user-list-cached
    `,
  ),
  ...probesOf(
    pagingQueries,
    `
    user-page-limit-25 user-page-size-above-maximum-refused user-page-token-ignored
    `,
  ),
  ...probesOf(
    updating,
    `
    user-model-third-update-lost user-patch-answers-nothing user-patch-annotations-as-list user-patch-not-stored
    user-patch-deletions-count user-patch-version-for-annotations-only user-patch-demands-version
    user-patch-primary-party-ignored user-patch-keeps-primary-party user-patch-activation-ignored
    user-patch-never-reactivates user-patch-primary-party-authentication-ignored
    user-patch-mask-ignored-for-activation user-patch-mask-ignored-for-primary-party
    user-patch-missing-metadata-refused user-patch-creates-unknown-user user-patch-unknown-user-400
    user-patch-malformed-id-unknown user-patch-drops-rights user-patch-primary-party-unchecked
    user-patch-primary-party-as-invalid-field user-patch-unknown-path-code user-read-changes-version
    `,
  ),
  ...probesOf(
    moving,
    `
    user-identity-provider-not-kept user-move-forgotten user-move-anywhere user-move-from-anywhere
    user-move-to-same-refused
    `,
  ),
  'user-auth-create-open': without(make({ id: 'a' })),
  'user-auth-list-open': without(list()),
  'user-auth-get-open': without(get('a')),
  'user-auth-patch-open': without(patch({ id: 'a' }, 'id')),
  'user-auth-delete-open': without(remove('a')),
  'user-auth-rights-open': without(rights('a')),
  'user-auth-grant-open': without(grant('a')),
  'user-auth-revoke-open': without(revoke('a')),
  'user-authenticated-as-another': requests({ path: '/v2/authenticated-user' }),
  'user-authenticated-as-administrator': async (bench) =>
    seen(
      await bench.send({
        path: '/v2/authenticated-user',
        headers: { authorization: `Bearer ${bench.reference.tokens?.spareUser}` },
      }),
    ),
  'user-grant-skips-unknown-kinds': requests(make({ id: 'a' }), grant('a', right('CanDoAnything')), rights('a')),
  'user-refused-leaves-rights': requests(
    make({ id: 'a', metadata: { annotations: { a: '' } } }, { rights: [right('CanReadAsAnyParty')] }),
    make({ id: 'a' }),
    rights('a'),
  ),
  'user-delete-race-all-win': prepared(remove('race')),
  'user-race-all-win': atOnce(make({ id: 'race' })),
  'user-race-nobody-wins': atOnce(make({ id: 'race' })),
  'user-grant-race-all-win': prepared(grant('race', right('CanActAs', 'b'))),
  'user-revoke-race-all-win': prepared(revoke('race', right('CanActAs', 'a'))),
  'user-model-update-restores-rights': inTurn(
    granting,
    requests(revoke('g', right('CanActAs', 'a')), patch({ id: 'g' }, 'id'), rights('g')),
  ),
};
