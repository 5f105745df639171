/**
 * Operations need an access token of the registry.
 */
import { failed, notApplicable, passed } from '../../engine/checks/outcome.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Experiment, Vector } from '../../engine/experiment.ts';
import { type Check, type Requirement, requirement } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import { type CaseRecord, isAccepted, sendCreation } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { clientAssertion } from '../../target/ishare/client-assertion.ts';
import { clause } from '../clause.ts';
import { ishareInputs } from '../ishare/inputs.ts';
import { registerParty } from '../ishare/register-party.ts';
import { getClaims, getParty, listParties, readyRequest } from '../ishare/requests.ts';
import { hideAssertion } from '../ishare/token-endpoint.ts';

const PAGE = 'ishare-post-parties';
const FRAMEWORK = 'ishare-framework';

/** The Authorization header in place of a proper one, or none; `lacks` says what the operator must give for it. */
interface Worn {
  readonly authorization?: string;
  readonly lacks?: string;
}

type Disguise = (context: RunContext) => Promise<Worn>;

const DISGUISES = {
  'no access token': async () => ({}),
  'a made-up access token': async () => ({ authorization: 'Bearer concordat' }),
  'a made-up access token of usual length': async () => ({
    authorization: `Bearer ${'concordat-made-this-up'.repeat(2)}`,
  }),
  'a client assertion as access token': async (context) => {
    const { identity, assertionSeconds } = ishareInputs(context);
    const assertion = await clientAssertion(identity, assertionSeconds());
    hideAssertion(context, assertion);
    return { authorization: `Bearer ${assertion}` };
  },
  'an expired access token': async (context) => {
    const { expiredToken } = ishareInputs(context);
    return expiredToken === undefined
      ? { lacks: 'Needs ishare.expiredToken in the configuration.' }
      : { authorization: `Bearer ${expiredToken}` };
  },
} as const satisfies Readonly<Record<string, Disguise>>;

type DisguiseName = keyof typeof DISGUISES;
const NAMES = Object.keys(DISGUISES) as DisguiseName[];

/** What became of an otherwise valid registration. */
interface Disguised {
  readonly record: CaseRecord;
  /** Parties that exist although the registration should have been refused. */
  readonly created: readonly string[];
  /** Why the state could not be read, if it could not. */
  readonly blind?: string;
}

/** All disguises between two accepted controls; a text says why one was not sent. */
const disguised: Experiment<ReadonlyMap<DisguiseName, Disguised | string>> = {
  key: 'authentication/disguises',
  lane: 'concurrent',
  vectors: () => NAMES.map(vectorOf),
  cost: () => ({ parties: 2, users: 0, exchanges: 2 * NAMES.length + 2 }),
  run: async (context) => {
    await control(context, 'control before');
    const results = new Map<DisguiseName, Disguised | string>();
    for (const name of NAMES) results.set(name, await sendDisguised(context, name));
    await control(context, 'control after');
    return results;
  },
};

function vectorOf(label: string): Vector {
  return { label, template: registerParty.template({ kind: 'json', value: registration() }) };
}

async function control(context: RunContext, label: string): Promise<void> {
  const record = await sendCreation(context, registerParty, vectorOf(label), { scope: disguised.key });
  if (isAccepted(registerParty, record)) return;
  throw new Inconclusive(
    record.answered ? 'control-refused' : 'transient-trouble',
    `The same registration with a proper access token was not accepted: ${describeAnswer(record.exchange)}`,
  );
}

async function sendDisguised(context: RunContext, name: DisguiseName): Promise<Disguised | string> {
  const { authorization, lacks }: Worn = await DISGUISES[name](context);
  if (lacks !== undefined) return lacks;
  const { template } = vectorOf(name);
  const headers = { ...template.headers, ...(authorization !== undefined && { authorization }) };
  const vector: Vector = { label: name, template: { ...template, credential: 'none', headers } };
  const record = await sendCreation(context, registerParty, vector, { scope: disguised.key, invalid: true });
  const seen = await registerParty.readBack(context, record.names);
  return seen.available
    ? { record, created: [...seen.found.values()].flat() }
    : { record, created: [], blind: seen.reason };
}

interface Wrong {
  readonly expected: string;
  readonly actual: string;
}

const statusOf = ({ exchange }: CaseRecord): number => exchange.response?.status ?? 0;

/** Refused by any 4xx or by a redirect to a login, and nothing was created. */
function lookForAcceptance({ record, created }: Disguised): Wrong | undefined {
  if (created.length > 0) return { expected: 'a refusal that creates nothing', actual: `${created.join(', ')} exists` };
  const status = statusOf(record);
  if (status >= 300 && status < 500) return undefined;
  return { expected: 'a refusal, 401 at best', actual: describeAnswer(record.exchange) };
}

