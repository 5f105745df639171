/**
 * Allocation: identifiers are well formed, distinct, stable and visible.
 */
import type { Json } from '../../contracts/model.ts';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { holds, judgesAll, outcomeOver } from '../../engine/checks/accepts.ts';
import { undetermined } from '../../engine/checks/outcome.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { createdIdOf, isAccepted } from '../../engine/sending.ts';
import { describeAnswer } from '../../engine/text.ts';
import { type Difference, nearEqualHints } from '../../generators/canton/near-equal-hints.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { clause } from '../clause.ts';
import { member, text } from '../json.ts';
import { marker } from './carriers.ts';
import { distinctIdentifiers } from './distinct.ts';
import { participantNamespace } from './participant.ts';
import { concurrentWithHints, concurrentWithoutHint, specimens } from './specimens.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

/** What a party identifier may look like: PartyIdString of the page. */
const PARTY_ID = /^[A-Za-z0-9:\-_ ]{1,255}$/;
/** Name, delimiter, and the fingerprint of the namespace as a SHA-256 multihash. */
const CANTON_PARTY_ID = /^[A-Za-z0-9:\-_ ]{1,185}::1220[0-9a-f]{64}$/;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const allocated = [specimens, concurrentWithHints, concurrentWithoutHint];

/** Two hints that share the name and differ in one place: both are accepted, under two identifiers. */
const distinctNearEqual = (difference: Difference, sentence: string, causes: string) => {
  const pairs = nearEqualHints().filter((pair) => pair.difference === difference);
  const body = (partyIdHint: string): Json => ({ partyIdHint, localMetadata: marker() });
  return requirement({
    id: `canton-parties/allocation/near-equal-${difference}`,
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/PartyDetails/party/unique'),
    text: sentence,
    explain: causes,
    check: scenario({
      key: `allocation/near-equal-${difference}`,
      cost: { parties: 2 * pairs.length, users: 0, exchanges: 2 * pairs.length },
      vectors: () =>
        pairs.flatMap(({ label, hints }) =>
          hints.map((hint, index) => ({
            label: `${label} ${index}`,
            template: allocateParty.template({ kind: 'json', value: body(hint) }),
          })),
        ),
      satisfied: `All ${pairs.length} pairs of near-equal hints got two identifiers each.`,
      run: async (steps) => {
        await Promise.all(
          pairs.map(async ({ label, hints }) => {
            const [left, right] = await steps.sharingName(allocateParty, label, hints.map(body));
            if (!left || !right) return;
            const ids = [left, right].map((record) => createdIdOf(allocateParty, record));
            const refused = [left, right].find((record) => !isAccepted(allocateParty, record));
            steps.check(!refused, () => ({
              summary: `One of two near-equal hints was refused: ${label}`,
              expected: 'both hints are valid and new, so both are accepted',
              actual: describeAnswer((refused ?? left).exchange),
              evidence: [left.exchange, right.exchange],
            }));
            steps.check(refused !== undefined || ids[0] !== ids[1], {
              summary: `Two near-equal hints got one identifier: ${label}`,
              expected: 'two identifiers',
              actual: `${ids[0]} twice`,
              pointer: '/partyDetails/party',
              evidence: [left.exchange, right.exchange],
            });
          }),
        );
      },
    }),
  });
};

