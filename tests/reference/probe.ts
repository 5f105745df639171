/**
 * Probes: what a client does to see one deviation. A probe gives what it saw, in a form that can be compared.
 */
import type { RunningReference } from '../../reference/canton/server.ts';
import { type Received, type Sent, send } from './wire.ts';

/** What a probe works with. */
export interface Bench {
  readonly reference: RunningReference;
  /** The namespace of local parties. */
  readonly namespace: string;
  /** Sends with the administrator's token, where tokens are demanded, and unless `headers` say otherwise. */
  send(sent: Sent): Promise<Received>;
}

/** Gives whatever was seen. */
export type Probe = (bench: Bench) => Promise<unknown>;

export function createBench(reference: RunningReference): Bench {
  const authorization = reference.tokens && { authorization: `Bearer ${reference.tokens.admin}` };
  return {
    reference,
    namespace: reference.state.participantId.split('::')[1] as string,
    send: (sent) => send(reference.url, { ...sent, headers: { ...authorization, ...sent.headers } }),
  };
}

/** What there is to see of an answer; what is random at each request is masked. */
export function seen({ status, type, text }: Received): unknown {
  const masked = text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/"[0-9a-f]{32}"/g, '"<trace>"');
  return { status, type, text: masked };
}

/** Sends requests one after the other; sees all answers. */
export function requests(...all: readonly Sent[]): Probe {
  return async (bench) => {
    const answers: unknown[] = [];
    for (const one of all) answers.push(seen(await bench.send(one)));
    return answers;
  };
}

export const post = (body: unknown, rest: Partial<Sent> = {}): Sent => ({
  method: 'POST',
  path: '/v2/parties',
  body,
  ...rest,
});

/** Allocates with each hint in turn. */
export const hints = (...all: readonly string[]): Probe => requests(...all.map((partyIdHint) => post({ partyIdHint })));

/** Allocates with annotations. */
export const annotated = (...all: readonly unknown[]): Probe =>
  requests(...all.map((annotations, index) => post({ partyIdHint: `p${index}`, localMetadata: { annotations } })));

/** The parties that two probes left behind. */
export function leaving(probe: Probe): Probe {
  return async (bench) => {
    const answers = await probe(bench);
    return [answers, bench.reference.state.parties.map((it) => it.replace(/party-[0-9a-f-]{36}/, '<uuid>'))];
  };
}

/** Allocates, then gets, lists or updates with the identifier that was given. */
export function afterAllocating(bodies: readonly unknown[], then: (parties: string[]) => readonly Sent[]): Probe {
  return async (bench) => {
    const parties: string[] = [];
    for (const body of bodies) parties.push(String((await bench.send(post(body))).json?.partyDetails?.party));
    return requests(...then(parties))(bench);
  };
}

export const getOf = (party: string | undefined, query = ''): Sent => ({
  path: `/v2/parties/${encodeURIComponent(String(party))}${query}`,
});

export const list = (query = ''): Sent => ({ path: `/v2/parties${query}` });

export const createUser = (id: string): Sent => ({ method: 'POST', path: '/v2/users', body: { user: { id } } });

/** Sends the same many times at once; sees the answers in an order of their own. */
export function atOnce(bodies: readonly unknown[]): Probe {
  return async (bench) => {
    const answers = await Promise.all(bodies.map((body) => bench.send(post(body))));
    const kinds = answers.map((it) => `${it.status} ${it.json?.code ?? it.json?.partyDetails?.party ?? ''}`);
    return [...new Set(kinds.map((it) => it.replace(/^(409|400) .*/, 'refused')))].sort();
  };
}

/** All parties of all pages, at most 40 pages. */
export function paging(size: number, between: (page: number) => Sent | undefined = () => undefined): Probe {
  return async (bench) => {
    const visited: string[] = [];
    let token = '';
    for (let page = 0; page < 40; page += 1) {
      const { json } = await bench.send(list(`?pageSize=${size}&pageToken=${encodeURIComponent(token)}`));
      visited.push(...json.partyDetails.map((it: { party: string }) => it.party));
      token = json.nextPageToken;
      if (token === '') return visited;
      const other = between(page);
      if (other) await bench.send(other);
    }
    return 'paging did not end';
  };
}

/** Updates a party that has the annotations a and b. */
export function patching(
  details: Record<string, unknown>,
  mask: unknown = { paths: ['local_metadata.annotations'] },
  path?: string,
): Probe {
  return async (bench) => {
    const annotations = { a: '1', b: '2' };
    await bench.send(post({ partyIdHint: 'patched', localMetadata: { annotations } }));
    const party = `patched::${bench.namespace}`;
    const first = seen(
      await bench.send({
        method: 'PATCH',
        path: `/v2/parties/${encodeURIComponent(path ?? party)}`,
        body: { partyDetails: { party, ...details }, updateMask: mask },
      }),
    );
    return [first, seen(await bench.send(getOf(party)))];
  };
}

/** Annotations for {@link patching}. */
export const notes = (annotations: Record<string, string>, resourceVersion = ''): Record<string, unknown> => ({
  localMetadata: { resourceVersion, annotations },
});

/** Runs one probe after another. */
export function inTurn(...probes: readonly Probe[]): Probe {
  return async (bench) => {
    const all: unknown[] = [];
    for (const probe of probes) all.push(await probe(bench));
    return all;
  };
}
