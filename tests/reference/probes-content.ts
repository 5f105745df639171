/**
 * For each fault of what an allocation carries what shows it: annotations, references, the body itself, errors.
 */
import { annotated, createUser, getOf, hints, inTurn, type Probe, post, requests, seen } from './probe.ts';

const spelled = (...bodies: string[]): Probe => requests(...bodies.map((body) => post(body)));
const stored: Probe = async (bench) => {
  await bench.send(post({ partyIdHint: 's', localMetadata: { annotations: { a: 'b' } } }));
  const party = getOf(`s::${bench.namespace}`);
  return [seen(await bench.send(party)), seen(await bench.send(party))];
};
const versioned = (resourceVersion: string): Probe =>
  requests(post({ partyIdHint: 'v', localMetadata: { resourceVersion } }));
const referring = (rest: Record<string, unknown>): Probe => requests(post({ partyIdHint: 'r', ...rest }));

/** Allocates for a user and for nobody; sees the rights and the version of the user. */
const granted: Probe = async (bench) => {
  await bench.send(createUser('owner'));
  await bench.send(post({ partyIdHint: 'g', userId: 'owner' }));
  await bench.send(post({ partyIdHint: 'nobody' }));
  return requests({ path: '/v2/users/owner/rights' }, { path: '/v2/users/owner' })(bench);
};

const refused = hints('a.b');
const unknownUser = referring({ userId: 'nobody' });

/** A hint is refused for an annotation and then allocated; another one is refused only. */
const annotatedThenPlain = requests(
  post({ partyIdHint: 'p', localMetadata: { annotations: { a: '' } } }),
  post({ partyIdHint: 'p' }),
  post({ partyIdHint: 'q', localMetadata: { annotations: { a: '' } } }),
);

/** An allocation names a user who has rights and attributes. */
const grantedToOne = requests(
  {
    method: 'POST',
    path: '/v2/users',
    body: {
      user: { id: 'one', primaryParty: 'p', metadata: { annotations: { a: 'b' } } },
      rights: [{ kind: { CanReadAsAnyParty: { value: {} } } }],
    },
  },
  post({ partyIdHint: 'g', userId: 'one' }),
  { path: '/v2/users/one' },
  { path: '/v2/users/one/rights' },
);

