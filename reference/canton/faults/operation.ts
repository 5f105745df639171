/**
 * Faults of the operation as such: whether it is there, what a success looks like, what it takes for a request.
 */
import type { Behaviour } from '../behaviour.ts';
import { type Answer, jsonAnswer, type Scene, textAnswer } from '../call.ts';
import { before, change, firstRule, onAnswer, onDetails, onSuccess, sent, without } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { methodNotAllowed, notFound } from '../dispatch.ts';
import { shapes } from '../messages.ts';
import { DecodeFailure, invalidArgument, missingField, refusal } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

/** Answers allocations for which the condition holds. */
function allocationsAnswered(behaviour: Behaviour, answer: (scene: Scene) => Answer | undefined): Behaviour {
  return before(behaviour, (scene) => (scene.call.operation === 'allocateParty' ? answer(scene) : undefined));
}

/** Refuses allocation bodies of a certain spelling. */
function spellingRefused(behaviour: Behaviour, refused: (text: string) => boolean): Behaviour {
  return change(behaviour, 'body', {
    parse(text, scene) {
      if (scene.call.operation === 'allocateParty' && refused(text))
        throw new DecodeFailure('body', 'unexpected input');
      return behaviour.body.parse(text, scene);
    },
  });
}

const unsupported = (): Answer => textAnswer(415, 'Unsupported Media Type');
const successful = (answer: Answer): boolean => answer.status === 200;

/** Members of a request body that its message does not have. */
function unknownMembers(scene: Scene, shape: 'AllocatePartyRequest' | 'ObjectMeta', ...path: string[]): string[] {
  const value = path.length === 0 ? scene.json : sent(scene, ...path);
  return isObject(value) ? Object.keys(value).filter((name) => !Object.hasOwn(shapes[shape], name)) : [];
}

export const operationFaults: readonly Fault[] = [
  partyFault({
    id: 'operation-missing',
    title: 'POST /v2/parties is not there: 404',
    catches: ['operation/offered'],
    apply: (b) => allocationsAnswered(b, notFound),
  }),
  partyFault({
    id: 'operation-not-allowed',
    title: 'POST on /v2/parties is not allowed: 405',
    catches: ['operation/offered'],
    apply: (b) => allocationsAnswered(b, methodNotAllowed),
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
    apply: (b) => onAnswer(b, 'allocateParty', (it) => (successful(it) ? { ...it, status: 201 } : it)),
  }),
  partyFault({
    id: 'success-as-text',
    title: 'A success calls itself text/plain',
    catches: ['operation/success-media-type'],
    apply: (b) => onAnswer(b, 'allocateParty', (it) => (successful(it) ? textAnswer(it.status, it.body ?? '') : it)),
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
    apply: (b) =>
      onAnswer(b, 'allocateParty', (it) => (successful(it) ? jsonAnswer(200, (it.body ?? '').slice(0, -2)) : it)),
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
  partyFault({
    id: 'refuses-charset-parameter',
    title: 'A content type with a charset is refused',
    catches: ['operation/charset-parameter-accepted'],
    apply: (b) =>
      allocationsAnswered(b, ({ call }) =>
        call.headers('content-type').some((it) => /charset/i.test(it)) ? unsupported() : undefined,
      ),
  }),
  partyFault({
    id: 'enforces-content-type',
    title: 'Only application/json is read',
    catches: ['operation/content-type-not-enforced'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) =>
      allocationsAnswered(b, ({ call }) =>
        /^application\/json\b/i.test(call.headers('content-type')[0] ?? '') ? undefined : unsupported(),
      ),
  }),
  partyFault({
    id: 'ignores-accept',
    title: 'JSON is sent to whoever does not accept it',
    catches: ['operation/unacceptable-accept-refused'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) => change(b, 'http', { acceptable: () => true }),
  }),
  partyFault({
    id: 'refuses-accept-too-late',
    title: 'Whoever does not accept JSON is refused after the party has been created',
    catches: ['operation/unacceptable-accept-refused'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) =>
      onAnswer(change(b, 'http', { acceptable: () => true }), 'allocateParty', (it, { call }) =>
        b.http.acceptable(call) ? it : { status: 406, headers: {}, body: null },
      ),
  }),
  partyFault({
    id: 'put-allocates',
    title: 'PUT allocates as POST does',
    catches: ['operation/wrong-method-refused'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) =>
      change(b, 'http', {
        routes: [{ method: 'PUT', path: '/v2/parties', operation: 'allocateParty' }, ...b.http.routes],
      }),
  }),
  partyFault({
    id: 'refuses-leading-whitespace',
    title: 'A body that starts with white space is refused',
    catches: ['operation/equal-json-spellings'],
    apply: (b) => spellingRefused(b, (text) => /^\s/.test(text)),
  }),
  partyFault({
    id: 'refuses-pretty-print',
    title: 'A body of several lines is refused',
    catches: ['operation/equal-json-spellings'],
    apply: (b) => spellingRefused(b, (text) => /\{\s*\n/.test(text)),
  }),
  partyFault({
    id: 'escapes-not-decoded',
    title: 'Escapes in texts are taken as they are written',
    catches: ['operation/equal-json-spellings'],
    apply: (b) => change(b, 'body', { parse: (text, scene) => b.body.parse(text.replaceAll('\\u', '\\\\u'), scene) }),
  }),
  partyFault({
    id: 'key-order-matters',
    title: 'Members in another order than that of the schema are refused',
    catches: ['operation/equal-json-spellings'],
    apply: (b) =>
      firstRule(b, 'allocateParty', (_request, { json }) => {
        const order = Object.keys(shapes.AllocatePartyRequest);
        const places = isObject(json) ? Object.keys(json).map((name) => order.indexOf(name)) : [];
        return places.some((place, index) => place < (places[index - 1] ?? -1))
          ? invalidArgument('unexpected order of fields')
          : undefined;
      }),
  }),
  partyFault({
    id: 'refuses-chunked',
    title: 'A body without a content length is refused',
    catches: ['operation/chunked-body-accepted'],
    apply: (b) =>
      allocationsAnswered(b, ({ call }) =>
        call.headers('transfer-encoding').length > 0 ? textAnswer(411, 'Length Required') : undefined,
      ),
  }),
];
