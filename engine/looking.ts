/**
 * Reading what a target holds, on a connection of its own (design.md, rule 3).
 */
import type { Exchange, WireRequest } from '../target/exchange.ts';
import type { RunContext } from './context.ts';
import { Interrupted } from './signals.ts';

/**
 * Reads; sent again by the client on transient trouble. `label`: what is read, within the suite.
 * @throws Interrupted when the run is stopped
 */
export async function lookAt(
  { target, suite }: Pick<RunContext, 'target' | 'suite'>,
  request: WireRequest,
  label: string,
): Promise<Exchange> {
  const tag = `${suite}/${label}`;
  const exchange = await target.send(request, { tag, connection: 'verification', repeat: 'safe' });
  if (exchange.failure?.kind === 'aborted') throw new Interrupted();
  return exchange;
}
