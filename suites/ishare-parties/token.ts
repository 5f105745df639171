/**
 * The token endpoint: who is given an access token, and who is not.
 */

import { judgeIshareResponse } from '../../contracts/ishare/response-judge.ts';
import { failed, passed } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { type Check, type Requirement, requirement } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import type { Exchange } from '../../target/exchange.ts';
import { tokenForm, tokenRequest } from '../../target/ishare/token-request.ts';
import { clause } from '../clause.ts';
import { control } from '../ishare/token-endpoint.ts';
import { jsonOf, member } from '../json.ts';
import { tokenChecks } from './token-checks.ts';
import { clientErrorForAll } from './token-refusals.ts';

const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

const REQUESTS = 3;

/** Correct requests, and the tokens that they were given. */
const given: Experiment<readonly Exchange[]> = {
  key: 'token/given',
  lane: 'concurrent',
  vectors: () => {
    const { method, headers, body } = tokenRequest('/connect/token', tokenForm('(clientId)', '(assertion)'));
    const text = Buffer.from(body ?? []).toString('utf8');
    return [
      {
        label: 'correct request',
        template: { method, path: ['connect', 'token'], ...(headers && { headers }), body: { kind: 'text', text } },
      },
    ];
  },
  cost: () => ({ parties: 0, users: 0, exchanges: REQUESTS }),
  run: async (context) => {
    const exchanges: Exchange[] = [];
    for (let count = 0; count < REQUESTS; count += 1) {
      exchanges.push(await control(context, `${given.key}#correct request ${count}`));
    }
    return exchanges;
  },
};

/** What is wrong with one answer. */
interface Wrong {
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  readonly pointer?: string;
}

/** Decides that every token was given with an answer in which nothing is wrong. */
function everyAnswer(look: (exchange: Exchange) => Wrong | undefined, satisfied: string): Check {
  return {
    experiments: [given],
    judge: async (context: RunContext) => {
      const exchanges = await context.evidence(given);
      const findings = exchanges.flatMap((exchange, index): Finding[] => {
        const wrong = look(exchange);
        if (!wrong) return [];
        const { seed } = context.draw;
        return [{ pointer: '', ...wrong, intermittent: false, seed, path: String(index), evidence: [exchange] }];
      });
      if (findings.length > 0) return failed({ sent: exchanges.length, failed: findings.length }, findings);
      return passed(exchanges.length, satisfied);
    },
  };
}

const field = (exchange: Exchange, name: string): string => exchange.response?.headers[name] ?? '';

/** Requirements of this topic. */
export const tokenRequirements: readonly Requirement[] = [
  requirement({
    id: 'ishare-parties/token/response',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'token-operation'),
    text: 'A correct request is answered with 200 and a JSON body that has an access_token of the type Bearer.',
    explain: 'Usual causes: 201 for a token; text/plain from a hand-written handler; expires_in as a text.',
    smoke: true,
    check: everyAnswer((exchange) => {
      const { response } = exchange;
      const [problem] = response ? judgeIshareResponse('request-oauth-token', response).problems : [];
      return (
        problem && {
          summary: `A token was given with an answer that is not as documented: ${problem.pointer || problem.rule}`,
          expected: problem.expected,
          actual: problem.actual,
          pointer: problem.pointer,
        }
      );
    }, 'Every correct request was answered with a token as documented.'),
  }),
  requirement({
    id: 'ishare-parties/token/members-complete',
    level: 'MUST',
    profile: 'reference',
    source: clause(DOCUMENT, 'token-response'),
    text: 'The answer that gives a token has token_type and expires_in too.',
    explain: 'Usual causes: a library that leaves expires_in out for tokens that do not expire. Clients renew by it.',
    check: everyAnswer((exchange) => {
      const missing = ['token_type', 'expires_in'].find((name) => member(jsonOf(exchange), name) === undefined);
      if (missing === undefined) return undefined;
      return {
        summary: `The answer that gives a token has no ${missing}`,
        expected: `member "${missing}"`,
        actual: 'missing',
        pointer: `/${missing}`,
      };
    }, 'Every token came with its type and its time.'),
  }),
  requirement({
    id: 'ishare-parties/token/not-cacheable',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'no-store'),
    text: 'The answer that gives a token carries Cache-Control: no-store and Pragma: no-cache.',
    explain: 'Usual causes: cache headers set for pages only; a framework default of max-age=0, which allows to store.',
    check: everyAnswer((exchange) => {
      const [cache, pragma] = [field(exchange, 'cache-control'), field(exchange, 'pragma')];
      if (/\bno-store\b/i.test(cache) && /\bno-cache\b/i.test(pragma)) return undefined;
      return {
        summary: 'An answer with an access token may be cached',
        expected: 'Cache-Control: no-store and Pragma: no-cache',
        actual: `Cache-Control: ${cache || 'missing'}, Pragma: ${pragma || 'missing'}`,
      };
    }, 'No answer with a token may be cached.'),
  }),
  requirement({
    id: 'ishare-parties/token/no-refresh-token',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'no-refresh-tokens'),
    text: 'No refresh token is issued.',
    explain: 'Usual causes: the defaults of an OAuth server; a client can always ask again with a new assertion.',
    check: everyAnswer((exchange) => {
      const refresh = member(jsonOf(exchange), 'refresh_token');
      if (refresh === undefined || refresh === null) return undefined;
      return {
        summary: 'A refresh token was issued',
        expected: 'no member "refresh_token"',
        actual: 'it is there',
        pointer: '/refresh_token',
      };
    }, 'No refresh token was issued.'),
  }),
  requirement({
    id: 'ishare-parties/token/refusals-are-client-errors',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'status-codes'),
    text: 'A token request that is refused is answered with a status from 400 to 499, whatever is wrong with it.',
    explain:
      'Usual causes: an exception of the JWT library, or of a schema check, that nobody turns into a 400. The request was refused, but monitoring will call the registry broken.',
    check: clientErrorForAll(),
  }),
  ...tokenChecks,
];
