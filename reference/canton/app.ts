/**
 * The reference as a web application: routes, and the limits of the HTTP server in front of them.
 */
import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Authority } from './authentication.ts';
import type { Behaviour } from './behaviour.ts';
import { type Answer, type Call, type OperationName, type Scene, textAnswer } from './call.ts';
import { dispatch } from './dispatch.ts';
import type { World } from './world.ts';

type Environment = { Bindings: HttpBindings };

const LONGEST_URI = 2048;
const LONGEST_HEADER = 8192;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** Builds the application. All its state is in `world`. */
export function createApp(behaviour: Behaviour, world: World, authority: Authority | undefined): Hono<Environment> {
  const { basePath } = behaviour.deployment;
  const app = new Hono<Environment>({ getPath: ({ url }) => normalPath(url) });

  const serve = async (context: Context<Environment>, operation: OperationName | undefined, known: boolean) => {
    const { incoming, outgoing } = context.env;
    const body = await readBody(incoming);
    world.requests += 1;
    const call: Call = {
      number: world.requests,
      method: incoming.method ?? 'GET',
      url: context.req.url,
      operation,
      parameters: context.req.param(),
      headers: (name) => headerValues(incoming, name),
      query: (name) => context.req.queries(name) ?? [],
      body,
    };
    const scene: Scene = {
      call,
      world,
      behaviour,
      traceId: /^00-([0-9a-f]{32})-/.exec(call.headers('traceparent')[0] ?? '')?.[1] ?? world.hex(32),
      caller: { kind: 'nobody' },
      json: undefined,
    };
    const refused = refuseAtTheDoor(call, incoming, behaviour.limits.bodyBytes);
    return respond(outgoing, refused ?? (await dispatch(scene, authority, known)));
  };

  for (const { method, path, operation } of behaviour.http.routes) {
    app.on(method, `${basePath}${path}`, (context) => serve(context, operation, true));
  }
  for (const { path } of behaviour.http.routes) {
    app.all(`${basePath}${path}`, (context) => serve(context, undefined, true));
  }
  app.notFound((context) => serve(context, undefined, false));
  app.onError((_error, context) => respond(context.env.outgoing, textAnswer(500, 'Internal server error')));
  return app;
}

/** The path of a URL. Empty segments do not count: a slash at the end, or two in a row, make no difference. */
function normalPath(url: string): string {
  const from = url.indexOf('/', url.indexOf('://') + 3);
  const [path = ''] = url.slice(from).split(/[?#]/, 1);
  return `/${path.split('/').filter(Boolean).join('/')}`;
}

/** What the HTTP server refuses before anything looks at the request. */
function refuseAtTheDoor(call: Call, incoming: IncomingMessage, bodyLimit: number): Answer | undefined {
  const target = incoming.url ?? '';
  if (!METHODS.has(call.method)) return textAnswer(501, 'Unsupported HTTP method');
  if (target.length > LONGEST_URI) {
    return textAnswer(414, `URI length exceeds the configured limit of ${LONGEST_URI} characters`);
  }
  if (incoming.rawHeaders.some((it) => it.length > LONGEST_HEADER)) {
    return textAnswer(431, `HTTP header value exceeds the configured limit of ${LONGEST_HEADER} characters`);
  }
  if (/%(?![0-9a-fA-F]{2})/.test(target)) return textAnswer(400, 'Illegal request-target: Invalid percent-encoding');
  if (new Set(call.headers('content-type')).size > 1) {
    return textAnswer(400, 'HTTP message must not contain more than one Content-Type header');
  }
  if (call.body.length > bodyLimit) {
    const size = `EntityStreamSizeException: incoming entity size (${call.body.length}) exceeded size limit`;
    return textAnswer(413, `${size} (${bodyLimit} bytes)! This may have been a parser limit`);
  }
  return undefined;
}

/** Writes an answer past the framework, whose own responses are several times slower and cannot be cut into chunks. */
function respond(outgoing: HttpBindings['outgoing'], { status, headers, body, chunked }: Answer): Response {
  const bytes = Buffer.from(body ?? '');
  const length = body === null || chunked ? {} : { 'content-length': String(bytes.length) };
  outgoing.writeHead(status, { server: 'pekko-http/1.1.0', ...headers, ...length });
  if (chunked) outgoing.write(bytes.subarray(0, bytes.length / 2));
  outgoing.end(chunked ? bytes.subarray(bytes.length / 2) : bytes);
  return RESPONSE_ALREADY_SENT;
}

async function readBody(incoming: HttpBindings['incoming']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function headerValues(incoming: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    if (incoming.rawHeaders[index]?.toLowerCase() === name) values.push(incoming.rawHeaders[index + 1] ?? '');
  }
  return values;
}
