import { describe, expect, it } from 'vitest';
import { examineCanton } from '../../cli/doctor/canton.ts';
import { doctorExitCode, findingTable } from '../../cli/doctor/finding.ts';
import { type Handshake, tlsFinding } from '../../cli/doctor/tls.ts';
import { expiryFinding } from '../../cli/doctor/token.ts';
import type { WireRequest } from '../../target/exchange.ts';
import { type FakeAnswer, fakeTarget, fakeTerminal } from './fakes.ts';

/** A healthy Canton node that demands a token. */
function node(request: WireRequest): FakeAnswer {
  const headers = { date: new Date(1_000_000).toUTCString() };
  if (request.path === '/v2/version') return { status: 200, body: { version: '3.5.6' }, headers };
  if (request.credential !== 'admin') return { status: 401 };
  return request.method === 'POST' ? { status: 400 } : { status: 200, body: {} };
}

/** Like a node, but for what `change` answers. */
const like =
  (change: (request: WireRequest) => FakeAnswer | undefined) =>
  (request: WireRequest): FakeAnswer =>
    change(request) ?? node(request);

const bySubject = async (
  answer: (request: WireRequest) => FakeAnswer,
  { admin = true, declared }: { admin?: boolean; declared?: 'none' | 'bearer' } = {},
) => {
  const { target, sent } = fakeTarget(answer, { admin });
  const findings = await examineCanton(target, { authentication: declared });
  const find = (subject: string) => findings.find((finding) => finding.subject === subject);
  return { findings, find, sent };
};

describe('the doctor of a Canton target', () => {
  it('finds nothing wrong with a healthy node, and sends it nothing that could create', async () => {
    const { findings, sent } = await bySubject(node);
    expect(findings.map(({ level }) => level)).not.toContain('warn');
    expect(findings.map(({ level }) => level)).not.toContain('fail');
    expect(doctorExitCode(findings)).toBe(0);
    const bodies = sent.flatMap(({ method, body }) => (method === 'GET' ? [] : [Buffer.from(body ?? []).toString()]));
    expect(bodies).toHaveLength(1);
    expect(() => JSON.parse(bodies[0]!)).toThrow();
  });

  it('stops at a connection that fails, with advice and exit code 3', async () => {
    const { findings } = await bySubject(() => ({ failure: { kind: 'refused', message: 'ECONNREFUSED' } }));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.text).toContain('Is the target started');
    expect(doctorExitCode(findings)).toBe(3);
  });

  it('takes a web page for no API, whatever its status', async () => {
    const { find, findings } = await bySubject(() => ({ status: 200, body: '<html>Welcome</html>' }));
    expect(find('version')).toMatchObject({
      level: 'fail',
      text: expect.stringContaining('This is no JSON Ledger API'),
    });
    expect(find('GET /v2/parties')).toMatchObject({ level: 'warn', text: expect.stringContaining('200 without JSON') });
    expect(doctorExitCode(findings)).not.toBe(0);
  });

  it('warns of another version and of a clock that differs', async () => {
    const headers = { date: new Date(1_000_000 + 90_000).toUTCString() };
    const { find, findings } = await bySubject(
      like(({ path }) => (path === '/v2/version' ? { status: 200, body: { version: '3.4.2' }, headers } : undefined)),
    );
    expect(find('version')).toMatchObject({ level: 'warn', text: expect.stringContaining('3.4.2, while') });
    expect(find('clock')).toMatchObject({ level: 'warn', text: expect.stringMatching(/\b9[01] s ahead/) });
    expect(doctorExitCode(findings)).toBe(0);
  });

  it('sees whether a token is demanded, missing, refused, or not enough', async () => {
    const refused = like(({ credential }) => (credential === 'admin' ? { status: 401 } : undefined));
    const notEnough = like(({ credential }) => (credential === 'admin' ? { status: 403 } : undefined));
    const open = like(({ path, method }) =>
      path === '/v2/version' || method === 'POST' ? undefined : { status: 200 },
    );
    const text = async (...asked: Parameters<typeof bySubject>) => {
      const found = (await bySubject(...asked)).find('authentication');
      return `${found?.level}: ${found?.text}`;
    };
    expect(await text(node)).toMatch(/^ok: a token is demanded/);
    expect(await text(node, { admin: false })).toMatch(/^fail: a token is demanded. Give one/);
    expect(await text(refused)).toMatch(/^fail: the admin token is refused/);
    expect(await text(notEnough)).toMatch(/^fail: the admin token is not allowed/);
    expect(await text(open, { admin: false })).toBe('ok: none demanded');
    expect(await text(open)).toMatch(/^fail: a token was given, but/);
    expect(await text(open, { declared: 'none' })).toBe('ok: none demanded');
    expect(await text(open, { admin: false, declared: 'bearer' })).toMatch(/^fail: declared as bearer/);
    expect(await text(node, { declared: 'none' })).toMatch(/^fail: declared as none/);
  });

  it('fails when the operation is not offered, and warns when a sibling is not', async () => {
    const { find, findings } = await bySubject(
      like(({ method, path }) => (method === 'POST' || path === '/v2/users' ? { status: 404 } : undefined)),
    );
    expect(find('POST /v2/parties')).toMatchObject({
      level: 'fail',
      text: expect.stringContaining('not offered (404)'),
    });
    expect(find('GET /v2/users')).toMatchObject({ level: 'warn', text: expect.stringContaining('read back users') });
    expect(doctorExitCode(findings)).toBe(5);
  });

  it('does not take a server that answers everything for a ledger', async () => {
    const { find, findings } = await bySubject(() => ({ status: 404 }));
    expect(find('version')).toMatchObject({ level: 'fail' });
    expect(doctorExitCode(findings)).toBe(5);
  });
});

