/** Every check of the token endpoint: one broken property each, against the embedded registry and its faults. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedOperator } from '../../cli/deployment/ishare.ts';
import { credentialFaults } from '../../reference/ishare/faults-credentials.ts';
import { tokenFaults as endpointFaults } from '../../reference/ishare/faults-token.ts';
import { ishareConnection } from '../../suites/ishare/connection.ts';
import { assertionDefects, usableDefects } from '../../target/ishare/assertion-defects.ts';
import {
  clientAssertion,
  currentSeconds,
  type DefectWorld,
  defectiveAssertion,
} from '../../target/ishare/client-assertion.ts';
import { formDefects, tokenForm, tokenRequest } from '../../target/ishare/token-request.ts';
import { jsonOf, startClient, type TestClient, withClient } from './client.ts';

let client: TestClient;
const tokenFaults = [...endpointFaults, ...credentialFaults];
let keys: DefectWorld['keys'];
beforeAll(async () => {
  client = await startClient();
  const { foreignKeys } = ishareConnection(embeddedOperator(client.reference)).inputs;
  const made = Object.entries(foreignKeys).map(async ([name, make]) => [name, await make()] as const);
  keys = Object.fromEntries(await Promise.all(made));
});
afterAll(() => client.close());

async function statusFor(
  registry: TestClient,
  assertion: string,
  clientId: string = registry.identity.clientId,
): Promise<number> {
  const path = registry.reference.behaviour.paths.token;
  const response = await registry.send(tokenRequest(path, tokenForm(clientId, assertion)));
  return response.status;
}

async function statusOfDefect(registry: TestClient, id: string): Promise<number> {
  const defect = assertionDefects.find((entry) => entry.id === id);
  if (defect) {
    const world = { identity: registry.identity, now: currentSeconds(), keys };
    return statusFor(registry, await defectiveAssertion(defect, world), defect.client?.(registry.identity));
  }
  const assertion = await clientAssertion(registry.identity);
  if (id === 'replay') {
    await statusFor(registry, assertion);
    return statusFor(registry, assertion);
  }
  if (id === 'replay-race') {
    const statuses = await Promise.all(Array.from({ length: 4 }, () => statusFor(registry, assertion)));
    return statuses.filter((status) => status === 200).length > 1 ? 200 : Math.max(...statuses);
  }
  const form = tokenForm(registry.identity.clientId, assertion);
  const path = registry.reference.behaviour.paths.token;
  const change = formDefects.find((entry) => entry.id === id);
  if (!change) throw new Error(`no defect ${id}`);
  return (await registry.send(change.change(tokenRequest(path, form), form))).status;
}

/** Which defects decide which requirement of the suite. */
const DEFECTS: Readonly<Record<string, readonly string[]>> = {
  'grant-type-checked': ['grant_type-missing', 'grant_type-wrong'],
  'scope-checked': ['scope-missing', 'scope-wrong', 'scope-similar'],
  'client-id-checked': ['client_id-missing', 'client_id-wrong', 'client_id-of-another'],
  'assertion-type-checked': ['client_assertion_type-missing', 'client_assertion_type-wrong'],
  'assertion-demanded': ['client_assertion-missing', 'client_assertion-wrong'],
  'form-demanded': ['body-json'],
  'signature-checked': ['signature-altered', 'key-of-another', 'key-in-header'],
  'algorithm-checked': ['alg-none', 'alg-hs256', 'alg-hs256-public-key', 'alg-hs256-certificate', 'alg-hs256-x5c'],
  'expiry-checked': ['expired'],
  'future-refused': ['issued-in-future'],
  'lifetime-checked': ['lifetime-long', 'lifetime-minutes'],
  'seconds-demanded': ['times-in-milliseconds'],
  'issuer-checked': ['iss-missing', 'iss-other'],
  'subject-checked': ['sub-missing', 'sub-differs'],
  'audience-checked': ['aud-missing', 'aud-other', 'aud-nobody'],
  'single-audience-demanded': ['aud-list'],
  'id-demanded': ['jti-missing'],
  'times-demanded': ['iat-missing', 'exp-missing'],
  'single-use': ['replay', 'replay-race'],
  'type-checked': ['typ-other', 'typ-missing'],
  'chain-demanded': ['x5c-missing', 'x5c-leaf-only'],
  'root-in-chain-demanded': ['x5c-root-missing'],
  'chain-trusted': ['chain-untrusted', 'chain-forged', 'chain-of-namesakes', 'chain-through-client'],
  'certificate-owner-checked': ['certificate-of-another', 'name-of-another'],
  'certificate-validity-checked': ['certificate-expired', 'certificate-not-yet-valid'],
};

