/**
 * What is read of things right after they were created, on connections of its own.
 */

import type { Json } from '../../../contracts/model.ts';
import type { AcceptanceCase, AcceptanceEvidence } from '../../../engine/checks/acceptance.ts';
import type { RunContext } from '../../../engine/context.ts';
import type { Experiment } from '../../../engine/experiment.ts';
import { lookAt } from '../../../engine/looking.ts';
import { Inconclusive } from '../../../engine/signals.ts';
import { fillTemplate } from '../../../engine/template.ts';
import type { Exchange } from '../../../target/exchange.ts';
import { jsonOf, text } from '../../json.ts';
import type { Resource } from '../resource.ts';

/** One creation and its reading. */
export interface ReadBackCase {
  readonly it: AcceptanceCase;
  readonly exchange: Exchange;
  /** The entry of the answer that is about the thing; undefined when there is none. */
  readonly entry: Json | undefined;
}

/** Readings of everything that was accepted. */
export function readBacksOf(
  resource: Resource,
  sources: readonly Experiment<AcceptanceEvidence>[],
): Experiment<readonly ReadBackCase[]> {
  return {
    key: 'read-backs',
    lane: 'concurrent',
    vectors: () => [],
    cost: (draw) => ({
      parties: 0,
      users: 0,
      exchanges: sources.reduce((sum, source) => sum + source.cost(draw).exchanges, 0),
    }),
    run: async (context) => {
      const unreadable = resource.unreadable?.(context);
      if (unreadable !== undefined) throw new Inconclusive('read-back-unavailable', unreadable);
      const evidence = await Promise.all(sources.map((source) => context.evidence(source)));
      const accepted = evidence.flatMap(({ cases }) => cases).filter((it) => it.accepted);
      return Promise.all(accepted.map((it) => readBack(context, resource, it)));
    },
  };
}

/** Reads one thing back, on a connection of its own. */
export async function readBack(
  context: RunContext,
  { get, members }: Resource,
  it: AcceptanceCase,
): Promise<ReadBackCase> {
  const request = fillTemplate(get.template(it.id ?? ''), () => '');
  const exchange = await lookAt(context, request, `read-backs#${it.record.name}`);
  const entry = get.entries(jsonOf(exchange)).find((each) => text(each, members.id) === it.id);
  return { it, exchange, entry };
}
