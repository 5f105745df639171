/**
 * `--wait`: asks until the target is ready to be tested.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TargetGoneError } from '../../target/errors.ts';
import type { CredentialRole, Exchange, Target } from '../../target/exchange.ts';

/** Looks once: what is missing, as half a sentence; `undefined` when nothing is. */
export type Missing = (target: Target, ask: Ask) => Promise<string | undefined>;

/** Sends one GET. */
type Ask = (path: string, credential?: CredentialRole) => Promise<Exchange>;

/** How to wait. */
export interface WaitOptions {
  readonly url: string;
  /** Opens the target for one look. */
  readonly openTarget: (signal: AbortSignal) => Target;
  readonly missing: Missing;
  readonly seconds: number;
  /** Ends the waiting in silence. */
  readonly signal: AbortSignal;
  readonly say: (sentence: string) => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Waits until the target is ready, or the signal is aborted. @throws TargetGoneError when the time is over */
export async function waitUntilReady(options: WaitOptions): Promise<void> {
  const { url, seconds, signal, say } = options;
  const deadline = AbortSignal.timeout(seconds * 1_000);
  const either = AbortSignal.any([signal, deadline]);
  let said: string | undefined;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(LONGEST_PAUSE_MS, wait * 2)) {
    const missing = await look(options, either);
    if (missing === undefined || signal.aborted) {
      if (said !== undefined && missing === undefined) say(`${url} is ready.`);
      return;
    }
    // A look that was cut short by the deadline has seen less than the one before it.
    if (!deadline.aborted && missing !== said) {
      said = missing;
      say(`Waiting for ${url}, up to ${seconds} s: ${missing}.`);
    }
    await sleep(wait, undefined, { signal: either }).catch(() => {});
    if (deadline.aborted && !signal.aborted) {
      throw new TargetGoneError(
        `${url} was not ready within ${seconds} s: ${said ?? missing}. See whether the deployment is starting, or wait longer with --wait.`,
        false,
      );
    }
  }
}

async function look({ openTarget, missing }: WaitOptions, signal: AbortSignal): Promise<string | undefined> {
  const target = openTarget(signal);
  try {
    return await missing(target, (path, credential = 'none') =>
      target.send({ method: 'GET', path, credential }, { tag: `wait ${path}`, repeat: 'once' }),
    );
  } finally {
    await target.close();
  }
}

/** Nothing is missing where anything answers. */
export function silenceAt(path: string): Missing {
  return async (_, ask) => silence(await ask(path));
}

/** A Canton node is ready when its list of parties can be read and a synchronizer is connected. */
export const cantonMissing: Missing = async (target, ask) => {
  const version = await ask('/v2/version');
  if (silence(version) !== undefined) return silence(version);
  if ((await ask('/readyz')).response?.status === 503) return 'GET /readyz answers 503';
  const admin = target.hasCredential('admin');
  const list = await ask('/v2/parties', admin ? 'admin' : 'none');
  const status = list.response?.status;
  // Without a token there is nothing more to see; the run itself says what it needs.
  if (!admin && (status === 401 || status === 403)) return undefined;
  if (status !== 200) return `GET /v2/parties answers ${status ?? 'nothing'}`;
  const synchronizers = await ask('/v2/state/connected-synchronizers', admin ? 'admin' : 'none');
  return isEmptyList(synchronizers) ? 'no synchronizer is connected' : undefined;
};

/** Servers in front of a deployment that starts say 502, 503 and 504. */
function silence({ request, response, failure }: Exchange): string | undefined {
  if (response === undefined) return `nothing answers (${failure?.kind ?? 'no answer'})`;
  return response.status >= 502 && response.status <= 504
    ? `GET ${request.path} answers ${response.status}`
    : undefined;
}

/** Only a list that is there and empty says that no synchronizer is connected. */
function isEmptyList({ response }: Exchange): boolean {
  if (response?.status !== 200) return false;
  try {
    const body = JSON.parse(Buffer.from(response.body).toString('utf8')) as { connectedSynchronizers?: unknown } | null;
    return Array.isArray(body?.connectedSynchronizers) && body.connectedSynchronizers.length === 0;
  } catch {
    return false;
  }
}
