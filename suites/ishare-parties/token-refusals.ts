/**
 * Token requests with one broken property each, between two correct ones.
 */
import { failed, notApplicable, passed } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment, Vector } from '../../engine/experiment.ts';
import type { Check } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange, WireRequest } from '../../target/exchange.ts';
import { assertionDefects } from '../../target/ishare/assertion-defects.ts';
import { type AssertionDefect, type DefectWorld, defectiveAssertion } from '../../target/ishare/client-assertion.ts';
import type { IshareIdentity } from '../../target/ishare/identity.ts';
import { formDefects, tokenForm, tokenRequest } from '../../target/ishare/token-request.ts';
import { ishareInputs } from '../ishare/inputs.ts';
import {
  askAtOnce,
  askForToken,
  control,
  correctRequest,
  defectWorld,
  givesToken,
  hideAssertion,
  registrySeconds,
  usedRequest,
} from '../ishare/token-endpoint.ts';

/** A broken request that the experiment knows. */
interface Broken {
  readonly id: string;
  /** "a token request …". */
  readonly title: string;
  /** Why it cannot be made, or says nothing, with what the operator gave. */
  lacks?(world: DefectWorld): string | undefined;
  request(context: RunContext, world: DefectWorld): Promise<WireRequest>;
  /** So many times at once, of which one may be given a token. */
  readonly atOnce?: number;
  /** The request as explanations and the hash of the vectors know it. */
  readonly described: WireRequest;
}

const ASSERTION_PLACE = '(assertion)';
const describedForm = tokenForm('(clientId)', ASSERTION_PLACE);
const describedRequest = tokenRequest('/connect/token', describedForm);

const brokenForms: readonly Broken[] = formDefects.map(({ id, title, change }) => ({
  id,
  title,
  async request(context, { now }) {
    const correct = await correctRequest(context, now);
    const form = [...new URLSearchParams(Buffer.from(correct.body ?? []).toString('utf8'))];
    return change(correct, form);
  },
  described: change(describedRequest, describedForm),
}));

const describedIds = { clientId: '(clientId)', registryId: '(registryId)' };

const brokenAssertions: readonly Broken[] = assertionDefects.map((defect) => ({
  id: defect.id,
  title: `with an assertion ${defect.title}`,
  lacks: (world) => lackOf(defect, world),
  async request(context, world) {
    const assertion = await defectiveAssertion(defect, world);
    hideAssertion(context, assertion);
    const { identity, paths } = ishareInputs(context);
    return tokenRequest(paths.token, tokenForm(defect.client?.(identity) ?? identity.clientId, assertion));
  },
  described: tokenRequest(
    '/connect/token',
    tokenForm(defect.client?.(describedIds) ?? describedIds.clientId, `(assertion ${defect.title})`),
  ),
}));

/** Defects that name the registry instead of the client. */
const NAMING_THE_REGISTRY = ['iss-other', 'sub-differs', 'client_id-of-another', 'name-of-another', 'aud-other'];

function lackOf({ id, needs }: AssertionDefect, { identity, keys }: DefectWorld): string | undefined {
  if (needs === 'issuedByClient' && !keys[needs]) return 'The certificate of the client may issue others.';
  if (needs !== undefined && !keys[needs]) {
    return 'Needs ishare.caKeyFile and ishare.caCertificateFile, to make another certificate.';
  }
  if (NAMING_THE_REGISTRY.includes(id) && identity.clientId === identity.registryId) {
    return 'The client is the registry itself.';
  }
  if (id === 'x5c-root-missing' && !endsWithRoot(identity)) return 'The chain in ishare.clientChainFile has no root.';
  // Without an authority between them, the leaf alone is a chain that lacks nothing but the root.
  if (id === 'x5c-leaf-only' && identity.clientChain.length < (endsWithRoot(identity) ? 3 : 2)) {
    return 'The certificate of the client was issued by the root itself.';
  }
  return undefined;
}

function endsWithRoot({ clientChain, root }: IshareIdentity): boolean {
  return clientChain.length > 1 && clientChain.at(-1)?.fingerprint256 === root.fingerprint256;
}

/** An assertion that was accepted, sent a second time. */
const replayed: Broken = {
  id: 'replay',
  title: 'with an assertion that was accepted before',
  request: (context, { now }) => usedRequest(context, `${refused.key}#first use`, () => now),
  described: describedRequest,
};

/** An assertion that is sent several times before the first answer can have come. */
const raced: Broken = {
  id: 'replay-race',
  title: 'with an assertion that was sent several times at once, and accepted once,',
  request: (context, { now }) => correctRequest(context, now),
  atOnce: 4,
  described: describedRequest,
};

const all: readonly Broken[] = [...brokenForms, ...brokenAssertions, replayed, raced];

/** What became of each broken request. */
interface Refusals {
  /** A text says why it was not sent. */
  readonly answers: ReadonlyMap<string, Exchange | string>;
  /** Sends one of them again. */
  again(broken: Broken): Promise<Exchange | string>;
}

