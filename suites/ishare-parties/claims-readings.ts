/**
 * What `GET /parties/{id}/claims` says of some specimens that have many claims, on connections of its own.
 */

import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { lookAt } from '../../engine/looking.ts';
import type { Exchange } from '../../target/exchange.ts';
import { getClaims, readyRequest } from '../ishare/requests.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { acceptedSpecimens, postedId, type Reading } from './readings.ts';
import { isRow } from './specimens.ts';

const MANIFOLD = ['as-in-the-example', 'mixed-roles', 'additional-info-full'];

/** Parties with several identifiers and claims, for what is asked once for each of those. */
export const isManifold = isRow(...MANIFOLD);

/** Asks for the claims of the party with this identifier. */
export function readClaims(context: RunContext, id: string, label: string): Promise<Exchange> {
  return lookAt(context, readyRequest(context, getClaims(id)), label);
}

/** Right after the registrations. `shown` is left to those who look. */
export const claimsReadings: Experiment<readonly Reading[]> = {
  key: 'claims-readings',
  lane: 'concurrent',
  vectors: () => [],
  cost: () => ({ parties: 0, users: 0, exchanges: MANIFOLD.length }),
  run: async (context) =>
    Promise.all(
      (await acceptedSpecimens(context)).filter(isManifold).map(async (it) => {
        const exchange = await readClaims(context, postedId(it), `claims#${it.record.name}`);
        return { it, created: shownParty(it.json) ?? {}, exchange, shown: undefined };
      }),
    ),
};
