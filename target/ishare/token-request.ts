/**
 * The request for an access token: a form, and the ways to break one member of it.
 */
import type { WireRequest } from '../exchange.ts';

/** The members of the form, in order. */
export type TokenForm = readonly (readonly [name: string, value: string])[];

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The form of a correct request. */
export function tokenForm(clientId: string, assertion: string): TokenForm {
  return [
    ['grant_type', 'client_credentials'],
    ['scope', 'iSHARE'],
    ['client_id', clientId],
    ['client_assertion_type', ASSERTION_TYPE],
    ['client_assertion', assertion],
  ];
}

/** The request. `path` may be an absolute URL. */
export function tokenRequest(path: string, form: TokenForm): WireRequest {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: Buffer.from(new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString()),
    credential: 'none',
  };
}

/** A way to break one property of the form. */
export interface FormDefect {
  readonly id: string;
  /** The property, as a sentence part: "a request …". */
  readonly title: string;
  /** Clause of the member, below `ishare-openapi-3.0`. */
  readonly clause: string;
  change(request: WireRequest, form: TokenForm): WireRequest;
}

const withForm = (request: WireRequest, form: TokenForm): WireRequest => tokenRequest(request.path, form);

function member(name: string, clause: string, wrong: string): FormDefect[] {
  return [
    {
      id: `${name}-missing`,
      title: `without ${name}`,
      clause,
      change: (request, form) =>
        withForm(
          request,
          form.filter(([entry]) => entry !== name),
        ),
    },
    {
      id: `${name}-wrong`,
      title: `with the ${name} "${wrong}"`,
      clause,
      change: (request, form) =>
        withForm(
          request,
          form.map(([entry, value]) => [entry, entry === name ? wrong : value] as const),
        ),
    },
  ];
}

/** All defects of the form. None of them may be given a token. */
export const formDefects: readonly FormDefect[] = [
  ...member('grant_type', 'token-grant-type', 'password'),
  ...member('scope', 'token-scope', 'openid'),
  {
    id: 'scope-similar',
    title: 'with a scope whose name only contains that of iSHARE, in other letters',
    clause: 'token-scope',
    change: (request, form) =>
      withForm(
        request,
        form.map(([entry, value]) => [entry, entry === 'scope' ? 'notishare' : value] as const),
      ),
  },
  ...member('client_id', 'token-client-id', 'did:ishare:EU.NL.NTRNL-00000000'),
  ...member(
    'client_assertion_type',
    'token-assertion-type',
    'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
  ),
  ...member('client_assertion', 'token-assertion', 'not-a-jwt'),
  {
    id: 'body-json',
    title: 'with a JSON body instead of a form',
    clause: 'token-form',
    change: (request, form) => ({
      ...request,
      headers: { ...request.headers, 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(Object.fromEntries(form))),
    }),
  },
];
