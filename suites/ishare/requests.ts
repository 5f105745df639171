/**
 * Requests to the operations of a registry, at their documented paths. The configured paths are put in when they are sent.
 */
import type { RunContext } from '../../engine/context.ts';
import { fillTemplate, type RequestTemplate } from '../../engine/template.ts';
import type { WireRequest } from '../../target/exchange.ts';
import { ishareInputs, type RegistryPaths } from './inputs.ts';

type Query = NonNullable<RequestTemplate['query']>;

/** The documented paths. */
const DOCUMENTED = { parties: '/parties', trustedList: '/trustedList', capabilities: '/capabilities' } as const;

/** `GET /parties/{partyId}`. */
export function getParty(id: string): RequestTemplate {
  return { method: 'GET', path: ['parties', id] };
}

/** `GET /parties/{partyId}/claims`. */
export function getClaims(id: string): RequestTemplate {
  return { method: 'GET', path: ['parties', id, 'claims'] };
}

/** `GET /parties`. */
export function listParties(query: Query): RequestTemplate {
  return { method: 'GET', path: ['parties'], query };
}

/** `GET /trustedList`. */
export function getTrustedList(): RequestTemplate {
  return { method: 'GET', path: ['trustedList'] };
}

/** `GET /capabilities`. */
export function getCapabilities(): RequestTemplate {
  return { method: 'GET', path: ['capabilities'] };
}

/** `OPTIONS /parties`. */
export function partiesOptions(): RequestTemplate {
  return { method: 'OPTIONS', path: ['parties'] };
}

/** The request at the paths of the configuration. */
export function atConfiguredPath(context: Pick<RunContext, 'inputs'>, request: WireRequest): WireRequest {
  const { paths } = ishareInputs(context);
  for (const name of Object.keys(DOCUMENTED) as (keyof typeof DOCUMENTED & keyof RegistryPaths)[]) {
    const documented = DOCUMENTED[name];
    if (request.path === documented || request.path.startsWith(`${documented}/`)) {
      return { ...request, path: paths[name] + request.path.slice(documented.length) };
    }
  }
  return request;
}

/** A request without names, ready to send. */
export function readyRequest(context: Pick<RunContext, 'inputs'>, template: RequestTemplate): WireRequest {
  return atConfiguredPath(
    context,
    fillTemplate(template, () => ''),
  );
}
