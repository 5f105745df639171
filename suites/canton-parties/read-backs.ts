/**
 * What `GET /v2/parties/{party}` says of the specimens, read right after they were allocated, on connections of its own.
 */
import type { Json } from '../../contracts/model.ts';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { Inconclusive, Interrupted } from '../../engine/signals.ts';
import { fillTemplate } from '../../engine/template.ts';
import type { Exchange } from '../../target/exchange.ts';
import { items } from '../canton/json.ts';
import { jsonOf } from '../canton/judge.ts';
import { getParty } from '../canton/requests.ts';
import { concurrentWithHints, concurrentWithoutHint, specimens } from './specimens.ts';

/** One allocation and its reading. */
export interface ReadBackCase {
  readonly it: AcceptanceCase;
  readonly exchange: Exchange;
  /** All entries of the answer. */
  readonly entries: readonly Json[];
}

const SOURCES = [specimens, concurrentWithHints, concurrentWithoutHint];

/** Readings of every accepted specimen. */
export const readBacks: Experiment<readonly ReadBackCase[]> = {
  key: 'read-backs',
  lane: 'concurrent',
  vectors: () => [],
  cost: (draw) => ({
    parties: 0,
    users: 0,
    exchanges: SOURCES.reduce((sum, source) => sum + source.cost(draw).exchanges, 0),
  }),
  run: async (context) => {
    if (context.statement.get('readBack')?.value === false) {
      throw new Inconclusive(
        'read-back-unavailable',
        'The statement declares that parties cannot be read back (readBack: false).',
      );
    }
    const evidence = await Promise.all(SOURCES.map((source) => context.evidence(source)));
    const accepted = evidence.flatMap(({ cases }) => cases).filter((it) => it.accepted);
    return Promise.all(accepted.map((it) => readBack(context, it)));
  },
};

async function readBack(context: RunContext, it: AcceptanceCase): Promise<ReadBackCase> {
  const exchange = await context.target.send(
    fillTemplate(getParty(it.id ?? ''), () => ''),
    {
      tag: `${context.suite}/read-backs#${it.record.name}`,
      connection: 'verification',
      repeat: 'safe',
    },
  );
  if (exchange.failure?.kind === 'aborted') throw new Interrupted();
  return { it, exchange, entries: items(jsonOf(exchange), 'partyDetails') };
}
