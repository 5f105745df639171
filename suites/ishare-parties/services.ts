/**
 * What a registry says about itself: trusted list, capabilities, OPTIONS.
 */
import { notApplicable, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import { requirement } from '../../engine/requirement.ts';
import type { Outcome } from '../../engine/result.ts';
import { describeAnswer } from '../../engine/text.ts';
import type { Exchange } from '../../target/exchange.ts';
import { clause } from '../clause.ts';
import { REGISTRATION_SERVICE, servicesIn } from '../ishare/self-description.ts';
import { answeredPayload } from '../ishare/signed-answer.ts';
import { describes, tokenTrouble } from './description.ts';
import { listedAuthority } from './listed-authority.ts';
import { acceptedSpecimens } from './readings.ts';
import { required } from './specimens.ts';

const DOCUMENT = 'ishare-openapi-3.0';

/** Whether a party was registered: only then is the operation known to be offered. */
async function unlessOffered(context: RunContext): Promise<Outcome | undefined> {
  const accepted = await acceptedSpecimens(context);
  return accepted.length > 0 ? undefined : undetermined('control-refused', 'No valid request was accepted.');
}

const isAbsent = ({ response }: Exchange): boolean => [404, 405, 501].includes(response?.status ?? 0);

/** Requirements of this topic. */
export const serviceRequirements = [
  requirement({
    id: 'ishare-parties/trusted-list/response',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'trusted-list-payload'),
    text: 'The trusted list is answered as a signed token with the documented payload.',
    explain: 'Usual causes: a bare list; paths.trustedList not configured.',
    check: describes(
      ({ trustedList }, context) => tokenTrouble(context, trustedList, 'trustedListToken', 'get-trusted-list'),
      'The trusted list is signed and as documented.',
    ),
  }),
  requirement({
    id: 'ishare-parties/trusted-list/contains-root',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'trusted-list'),
    text: 'The trusted list holds an authority that the registry itself is certified under, the root or one below it, valid and granted.',
    explain: 'Usual causes: an empty list; another environment; ishare.rootCertificateFile set wrongly.',
    check: describes(
      ({ trustedList }, context) => listedAuthority(trustedList, context),
      'The root is listed as valid and granted.',
    ),
  }),
  requirement({
    id: 'ishare-parties/trusted-list/protected',
    level: 'MUST',
    profile: 'reference',
    source: clause(DOCUMENT, 'trusted-list-security'),
    text: 'The trusted list is not shown without an access token of the registry.',
    explain: 'Usual causes: the list taken for public information. The document asks for a token, as for parties.',
    check: describes(({ trustedList, openTrustedLists }) => {
      // A refusal says something where the same request with a token is none.
      if (answeredPayload(trustedList, 'trustedListToken') === undefined) {
        return undetermined('read-back-unavailable', `The trusted list cannot be read: ${describeAnswer(trustedList)}`);
      }
      const exchange = openTrustedLists.find(({ response }) => {
        const status = response?.status ?? 0;
        return status < 300 || status >= 500;
      });
      return (
        exchange && {
          summary: 'The trusted list was not refused without a proper access token',
          expected: 'a refusal, 401 at best',
          actual: describeAnswer(exchange),
          exchange,
        }
      );
    }, 'The trusted list is refused without an access token.'),
  }),
  requirement({
    id: 'ishare-parties/capabilities/response',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'capabilities-payload'),
    text: 'The capabilities are answered as a signed token with the documented payload.',
    explain: 'Usual causes: members of services left out; the shape of version 2.',
    check: describes(
      ({ capabilities }, context) => tokenTrouble(context, capabilities, 'capabilitiesToken', 'get-capabilities-token'),
      'The capabilities are signed and as documented.',
    ),
  }),
  requirement({
    id: 'ishare-parties/capabilities/agree-with-offer',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'capabilities-identifier'),
    text: 'A registry that registers parties says so: its capabilities hold the service register-new-party for a caller with a token.',
    explain: 'Usual causes: a list that is written by hand; another identifier than the operationId.',
    check: describes(
      async ({ capabilities }, context) => {
        const open = await unlessOffered(context);
        if (open) return open;
        if (answeredPayload(capabilities, 'capabilitiesToken') === undefined) {
          return undetermined(
            'read-back-unavailable',
            `The capabilities cannot be read: ${describeAnswer(capabilities)}`,
          );
        }
        const services = servicesIn(capabilities, 'all');
        if (services.some(({ identifier }) => identifier === REGISTRATION_SERVICE)) return undefined;
        return {
          summary: 'Parties are registered, but the capabilities do not say so',
          expected: `a service with the identifier ${REGISTRATION_SERVICE}`,
          actual: services.map(({ identifier }) => String(identifier)).join(', ') || 'no services',
          pointer: '/capabilitiesInfo',
          exchange: capabilities,
        };
      },
      'The capabilities hold the registration of parties.',
      [required],
    ),
  }),
  requirement({
    id: 'ishare-parties/capabilities/open',
    level: 'MUST',
    profile: 'reference',
    source: clause(DOCUMENT, 'capabilities'),
    text: 'The public capabilities are answered without an access token.',
    explain: 'Usual causes: every path behind the same guard.',
    check: describes(
      ({ openCapabilities }) =>
        openCapabilities.response?.status === 200 &&
        answeredPayload(openCapabilities, 'capabilitiesToken') !== undefined
          ? undefined
          : {
              summary: 'The capabilities are closed to callers without a token',
              expected: '200 with the public services',
              actual: describeAnswer(openCapabilities),
              exchange: openCapabilities,
            },
      'The capabilities are open to everybody.',
    ),
  }),
  requirement({
    id: 'ishare-parties/capabilities/restricted-need-token',
    level: 'SHOULD',
    profile: 'contract',
    source: clause(DOCUMENT, 'capabilities'),
    text: 'Without an access token of the registry the capabilities hold public services only.',
    explain: 'Usual causes: one answer for everybody; any Authorization header taken for a token.',
    check: describes(({ openCapabilities, madeUpCapabilities }) => {
      const shown = [openCapabilities, madeUpCapabilities].filter(({ response }) => response?.status === 200);
      if (shown.length === 0)
        return notApplicable('not-offered', 'Callers without a token see no capabilities at all.');
      const exchange = shown.find((each) => servicesIn(each, 'restricted').length > 0);
      return (
        exchange && {
          summary: `Callers ${exchange === openCapabilities ? 'without a token' : 'with a made-up token'} see restricted services`,
          expected: 'no restrictedServices',
          actual: servicesIn(exchange, 'restricted')
            .map(({ identifier }) => String(identifier))
            .join(', '),
          pointer: '/capabilitiesInfo/restrictedServices',
          exchange,
        }
      );
    }, 'Callers without a token see public services only.'),
  }),
  requirement({
    id: 'ishare-parties/options/status',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'options'),
    text: 'OPTIONS /parties is answered with 204 and with Allow.',
    explain: 'Usual causes: a framework that answers OPTIONS itself; a proxy that takes it for a preflight of CORS.',
    check: describes(
      ({ options }) =>
        options.response?.status === 204 && options.response.headers.allow !== undefined
          ? undefined
          : {
              summary: 'OPTIONS /parties is not answered as documented',
              expected: '204 with the header Allow',
              actual: `${describeAnswer(options)}, allow: ${options.response?.headers.allow ?? 'missing'}`,
              exchange: options,
            },
      'OPTIONS is answered with 204 and Allow.',
    ),
  }),
  requirement({
    id: 'ishare-parties/options/agree-with-offer',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'options'),
    text: 'Where parties are registered, Allow names POST.',
    explain: 'Usual causes: a constant.',
    check: describes(
      async ({ options }, context) => {
        const open = await unlessOffered(context);
        if (open) return open;
        if (isAbsent(options)) {
          return undetermined('prerequisite-failed', `OPTIONS is not answered: ${describeAnswer(options)}`);
        }
        const allow = options.response?.headers.allow ?? '';
        return allow.split(',').some((method) => method.trim().toUpperCase() === 'POST')
          ? undefined
          : {
              summary: 'Parties are registered, but Allow does not name POST',
              expected: 'POST in Allow',
              actual: `allow: ${allow || 'missing'}`,
              exchange: options,
            };
      },
      'Allow names POST.',
      [required],
    ),
  }),
];
