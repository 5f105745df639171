/**
 * Registrations whose members disagree with each other or with the world. Schemas cannot see these, so they decide under `reference`
 * only; what no text gives as a ground for refusal is a SHOULD.
 */
import type { Json } from '../../contracts/model.ts';
import type { RefusalEvidence } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { scenario } from '../../engine/checks/scenario.ts';
import type { Experiment } from '../../engine/experiment.ts';
import { requirement } from '../../engine/requirement.ts';
import { isAccepted } from '../../engine/sending.ts';
import { NotApplicable } from '../../engine/signals.ts';
import { onlyShouldBeRefused } from '../../generators/ishare/certificate-violations.ts';
import { registration } from '../../generators/ishare/registration.ts';
import { symbol } from '../../generators/ishare/symbols.ts';
import { namePlaceholder } from '../../generators/placeholder.ts';
import { clause } from '../clause.ts';
import { postedParty } from '../ishare/encoding.ts';
import { textsIn } from '../ishare/members.ts';
import { registerParty } from '../ishare/register-party.ts';
import { readOne } from '../ishare/registered.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { jsonOf } from '../json.ts';
import { clientError } from './expectations.ts';
import { alone, meaningless, refusalsWith, violationOf } from './refusals.ts';

const DOCUMENT = 'ishare-openapi-3.0';
const FRAMEWORK = 'ishare-framework';

const refused = (
  id: string,
  source: ReturnType<typeof clause>,
  text: string,
  explain: string,
  experiment: Experiment<RefusalEvidence> = alone(id),
) =>
  requirement({
    id: `ishare-parties/semantics/${id}`,
    level: onlyShouldBeRefused.has(id) ? 'SHOULD' : 'MUST',
    profile: 'reference',
    source,
    text,
    explain,
    check: rejects([experiment], [violationOf(id)], clientError),
  });

const vector = {
  label: 'the one with the id',
  template: registerParty.template({ kind: 'json', value: registration() }),
};

/** A party that calls itself by the identifier of another one, which is registered after it. */
const squatter = {
  label: 'the one with the alias first',
  body: { ...registration(), alsoKnownAs: [symbol('party-id', 'own', 1)] },
};
/** The registration of that other one: under the second name of the same vector. */
const rightful = JSON.parse(JSON.stringify(registration()).replaceAll(namePlaceholder(), namePlaceholder(1))) as Json;

const idOfAlias = scenario({
  key: 'semantics/id-of-an-alias',
  cost: { parties: 2, users: 0, exchanges: 3 },
  vectors: () => [
    { label: squatter.label, template: registerParty.template({ kind: 'json', value: squatter.body }) },
    { label: 'the one with the id after it', template: registerParty.template({ kind: 'json', value: rightful }) },
  ],
  satisfied: 'No identifier belongs to two parties.',
  run: async (steps) => {
    const record = await steps.create(registerParty, squatter.label, squatter.body);
    if (record.answered && !isAccepted(registerParty, record)) {
      throw new NotApplicable('not-offered', 'An alias that looks like the identifier of another party is refused.');
    }
    const id = steps.buildsOn(registerParty, record);
    const owner = { id, name: record.name, json: record.judgement?.json, record };
    const second = await steps.sameNameAgain(registerParty, owner, rightful);
    const grade = clientError.grade(second);
    if (grade.grade !== 'wrong') {
      steps.check(true, { summary: '', expected: '', actual: '', evidence: [] });
      return;
    }
    // A registry may also take the identifier from the one that only calls itself so.
    const reading = await readOne(steps.context, id, `alias#${record.name}`);
    const alias = postedParty(second.exchange.request.body)?.id ?? null;
    const released =
      isAccepted(registerParty, second) && !textsIn(shownParty(jsonOf(reading))?.alsoKnownAs).includes(String(alias));
    steps.check(released, {
      summary: 'An identifier that a party has as an alias becomes that of another party',
      expected: `${clientError.expected}, or the alias taken away`,
      actual: grade.actual,
      pointer: '/id',
      evidence: [second.exchange, reading],
    });
  },
});

