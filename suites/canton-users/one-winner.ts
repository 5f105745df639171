/**
 * Equal requests at the same time, of which one alone may say that it did something.
 */
import type { Scenario } from '../../engine/checks/scenario.ts';
import { Inconclusive } from '../../engine/signals.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';

const RACERS = 10;

/** Sends a request ten times at once, never again (design.md, rule 10), and expects one winner. `what`: in sentences. */
export async function raceForOne(
  steps: Scenario,
  template: RequestTemplate,
  won: (exchange: Exchange) => boolean,
  what: string,
): Promise<void> {
  const racers = await Promise.all(
    Array.from({ length: RACERS }, (_, racer) => steps.sendOnce(template, `racer ${racer}`)),
  );
  const winners = racers.filter(won);
  const open = racers.filter((racer) => !racer.response || steps.context.isTransient(racer));
  // Without an answer nobody knows who won.
  if (winners.length === 0 && open.length > 0) {
    throw new Inconclusive('transient-trouble', `${open.length} of ${RACERS} ${what} got no lasting answer.`);
  }
  steps.check(winners.length === 1, {
    summary: `Of ${RACERS} ${what} at the same time ${winners.length} did something`,
    expected: 'exactly one',
    actual: winners.length === 0 ? describeAnswer(racers[0] as Exchange) : `${winners.length}`,
    evidence: (winners.length > 0 ? winners : racers).slice(0, 2),
  });
}
