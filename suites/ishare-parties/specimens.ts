/**
 * Valid registrations: one corpus that most requirements read, because parties cannot be deleted.
 */
import { type AcceptanceCase, acceptances, type LabelledBody } from '../../engine/checks/acceptance.ts';
import type { Budget } from '../../engine/experiment.ts';
import { type AcceptableRegistration, mayBeAccepted, mustBeAccepted } from '../../generators/ishare/acceptable.ts';
import { registrations } from '../../generators/ishare/registration.ts';
import { registerParty } from '../ishare/register-party.ts';

/** What a smoke run registers of the tables. */
const SMOKE: ReadonlySet<string> = new Set(['minimum-service-provider', 'as-in-the-example', 'texts-beyond-ascii']);
const DRAWN = { smoke: 0, standard: 8, thorough: 60 } as const;

const rows = (list: readonly AcceptableRegistration[], budget: Budget): readonly LabelledBody[] =>
  list
    .filter(({ id }) => budget !== 'smoke' || SMOKE.has(id))
    .map(({ id, template }) => ({ label: id, body: { kind: 'json', value: template } }));

const ofProfile = (wanted: AcceptableRegistration['profile']): readonly AcceptableRegistration[] =>
  mustBeAccepted.filter(({ profile }) => profile === wanted);

/** Must be accepted under `contract`. */
export const required = acceptances({
  key: 'registrations/required',
  operation: registerParty,
  profile: 'contract',
  bodies: { kind: 'table', rows: ({ budget }) => rows(ofProfile('contract'), budget) },
});

/** The same, in combinations that are drawn. */
export const drawn = acceptances({
  key: 'registrations/drawn',
  operation: registerParty,
  profile: 'contract',
  bodies: { kind: 'drawn', arbitrary: () => registrations, count: ({ budget }) => DRAWN[budget] },
});

/** Must or should be accepted under `reference`. */
export const stricter = acceptances({
  key: 'registrations/stricter',
  operation: registerParty,
  profile: 'reference',
  bodies: { kind: 'table', rows: ({ budget }) => rows(ofProfile('reference'), budget) },
});

/** A registry may refuse these; what it accepts it must keep. */
export const policy = acceptances({
  key: 'registrations/policy',
  operation: registerParty,
  profile: 'not-scored',
  bodies: { kind: 'table', rows: ({ budget }) => rows(mayBeAccepted, budget) },
});

/** Every specimen, in this order. */
export const specimens = [required, drawn, stricter, policy];

/** Whether a case is one of these rows. */
export function isRow(...ids: readonly string[]): (it: AcceptanceCase) => boolean {
  return ({ label }) => ids.includes(label);
}
