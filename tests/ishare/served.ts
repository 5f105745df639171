/** A registry that the public command line serves, and a server before it that knows every secret which passes. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { until } from '../cli/between.ts';
import { startConcordat } from '../cli/run-cli.ts';

/** A served registry. */
export interface Served {
  readonly url: string;
  /** Path of the configuration that it wrote. */
  readonly configuration: string;
  /** A file beside the configuration. */
  file(name: string): string;
  stop(): Promise<{ readonly code: number | null; readonly output: string }>;
}

/** Starts `concordat serve ishare`. */
export async function serveRegistry(...options: string[]): Promise<Served> {
  const running = startConcordat(['serve', 'ishare', ...options]);
  const ended = running.ended.then(({ stderr }) => stderr);
  await Promise.race([
    until(() => running.output().includes('Stop it with Ctrl-C.')),
    ended.then((stderr) => Promise.reject(new Error(stderr))),
  ]);
  const found = (pattern: RegExp): string => pattern.exec(running.output())?.[1] ?? '';
  const configuration = found(/^configuration: (.*)$/m);
  return {
    url: found(/: (http:\/\/127\.0\.0\.1:\d+\S*)$/m),
    configuration,
    file: (name) => readFileSync(join(dirname(configuration), name), 'utf8'),
    stop: async () => {
      running.interrupt();
      const { code, stdout, stderr } = await running.ended;
      return { code, output: stdout + stderr };
    },
  };
}

/** A server before a registry. */
export interface Recorder {
  readonly url: string;
  /** Assertions and access tokens that passed. */
  readonly assertions: ReadonlySet<string>;
  readonly tokens: ReadonlySet<string>;
  close(): Promise<void>;
}

/** What a registry that talks too much answers instead of a refusal. */
export type Chatter = (asked: { readonly authorization: string; readonly body: string }) => string;

/** Starts a recorder. With `chatter`, every refusal becomes a 500 with that text. */
export async function recordBefore(registry: string, chatter?: Chatter): Promise<Recorder> {
  const assertions = new Set<string>();
  const tokens = new Set<string>();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const assertion = new URLSearchParams(sent.toString('latin1')).get('client_assertion');
    if (assertion !== null && assertion.length > 100) assertions.add(assertion);
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    const behind = await fetch(`${registry}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(sent.length > 0 && { body: sent }),
    });
    let body = await behind.text();
    const token = /"access_token":"([^"]+)"/.exec(body)?.[1];
    if (token !== undefined) tokens.add(token);
    let { status } = behind;
    if (chatter && status >= 400) {
      status = 500;
      body = chatter({ authorization: headers.authorization ?? '', body: sent.toString('latin1') });
    }
    const names = ['content-type', 'cache-control', 'pragma', 'allow', 'location'];
    const kept = names.flatMap((name) => {
      const value = behind.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    response.writeHead(status, Object.fromEntries(kept)).end(body === '' ? undefined : body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    assertions,
    tokens,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
