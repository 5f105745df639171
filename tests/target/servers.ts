/**
 * Small servers on the loopback interface for the tests of the client.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createTarget } from '../../target/client.ts';
import type { Target } from '../../target/exchange.ts';
import type { TargetOptions } from '../../target/options.ts';

const cleanUps: (() => Promise<void>)[] = [];

/** Closes every server and target that the helpers here opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of cleanUps.splice(0).reverse()) await close();
}

/** A target that `closeAll` closes. */
export function target(options: TargetOptions): Target {
  const created = createTarget(options);
  cleanUps.push(() => created.close());
  return created;
}

/** Where a server listens, and how many connections it has had. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  connections(): number;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1, or on the port given. */
export async function listen(server: Server, port = 0): Promise<Listening> {
  const open = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket: Socket) => {
    count += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  cleanUps.push(close);
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, connections: () => count, close };
}

/** An HTTP server. */
export function serve(listener: RequestListener, port = 0): Promise<Listening> {
  return listen(createServer(listener), port);
}

/** A TCP server that calls back with each connection. */
export function serveTcp(onConnection: (socket: Socket) => void, port = 0): Promise<Listening> {
  return listen(createTcpServer(onConnection), port);
}

/** A server that answers each request head with these bytes and then closes the connection. */
export function serveBytes(answer: string | Uint8Array): Promise<Listening> {
  return serveTcp((socket) => socket.once('data', () => socket.end(answer)));
}

/** The body of a request as received. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Answers with JSON. */
function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** A server that answers with what it got: method, url, headers, body as latin1. */
export function serveEcho(): Promise<Listening> {
  return serve(async (request, response) => {
    const body = (await bodyOf(request)).toString('latin1');
    answerJson(response, 200, { method: request.method, url: request.url, headers: request.headers, body });
  });
}

/** A port of 127.0.0.1 where nothing listens. */
export async function freePort(): Promise<number> {
  const listening = await serveTcp(() => {});
  await listening.close();
  return listening.port;
}

/** Body of a response as text. */
export function textOf(body: Uint8Array | undefined): string {
  return Buffer.from(body ?? []).toString('utf8');
}
