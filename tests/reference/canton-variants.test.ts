/**
 * Every variant works, and differs as it says.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ReferenceOptions, type RunningReference, startCantonReference } from '../../reference/canton/server.ts';
import { cantonVariants } from '../../reference/canton/variants.ts';
import { type Bench, createBench, createUser, getOf, hints, list, patching, post, requests } from './probe.ts';

async function on<T>(options: ReferenceOptions, act: (bench: Bench) => Promise<T>): Promise<T> {
  const reference: RunningReference = await startCantonReference({ seed: 3, ...options });
  try {
    return await act(createBench(reference));
  } finally {
    await reference.close();
  }
}

const some = requests(
  post({ partyIdHint: 'a', localMetadata: { annotations: { k: 'v' } } }),
  post({ partyIdHint: 'a' }),
);

/** How each variant differs, as a client sees it. */
const rights = ['a', 'b'].map((party) => ({ kind: { CanActAs: { value: { party } } } }));

const differences: Readonly<Record<string, (bench: Bench) => Promise<unknown>>> = {
  'members-omitted-instead-of-null': async (bench) => {
    const { json } = await bench.send(post({ partyIdHint: 'a' }));
    const refused = (await bench.send(post({ partyIdHint: 'a.b' }))).json;
    expect(json).toEqual({
      partyDetails: { party: `a::${bench.namespace}`, isLocal: true, localMetadata: { resourceVersion: '0' } },
    });
    expect(Object.keys(refused)).toEqual([
      'code',
      'cause',
      'traceId',
      'context',
      'resources',
      'errorCategory',
      'grpcCodeValue',
    ]);
  },
  'extra-members': async (bench) => {
    const { json } = await bench.send(post({ localMetadata: { annotations: { k: 'v' } } }));
    expect(json.addedInALaterVersion).toBeDefined();
    expect(json.partyDetails.localMetadata.addedInALaterVersion).toBeDefined();
    expect(json.partyDetails.localMetadata.annotations).toEqual({ k: 'v' });
    const { context } = (await bench.send(post({ partyIdHint: '.' }))).json;
    expect(Object.values(context).every((it) => typeof it === 'string')).toBe(true);
  },
  'other-key-order': async (bench) => {
    const { json } = await bench.send(post({}));
    expect(Object.keys(json.partyDetails)).toEqual(['identityProviderId', 'localMetadata', 'isLocal', 'party']);
  },
  'other-namespace': async (bench) => {
    expect(bench.reference.state.participantId).toMatch(/^validator-7::1220[0-9a-f]{64}$/);
    expect((await bench.send(post({ partyIdHint: 'a' }))).json.partyDetails.party).toBe(`a::${bench.namespace}`);
  },
  'chunked-responses': async (bench) => {
    const { headers, json } = await bench.send(post({ partyIdHint: 'a' }));
    expect([headers['transfer-encoding'], headers['content-length']]).toEqual(['chunked', undefined]);
    expect(json.partyDetails.isLocal).toBe(true);
  },
  'pretty-printed': async (bench) => {
    expect((await bench.send(post({}))).text).toMatch(/^\{\n {2}"partyDetails": \{\n/);
    expect((await bench.send(post({ partyIdHint: '.' }))).text).toMatch(/^\{\n {2}"code"/);
  },
  'hint-ignored': async (bench) => {
    const { json } = await bench.send(post({ partyIdHint: 'a' }));
    expect(json.partyDetails.party).toMatch(/^party-/);
    expect((await bench.send(post({ partyIdHint: 'a' }))).status).toBe(200);
  },
  'duplicate-gets-distinct-identifier': async (bench) => {
    await bench.send(post({ partyIdHint: 'a' }));
    expect((await bench.send(post({ partyIdHint: 'a' }))).json.partyDetails.party).toMatch(/^a-[0-9a-f]{8}::/);
  },
  'transient-unavailable': async (bench) => {
    const statuses: number[] = [];
    for (let index = 1; index <= 22; index += 1)
      statuses.push((await bench.send(post({ partyIdHint: `h${index}` }))).status);
    expect(statuses.map((status, index) => (status === 503 ? index + 1 : 0)).filter(Boolean)).toEqual([11, 22]);
    expect(bench.reference.state.parties.length).toBe(1 + 20);
  },
  'transient-in-flight': async (bench) => {
    const answers = [];
    for (let index = 1; index <= 9; index += 1) answers.push(await bench.send(post({ partyIdHint: `h${index}` })));
    expect([answers[8]?.status, answers[8]?.json.code]).toEqual([409, 'REQUEST_ALREADY_IN_FLIGHT']);
    expect(bench.reference.state.parties.length).toBe(1 + 8);
  },
  'unavailable-after-creating': async (bench) => {
    const statuses: number[] = [];
    for (let index = 1; index <= 13; index += 1)
      statuses.push((await bench.send(post({ partyIdHint: `h${index}` }))).status);
    expect(statuses[12]).toBe(503);
    expect(bench.reference.state.parties).toContain(`h13::${bench.namespace}`);
  },
  'base-path': async (bench) => {
    expect(bench.reference.url).toMatch(/\/some\/path$/);
    expect((await bench.send({ path: '/v2/version' })).status).toBe(200);
    const root = new URL('/', bench.reference.url).href;
    expect((await fetch(`${root}v2/version`)).status).toBe(404);
  },
  slow: async (bench) => {
    const answered = bench.send(list()).then(() => 'answered');
    expect(await Promise.race([answered, wait(5, 'not yet')])).toBe('not yet');
    expect(await answered).toBe('answered');
  },
  crowded: async (bench) => {
    const { parties, users } = bench.reference.state;
    expect([parties.length, users.length]).toEqual([3001, 1201]);
    const { json } = await bench.send({ path: '/v2/users' });
    expect([json.users.length, json.nextPageToken === '']).toEqual([1000, false]);
  },
  'others-active': async (bench) => {
    await bench.send(list());
    for (let index = 0; index < 20; index += 1) await bench.send({ path: '/livez' });
    const deadline = performance.now() + 5000;
    while (bench.reference.state.parties.length < 5 && performance.now() < deadline) await bench.send(list());
    expect(bench.reference.state.parties.length).toBeGreaterThanOrEqual(5);
    expect(bench.reference.state.users.length).toBeGreaterThanOrEqual(5);
  },
  hardened: async (bench) => {
    expect((await bench.send({ path: '/v2/users/participant_admin' })).status).toBe(404);
    expect((await bench.send({ path: '/v2/users' })).json.users).toEqual([]);
    expect(bench.reference.state.users).toEqual(['participant_admin']);
  },
  'rights-in-other-order': async (bench) => {
    await bench.send({ method: 'POST', path: '/v2/users', body: { user: { id: 'u' }, rights } });
    expect((await bench.send({ path: '/v2/users/u/rights' })).json.rights).toEqual(rights.toReversed());
  },
  'race-losers-internal-error': async (bench) => {
    const answers = await Promise.all([1, 2, 3].map(() => bench.send(createUser('race'))));
    const statuses = answers.map(({ status }) => status);
    expect([statuses.filter((it) => it === 200).length, statuses.includes(500)]).toEqual([1, true]);
  },
  'no-trace-ids': async (bench) => {
    const { json } = await bench.send(post({ partyIdHint: '.' }));
    expect([json.traceId, json.context.tid]).toEqual([null, undefined]);
  },
  traced: async (bench) => {
    const { json } = await bench.send({ path: '/v2/users/%3F' });
    expect(json.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(json.correlationId).toMatch(/^[0-9a-f]{16}$/);
  },
  'with-authentication': async (bench) => {
    expect((await bench.send(post({}))).status).toBe(200);
    expect((await bench.send(post({}, { headers: { authorization: 'Basic x' } }))).status).toBe(401);
  },
  'server-annotations': async (bench) => {
    const { json } = await bench.send(post({ localMetadata: { annotations: { k: 'v' } } }));
    expect(json.partyDetails.localMetadata.annotations).toEqual({ k: 'v', 'server.example/created-by': 'server' });
  },
  'error-422-json': async (bench) => {
    const answers = [await bench.send(post('{')), await bench.send(post({ partyIdHint: '.' }))];
    expect(answers.map((it) => [it.status, it.type, it.json.code])).toEqual(
      Array(2).fill([422, 'application/json', 'INVALID_ARGUMENT']),
    );
  },
  'other-error-codes': async (bench) => {
    const { json } = await bench.send(post({ partyIdHint: '.' }));
    expect([json.code, json.errorCategory, json.grpcCodeValue]).toEqual(['BAD_ARGUMENT', 8, 3]);
  },
  'plain-resource-names': async (bench) => {
    expect((await bench.send(post({ userId: 'nobody' }))).json.resources).toEqual([['USER', 'nobody']]);
  },
  'small-page-limit': async (bench) => {
    expect((await bench.send({ path: '/v2/version' })).json.features).toMatchObject({
      userManagement: { maxUsersPageSize: 100 },
      partyManagement: { maxPartiesPageSize: 25 },
    });
    expect((await bench.send(list('?pageSize=26'))).status).toBe(400);
  },
  'non-ascii-order': async (bench) => {
    await hints('b', 'B', 'a', 'A')(bench);
    const { json } = await bench.send(list());
    const names = json.partyDetails.map((it: { party: string }) => it.party.split('::')[0]);
    expect(names).toEqual(['a', 'A', 'b', 'B', 'participant1']);
  },
  'opaque-versions': async (bench) => {
    const { json } = await bench.send(post({ partyIdHint: 'a' }));
    const version = json.partyDetails.localMetadata.resourceVersion;
    expect(version).toMatch(/^v-[0-9a-f]+$/);
    const update = (resourceVersion: string) =>
      bench.send({
        method: 'PATCH',
        path: `/v2/parties/a%3A%3A${bench.namespace}`,
        body: {
          partyDetails: { party: `a::${bench.namespace}`, localMetadata: { resourceVersion } },
          updateMask: { paths: ['local_metadata'] },
        },
      });
    expect([(await update('x')).status, (await update(version)).status]).toEqual([409, 200]);
  },
  'list-lags': async (bench) => {
    const shown = async () => (await bench.send(list())).json.partyDetails.map(({ party }: { party: string }) => party);
    const { party } = (await bench.send(post({}))).json.partyDetails;
    expect(await shown()).not.toContain(party);
    await expect.poll(shown).toContain(party);
  },
  'creation-omits-metadata': async (bench) => {
    const { partyDetails } = (await bench.send(post({ partyIdHint: 'a' }))).json;
    expect(partyDetails.localMetadata).toBeUndefined();
    expect((await bench.send(getOf(partyDetails.party))).json.partyDetails[0].localMetadata.resourceVersion).toBe('0');
    expect(Object.keys((await bench.send(createUser('u'))).json.user)).not.toContain('metadata');
  },
  'update-answers-id-only': async (bench) => {
    await bench.send(createUser('u'));
    const body = { user: { id: 'u', isDeactivated: true }, updateMask: { paths: ['is_deactivated'] } };
    expect((await bench.send({ method: 'PATCH', path: '/v2/users/u', body })).json).toEqual({ user: { id: 'u' } });
  },
  'unknown-user-400': async (bench) => {
    expect((await bench.send({ method: 'GET', path: '/v2/users/nobody' })).status).toBe(400);
  },
  'unknown-user-without-rights': async (bench) => {
    expect((await bench.send({ method: 'GET', path: '/v2/users/nobody/rights' })).json).toEqual({ rights: [] });
  },
  'lists-lag-longer': async (bench) => {
    const shown = async () => (await bench.send({ method: 'GET', path: '/v2/users' })).text.includes('"id":"u"');
    await bench.send(createUser('u'));
    expect(await shown()).toBe(false);
    await expect.poll(shown, { timeout: 4_500 }).toBe(true);
  },
  'tool-annotates-parties': async (bench) => {
    const { party } = (await bench.send(post({}))).json.partyDetails;
    await expect.poll(async () => (await bench.send(getOf(party))).text).toContain('indexer.vendor.example/seen');
  },
  'connection-close': async (bench) => {
    expect((await bench.send(list())).headers.connection).toBe('close');
  },
};

describe('variants', () => {
  it.each(cantonVariants.map((variant) => variant.id))('%s differs as it says', async (variant) => {
    const difference = differences[variant];
    if (difference === undefined) throw new Error(`nothing is said about ${variant}`);
    await on({ variant }, difference);
  });

  it.each(cantonVariants.map((variant) => variant.id))(
    '%s still creates, refuses, reads and updates',
    async (variant) => {
      await on({ variant }, async (bench) => {
        const created = await bench.send(post({ localMetadata: { annotations: { k: 'v' } } }));
        expect(created.status).toBe(200);
        const { party } = created.json.partyDetails;
        const read = await bench.send(getOf(party));
        expect(read.json.partyDetails).toMatchObject([created.json.partyDetails]);
        expect((await bench.send(post({ partyIdHint: 'a.b' }))).status).toBeGreaterThanOrEqual(400);
        expect((await bench.send(createUser('u'))).status).toBe(200);
        expect((await bench.send({ method: 'DELETE', path: '/v2/users/u' })).status).toBe(200);
      });
    },
  );

  it('conform to the contract, every one of them', () => {
    expect(cantonVariants.filter((it) => !it.conformsTo.includes('contract'))).toEqual([]);
  });

  it.each(['other-key-order', 'pretty-printed', 'chunked-responses', 'connection-close', 'plain-resource-names'])(
    '%s changes the form of answers and nothing else',
    async (variant) => {
      const parse = (answers: unknown) =>
        (answers as { text: string; status: number }[]).map(({ status, text }) => [status, JSON.parse(text)]);
      expect(parse(await on({ variant }, some))).toEqual(parse(await on({}, some)));
    },
  );

  it('keep the probes of updates working', async () => {
    const answers = await on({ variant: 'opaque-versions' }, patching({ localMetadata: { annotations: { a: '3' } } }));
    expect(JSON.stringify(answers)).toContain('\\"a\\":\\"3\\"');
  });
});
