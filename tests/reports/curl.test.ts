import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlCommand, shellQuote } from '../../reports/curl.ts';
import type { Exchange } from '../../target/exchange.ts';
import { sampleExchange } from './sample.ts';

const run = promisify(execFile);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const options = { bodyFile: 'evidence/x.request-body' };
const withRequest = (request: Partial<Exchange['request']>, url = 'http://localhost:7575/v2/parties'): Exchange =>
  sampleExchange('x', { url, request: { method: 'POST', path: '/v2/parties', ...request } });

/** The words that a POSIX shell makes of a command. */
function wordsOf(command: string): string[] {
  const script = `CONCORDAT_TOKEN=t0ken; curl() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('the curl command', () => {
  it('carries method, URL, headers, token and body', () => {
    const words = wordsOf(curlCommand(sampleExchange('x'), options));
    expect(words.slice(0, 4)).toEqual(['--http1.1', '-sS', '-i', '--path-as-is']);
    expect(words).toContain('http://localhost:7575/v2/parties');
    expect(words).toContain('content-type: application/json');
    expect(words).toContain('Authorization: Bearer t0ken');
    expect(words.at(-1)).toBe('{"partyIdHint":"cc-7f3a91d0b2e45c6a.","identityProviderId":""}');
  });

  it('never shows the cut token, and shows a token that the check made up', () => {
    expect(curlCommand(sampleExchange('x'), options)).not.toContain('[redacted]');
    const madeUp = withRequest({ headers: { authorization: 'Bearer not-a-token' } });
    expect(wordsOf(curlCommand(madeUp, options))).toContain('authorization: Bearer not-a-token');
  });

  it('carries the token of the role, and none where the request had none', () => {
    const cut = { headers: { Authorization: '[redacted]' } };
    expect(curlCommand(withRequest(cut), options)).toContain('-H "Authorization: Bearer $CONCORDAT_TOKEN"');
    expect(curlCommand(withRequest({ ...cut, credential: 'expired' }), options)).toContain('$CONCORDAT_TOKEN_EXPIRED"');
    expect(curlCommand(withRequest({ headers: { authorization: 'Bearer [redacted]' } }), options)).toContain(
      '$CONCORDAT_TOKEN"',
    );
    expect(curlCommand(withRequest({}), options)).not.toContain('uthorization');
  });

  it.each([
    ['not plain ASCII', '{"a":"é"}'],
    ['of several lines', '{\n}'],
    ['large', 'x'.repeat(1001)],
  ])('reads a body from its file when it is %s', (_name, body) => {
    expect(wordsOf(curlCommand(withRequest({ body: bytes(body) }), options))).toContain('@evidence/x.request-body');
  });

  it('does not take a body that begins with @ for a file', () => {
    expect(wordsOf(curlCommand(withRequest({ body: bytes('@/etc/passwd') }), options)).slice(-2)).toEqual([
      '--data-raw',
      '@/etc/passwd',
    ]);
  });

  it('is one list of words for the shell, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const word = text.replaceAll('\0', '').replaceAll(/[\ud800-\udfff]/g, '?');
        expect(wordsOf(`curl ${shellQuote(word)} end`)).toEqual([word, 'end']);
      }),
      { numRuns: 60, examples: [["'; rm -rf /; '"], ['$(id) `id` \\ "'], ['-n'], ['']] },
    );
  });

  const curl = spawnSync('curl', ['--version']).status === 0;
  it.skipIf(!curl)('sends the same request again', async () => {
    const seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const directory = mkdtempSync(join(tmpdir(), 'concordat-curl-'));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/../v2/{x}?a=[1]&b='`;
      const body = bytes(`\ufeff{"é": ${'1'.repeat(2000)}}`);
      mkdirSync(join(directory, 'evidence'));
      writeFileSync(join(directory, 'evidence/x.request-body'), body);
      const requests = [
        withRequest({ body, headers: { 'content-type': 'application/json' } }, url),
        withRequest({ body: bytes('it\'s "quoted" $HOME'), chunked: true, method: 'PATCH' }, url),
        withRequest({ method: 'GET' }, url),
      ];
      for (const exchange of requests) {
        await run('sh', ['-c', curlCommand(exchange, options)], { cwd: directory });
        const last = seen.at(-1);
        expect(last?.method).toBe(exchange.request.method);
        expect(last?.url).toContain("/a/../v2/{x}?a=[1]&b='");
        expect(last?.headers['content-type']).toBe(exchange.request.headers?.['content-type']);
        expect(last?.headers.accept).toBeUndefined();
        expect(last?.headers['transfer-encoding']).toBe(exchange.request.chunked ? 'chunked' : undefined);
        expect(last?.body.equals(exchange.request.body ?? new Uint8Array())).toBe(true);
      }
    } finally {
      server.close();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
