/**
 * Faults of the identifiers that allocation gives.
 */
import type { Behaviour } from '../behaviour.ts';
import { change, identifiedBy, lasting, onDetails } from '../change.ts';
import type { Fault } from '../deviation.ts';
import type { AllocatePartyRequest } from '../messages.ts';
import { partyFault } from './party-fault.ts';

/** Gives other identifiers; what is a duplicate of what stays as it was. */
function renamed(behaviour: Behaviour, rename: (own: string, request: AllocatePartyRequest) => string): Behaviour {
  const { identifier } = behaviour.allocation;
  return change(behaviour, 'allocation', {
    identifier: (name, request, scene) => rename(identifier(name, request, scene), request),
  });
}

/** Every name that folds to the same key gets the identifier of the first. */
function folded(behaviour: Behaviour, fold: (name: string) => string): Behaviour {
  const first = new Map<string, string>();
  return identifiedBy(behaviour, (own, request) => {
    if (request.partyIdHint === '') return own;
    const key = fold(request.partyIdHint);
    const known = first.get(key) ?? own;
    first.set(key, known);
    return known;
  });
}

function checksum(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
}

export const identifierFaults: readonly Fault[] = [
  partyFault({
    id: 'id-with-illegal-character',
    title: 'Identifiers contain a full stop',
    catches: ['allocation/identifier-syntax'],
    apply: (b) => renamed(b, (own) => own.replace('::', '.::')),
  }),
  partyFault({
    id: 'id-empty',
    title: 'The identifier of a new party is empty',
    catches: ['allocation/identifier-syntax'],
    apply: (b) => onDetails(b, 'allocateParty', (details) => ({ ...details, party: '' })),
  }),
  partyFault({
    id: 'id-too-long',
    title: 'Identifiers are longer than 255 characters',
    catches: ['allocation/identifier-syntax'],
    apply: (b) => renamed(b, (own) => own.padEnd(256, '0')),
  }),
  partyFault({
    id: 'id-too-long-for-long-hints',
    title: 'Identifiers exceed 255 characters only where the hint is long',
    catches: ['allocation/identifier-syntax'],
    apply: (b) => renamed(b, (own, { partyIdHint }) => (partyIdHint.length > 180 ? own.padEnd(256, '0') : own)),
  }),
  partyFault({
    id: 'id-without-namespace',
    title: 'The identifier is the name alone',
    catches: ['allocation/identifier-form'],
    breaks: 'reference',
    apply: (b) => change(b, 'allocation', { identifier: (name) => name }),
  }),
  partyFault({
    id: 'namespace-varies',
    title: 'Every third party or so has another namespace',
    catches: ['allocation/one-namespace'],
    breaks: 'reference',
    apply: (b) =>
      renamed(b, (own) => (checksum(own) % 3 === 0 ? own.replace(/..$/, own.endsWith('00') ? '11' : '00') : own)),
  }),
  partyFault({
    id: 'participant-id-other-namespace',
    title: 'The participant names another namespace than that of its parties',
    catches: ['allocation/one-namespace'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'http', {
        present: (operation, value, scene) =>
          operation === 'participantId'
            ? { participantId: `${scene.behaviour.deployment.participantName}::1220${'ab'.repeat(32)}` }
            : b.http.present(operation, value, scene),
      }),
  }),
  partyFault({
    id: 'same-id-without-hint',
    title: 'Every request without a hint gets the same party',
    catches: ['allocation/distinct-without-hint'],
    apply: (b) =>
      folded(change(b, 'allocation', { name: (request) => request.partyIdHint || 'party' }), (name) => name),
  }),
  partyFault({
    id: 'hint-truncated-to-8',
    title: 'Only the first 8 characters of a hint count',
    catches: ['allocation/distinct-with-hints'],
    apply: (b) => folded(b, (name) => name.slice(0, 8)),
  }),
  partyFault({
    id: 'id-repeats-after-64',
    title: 'From the 65th allocation on, every eighth gets the identifier of the one 64 before',
    catches: ['allocation/hundred-in-a-row'],
    apply(b) {
      const given: string[] = [];
      return identifiedBy(b, (own) => {
        const repeats = given.length >= 64 && given.length % 8 === 0;
        const party = repeats ? (given.at(-64) ?? own) : own;
        given.push(party);
        return party;
      });
    },
  }),
  partyFault({
    id: 'concurrent-allocations-share-id',
    title: 'When several allocations overlap, later ones get the identifier of the first',
    catches: ['allocation/distinct-under-concurrency'],
    apply: (b) =>
      lasting(
        identifiedBy(b, (own, _request, { world }) =>
          world.inFlight.size >= 3 ? ([...world.inFlight][0] ?? own) : own,
        ),
        10,
      ),
  }),
  partyFault({
    id: 'case-folded',
    title: 'Hints that differ in case get the same party',
    catches: ['allocation/near-equal-case'],
    apply: (b) => folded(b, (name) => name.toLowerCase()),
  }),
  partyFault({
    id: 'spaces-trimmed',
    title: 'Hints that differ in spaces get the same party',
    catches: ['allocation/near-equal-spaces'],
    apply: (b) => folded(b, (name) => name.trim().replace(/ +/g, ' ')),
  }),
  partyFault({
    id: 'spaces-at-the-end-trimmed',
    title: 'Hints that differ in spaces at the end get the same party',
    catches: ['allocation/near-equal-spaces'],
    apply: (b) => folded(b, (name) => name.trimEnd()),
  }),
  partyFault({
    id: 'minus-and-underscore-folded',
    title: 'Hints that differ in minus and underscore get the same party',
    catches: ['allocation/near-equal-punctuation'],
    apply: (b) => folded(b, (name) => name.replaceAll('_', '-')),
  }),
  partyFault({
    id: 'long-hints-truncated',
    title: 'Only the first 128 characters of a hint count',
    catches: ['allocation/near-equal-last-character'],
    apply: (b) => folded(b, (name) => name.slice(0, 128)),
  }),
  partyFault({
    id: 'last-character-dropped',
    title: 'Of hints of 185 characters only the first 184 count',
    catches: ['allocation/near-equal-last-character'],
    apply: (b) => folded(b, (name) => name.slice(0, 184)),
  }),
  partyFault({
    id: 'reuses-existing-id',
    title: 'Every eleventh allocation gets a party that existed before',
    catches: ['allocation/never-an-existing-identifier'],
    apply(b) {
      let asked = 0;
      return identifiedBy(b, (own, _request, { world }) => {
        asked += 1;
        return asked % 11 === 0 ? world.participantId : own;
      });
    },
  }),
  partyFault({
    id: 'generated-name-sequential',
    title: 'Names that the server chooses are numbered',
    catches: ['allocation/generated-name'],
    breaks: 'reference',
    apply(b) {
      let generated = 0;
      return change(b, 'allocation', {
        name(request) {
          if (request.partyIdHint !== '') return request.partyIdHint;
          generated += 1;
          return `party-${generated}`;
        },
      });
    },
  }),
];