/** All broken requests between two correct ones. */
const refused: Experiment<Refusals> = {
  key: 'token/refusals',
  lane: 'concurrent',
  vectors: () => all.map(vectorOf),
  cost: () => ({ parties: 0, users: 0, exchanges: all.reduce((sum, { atOnce = 1 }) => sum + atOnce, 0) + 3 }),
  run: async (context) => {
    const before = await control(context, `${refused.key}#control before`);
    const world = (): Promise<DefectWorld> => defectWorld(context, registrySeconds(context, before));
    const send = async (broken: Broken, key: string): Promise<Exchange | string> => {
      const scope = `${key}#${broken.id}`;
      const make = async (): Promise<WireRequest> => broken.request(context, await world());
      if (broken.atOnce === undefined) return askForToken(context, scope, make);
      return (await askAtOnce(context, scope, make, broken.atOnce)) ?? 'Of several at once never two were answered.';
    };
    const given = await world();
    const answers = await Promise.all(
      all.map(async (broken) => [broken.id, broken.lacks?.(given) ?? (await send(broken, refused.key))] as const),
    );
    await control(context, `${refused.key}#control after`);
    return { answers: new Map(answers), again: (broken) => send(broken, `${refused.key}/again`) };
  },
};

function vectorOf({ id, described }: Broken): Vector {
  const { method, path, headers, body } = described;
  const text = Buffer.from(body ?? []).toString('utf8');
  return {
    label: id,
    template: { method, path: path.slice(1).split('/'), ...(headers && { headers }), body: { kind: 'text', text } },
  };
}

/** A token request that is broken in one of these ways is given no token. */
export function noTokenFor(...ids: readonly string[]): Check {
  return judge(ids, (exchange) => {
    if (givesToken(exchange)) return { expected: 'no token', actual: describeAnswer(exchange) };
    return exchange.response
      ? undefined
      : { expected: 'an answer, as correct requests get', actual: describeAnswer(exchange) };
  });
}

/** Whatever is broken, the answer says that the caller is wrong. */
export function clientErrorForAll(): Check {
  return judge(
    all.map(({ id }) => id),
    (exchange) => {
      const status = exchange.response?.status ?? 0;
      const fits = givesToken(exchange) || (status >= 400 && status < 500);
      return fits ? undefined : { expected: 'a status from 400 to 499', actual: describeAnswer(exchange) };
    },
  );
}

type Look = (exchange: Exchange) => { readonly expected: string; readonly actual: string } | undefined;

/** Decides over some of the broken requests. Not applicable when none of them could be made. */
function judge(ids: readonly string[], look: Look): Check {
  const chosen = all.filter(({ id }) => ids.includes(id));
  return {
    experiments: [refused],
    concerns: (label) => ids.includes(label),
    judge: async (context) => {
      const { answers, again } = await context.evidence(refused);
      const sent = chosen.flatMap((broken) => {
        const answer = answers.get(broken.id);
        return answer === undefined || typeof answer === 'string' ? [] : [{ broken, answer }];
      });
      if (sent.length === 0) {
        return notApplicable('operator-input-missing', String(answers.get(ids[0] as string)));
      }
      const wrong = sent.flatMap(({ broken, answer }) => {
        const breach = look(answer);
        return breach ? [{ broken, finding: findingOf(context, broken, answer, breach) }] : [];
      });
      if (wrong.length === 0) {
        const notes = sent.flatMap(({ broken, answer }) => noteOn(broken, answer));
        return passed(sent.length, `Given no token: ${chosen.map(({ title }) => title).join('; ')}.`, notes);
      }
      const confirm = async (): Promise<readonly Finding[]> => {
        const [first, ...rest] = wrong as [(typeof wrong)[number], ...typeof wrong];
        const repeat = await again(first.broken);
        const intermittent = typeof repeat !== 'string' && look(repeat) === undefined;
        return [{ ...first.finding, intermittent }, ...rest.map(({ finding }) => finding)].slice(0, 3);
      };
      const findings = wrong.map(({ finding }) => finding);
      return failed({ sent: sent.length, failed: wrong.length }, findings, { confirm });
    },
  };
}

/** Refused, but not as the caller's mistake: a requirement of its own looks at that. */
function noteOn({ title }: Broken, { response }: Exchange): string[] {
  const status = response?.status ?? 0;
  return status >= 400 && status < 500 ? [] : [`A token request ${title} was given no token, with status ${status}.`];
}

function findingOf(
  context: RunContext,
  { title }: Broken,
  exchange: Exchange,
  breach: { readonly expected: string; readonly actual: string },
): Finding {
  return {
    summary: `A token request ${title} was not refused as it should be`,
    ...breach,
    pointer: '',
    intermittent: false,
    seed: context.draw.seed,
    path: '',
    evidence: [exchange],
  };
}
