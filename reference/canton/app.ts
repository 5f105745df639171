/**
 * The reference as a web application: routes, and the limits of the HTTP server in front of them.
 */
import type { IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Authority } from './authentication.ts';
import type { Behaviour } from './behaviour.ts';
import { type Answer, type Call, type OperationName, type Scene, textAnswer } from './call.ts';
import { dispatch, methodNotAllowed, notFound } from './dispatch.ts';
import type { World } from './world.ts';

type Environment = { Bindings: HttpBindings };

const LONGEST_URI = 2048;
const LONGEST_HEADER = 8192;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** Builds the application. All its state is in `world`. */
export function createApp(behaviour: Behaviour, world: World, authority: Authority | undefined): Hono<Environment> {
  const { basePath } = behaviour.deployment;
  // Empty path segments do not count: a slash at the end, or two in a row, make no difference.
  const app = new Hono<Environment>({
    getPath: (request) => `/${new URL(request.url).pathname.split('/').filter(Boolean).join('/')}`,
  });

  const serve = async (context: Context<Environment>, operation: OperationName | undefined, known: boolean) => {
    const body = Buffer.from(await context.req.arrayBuffer());
    world.requests += 1;
    const { incoming } = context.env;
    const call: Call = {
      number: world.requests,
      method: incoming.method ?? 'GET',
      url: new URL(context.req.url),
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
    if (refused) return respond(refused);
    if (operation === undefined) {
      const early = await behaviour.http.before(scene);
      return respond(await behaviour.http.after(early ?? (known ? methodNotAllowed() : notFound(scene)), scene));
    }
    return respond(await dispatch(scene, authority));
  };

  for (const { method, path, operation } of behaviour.http.routes) {
    app.on(method, `${basePath}${path}`, (context) => serve(context, operation, true));
  }
  for (const { path } of behaviour.http.routes) {
    app.all(`${basePath}${path}`, (context) => serve(context, undefined, true));
  }
  app.notFound((context) => serve(context, undefined, false));
  app.onError(() => respond(textAnswer(500, 'Internal server error')));
  return app;
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

function respond({ status, headers, body, chunked }: Answer): Response {
  return new Response(chunked && body ? inChunks(body) : body, {
    status,
    headers: { server: 'pekko-http/1.1.0', ...headers },
  });
}

/** A body in two pieces, the second a moment later, so that nothing can put them together again. */
function inChunks(body: string): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(body);
  const half = Math.ceil(bytes.length / 2);
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes.subarray(0, half));
      await nextTurn();
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
  });
}

function headerValues(incoming: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    if (incoming.rawHeaders[index]?.toLowerCase() === name) values.push(incoming.rawHeaders[index + 1] ?? '');
  }
  return values;
}
