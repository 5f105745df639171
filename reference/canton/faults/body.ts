/**
 * Faults of reading a body: what is not the JSON that the contract wants, but taken all the same.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Behaviour } from '../behaviour.ts';
import { jsonAnswer, textAnswer } from '../call.ts';
import { change } from '../change.ts';
import type { WrongType } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { scanValue } from '../json-text.ts';
import type { ShapeName } from '../messages.ts';
import { invalidArgument } from '../refusal.ts';
import { partyFault } from './party-fault.ts';

/** Takes something else instead of a value of the wrong type; `undefined` refuses as before. */
function repaired(behaviour: Behaviour, repair: (wrong: WrongType) => Json | undefined): Behaviour {
  return change(behaviour, 'body', {
    repair(wrong) {
      const instead = repair(wrong);
      return instead === undefined ? behaviour.body.repair(wrong) : { instead };
    },
  });
}

/** Rewrites a text that is not JSON and reads it then; the first complaint stays when that does not help. */
function mended(behaviour: Behaviour, mend: (text: string) => readonly string[]): Behaviour {
  return change(behaviour, 'body', {
    parse(text, scene) {
      try {
        return behaviour.body.parse(text, scene);
      } catch (complaint) {
        for (const candidate of mend(text)) {
          try {
            return JSON.parse(candidate) as Json;
          } catch {}
        }
        throw complaint;
      }
    },
  });
}

const isRequest = (shape: ShapeName): boolean => shape === 'AllocatePartyRequest' || shape === 'CreateUserRequest';
const isPrimitive = (value: Json): value is string | number | boolean => typeof value !== 'object';
const defaults: Readonly<Record<string, Json>> = { string: '', object: {}, array: [] };

