/**
 * One request over HTTP, for the tests of the references.
 */
import { request } from 'undici';

export interface Sent {
  readonly method?: string;
  readonly path: string;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

export interface Received {
  readonly status: number;
  /** Empty when there is none. */
  readonly type: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; `undefined` when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any form.
  readonly json: any;
}

/** Sends a request and reads the whole answer. */
export async function send(url: string, { method = 'GET', path, body, headers = {} }: Sent): Promise<Received> {
  const text = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const answer = await request(url + path, {
    method: method as 'GET',
    headers: headers as Record<string, string>,
    ...(text !== undefined && { body: text }),
  });
  const received = await answer.body.text();
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type'] ?? ''),
    headers: answer.headers,
    text: received,
    json: parse(received),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Allocates a party. */
export function allocate(url: string, body: unknown, headers: Sent['headers'] = {}): Promise<Received> {
  return send(url, { method: 'POST', path: '/v2/parties', body, headers });
}
