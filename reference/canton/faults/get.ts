/**
 * Faults of reading parties one by one, and of the participant's id.
 */
import type { Behaviour } from '../behaviour.ts';
import type { Answer, Scene } from '../call.ts';
import { before, change, onAnswer, onDetails, onSuccess, without, withoutRule } from '../change.ts';
import type { Fault } from '../deviation.ts';
import { Refused, refusal } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

const CACHE_MS = 1_000;

/** Keeps the answers of reading one party or user. */
function cached(behaviour: Behaviour): Behaviour {
  const answers = new Map<string, { readonly at: number; readonly answer: Answer }>();
  const fresh = ({ call }: Scene): Answer | undefined => {
    const known = answers.get(call.url);
    return known !== undefined && performance.now() - known.at < CACHE_MS ? known.answer : undefined;
  };
  const keep = (answer: Answer, scene: Scene): Answer => {
    if (fresh(scene) === undefined) answers.set(scene.call.url, { at: performance.now(), answer });
    return answer;
  };
  const reads = ({ call }: Scene): boolean => call.operation === 'getParties' || call.operation === 'getUser';
  const kept = onAnswer(onAnswer(behaviour, 'getParties', keep), 'getUser', keep);
  return before(kept, (scene) => (reads(scene) ? fresh(scene) : undefined));
}

export const getFaults: readonly Fault[] = [
  partyFault({
    id: 'get-party-without-id',
    title: 'GET shows a party without its identifier',
    catches: ['get/response-schema'],
    apply: (b) => onDetails(b, 'getParties', (details) => without(details, 'party')),
  }),
  partyFault({
    id: 'get-annotations-number',
    title: 'GET shows annotations with a number',
    catches: ['get/response-schema'],
    apply: (b) =>
      onDetails(b, 'getParties', (details) => ({
        ...details,
        localMetadata: { ...Object(details.localMetadata), annotations: { reads: 1 } },
      })),
  }),
  partyFault({
    id: 'get-cached',
    title: 'GET of a party or of a user answers for a second what it answered first',
    catches: ['patch/reading-follows'],
    users: ['patch/reading-follows'],
    breaks: 'reference',
    apply: cached,
  }),
  partyFault({
    id: 'get-unknown-party-404',
    title: 'GET of an unknown party is 404',
    catches: ['get/unknown-party-empty'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'reading', {
        find(query, scene) {
          const found = b.reading.find(query, scene);
          if (found.length > 0) return found;
          const party = query.parties[0] ?? '';
          throw new Refused(
            refusal('PARTY_NOT_FOUND', `Party: '${party}' was not found`, { resources: [['PARTY', party]] }),
          );
        },
      }),
  }),
  partyFault({
    id: 'get-malformed-party-empty',
    title: 'GET of a malformed party finds nothing',
    catches: ['get/malformed-party-rejected'],
    breaks: 'reference',
    apply: (b) => withoutRule(b, 'getParties', 'party-syntax'),
  }),
  partyFault({
    id: 'get-ignores-parties-query',
    title: 'GET looks at the party of the path alone',
    catches: ['get/several-parties'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'reading', {
        find: (query, scene) => b.reading.find({ ...query, parties: query.parties.slice(0, 1) }, scene),
      }),
  }),
  partyFault({
    id: 'get-repeats-parties',
    title: 'GET shows a party as often as it is named',
    catches: ['get/several-parties'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'reading', {
        find: (query, scene) => query.parties.flatMap((party) => b.reading.find({ ...query, parties: [party] }, scene)),
      }),
  }),
  partyFault({
    id: 'get-ignores-path-party',
    title: 'GET forgets the party of the path when others are named',
    catches: ['get/several-parties'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'reading', {
        find: (query, scene) =>
          b.reading.find(query.parties.length > 1 ? { ...query, parties: query.parties.slice(1) } : query, scene),
      }),
  }),
  partyFault({
    id: 'get-not-blinded',
    title: 'GET from another identity provider shows everything',
    catches: ['get/other-identity-provider-blinded'],
    breaks: 'reference',
    apply: (b) => change(b, 'view', { party: (record, _provider, scene) => b.view.party(record, '', scene) }),
  }),
  partyFault({
    id: 'participant-id-empty',
    title: "The participant's id is empty",
    catches: ['get/participant-id'],
    apply: (b) => onSuccess(b, 'participantId', () => ({ participantId: '' })),
  }),
];
