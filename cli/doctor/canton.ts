/**
 * What `doctor` asks a Canton JSON Ledger API. Reads only, but for one body that no server can take for a request.
 */
import type { CredentialRole, Exchange, Target } from '../../target/exchange.ts';
import { clockFinding, connectionFinding } from './connection.ts';
import type { DoctorFinding } from './finding.ts';

/** What may be known beforehand. */
export interface CantonExamination {
  /** As declared; `undefined`: to be detected. */
  readonly authentication: 'none' | 'bearer' | undefined;
}

/** The operations beside the one under test that requirements use. */
const siblings: readonly (readonly [path: string, use: string])[] = [
  ['/v2/parties?pageSize=1', 'read back parties'],
  ['/v2/parties/participant-id', 'know the namespace of parties'],
  ['/v2/users?pageSize=1', 'read back users'],
];

/** Examines the target. Stops after the connection when nothing answers. */
export async function examineCanton(target: Target, { authentication }: CantonExamination): Promise<DoctorFinding[]> {
  const ask = (path: string, credential: CredentialRole): Promise<Exchange> => {
    const [plain = '', query = ''] = path.split('?');
    return target.send(
      { method: 'GET', path: plain, credential, query: [...new URLSearchParams(query)] },
      // Sent once: what happens on a single request is what is asked.
      { tag: `doctor ${plain} ${credential}`, repeat: 'once' },
    );
  };
  const version = await ask('/v2/version', 'none');
  const connection = connectionFinding(version);
  if (version.response === undefined) return [connection];
  const role = target.hasCredential('admin') ? 'admin' : 'none';
  const open = await ask('/v2/parties?pageSize=1', 'none');
  const answers: [string, Exchange][] = [];
  for (const [path, use] of siblings) answers.push([use, await ask(path, role)]);
  return [
    connection,
    versionFinding(version),
    clockFinding(version),
    authenticationFinding(open, answers[0]?.[1], role, authentication),
    await operationFinding(target, role),
    ...answers.map(([use, exchange]) => siblingFinding(use, exchange)),
  ].filter((finding) => finding !== undefined);
}

const statusOf = (exchange: Exchange | undefined): number => exchange?.response?.status ?? 0;

function versionFinding({ response }: Exchange): DoctorFinding {
  const subject = 'version';
  if (response?.status !== 200) {
    const text = `GET /v2/version answers ${response?.status}. Is this the JSON API, and is its path prefix part of the target?`;
    return { level: 'fail', subject, text };
  }
  const version = versionIn(response.body);
  if (version === undefined && !isJsonObject(response.body)) {
    const text =
      'GET /v2/version answers 200 without JSON. This is no JSON Ledger API; is the path prefix part of the target?';
    return { level: 'fail', subject, text };
  }
  if (version === undefined) {
    return { level: 'warn', subject, text: 'GET /v2/version tells no version. The report will not name one.' };
  }
  if (/^3\.5(\.|$)/.test(version)) return { level: 'ok', subject, text: version };
  const text = `${version}, while the contract is that of 3.5. Read failures with that in mind.`;
  return { level: 'warn', subject, text };
}

function versionIn(body: Uint8Array): string | undefined {
  const { version } = (jsonIn(body) ?? {}) as { version?: unknown };
  return typeof version === 'string' && version !== '' ? version : undefined;
}

function isJsonObject(body: Uint8Array): boolean {
  const value = jsonIn(body);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

function authenticationFinding(
  open: Exchange,
  asAdmin: Exchange | undefined,
  role: CredentialRole,
  declared: 'none' | 'bearer' | undefined,
): DoctorFinding {
  const subject = 'authentication';
  const given = role === 'admin';
  const demanded = statusOf(open) === 401 || statusOf(open) === 403;
  if (!demanded) {
    if (declared === 'bearer') {
      return {
        level: 'fail',
        subject,
        text: 'declared as bearer, but requests without a token are let in. Mend the target or the statement.',
      };
    }
    if (given && declared !== 'none') {
      return {
        level: 'fail',
        subject,
        text: 'a token was given, but requests without one are let in. If that is meant, declare statement.authentication: none.',
      };
    }
    return { level: 'ok', subject, text: 'none demanded' };
  }
  if (declared === 'none') {
    return {
      level: 'fail',
      subject,
      text: `declared as none, but a request without a token gets ${statusOf(open)}. Mend the statement.`,
    };
  }
  if (!given) {
    return {
      level: 'fail',
      subject,
      text: 'a token is demanded. Give one with --token-file, --token-command or canton.tokens.admin.',
    };
  }
  if (statusOf(asAdmin) === 401) {
    return {
      level: 'fail',
      subject,
      text: 'the admin token is refused (401). Is it for this target (issuer, audience, scope), and not expired?',
    };
  }
  if (statusOf(asAdmin) === 403) {
    return {
      level: 'fail',
      subject,
      text: 'the admin token is not allowed to list parties (403). Its user needs ParticipantAdmin or IdentityProviderAdmin.',
    };
  }
  return { level: 'ok', subject, text: 'a token is demanded, and the admin token is accepted' };
}

/** Whether the operation under test is there. The body is no JSON at all: a lenient parser cannot mend it into a request. */
async function operationFinding(target: Target, role: CredentialRole): Promise<DoctorFinding> {
  const exchange = await target.send(
    {
      method: 'POST',
      path: '/v2/parties',
      credential: role,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('not json'),
    },
    { tag: 'doctor operation', repeat: 'once' },
  );
  const subject = 'POST /v2/parties';
  const status = statusOf(exchange);
  if (status === 400) return { level: 'ok', subject, text: 'offered (a body that is no JSON is refused with 400)' };
  if ([404, 405, 501].includes(status)) {
    return { level: 'fail', subject, text: `not offered (${status}). Is the path prefix part of the target?` };
  }
  if (status === 401 || status === 403) return { level: 'ok', subject, text: `guarded (${status})` };
  return {
    level: 'warn',
    subject,
    text: `a body that is no JSON is answered with ${status || 'nothing'}, where 400 is due.`,
  };
}

function siblingFinding(use: string, exchange: Exchange): DoctorFinding {
  const subject = `GET ${exchange.request.path}`;
  const status = statusOf(exchange);
  const json = isJsonObject(exchange.response?.body ?? new Uint8Array());
  if (status === 200 && json) return { level: 'ok', subject, text: 'offered' };
  const answer = status === 200 ? '200 without JSON' : String(status);
  const seen = status === 0 ? (exchange.failure?.message ?? 'no answer') : answer;
  return { level: 'warn', subject, text: `answers ${seen}; requirements that ${use} will be undetermined.` };
}
