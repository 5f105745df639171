/**
 * Rights of a creation that must be refused.
 */
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { describeAnswer } from '../../engine/text.ts';
import { rightViolations } from '../../generators/canton/right-violations.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import { partyPlaceholder } from '../../generators/placeholder.ts';
import type { Violation } from '../../generators/violation.ts';
import { cantonError, clientError, clientErrorOrConflict } from '../canton/expectations.ts';
import { costOf, pageClause, productClause, requirementFor } from '../canton/resource.ts';
import { markedUser } from './carriers.ts';
import { withParty } from './party-of-the-run.ts';
import { readUser } from './read-user.ts';
import { users } from './user-resource.ts';

const violations = rightViolations({ party: partyPlaceholder() });

/** The violation with this id. Throws {@link RangeError} when there is none. */
function violation(id: string): Violation {
  const found = violations.find((each) => each.id === id);
  if (!found) throw new RangeError(`No violation of rights has the id ${id}`);
  return found;
}

/** Refused rights; all of them share their carrier, which has a valid right for the party of the run. */
const refused = withParty(
  refusals({ key: 'rights/refusals', operation: users.operation, violations, carrier: markedUser }),
);

/** Experiments of this topic that refuse. */
export const rightRefusals = [refused];

/** Requirements of this topic. */
export const rightRejectionRequirements = [
  requirementFor(users, {
    id: 'rights/unknown-kind-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/Kind/one-of'),
    text: 'A right of a kind that the contract does not have is refused and creates nothing; kinds are case-sensitive.',
    explain: 'Usual causes: unknown kinds ignored, so that a typing error silently gives no right.',
    smoke: true,
    check: rejects([refused], [violation('right-kind-unknown')], clientError()),
  }),
  requirementFor(users, {
    id: 'rights/kind-missing-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/Kind/required'),
    text: 'A right without kind is refused and creates nothing.',
    explain: 'Usual causes: an empty right ignored.',
    check: rejects([refused], [violation('right-kind-missing')], clientError()),
  }),
  requirementFor(users, {
    id: 'rights/empty-kind-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-empty-right-code'),
    text: 'A right of the kind Empty, or without kind, is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: a right that gives nothing ignored.',
    check: rejects(
      [refused],
      [violation('right-kind-empty'), violation('right-kind-missing')],
      cantonError('INVALID_ARGUMENT'),
    ),
  }),
  requirementFor(users, {
    id: 'rights/value-missing-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/CreateUserRequest'),
    text: 'A right whose kind has no value is refused and creates nothing.',
    explain: 'Usual causes: the value taken for empty.',
    check: rejects([refused], [violation('right-value-missing')], clientError()),
  }),
  requirementFor(users, {
    id: 'rights/party-missing-rejected',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'schema/CreateUserRequest'),
    text: 'A right for a party that names none, or an empty one, is refused and creates nothing.',
    explain: 'Usual causes: the party taken for the primary party; a right for the empty name stored.',
    check: rejects([refused], [violation('right-party-missing'), violation('right-party-empty')], clientError()),
  }),
  requirementFor(users, {
    id: 'rights/party-malformed-rejected',
    level: 'MUST',
    profile: 'reference',
    source: productClause(users, 'create-right-party-code'),
    text: 'A right for a malformed party is refused with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the party not checked; the error of another field.',
    check: rejects(
      [refused],
      [violation('right-party-malformed'), violation('right-party-too-long')],
      cantonError('INVALID_ARGUMENT'),
    ),
  }),
  requirementFor(users, {
    id: 'rights/refused-right-creates-nothing',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(users, 'response-default'),
    text: 'A creation with one bad right among good ones is refused as a whole: no user exists afterwards.',
    explain: 'Usual causes: the user created before its rights are checked; the good rights kept.',
    check: scenario({
      key: 'rights/refused-right-creates-nothing',
      cost: costOf(users, 3, 5),
      satisfied: 'A bad right among good ones created nothing.',
      run: async (steps) => {
        const good = [plainRight('CanReadAsAnyParty'), plainRight('CanExecuteAsAnyParty')];
        await steps.given(users.operation, 'control', { ...users.body(), rights: good });
        // One that the decoder refuses, and one that only the rules for rights do.
        const bad = {
          'unknown kind': { CanDoAnything: { value: {} } },
          'no party': { CanActAs: { value: { party: '' } } },
        };
        for (const [label, kind] of Object.entries(bad)) {
          const rights = [good[0]!, { kind }, good[1]!];
          const record = await steps.create(users.operation, `bad right, ${label}`, { ...users.body(), rights });
          steps.check(clientErrorOrConflict(record), {
            summary: `A creation with one bad right among good ones was not refused (${label})`,
            expected: 'a refusal with a 4xx status',
            actual: describeAnswer(record.exchange),
            pointer: '/rights/1/kind',
            evidence: [record.exchange],
          });
          const { details, exchange } = await readUser(steps, record.name, `read, ${label}`);
          steps.check(details === undefined, {
            summary: `A creation with one bad right among good ones created the user (${label})`,
            expected: `no user "${record.name}"`,
            actual: describeAnswer(exchange),
            evidence: [record.exchange, exchange],
          });
        }
      },
    }),
  }),
];
