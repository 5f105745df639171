import { clause } from '../clause.ts';
import {
  expectError,
  expectRefused,
  expectUpdated,
  givenParty,
  updatedDetails,
  updateParty,
  versionOf,
} from './party-scenario.ts';
import { about, expectUnchanged, refusedUpdate, updatesOf } from './party-update.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';
const META = 'schema/ObjectMeta';

/** Requirements of this topic. */
export const patchVersionRequirements = [
  about({
    id: 'version-changes',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/changes`),
    text: 'Every update gives the party a resource version that it did not have before.',
    explain: 'Usual causes: the version not written; a clock of too coarse a step; versions that go round.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    satisfied: 'Each update gave a new resource version.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const seen = new Set([party.version]);
      for (const value of ['one', 'two', 'three']) {
        const answer = await updateParty(steps, `update ${value}`, party.id, updatesOf({ count: value }));
        if (!expectUpdated(steps, answer, 'The update')) return;
        const version = versionOf(updatedDetails(answer));
        steps.check(version !== undefined && version !== '' && !seen.has(version), {
          summary: 'An update did not give a new resource version',
          expected: `none of ${[...seen].join(', ')}`,
          actual: JSON.stringify(version) ?? 'missing',
          pointer: '/partyDetails/localMetadata/resourceVersion',
          evidence: [answer],
        });
        if (version) seen.add(version);
      }
    },
  }),
  about({
    id: 'stale-version-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/conflict`),
    text: 'An update that names a resource version which is no longer the current one is refused and changes nothing.',
    explain: 'Usual causes: the version not compared; compared and written in two steps.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    smoke: true,
    satisfied: 'A stale version was refused.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const between = await updateParty(steps, 'update between', party.id, updatesOf({ count: 'one' }));
      if (!expectUpdated(steps, between, 'An update without a version')) return;
      const stale = await updateParty(steps, 'stale update', party.id, {
        annotations: { count: 'two' },
        version: party.version,
      });
      expectRefused(steps, stale, 'An update with a stale version');
      await expectUnchanged(steps, { id: party.id, annotations: { ...party.annotations, count: 'one' } });
    },
  }),
  about({
    id: 'stale-version-code',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-stale-version-code'),
    text: 'A stale resource version is refused with 409 and code CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED.',
    explain: 'Usual causes: 400 or 412 in its place.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    satisfied: 'A stale version was refused with the code of the product.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      await updateParty(steps, 'update between', party.id, updatesOf({ count: 'one' }));
      const stale = await updateParty(steps, 'stale update', party.id, {
        annotations: { count: 'two' },
        version: party.version,
      });
      expectError(steps, stale, 'An update with a stale version', 'CONCURRENT_PARTY_DETAILS_UPDATE_DETECTED');
    },
  }),
  about({
    id: 'current-version-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/pass-back`),
    text: "An update that names the current resource version is accepted, on creation's version as on later ones.",
    explain: 'Usual causes: the version of the answer not the one that is compared.',
    officialCases: ['party:UpdatingResourceUtilizingConcurrentChangeControl'],
    satisfied: 'Current versions were accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      const first = await updateParty(steps, 'first', party.id, {
        annotations: { count: 'one' },
        version: party.version,
      });
      if (!expectUpdated(steps, first, 'An update with the version of the creation')) return;
      const version = versionOf(updatedDetails(first)) ?? '';
      const second = await updateParty(steps, 'second', party.id, { annotations: { count: 'two' }, version });
      expectUpdated(steps, second, 'An update with the version of the update before');
    },
  }),
  about({
    id: 'version-optional',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, `${META}/resourceVersion/optional`),
    text: 'An update without a resource version is accepted.',
    explain: 'Usual causes: concurrency control made compulsory.',
    satisfied: 'Updates without a version were accepted.',
    run: async (steps) => {
      const party = await givenParty(steps, 'party');
      expectUpdated(
        steps,
        await updateParty(steps, 'first', party.id, updatesOf({ count: 'one' })),
        'An update without a version',
      );
      expectUpdated(
        steps,
        await updateParty(steps, 'second', party.id, updatesOf({ count: 'two' })),
        'A second update without a version',
      );
    },
  }),
  about({
    id: 'version-not-a-number-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'patch-version-not-a-number-rejected'),
    text: 'A resource version that is no number is refused with 400 and code INVALID_FIELD.',
    explain: 'Usual causes: the version compared as text only.',
    satisfied: 'A version that is no number was refused.',
    run: refusedUpdate(
      'A resource version that is no number',
      [['letters', { annotations: { a: 'b' }, version: 'not-a-number' }]],
      'INVALID_FIELD',
    ),
  }),
];
