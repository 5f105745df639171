/**
 * Otherwise valid registrations without a proper access token, between two accepted controls.
 */
import type { RunContext } from '../../engine/context.ts';
import type { Experiment, Vector } from '../../engine/experiment.ts';
import { type CaseRecord, isAccepted, sendCreation } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { clientAssertion } from '../../target/ishare/client-assertion.ts';
import { ishareInputs } from '../ishare/inputs.ts';
import { registerParty } from '../ishare/register-party.ts';
import { payloadOf } from '../ishare/signed-answer.ts';
import { hideAssertion } from '../ishare/token-endpoint.ts';

/** The Authorization header in place of a proper one, or none; `lacks` says what the operator must give for it. */
export interface Worn {
  readonly authorization?: string;
  readonly lacks?: string;
}

type Disguise = (context: RunContext) => Promise<Worn>;

/** Shorter tokens are left alone: little of them would stay. */
const SHORTEST_TOKEN = 16;

/** Another token made of our own access token; a text says why none can be made. */
const madeOfOwn =
  (make: (token: string) => string | undefined, lacks: string): Disguise =>
  async ({ target }) => {
    const made = make((await target.credential('admin')) ?? '');
    if (made === undefined) return { lacks };
    target.addSecret(made);
    return { authorization: `Bearer ${made}` };
  };

/** In the last characters but four: the very last one may hold bits that decode to nothing. */
function withAnotherEnd(token: string): string | undefined {
  if (token.length < SHORTEST_TOKEN) return undefined;
  const altered = [...token.slice(-8, -4)].map((character) => (character === 'A' ? 'B' : 'A')).join('');
  return token.slice(0, -8) + altered + token.slice(-4);
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed JWT with other claims under the same signature. */
function withLongerLife(token: string): string | undefined {
  const claims = payloadOf(token);
  const [head, , signature] = token.split('.');
  if (claims === undefined || !head || !signature) return undefined;
  const exp = Math.max(Number(claims.exp) || 0, Math.floor(Date.now() / 1000)) + 3600;
  return [head, part({ ...claims, exp }), signature].join('.');
}

/** The claims of a signed JWT, not signed. */
function unsigned(token: string): string | undefined {
  const claims = payloadOf(token);
  return claims && `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

const NO_JWT = 'Access tokens of this registry are no JWTs.';

/** Every disguise, by what the request then comes with. */
export const DISGUISES = {
  'no access token': async () => ({}),
  'a made-up access token': async () => ({ authorization: 'Bearer concordat' }),
  'a made-up access token of usual length': async () => ({
    authorization: `Bearer ${'concordat-made-this-up'.repeat(2)}`,
  }),
  'our own access token with its end altered': madeOfOwn(
    withAnotherEnd,
    'Access tokens of this registry are too short.',
  ),
  'our own access token with altered claims': madeOfOwn(withLongerLife, NO_JWT),
  'the claims of our own access token, not signed': madeOfOwn(unsigned, NO_JWT),
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

/** Name of a disguise. */
export type DisguiseName = keyof typeof DISGUISES;
/** All of them. */
export const NAMES = Object.keys(DISGUISES) as DisguiseName[];

/** What became of an otherwise valid registration. */
export interface Disguised {
  readonly record: CaseRecord;
  /** Parties that exist although the registration should have been refused. */
  readonly created: readonly string[];
  /** Why the state could not be read, if it could not. */
  readonly blind?: string;
}

/** All disguises between two accepted controls; a text says why one was not sent. */
export const disguised: Experiment<ReadonlyMap<DisguiseName, Disguised | string>> = {
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
