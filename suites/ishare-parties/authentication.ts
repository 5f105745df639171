/**
 * Operations need an access token of the registry.
 */
import { failed, notApplicable, passed } from '../../engine/checks/outcome.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import { type Check, type Requirement, requirement } from '../../engine/requirement.ts';
import type { Finding } from '../../engine/result.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { clause } from '../clause.ts';
import { registerParty } from '../ishare/register-party.ts';
import { getClaims, getParty, listParties, readyRequest } from '../ishare/requests.ts';
import { DISGUISES, type Disguised, type DisguiseName, disguised, NAMES, type Worn } from './disguises.ts';

const PAGE = 'ishare-post-parties';
const FRAMEWORK = 'ishare-framework';

interface Wrong {
  readonly expected: string;
  readonly actual: string;
}

const statusOf = ({ exchange }: CaseRecord): number => exchange.response?.status ?? 0;

/** Refused by any 4xx or by a redirect to a login, and nothing was created. */
function lookForAcceptance({ record, created }: Disguised): Wrong | undefined {
  if (created.length > 0) return { expected: 'a refusal that creates nothing', actual: `${created.join(', ')} exists` };
  const status = statusOf(record);
  if (status >= 300 && status < 500) return undefined;
  return { expected: 'a refusal, 401 at best', actual: describeAnswer(record.exchange) };
}

function lookForOtherStatus({ record }: Disguised): Wrong | undefined {
  if (statusOf(record) === 401) return undefined;
  return { expected: 'status 401', actual: describeAnswer(record.exchange) };
}

/** Decides over some disguises. Not applicable when the operator gave what none of them needs. */
function judge(names: readonly DisguiseName[], look: (it: Disguised) => Wrong | undefined, satisfied: string): Check {
  return {
    experiments: [disguised],
    concerns: (label) => names.includes(label as DisguiseName),
    judge: async (context) => {
      const results = await context.evidence(disguised);
      const sent = names.flatMap((name) => {
        const it = results.get(name);
        return it === undefined || typeof it === 'string' ? [] : [{ name, it }];
      });
      if (sent.length === 0)
        return notApplicable('operator-input-missing', String(results.get(names[0] as DisguiseName)));
      const findings = sent.flatMap(({ name, it }): Finding[] => {
        const wrong = look(it);
        if (!wrong) return [];
        const summary = `A registration with ${name} was not refused as it should be`;
        const { seed } = context.draw;
        return [
          { summary, ...wrong, pointer: '', intermittent: false, seed, path: '', evidence: [it.record.exchange] },
        ];
      });
      if (findings.length > 0) return failed({ sent: sent.length, failed: findings.length }, findings);
      const blind = sent.find(({ it }) => it.blind !== undefined)?.it.blind;
      if (blind !== undefined) throw new Inconclusive('read-back-unavailable', blind);
      return passed(sent.length, satisfied, sent.flatMap(noteOn));
    },
  };
}

function noteOn({ name, it }: { readonly name: DisguiseName; readonly it: Disguised }): string[] {
  const status = statusOf(it.record);
  return status === 401 ? [] : [`A registration with ${name} was refused with ${status}, where 401 is usual.`];
}

/** What the other operations are tried with. */
const READING = ['no access token', 'a made-up access token', 'a client assertion as access token'] as const;

const REFUSED = 'Refused, and no party was registered.';

/** Requirements of this topic. */
export const authenticationRequirements: readonly Requirement[] = [
  requirement({
    id: 'ishare-parties/authentication/missing-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'A registration without an access token is refused and registers nothing.',
    explain:
      'Usual causes: a route that the filter does not cover; code that reads the header before it looks whether there is one, and answers 500.',
    smoke: true,
    check: judge(['no access token'], lookForAcceptance, REFUSED),
  }),
  requirement({
    id: 'ishare-parties/authentication/garbage-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'A registration with an access token that the registry never gave is refused and registers nothing.',
    explain:
      'Usual causes: only the presence of the header is checked; the claims of a JWT read without its signature.',
    check: judge(
      [
        'a made-up access token',
        'a made-up access token of usual length',
        'our own access token with its end altered',
        'our own access token with altered claims',
        'the claims of our own access token, not signed',
      ],
      lookForAcceptance,
      REFUSED,
    ),
  }),
  requirement({
    id: 'ishare-parties/authentication/assertion-as-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'A client assertion in place of an access token is refused and registers nothing.',
    explain: 'Usual causes: any JWT signed under a trusted root accepted as access token.',
    check: judge(['a client assertion as access token'], lookForAcceptance, REFUSED),
  }),
  requirement({
    id: 'ishare-parties/authentication/expired-bearer-refused',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'An access token that has expired is refused and registers nothing.',
    explain: 'Needs ishare.expiredToken. Usual causes: expires_in told to the client and not kept.',
    check: judge(['an expired access token'], lookForAcceptance, REFUSED),
  }),
  requirement({
    id: 'ishare-parties/authentication/status-401',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'status-codes'),
    text: 'A registration without a valid access token is answered with 401.',
    explain: 'Usual causes: 400 for a missing header; 403 for every refusal; a redirect to a login page.',
    check: judge(NAMES, lookForOtherStatus, 'Every registration without a valid access token got 401.'),
  }),
  requirement({
    id: 'ishare-parties/authentication/siblings-protected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'bearer'),
    text: 'The list of parties, a single party and its claims are not shown without an access token of the registry.',
    explain: 'Usual causes: the filter set on POST only; reading left open, or open to whatever looks like a token.',
    check: scenario({
      key: 'authentication/siblings-protected',
      cost: { parties: 1, users: 0, exchanges: 10 },
      satisfied: 'List, party and claims are refused without an access token.',
      run: async (steps) => {
        const { id } = await steps.given(registerParty, 'party', registration());
        const requests = [
          ['GET /parties', listParties([['id', id]])],
          ['GET /parties/{partyId}', getParty(id)],
          ['GET /parties/{partyId}/claims', getClaims(id)],
        ] as const;
        for (const disguise of READING) {
          const { authorization }: Worn = await DISGUISES[disguise](steps.context);
          for (const [title, request] of requests) {
            const { path, query } = readyRequest(steps.context, request);
            const template = {
              method: 'GET',
              path: path.slice(1).split('/').map(decodeURIComponent),
              ...(query && { query }),
              ...(authorization !== undefined && { headers: { authorization } }),
              credential: 'none',
            } as const;
            const exchange = await steps.change(template, `${title} with ${disguise}`);
            const status = exchange.response?.status ?? 0;
            steps.check(status >= 300 && status < 500, {
              summary: `${title} with ${disguise} was not refused`,
              expected: 'a refusal, 401 at best',
              actual: describeAnswer(exchange),
              evidence: [exchange],
            });
          }
        }
      },
    }),
  }),
];
