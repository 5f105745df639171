/**
 * Identity providers: the configured one, and moving users between it and the default one.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { NotApplicable } from '../../engine/signals.ts';
import type { Exchange } from '../../target/exchange.ts';
import { withJson } from '../canton/requests.ts';

/** The identity provider that the operator names. Throws {@link NotApplicable} without one. */
export function configuredProvider(steps: Scenario): string {
  const value = steps.context.inputs.identityProviderId;
  if (typeof value === 'string' && value !== '') return value;
  throw new NotApplicable('operator-input-missing', 'Needs canton.identityProviderId in the configuration.');
}

/** `PATCH /v2/users/{user-id}/identity-provider-id`; the empty id is the default provider. */
export function moveUser(steps: Scenario, label: string, user: string, from: string, to: string): Promise<Exchange> {
  const body = { userId: user, sourceIdentityProviderId: from, targetIdentityProviderId: to };
  return steps.change(withJson('PATCH', ['v2', 'users', user, 'identity-provider-id'], body), label);
}
