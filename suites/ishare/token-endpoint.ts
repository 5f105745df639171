/**
 * Requests to the token endpoint, as checks send them: never the same assertion twice, and none in the evidence.
 */
import type { RunContext } from '../../engine/context.ts';
import { Inconclusive, Interrupted } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange, WireRequest } from '../../target/exchange.ts';
import { assertionParts, type DefectWorld, signParts } from '../../target/ishare/client-assertion.ts';
import { tokenForm, tokenRequest } from '../../target/ishare/token-request.ts';
import { createPlaces } from '../../target/limits.ts';
import { jsonOf, text } from '../json.ts';
import { ishareInputs } from './inputs.ts';

/** How often a request is made anew after transient trouble, */
const STARTS = 4;
/** and where the registry says that there were too many requests: it will answer when there are fewer. */
const STARTS_IN_TURN = 12;
/** Token requests under way, or waiting until the registry takes more. */
const AT_ONCE = 4;
const TOO_MANY = 429;

/** Makes one request; asked again for each start, as an assertion serves once. */
export type MakeRequest = () => Promise<WireRequest>;

/** Sends until there is a lasting answer, or the last start got none. @throws Interrupted */
export async function askForToken(context: RunContext, scope: string, make: MakeRequest): Promise<Exchange> {
  const places = context.once('places of token requests', () => createPlaces(AT_ONCE));
  // Made when its turn comes: in a queue, an assertion would get old. Kept while it waits: who comes next would be turned away as well.
  await places.take();
  try {
    return await sendUntil(context, scope, make, (exchange) => isLasting(context, exchange));
  } finally {
    places.give();
  }
}

async function sendUntil(
  context: RunContext,
  scope: string,
  make: MakeRequest,
  settles: (exchange: Exchange) => boolean,
): Promise<Exchange> {
  for (let start = 0; ; start += 1) {
    if (context.signal.aborted) throw new Interrupted();
    const exchange = await context.target.send(await make(), { tag: `${context.suite}/${scope}.${start}` });
    if (exchange.failure?.kind === 'aborted') throw new Interrupted();
    const starts = exchange.response?.status === TOO_MANY ? STARTS_IN_TURN : STARTS;
    if (settles(exchange) || start + 1 >= starts) return exchange;
    await context.target.backOff(start);
  }
}

/**
 * Sends one request several times at once, and anew while transient trouble hides what comes of it. The second answer that gives a
 * token, or else one that gives none; `undefined` where there never was either.
 */
export async function askAtOnce(
  context: RunContext,
  scope: string,
  make: MakeRequest,
  times: number,
): Promise<Exchange | undefined> {
  for (let start = 0; ; start += 1) {
    if (context.signal.aborted) throw new Interrupted();
    const request = await make();
    const tag = `${context.suite}/${scope}.${start}`;
    const exchanges = await Promise.all(
      Array.from({ length: times }, (_, index) => context.target.send(request, { tag: `${tag}.${index}` })),
    );
    if (exchanges.some(({ failure }) => failure?.kind === 'aborted')) throw new Interrupted();
    const lasting = exchanges.filter((exchange) => isLasting(context, exchange));
    const [first, second] = lasting.filter(givesToken);
    if (second) return second;
    const refused = lasting.find((exchange) => !givesToken(exchange));
    if (refused && (first || lasting.length === times)) return refused;
    if (start + 1 === STARTS) return refused;
    await context.target.backOff(start);
  }
}

function isLasting(context: RunContext, exchange: Exchange): boolean {
  return exchange.response !== undefined && !context.isTransient(exchange);
}

/** What a correct request is made of. `now` in seconds since the epoch. */
export async function correctRequest(context: RunContext, now: number): Promise<WireRequest> {
  const { identity, paths } = ishareInputs(context);
  const assertion = await signParts(assertionParts(identity, now));
  hideAssertion(context, assertion);
  return tokenRequest(paths.token, tokenForm(identity.clientId, assertion));
}

/** Keeps an assertion out of the evidence. Without its signature it proves nothing. */
export function hideAssertion({ target }: Pick<RunContext, 'target'>, assertion: string): void {
  const signature = assertion.slice(assertion.lastIndexOf('.') + 1);
  target.addSecret(signature === '' ? assertion : signature);
}

/** Whether an answer gives a token. */
export function givesToken(exchange: Exchange): boolean {
  const status = exchange.response?.status ?? 0;
  return status >= 200 && status < 300 && (text(jsonOf(exchange), 'access_token') ?? '') !== '';
}

/**
 * A request whose assertion was accepted before. It is made for another request, which has a place already.
 * @throws Inconclusive when it never is
 */
export async function usedRequest(context: RunContext, scope: string, seconds: () => number): Promise<WireRequest> {
  let request: WireRequest | undefined;
  const make = async (): Promise<WireRequest> => {
    request = await correctRequest(context, seconds());
    return request;
  };
  const first = await sendUntil(context, scope, make, givesToken);
  if (request && givesToken(first)) return request;
  throw new Inconclusive(
    'transient-trouble',
    'No correct token request was given a token that could be asked for again.',
  );
}

/** Asks with a correct assertion. @throws Inconclusive when no token is given: nothing can be built on it */
export async function control(context: RunContext, scope: string): Promise<Exchange> {
  const { assertionSeconds } = ishareInputs(context);
  const exchange = await askForToken(context, scope, () => correctRequest(context, assertionSeconds()));
  if (givesToken(exchange)) return exchange;
  const code = isLasting(context, exchange) ? 'control-refused' : 'transient-trouble';
  throw new Inconclusive(code, `A correct token request was given no token: ${describeAnswer(exchange)}`);
}

/** Differences that the missing fractions of a `Date` field and a slow answer explain, in seconds. */
const TOLERANCE = 2;

/** The time of the registry by its own word, in seconds since the epoch: what is too old or too early is so by its clock. */
export function registrySeconds(context: RunContext, { response, startedAt, durationMs }: Exchange): number {
  const behind = (Date.parse(response?.headers.date ?? '') - (startedAt + durationMs)) / 1000;
  const local = Math.floor(Date.now() / 1000);
  if (Number.isNaN(behind)) return ishareInputs(context).assertionSeconds();
  return Math.abs(behind) <= TOLERANCE ? local : local + Math.round(behind);
}

/** What defects are made with. */
export async function defectWorld(context: RunContext, now: number): Promise<DefectWorld> {
  const { identity, foreignKeys } = ishareInputs(context);
  const made = Object.entries(foreignKeys).map(async ([name, make]) => [name, await make()] as const);
  return { identity, now, keys: Object.fromEntries(await Promise.all(made)) };
}
