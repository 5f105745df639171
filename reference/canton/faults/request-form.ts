/**
 * Faults of the form of a creation: what it takes for a request, and in which spelling.
 */
import type { Behaviour } from '../behaviour.ts';
import { type Answer, type Call, type Scene, textAnswer } from '../call.ts';
import {
  change,
  creationsAnswered,
  firstRule,
  isCreation,
  onCreation,
  onDetails,
  onUser,
  sent,
  usersCreatedAs,
  without,
} from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { shapes } from '../messages.ts';
import { DecodeFailure, invalidArgument } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

/** Refuses bodies of creations of a certain spelling. */
function spellingRefused(behaviour: Behaviour, refused: (text: string) => boolean): Behaviour {
  return change(behaviour, 'body', {
    parse(text, scene) {
      if (isCreation(scene) && refused(text)) throw new DecodeFailure('body', 'unexpected input');
      return behaviour.body.parse(text, scene);
    },
  });
}

/** Loses the annotations of some creations. */
function annotationsLost(behaviour: Behaviour, when: (scene: Scene) => boolean): Behaviour {
  const { annotations } = behaviour.allocation;
  const parties = change(behaviour, 'allocation', {
    annotations: (request, scene) => (when(scene) ? new Map() : annotations(request, scene)),
  });
  return usersCreatedAs(parties, (user, _request, scene) => (when(scene) ? { ...user, annotations: new Map() } : user));
}

function contentType({ call }: Scene): string {
  return call.headers('content-type')[0] ?? '';
}

function isChunked(call: Call): boolean {
  return call.headers('transfer-encoding').length > 0;
}

const unsupported = (): Answer => textAnswer(415, 'Unsupported Media Type');

export const requestFormFaults: readonly Fault[] = [
  partyFault({
    id: 'refuses-charset-parameter',
    title: 'A content type with a charset is refused',
    catches: ['operation/charset-parameter-accepted'],
    users: ['operation/charset-parameter-accepted'],
    apply: (b) =>
      creationsAnswered(b, ({ call }) =>
        call.headers('content-type').some((it) => /charset/i.test(it)) ? unsupported() : undefined,
      ),
  }),
  partyFault({
    id: 'enforces-content-type',
    title: 'Only application/json is read',
    catches: ['operation/content-type-not-enforced'],
    users: ['operation/content-type-not-enforced'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) =>
      creationsAnswered(b, ({ call }) =>
        /^application\/json\b/i.test(call.headers('content-type')[0] ?? '') ? undefined : unsupported(),
      ),
  }),
  partyFault({
    id: 'ignores-accept',
    title: 'JSON is sent to whoever does not accept it',
    catches: ['operation/unacceptable-accept-refused'],
    users: ['operation/unacceptable-accept-refused'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) => change(b, 'http', { acceptable: () => true }),
  }),
  partyFault({
    id: 'refuses-accept-too-late',
    title: 'Whoever does not accept JSON is refused after the party or the user has been created',
    catches: ['operation/unacceptable-accept-refused'],
    users: ['operation/unacceptable-accept-refused'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) =>
      onCreation(change(b, 'http', { acceptable: () => true }), (it, { call }) =>
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
    users: ['operation/equal-json-spellings'],
    apply: (b) => spellingRefused(b, (text) => /^\s/.test(text)),
  }),
  partyFault({
    id: 'refuses-pretty-print',
    title: 'A body of several lines is refused',
    catches: ['operation/equal-json-spellings'],
    users: ['operation/equal-json-spellings'],
    apply: (b) => spellingRefused(b, (text) => /\{\s*\n/.test(text)),
  }),
  partyFault({
    id: 'escapes-not-decoded',
    title: 'Escapes in texts are taken as they are written',
    catches: ['operation/equal-json-spellings'],
    users: ['operation/equal-json-spellings'],
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
    users: ['operation/chunked-body-accepted'],
    apply: (b) =>
      creationsAnswered(b, ({ call }) => (isChunked(call) ? textAnswer(411, 'Length Required') : undefined)),
  }),
  partyFault({
    id: 'chunked-body-ignored',
    title: 'A body without a content length is read as an empty object',
    catches: ['operation/chunked-body-accepted', 'hint/honoured-or-ignored', 'hint/kept-verbatim'],
    users: ['operation/chunked-body-accepted'],
    apply: (b) => change(b, 'body', { text: (call) => (isChunked(call) ? '{}' : b.body.text(call)) }),
  }),
  partyFault({
    id: 'chunked-loses-annotations',
    title: 'The annotations of a body without a content length are lost',
    catches: ['operation/chunked-body-accepted'],
    users: ['operation/chunked-body-accepted'],
    apply: (b) => annotationsLost(b, ({ call }) => isChunked(call)),
  }),
  partyFault({
    id: 'chunked-loses-annotations-unsaid',
    title: 'The annotations of a body without a content length are lost, and answers to creations show no metadata',
    catches: ['operation/chunked-body-accepted'],
    users: ['operation/chunked-body-accepted'],
    apply: (b) =>
      onUser(
        onDetails(
          annotationsLost(b, ({ call }) => isChunked(call)),
          'allocateParty',
          (details) => without(details, 'localMetadata'),
        ),
        'createUser',
        (user) => without(user, 'metadata'),
      ),
  }),
  partyFault({
    id: 'chunked-loses-hint',
    title: 'The hint of a body without a content length is lost',
    catches: ['hint/honoured-or-ignored', 'hint/kept-verbatim'],
    apply: (b) =>
      change(b, 'allocation', {
        name: (request, scene) =>
          b.allocation.name(isChunked(scene.call) ? { ...request, partyIdHint: '' } : request, scene),
      }),
  }),
  partyFault({
    id: 'charset-loses-annotations',
    title: 'Annotations are lost where the content type has a charset',
    catches: ['operation/charset-parameter-accepted'],
    users: ['operation/charset-parameter-accepted'],
    apply: (b) => annotationsLost(b, (scene) => /charset/i.test(contentType(scene))),
  }),
  partyFault({
    id: 'content-type-loses-annotations',
    title: 'Annotations are lost where the content type is not that of JSON',
    catches: ['operation/content-type-not-enforced'],
    users: ['operation/content-type-not-enforced'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) => annotationsLost(b, (scene) => !/json/i.test(contentType(scene))),
  }),
  partyFault({
    id: 'unknown-members-lose-annotations',
    title: 'Annotations are lost where the metadata has an unknown member',
    catches: ['operation/unknown-members-ignored'],
    users: ['operation/unknown-members-ignored'],
    breaks: 'reference',
    apply: (b) =>
      annotationsLost(
        b,
        (scene) =>
          (sent(scene, 'localMetadata', 'unknownMember') ?? sent(scene, 'user', 'metadata', 'unknownMember')) !==
          undefined,
      ),
  }),
];
