/**
 * Faults of the operation as such: whether it is there, and what a success looks like.
 */
import { type Answer, jsonAnswer, type Scene, textAnswer } from '../call.ts';
import { creationsAnswered, firstRule, onCreation, onDetails, onSuccess, sent, without } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { methodNotAllowed, notFound } from '../dispatch.ts';
import { shapes } from '../messages.ts';
import { invalidArgument, missingField, refusal } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

const successful = (answer: Answer): boolean => answer.status === 200;

/** Members of a request body that its message does not have. */
function unknownMembers(scene: Scene, shape: 'AllocatePartyRequest' | 'ObjectMeta', ...path: string[]): string[] {
  const value = path.length === 0 ? scene.json : sent(scene, ...path);
  return isObject(value) ? Object.keys(value).filter((name) => !Object.hasOwn(shapes[shape], name)) : [];
}

export const operationFaults: readonly Fault[] = [
  partyFault({
    id: 'operation-missing',
    title: 'Nothing can be created: 404',
    catches: ['operation/offered'],
    users: ['operation/offered'],
    apply: (b) => creationsAnswered(b, notFound),
  }),
  partyFault({
    id: 'operation-not-allowed',
    title: 'POST is not allowed: 405',
    catches: ['operation/offered'],
    users: ['operation/offered'],
    apply: (b) => creationsAnswered(b, methodNotAllowed),
  }),
  partyFault({
    id: 'operation-unimplemented',
    title: 'POST /v2/parties answers 501 with a well-formed error',
    catches: ['operation/offered'],
    apply: (b) => firstRule(b, 'allocateParty', () => refusal('UNIMPLEMENTED', 'Party allocation is not implemented')),
  }),
  partyFault({
    id: 'success-201',
    title: 'A success is 201',
    catches: ['operation/success-status'],
    users: ['operation/success-status'],
    apply: (b) => onCreation(b, (it) => (successful(it) ? { ...it, status: 201 } : it)),
  }),
  partyFault({
    id: 'success-as-text',
    title: 'A success calls itself text/plain',
    catches: ['operation/success-media-type'],
    users: ['operation/success-media-type'],
    apply: (b) => onCreation(b, (it) => (successful(it) ? textAnswer(it.status, it.body ?? '') : it)),
  }),
  partyFault({
    id: 'response-without-party',
    title: 'The details of a new party lack its identifier',
    catches: ['operation/response-schema'],
    apply: (b) => onDetails(b, 'allocateParty', (details) => without(details, 'party')),
  }),
  partyFault({
    id: 'response-party-number',
    title: 'The identifier of a new party is a number',
    catches: ['operation/response-schema'],
    apply: (b) => onDetails(b, 'allocateParty', (details, { world }) => ({ ...details, party: world.allocations })),
  }),
  partyFault({
    id: 'response-is-local-string',
    title: 'isLocal is the text "true"',
    catches: ['operation/response-schema'],
    apply: (b) => onDetails(b, 'allocateParty', (details) => ({ ...details, isLocal: String(details.isLocal) })),
  }),
  partyFault({
    id: 'response-not-json',
    title: 'The body of a success stops before its end',
    catches: ['operation/response-schema'],
    users: ['operation/response-schema'],
    apply: (b) => onCreation(b, (it) => (successful(it) ? jsonAnswer(200, (it.body ?? '').slice(0, -2)) : it)),
  }),
  partyFault({
    id: 'response-annotations-array',
    title: 'Annotations are shown as an array of pairs',
    catches: ['operation/response-schema'],
    apply: (b) =>
      onDetails(b, 'allocateParty', (details) => {
        const meta = isObject(details.localMetadata) ? details.localMetadata : {};
        const annotations = isObject(meta.annotations) ? Object.entries(meta.annotations) : [];
        return { ...details, localMetadata: { ...meta, annotations } };
      }),
  }),
  partyFault({
    id: 'response-details-in-array',
    title: 'The new party comes in an array of one',
    catches: ['operation/response-schema'],
    apply: (b) => onSuccess(b, 'allocateParty', (value) => ({ partyDetails: [value.partyDetails ?? null] })),
  }),
  partyFault({
    id: 'demands-hint',
    title: 'A request without a hint is refused',
    catches: ['operation/optional-members-may-be-missing'],
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, scene) =>
        sent(scene, 'partyIdHint') === undefined ? missingField('party_id_hint') : undefined,
      ),
  }),
  partyFault({
    id: 'refuses-empty-hint',
    title: 'An empty hint is refused',
    catches: ['operation/empty-strings-mean-not-set'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, scene) =>
        sent(scene, 'partyIdHint') === '' ? invalidArgument('Daml-LF Party is empty') : undefined,
      ),
  }),
  partyFault({
    id: 'refuses-empty-user-id',
    title: 'An empty userId is refused',
    catches: ['operation/empty-strings-mean-not-set'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, scene) =>
        sent(scene, 'userId') === '' ? missingField('user_id') : undefined,
      ),
  }),
  partyFault({
    id: 'refuses-empty-synchronizer-id',
    title: 'An empty synchronizerId is refused',
    catches: ['operation/empty-strings-mean-not-set'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, scene) =>
        sent(scene, 'synchronizerId') === '' ? missingField('synchronizer_id') : undefined,
      ),
  }),
  partyFault({
    id: 'refuses-null-metadata',
    title: 'localMetadata: null is refused',
    catches: ['operation/null-metadata-accepted'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, scene) =>
        sent(scene, 'localMetadata') === null ? missingField('local_metadata') : undefined,
      ),
  }),
  partyFault({
    id: 'refuses-metadata-without-annotations',
    title: 'localMetadata without annotations is refused',
    catches: ['operation/missing-members-are-defaulted'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'allocateParty', ({ localMetadata }, scene) =>
        localMetadata !== null && sent(scene, 'localMetadata', 'annotations') === undefined
          ? missingField('local_metadata.annotations')
          : undefined,
      ),
  }),
  partyFault({
    id: 'refuses-unknown-members',
    title: 'A body with a member that nobody knows is refused',
    catches: ['operation/unknown-members-ignored'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, scene) => {
        const unknown = unknownMembers(scene, 'AllocatePartyRequest')[0];
        return unknown === undefined ? undefined : invalidArgument(`unknown field ${unknown}`);
      }),
  }),
  partyFault({
    id: 'refuses-unknown-members-in-metadata',
    title: 'Metadata with a member that nobody knows is refused',
    catches: ['operation/unknown-members-ignored'],
    breaks: 'reference',
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, scene) => {
        const unknown = unknownMembers(scene, 'ObjectMeta', 'localMetadata')[0];
        return unknown === undefined ? undefined : invalidArgument(`unknown field ${unknown}`);
      }),
  }),
  partyFault({
    id: 'unknown-members-echoed',
    title: 'Members that nobody knows come back in the details of the party',
    catches: ['operation/unknown-members-ignored'],
    breaks: 'reference',
    apply: (b) =>
      onDetails(b, 'allocateParty', (details, scene) => {
        const unknown = unknownMembers(scene, 'AllocatePartyRequest');
        return { ...details, ...Object.fromEntries(unknown.map((name) => [name, sent(scene, name) ?? null])) };
      }),
  }),
];
