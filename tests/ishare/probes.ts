/**
 * Probes of a registry: each does what shows the faults of one topic, and gives what it saw without ids, times and keys,
 * so that two correct registries show the same.
 */
import { readCertificate } from '../../contracts/ishare/certificate.ts';
import { compareParty } from '../../contracts/ishare/compare-party.ts';
import type { Json } from '../../contracts/model.ts';
import { mayBeAccepted, mustBeAccepted } from '../../generators/ishare/acceptable.ts';
import { registration } from '../../generators/ishare/registration.ts';
import type { WireResponse } from '../../target/exchange.ts';
import { clientAssertion } from '../../target/ishare/client-assertion.ts';
import { freshName, jsonOf, type TestClient } from './client.ts';
import { fillJson } from './pki.ts';

type Members = { readonly [key: string]: Json };

/** Ids, times and keys out; the rest of an answer in. */
async function summary(client: TestClient, response: WireResponse): Promise<unknown> {
  const body = jsonOf(response);
  const member =
    body !== null && typeof body === 'object' ? Object.keys(body).find((name) => name.endsWith('Token')) : undefined;
  const shape = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'uuid')
        .replace(/MII[\w+/=]+|[0-9a-f]{64}/g, 'der')
        .replace(/test-\d{14}x|\d{12}/g, 'name')
        .replace(/127\.0\.0\.1:\d+/g, 'host'),
    );
  const { date: _, 'content-length': __, ...headers } = response.headers;
  if (!member) return shape([response.status, headers, Buffer.from(response.body).toString('utf8')]);
  const token = await client.token(response, member);
  const { iat, exp, jti, ...payload } = token.payload;
  return shape([
    response.status,
    headers,
    token.problems.map(({ rule }) => rule),
    { ...token.header, x5c: 0 },
    readCertificate(String([token.header.x5c].flat()[0]))?.organizationIdentifier,
    payload,
  ]);
}

