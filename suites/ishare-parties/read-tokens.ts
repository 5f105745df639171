/**
 * The signed tokens of everything that is read of the registered parties: single parties, claims, pages of the list.
 */
import { failed } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Check } from '../../engine/requirement.ts';
import type { Exchange } from '../../target/exchange.ts';
import type { TokenRule, VerifiedToken } from '../../target/ishare/signed-token.ts';
import { compactToken, type TokenMember, verifiedAnswer } from '../ishare/signed-answer.ts';
import { jsonOf } from '../json.ts';
import { claimsReadings } from './claims-readings.ts';
import { pages } from './list-pages.ts';
import { readBacks } from './readings.ts';

/** A token with where it stands. */
export interface ReadToken {
  readonly exchange: Exchange;
  readonly member: TokenMember;
  readonly compact: string;
  readonly token: VerifiedToken;
}

/** The experiments that read. */
export const readings: Check['experiments'] = [readBacks, claimsReadings, pages];

/** Every token that was read and has a form. */
export async function readTokens(context: RunContext): Promise<readonly ReadToken[]> {
  const [parties, claims, list] = await Promise.all([
    context.evidence(readBacks),
    context.evidence(claimsReadings),
    context.evidence(pages),
  ]);
  const all: readonly (readonly [TokenMember, Exchange])[] = [
    ...parties.map(({ exchange }) => ['partyToken', exchange] as const),
    ...claims.map(({ exchange }) => ['claimsToken', exchange] as const),
    ...(list.available ? list.pages.map(({ exchange }) => ['partiesToken', exchange] as const) : []),
  ];
  const tokens = await Promise.all(
    all.map(async ([member, exchange]) => {
      const compact = exchange.response?.status === 200 ? compactToken(jsonOf(exchange), member) : undefined;
      const token = compact === undefined ? undefined : await verifiedAnswer(context, exchange, member);
      if (compact === undefined || !token || token.problems.some(({ rule }) => rule === 'form')) return [];
      return [{ exchange, member, compact, token }];
    }),
  );
  return tokens.flat();
}

/** Where a check is passed by the answers to registrations, it decides over every token that was read, too. */
export function andReadTokens(check: Check, rule: TokenRule, summary: string): Check {
  return {
    ...check,
    experiments: [...new Set([...check.experiments, ...readings])],
    judge: async (context) => {
      const outcome = await check.judge(context);
      if (outcome.verdict !== 'passed') return outcome;
      const tokens = await readTokens(context);
      const findings = tokens.flatMap(({ exchange, member, token }) => {
        const problem = token.problems.find((each) => each.rule === rule);
        if (!problem) return [];
        const { expected, actual } = problem;
        return [
          {
            summary,
            expected,
            actual,
            pointer: `/${member}`,
            intermittent: false,
            seed: context.draw.seed,
            path: '',
            evidence: [exchange],
          },
        ];
      });
      const sent = outcome.cases.sent + tokens.length;
      return findings.length > 0
        ? failed({ sent, failed: findings.length }, findings)
        : { ...outcome, cases: { sent, failed: 0 } };
    },
  };
}
