/**
 * Whether every signed token has an identifier of its own. A registry may give the same token twice, but not two tokens one identifier.
 */
import { failed, passed, undetermined } from '../../engine/checks/outcome.ts';
import type { RunContext } from '../../engine/context.ts';
import type { Check } from '../../engine/requirement.ts';
import type { Exchange } from '../../target/exchange.ts';
import { compactToken } from '../ishare/signed-answer.ts';
import { readings, readTokens } from './read-tokens.ts';
import { specimens } from './specimens.ts';
import { bodyOf, carriesToken, tokenOf } from './successes.ts';

interface Identified {
  readonly compact: string;
  readonly jti: string;
  readonly member: string;
  readonly exchange: Exchange;
}

/** Decides over the answers to registrations and over everything that is read afterwards. */
export const identifiersUnique: Check = {
  experiments: [...specimens, ...readings],
  judge: async (context) => {
    const answered = await creationTokens(context);
    if (answered.length < 2) return undetermined('control-refused', 'Fewer than two tokens could be read.');
    const read = (await readTokens(context)).map(({ token, ...rest }) => ({ ...rest, jti: jtiOf(token.payload) }));
    const byId = new Map<string, Identified[]>();
    for (const it of [...answered, ...read]) {
      const group = byId.get(it.jti) ?? [];
      byId.set(it.jti, group.some(({ compact }) => compact === it.compact) ? group : [...group, it]);
    }
    const tokens = [...byId.values()].flat().length;
    const wrong = [...byId].filter(([id, group]) => id === '' || group.length > 1);
    if (wrong.length === 0) return passed(tokens, `${tokens} tokens have as many identifiers.`);
    const findings = wrong.map(([id, group]) => ({
      summary: id === '' ? 'A token has no jti' : `${group.length} tokens have one jti`,
      expected: 'a jti of its own for every token',
      actual: id === '' ? 'missing' : id,
      pointer: `/${group[0]?.member ?? ''}`,
      intermittent: false,
      seed: context.draw.seed,
      path: '',
      evidence: group.slice(0, 2).map(({ exchange }) => exchange),
    }));
    return failed({ sent: tokens, failed: wrong.length }, findings);
  },
};

async function creationTokens(context: RunContext): Promise<readonly Identified[]> {
  const evidence = await Promise.all(specimens.map((source) => context.evidence(source)));
  const tokens = await Promise.all(
    evidence
      .flatMap(({ cases }) => cases)
      .filter(carriesToken)
      .map(async (it) => {
        const { payload } = (await tokenOf(it, context)) ?? {};
        const compact = compactToken(bodyOf(it), 'partyToken') ?? '';
        if (payload === undefined || Object.keys(payload).length === 0) return [];
        return [{ compact, jti: jtiOf(payload), member: 'partyToken', exchange: it.record.exchange }];
      }),
  );
  return tokens.flat();
}

const jtiOf = ({ jti }: Readonly<Record<string, unknown>>): string => (typeof jti === 'string' ? jti : '');
