/**
 * Prism, a mock server that nobody here wrote, with the OpenAPI document of our contract data.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { loadContract } from '../../contracts/contract.ts';
import { emitOpenApi } from '../../contracts/emit-openapi.ts';

/** A Prism that runs. */
export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts Prism with a document in `directory`. Throws with what it said when it ends early. */
export async function startPrism(directory: string): Promise<Prism> {
  const document = join(directory, 'openapi.json');
  await writeFile(document, emitOpenApi(loadContract('canton')));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [executable(), 'mock', '--host', '127.0.0.1', '--port', String(port), document],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } },
  );
  await untilListening(child);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function executable(): string {
  const manifest = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json');
  return join(dirname(manifest), 'dist', 'index.js');
}

/** Prism takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function untilListening(child: ChildProcess): Promise<void> {
  let said = '';
  let ready = false;
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      if (ready) return;
      said += chunk.toString();
      ready = said.includes('Prism is listening');
      if (ready) resolve();
    };
    // Both streams are read to the end of the process: a full pipe would stop it.
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`Prism ended with ${code}: ${said.slice(-1_000)}`)));
    child.once('error', reject);
  });
}
