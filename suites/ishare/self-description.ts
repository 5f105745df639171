/**
 * What a registry says about itself.
 */

import type { RunContext } from '../../engine/context.ts';
import { lookAt } from '../../engine/looking.ts';
import type { RequestTemplate } from '../../engine/template.ts';
import type { Exchange } from '../../target/exchange.ts';
import { member } from '../json.ts';
import { type Members, membersIn } from './members.ts';
import { getCapabilities, getTrustedList, partiesOptions, readyRequest } from './requests.ts';
import { answeredPayload } from './signed-answer.ts';

/** The service that stands for `POST /parties`. */
export const REGISTRATION_SERVICE = 'register-new-party';

/** Answers to every question about itself. */
export interface SelfDescription {
  readonly trustedList: Exchange;
  readonly capabilities: Exchange;
  /** Asked for without an access token. */
  readonly openCapabilities: Exchange;
  /** Asked for with an access token that the registry never gave. */
  readonly madeUpCapabilities: Exchange;
  /** The trusted list, asked for in these two ways, at the path where it is. */
  readonly openTrustedLists: readonly Exchange[];
  /** `OPTIONS /parties`. */
  readonly options: Exchange;
}

/** Asks. The trusted list is looked for at its two documented paths (erratum `ishare/trusted-list-path`). */
export async function selfDescription(context: RunContext): Promise<SelfDescription> {
  const ask = (template: RequestTemplate, label: string) =>
    lookAt(context, readyRequest(context, template), `self-description#${label}`);
  const listed = await ask(getTrustedList(), 'trusted list');
  const elsewhere = listed.response?.status === 404;
  const listRequest: RequestTemplate = elsewhere ? { method: 'GET', path: ['trusted_list'] } : getTrustedList();
  return {
    trustedList: elsewhere ? await ask(listRequest, 'trusted list at its other path') : listed,
    openTrustedLists: [
      await ask(without(listRequest), 'open trusted list'),
      await ask(madeUp(listRequest), 'trusted list with a made-up token'),
    ],
    capabilities: await ask(getCapabilities(), 'capabilities'),
    openCapabilities: await ask(without(getCapabilities()), 'open capabilities'),
    madeUpCapabilities: await ask(madeUp(getCapabilities()), 'capabilities with a made-up token'),
    options: await ask(partiesOptions(), 'options'),
  };
}

const without = (template: RequestTemplate): RequestTemplate => ({ ...template, credential: 'none' });

const madeUp = (template: RequestTemplate): RequestTemplate => ({
  ...without(template),
  headers: { authorization: 'Bearer concordat-made-this-up' },
});

/** The services in an answer: all of them, or those for callers with a token. */
export function servicesIn(exchange: Exchange, which: 'all' | 'restricted'): readonly Members[] {
  const payload = answeredPayload(exchange, 'capabilitiesToken');
  // Erratum `ishare/capabilities-info-name`.
  const info = member(payload, 'capabilitiesInfo') ?? member(payload, 'capabilities_info');
  const restricted = membersIn(member(info, 'restrictedServices'));
  return which === 'restricted' ? restricted : [...membersIn(member(info, 'publicServices')), ...restricted];
}
