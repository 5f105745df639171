/**
 * What `GET /parties/{id}` says of the specimens, read right after they were registered, on connections of its own.
 */
import type { Json } from '../../contracts/model.ts';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Breach, findingOf } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment, Lane } from '../../engine/experiment.ts';
import type { Check } from '../../engine/requirement.ts';
import { digitsOf } from '../../generators/ishare/party-identity.ts';
import type { Exchange } from '../../target/exchange.ts';
import { postedParty } from '../ishare/encoding.ts';
import type { Members } from '../ishare/members.ts';
import { readOne } from '../ishare/registered.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { jsonOf } from '../json.ts';
import { drawn, required, specimens } from './specimens.ts';

/** A registration and a reading of it. */
export interface Reading {
  readonly it: AcceptanceCase;
  /** As the registration answered. */
  readonly created: Members;
  readonly exchange: Exchange;
  /** As it was read; absent where nothing could be read. */
  readonly shown: Members | undefined;
}

/** The identifier under which a party was posted, or the one that it was given where none was posted. */
export function postedId(it: AcceptanceCase): string {
  const posted: Json | undefined = postedParty(it.record.exchange.request.body)?.id;
  return typeof posted === 'string' ? posted : (it.id ?? '');
}

/** An identifier of this run that nobody registers. */
export const unknownId = ({ namespace }: RunContext): string =>
  `did:ishare:EU.NL.NTRNL-${digitsOf(`${namespace} is registered by nobody`)}`;

/** Every accepted specimen. */
export async function acceptedSpecimens(context: RunContext): Promise<readonly AcceptanceCase[]> {
  const evidence = await Promise.all(specimens.map((source) => context.evidence(source)));
  return evidence.flatMap(({ cases }) => cases).filter((it) => it.accepted);
}

function readings(key: string, lane: Lane): Experiment<readonly Reading[]> {
  return {
    key,
    lane,
    vectors: () => [],
    cost: (draw) => ({
      parties: 0,
      users: 0,
      exchanges: [required, drawn].reduce((sum, source) => sum + source.cost(draw).exchanges, 0),
    }),
    run: async (context) =>
      Promise.all(
        (await acceptedSpecimens(context)).map(async (it) => {
          const exchange = await readOne(context, postedId(it), `${key}#${it.record.name}`);
          const shown = exchange.response?.status === 200 ? shownParty(jsonOf(exchange)) : undefined;
          return { it, created: shownParty(it.json) ?? {}, exchange, shown };
        }),
      ),
  };
}

/** Right after the registrations. */
export const readBacks = readings('read-backs', 'concurrent');

/** After everything else. */
export const finalReadings = readings('final-readings', 'last');

/** Decides over every reading of an experiment. `readable`: only readings that show a party; the others are another requirement's matter. */
export function overReadings(
  experiment: Experiment<readonly Reading[]>,
  property: (reading: Reading, context: RunContext) => Breach | undefined | Promise<Breach | undefined>,
  satisfied: string,
  concerns: (reading: Reading) => boolean = () => true,
): Check {
  return {
    experiments: [...specimens, experiment],
    judge: async (context) => {
      const all = await context.evidence(experiment);
      if (all.length === 0)
        return undetermined('control-refused', 'No valid request was accepted, so there is nothing to read.');
      const concerned = all.filter(concerns);
      if (concerned.length === 0)
        return undetermined('read-back-unavailable', 'No registered party could be read by its identifier.');
      const findings = (
        await Promise.all(
          concerned.map(async (reading) => {
            const breach = await property(reading, context);
            if (!breach) return [];
            const evidence = [reading.it.record.exchange, reading.exchange];
            return [{ ...findingOf({ seed: context.draw.seed }, reading.it, breach), evidence }];
          }),
        )
      ).flat();
      if (findings.length > 0) return failed({ sent: concerned.length, failed: findings.length }, findings);
      return passed(concerned.length, satisfied);
    },
  };
}

/** Whether a party could be read. */
export const isReadable = ({ shown }: Reading): boolean => shown !== undefined;