/** Requirements of this topic. */
export const semanticsRequirements = [
  refused(
    'fingerprint-of-another',
    clause(DOCUMENT, 'certificate-fingerprint'),
    'x5t#s256 that is not the SHA-256 fingerprint of the certificate is refused.',
    'Usual causes: the fingerprint stored as sent; a fingerprint over the base64 text.',
    meaningless,
  ),
  refused(
    'certificate-unreadable',
    clause(DOCUMENT, 'certificate'),
    'x5c that is no certificate is refused.',
    'Usual causes: certificates stored and never read.',
    meaningless,
  ),
  refused(
    'subject-of-another',
    clause(DOCUMENT, 'certificate-subject'),
    'A subjectName that is not the subject of the certificate is refused.',
    'Usual causes: the name stored as sent.',
    meaningless,
  ),
  refused(
    'certificate-of-another',
    clause(FRAMEWORK, 'certificate-names-the-party'),
    'A certificate that names another organisation than the party is refused.',
    'Usual causes: organizationIdentifier not compared with the id.',
  ),
  refused(
    'second-certificate-of-another',
    clause(FRAMEWORK, 'certificate-names-the-party'),
    'Where a party may have two certificates, a second one that names another organisation is refused.',
    'Usual causes: only the first certificate of a party looked at.',
    refusalsWith('second-certificate-of-another'),
  ),
  refused(
    'certificate-untrusted',
    clause(DOCUMENT, 'certificate'),
    'A certificate that was not issued under a root of the trusted list is refused.',
    'Usual causes: the chain not built; issuers compared by name.',
  ),
  refused(
    'certificate-expired',
    clause(DOCUMENT, 'certificate'),
    'A certificate that is not valid today is refused.',
    'Usual causes: only the signature of a certificate verified.',
  ),
  refused(
    'hash-malformed',
    clause(DOCUMENT, 'verification-hash'),
    'A verificationHash that cannot be a SHA-256 is refused.',
    'Usual causes: the hash stored as a text.',
    meaningless,
  ),
  refused(
    'period-reversed',
    clause(DOCUMENT, 'claim-dates'),
    'A claim that ends before it starts is refused.',
    'Usual causes: dates validated one by one.',
    meaningless,
  ),
  refused(
    'date-with-offset',
    clause(DOCUMENT, 'claim-dates'),
    'A time with another offset than that of UTC is refused.',
    'Usual causes: any RFC 3339 time taken, although the description says UTC.',
    meaningless,
  ),
  refused(
    'capability-url-missing',
    clause(DOCUMENT, 'capability-url'),
    'A ServiceProvider, AuthorisationRegistry, IdentityProvider or ParticipantRegistry without capabilityUrl is refused.',
    'Usual causes: the description of the member not read as a rule.',
  ),
  requirement({
    id: 'ishare-parties/semantics/alias-of-another',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'identifiers-unique'),
    text: 'A party whose alsoKnownAs holds the identifier of another party is refused.',
    explain: 'Usual causes: uniqueness checked for primary identifiers only.',
    check: scenario({
      key: 'semantics/alias-of-another',
      cost: { parties: 2, users: 0, exchanges: 2 },
      vectors: () => [vector],
      satisfied: 'An identifier of another party was refused as an alias.',
      run: async (steps) => {
        const owner = await steps.given(registerParty, vector.label, registration());
        const taker = await steps.create(registerParty, 'the one with the alias', {
          ...registration(),
          alsoKnownAs: [owner.id],
        });
        const grade = clientError.grade(taker);
        steps.check(!taker.answered || grade.grade !== 'wrong', {
          summary: 'The identifier of a party is accepted as an alias of another one',
          expected: clientError.expected,
          actual: grade.grade === 'wrong' ? grade.actual : '',
          pointer: '/alsoKnownAs/0',
          evidence: [owner.record.exchange, taker.exchange],
        });
      },
    }),
  }),
  requirement({
    id: 'ishare-parties/semantics/id-of-an-alias',
    level: 'MUST',
    profile: 'reference',
    source: clause(FRAMEWORK, 'identifiers-unique'),
    text: 'A party whose identifier another party has in alsoKnownAs is refused, unless the other one loses it.',
    explain: 'Usual causes: uniqueness checked for primary identifiers only.',
    check: idOfAlias,
  }),
];