export const contentProbes: Readonly<Record<string, Probe>> = {
  'annotations-dropped': annotated({ a: 'b' }),
  'second-annotation-dropped': annotated({ a: 'b', c: 'd' }),
  'annotations-beyond-twenty-dropped': annotated(
    Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, 'v'])),
  ),
  'annotations-not-stored': stored,
  'adds-unprefixed-annotation': stored,
  'adds-prefixed-annotation': stored,
  'metadata-mixed-up': async (bench) => {
    const names = ['m1', 'm2', 'm3', 'm4'];
    const bodies = names.map((name) => ({ partyIdHint: name, localMetadata: { annotations: { own: name } } }));
    const answers = await Promise.all(bodies.map((body) => bench.send(post(body))));
    return answers.map((it) => it.json.partyDetails.localMetadata.annotations.own);
  },
  'values-normalised': annotated({ a: 'e\u0301' }),
  'values-trimmed': annotated({ a: ' x ' }),
  'values-lose-astral': annotated({ a: '\u{1f600}' }),
  'values-lose-control-characters': annotated({ a: 'x\u0001y' }),
  'values-cut-at-4096': annotated({ a: 'x'.repeat(4097) }),
  'refuses-key-prefix': annotated({ 'a.b/c': 'v' }),
  'key-name-limit-62': annotated({ ['k'.repeat(63)]: 'v' }),
  'key-prefix-limit-252': annotated({ [`${'p'.repeat(253)}/k`]: 'v' }),
  'refuses-dotted-key': annotated({ 'a.b': 'v' }),
  'refuses-one-character-key': annotated({ k: 'v' }),
  'annotations-limit-64k': annotated({ k: 'v'.repeat(65_536) }),
  'resource-version-empty': stored,
  'read-changes-version': stored,
  'accepts-resource-version': versioned('5'),
  'accepts-resource-version-zero': versioned('0'),
  'key-name-unchecked': annotated({ 'a b': 'v' }),
  'key-name-with-space-accepted': annotated({ 'a b': 'v' }),
  'key-start-unchecked': annotated({ '.a': 'v' }),
  'key-end-unchecked': annotated({ 'a.': 'v' }),
  'empty-key-accepted': annotated({ '': 'v' }),
  'key-name-unlimited': annotated({ ['k'.repeat(128)]: 'v' }),
  'key-name-limit-64': annotated({ ['k'.repeat(64)]: 'v' }),
  'key-prefix-unchecked': annotated({ 'a_b/c': 'v' }),
  'empty-key-prefix-accepted': annotated({ '/c': 'v' }),
  'key-two-slashes': annotated({ 'a/b/c': 'v' }),
  'key-prefix-unlimited': annotated({ [`${'p'.repeat(300)}/k`]: 'v' }),
  'key-prefix-limit-254': annotated({ [`${'p'.repeat(254)}/k`]: 'v' }),
  'empty-value-accepted': annotated({ a: '' }),
  'empty-value-dropped': annotated({ a: '' }),
  'annotations-unlimited': annotated({ k: 'v'.repeat(262_144) }),
  'annotations-size-in-characters': annotated({ k: '\u00e9'.repeat(140_000) }),
  'annotations-size-without-keys': annotated({ ['k'.repeat(60)]: 'v'.repeat(262_100) }),
  'annotations-size-of-largest': annotated({ a: 'v'.repeat(200_000), b: 'v'.repeat(200_000) }),
  'metadata-rejected-as-internal-code': annotated({ '': 'v' }),

  'identity-provider-unchecked': referring({ identityProviderId: 'a@b' }),
  'malformed-identity-provider-accepted': referring({ identityProviderId: 'a@b' }),
  'unknown-identity-provider-accepted': referring({ identityProviderId: 'nobody' }),
  'identity-provider-not-echoed': (bench) =>
    referring({ identityProviderId: bench.reference.identityProviderId })(bench),
  'synchronizer-unchecked': referring({ synchronizerId: 'x' }),
  'unknown-synchronizer-accepted': referring({ synchronizerId: 'x::1220' }),
  'refuses-configured-synchronizer': (bench) => referring({ synchronizerId: bench.reference.synchronizerId })(bench),
  'user-id-unchecked': referring({ userId: 'a b' }),
  'malformed-user-id-accepted': referring({ userId: 'a b' }),
  'unknown-user-accepted': unknownUser,
  'unknown-user-400': unknownUser,
  'unknown-user-refused-after-creation': inTurn(unknownUser, (bench) =>
    requests(getOf(`r::${bench.namespace}`))(bench),
  ),
  'unknown-user-burns-hint': inTurn(unknownUser, referring({})),
  'refused-metadata-burns-name': annotatedThenPlain,
  'refused-party-gettable': inTurn(annotatedThenPlain, (bench) => requests(getOf(`q::${bench.namespace}`))(bench)),
  'user-granted-loses-other-rights': grantedToOne,
  'user-granted-loses-attributes': grantedToOne,
  'user-right-not-granted': granted,
  'user-granted-read-as': granted,
  'user-also-granted-read-as': granted,
  'grant-bumps-user-version': granted,
  'grants-to-last-user': granted,

  'coerces-numbers': spelled('{"partyIdHint":5}'),
  'coerces-booleans': spelled('{"partyIdHint":true}'),
  'ignores-wrong-type-of-metadata': spelled('{"partyIdHint":"x","localMetadata":"x"}'),
  'ignores-wrong-type-of-annotations': spelled('{"partyIdHint":"x","localMetadata":{"annotations":[]}}'),
  'annotation-values-coerced': annotated({ a: 1 }),
  'null-as-absent': spelled('{"partyIdHint":null}'),
  'null-hint-as-absent': spelled('{"partyIdHint":null}'),
  'null-annotations-as-absent': annotated(null),
  'empty-body-allocates': spelled(''),
  'trailing-garbage-ignored': spelled('{"partyIdHint":"x"} x'),
  'json5-accepted': spelled("{'partyIdHint':'x'}", '{/* c */"partyIdHint":"y"}', '{"partyIdHint":"z","n":NaN}'),
  'trailing-comma-accepted': spelled('{"partyIdHint":"x",}'),
  'unescaped-control-accepted': spelled('{"partyIdHint":"x","localMetadata":{"annotations":{"a":"b\tc"}}}'),
  'truncated-json-completed': spelled('{"partyIdHint":"x"'),
  'byte-order-mark-accepted': spelled('\ufeff{"partyIdHint":"x"}'),
  'non-object-accepted': spelled('[]', '42'),
  'null-body-accepted': spelled('null'),
  'array-of-one-accepted': spelled('[{"partyIdHint":"x"}]'),
  'decode-error-as-json': spelled('{'),
  'decode-error-without-prefix': spelled('{'),

  'error-without-code': refused,
  'error-without-category': refused,
  'error-context-array': refused,
  'error-context-with-numbers': refused,
  'error-as-html': refused,
  'error-empty-body': refused,
  'error-json-as-text': refused,
  'error-500-for-bad-annotations': annotated({ '': 'v' }),
  'error-500-for-oversize': annotated({ k: 'v'.repeat(262_144) }),
  'error-omits-null-members': refused,
  'error-category-wrong': refused,
  'error-category-wrong-for-missing': unknownUser,
  'error-grpc-code-wrong': refused,
  'error-status-disagrees': refused,
  'error-resources-empty': unknownUser,
  'error-resource-of-other-name': unknownUser,
  'error-stack-trace': refused,
  'error-stack-trace-of-decoder': spelled('{'),
  'error-500-for-null-metadata-members': annotated(null),
};
