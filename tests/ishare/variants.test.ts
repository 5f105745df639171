/** Variants of the embedded registry: every one starts and stays legal. */
import { describe, expect, it } from 'vitest';
import { compareParty } from '../../contracts/ishare/compare-party.ts';
import { judgeIshareResponse, judgeTokenPayload } from '../../contracts/ishare/response-judge.ts';
import type { Json } from '../../contracts/model.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { ishareFaults } from '../../reference/ishare/faults.ts';
import { startIshareReference } from '../../reference/ishare/start.ts';
import { ishareVariants } from '../../reference/ishare/variants.ts';
import type { WireResponse } from '../../target/exchange.ts';
import { JWT_MEDIA_TYPE, jwtBody } from '../../target/ishare/jwt-body.ts';
import { freshName, type TestClient, withClient } from './client.ts';
import { fillJson } from './pki.ts';

type Members = { readonly [key: string]: Json };

describe('each variant', () => {
  const offering = ishareVariants.filter(
    ({ expected, id }) => expected === undefined && !/transient|unavailable|revoked/.test(id),
  );

  it.each(offering)('registers and shows a party as the contract says: $id', async ({ id, statement }) => {
    await withClient({ variant: id }, async (client) => {
      const body = await fillJson(registration(), freshName());
      const posted = JSON.parse(body.toString()) as Members;
      const jwt = statement?.requestEncoding === 'jwt';
      const response = jwt ? await registerAsJwt(client, posted) : await client.call('POST', '/parties', body);
      expect(judgeIshareResponse('register-new-party', response)).toMatchObject({ form: 'success', problems: [] });
      const { problems, payload } = await client.token(response, 'partyToken');
      expect(problems.map(({ rule }) => rule)).toEqual(id === 'root-left-out' ? ['chain-root-missing'] : []);
      expect(judgeTokenPayload('register-new-party', payload)).toEqual([]);
      expect(compareParty(posted, payload.partyInfo as Members)).toEqual({ problems: [], additions: [] });
      const read = await client.call('GET', `/parties/${encodeURIComponent(String(posted.id))}`);
      const again = (await client.token(read, 'partyToken')).payload.partyInfo as Members;
      expect(compareParty(posted, again).problems).toEqual([]);
      const refused = await client.call('POST', '/parties', Buffer.from('{}'));
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
    });
  });

  it.each(ishareVariants.filter(({ expected }) => expected === 'not-applicable'))(
    'does not offer the operation: $id',
    async ({ id }) => {
      await withClient({ variant: id }, async (client) => {
        expect([404, 405, 501]).toContain((await client.register(registration(), freshName())).status);
        expect((await client.call('OPTIONS', '/parties')).headers.allow).not.toContain('POST');
        const { payload } = await client.token(await client.call('GET', '/capabilities'), 'capabilitiesToken');
        expect(JSON.stringify(payload)).not.toContain('register-new-party');
      });
    },
  );

  it('that makes trouble answers 503, before or after the party is made', async () => {
    await withClient({ variant: 'transient-unavailable' }, async (client) => {
      const statuses = [];
      for (let index = 0; index < 22; index += 1) statuses.push((await client.call('GET', '/trustedList')).status);
      expect(statuses.filter((status) => status === 503)).toHaveLength(2);
    });
    await withClient({ variant: 'unavailable-after-creating' }, async (client) => {
      const statuses = [];
      for (let index = 0; index < 13; index += 1)
        statuses.push((await client.register(registration(), freshName())).status);
      expect(statuses.at(-1)).toBe(503);
      expect(client.reference.state.parties).toHaveLength(13);
    });
  });

  it('that revokes tokens is followed by renewing them', async () => {
    await withClient({ variant: 'revoked-tokens' }, async (client) => {
      let refused = 0;
      for (let index = 0; index < 120; index += 1) {
        const header = await client.authenticator.authorization(client.privately);
        if ((await client.call('GET', '/trustedList')).status === 401) {
          refused += 1;
          await client.authenticator.renew(client.privately, header);
        }
      }
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThan(10);
    });
  });

  it('has a unique id that no fault has', () => {
    const ids = [...ishareVariants, ...ishareFaults].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('that does not exist is not started', async () => {
    await expect(startIshareReference({ variant: 'none' })).rejects.toBeInstanceOf(RangeError);
    await expect(startIshareReference({ fault: 'none' })).rejects.toBeInstanceOf(RangeError);
  });
});

async function registerAsJwt(client: TestClient, party: Members): Promise<WireResponse> {
  const plain = await client.call('POST', '/parties', Buffer.from(JSON.stringify(party)));
  expect(plain.status).toBe(415);
  return client.call('POST', '/parties', await jwtBody(client.identity, party, 'party-info'), {
    'content-type': JWT_MEDIA_TYPE,
  });
}
