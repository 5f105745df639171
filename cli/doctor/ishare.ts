/**
 * What `doctor` asks an iSHARE Participant Registry, and what it sees in the files of its client. Nothing is registered.
 */

import { type IshareOperator, ishareConnection } from '../../suites/ishare/connection.ts';
import { ishareOperator, missingKeys } from '../../suites/ishare/operator.ts';
import { createTarget } from '../../target/client.ts';
import { ConcordatError } from '../../target/errors.ts';
import type { CredentialRole, Exchange, Target } from '../../target/exchange.ts';
import { ishareBlock } from '../configuration/ishare-block.ts';
import type { Settings } from '../configuration/settings.ts';
import { reachOf } from '../connect.ts';
import { clockFinding, connectionFinding } from './connection.ts';
import type { DoctorFinding } from './finding.ts';
import { fileFindings } from './ishare-files.ts';
import { trustFinding, verifiedFinding } from './ishare-trust.ts';

/** Examines files and target. Stops after the connection when nothing answers. */
export async function examineIshare(settings: Settings, url: string, signal: AbortSignal): Promise<DoctorFinding[]> {
  const operator = operatorOf(settings);
  const options = { baseUrl: url, signal, ...reachOf(settings) };
  const given = 'identity' in operator ? operator : undefined;
  const target = given ? ishareConnection(given).open(options) : createTarget(options);
  try {
    const files = given ? fileFindings(given, Date.now()) : [operator as DoctorFinding];
    return [...files, ...(await examineTarget(target, settings, given))];
  } finally {
    await target.close();
  }
}

/** What the block gives, or what is wrong with it. */
function operatorOf(settings: Settings): IshareOperator | DoctorFinding {
  const subject = 'configuration';
  const missing = missingKeys(settings.ishare);
  if (missing.length > 0) {
    const text = `the block "ishare" lacks ${missing.join(', ')}. What each is: concordat init --suite ishare-parties --out -`;
    return { level: 'fail', subject, text };
  }
  try {
    return ishareOperator(ishareBlock(settings));
  } catch (error) {
    if (!(error instanceof ConcordatError)) throw error;
    return { level: 'fail', subject, text: error.message };
  }
}

type Ask = (
  path: string,
  credential: CredentialRole,
  query?: readonly (readonly [string, string])[],
) => Promise<Exchange>;

async function examineTarget(
  target: Target,
  settings: Settings,
  operator: IshareOperator | undefined,
): Promise<DoctorFinding[]> {
  const { paths } = settings.ishare;
  const ask: Ask = (path, credential, query) =>
    target.send({ method: 'GET', path, credential, ...(query && { query }) }, { tag: `doctor ${path} ${credential}` });
  const capabilities = await ask(paths.capabilities, 'none');
  const connection = connectionFinding(capabilities);
  const clock = clockFinding(capabilities);
  const seen = clock ? [connection, clock] : [connection];
  if (capabilities.response === undefined) return seen;
  if (!operator) return [...seen, await operationFinding(target, paths.parties, 'none')];
  const list = await withToken(() =>
    ask(paths.parties, 'admin', [
      ['page', '1'],
      ['pageSize', '1'],
    ]),
  );
  if ('level' in list) return [...seen, list, await operationFinding(target, paths.parties, 'none')];
  const trusted = await ask(paths.trustedList, 'admin');
  return [
    ...seen,
    tokenFinding(list),
    await operationFinding(target, paths.parties, 'admin'),
    siblingFinding(list, 'find registered parties'),
    await verifiedFinding(list, operator),
    siblingFinding(trusted, 'look at the trusted roots'),
    trustFinding(trusted, operator),
    siblingFinding(capabilities, 'look at what is offered'),
  ].filter((finding) => finding !== undefined);
}

/** The first request that needs a token: the exchange, or why there is no token. */
async function withToken(send: () => Promise<Exchange>): Promise<Exchange | DoctorFinding> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ConcordatError)) throw error;
    return { level: 'fail', subject: 'access token', text: error.message };
  }
}

const statusOf = ({ response }: Exchange): number => response?.status ?? 0;

function tokenFinding(list: Exchange): DoctorFinding {
  const subject = 'access token';
  const status = statusOf(list);
  if (status !== 401 && status !== 403)
    return { level: 'ok', subject, text: 'given for a client assertion, and accepted' };
  const text = `given for a client assertion, but refused (${status}) by ${list.request.path}. May this client use the registry?`;
  return { level: 'fail', subject, text };
}

/** Whether the operation under test is there. The body is no JSON at all: a lenient parser cannot mend it into a party. */
async function operationFinding(target: Target, path: string, credential: CredentialRole): Promise<DoctorFinding> {
  const subject = `POST ${path}`;
  const exchange = await target.send(
    {
      method: 'POST',
      path,
      credential,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('not json'),
    },
    { tag: `doctor POST ${path}` },
  );
  const status = statusOf(exchange);
  if ([404, 405, 501].includes(status)) {
    const text = `not offered (${status}). It is optional, so the suite will not be applicable. Is the path prefix part of the target?`;
    return { level: 'fail', subject, text };
  }
  if (status === 401) return { level: credential === 'none' ? 'ok' : 'fail', subject, text: `guarded (${status})` };
  if (status === 403) {
    const text = 'the client may not register parties (403). Ask the operator of the registry for the right to do so.';
    return {
      level: credential === 'none' ? 'ok' : 'fail',
      subject,
      text: credential === 'none' ? 'guarded (403)' : text,
    };
  }
  if (status >= 400 && status < 500) {
    return { level: 'ok', subject, text: `offered (a body that is no JSON is refused with ${status})` };
  }
  const text = `a body that is no JSON is answered with ${status || 'nothing'}, where 400 is due.`;
  return { level: 'warn', subject, text };
}

function siblingFinding(exchange: Exchange, use: string): DoctorFinding {
  const subject = `GET ${exchange.request.path}`;
  const status = statusOf(exchange);
  if (status === 200) return { level: 'ok', subject, text: 'offered' };
  const seen = status === 0 ? (exchange.failure?.message ?? 'no answer') : String(status);
  return { level: 'warn', subject, text: `answers ${seen}; requirements that ${use} will be undetermined.` };
}
