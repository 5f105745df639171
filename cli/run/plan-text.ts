/**
 * `--dry-run`: the plan as a person reads it.
 */
import { matchesGlob, type Plan } from '../../engine/plan.ts';
import type { Requirement } from '../../engine/requirement.ts';
import { partyLoads } from '../../suites/party-loads.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** What the plan itself does not say. */
export interface PlanFrame {
  readonly target: string;
  readonly profile: string;
  readonly namespace: string;
  /** `--max-parties`; undefined where it does not hold. */
  readonly cap: number | undefined;
  /** Sentences that belong to the parties. */
  readonly notes: readonly string[];
}

/** The plan: suites, requirements by topic, cost, hash of the vectors, and what is left out and why. */
export function planText(plan: Plan, frame: PlanFrame, { colors, width }: Terminal): string {
  const { cost, draw, suites, planned } = plan;
  const facts = [
    ['target', frame.target],
    ...suites.map((suite) => {
      const { id, version, sha256 } = suite.contract();
      return ['suite', `${suite.name}: ${id} ${version}, sha256 ${sha256.slice(0, 12)}`];
    }),
    ['profile', frame.profile],
    ['budget', draw.budget],
    ['seed', String(draw.seed)],
    ['namespace', frame.namespace],
    ...partyFacts(plan, frame.cap),
    ...(cost.parties === 0 || frame.target === 'embedded' ? [] : [['', 'they stay on the target for ever']]),
    ...frame.notes.map((note) => ['', note]),
    ['users', String(cost.users)],
    ['requests', `about ${cost.exchanges}`],
    ['vectors', plan.vectorsSha256],
  ];
  return [
    colors.bold('Plan (nothing is sent)'),
    table(facts, width),
    '',
    colors.bold(`${planned.length} requirements by topic`),
    topicTable(
      planned.map(({ requirement }) => requirement),
      width,
    ),
    ...selectedLines(plan, colors.bold),
    ...leftOutLines(plan, colors.bold),
  ].join('\n');
}

/** What stays, by deployment where there are several: the cap is about each. */
function partyFacts(plan: Plan, cap: number | undefined): string[][] {
  const loads = partyLoads(plan);
  const several = loads.length > 1;
  const said = loads.map(({ family, planned, most }) => {
    return `${several ? `${family}: ` : ''}${planned} planned, up to ${most} with repeats`;
  });
  if (loads.length === 0) return [['parties', 'none']];
  const limit = cap === undefined ? 'no cap: they go with the reference' : `--max-parties ${cap}`;
  const lines = several
    ? [...said, `(${limit}${cap === undefined ? '' : ' on each'})`]
    : [`${said.join('')} (${limit})`];
  return lines.map((line, index) => [index === 0 ? 'parties' : '', line]);
}

function topicTable(requirements: readonly Requirement[], width: number): string {
  const topics = [...new Set(requirements.map(topicOf))];
  const rows = topics.map((topic) => {
    const members = requirements.filter((requirement) => topicOf(requirement) === topic);
    const count = (test: (requirement: Requirement) => boolean): string => String(members.filter(test).length);
    return [
      topic,
      count(({ level, profile }) => level === 'MUST' && profile === 'contract'),
      count(({ level, profile }) => level === 'MUST' && profile === 'reference'),
      count(({ level }) => level !== 'MUST'),
    ];
  });
  return table(rows, width, ['topic', 'MUST', 'reference only', 'SHOULD, MAY']);
}

/** `<suite>/<topic>` of a requirement. */
function topicOf({ id }: Requirement): string {
  return id.split('/').slice(0, 2).join('/');
}

/** The ids, where so few were selected that they tell more than what was left out. */
function selectedLines({ planned, selection, draw }: Plan, bold: (text: string) => string): string[] {
  if (selection.only.length === 0 && draw.budget !== 'smoke') return [];
  return ['', bold('Selected'), ...planned.map(({ requirement }) => `  ${requirement.id}`)];
}

function leftOutLines(plan: Plan, bold: (text: string) => string): string[] {
  const selected = new Set(plan.planned.map(({ requirement }) => requirement.id));
  const left = plan.suites.flatMap(({ requirements }) => requirements).filter(({ id }) => !selected.has(id));
  if (left.length === 0) return [];
  const deciding = left.filter(({ level }) => level === 'MUST').length;
  const reasons = new Map<string, string[]>();
  for (const requirement of left) {
    const why = whyLeftOut(requirement, plan);
    reasons.set(why, [...(reasons.get(why) ?? []), requirement.id]);
  }
  return [
    '',
    bold(`${left.length} left out, ${deciding} of them a MUST`),
    ...[...reasons].flatMap(([why, ids]) =>
      why.startsWith('--exclude')
        ? [`${ids.length} because of ${why}:`, ...ids.map((id) => `  ${id}`)]
        : [`${ids.length} because of ${why}`],
    ),
  ];
}

function whyLeftOut(requirement: Requirement, { draw, selection }: Plan): string {
  const excluded = selection.exclude.find((glob) => matchesGlob(requirement, glob));
  if (excluded !== undefined) return `--exclude ${excluded}`;
  if (selection.only.length > 0 && !selection.only.some((glob) => matchesGlob(requirement, glob))) return '--only';
  return `--budget ${draw.budget}`;
}
