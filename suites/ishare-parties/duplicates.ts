/**
 * A second registration of an identifier: it changes nothing and makes no second party.
 */
import type { Json } from '../../contracts/model.ts';
import { allOf } from '../../engine/checks/all-of.ts';
import { type Scenario, scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import type { CaseRecord } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { symbol } from '../../generators/ishare/symbols.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import type { Exchange } from '../../target/exchange.ts';
import { clause } from '../clause.ts';
import { postedParty } from '../ishare/encoding.ts';
import { type Members, textsIn } from '../ishare/members.ts';
import { readParties } from '../ishare/party-list.ts';
import { registerParty } from '../ishare/register-party.ts';
import { readOne } from '../ishare/registered.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { jsonOf } from '../json.ts';
import { changedRegistrar, disagreement, movedClaimId } from './agreement.ts';
import { duplicate } from './expectations.ts';
import { postedId } from './readings.ts';
import { required } from './specimens.ts';

const PAGE = 'ishare-post-parties';
const FRAMEWORK = 'ishare-framework';

const first: Json = registration();
/** An identifier that only the second registration brings. */
const aliasOf = (name: string): string => `did:web:${name}.example.net`;
/** The same identifier and certificate with another name, another alias, another role and fewer members. */
const other: Json = {
  ...registration({ roles: ['EntitledParty'], additionalInfo: 'none' }),
  name: `${namePlaceholder()} renamed`,
  alsoKnownAs: [symbol('party-id'), aliasOf(namePlaceholder())],
};

/** Registrations of one identifier; the first one is accepted, the second brings other data. */
interface Pair {
  readonly first: CaseRecord;
  readonly second: CaseRecord;
  /** The first one once more, where it is sent. */
  readonly same?: CaseRecord;
  readonly id: string;
}

async function registerAgain(steps: Scenario, bodies: readonly Json[]): Promise<Pair> {
  const [one, two, same] = await steps.sharingName(registerParty, 'pair', bodies);
  if (!one || !two) throw new RangeError('two creations give two records');
  return { first: one, second: two, ...(same && { same }), id: steps.buildsOn(registerParty, one) };
}

/** The party as it is read. @throws Inconclusive when it cannot be read */
async function readParty(
  steps: Scenario,
  id: string,
  label: string,
): Promise<{ readonly party: Members; readonly exchange: Exchange }> {
  const exchange = await readOne(steps.context, id, label);
  const party = shownParty(jsonOf(exchange));
  if (party) return { party, exchange };
  throw new Inconclusive('read-back-unavailable', `The party could not be read: ${describeAnswer(exchange)}`);
}

const vectorsOf = (bodies: readonly Json[]) => () =>
  bodies.map((value, twin) => ({
    label: `pair ${twin}`,
    template: registerParty.template({ kind: 'json', value }),
  }));

const PAIR = [first, other];
/** A client that got no answer sends what it sent before. */
const PAIR_AND_SAME = [first, other, first];

/** A scenario over one pair. */
const overPair = (
  key: string,
  satisfied: string,
  look: (steps: Scenario, pair: Pair) => Promise<void>,
  bodies: readonly Json[] = PAIR,
) =>
  scenario({
    key: `identifiers/${key}`,
    cost: { parties: bodies.length, users: 0, exchanges: bodies.length + 2 },
    vectors: vectorsOf(bodies),
    satisfied,
    run: async (steps) => look(steps, await registerAgain(steps, bodies)),
  });

/** Sends a second registration of a party between two readings of it, which must agree. */
async function staysAsItWas(
  steps: Scenario,
  id: string,
  label: string,
  again: () => Promise<CaseRecord>,
): Promise<void> {
  const before = await readParty(steps, id, `before#${label}`);
  const second = await again();
  const after = await readParty(steps, id, `after#${label}`);
  // Members that no text names may differ in any two readings.
  const change = [disagreement, movedClaimId, changedRegistrar]
    .map((look) => look(before.party, after.party, 'A second registration changed the party'))
    .find((breach) => breach !== undefined);
  steps.check(change === undefined, {
    ...(change ?? { summary: '', expected: '', actual: '' }),
    evidence: [second.exchange, after.exchange],
  });
}

const changesNothing = scenario({
  key: 'identifiers/duplicate-changes-nothing',
  cost: { parties: 2, users: 0, exchanges: 5 },
  vectors: vectorsOf(PAIR),
  satisfied: 'The party is as it was.',
  run: async (steps) => {
    const original = await steps.given(registerParty, 'pair', first);
    await staysAsItWas(steps, original.id, original.name, () => steps.sameNameAgain(registerParty, original, other));
    const alias = aliasOf(original.name);
    const exchange = await readOne(steps.context, alias, `alias#${original.name}`);
    const found = shownParty(jsonOf(exchange));
    steps.check(found?.id !== original.id, {
      summary: 'A party is found by an identifier that only a second registration brought',
      expected: `no party with ${alias}`,
      actual: String(found?.name),
      evidence: [original.record.exchange, exchange],
    });
  },
});

/** The same for a party that was registered long before. */
const changesNothingLater = scenario({
  key: 'identifiers/duplicate-of-an-early-party',
  lane: 'last',
  needs: [required],
  cost: { parties: 1, users: 0, exchanges: 3 },
  satisfied: 'A party that was registered long before is as it was.',
  run: async (steps) => {
    const early = (await steps.context.evidence(required)).cases.find(({ accepted }) => accepted);
    const posted = early && postedParty(early.record.exchange.request.body);
    if (!posted) throw new Inconclusive('control-refused', 'No valid request was accepted.');
    const again = { ...posted, name: `${posted.name} renamed` };
    await staysAsItWas(steps, postedId(early), 'early', () => steps.createOnce(registerParty, 'early', again));
  },
});

/** Requirements of this topic. */
export const duplicateRequirements = [
  requirement({
    id: 'ishare-parties/identifiers/duplicate-changes-nothing',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'id'),
    text: 'Registering an identifier again, with other data, changes nothing about the party that has it.',
    explain: 'Usual causes: an upsert; members written before the uniqueness is checked.',
    smoke: true,
    check: allOf([changesNothing, changesNothingLater]),
  }),
  requirement({
    id: 'ishare-parties/identifiers/no-second-party',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'id'),
    text: 'Registering an identifier again, with other data or the same, makes no second party.',
    explain: 'Usual causes: no unique index; an internal key as the only unique one.',
    smoke: true,
    check: overPair(
      'no-second-party',
      'The list holds one party with the identifier.',
      async (steps, { second, id }) => {
        const list = await readParties(steps.context, [['id', id]]);
        if (!list.available) throw new Inconclusive('read-back-unavailable', list.reason);
        const holders = list.parties.filter((party) => party.id === id || textsIn(party.alsoKnownAs).includes(id));
        steps.check(holders.length <= 1, {
          summary: `${holders.length} parties have one identifier`,
          expected: `one party with ${id}`,
          actual: holders.map(({ name }) => String(name)).join(', '),
          evidence: [second.exchange, ...list.pages.map(({ exchange }) => exchange)].slice(0, 2),
        });
      },
      PAIR_AND_SAME,
    ),
  }),
  requirement({
    id: 'ishare-parties/identifiers/duplicate-answered-honestly',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'response-model'),
    text: 'Where a second registration is answered with a party, it is the party that can be read.',
    explain: 'Usual causes: the answer built from the request although nothing was stored.',
    check: overPair(
      'duplicate-answered-honestly',
      'The second answer says what is stored, or is a refusal.',
      async (steps, { second, id }) => {
        const answered = shownParty(jsonOf(second.exchange));
        if (!answered) {
          const status = second.exchange.response?.status ?? 0;
          steps.check(status >= 300, {
            summary: 'A second registration is answered with a success that shows no party',
            expected: 'a refusal, or the party in partyToken',
            actual: describeAnswer(second.exchange),
            evidence: [second.exchange],
          });
          return;
        }
        const stored = await readParty(steps, id, 'honest');
        const lie = disagreement(answered, stored.party, 'A second registration is answered with what is not stored');
        steps.check(lie === undefined, {
          ...(lie ?? { summary: '', expected: '', actual: '' }),
          evidence: [second.exchange, stored.exchange],
        });
      },
    ),
  }),
  requirement({
    id: 'ishare-parties/identifiers/duplicate-status',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'status-codes'),
    text: 'A second registration with other data is refused with 409, or with 400 or 422.',
    explain: 'Usual causes: create-or-get semantics.',
    check: overPair('duplicate-status', 'A second registration was refused.', async (steps, { first: one, second }) => {
      const grade = duplicate.grade(second);
      if (grade.grade === 'acceptable') steps.notes.push(grade.note);
      steps.check(grade.grade !== 'wrong', {
        summary: 'A second registration is not refused as a duplicate',
        expected: duplicate.expected,
        actual: describeAnswer(second.exchange),
        evidence: [one.exchange, second.exchange],
      });
    }),
  }),
  requirement({
    id: 'ishare-parties/identifiers/duplicate-no-server-error',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'id'),
    text: 'A second registration, with other data or the same, is no server error.',
    explain: 'Usual causes: the violation of a unique index that surfaces as 500.',
    check: overPair(
      'duplicate-no-server-error',
      'A second registration was answered as the caller’s matter.',
      async (steps, { first: one, second, same }) => {
        for (const { exchange } of same ? [second, same] : [second]) {
          steps.check((exchange.response?.status ?? 0) < 500, {
            summary: 'A second registration ends in a server error',
            expected: 'a status below 500',
            actual: describeAnswer(exchange),
            evidence: [one.exchange, exchange],
          });
        }
      },
      PAIR_AND_SAME,
    ),
  }),
];
