/**
 * What the requirements on trusted list, capabilities and OPTIONS share: the evidence, and the check over it.
 */
import { judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import { failed, passed } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import type { Check } from '../../engine/requirement.ts';
import type { Outcome } from '../../engine/result.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { type SelfDescription, selfDescription } from '../ishare/self-description.ts';
import { type TokenMember, verifiedAnswer } from '../ishare/signed-answer.ts';
import { seriousProblem } from './token-problems.ts';

/** What the registry says, asked once. */
const description: Experiment<SelfDescription> = {
  key: 'self-description',
  lane: 'concurrent',
  vectors: () => [],
  cost: () => ({ parties: 0, users: 0, exchanges: 8 }),
  run: selfDescription,
};

/** Something wrong that was seen in an answer. */
export interface Seen {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  readonly pointer?: string;
  readonly exchange: Exchange;
}

/** Decides over the self-description. */
export function describes(
  look: (
    said: SelfDescription,
    context: RunContext,
  ) => Seen | Outcome | undefined | Promise<Seen | Outcome | undefined>,
  satisfied: string,
  besides: Check['experiments'] = [],
): Check {
  return {
    experiments: [description, ...besides],
    judge: async (context) => {
      const seen = await look(await context.evidence(description), context);
      if (!seen) return passed(1, satisfied);
      if ('verdict' in seen) return seen;
      const { exchange, pointer = '', ...breach } = seen;
      const finding = {
        ...breach,
        pointer,
        intermittent: false,
        seed: context.draw.seed,
        path: '',
        evidence: [exchange],
      };
      return failed({ sent: 1, failed: 1 }, [finding]);
    },
  };
}

/** What is wrong with an answer that should carry a signed token with a payload of its operation. */
export async function tokenTrouble(
  context: RunContext,
  exchange: Exchange,
  name: TokenMember,
  operation: Parameters<typeof judgeTokenPayload>[0],
): Promise<Seen | undefined> {
  const token = await verifiedAnswer(context, exchange, name);
  if (exchange.response?.status !== 200 || !token) {
    return {
      summary: `The answer holds no ${name}`,
      expected: `200 with a signed ${name}`,
      actual: describeAnswer(exchange),
      exchange,
    };
  }
  const [problem] = judgeTokenPayload(operation, token.payload);
  const wrong = problem ?? seriousProblem(token.problems);
  return (
    wrong && {
      summary: `The ${name} is wrong (${wrong.rule})`,
      expected: wrong.expected,
      actual: wrong.actual,
      pointer: problem?.pointer ?? `/${name}`,
      exchange,
    }
  );
}
