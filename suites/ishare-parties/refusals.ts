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
  'framework-id-missing',
  'text-member-type',
  'capability-url-malformed',
  'claims-empty',
  'compliance-claim-missing',
  'agreement-claim-missing',
  'role-claim-missing',
];

/** One pair of controls for all of those. */
const plainRefusals = experiment('plain', plain);

interface Group {
  readonly ids: readonly string[];
  readonly experiment: Experiment<RefusalEvidence>;
}

const group = (
  key: string,
  ids: readonly string[],
  more: Partial<Pick<RefusalOptions, 'carrier' | 'lane' | 'policy'>> = {},
): Group => ({ ids, experiment: experiment(key, ids, more) });

/** What every registry has to do with. */
const groups: readonly Group[] = [
  { ids: plain, experiment: plainRefusals },
  group('additional-info', ['additional-info-publishable', 'additional-info-type']),
  group('consumer', ['credential-missing-consumer']),
  // With every other identifier, so that it can be seen whether one of them is left.
  group('entitled-party', ['credential-missing-entitled-party'], { carrier: () => registrations.map(withEveryAlias) }),
  group('provider', ['credential-missing-provider', 'certificate-rule-provider']),
  group('mixed-roles', ['certificate-rule-mixed-roles']),
  // A registry may have nothing to do with these: then their controls are refused, too.
  group('other-roles', ['certificate-rule-other-roles'], { policy: true }),
  group('assertion', ['assertion-member-missing', 'assertion-status-and-dates'], { policy: true }),
  group('auth-registry', ['auth-registry-member-missing', 'auth-registry-status-and-dates'], { policy: true }),
  group(
    'membership',
    ['membership-member-missing', 'membership-publishable', 'membership-status-and-dates', 'membership-value'],
    { policy: true },
  ),
  // What these would create carries no name, so the whole list is compared.
  group('malformed', ['malformed-json'], { lane: 'exclusive' }),
  group('missing-body', ['missing-body'], { lane: 'exclusive' }),
  group('not-an-object', ['not-an-object'], { lane: 'exclusive' }),
];

/** What needs a certificate that cannot always be made, or concerns few registries. */
const rareGroups: readonly Group[] = [
  group('second-certificate', ['second-certificate-member-missing', 'second-certificate-of-another'], { policy: true }),
  group('dataspace-agreement', ['dataspace-agreement-member-missing', 'dataspace-agreement-status-and-dates'], {
    policy: true,
  }),
  group('dataspace-role', ['dataspace-role-member', 'dataspace-role-status-and-dates'], { policy: true }),
];

/** Every experiment whose violations, or most of them, are invalid under `contract`, and that every registry can be asked. */
export const contractRefusals: readonly Experiment<RefusalEvidence>[] = groups.map((each) => each.experiment);

/** The experiment that has this violation. @throws RangeError when none has */
export function refusalsWith(id: string): Experiment<RefusalEvidence> {
  const found = [...groups, ...rareGroups].find(({ ids }) => ids.includes(id));
  if (!found) throw new RangeError(`no experiment has the violation ${id}`);
  return found.experiment;
}

/** Bad input and nothing else. A request without a body is not among them: 411 would do for that as well. */
const badInput = [
  ...plain,
  'additional-info-publishable',
  'credential-missing-consumer',
  'credential-missing-entitled-party',
  'credential-missing-provider',
  'certificate-rule-provider',
  'certificate-rule-mixed-roles',
  'malformed-json',
  'not-an-object',
];

/** Violations whose refusal should say that the input is bad; every registry must accept their controls. */
export const badInputViolations: readonly Violation[] = badInput.map(violationOf);

/** The experiments that have those. */
export const badInputRefusals: readonly Experiment<RefusalEvidence>[] = [...new Set(badInput.map(refusalsWith))];

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
