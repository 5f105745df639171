/**
 * Targets that implement nothing. No suite may find anything in them that is conformant.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net';

export type DegenerateKind =
  | 'always-200-empty'
  | 'always-400'
  | 'echo'
  | 'html'
  | 'silence'
  | 'closing'
  | 'always-503'
  | 'always-401'
  | 'redirect';

/** All kinds, for tables. */
export const degenerateKinds: readonly DegenerateKind[] = [
  'always-200-empty',
  'always-400',
  'echo',
  'html',
  'silence',
  'closing',
  'always-503',
  'always-401',
  'redirect',
];

export interface RunningDegenerate {
  readonly url: string;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

interface Fixed {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const error = (code: string, category: number, grpc: number): string =>
  JSON.stringify({
    code,
    cause: 'The submitted request has invalid arguments: no',
    correlationId: null,
    traceId: null,
    context: {},
    resources: [],
    errorCategory: category,
    grpcCodeValue: grpc,
    retryInfo: null,
    definiteAnswer: false,
  });

const fixed: Readonly<Partial<Record<DegenerateKind, Fixed>>> = {
  'always-200-empty': { status: 200, type: 'application/json', body: '{}' },
  'always-400': { status: 400, type: 'application/json', body: error('INVALID_ARGUMENT', 8, 3) },
  'always-401': { status: 401, type: 'application/json', body: error('NA', -1, 16) },
  'always-503': { status: 503, type: 'text/plain; charset=UTF-8', body: 'Service Unavailable' },
  html: {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Welcome</title><h1>It works</h1>',
  },
};

/** Starts a target of one kind on the loopback interface, on any free port. */
export async function startDegenerate(kind: DegenerateKind): Promise<RunningDegenerate> {
  const sockets = new Set<Socket>();
  const server = kind === 'silence' || kind === 'closing' ? socketServer(kind) : webServer(kind);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Reads and says nothing; or reads a request and hangs up. */
function socketServer(kind: 'silence' | 'closing'): SocketServer {
  return createSocketServer((socket) => {
    socket.on('data', () => {
      if (kind === 'closing') socket.destroy();
    });
  });
}

function webServer(kind: DegenerateKind): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(kind, request, response, Buffer.concat(chunks)));
  });
}

function answer(kind: DegenerateKind, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const answer = fixed[kind];
  if (answer !== undefined) {
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  } else if (kind === 'echo') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  } else {
    response.writeHead(302, { location: request.url ?? '/' }).end();
  }
}
