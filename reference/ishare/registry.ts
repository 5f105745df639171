/** The routes of an embedded registry. */
import { type Context, Hono } from 'hono';
import type { Json } from '../../contracts/model.ts';
import type { Answer } from './answer.ts';
import type { Behaviour, ProtectedOperation, TokenContext, TokenPurpose } from './behaviour.ts';
import type { IsharePki } from './pki.ts';
import { register } from './registering.ts';
import { signedAnswer } from './signed-answer.ts';
import type { Members, RegistryState } from './store.ts';
import { requestToken } from './token-endpoint.ts';

/** Builds the application. `baseUrl` is asked for when the address is known. */
export function createRegistry(
  behaviour: Behaviour,
  state: RegistryState,
  pki: IsharePki,
  baseUrl: () => string,
): Hono {
  const { paths } = behaviour;
  const app = new Hono().basePath(behaviour.basePath);
  const caller = (c: Context, operation: TokenPurpose | ProtectedOperation): string | undefined =>
    behaviour.callerOf(c.req.header('authorization'), state, Date.now(), operation);

  const respond = async (c: Context, work: () => Promise<Answer>): Promise<Response> => {
    await behaviour.delay();
    state.counts.requests += 1;
    const { method, path } = c.req;
    const answer = behaviour.intercept(method, path, state) ?? (await work());
    return toResponse(behaviour.finish(answer, method, path));
  };

  const guarded =
    (operation: ProtectedOperation, work: (c: Context, caller: string) => Promise<Answer>) => (c: Context) =>
      respond(c, async () => {
        const who = caller(c, operation);
        if (who === undefined && behaviour.isProtected(operation)) {
          if (operation === 'creation') await registerLater(c);
          return behaviour.unauthorised(c.req.header('authorization'));
        }
        return work(c, who ?? pki.clientId);
      });

  const context = (purpose: TokenPurpose, who?: string): TokenContext => ({
    purpose,
    pki,
    state,
    ...(who !== undefined && { caller: who }),
  });

  const partyAnswer = async (c: Context, who: string): Promise<Answer> => {
    const id = c.req.param('partyId') ?? '';
    const party = behaviour.find(state, id);
    state.counts.reads += 1;
    const about = context('party', who);
    if (party)
      return signedAnswer(behaviour, about, 'partyToken', { partyInfo: behaviour.shown(party, about) as Json });
    const answer = behaviour.notFound(id);
    return answer === 'null-party' ? signedAnswer(behaviour, about, 'partyToken', { partyInfo: null }) : answer;
  };

  const claimsAnswer = async (c: Context, who: string): Promise<Answer> => {
    const id = c.req.param('partyId') ?? '';
    const party = behaviour.find(state, id);
    if (!party) {
      const answer = behaviour.notFound(id);
      return answer === 'null-party' ? { status: 404 } : answer;
    }
    const about = context('claims', who);
    const { claims } = behaviour.shown(party, about);
    return signedAnswer(behaviour, about, 'claimsToken', { claimsInfo: { claims: [...claims] } });
  };

  const listAnswer = async (c: Context, who: string): Promise<Answer> => {
    const query = new Map(Object.entries(c.req.query()));
    const page = wholeNumber(query.get('page') ?? '1', Number.MAX_SAFE_INTEGER);
    const size = wholeNumber(query.get('pageSize') ?? '10', behaviour.maximumPageSize);
    if (page === undefined || size === undefined) {
      return behaviour.refusal({ kind: 'query', message: 'page or pageSize is out of range' });
    }
    const refused = behaviour.refusesList(query);
    if (refused !== undefined) return behaviour.refusal({ kind: 'query', message: refused });
    const selected = state.parties.filter((party) => behaviour.selects(party, query));
    const about = context('list', who);
    const data = behaviour.page(selected, page, size).map((party) => behaviour.shown(party, about));
    const info = behaviour.pageInfo({
      currentPage: page,
      pageSize: size,
      totalPages: Math.ceil(selected.length / size),
      totalCount: selected.length,
      count: data.length,
      data: data as unknown as Json,
    });
    return signedAnswer(behaviour, about, 'partiesToken', { partiesInfo: info });
  };

  const creationAnswer = async (c: Context, who: string): Promise<Answer> => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const outcome = await register({ behaviour, state, pki }, c.req.header('content-type') ?? '', bytes);
    if (outcome.refusal) return behaviour.refusal(outcome.refusal);
    const about = context('creation', who);
    const shown = behaviour.shown(outcome.party, about) as Json;
    return behaviour.afterCreation(
      await signedAnswer(behaviour, about, 'partyToken', { partyInfo: shown }),
      outcome.party,
      state,
    );
  };

  const registerLater = async (c: Context): Promise<void> => {
    const { unauthorisedLater } = behaviour;
    if (unauthorisedLater === undefined) return;
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const type = c.req.header('content-type') ?? '';
    setTimeout(() => void register({ behaviour, state, pki }, type, bytes), unauthorisedLater);
  };

  app.post(paths.token, (c) =>
    respond(c, async () => requestToken(behaviour, state, pki, c.req.header('content-type') ?? '', await c.req.text())),
  );
  app.post(paths.parties, guarded('creation', creationAnswer));
  app.get(paths.parties, guarded('list', listAnswer));
  app.options(
    paths.parties,
    guarded('options', async () => behaviour.allow('parties')),
  );
  app.get(`${paths.parties}/:partyId`, guarded('party', partyAnswer));
  app.options(
    `${paths.parties}/:partyId`,
    guarded('options', async () => behaviour.allow('party')),
  );
  app.get(`${paths.parties}/:partyId/claims`, guarded('claims', claimsAnswer));
  app.get(
    paths.trustedList,
    guarded('trusted-list', async (_, who) =>
      signedAnswer(behaviour, context('trusted-list', who), 'trustedListToken', {
        trustedList: behaviour.trustedList(pki),
      }),
    ),
  );
  app.get(paths.capabilities, (c) =>
    respond(c, async () => {
      const who = caller(c, 'capabilities');
      if (who === undefined && c.req.header('authorization') !== undefined) {
        return behaviour.unauthorised(c.req.header('authorization'));
      }
      const info: Members = behaviour.capabilities(baseUrl(), paths, who !== undefined);
      return signedAnswer(behaviour, context('capabilities', who), 'capabilitiesToken', { capabilitiesInfo: info });
    }),
  );
  app.all('*', (c) => respond(c, async () => unrouted(c, behaviour)));
  return app;
}

function unrouted(c: Context, behaviour: Behaviour): Answer {
  const path = c.req.path.slice(behaviour.basePath.length);
  const methods: Record<string, string> = {
    [behaviour.paths.token]: 'POST',
    [behaviour.paths.parties]: 'GET, POST, OPTIONS',
    [behaviour.paths.trustedList]: 'GET',
    [behaviour.paths.capabilities]: 'GET',
  };
  const allow = methods[path];
  return allow === undefined
    ? { status: 404, body: { error: 'not-found', message: `there is nothing at ${path}` } }
    : { status: 405, headers: { allow }, body: { error: 'method-not-allowed', message: `only ${allow}` } };
}

function wholeNumber(text: string, maximum: number): number | undefined {
  const value = Number(text);
  return /^\d{1,9}$/.test(text) && value >= 1 && value <= maximum ? value : undefined;
}

function toResponse({ status, headers, body, mediaType }: Answer): Response {
  if (body === undefined) return new Response(null, { status, headers: { ...headers } });
  const text = typeof body === 'string' && mediaType !== undefined ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': mediaType ?? 'application/json', ...headers } });
}
