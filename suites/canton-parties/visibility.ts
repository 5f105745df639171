/**
 * Allocated parties are visible: at once, exactly once, unchanged until the end of the run; refused ones never.
 */
import { outcomeOver } from '../../engine/checks/accepts.ts';
import { undetermined } from '../../engine/checks/outcome.ts';
import { acceptedOf, atTheEnd } from '../canton/creation/at-the-end.ts';
import { readBackAgrees } from '../canton/creation/read-back.ts';
import { pageClause, requirementFor } from '../canton/resource.ts';
import { clause } from '../clause.ts';
import { partiesBefore } from './before.ts';
import { parties } from './party-resource.ts';
import { readBacks } from './read-backs.ts';
import { allRefusals } from './refusals.ts';
import { shownByGet } from './shown-by-get.ts';
import { concurrentWithHints, concurrentWithoutHint, specimens } from './specimens.ts';

const SOURCES = [specimens, concurrentWithHints, concurrentWithoutHint];

/** Requirements of this topic. */
export const visibilityRequirements = [
  requirementFor(parties, {
    id: 'allocation/never-an-existing-identifier',
    level: 'MUST',
    profile: 'contract',
    source: pageClause(parties, 'new-party'),
    text: 'An allocated identifier is never the one of a party that existed before.',
    explain: 'Usual causes: create-or-get semantics; a counter that starts again after a restart.',
    check: {
      experiments: SOURCES,
      judge: async (context) => {
        const before = await partiesBefore(context);
        if (!before.available) return undetermined('read-back-unavailable', before.reason);
        const cases = await acceptedOf(context, SOURCES);
        if (cases.length === 0) return undetermined('control-refused', 'No valid request was accepted.');
        return outcomeOver(
          cases,
          context.draw.seed,
          (it) =>
            before.entries.has(it.id ?? '')
              ? {
                  summary: 'An allocation gave the identifier of a party that existed before the run',
                  expected: 'a new identifier',
                  actual: JSON.stringify(it.id),
                  pointer: '/partyDetails/party',
                }
              : undefined,
          `None of ${cases.length} identifiers existed before the run.`,
        );
      },
    },
  }),
  readBackAgrees(parties, readBacks, pageClause(parties, 'identifier-visible-in-response')),
  ...atTheEnd(parties, {
    sources: SOURCES,
    refusals: allRefusals,
    shownElsewhere: shownByGet,
    namesChosen: { before: partiesBefore, creations: [concurrentWithoutHint] },
    clauses: {
      stable: pageClause(parties, 'schema/PartyDetails/party/stable'),
      listed: clause('canton-openapi-3.5.6', 'getV2Parties/listed-once'),
      refused: pageClause(parties, 'fails-with-error'),
    },
  }),
];
