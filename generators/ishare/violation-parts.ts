/** What violations of registrations are made of: valid registrations to break, and ways to break one member. */
import type { Json } from '../../contracts/model.ts';
import { isObject, type JsonObject, type Path, pointerOf, withoutMemberAt, withValueAt } from '../json-paths.ts';
import { fromTable, type TableVariant, type Violation } from '../violation.ts';
import { certificate, role } from './claims.ts';
import { place } from './registration.ts';

/** The valid registration that a violation breaks, made from a draw. */
export type Carrier = (valid: Json) => Json;

/** The draw as it is. */
export const asDrawn: Carrier = (valid) => valid;

/** The claims of a registration. */
export const claimsOf = (valid: Json): readonly JsonObject[] =>
  isObject(valid) ? (valid.claims as readonly JsonObject[]) : [];

/** The registration with other claims. */
export const withClaims = (valid: Json, claims: readonly JsonObject[]): Json =>
  isObject(valid) ? { ...valid, claims } : valid;

/** The draw with these claims behind a single role. */
export const withFurther =
  (...further: readonly JsonObject[]): Carrier =>
  (valid) =>
    withClaims(valid, [...claimsOf(valid).slice(0, place.further), ...further]);

/** The draw without roles beyond the first. */
export const singleRole: Carrier = withFurther();

/** The draw with another right certificate behind a single role. */
export const secondCertificate: Carrier = withFurther(certificate('second', true));

/** The draw with at least two roles: what is checked of the first only shows in the second. */
export const severalRoles: Carrier = (valid) => {
  const claims = claimsOf(valid);
  const first = claims[place.role];
  if (!first || claims.length > place.further) return valid;
  const other = role(first.roleId === 'ServiceProvider' ? 'ServiceConsumer' : 'ServiceProvider', true);
  const { roleId, title } = other;
  return withClaims(valid, [
    ...claims,
    { ...first, roleId: roleId as Json, ...(first.title !== undefined && { title: title as Json }) },
  ]);
};

/** The draw with these roles and a certificate. */
export const withRoles =
  (...roles: readonly string[]): Carrier =>
  (valid) =>
    withClaims(valid, [...claimsOf(valid).slice(0, place.role), ...roles.map((roleId) => role(roleId, true))]);

/** A member of the claim at this place. */
export const at = (index: number, ...members: readonly (string | number)[]): Path => ['claims', index, ...members];

function labelOf(path: Path): string {
  return path.filter((step, index) => typeof step === 'string' || index === path.length - 1).join('.');
}

/** A member is missing. `where` tells places apart whose members have the same name. */
export function missing(path: Path, carrier: Carrier, where = ''): TableVariant {
  return {
    label: `without ${labelOf(path)}${where && ` ${where}`}`,
    rule: 'required',
    pointer: pointerOf(path),
    smoke: true,
    apply: (valid) => ({ kind: 'json', value: withoutMemberAt(carrier(valid), path) }),
  };
}

/** A member has a wrong value. */
export function wrong(rule: string, path: Path, label: string, value: Json, carrier: Carrier): TableVariant {
  return {
    label: `${labelOf(path)}: ${label}`,
    rule,
    pointer: pointerOf(path),
    apply: (valid) => ({ kind: 'json', value: withValueAt(carrier(valid), path, value) }),
  };
}

/** A violation with a fixed table of variants that all break the same carrier. */
export function violation(
  id: string,
  title: string,
  variants: readonly TableVariant[],
  carrier: Carrier,
  profile: Violation['profile'] = 'contract',
): Violation {
  return { id, title, profile, pointer: '', carrier, variants: fromTable(variants) };
}

/** A claim lacks one of these members. */
export function membersMissing(
  id: string,
  title: string,
  index: number,
  members: readonly string[],
  carrier: Carrier,
  profile?: Violation['profile'],
): Violation {
  const variants = members.map((member) => missing(at(index, member), carrier));
  return violation(id, title, variants, carrier, profile);
}