describe('certificates and tokens', () => {
  const now = Date.parse('2026-11-25T00:00:00Z');
  const days = (n: number) => now + n * 86_400_000;
  const handshake: Handshake = { protocol: 'TLSv1.3', subject: 'node', issuer: 'authority', validTo: days(90) };

  it('are well while they are valid and trusted', () => {
    expect(tlsFinding(handshake, now)).toMatchObject({ level: 'ok', text: expect.stringContaining('90 days') });
    expect(tlsFinding({ ...handshake, validTo: days(3) }, now)).toMatchObject({ level: 'warn' });
    const distrust = 'SELF_SIGNED_CERT_IN_CHAIN';
    expect(tlsFinding({ ...handshake, distrust }, now)).toMatchObject({
      level: 'fail',
      text: expect.stringContaining('--ca'),
    });
    const expired = tlsFinding({ ...handshake, distrust: 'CERT_HAS_EXPIRED', validTo: days(-1) }, now);
    expect(expired.text).toContain('Renew');
  });

  it('are told by their expiry, where they have one', () => {
    const token = (exp: number) => `x.${Buffer.from(JSON.stringify({ exp: exp / 1000 })).toString('base64url')}.y`;
    expect(expiryFinding(token(now - 120_000), true, now)).toMatchObject({
      level: 'fail',
      text: expect.stringContaining('2 minutes ago'),
    });
    expect(expiryFinding(token(now + 120_000), false, now)).toMatchObject({ level: 'warn' });
    expect(expiryFinding(token(now + 120_000), true, now)).toMatchObject({ level: 'ok' });
    expect(expiryFinding('opaque', false, now)).toBeUndefined();
    expect(expiryFinding(`x.${Buffer.from('null').toString('base64url')}.y`, false, now)).toBeUndefined();
  });
});

it('findings are a table within 80 columns', () => {
  const text = findingTable(
    [
      { level: 'ok', subject: 'GET /v2/parties/participant-id', text: 'offered' },
      {
        level: 'warn',
        subject: 'clock',
        text: 'the clock of the target is far ahead of the clock here, which is not well',
      },
    ],
    fakeTerminal().terminal,
  );
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
