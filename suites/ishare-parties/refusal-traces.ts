/**
 * What is left of refused registrations where a look at the party itself shows nothing: its claims, and its other identifiers.
 */
import type { RefusalCase } from '../../engine/checks/refusal.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import type { Exchange } from '../../target/exchange.ts';
import { postedParty } from '../ishare/encoding.ts';
import { ishareInputs } from '../ishare/inputs.ts';
import { textsIn } from '../ishare/members.ts';
import { readOne } from '../ishare/registered.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { jsonOf } from '../json.ts';
import { readClaims } from './claims-readings.ts';
import { unknownId } from './readings.ts';
import { contractRefusals } from './refusals.ts';

/** Something that exists although its registration was refused. */
export interface Trace {
  readonly of: RefusalCase;
  /** What was found, in words. */
  readonly found: string;
  readonly exchange: Exchange;
}

const VIOLATIONS = contractRefusals.length + 15;

/** Whether an answer is a success. */
const succeeds = ({ response }: Exchange): boolean => response?.status === 200;

/** Looks for the claims and the other identifiers of one refused registration for each way to be wrong. */
export const refusalTraces: Experiment<readonly Trace[]> = {
  key: 'refusals/traces',
  lane: 'last',
  vectors: () => [],
  cost: () => ({ parties: 0, users: 0, exchanges: 2 * VIOLATIONS + 1 }),
  run: async (context) => {
    const evidence = await Promise.all(contractRefusals.map((experiment) => context.evidence(experiment)));
    const byViolation = new Map<string, RefusalCase>();
    for (const it of evidence.flatMap(({ cases }) => cases)) {
      const status = it.record.exchange.response?.status ?? 0;
      if (status >= 400 && status < 500 && !byViolation.has(it.violation.id)) byViolation.set(it.violation.id, it);
    }
    const invents = succeeds(await readClaims(context, unknownId(context), 'traces#claims of nobody'));
    const traces = await Promise.all([...byViolation.values()].map((it) => tracesOf(context, it, invents)));
    return traces.flat();
  },
};

/** `invents`: where claims of a party that nobody registered are found as well, claims show nothing. */
async function tracesOf(context: RunContext, it: RefusalCase, invents: boolean): Promise<readonly Trace[]> {
  const name = it.record.names[0] ?? '';
  const identity = ishareInputs(context).identities.forName(name, 'refused');
  const posted = postedParty(it.record.exchange.request.body);
  // An identifier that others have as well may be registered for one of them.
  if (!identity || identity.shared || posted?.id !== identity.partyId) return [];
  const traces: Trace[] = [];
  if (!invents) {
    const exchange = await readClaims(context, identity.partyId, `traces#claims of ${name}`);
    if (succeeds(exchange)) traces.push({ of: it, found: `claims of ${identity.partyId}`, exchange });
  }
  const alias = textsIn(posted.alsoKnownAs).find((each) => each !== identity.partyId && each.includes(name));
  if (alias === undefined) return traces;
  const exchange = await readOne(context, alias, `traces#${alias}`);
  const party = shownParty(jsonOf(exchange));
  const has = party !== undefined && (party.id === alias || textsIn(party.alsoKnownAs).includes(alias));
  if (succeeds(exchange) && has) traces.push({ of: it, found: `a party with the identifier ${alias}`, exchange });
  return traces;
}
