/**
 * The hint: what is accepted, what is made of it, what is refused.
 */
import { accepts, holds, judgesAll, outcomeOver } from '../../engine/checks/accepts.ts';
import { undetermined } from '../../engine/checks/outcome.ts';
import { refusals } from '../../engine/checks/refusal.ts';
import { rejects } from '../../engine/checks/rejects.ts';
import { requirement } from '../../engine/requirement.ts';
import {
  controlCharactersInHint,
  hintOver185,
  hintTooLong,
  illegalHintCharacters,
  newlineAtEndOfHint,
  nonAsciiInHint,
  reservedDelimiterInHint,
} from '../../generators/canton/hint-violations.ts';
import { allocateParty } from '../canton/allocate-party.ts';
import { formsOf } from '../canton/creation/request-forms.ts';
import { inGroup } from '../canton/creation/specimens.ts';
import { cantonError, clientError } from '../canton/expectations.ts';
import { clause } from '../clause.ts';
import { hintOf } from './allocation.ts';
import { markedRequest } from './carriers.ts';
import { oneCharacterAccepted } from './one-character.ts';
import { parties } from './party-resource.ts';
import { concurrentWithHints, specimens } from './specimens.ts';

const PAGE = 'canton-post-v2-parties';
const PRODUCT = 'canton-reference-3.5';

/** Refused hints; all of them share their carrier. */
const refused = refusals({
  key: 'hint/refusals',
  operation: allocateParty,
  violations: [
    illegalHintCharacters,
    controlCharactersInHint,
    newlineAtEndOfHint,
    nonAsciiInHint,
    hintTooLong,
    hintOver185,
    reservedDelimiterInHint,
  ],
  carrier: markedRequest,
});

/** Experiments of this topic that refuse, for requirements about all refusals. */
export const hintRefusals = [refused];

/** Cases whose request has a hint. */
const hinted = [specimens, concurrentWithHints, ...Object.values(formsOf(parties))];

