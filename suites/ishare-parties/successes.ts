/**
 * The check shape "every successful answer to a registration has this property", which also looks at answers that are too broken to
 * count as acceptances.
 */
import type { Json } from '../../contracts/model.ts';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Breach, type CaseProperty, findingOf, judgesAll } from '../../engine/checks/accepts.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { Check } from '../../engine/requirement.ts';
import type { TokenRule, VerifiedToken } from '../../target/ishare/signed-token.ts';
import { compactToken, verifiedAnswer } from '../ishare/signed-answer.ts';
import { jsonOf } from '../json.ts';
import { specimens } from './specimens.ts';

/** The status of an answer; 0 without one. */
export function statusOf(it: AcceptanceCase): number {
  return it.record.exchange.response?.status ?? 0;
}

/** Whether the status says that a party was registered. */
export function isSuccess(it: AcceptanceCase): boolean {
  return statusOf(it) >= 200 && statusOf(it) < 300;
}

/** The body of an answer, whatever its label says. */
export function bodyOf(it: AcceptanceCase): Json | undefined {
  return jsonOf(it.record.exchange);
}

/** Whether an answer carries a token, of whatever form. */
export function carriesToken(it: AcceptanceCase): boolean {
  return isSuccess(it) && compactToken(bodyOf(it), 'partyToken') !== undefined;
}

/** Decides that every answer that `concerns` says yes to has a property. */
export function overAnswers(
  concerns: (it: AcceptanceCase) => boolean,
  property: CaseProperty,
  satisfied: string,
  none = 'No success carries a token.',
): Check {
  return judgesAll(specimens, async (cases, context) => {
    const concerned = cases.filter(concerns);
    if (concerned.length === 0) return undetermined('control-refused', none);
    const breaches = await Promise.all(
      concerned.map(async (it) => {
        const breach = await property(it, context);
        return breach && findingOf({ seed: context.draw.seed }, it, breach);
      }),
    );
    const findings = breaches.filter((finding) => finding !== undefined);
    if (findings.length > 0) return failed({ sent: concerned.length, failed: findings.length }, findings);
    return passed(concerned.length, satisfied);
  });
}

/** The verified token of a successful answer. */
export function tokenOf(
  it: AcceptanceCase,
  context: Parameters<typeof verifiedAnswer>[0],
): Promise<VerifiedToken | undefined> {
  return verifiedAnswer(context, it.record.exchange, 'partyToken');
}

/** Looks at one verified token. */
type TokenProperty = (token: VerifiedToken) => Omit<Breach, 'summary'> | undefined;

/** Decides that every token of a successful answer has a property. Tokens with one of the problems in `unless` show nothing about it. */
export function overTokens(
  summary: string,
  property: TokenProperty,
  satisfied: string,
  unless: readonly TokenRule[] = ['form'],
): Check {
  return judgesAll(specimens, async (cases, context) => {
    const answered = cases.filter(carriesToken);
    const tokens = await Promise.all(answered.map(async (it) => ({ it, token: await tokenOf(it, context) })));
    const readable = tokens.filter(({ token }) => token && !token.problems.some(({ rule }) => unless.includes(rule)));
    const findings = readable.flatMap(({ it, token }) => {
      const breach = property(token as VerifiedToken);
      return breach ? [findingOf({ seed: context.draw.seed }, it, { pointer: '/partyToken', ...breach, summary })] : [];
    });
    if (findings.length > 0) return failed({ sent: readable.length, failed: findings.length }, findings);
    if (readable.length === 0) return undetermined('control-refused', 'No success carries a token that can be read.');
    return passed(readable.length, satisfied);
  });
}

/** Decides that no token breaks one of these rules. `about`: only problems whose expectation fits. */
export function tokensKeep(
  rules: readonly TokenRule[],
  summary: string,
  satisfied: string,
  about: (expected: string) => boolean = () => true,
): Check {
  // Without a form there is nothing to look at, without certificates no key that a signature could fit.
  const unless: readonly TokenRule[] = rules.includes('form')
    ? []
    : rules.includes('signature')
      ? ['form', 'x5c']
      : ['form'];
  return overTokens(
    summary,
    ({ problems }) => problems.find(({ rule, expected }) => rules.includes(rule) && about(expected)),
    satisfied,
    unless,
  );
}
