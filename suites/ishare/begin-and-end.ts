/**
 * The first look at a registry, and the settling at the end.
 */
import type { RunContext } from '../../engine/context.ts';
import { sendCreation } from '../../engine/sending.ts';
import { NotApplicable } from '../../engine/signals.ts';
import type { Probe, StatementEntry } from '../../engine/suite.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { ConcordatError, SuiteError, TargetGoneError } from '../../target/errors.ts';
import type { Exchange } from '../../target/exchange.ts';
import { registerParty } from './register-party.ts';
import { findRegistered } from './registered.ts';
import { readyRequest } from './requests.ts';
import { REGISTRATION_SERVICE, selfDescription, servicesIn } from './self-description.ts';

const TRANSIENT: ReadonlySet<number> = new Set([429, 503, 504]);
const ABSENT: ReadonlySet<number> = new Set([404, 405, 501]);

/** What an operator may declare about a registry. */
export const ishareStatement: readonly StatementEntry[] = [
  {
    name: 'requestEncoding',
    values: ['json', 'jwt', 'jwt-party-info'],
    meaning:
      'Body of a registration: JSON, or a JWT (application/jwt) with the members of the party at the top of its payload or in partyInfo.',
  },
];

/** Whether the answer is about the state of the registry rather than about the request. */
export function isTransient({ response }: Exchange): boolean {
  return !response || TRANSIENT.has(response.status);
}

const APPLICABLE: Probe = { applicable: true, reason: '', product: '', version: '' };

/**
 * Whether the optional operation is offered: it is not where a registration is answered with 404, 405 or 501, and neither the
 * capabilities nor OPTIONS say otherwise.
 */
export async function probeRegistry(context: RunContext): Promise<Probe> {
  try {
    // Wrong in so many ways that nothing is registered.
    const hopeless = await context.target.send(
      readyRequest(context, registerParty.template({ kind: 'text', text: '{"id":0}' })),
      { tag: `${context.suite}/probe#hopeless`, connection: 'verification' },
    );
    if (!ABSENT.has(statusOf(hopeless))) return APPLICABLE;
    // A registry may answer bad input with 404: only a valid registration shows that nothing is there.
    const vector = { label: 'valid', template: registerParty.template({ kind: 'json', value: registration() }) };
    const { exchange } = await sendCreation(context, registerParty, vector, { scope: 'probe' });
    if (!ABSENT.has(statusOf(exchange)) || (await saysOtherwise(context))) return APPLICABLE;
    const reason = `The registry does not offer POST /parties, which is optional: ${describeAnswer(exchange)}`;
    return { ...APPLICABLE, applicable: false, reason };
  } catch (error) {
    // Without a token or a certificate nothing can be seen here; each requirement says so for itself.
    const known = error instanceof NotApplicable || (error instanceof ConcordatError && !(error instanceof SuiteError));
    if (known && !(error instanceof TargetGoneError)) return APPLICABLE;
    throw error;
  }
}

async function saysOtherwise(context: RunContext): Promise<boolean> {
  const { capabilities, options } = await selfDescription(context);
  const listed = servicesIn(capabilities, 'all').some(({ identifier }) => identifier === REGISTRATION_SERVICE);
  return listed || /\bPOST\b/i.test(options.response?.headers.allow ?? '');
}

/** Settles registrations of unknown outcome by a last look. Parties cannot be deleted. */
export async function finishRegistry(context: RunContext): Promise<void> {
  const pending = context.journal.pending('party').filter((name) => name.startsWith(`${context.namespace}-`));
  if (pending.length === 0) return;
  const seen = await findRegistered(context, pending);
  if (seen.available) context.journal.settle('party', seen.found);
}

function statusOf({ response }: Exchange): number {
  return response?.status ?? 0;
}
