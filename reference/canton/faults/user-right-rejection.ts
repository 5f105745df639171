/**
 * Faults of rights that must be refused at creation.
 */
import type { Json } from '../../../contracts/model.ts';
import type { Behaviour } from '../behaviour.ts';
import { changeRule, type JsonObject } from '../change.ts';
import { isObject } from '../decode.ts';
import type { Fault } from '../deviation.ts';
import type { Right } from '../messages.ts';
import { invalidField, refusal } from '../refusal.ts';
import { creationsRead, refusedAs } from './user-changes.ts';
import { userFault } from './user-fault.ts';

const KINDS = [
  'CanActAs',
  'CanExecuteAs',
  'CanExecuteAsAnyParty',
  'CanReadAs',
  'CanReadAsAnyParty',
  'Empty',
  'IdentityProviderAdmin',
  'ParticipantAdmin',
];

/** Reads each right of a creation otherwise; `undefined` leaves it out. */
function rightsRead(
  behaviour: Behaviour,
  read: (kind: JsonObject | undefined, right: JsonObject) => Json | undefined,
): Behaviour {
  return creationsRead(behaviour, (body) => {
    if (!Array.isArray(body.rights)) return body;
    const rights = body.rights.flatMap((right: Json) => {
      if (!isObject(right)) return [right];
      const other = read(isObject(right.kind) ? right.kind : undefined, right);
      return other === undefined ? [] : [other];
    });
    return { ...body, rights };
  });
}

/** Applies the rule for rights to some of them only. */
function rightsChecked(behaviour: Behaviour, checked: (right: Right) => boolean): Behaviour {
  const rule = behaviour.rules.createUser.find(({ name }) => name === 'rights');
  return changeRule(behaviour, 'createUser', 'rights', (request, scene) =>
    rule?.check({ ...request, rights: request.rights.filter(checked) }, scene),
  );
}

const named = (kind: JsonObject): string => Object.keys(kind)[0] ?? '';

export const userRightRejectionFaults: readonly Fault[] = [
  userFault({
    id: 'user-unknown-kind-ignored',
    title: 'Rights of a kind that nobody knows are left out silently',
    catches: ['rights/unknown-kind-rejected'],
    apply: (b) =>
      rightsRead(b, (kind, right) => (kind && !KINDS.some((it) => Object.hasOwn(kind, it)) ? undefined : right)),
  }),
  userFault({
    id: 'user-kinds-case-insensitive',
    title: 'Kinds of rights are read in any case',
    catches: ['rights/unknown-kind-rejected'],
    apply: (b) =>
      rightsRead(b, (kind, right) => {
        const known = kind && KINDS.find((it) => it.toLowerCase() === named(kind).toLowerCase());
        return known === undefined ? right : { kind: { [known]: kind?.[named(kind)] ?? null } };
      }),
  }),
  userFault({
    id: 'user-missing-kind-ignored',
    title: 'Rights without a kind are left out silently',
    catches: ['rights/kind-missing-rejected'],
    apply: (b) => rightsRead(b, (_kind, right) => (right.kind === undefined ? undefined : right)),
  }),
  userFault({
    id: 'user-empty-kind-ignored',
    title: 'Rights of the kind Empty are left out silently',
    catches: ['rights/empty-kind-rejected'],
    breaks: 'reference',
    apply: (b) => rightsRead(b, (kind, right) => (kind && Object.hasOwn(kind, 'Empty') ? undefined : right)),
  }),
  userFault({
    id: 'user-empty-kind-as-invalid-field',
    title: 'A right of the kind Empty is an invalid field, not an invalid argument',
    catches: ['rights/empty-kind-rejected'],
    breaks: 'reference',
    apply: (b) => refusedAs(b, 'createUser', 'rights', ({ cause }) => invalidField('rights', cause)),
  }),
  userFault({
    id: 'user-right-value-defaulted',
    title: 'A kind without a value is as good as one with an empty value',
    catches: ['rights/value-missing-rejected'],
    apply: (b) =>
      rightsRead(b, (kind, right) => {
        const inner = kind?.[named(kind)];
        return kind && isObject(inner) && inner.value === undefined && named(kind) !== 'Empty'
          ? { kind: { [named(kind)]: { ...inner, value: {} } } }
          : right;
      }),
  }),
  userFault({
    id: 'user-right-party-optional',
    title: 'Rights for a party need not name it',
    catches: ['rights/party-missing-rejected'],
    apply: (b) => rightsChecked(b, ({ kind }) => kind.value.party !== ''),
  }),
  userFault({
    id: 'user-right-party-unchecked',
    title: 'Parties in rights may be any text',
    catches: ['rights/party-malformed-rejected'],
    breaks: 'reference',
    apply: (b) => rightsChecked(b, ({ kind }) => kind.value.party === undefined || kind.value.party === ''),
  }),
  userFault({
    id: 'user-right-party-as-unknown-resource',
    title: 'A malformed party in a right is an unknown one',
    catches: ['rights/party-malformed-rejected'],
    breaks: 'reference',
    apply: (b) =>
      refusedAs(b, 'createUser', 'rights', (refused) =>
        refused.cause.includes('non expected character') ? refusal('UNKNOWN_RESOURCE', refused.cause) : refused,
      ),
  }),
  userFault({
    id: 'user-created-before-rights-checked',
    title: 'A user is created before its rights are looked at',
    catches: ['rights/refused-right-creates-nothing'],
    apply: (b) =>
      changeRule(b, 'createUser', 'rights', (request, scene, original) => {
        const refused = original();
        if (refused !== undefined) b.users.store({ ...b.users.record(request, scene), rights: new Map() }, scene);
        return refused;
      }),
  }),
  userFault({
    id: 'user-bad-rights-skipped',
    title: 'Of several rights those that cannot be given are left out silently',
    catches: ['rights/refused-right-creates-nothing'],
    apply: (b) =>
      changeRule(b, 'createUser', 'rights', ({ rights }, _scene, original) =>
        rights.length > 1 ? undefined : original(),
      ),
  }),
  userFault({
    id: 'user-null-rights-as-absent',
    title: 'null for the rights is as good as none',
    catches: ['body/null-rejected'],
    apply: (b) => creationsRead(b, (body) => (body.rights === null ? { ...body, rights: [] } : body)),
  }),
  userFault({
    id: 'user-deactivated-text-accepted',
    title: 'The text "true" is as good as true',
    catches: ['body/wrong-type-rejected'],
    apply: (b) =>
      creationsRead(b, (body) =>
        isObject(body.user) && typeof body.user.isDeactivated === 'string'
          ? { ...body, user: { ...body.user, isDeactivated: body.user.isDeactivated === 'true' } }
          : body,
      ),
  }),
  userFault({
    id: 'user-later-member-unchecked',
    title: 'primaryPartyAuthentication may be anything',
    catches: ['body/wrong-type-of-later-member-rejected'],
    breaks: 'reference',
    apply: (b) =>
      creationsRead(b, (body) =>
        isObject(body.user) && Object.hasOwn(body.user, 'primaryPartyAuthentication')
          ? {
              ...body,
              user: { ...body.user, primaryPartyAuthentication: body.user.primaryPartyAuthentication === true },
            }
          : body,
      ),
  }),
];
