/**
 * Cuts out of a result what was left whole in exchanges so that signatures could be verified (design.md, rule 11).
 */
import type { Exchange } from '../target/exchange.ts';
import type { Redactor } from '../target/redaction.ts';
import type { Finding, RequirementResult } from './result.ts';

/** The result as it may be written anywhere. */
export function withoutWithheld(result: RequirementResult, withheld: Redactor): RequirementResult {
  const finding = (of: Finding): Finding => ({
    ...of,
    summary: withheld.text(of.summary),
    expected: withheld.text(of.expected),
    actual: withheld.text(of.actual),
    evidence: of.evidence.map((exchange) => exchangeWithout(exchange, withheld)),
  });
  return {
    ...result,
    reason: withheld.text(result.reason),
    notes: result.notes.map(withheld.text),
    findings: result.findings.map(finding),
  };
}

function exchangeWithout(exchange: Exchange, withheld: Redactor): Exchange {
  const { request, response } = exchange;
  const fields = (headers: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withheld.text(value)]));
  return {
    ...exchange,
    url: withheld.text(exchange.url),
    request: {
      ...request,
      path: withheld.text(request.path),
      ...(request.headers && { headers: fields(request.headers) }),
      ...(request.query && { query: request.query.map(([name, value]) => [name, withheld.text(value)] as const) }),
      ...(request.body && { body: withheld.bytes(request.body) }),
    },
    ...(response && {
      response: {
        ...response,
        headers: fields(response.headers),
        body: withheld.bytes(response.body, response.truncated),
      },
    }),
  };
}