describe('the token endpoint', () => {
  it('gives a token for a correct assertion, each time a new one', async () => {
    expect(await statusFor(client, await clientAssertion(client.identity))).toBe(200);
    expect(await statusFor(client, await clientAssertion(client.identity))).toBe(200);
  });

  it.each(Object.values(DEFECTS).flat())('gives no token for %s', async (id) => {
    expect(await statusOfDefect(client, id)).toBe(400);
  });

  it('has a check for every defect that can be made', () => {
    const covered = Object.values(DEFECTS).flat();
    for (const { id } of [...assertionDefects, ...formDefects]) expect(covered).toContain(id);
  });

  it('is not asked with a GET', async () => {
    expect((await client.send({ method: 'GET', path: '/connect/token' })).status).toBe(405);
  });
});

describe('the defects', () => {
  it('that need a key of somebody else are left out without one', () => {
    const ids = usableDefects([]).map(({ id }) => id);
    expect(ids).not.toContain('chain-untrusted');
    expect(ids).not.toContain('certificate-of-another');
    expect(ids).not.toContain('key-of-another');
    const all = ['untrusted', 'forged', 'namesake', 'issuedByClient', 'other', 'expired', 'notYetValid'] as const;
    expect(usableDefects(all)).toHaveLength(assertionDefects.length);
  });

  it('never use an assertion twice', async () => {
    const assertions = await Promise.all(Array.from({ length: 20 }, () => clientAssertion(client.identity)));
    expect(new Set(assertions).size).toBe(20);
  });
});

const faultsOfChecks = tokenFaults.flatMap((fault) => {
  const requirement = fault.catches[0]?.replace('token/', '') ?? '';
  return DEFECTS[requirement] ? [{ id: fault.id, requirement }] : [];
});

describe('each fault of the token endpoint', () => {
  it.each(faultsOfChecks)('gives a token for what $requirement sends: $id', async ({ id, requirement }) => {
    await withClient({ fault: id }, async (faulty) => {
      const statuses = [];
      for (const defect of DEFECTS[requirement] ?? []) statuses.push(await statusOfDefect(faulty, defect));
      expect(statuses).toContain(200);
      expect(await statusFor(faulty, await clientAssertion(faulty.identity))).toBe(200);
    });
  });

  it('leaves no check without a fault', () => {
    expect(new Set(faultsOfChecks.map(({ requirement }) => requirement))).toEqual(new Set(Object.keys(DEFECTS)));
  });

  it('of the answer changes it', async () => {
    const answerOf = async (fault?: string) =>
      withClient(fault === undefined ? {} : { fault }, async (registry) => {
        const assertion = fault === 'token-error-500' ? 'x' : await clientAssertion(registry.identity);
        const response = await registry.send(
          tokenRequest('/connect/token', tokenForm(registry.identity.clientId, assertion)),
        );
        const body = jsonOf(response) as Record<string, unknown>;
        return JSON.stringify([
          response.status,
          response.headers['content-type'],
          response.headers['cache-control'],
          { ...body, access_token: typeof body.access_token },
        ]);
      });
    const correct = await answerOf();
    for (const { id, catches } of tokenFaults) {
      if (DEFECTS[catches[0]?.replace('token/', '') ?? '']) continue;
      expect([id, await answerOf(id)]).not.toEqual([id, correct]);
    }
  });
});