/** Requirements of this topic. */
export const allocationRequirements = [
  requirement({
    id: 'canton-parties/allocation/identifier-syntax',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/PartyDetails/party/syntax'),
    text: 'The allocated identifier is a valid party identifier: 1 to 255 letters, digits, spaces, colons, minus signs and underscores.',
    explain:
      'Usual causes: an internal key handed out; an identifier that grows beyond 255 characters with long hints.',
    officialCases: ['PMAllocateWithHint', 'PMAllocateWithoutHint'],
    smoke: true,
    check: judgesAll(allocated, (cases, { draw }) => {
      // An empty identifier names nothing, so such an answer counts as no acceptance elsewhere; here it is looked at.
      const answered = cases.filter((it) => identifierOf(it) !== undefined);
      if (answered.length === 0)
        return undetermined('control-refused', 'No valid request was answered with an identifier.');
      return outcomeOver(
        answered,
        draw.seed,
        (it) =>
          PARTY_ID.test(identifierOf(it) ?? '')
            ? undefined
            : {
                summary: 'An identifier is no valid party identifier',
                expected: '1 to 255 of A-Z a-z 0-9 space : - _',
                actual: JSON.stringify(identifierOf(it)),
                pointer: '/partyDetails/party',
              },
        'Every identifier is a valid party identifier.',
      );
    }),
  }),
  requirement({
    id: 'canton-parties/allocation/identifier-form',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'identifier-form'),
    text: 'The identifier is a name of at most 185 characters, "::", and a fingerprint of 68 hexadecimal digits that begins with 1220.',
    explain: 'Usual causes: the namespace left out or shortened; another hash.',
    check: holds(
      allocated,
      (it) =>
        it.id !== undefined && CANTON_PARTY_ID.test(it.id)
          ? undefined
          : {
              summary: 'An identifier has not the form of Canton',
              expected: '<name>::1220<64 hexadecimal digits>',
              actual: JSON.stringify(it.id),
              pointer: '/partyDetails/party',
            },
      'Every identifier has the form of Canton.',
    ),
  }),
  requirement({
    id: 'canton-parties/allocation/one-namespace',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'one-namespace'),
    text: 'All identifiers share one namespace, the one of the participant id.',
    explain: 'Usual causes: a namespace derived from the hint; several participants behind one address.',
    check: holds(
      allocated,
      async (it, context) => {
        const expected = await participantNamespace(context);
        const actual = it.id?.slice((it.id ?? '').lastIndexOf('::') + 2);
        if (actual === expected) return undefined;
        return {
          summary: 'An identifier is in another namespace than the participant',
          expected: `namespace ${expected}`,
          actual: JSON.stringify(it.id),
          pointer: '/partyDetails/party',
        };
      },
      'Every identifier is in the namespace of the participant.',
    ),
  }),
  requirement({
    id: 'canton-parties/allocation/distinct-without-hint',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'globally-unique-identifier'),
    text: 'Allocations without a hint get distinct identifiers.',
    explain: 'Usual causes: a name made from the clock; a missing hint treated as one fixed hint.',
    officialCases: ['PMAllocateWithoutHint'],
    smoke: true,
    check: judgesAll([specimens, concurrentWithoutHint], (cases, { draw }) => {
      const without = cases.filter((it) => member(it.sent, 'partyIdHint') === undefined);
      return distinctIdentifiers(without, draw.seed, 2);
    }),
  }),
  requirement({
    id: 'canton-parties/allocation/distinct-with-hints',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'schema/PartyDetails/party/unique'),
    text: 'Allocations with different hints get distinct identifiers.',
    explain: 'Usual causes: hints cut to a column width; a hash of the hint that is too short.',
    officialCases: ['PMAllocateWithHint'],
    smoke: true,
    check: judgesAll([specimens, concurrentWithHints], (cases, { draw }) => {
      const hinted = cases.filter((it) => member(it.sent, 'partyIdHint') !== undefined);
      return distinctIdentifiers(hinted, draw.seed, 2);
    }),
  }),
  requirement({
    id: 'canton-parties/allocation/hundred-in-a-row',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'globally-unique-identifier'),
    text: 'More than a hundred allocations in a row get distinct identifiers.',
    explain: 'Usual causes: a counter of too few digits; a small random number.',
    officialCases: ['PMAllocateOneHundred'],
    check: judgesAll([specimens], (cases, { draw }) => distinctIdentifiers(cases, draw.seed, 100)),
  }),
  requirement({
    id: 'canton-parties/allocation/distinct-under-concurrency',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'globally-unique-identifier'),
    text: 'Allocations at the same time get distinct identifiers.',
    explain:
      'Usual causes: an identifier that is read and then written without a lock; a name made from the millisecond.',
    smoke: true,
    check: judgesAll([concurrentWithHints, concurrentWithoutHint], (cases, { draw }) =>
      distinctIdentifiers(cases, draw.seed, 2),
    ),
  }),
  distinctNearEqual(
    'case',
    'Hints that differ only in case get distinct identifiers.',
    'Usual causes: a collation without case; hints folded to lower case.',
  ),
  distinctNearEqual(
    'spaces',
    'Hints that differ only in spaces get distinct identifiers.',
    'Usual causes: trim(); runs of spaces made one; CHAR columns that ignore trailing spaces.',
  ),
  distinctNearEqual(
    'punctuation',
    'Hints that differ only in minus and underscore get distinct identifiers.',
    'Usual causes: a slug function; "_" as a wildcard of LIKE.',
  ),
  distinctNearEqual(
    'last-character',
    'Long hints that differ only in the last character get distinct identifiers.',
    'Usual causes: hints cut to a column width; a hash over the beginning only.',
  ),
  requirement({
    id: 'canton-parties/allocation/is-local',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'is-local'),
    text: 'An allocated party is local to the participant.',
    explain: 'Usual causes: the flag left at its default.',
    officialCases: ['PMAllocateWithLocalMetadataAnnotations'],
    check: holds(
      allocated,
      (it) => wrongMember(it.json, 'isLocal', true, 'An allocated party is not local'),
      'Every allocated party is local.',
    ),
  }),
  requirement({
    id: 'canton-parties/allocation/identity-provider-default',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'identity-provider-default'),
    text: 'A party allocated without an identity provider belongs to the default one: identityProviderId is "".',
    explain: 'Usual causes: a placeholder such as "default"; null.',
    officialCases: ['PMAllocateWithLocalMetadataAnnotations'],
    check: holds(
      allocated,
      (it) =>
        wrongMember(it.json, 'identityProviderId', '', 'A party belongs to an identity provider that nobody named'),
      'Every party belongs to the default identity provider.',
    ),
  }),
  requirement({
    id: 'canton-parties/allocation/generated-name',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'generated-name'),
    text: 'Without a hint the name is "party-" and a random UUID.',
    explain: 'Usual causes: a counter, which tells how many parties there are.',
    check: holds(
      [concurrentWithoutHint],
      (it) =>
        new RegExp(`^party-${UUID}::`).test(it.id ?? '')
          ? undefined
          : {
              summary: 'A generated name has another form',
              expected: 'party-<UUID>::<namespace>',
              actual: JSON.stringify(it.id),
              pointer: '/partyDetails/party',
            },
      'Every generated name is "party-" and a UUID.',
    ),
  }),
];

/** The identifier in an answer with status 200, be it empty. */
function identifierOf(it: AcceptanceCase): string | undefined {
  return it.record.exchange.response?.status === 200 ? text(it.json, 'partyDetails', 'party') : undefined;
}

function wrongMember(json: Json | undefined, name: string, expected: Json, summary: string) {
  const actual = member(json, 'partyDetails', name);
  if (actual === expected) return undefined;
  return {
    summary,
    expected: `${name} ${JSON.stringify(expected)}`,
    actual: JSON.stringify(actual) ?? 'missing',
    pointer: `/partyDetails/${name}`,
  };
}

/** The hint of a request; undefined when it has none. */
export function hintOf(sent: Json | undefined): string | undefined {
  return text(sent, 'partyIdHint');
}