/** What a topic's faults show themselves in. */
export const probes: Readonly<Record<string, (client: TestClient) => Promise<unknown>>> = {
  async registration(client) {
    const answers = [];
    for (const template of [registration({ additionalInfo: 'full' }), registration({ aliases: 'none' })]) {
      answers.push(await summary(client, await client.register(template, freshName())));
    }
    const texts = mustBeAccepted.find(({ id }) => id === 'texts-beyond-ascii')?.template ?? null;
    answers.push(await summary(client, await client.register(texts, freshName())));
    const tokens = await Promise.all(
      Array.from({ length: 2 }, async () =>
        client.token(await client.register(registration(), freshName()), 'partyToken'),
      ),
    );
    const { id } = (tokens[0]?.payload.partyInfo ?? {}) as Members;
    const path = `/parties/${encodeURIComponent(String(id))}`;
    const read = await Promise.all(
      Array.from({ length: id === undefined ? 0 : 2 }, async () =>
        client.token(await client.call('GET', path), 'partyToken'),
      ),
    );
    return [
      answers,
      new Set(read.map(({ payload }) => payload.jti)).size,
      read.map(({ payload }) => Number(payload.exp) - Number(payload.iat)),
      new Set(tokens.map(({ payload }) => payload.jti)).size,
      tokens.map(({ payload }) => typeof payload.jti),
    ];
  },
  async authentication(client) {
    const body = await fillJson(registration(), freshName());
    const answers = [];
    const assertion = await clientAssertion(client.identity);
    const own = await client.authenticator.authorization(client.privately);
    for (const authorization of [
      undefined,
      'Bearer garbage',
      `Bearer ${client.reference.expiredToken}`,
      `Bearer ${assertion}`,
      own.slice(0, -8) + [...own.slice(-8)].map((character) => (character === 'A' ? 'B' : 'A')).join(''),
    ]) {
      const headers = { ...(authorization && { authorization }), 'content-type': 'application/json' };
      answers.push((await client.send({ method: 'POST', path: '/parties', headers, body })).status);
      for (const path of ['/parties', '/parties/x'])
        answers.push((await client.send({ method: 'GET', path, headers })).status);
    }
    return answers;
  },
  async acceptance(client) {
    const statuses = [];
    for (const { template } of [...mustBeAccepted, ...mayBeAccepted.filter(({ needs }) => needs)])
      statuses.push((await client.register(template, freshName())).status);
    const spaced = Buffer.from(
      JSON.stringify(JSON.parse((await fillJson(registration(), freshName())).toString()), null, 2),
    );
    statuses.push((await client.call('POST', '/parties', spaced)).status);
    const charset = await fillJson(registration(), freshName());
    statuses.push(
      (await client.call('POST', '/parties', charset, { 'content-type': 'application/json; charset=utf-8' })).status,
    );
    return statuses;
  },
  async data(client) {
    const answers = [];
    const telling = [...mustBeAccepted, ...mayBeAccepted].filter(({ id }) =>
      /beyond-ascii|loa|of-its-own|dataspace|status|many|auth-reg|two-cert|framework|^name/.test(id),
    );
    for (const template of [registration({ additionalInfo: 'full' }), ...telling.map((each) => each.template)]) {
      const body = await fillJson(template, freshName());
      const { payload } = await client.token(await client.call('POST', '/parties', body), 'partyToken');
      const { problems, additions } = compareParty(
        JSON.parse(body.toString()) as Members,
        payload.partyInfo as Members,
      );
      answers.push(
        problems.map(({ pointer }) => pointer),
        additions,
      );
    }
    return answers;
  },
  async identifiers(client) {
    const name = freshName();
    const idsOf = async (response: WireResponse, member = 'partyToken') => {
      const { payload } = await client.token(response, member);
      return ((payload.partyInfo as Members).claims as readonly Members[]).map(({ id }) => id);
    };
    const first = await client.register(registration(), name);
    const ids = await idsOf(first);
    const { payload } = await client.token(first, 'partyToken');
    const { id } = payload.partyInfo as Members;
    const path = `/parties/${encodeURIComponent(String(id))}`;
    const others = await idsOf(await client.register(registration(), freshName()));
    const again = await client.register({ ...registration({ roles: ['EntitledParty'] }), name: 'changed' }, name);
    const read = await client.call('GET', path);
    const { alsoKnownAs } = registration();
    const sameAgain = await client.register(registration(), name);
    const newAlias = `did:web:${name}.example.net`;
    await client.register({ ...registration(), alsoKnownAs: [...(alsoKnownAs as string[]), newAlias] }, name);
    const byNewAlias = await client.call('GET', `/parties/${encodeURIComponent(newAlias)}`);
    const withIds = registration();
    const given = {
      ...withIds,
      claims: (withIds.claims as readonly Members[]).map((claim, index) => ({
        ...claim,
        id: `00000000-0000-4000-8000-00000000000${index}`,
      })),
    };
    const owners: (readonly unknown[])[] = [];
    for (let index = 0; index < 2; index += 1) owners.push(await idsOf(await client.register(given, freshName())));
    const listed = await client.token(
      await client.call('GET', `/parties?id=${encodeURIComponent(String(id))}`),
      'partiesToken',
    );
    const racer = freshName();
    const race = await Promise.all(Array.from({ length: 6 }, () => client.register(registration(), racer)));
    const late = await client.register({ ...registration(), name: 'changed late' }, name);
    return [
      new Set(ids).size,
      others.filter((other) => ids.includes(other)).length,
      JSON.stringify(await idsOf(read)) === JSON.stringify(ids),
      await summary(client, again),
      await summary(client, read),
      (listed.payload.partiesInfo as Members).totalCount,
      [sameAgain, byNewAlias, late].map(({ status }) => status),
      owners[0]?.filter((taken) => owners[1]?.includes(taken)).length,
      race.map(({ status }) => status).sort(),
    ];
  },
  async reading(client) {
    const prefix = freshName();
    const answers = [];
    const identifiers: Members[] = [];
    for (let index = 0; index < 5; index += 1) {
      const response = await client.register({ ...registration(), name: `${prefix} ${index}` }, freshName());
      identifiers.push((await client.token(response, 'partyToken')).payload.partyInfo as Members);
    }
    const [first] = identifiers as [Members, ...Members[]];
    const alias = (first.alsoKnownAs as readonly string[])[2] as string;
    for (const path of [
      `/parties/${encodeURIComponent(String(first.id))}`,
      `/parties/${encodeURIComponent(String(first.id))}/claims`,
      `/parties/${encodeURIComponent(alias)}`,
      '/parties/did:ishare:EU.NL.NTRNL-0',
      '/parties/did:ishare:EU.NL.NTRNL-0/claims',
      '/parties?id=did:ishare:EU.NL.NTRNL-0',
      `/parties?name=${encodeURIComponent(prefix)}`,
      `/parties?name=${encodeURIComponent(`${prefix}*0`)}`,
      `/parties?id=${encodeURIComponent(String(first.id))}`,
      `/parties?alsoKnownAs=${encodeURIComponent(alias)}`,
      `/parties?name=${encodeURIComponent(`${prefix} *`)}&page=1&pageSize=2`,
      `/parties?name=${encodeURIComponent(`${prefix} *`)}&page=2&pageSize=2`,
      '/parties?claimFilter[frameworkRole.roleId]=Nothing',
      '/trustedList',
      '/capabilities',
    ]) {
      answers.push(await summary(client, await client.call('GET', path)));
    }
    const [, second] = identifiers as [Members, Members, ...Members[]];
    const secondId = encodeURIComponent(String(second.id));
    const idsOf = (party: Members | undefined): readonly unknown[] =>
      ((party?.claims ?? []) as readonly Members[]).map(({ id }) => id);
    const claims = await client.token(await client.call('GET', `/parties/${secondId}/claims`), 'claimsToken');
    const listed = await client.token(await client.call('GET', `/parties?id=${secondId}`), 'partiesToken');
    const data = ((listed.payload.partiesInfo as Members | undefined)?.data ?? []) as readonly Members[];
    for (const shown of [claims.payload.claimsInfo as Members | undefined, data[0]]) {
      answers.push(JSON.stringify(idsOf(shown)) === JSON.stringify(idsOf(second)));
    }
    const headers = { authorization: 'Bearer garbage' };
    answers.push(await summary(client, await client.send({ method: 'GET', path: '/capabilities' })));
    answers.push(await summary(client, await client.send({ method: 'GET', path: '/capabilities', headers })));
    answers.push((await client.send({ method: 'GET', path: '/trustedList' })).status);
    answers.push(await summary(client, await client.call('OPTIONS', '/parties')));
    return answers;
  },
  async late(client) {
    const response = await client.register(registration(), freshName());
    const { id } = (await client.token(response, 'partyToken')).payload.partyInfo as Members;
    for (let index = 0; index < 45; index += 1) await client.call('OPTIONS', '/parties');
    return summary(client, await client.call('GET', `/parties/${encodeURIComponent(String(id))}`));
  },
};

/** The probe that a fault of this requirement shows in. */
export function probeOf(requirement: string): string | undefined {
  const [, topic = ''] = requirement.split('/');
  const byTopic: Record<string, string> = {
    operation: 'registration',
    answer: 'registration',
    authentication: 'authentication',
    acceptance: 'acceptance',
    data: 'data',
    identifiers: 'identifiers',
    read: 'reading',
    list: 'reading',
    'trusted-list': 'reading',
    capabilities: 'reading',
    options: 'reading',
  };
  if (requirement === 'ishare-parties/read/stable-at-the-end') return 'late';
  return requirement === 'ishare-parties/operation/charset-parameter-accepted' ? 'acceptance' : byTopic[topic];
}
