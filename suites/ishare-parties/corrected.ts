/**
 * A refused registration that is sent again, put right.
 */
import { scenario } from '../../engine/checks/scenario.ts';
import { requirement } from '../../engine/requirement.ts';
import { isAccepted } from '../../engine/sending.ts';
import { Inconclusive } from '../../engine/signals.ts';
import { describeAnswer } from '../../engine/text.ts';
import { place, registration } from '../../generators/ishare/registration.ts';
import { type JsonObject, withoutMemberAt } from '../../generators/json-paths.ts';
import { clause } from '../clause.ts';
import { registerParty } from '../ishare/register-party.ts';

const PAGE = 'ishare-post-parties';

const right = registration();
/** Wrong by the schema, then by the minimum set, then right; all of one party. */
const attempts = [
  withoutMemberAt(right, ['claims', place.role, 'roleId']) as JsonObject,
  { ...right, claims: (right.claims as readonly JsonObject[]).filter((_, index) => index !== place.role) },
  right,
];

/** Requirements of this topic. */
export const correctionRequirements = [
  requirement({
    id: 'ishare-parties/refusal/can-be-corrected',
    level: 'MUST',
    profile: 'contract',
    source: clause(PAGE, 'creates-a-party'),
    text: 'A party whose registration was refused can be registered: once what was wrong is put right, it is accepted.',
    explain:
      'Usual causes: the identifier reserved before the claims are checked, and not given back; a row left over that a unique index finds.',
    check: scenario({
      key: 'refusal/corrected',
      cost: { parties: 1 + attempts.length, users: 0, exchanges: 1 + attempts.length },
      vectors: () =>
        attempts.map((value, twin) => ({
          label: `corrected ${twin}`,
          template: registerParty.template({ kind: 'json', value }),
        })),
      satisfied: 'What had been refused was accepted once it was right.',
      run: async (steps) => {
        await steps.given(registerParty, 'right at once', right);
        const records = await steps.sharingName(registerParty, 'corrected', attempts);
        const corrected = records.at(-1) as NonNullable<(typeof records)[number]>;
        const wrong = records.slice(0, -1);
        if (wrong.some(({ exchange }) => (exchange.response?.status ?? 0) < 400)) {
          throw new Inconclusive('prerequisite-failed', 'A registration that is not right was not refused.');
        }
        steps.check(isAccepted(registerParty, corrected), {
          summary: 'A registration is refused because one of the same party was refused before',
          expected: 'accepted, as the same registration of another party was',
          actual: describeAnswer(corrected.exchange),
          evidence: [...wrong.slice(-1), corrected].map(({ exchange }) => exchange),
        });
      },
    }),
  }),
];
