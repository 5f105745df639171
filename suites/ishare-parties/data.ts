/**
 * The data of a party: returned as it was sent, by meaning.
 */
import { compareParty, type PartyComparison } from '../../contracts/ishare/compare-party.ts';
import type { Problem } from '../../contracts/model.ts';
import type { AcceptanceCase } from '../../engine/checks/acceptance.ts';
import { type Breach, holds } from '../../engine/checks/accepts.ts';
import { notApplicable } from '../../engine/checks/outcome.ts';
import { type Check, requirement } from '../../engine/requirement.ts';
import { clause } from '../clause.ts';
import { postedParty } from '../ishare/encoding.ts';
import { shownParty } from '../ishare/signed-answer.ts';
import { drawn, isRow, policy, required, stricter } from './specimens.ts';

const PAGE = 'ishare-post-parties';
const DOCUMENT = 'ishare-openapi-3.0';

/** Everything but what a registry may refuse, which has a requirement of its own. */
const kept = [required, drawn, stricter];

/** What was sent against what the answer shows. */
function comparison(it: AcceptanceCase): PartyComparison {
  const posted = postedParty(it.record.exchange.request.body);
  const shown = shownParty(it.json);
  return posted && shown ? compareParty(posted, shown) : { problems: [], additions: [] };
}

const breachOf = (summary: string, problem: Problem | undefined): Breach | undefined =>
  problem && {
    summary: `${summary}: ${problem.pointer}`,
    expected: problem.expected,
    actual: problem.actual,
    pointer: problem.pointer,
  };

/** Decides that no problem of these rules shows in any answer. */
const returned = (
  rules: readonly string[],
  summary: string,
  satisfied: string,
  which?: (it: AcceptanceCase) => boolean,
): Check =>
  holds(
    kept,
    (it) =>
      breachOf(
        summary,
        comparison(it).problems.find(({ rule }) => rules.includes(rule)),
      ),
    satisfied,
    which ? { which } : {},
  );

const keptByPolicy = holds(
  [policy],
  (it) => breachOf('Something of an accepted registration is lost or changed', comparison(it).problems[0]),
  'Everything that was accepted came back in full.',
);

/** Requirements of this topic. */
export const dataRequirements = [
  requirement({
    id: 'ishare-parties/data/identifier',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'id'),
    text: 'The party has the identifier that the caller gave: as its id, or, where the registry derives another one, in alsoKnownAs.',
    explain: 'Usual causes: identifiers written in another case; an internal key handed out.',
    smoke: true,
    check: returned(['id'], 'The party has another identifier', 'Every party has the identifier that was sent.'),
  }),
  requirement({
    id: 'ishare-parties/data/name',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'name'),
    text: 'The name is the one that was sent.',
    explain: 'Usual causes: names normalised or cut; the common name of the certificate used instead.',
    smoke: true,
    check: returned(['name'], 'The party has another name', 'Every party has the name that was sent.'),
  }),
  requirement({
    id: 'ishare-parties/data/also-known-as',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'also-known-as'),
    text: 'Every identifier in alsoKnownAs is kept. A registry may add the primary or a derived one.',
    explain: 'Usual causes: only identifiers of known methods kept; the list replaced by the primary identifier.',
    check: returned(
      ['also-known-as'],
      'An identifier in alsoKnownAs is lost',
      'Every identifier in alsoKnownAs was kept.',
    ),
  }),
  requirement({
    id: 'ishare-parties/data/claims-complete',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'claims'),
    text: 'Every claim that was sent is there, the second of a type as well.',
    explain: 'Usual causes: claims kept in a map by type; only the first claim stored.',
    smoke: true,
    check: returned(['claim'], 'A claim is lost', 'No claim was lost.'),
  }),
  requirement({
    id: 'ishare-parties/data/claim-members',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'compliance'),
    text: 'Every member of every claim comes back with the value that was sent. Times are compared as instants, names and fingerprints by meaning.',
    explain: 'Usual causes: columns missing for optional members; times shifted by a time zone; texts cut.',
    smoke: true,
    check: returned(
      ['claim-member'],
      'A member of a claim is lost or changed',
      'Every member of every claim came back.',
    ),
  }),
  requirement({
    id: 'ishare-parties/data/texts-verbatim',
    level: 'MUST',
    profile: 'contract',
    source: clause(DOCUMENT, 'additional-info'),
    text: 'Free texts come back character by character: blanks at the ends, composed and decomposed accents, characters beyond the basic plane.',
    explain: 'Usual causes: texts trimmed or normalised; a database with three bytes a character.',
    check: returned(
      ['claim-member', 'claim'],
      'A free text is changed',
      'Free texts came back character by character.',
      isRow('texts-beyond-ascii'),
    ),
  }),
  requirement({
    id: 'ishare-parties/data/nothing-invented',
    level: 'SHOULD',
    profile: 'reference',
    source: clause(PAGE, 'claims'),
    text: 'The registry adds no claim that nobody sent.',
    explain: 'Usual causes: a default data space; claims of the registrar copied.',
    check: holds(
      kept,
      (it) => {
        const [addition] = comparison(it).additions;
        return addition === undefined
          ? undefined
          : {
              summary: 'The party has a claim that nobody sent',
              expected: 'the claims that were sent',
              actual: addition,
              pointer: '/partyInfo/claims',
            };
      },
      'No claim was added.',
    ),
  }),
  requirement({
    id: 'ishare-parties/data/policy-acceptances-complete',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'claims'),
    text: 'What a registry need not accept, and accepts, it keeps in full: further claim types, roles and statuses.',
    explain: 'Usual causes: claims on data spaces dropped; every status set to active.',
    check: {
      ...keptByPolicy,
      judge: async (context) => {
        const { cases } = await context.evidence(policy);
        const refused = cases.every(({ record, accepted }) => record.answered && !accepted);
        return refused
          ? notApplicable('not-offered', 'Nothing beyond what must be accepted is accepted, which is policy.')
          : keptByPolicy.judge(context);
      },
    },
  }),
];
