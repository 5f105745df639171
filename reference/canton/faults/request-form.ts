/**
 * Faults of the form of a creation: what it takes for a request, and in which spelling.
 */
import type { Behaviour } from '../behaviour.ts';
import { type Answer, textAnswer } from '../call.ts';
import { change, creationsAnswered, firstRule, isCreation, onCreation } from '../change.ts';
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
      creationsAnswered(b, ({ call }) =>
        call.headers('transfer-encoding').length > 0 ? textAnswer(411, 'Length Required') : undefined,
      ),
  }),
];