/** Requirements of this topic. */
export const hintRequirements = [
  requirement({
    id: 'canton-parties/hint/legal-characters-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-valid-name'),
    text: 'A hint of letters, digits, spaces, colons, minus signs and underscores is accepted, wherever they stand in it.',
    explain:
      'Usual causes: a pattern for identifiers of a programming language (no leading digit, no space); \\w, which has no minus.',
    smoke: true,
    check: accepts([specimens], { which: inGroup('characters') }),
  }),
  requirement({
    id: 'canton-parties/hint/one-character-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-one-character'),
    text: 'A hint of one character is accepted.',
    explain:
      'Usual causes: a minimum length that the contract does not have. A node where this party exists already cannot be tested.',
    check: oneCharacterAccepted,
  }),
  requirement({
    id: 'canton-parties/hint/lengths-accepted',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-length'),
    text: 'Hints of every length up to 185 characters are accepted.',
    explain: 'Usual causes: a column of 64 or 128 characters; a limit that is off by one.',
    check: accepts([specimens], { which: inGroup('length') }),
  }),
  requirement({
    id: 'canton-parties/hint/honoured-or-ignored',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'identifier-may-differ'),
    text: 'The hint is either always honoured or always ignored, as the statement says.',
    explain:
      'Usual causes: some hints replaced (long ones, ones with spaces) and others kept. Declare statement.partyIdHint to say which is meant.',
    smoke: true,
    check: judgesAll(hinted, (cases, { draw, statement }) => {
      const accepted = cases.filter((it) => it.accepted && hintOf(it.sent));
      const [first] = accepted;
      if (!first) return undetermined('control-refused', 'No request with a hint was accepted.');
      statement.detect('partyIdHint', isHonoured(first) ? 'honoured' : 'ignored');
      const expected = statement.get('partyIdHint')?.value;
      return outcomeOver(
        accepted,
        draw.seed,
        (it) =>
          isHonoured(it) === (expected === 'honoured')
            ? undefined
            : {
                summary: `A hint was ${isHonoured(it) ? 'honoured' : 'ignored'}, although hints are ${expected}`,
                expected: `hints are ${expected} (${statement.get('partyIdHint')?.origin})`,
                actual: `hint ${JSON.stringify(hintOf(it.sent))} gave ${JSON.stringify(it.id)}`,
                pointer: '/partyDetails/party',
              },
        `All ${accepted.length} hints were ${expected}.`,
      );
    }),
  }),
  requirement({
    id: 'canton-parties/hint/kept-verbatim',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'hint-kept-verbatim'),
    text: 'The identifier begins with the hint, character for character, and "::".',
    explain: 'Usual causes: the hint folded to lower case, trimmed or prefixed.',
    check: holds(
      hinted,
      (it) => {
        const hint = hintOf(it.sent);
        if (!hint || it.id?.startsWith(`${hint}::`)) return undefined;
        return {
          summary: 'An identifier does not begin with the hint',
          expected: `${JSON.stringify(hint)} and "::"`,
          actual: JSON.stringify(it.id),
          pointer: '/partyDetails/party',
        };
      },
      'Every identifier begins with its hint.',
    ),
  }),
  requirement({
    id: 'canton-parties/hint/illegal-characters-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-characters'),
    text: 'A hint with a printable ASCII character outside letters, digits, space, colon, minus and underscore is refused and creates nothing.',
    explain:
      'Usual causes: a pattern without anchors at both ends; a character range such as [ -_] or [:-_] read by accident.',
    officialCases: ['PMRejectInvalidPartyHints'],
    smoke: true,
    check: rejects([refused], [illegalHintCharacters], clientError()),
  }),
  requirement({
    id: 'canton-parties/hint/control-characters-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-control-characters'),
    text: 'A hint with a control character is refused and creates nothing.',
    explain: 'Usual causes: \\s used where a space is meant; control characters stripped instead of refused.',
    check: rejects([refused], [controlCharactersInHint], clientError()),
  }),
  requirement({
    id: 'canton-parties/hint/newline-at-end-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-newline'),
    text: 'A hint that ends with a newline is refused and creates nothing.',
    explain: 'Usual causes: $ in a regular expression, which in many languages matches before a final newline; trim().',
    check: rejects([refused], [newlineAtEndOfHint], clientError()),
  }),
  requirement({
    id: 'canton-parties/hint/non-ascii-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-ascii'),
    text: 'A hint with a letter, digit or symbol outside US-ASCII is refused and creates nothing.',
    explain: 'Usual causes: Unicode-aware \\w or \\d; isLetter() and isDigit(); normalisation before the check.',
    officialCases: ['PMRejectInvalidPartyHints'],
    smoke: true,
    check: rejects([refused], [nonAsciiInHint], clientError()),
  }),
  requirement({
    id: 'canton-parties/hint/too-long-rejected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'hint-length'),
    text: 'A hint of more than 255 characters is refused and creates nothing.',
    explain: 'Usual causes: no limit; a limit off by one; a hint cut to the limit instead of refused.',
    officialCases: ['PMRejectLongPartyHints'],
    smoke: true,
    check: rejects([refused], [hintTooLong], clientError()),
  }),
  requirement({
    id: 'canton-parties/hint/over-185-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'hint-over-185-rejected'),
    text: 'A hint of 186 to 255 characters is refused: with the namespace it would not fit a party identifier.',
    explain: 'Usual causes: the limit of 255 applied to the hint rather than to the identifier.',
    check: rejects([refused], [hintOver185], clientError()),
  }),
  requirement({
    id: 'canton-parties/hint/reserved-delimiter-rejected',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'hint-reserved-delimiter-rejected'),
    text: 'A hint that contains "::" is refused: it separates name and namespace.',
    explain: 'Usual causes: the delimiter not reserved; such identifiers cannot be read back unambiguously.',
    check: rejects([refused], [reservedDelimiterInHint], clientError()),
  }),
  requirement({
    id: 'canton-parties/hint/rejection-code',
    level: 'MUST',
    profile: 'reference',
    source: clause(PRODUCT, 'hint-rejection-code'),
    text: 'A refused hint is answered with 400 and code INVALID_ARGUMENT.',
    explain: 'Usual causes: the error of another field; a text body of the decoding layer.',
    officialCases: ['PMRejectInvalidPartyHints', 'PMRejectLongPartyHints'],
    check: rejects(
      [refused],
      [illegalHintCharacters, nonAsciiInHint, hintTooLong, hintOver185, reservedDelimiterInHint],
      cantonError('INVALID_ARGUMENT'),
    ),
  }),
];

/** Whether the identifier shows the hint: as its beginning, or at least the unique name in it. */
function isHonoured(it: {
  readonly sent: Parameters<typeof hintOf>[0];
  readonly id: string | undefined;
  readonly record: { readonly name: string };
}): boolean {
  const id = it.id ?? '';
  return id.startsWith(hintOf(it.sent) ?? '') || id.toLowerCase().includes(it.record.name);
}
