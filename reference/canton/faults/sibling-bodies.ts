/**
 * Faults of how the bodies of updates, grants and revocations are read.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Behaviour } from '../behaviour.ts';
import type { OperationName } from '../call.ts';
import { change, changeRule, onAnswer } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import { partyFault } from './party-fault.ts';
import { userFault } from './user-fault.ts';

const READING: readonly OperationName[] = ['updateParty', 'updateUser', 'grantRights', 'revokeRights'];
const KINDS =
  /^(?:CanActAs|CanReadAs|CanExecuteAs|ParticipantAdmin|IdentityProviderAdmin|CanReadAsAnyParty|CanExecuteAsAnyParty|Empty)$/;

/** Other annotation values, wherever they are. */
function withValues(value: Json, make: (sent: Json) => Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'annotations' && isObject(member)
        ? Object.fromEntries(Object.entries(member).map(([key, sent]) => [key, make(sent)]))
        : withValues(member, make),
    ]),
  );
}

/** Reads the bodies of some operations in another way. */
function parsed(behaviour: Behaviour, operations: readonly OperationName[], read: (json: Json) => Json): Behaviour {
  return change(behaviour, 'body', {
    parse(text, scene) {
      const json = behaviour.body.parse(text, scene);
      return scene.call.operation && operations.includes(scene.call.operation) ? read(json) : json;
    },
  });
}

function hasKnownKind(right: Json): boolean {
  return isObject(right) && isObject(right.kind) && Object.keys(right.kind).some((kind) => KINDS.test(kind));
}

/** Only keys with a space, with two slashes, or that begin with a dot or a minus. */
const badlyWrong = (keys: Iterable<string>): boolean =>
  [...keys].some((key) => /^[.-]| /.test(key) || key.split('/').length > 2);

export const siblingBodyFaults: readonly Fault[] = [
  partyFault({
    id: 'sibling-decode-errors-500',
    title: 'A body of an update or a grant that cannot be read is answered with a 500 page',
    catches: ['patch/malformed-refused'],
    users: ['patch/malformed-refused', 'grants/malformed-refused'],
    apply: (b) =>
      READING.reduce(
        (all, operation) =>
          onAnswer(all, operation, (answer) =>
            answer.status === 400 && String(answer.headers['content-type']).startsWith('text/plain')
              ? { status: 500, headers: { 'content-type': 'text/html' }, body: '<html>error</html>' }
              : answer,
          ),
        b,
      ),
  }),
  partyFault({
    id: 'patch-coerces-annotations',
    title: 'An update makes texts of numbers and objects among its annotations',
    catches: ['patch/malformed-refused'],
    users: ['patch/malformed-refused'],
    apply: (b) => parsed(b, ['updateParty', 'updateUser'], (json) => withValues(json, String)),
  }),
  partyFault({
    id: 'patch-null-removes-annotation',
    title: 'An update with null for an annotation removes it',
    catches: ['patch/malformed-refused'],
    users: ['patch/malformed-refused'],
    apply: (b) =>
      parsed(b, ['updateParty', 'updateUser'], (json) => withValues(json, (sent) => (sent === null ? '' : sent))),
  }),
  userFault({
    id: 'user-grant-skips-unknown-kinds',
    title: 'Grants and revocations leave out rights of kinds that they do not know',
    catches: ['grants/malformed-refused'],
    apply: (b) =>
      parsed(b, ['grantRights', 'revokeRights'], (json) =>
        isObject(json) && Array.isArray(json.rights) ? { ...json, rights: json.rights.filter(hasKnownKind) } : json,
      ),
  }),
  partyFault({
    id: 'patch-keys-barely-checked',
    title: 'Updates check no lengths of keys, no prefixes and no ends of names',
    catches: ['patch/key-rules'],
    users: ['patch/key-rules'],
    apply: (b) =>
      changeRule(
        changeRule(b, 'updateParty', 'annotations', ({ partyDetails }, _scene, original) =>
          badlyWrong((partyDetails?.localMetadata?.annotations ?? new Map()).keys()) ? original() : undefined,
        ),
        'updateUser',
        'annotations',
        ({ user }, _scene, original) =>
          badlyWrong((user?.metadata?.annotations ?? new Map()).keys()) ? original() : undefined,
      ),
  }),
];
