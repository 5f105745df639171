/** Faults of the embedded registry: every one starts and shows. */
import { describe, expect, it, vi } from 'vitest';
import type { Json } from '../../contracts/model.ts';
import type { PartyIdentity } from '../../generators/ishare/party-identity.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { registrationViolations } from '../../generators/ishare/violations.ts';
import { ishareFaults } from '../../reference/ishare/faults.ts';
import { freshName, type TestClient, withClient } from './client.ts';
import { fill, testWorld } from './pki.ts';
import { probeOf, probes } from './probes.ts';

type Members = { readonly [key: string]: Json };

const correct = new Map<string, Promise<unknown>>();
const correctly = (probe: string): Promise<unknown> => {
  const known =
    correct.get(probe) ??
    withClient({}, (client) => (probes[probe] as (client: TestClient) => Promise<unknown>)(client));
  correct.set(probe, known);
  return known;
};

describe('each fault', () => {
  const probed = ishareFaults.flatMap((fault) => {
    const probe = probeOf(fault.catches[0] ?? '');
    return probe ? [{ id: fault.id, probe }] : [];
  });

  it.each(Object.keys(probes))('is looked for by a probe that repeats itself: %s', async (probe) => {
    const again = await withClient({}, (client) => (probes[probe] as (client: TestClient) => Promise<unknown>)(client));
    expect(again).toEqual(await correctly(probe));
  });

  it.each(probed)('shows in what the registry does: $id', async ({ id, probe }) => {
    const shown = await withClient({ fault: id }, (client) =>
      (probes[probe] as (client: TestClient) => Promise<unknown>)(client),
    );
    expect(shown).not.toEqual(await correctly(probe));
  });

  const accepting = ishareFaults.flatMap((fault) => {
    const [, topic, violationId] = (fault.catches[0] ?? '').split('/');
    const violation = registrationViolations.find(({ id }) => id === violationId);
    return violation && (topic === 'refusal' || topic === 'semantics') ? [{ id: fault.id, violation }] : [];
  });

  it.each(accepting)('does not refuse properly what it should: $id', async ({ id, violation }) => {
    await withClient({ fault: id }, async (client) => {
      expect((await client.register(violation.carrier(registration()), freshName())).status).toBe(200);
      const statuses = [];
      for (const variant of violation.variants(1, 'standard')) {
        statuses.push(
          (await client.call('POST', '/parties', await fill(variant.apply(registration()), freshName()))).status,
        );
      }
      expect(statuses.some((status) => status < 400 || status >= 500)).toBe(true);
    });
  });

  it.each(['refused-but-stored', 'refused-schema-but-stored'])('keeps what it refused: %s', async (id) => {
    await withClient({ fault: id }, async (client) => {
      const violation = registrationViolations.find(
        (entry) => entry.id === (id === 'refused-but-stored' ? 'role-claim-missing' : 'role-member-missing'),
      );
      const [variant] = violation?.variants(1, 'smoke') ?? [];
      if (!variant) throw new Error('no variant');
      const response = await client.call('POST', '/parties', await fill(variant.apply(registration()), freshName()));
      expect(response.status).toBe(400);
      expect(client.reference.state.parties).toHaveLength(1);
    });
  });

  it('registers what it has refused for lack of a token: auth-refused-but-registered-later', async () => {
    await withClient({ fault: 'auth-refused-but-registered-later' }, async (client) => {
      const body = await fill({ kind: 'json', value: registration() }, freshName());
      const headers = { 'content-type': 'application/json' };
      expect((await client.send({ method: 'POST', path: '/parties', headers, body })).status).toBe(401);
      await vi.waitFor(() => expect(client.reference.state.parties).toHaveLength(1), 5_000);
    });
  });

  it.each([
    ['claim-set-404', 'credential-missing-consumer'],
    ['claim-set-404', 'certificate-rule-provider'],
    ['no-json-404', 'malformed-json'],
    ['no-json-404', 'not-an-object'],
  ])('answers 404: %s to %s', async (id, violationId) => {
    await withClient({ fault: id }, async (client) => {
      const violation = registrationViolations.find((entry) => entry.id === violationId);
      const [variant] = violation?.variants(1, 'smoke') ?? [];
      if (!variant) throw new Error('no variant');
      const response = await client.call('POST', '/parties', await fill(variant.apply(registration()), freshName()));
      expect(response.status).toBe(404);
    });
  });

  it.each([
    ['refused-leaves-claims', (_: string, id: string) => `/parties/${encodeURIComponent(id)}/claims`],
    ['refused-leaves-aliases', (name: string) => `/parties/${encodeURIComponent(`did:web:${name}.example.com`)}`],
  ])('keeps a part of what it refused: %s', async (fault, pathOf) => {
    await withClient({ fault }, async (client) => {
      const violation = registrationViolations.find(({ id }) => id === 'role-claim-missing');
      const [variant] = violation?.variants(1, 'smoke') ?? [];
      if (!variant) throw new Error('no variant');
      const name = freshName();
      const body = await fill(variant.apply(registration()), name);
      expect((await client.call('POST', '/parties', body)).status).toBe(400);
      const { id } = JSON.parse(body.toString()) as { readonly id: string };
      expect((await client.call('GET', pathOf(name, id))).status).toBe(200);
      expect(client.reference.state.parties).toEqual([]);
    });
  });

  it.each([
    ['refusal-404', 404],
    ['alias-of-another-accepted', 200],
  ])('shows in a status: %s', async (id, status) => {
    await withClient({ fault: id }, async (client) => {
      const { payload } = await client.token(await client.register(registration(), freshName()), 'partyToken');
      const other = (payload.partyInfo as Members).id as string;
      const broken = id === 'refusal-404' ? { id: 5 } : { ...registration(), alsoKnownAs: [other] };
      expect((await client.register(broken, freshName())).status).toBe(status);
    });
  });

  it.each([
    ['refused-burns-id', 400],
    ['id-of-an-alias-accepted', 200],
  ])('shows in what follows: %s', async (id, status) => {
    await withClient({ fault: id }, async (client) => {
      const [name, other] = [freshName(), freshName()];
      const { partyId } = (await testWorld()).identities.forName(name) as PartyIdentity;
      const before =
        id === 'refused-burns-id'
          ? await client.register({ ...registration(), claims: [] }, name)
          : await client.register({ ...registration(), alsoKnownAs: [partyId] }, other);
      expect(before.status).toBe(id === 'refused-burns-id' ? 400 : 200);
      expect((await client.register(registration(), name)).status).toBe(status);
    });
  });

  it('names at least one requirement, has a unique id, and is looked at by one of these tests or those of the token endpoint', () => {
    const seen = new Set([...probed, ...accepting].map(({ id }) => id));
    const byHand = [
      'refused-but-stored',
      'refused-schema-but-stored',
      'auth-refused-but-registered-later',
      'refusal-404',
      'alias-of-another-accepted',
      'refused-burns-id',
      'id-of-an-alias-accepted',
      'claim-set-404',
      'no-json-404',
      'refused-leaves-claims',
      'refused-leaves-aliases',
    ];
    for (const { id, catches } of ishareFaults) {
      expect(catches.length).toBeGreaterThan(0);
      expect([
        id,
        seen.has(id) || byHand.includes(id) || (catches[0] ?? '').startsWith('ishare-parties/token/'),
      ]).toEqual([id, true]);
    }
    expect(new Set(ishareFaults.map(({ id }) => id)).size).toBe(ishareFaults.length);
  });
});
