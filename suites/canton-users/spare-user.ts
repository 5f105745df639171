/**
 * The spare user: one that the operator gives with its token, so that requirements can see what a user may do. Its activation and its
 * right to administer are changed for a moment, and put back whatever happens.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Journal } from '../../engine/journal.ts';
import { Inconclusive, NotApplicable } from '../../engine/signals.ts';
import { fillTemplate, type RequestTemplate } from '../../engine/template.ts';
import { describeAnswer } from '../../engine/text.ts';
import { plainRight } from '../../generators/canton/rights.ts';
import type { CredentialRole, Exchange } from '../../target/exchange.ts';
import { demandsAuthentication } from '../canton/authentication/disguises.ts';
import { getAuthenticatedUser, grantRights, listUsers, patchUser, revokeRights } from '../canton/requests.ts';
import { updateMask } from '../canton/update/update.ts';
import { rightsOf } from '../canton/user-readings.ts';
import { jsonOf, text } from '../json.ts';

/** How long a change may take to be seen, in milliseconds: the product remembers users for five seconds. */
const PATIENCE_MS = 7_000;
/** Our own reference forgets at once. */
const EMBEDDED_PATIENCE_MS = 500;
const BETWEEN_MS = 100;

/** Spare users that a run is changing right now, so that the end of the run can put them back after an interrupt. */
const changing = new WeakMap<Journal, string>();

const ADMIN = plainRight('ParticipantAdmin');

/** What may be done to the spare user, and seen of it. */
export interface SpareUser {
  readonly id: string;
  /** Gives or takes the right to administer. Throws {@link Inconclusive} when the target does not do so. */
  administer(may: boolean): Promise<Exchange>;
  /** Activates or deactivates. Throws {@link Inconclusive} when the target does not do so. */
  activate(active: boolean): Promise<Exchange>;
  /** Asks until an answer is as wanted, or until the target had time enough. */
  ask(question: 'who am I' | 'list users', wanted: (status: number) => boolean): Promise<Exchange>;
}

/** Whether a status says that access is denied. */
export const isDenied = (status: number): boolean => status === 401 || status === 403;

/** Works with the spare user, and puts it back. Throws {@link NotApplicable} where there is none. */
export async function withSpareUser(steps: Scenario, work: (spare: SpareUser) => Promise<void>): Promise<void> {
  const { context } = steps;
  demandsAuthentication(context);
  if (!context.target.hasCredential('spareUser')) {
    throw new NotApplicable('operator-input-missing', 'Needs canton.tokens.spareUser in the configuration.');
  }
  const id = await identify(steps);
  changing.set(context.journal, id);
  try {
    await work(spareUser(steps, id));
  } finally {
    await restoreSpareUser(context);
  }
}

/** Puts the spare user back to what it was: active, and no administrator. Does nothing when nobody is changing it. */
export async function restoreSpareUser(context: RunContext): Promise<void> {
  const id = changing.get(context.journal);
  if (id === undefined || context.signal.aborted) return;
  const restored = [
    await send(context, patchUser(id, activation(id, true)), 'spare user, activate'),
    await send(context, revokeRights(id, { userId: id, rights: [ADMIN] }), 'spare user, revoke'),
  ];
  if (restored.every((exchange) => exchange.response?.status === 200)) changing.delete(context.journal);
}

function activation(id: string, active: boolean) {
  return { user: { id, isDeactivated: !active }, updateMask: updateMask(['is_deactivated']) };
}

function send(
  context: RunContext,
  template: RequestTemplate,
  label: string,
  credential?: CredentialRole,
): Promise<Exchange> {
  return context.target.send(
    fillTemplate(credential ? { ...template, credential } : template, () => ''),
    { tag: `${context.suite}/${label}`, connection: 'verification', repeat: 'safe' },
  );
}

/** The id of the spare user, as its token says. It must be an active user that may administer nothing, and not the caller itself. */
async function identify(steps: Scenario): Promise<string> {
  const idOf = async (credential: CredentialRole): Promise<readonly [string | undefined, Exchange]> => {
    const exchange = await steps.read({ ...getAuthenticatedUser(), credential }, `who is ${credential}`);
    return [exchange.response?.status === 200 ? text(jsonOf(exchange), 'user', 'id') : undefined, exchange];
  };
  const [id, exchange] = await idOf('spareUser');
  if (id === undefined) {
    throw new Inconclusive('prerequisite-failed', `The spare user cannot ask who it is: ${describeAnswer(exchange)}`);
  }
  const [own] = await idOf('admin');
  if (id === own) throw new Inconclusive('prerequisite-failed', 'The spare user is the one that the run itself uses.');
  const { rights } = await rightsOf(steps, id, 'rights of the spare user');
  if (rights.some((right) => right.endsWith('Admin'))) {
    throw new Inconclusive('prerequisite-failed', 'The spare user is an administrator; one without rights is needed.');
  }
  return id;
}

function spareUser(steps: Scenario, id: string): SpareUser {
  const { context } = steps;
  const changed = async (template: RequestTemplate, label: string): Promise<Exchange> => {
    const exchange = await steps.change(template, label);
    if (exchange.response?.status === 200) return exchange;
    throw new Inconclusive('prerequisite-failed', `The spare user could not be changed: ${describeAnswer(exchange)}`);
  };
  return {
    id,
    administer: (may) => {
      const body = { userId: id, rights: [ADMIN] };
      return changed(may ? grantRights(id, body) : revokeRights(id, body), may ? 'grant' : 'revoke');
    },
    activate: (active) => changed(patchUser(id, activation(id, active)), active ? 'activate' : 'deactivate'),
    async ask(question, wanted) {
      const template = question === 'who am I' ? getAuthenticatedUser() : listUsers([['pageSize', '1']]);
      const until = performance.now() + (context.embedded ? EMBEDDED_PATIENCE_MS : PATIENCE_MS);
      for (;;) {
        const exchange = await steps.read({ ...template, credential: 'spareUser' }, question);
        if (wanted(exchange.response?.status ?? 0) || performance.now() >= until) return exchange;
        await pause(BETWEEN_MS);
      }
    },
  };
}
