/**
 * Failed requirements grouped by likely cause, so that one mistake of the target reads as one.
 */
import type { ReportRequirement } from './requirement.ts';
import { plural } from './sentences.ts';

/** Requirements that probably failed for one reason. */
export interface CauseGroup {
  /** What they have in common. */
  readonly title: string;
  /** Usual causes: the distinct ones of the members. */
  readonly explain: readonly string[];
  readonly requirements: readonly ReportRequirement[];
}

/** So many requirements of so many topics with the same answer are one matter: a proxy, a missing route, a crash. */
const SAME_ANSWER_REQUIREMENTS = 5;
const SAME_ANSWER_TOPICS = 3;

/**
 * Groups: by one answer to everything, else by an equal summary, else by topic and usual causes. Biggest group first;
 * inside a group and among groups of a size, plan order.
 */
export function groupByCause(requirements: readonly ReportRequirement[]): readonly CauseGroup[] {
  const sameAnswer = by(requirements, answerOf);
  const sameSummary = by(requirements, summaryOf);
  const groups = by(requirements, (requirement) => {
    const answer = answerOf(requirement);
    if (answer !== undefined && isOneMatter(sameAnswer.get(answer) ?? [])) return `answer ${answer}`;
    const summary = summaryOf(requirement);
    if (summary !== undefined && (sameSummary.get(summary)?.length ?? 0) > 1) return `summary ${summary}`;
    return `topic ${requirement.suite}/${requirement.topic} ${requirement.explain}`;
  });
  return [...groups]
    .map(([key, members]) => ({ title: titleOf(key, members), explain: explainOf(members), requirements: members }))
    .sort((a, b) => b.requirements.length - a.requirements.length);
}

function isOneMatter(members: readonly ReportRequirement[]): boolean {
  const topics = new Set(members.map(({ topic }) => topic));
  return members.length >= SAME_ANSWER_REQUIREMENTS && topics.size >= SAME_ANSWER_TOPICS;
}

function titleOf(key: string, members: readonly ReportRequirement[]): string {
  const first = members[0];
  if (key.startsWith('answer ')) {
    return `${plural(members.length, 'requirement')} met the same answer: ${first?.findings[0]?.actual}`;
  }
  if (members.length === 1) return first?.text ?? '';
  if (key.startsWith('summary ')) return first?.findings[0]?.summary ?? '';
  return `${plural(members.length, 'requirement')} of ${first?.suite}/${first?.topic}`;
}

function explainOf(members: readonly ReportRequirement[]): readonly string[] {
  return [...new Set(members.map(({ explain }) => explain).filter((text) => text !== ''))];
}

function answerOf({ findings }: ReportRequirement): string | undefined {
  return findings[0]?.actual || undefined;
}

function summaryOf({ findings }: ReportRequirement): string | undefined {
  return findings[0]?.summary || undefined;
}

function by(
  requirements: readonly ReportRequirement[],
  keyOf: (requirement: ReportRequirement) => string | undefined,
): Map<string, ReportRequirement[]> {
  const groups = new Map<string, ReportRequirement[]>();
  for (const requirement of requirements) {
    const key = keyOf(requirement);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(requirement);
    else groups.set(key, [requirement]);
  }
  return groups;
}