export const bodyFaults: readonly Fault[] = [
  partyFault({
    id: 'coerces-numbers',
    title: 'Numbers are taken for texts',
    catches: ['body/wrong-type-rejected'],
    users: ['body/wrong-type-rejected'],
    apply: (b) =>
      repaired(b, ({ expected, value }) =>
        expected === 'string' && typeof value === 'number' ? String(value) : undefined,
      ),
  }),
  partyFault({
    id: 'coerces-booleans',
    title: 'Booleans are taken for texts',
    catches: ['body/wrong-type-rejected'],
    users: ['body/wrong-type-rejected'],
    apply: (b) =>
      repaired(b, ({ expected, value }) =>
        expected === 'string' && typeof value === 'boolean' ? String(value) : undefined,
      ),
  }),
  partyFault({
    id: 'ignores-wrong-type-of-metadata',
    title: 'Metadata that is no object is ignored',
    catches: ['body/wrong-type-rejected'],
    users: ['body/wrong-type-rejected'],
    apply: (b) => repaired(b, ({ shape, path }) => (shape === 'ObjectMeta' && path === '' ? {} : undefined)),
  }),
  partyFault({
    id: 'ignores-wrong-type-of-annotations',
    title: 'Annotations that are no object are ignored',
    catches: ['body/wrong-type-rejected'],
    users: ['body/wrong-type-rejected'],
    apply: (b) => repaired(b, ({ path, value }) => (path === 'annotations' && value !== null ? {} : undefined)),
  }),
  partyFault({
    id: 'annotation-values-coerced',
    title: 'Numbers and booleans are taken for the text of an annotation',
    catches: ['body/wrong-type-rejected'],
    users: ['body/wrong-type-rejected'],
    apply: (b) =>
      repaired(b, ({ path, value }) =>
        path.startsWith('annotations.') && isPrimitive(value) ? String(value) : undefined,
      ),
  }),
  partyFault({
    id: 'null-as-absent',
    title: 'null is as good as a missing member',
    catches: ['body/null-rejected'],
    users: ['body/null-rejected'],
    apply: (b) => repaired(b, ({ expected, value }) => (value === null ? defaults[expected] : undefined)),
  }),
  partyFault({
    id: 'null-hint-as-absent',
    title: 'null for the hint is as good as none',
    catches: ['body/null-rejected'],
    apply: (b) => repaired(b, ({ path, value }) => (value === null && path === 'partyIdHint' ? '' : undefined)),
  }),
  partyFault({
    id: 'null-annotations-as-absent',
    title: 'null for the annotations is as good as none',
    catches: ['body/null-rejected'],
    users: ['body/null-rejected'],
    apply: (b) => repaired(b, ({ path, value }) => (value === null && path === 'annotations' ? {} : undefined)),
  }),
  partyFault({
    id: 'empty-body-allocates',
    title: 'Without a body a party is allocated',
    catches: ['body/missing-body-rejected'],
    apply: (b) => change(b, 'body', { text: (call) => (call.body.length === 0 ? '{}' : b.body.text(call)) }),
  }),
  partyFault({
    id: 'trailing-garbage-ignored',
    title: 'What follows the body is ignored',
    catches: ['body/malformed-json-rejected'],
    users: ['body/malformed-json-rejected'],
    apply: (b) =>
      mended(b, (text) => {
        const scan = scanValue(text);
        return 'end' in scan ? [text.slice(0, scan.end)] : [];
      }),
  }),
  partyFault({
    id: 'json5-accepted',
    title: 'Single quotes, comments, NaN and commas at the end are taken',
    catches: ['body/malformed-json-rejected'],
    users: ['body/malformed-json-rejected'],
    apply: (b) =>
      mended(b, (text) => [
        text
          .replace(/\/\*[\s\S]*?\*\//g, '')
          .replace(/\/\/.*$/gm, '')
          .replaceAll("'", '"')
          .replace(/\b(?:NaN|Infinity)\b/g, 'null')
          .replace(/,(\s*[}\]])/g, '$1'),
      ]),
  }),
  partyFault({
    id: 'trailing-comma-accepted',
    title: 'A comma after the last member is taken',
    catches: ['body/malformed-json-rejected'],
    users: ['body/malformed-json-rejected'],
    apply: (b) => mended(b, (text) => [text.replace(/,(\s*[}\]])/g, '$1')]),
  }),
  partyFault({
    id: 'unescaped-control-accepted',
    title: 'Control characters in texts need no escape',
    catches: ['body/malformed-json-rejected'],
    users: ['body/malformed-json-rejected'],
    apply: (b) =>
      mended(b, (text) => [
        text.replace(/[\t\n\r]/g, (it) => JSON.stringify(it).slice(1, -1)),
        text.replace(/\p{Cc}/gu, (it) => JSON.stringify(it).slice(1, -1)),
      ]),
  }),
  partyFault({
    id: 'truncated-json-completed',
    title: 'A body that stops too early is completed',
    catches: ['body/malformed-json-rejected'],
    users: ['body/malformed-json-rejected'],
    apply: (b) => mended(b, (text) => ['}', '"}', '}}', '"}}', '}}}', '"}}}'].map((end) => text.trimEnd() + end)),
  }),
  partyFault({
    id: 'byte-order-mark-accepted',
    title: 'A byte-order mark before the body is skipped',
    catches: ['body/byte-order-mark-rejected'],
    users: ['body/byte-order-mark-rejected'],
    breaks: 'reference',
    verdictWhenCaught: 'warned',
    apply: (b) => change(b, 'body', { text: (call) => b.body.text(call).replace(/^\ufeff/, '') }),
  }),
  partyFault({
    id: 'non-object-accepted',
    title: 'A body that is no object is as good as an empty one',
    catches: ['body/not-an-object-rejected'],
    apply: (b) => repaired(b, ({ shape, path }) => (shape === 'AllocatePartyRequest' && path === '' ? {} : undefined)),
  }),
  partyFault({
    id: 'null-body-accepted',
    title: 'The body null is as good as an empty one',
    catches: ['body/not-an-object-rejected'],
    apply: (b) =>
      repaired(b, ({ shape, path, value }) =>
        shape === 'AllocatePartyRequest' && path === '' && value === null ? {} : undefined,
      ),
  }),
  partyFault({
    id: 'array-of-one-accepted',
    title: 'An array is read as its first element',
    catches: ['body/not-an-object-rejected'],
    users: ['body/not-an-object-rejected'],
    apply: (b) =>
      repaired(b, ({ shape, path, value }) =>
        isRequest(shape) && path === '' && Array.isArray(value) ? (value[0] ?? {}) : undefined,
      ),
  }),
  partyFault({
    id: 'decode-error-as-json',
    title: 'A body that cannot be decoded is refused with a JSON error',
    catches: ['body/decode-error-form'],
    users: ['body/decode-error-form'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'errors', {
        decodeFailure: (failure, scene) =>
          jsonAnswer(
            400,
            scene.behaviour.http.encode(
              scene.behaviour.errors.body(invalidArgument(failure.message, { origin: 'http' }), scene),
            ),
          ),
      }),
  }),
  partyFault({
    id: 'decode-error-without-prefix',
    title: 'The text for a body that cannot be decoded does not start with "Invalid value for: "',
    catches: ['body/decode-error-form'],
    users: ['body/decode-error-form'],
    breaks: 'reference',
    apply: (b) =>
      change(b, 'errors', { decodeFailure: (failure) => textAnswer(400, failure.detail || 'cannot be decoded') }),
  }),
];
