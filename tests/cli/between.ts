/**
 * A server between concordat and the faithful reference: counts, delays, spoils or swallows what passes.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningReference, startCantonReference } from '../../reference/canton/server.ts';

/** One answer on its way back. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  status: number;
  body: string;
}

/** The server between, with the reference behind it. */
export interface Between {
  readonly url: string;
  readonly reference: RunningReference;
  /** `METHOD path` of every request so far. */
  readonly seen: string[];
  /** Whether a request reaches the reference; one that does not is never answered. Replace it at any time. */
  admit: (method: string, path: string) => boolean;
  /** Changes an answer; `swallow` never gives one. Replace it at any time. */
  spoil: (answer: Passing) => 'pass' | 'swallow' | Promise<'pass' | 'swallow'>;
  close(): Promise<void>;
}

/** Starts both on free ports. */
export async function startBetween(): Promise<Between> {
  const reference = await startCantonReference({ seed: 1 });
  const seen: string[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '' } = request;
    seen.push(`${method} ${url}`);
    if (!between.admit(method, url)) return;
    const { host: _, connection: __, 'transfer-encoding': ___, 'content-length': ____, ...headers } = request.headers;
    const behind = await fetch(`${reference.url}${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const answer: Passing = { method, path: url, status: behind.status, body: await behind.text() };
    if ((await between.spoil(answer)) === 'swallow') return;
    const type = behind.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type });
    response.end(answer.body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const between: Between = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reference,
    seen,
    admit: () => true,
    spoil: () => 'pass',
    close: async () => {
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
      await reference.close();
    },
  };
  return between;
}

/** Resolves when a condition holds; a test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
