/**
 * All experiments whose registrations must be refused. Violations that are put into the same valid registration share their controls:
 * parties cannot be deleted.
 */
import { type RefusalEvidence, type RefusalOptions, refusals } from '../../engine/checks/refusal.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { registrations, withEveryAlias } from '../../generators/ishare/registration.ts';
import { registrationViolations } from '../../generators/ishare/violations.ts';
import type { Violation } from '../../generators/violation.ts';
import { registerParty } from '../ishare/register-party.ts';

/** The violation with this id. @throws RangeError when there is none */
export function violationOf(id: string): Violation {
  const found = registrationViolations.find((violation) => violation.id === id);
  if (!found) throw new RangeError(`there is no violation ${id}`);
  return found;
}

function experiment(
  key: string,
  ids: readonly string[],
  more: Partial<Pick<RefusalOptions, 'carrier' | 'lane' | 'policy'>> = {},
): Experiment<RefusalEvidence> {
  const violations = ids.map(violationOf);
  return refusals({
    key: `refusals/${key}`,
    operation: registerParty,
    violations,
    carrier: () => registrations,
    ...more,
  });
}

const plain = [
  'party-member-missing',
  'party-member-type',
  'claim-member-missing',
  'claim-status-unknown',
  'compliance-member-missing',
  'role-member-missing',
  'role-value-unknown',
  'agreement-member-missing',
  'certificate-member-missing',
  'certificate-status',
  'date-malformed',
  'claims-empty',
  'compliance-claim-missing',
  'agreement-claim-missing',
  'role-claim-missing',
];

/** Violations that need nothing of the valid registration that they are put into. */
export const plainViolations: readonly Violation[] = plain.map(violationOf);

/** One pair of controls for all of those. */
export const plainRefusals = experiment('plain', plain);

const groups: readonly { readonly ids: readonly string[]; readonly experiment: Experiment<RefusalEvidence> }[] = [
  { ids: plain, experiment: plainRefusals },
  ...(
    [
      ['additional-info', ['additional-info-publishable'], {}],
      ['consumer', ['credential-missing-consumer'], {}],
      // With every other identifier, so that it can be seen whether one of them is left.
      ['entitled-party', ['credential-missing-entitled-party'], { carrier: () => registrations.map(withEveryAlias) }],
      ['provider', ['credential-missing-provider', 'certificate-rule-provider'], {}],
      ['mixed-roles', ['certificate-rule-mixed-roles'], {}],
      // A registry may have nothing to do with these: then their controls are refused, too.
      ['other-roles', ['certificate-rule-other-roles'], { policy: true }],
      ['assertion', ['assertion-member-missing'], { policy: true }],
      ['auth-registry', ['auth-registry-member-missing'], { policy: true }],
      ['membership', ['membership-member-missing'], { policy: true }],
      // What these would create carries no name, so the whole list is compared.
      ['malformed', ['malformed-json'], { lane: 'exclusive' }],
      ['missing-body', ['missing-body'], { lane: 'exclusive' }],
      ['not-an-object', ['not-an-object'], { lane: 'exclusive' }],
    ] as const
  ).map(([key, ids, more]) => ({ ids, experiment: experiment(key, ids, more) })),
];

/** Every experiment whose violations are invalid under `contract`. */
export const contractRefusals: readonly Experiment<RefusalEvidence>[] = groups.map((group) => group.experiment);

/** The experiment that has this violation. @throws RangeError when none has */
export function refusalsWith(id: string): Experiment<RefusalEvidence> {
  const group = groups.find(({ ids }) => ids.includes(id));
  if (!group) throw new RangeError(`no experiment has the violation ${id}`);
  return group.experiment;
}

/** Violations of `reference` with the same valid registration. */
export const meaningless = experiment('semantics', [
  'fingerprint-of-another',
  'certificate-unreadable',
  'subject-of-another',
  'hash-malformed',
  'period-reversed',
  'date-with-offset',
]);

/** A violation of `reference` on its own: it needs another control, or a certificate that cannot always be made. */
export const alone = (id: string): Experiment<RefusalEvidence> => experiment(id, [id]);
