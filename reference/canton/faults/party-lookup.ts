/**
 * Faults of finding parties: by an identifier, several at once, by a filter; and of entries and errors that only some requests get.
 */
import type { Behaviour } from '../behaviour.ts';
import { before, change, onErrorBody, onSuccess } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { partyFault } from './party-fault.ts';

/** Entries of pages that were asked for with a size show flags as texts. */
function flagsAsTexts(
  behaviour: Behaviour,
  operation: 'listParties' | 'listUsers',
  entries: string,
  flag: string,
): Behaviour {
  return onSuccess(behaviour, operation, (value, { call }) => {
    const listed = value[entries];
    if (call.query('pageSize').length === 0 || !Array.isArray(listed)) return value;
    return { ...value, [entries]: listed.map((it) => (isObject(it) ? { ...it, [flag]: String(it[flag]) } : it)) };
  });
}

export const partyLookupFaults: readonly Fault[] = [
  partyFault({
    id: 'get-party-ignores-case',
    title: 'An identifier that nobody has shows the parties that differ from it only in case',
    catches: ['get/unknown-party-not-shown', 'get/unknown-party-empty'],
    apply: (b) =>
      change(b, 'reading', {
        find({ parties }, { world }) {
          const wanted = new Set(parties.map((party) => party.toLowerCase()));
          return world.parties.sorted.filter(({ party }) => wanted.has(party.toLowerCase()));
        },
      }),
  }),
  partyFault({
    id: 'get-three-parties-at-most',
    title: 'Of several parties three are read',
    catches: ['get/several-parties'],
    breaks: 'reference',
    apply: (b) => change(b, 'reading', { find: (query, scene) => b.reading.find(query, scene).slice(0, 3) }),
  }),
  partyFault({
    id: 'participant-id-changes',
    title: 'The participant tells another id each time',
    catches: ['get/participant-id'],
    apply(b) {
      let times = 0;
      return onSuccess(b, 'participantId', ({ participantId }) => {
        times += 1;
        return { participantId: `replica${times}-${String(participantId)}` };
      });
    },
  }),
  partyFault({
    id: 'patch-of-space-and-colon-not-routed',
    title: 'Parties with a space or a colon in their hints are not found by updates',
    catches: ['patch/keeps-unrelated'],
    apply: (b) =>
      before(b, ({ call }) =>
        call.operation === 'updateParty' && /[ :]/.test((call.parameters.party ?? '').split('::')[0] ?? '')
          ? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such page' }
          : undefined,
      ),
  }),
  partyFault({
    id: 'filter-lost-on-later-pages',
    title: 'filter-party is ignored where a page token is given',
    catches: ['list/filter'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'reading', {
        page: (query, scene) => b.reading.page(query.pageToken === '' ? query : { ...query, filter: '' }, scene),
      }),
  }),
  partyFault({
    id: 'filter-contains',
    title: 'filter-party finds parties that have it anywhere in their identifiers',
    catches: ['list/filter'],
    breaks: 'reference',
    apply: (b) => change(b, 'reading', { matches: ({ party }, filter) => party.includes(filter) }),
  }),
  partyFault({
    id: 'page-entries-with-flags-as-texts',
    title: 'Entries of pages that were asked for with a size show flags as texts',
    catches: ['list/response-schema'],
    users: ['list/response-schema'],
    apply: (b) =>
      flagsAsTexts(flagsAsTexts(b, 'listParties', 'partyDetails', 'isLocal'), 'listUsers', 'users', 'isDeactivated'),
  }),
  partyFault({
    id: 'sibling-errors-of-another-shape',
    title: 'Errors of all operations but the creations lack a context, and their category is a text',
    catches: ['errors/siblings-documented-form'],
    users: ['errors/siblings-documented-form'],
    apply: (b) =>
      onErrorBody(b, (body, _refusal, { call }) => {
        if (call.operation === 'allocateParty' || call.operation === 'createUser') return body;
        const { code, cause, grpcCodeValue } = body;
        return { code: code ?? '', cause: cause ?? '', grpcCodeValue: grpcCodeValue ?? 0, errorCategory: 'eight' };
      }),
  }),
];
