/**
 * Identifiers of claims and of registrars.
 */
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Breach, findingOf, holds, judgesAll } from '../../engine/checks/accepts.ts';
import { allOf } from '../../engine/checks/all-of.ts';
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import type { RunContext } from '../../engine/context.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { isAccepted } from '../../engine/sending.ts';
import { Inconclusive, NotApplicable } from '../../engine/signals.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { symbol } from '../../generators/ishare/symbols.ts';
import type { JsonObject } from '../../generators/json-paths.ts';
import { clause } from '../clause.ts';
import { postedParty } from '../ishare/encoding.ts';
import { ishareInputs } from '../ishare/inputs.ts';
import { type Members, membersIn, textsIn } from '../ishare/members.ts';
import { registerParty } from '../ishare/register-party.ts';
import { readOne } from '../ishare/registered.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { jsonOf } from '../json.ts';
import { claimIdOf, movedClaimId } from './agreement.ts';
import { isReadable, overReadings, readBacks } from './readings.ts';
import { specimens } from './specimens.ts';

const DOCUMENT = 'ishare-openapi-3.0';
const PAGE = 'ishare-post-parties';

const claimsOf = (party: Members | undefined): readonly Members[] => membersIn(party?.claims);
const idsOf = (party: Members | undefined): readonly string[] =>
  claimsOf(party).flatMap((claim) => claimIdOf(claim) ?? []);

/** Every identifier that our client and the registry are known by. */
function registrars(context: RunContext): Promise<ReadonlySet<string>> {
  return context.once('identifiers of registrars', async () => {
    const { clientId, registryId } = ishareInputs(context).identity;
    const known = new Set([clientId, registryId]);
    for (const id of [clientId, registryId]) {
      const party = shownParty(jsonOf(await readOne(context, id, `registrar#${id}`)));
      for (const alias of [...textsIn(party?.alsoKnownAs), ...textsIn(party ? [party.id ?? null] : [])])
        known.add(alias);
    }
    return known;
  });
}

async function registrarBreach(
  party: Members | undefined,
  context: RunContext,
  read: (registrarId: string) => string,
): Promise<Breach | undefined> {
  const known = await registrars(context);
  const claims = claimsOf(party);
  const index = claims.findIndex(({ registrarId }) => typeof registrarId !== 'string' || !known.has(read(registrarId)));
  return index < 0
    ? undefined
    : {
        summary: 'registrarId names neither the client that registered the party nor the registry',
        expected: [...known].join(' or '),
        actual: JSON.stringify(claims[index]?.registrarId) ?? 'missing',
        pointer: `/partyInfo/claims/${index}/registrarId`,
      };
}

const withClaimIds = (ids: readonly string[]): JsonObject => ({
  ...registration(),
  claims: (registration().claims as readonly JsonObject[]).map((claim, index) => ({ ...claim, id: ids[index] ?? '' })),
});
const givenIds = (registration().claims as readonly JsonObject[]).map((_, index) =>
  symbol('claim-id', 'own', index + 1),
);
const bringer = { label: 'the first to bring ids', body: withClaimIds(givenIds) };

/** A registry may replace ids that it is given, or refuse them. Where it keeps them, no other party may get them. */
const givenIdTakenOnce = scenario({
  key: 'identifiers/claim-ids-given-twice',
  cost: { parties: 2, users: 0, exchanges: 2 },
  vectors: () => [{ label: bringer.label, template: registerParty.template({ kind: 'json', value: bringer.body }) }],
  satisfied: 'Ids that a caller gave were not given to two parties.',
  run: async (steps) => {
    const one = await steps.create(registerParty, bringer.label, bringer.body);
    if (!one.answered)
      throw new Inconclusive('transient-trouble', 'A registration with claim ids got no lasting answer.');
    const posted = idsOf(postedParty(one.exchange.request.body));
    const kept = isAccepted(registerParty, one) ? idsOf(shownParty(one.judgement?.json)) : [];
    if (!posted.some((id) => kept.includes(id)))
      throw new NotApplicable('not-offered', 'Ids that a caller gives are not kept.');
    const two = await steps.create(registerParty, 'the second to bring them', withClaimIds(posted));
    const again = idsOf(shownParty(two.judgement?.json)).find((id) => kept.includes(id));
    steps.check(again === undefined, {
      summary: 'Claims of two parties have one id, which the caller gave twice',
      expected: 'another id, or a refusal',
      actual: String(again),
      pointer: '/partyInfo/claims',
      evidence: [one.exchange, two.exchange],
    });
  },
});