function lookForOtherStatus({ record }: Disguised): Wrong | undefined {
  if (statusOf(record) === 401) return undefined;
  return { expected: 'status 401', actual: describeAnswer(record.exchange) };
}

/** Decides over some disguises. Not applicable when the operator gave what none of them needs. */
function judge(names: readonly DisguiseName[], look: (it: Disguised) => Wrong | undefined, satisfied: string): Check {
  return {
    experiments: [disguised],
    concerns: (label) => names.includes(label as DisguiseName),
    judge: async (context) => {
      const results = await context.evidence(disguised);
      const sent = names.flatMap((name) => {
        const it = results.get(name);
        return it === undefined || typeof it === 'string' ? [] : [{ name, it }];
      });
      if (sent.length === 0)
        return notApplicable('operator-input-missing', String(results.get(names[0] as DisguiseName)));
      const findings = sent.flatMap(({ name, it }): Finding[] => {
        const wrong = look(it);
        if (!wrong) return [];
        const summary = `A registration with ${name} was not refused as it should be`;
        const { seed } = context.draw;
        return [
          { summary, ...wrong, pointer: '', intermittent: false, seed, path: '', evidence: [it.record.exchange] },
        ];
      });
      if (findings.length > 0) return failed({ sent: sent.length, failed: findings.length }, findings);
      const blind = sent.find(({ it }) => it.blind !== undefined)?.it.blind;
      if (blind !== undefined) throw new Inconclusive('read-back-unavailable', blind);
      return passed(sent.length, satisfied, sent.flatMap(noteOn));
    },
  };
}

function noteOn({ name, it }: { readonly name: DisguiseName; readonly it: Disguised }): string[] {
  const status = statusOf(it.record);
  return status === 401 ? [] : [`A registration with ${name} was refused with ${status}, where 401 is usual.`];
}

const REFUSED = 'Refused, and no party was registered.';

/** Requirements of this topic. */
export const authenticationRequirements: readonly Requirement[] = [
  requirement({
    id: 'ishare-parties/authentication/missing-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'A registration without an access token is refused and registers nothing.',
    explain:
      'Usual causes: a route that the filter does not cover; code that reads the header before it looks whether there is one, and answers 500.',
    smoke: true,
    check: judge(['no access token'], lookForAcceptance, REFUSED),
  }),
  requirement({
    id: 'ishare-parties/authentication/garbage-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'A registration with an access token that the registry never gave is refused and registers nothing.',
    explain: 'Usual causes: only the presence of the header is checked.',
    check: judge(['a made-up access token', 'a made-up access token of usual length'], lookForAcceptance, REFUSED),
  }),
  requirement({
    id: 'ishare-parties/authentication/assertion-as-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'A client assertion in place of an access token is refused and registers nothing.',
    explain: 'Usual causes: any JWT signed under a trusted root accepted as access token.',
    check: judge(['a client assertion as access token'], lookForAcceptance, REFUSED),
  }),
  requirement({
    id: 'ishare-parties/authentication/expired-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'An access token that has expired is refused and registers nothing.',
    explain: 'Needs ishare.expiredToken. Usual causes: expires_in told to the client and not kept.',
    check: judge(['an expired access token'], lookForAcceptance, REFUSED),
  }),
  requirement({
    id: 'ishare-parties/authentication/status-401',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'status-codes'),
    text: 'A registration without a valid access token is answered with 401.',
    explain: 'Usual causes: 400 for a missing header; 403 for every refusal; a redirect to a login page.',
    check: judge(NAMES, lookForOtherStatus, 'Every registration without a valid access token got 401.'),
  }),
  requirement({
    id: 'ishare-parties/authentication/siblings-protected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'The list of parties, a single party and its claims are not shown without an access token.',
    explain: 'Usual causes: the filter set on POST only; reading left open.',
    check: scenario({
      key: 'authentication/siblings-protected',
      cost: { parties: 1, users: 0, exchanges: 4 },
      satisfied: 'List, party and claims are refused without an access token.',
      run: async (steps) => {
        const { id } = await steps.given(registerParty, 'party', registration());
        const requests = [
          ['GET /parties', listParties([['id', id]])],
          ['GET /parties/{partyId}', getParty(id)],
          ['GET /parties/{partyId}/claims', getClaims(id)],
        ] as const;
        for (const [title, request] of requests) {
          const { path, query } = readyRequest(steps.context, request);
          const segments = path.slice(1).split('/').map(decodeURIComponent);
          const template = { method: 'GET', path: segments, ...(query && { query }), credential: 'none' } as const;
          const exchange = await steps.change(template, title);
          const status = exchange.response?.status ?? 0;
          steps.check(status >= 300 && status < 500, {
            summary: `${title} without an access token was not refused`,
            expected: 'a refusal, 401 at best',
            actual: describeAnswer(exchange),
            evidence: [exchange],
          });
        }
      },
    }),
  }),
];
