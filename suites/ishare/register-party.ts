/**
 * `POST /parties` as the engine sees it.
 */
import { isUtf8 } from 'node:buffer';
import { judgeRegistration } from '../../contracts/ishare/registration-oracle.ts';
import { judgeIshareResponse } from '../../contracts/ishare/response-judge.ts';
import type { RunContext } from '../../engine/context.ts';
import type { CreateOperation, ReadBack } from '../../engine/operation.ts';
import { Inconclusive, NotApplicable } from '../../engine/signals.ts';
import type { Purpose } from '../../generators/ishare/party-identity.ts';
import { resolveSymbols, UnresolvedSymbolError } from '../../generators/ishare/symbols.ts';
import type { WireRequest } from '../../target/exchange.ts';
import { asJwt, declaredForm, registrationBytes } from './encoding.ts';
import { ishareInputs } from './inputs.ts';
import { findRegistered } from './registered.ts';
import { compareRegistry } from './registry-difference.ts';
import { atConfiguredPath } from './requests.ts';
import { shownParty } from './signed-answer.ts';

/** The operation. */
export const registerParty: CreateOperation = {
  operationId: 'register-new-party',
  noun: 'party',
  title: 'POST /parties',
  template: (body) => ({
    method: 'POST',
    path: ['parties'],
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  }),
  prepare: async (request, context, invalid) => {
    const purpose = invalid ? 'refused' : 'registered';
    const resolved = await withResolvedBody(context, atConfiguredPath(context, request), purpose);
    const form = declaredForm(context);
    return form ? asJwt(context, resolved, form) : resolved;
  },
  judge: ({ response, id }) => {
    if (!response) throw new RangeError(`No response to judge: ${id}`);
    return judgeIshareResponse('register-new-party', response);
  },
  judgeBody: (body, context) => {
    const { identity, intermediates, now } = ishareInputs(context);
    return judgeRegistration(registrationBytes(body), {
      now: now(),
      trustedRoots: [identity.root],
      intermediates,
    });
  },
  createdId: (body) => {
    const id = shownParty(body)?.id;
    return typeof id === 'string' && id !== '' ? id : undefined;
  },
  readBack: async (context, names): Promise<ReadBack> => findRegistered(context, names),
  compareState: compareRegistry,
};

/** Fills certificates, identifiers and dates in. Only broken bodies are no UTF-8; what is put into those is ASCII. */
async function withResolvedBody(context: RunContext, request: WireRequest, purpose: Purpose): Promise<WireRequest> {
  if (!request.body) return request;
  const { identities, identity, now } = ishareInputs(context);
  const encoding = isUtf8(request.body) ? 'utf8' : 'latin1';
  try {
    const template = Buffer.from(request.body).toString(encoding);
    const text = await resolveSymbols(template, {
      identities,
      purpose,
      clientId: identity.clientId,
      now: now(),
    });
    return { ...request, body: Buffer.from(text, encoding) };
  } catch (error) {
    if (!(error instanceof UnresolvedSymbolError)) throw error;
    if (error.usedUp) {
      throw new Inconclusive(
        'operator-input-missing',
        'Every certificate of ishare.partyCertificates is used. Give more of them, or ishare.caKeyFile and ishare.caCertificateFile.',
      );
    }
    throw new NotApplicable(
      'operator-input-missing',
      `Without ishare.caKeyFile and ishare.caCertificateFile there is no such certificate (${error.symbol}).`,
    );
  }
}