/** Decides over what registrations answered and, where that is right, over what is read. */
function everyRegistrar(read: (registrarId: string) => string, satisfied: string): Check {
  const answered = holds(specimens, (it, context) => registrarBreach(shownParty(it.json), context, read), satisfied);
  const shown = overReadings(
    readBacks,
    (reading, context) => registrarBreach(reading.shown, context, read),
    satisfied,
    isReadable,
  );
  return {
    experiments: [...new Set([...answered.experiments, ...shown.experiments])],
    judge: async (context) => {
      const first = await answered.judge(context);
      if (first.verdict !== 'passed') return first;
      const second = await shown.judge(context);
      // That nothing can be read is another requirement's matter.
      return second.verdict === 'undetermined' ? first : second;
    },
  };
}

/** Requirements of this topic. */
export const identifierRequirements = [
  requirement({
    id: 'ishare-parties/identifiers/claim-ids-unique-in-party',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'claim-id'),
    text: 'No two claims of a party have the same id.',
    explain: 'Usual causes: an id for each type of claim.',
    smoke: true,
    check: holds(
      specimens,
      (it) => {
        const ids = idsOf(shownParty(it.json));
        const twice = ids.find((id, index) => ids.indexOf(id) !== index);
        return twice === undefined
          ? undefined
          : {
              summary: 'Two claims of a party have one id',
              expected: 'an id of its own for every claim',
              actual: `${twice} more than once`,
              pointer: '/partyInfo/claims',
            };
      },
      'The claims of every party have different ids.',
    ),
  }),
  requirement({
    id: 'ishare-parties/identifiers/claim-ids-unique-across-parties',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'claim-id'),
    text: 'No two parties have a claim id in common.',
    explain:
      'Usual causes: ids that count within a party; ids made from type and position; ids that callers give kept without a look at those that exist.',
    check: allOf([
      judgesAll(specimens, (cases, { draw }) => {
        const byId = new Map<string, Set<AcceptanceCase>>();
        // Ids that the caller gave may come back, and then say nothing about those that the registry gives.
        const accepted = cases.filter((it) => it.accepted && it.label !== 'claim-ids-given');
        for (const it of accepted) {
          for (const id of idsOf(shownParty(it.json))) byId.set(id, (byId.get(id) ?? new Set()).add(it));
        }
        if (accepted.length < 2) return undetermined('control-refused', 'Fewer than two registrations were accepted.');
        if (byId.size === 0) return undetermined('prerequisite-failed', 'No claim has an id.');
        const shared = [...byId].filter(([, owners]) => owners.size > 1);
        if (shared.length === 0) return passed(accepted.length, `${byId.size} claims have as many ids.`);
        const findings = shared.map(([id, owners]) => ({
          ...findingOf({ seed: draw.seed }, [...owners][0] as AcceptanceCase, {
            summary: `Claims of ${owners.size} parties have one id`,
            expected: 'an id of its own for every claim',
            actual: id,
            pointer: '/partyInfo/claims',
          }),
          evidence: [...owners].slice(0, 2).map(({ record }) => record.exchange),
        }));
        return failed({ sent: accepted.length, failed: shared.length }, findings);
      }),
      givenIdTakenOnce,
    ]),
  }),
  requirement({
    id: 'ishare-parties/identifiers/claim-ids-stable',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'claim-id'),
    text: 'Reading a party gives each claim with the id that its registration answered.',
    explain:
      'Usual causes: ids made when an answer is written; two lists, of ids and of claims, that come in different orders.',
    smoke: true,
    check: overReadings(
      readBacks,
      ({ created, shown = {} }) => {
        const [before, after] = [created, shown].map((party) => [...idsOf(party)].sort().join(' '));
        const summary = 'The claims of a party are read with other ids';
        if (before === after) return movedClaimId(created, shown, summary);
        return { summary, expected: before ?? '', actual: after ?? '', pointer: '/partyInfo/claims' };
      },
      'Every claim kept its id.',
      isReadable,
    ),
  }),
  requirement({
    id: 'ishare-parties/identifiers/registrar',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'claim-registrar'),
    text: 'registrarId names who registered the claim: the client, or the registry, by any of its identifiers.',
    explain: 'Usual causes: the party itself; an internal account.',
    check: everyRegistrar((registrarId) => registrarId.trim(), 'registrarId always names the client or the registry.'),
  }),
  requirement({
    id: 'ishare-parties/identifiers/registrar-exact',
    level: 'MUST',
    profile: 'reference',
    source: clause(PAGE, 'ids-provided-by-registry'),
    text: 'registrarId is the identifier and nothing else, without blanks around it.',
    explain: 'Usual causes: a list of identifiers split at commas.',
    check: everyRegistrar((registrarId) => registrarId, 'registrarId is always exactly an identifier.'),
  }),
];
