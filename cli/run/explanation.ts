/**
 * One requirement explained: sentence, source, vectors, usual causes, an example request.
 */
import type { Draw, Experiment, Vector } from '../../engine/experiment.ts';
import { nameFor } from '../../engine/names.ts';
import { gatheredFor } from '../../engine/plan.ts';
import type { Check } from '../../engine/requirement.ts';
import type { Suite } from '../../engine/suite.ts';
import { fillTemplate } from '../../engine/template.ts';
import { shorten } from '../../engine/text.ts';
import { inlineBody } from '../../reports/body.ts';
import { defaults } from '../configuration/options.ts';
import { count, grouped } from '../count.ts';
import { wrap } from '../table.ts';
import { printable, type Terminal } from '../terminal.ts';
import { findClause } from './describe.ts';
import type { SuiteRequirement } from './requirements.ts';

const SHOWN_VECTORS = 3;
const SHOWN_EXPERIMENTS = 4;
/** Bytes: more than any terminal has columns. */
const BODY_LENGTH = 1_000;
const draw: Draw = { seed: defaults.seed, budget: 'standard' };

const LANES = {
  first: 'alone and before all others, because what it leaves behind may come late',
  concurrent: 'in parallel',
  exclusive: 'alone, because the whole list is compared',
  last: 'at the very end, alone',
} as const;

/** The explanation, in the width of the terminal. */
export function explanation({ suite, requirement }: SuiteRequirement, { colors, width }: Terminal): string {
  const { id, aliases = [], level, profile, text, source, explain, officialCases = [], smoke, check } = requirement;
  const paragraph = (content: string, indent = 2): string[] =>
    wrap(printable(content), width - indent).map((line) => ' '.repeat(indent) + line);
  const section = (title: string, lines: readonly string[]): string[] => ['', colors.bold(title), ...lines];
  const gathered = gatheredFor(requirement);
  const clause = findClause(source.clause);
  const decides =
    level !== 'MUST'
      ? 'never decides'
      : profile === 'contract'
        ? 'decides under both profiles'
        : 'decides under reference';
  return [
    colors.bold(colors.cyan(id)),
    `${level}, profile ${profile} (${decides})${smoke ? ', part of a smoke run' : ''}`,
    ...(aliases.length > 0 ? [`earlier: ${aliases.join(', ')}`] : []),
    '',
    ...paragraph(text),
    ...section('Source', [`  ${source.clause}`, ...(clause ? paragraph(`${clause.kind}: "${clause.quote}"`) : [])]),
    ...section(`How it is tested (budget ${draw.budget})`, [
      ...gathered
        .slice(0, SHOWN_EXPERIMENTS)
        .flatMap((experiment) => experimentLines(suite, check, experiment, paragraph, width)),
      ...otherExperiments(gathered, paragraph),
    ]),
    ...section('Usual causes', paragraph(explain.replace(/^Usual causes: /, ''))),
    ...(officialCases.length > 0
      ? section("Cases of Canton's own test tool", paragraph(officialCases.join(', ')))
      : []),
    ...exampleLines(suite.name, check, section),
  ].join('\n');
}

type Paragraph = (content: string, indent?: number) => string[];

/** The keys of further experiments: a requirement about every error reads a dozen. */
function otherExperiments(experiments: readonly Experiment<unknown>[], paragraph: Paragraph): string[] {
  const keys = experiments.slice(SHOWN_EXPERIMENTS).map(({ key }) => key);
  return keys.length === 0 ? [] : paragraph(`and in the same way ${keys.join(', ')}`);
}

function experimentLines(
  suite: Suite,
  check: Check,
  experiment: Experiment<unknown>,
  paragraph: Paragraph,
  width: number,
): string[] {
  const scope = `${suite.name}/${experiment.key}`;
  const vectors = vectorsOf(check, experiment);
  const others = readersOf(experiment, suite) - 1;
  const { exchanges, parties, users } = experiment.cost(draw);
  const created = [parties > 0 && count(parties, 'party', 'parties'), users > 0 && count(users, 'user')]
    .filter(Boolean)
    .join(', ');
  const shared = others > 0 ? `; shared with ${count(others, 'other requirement')}` : '';
  const head = `${experiment.key}: about ${count(exchanges, 'request')}${created && `, creates up to ${created}`}; ${LANES[experiment.lane]}${shared}`;
  const shown = vectors.slice(0, SHOWN_VECTORS).flatMap((vector) => {
    const { method, path } = wireOf(scope, vector);
    const body = bodyText(scope, vector);
    const line = body === undefined || body.trim() === '' ? [] : [`      ${shorten(body, width - 6)}`];
    return [...paragraph(`${vector.label}: ${method} ${path}`, 4), ...line];
  });
  const rest = vectors.length - SHOWN_VECTORS;
  if (vectors.length === 0) shown.push('    Its requests are built from the answers to earlier ones.');
  if (rest > 0) shown.push(`    and ${rest} more`);
  return [...paragraph(head), ...shown];
}

/** The vectors that a check looks at, of those that it shares with others. */
function vectorsOf({ concerns }: Check, experiment: Experiment<unknown>): readonly Vector[] {
  const all = experiment.vectors(draw);
  return concerns ? all.filter(({ label }) => concerns(label)) : all;
}

/** How many requirements read what an experiment finds out. */
function readersOf({ key }: Experiment<unknown>, { requirements }: Suite): number {
  return requirements.filter((each) => gatheredFor(each).some((experiment) => experiment.key === key)).length;
}

/** The request of a vector as it would go out under the namespace `example`. */
function wireOf(scope: string, { label, template }: Vector): ReturnType<typeof fillTemplate> {
  return fillTemplate(template, (index) => nameFor({ namespace: 'example', scope, label, attempt: 0, index }));
}

function bodyText(scope: string, vector: Vector, limit = BODY_LENGTH): string | undefined {
  const { body, bodyEncoding, bodyBytes, truncated } = inlineBody(wireOf(scope, vector).body, limit);
  if (body === null) return undefined;
  const size = truncated ? `… (${grouped(bodyBytes)} bytes)` : '';
  return `${bodyEncoding === 'utf8' ? '' : 'base64: '}${body}${size}`;
}

/** The first request that is no control, whole but for a very long body. */
function exampleLines(
  suite: string,
  check: Check,
  section: (title: string, lines: readonly string[]) => string[],
): string[] {
  for (const experiment of check.experiments) {
    const vectors = vectorsOf(check, experiment);
    const vector = vectors.find(({ label }) => !label.startsWith('control')) ?? vectors[0];
    if (vector === undefined) continue;
    const scope = `${suite}/${experiment.key}`;
    const { method, path, headers = {}, chunked } = wireOf(scope, vector);
    const fields = Object.entries(headers).map(([name, value]) => `  ${name}: ${printable(value)}`);
    const body = bodyText(scope, vector, 2_000);
    return section(`Example request (${vector.label})`, [
      `  ${method} ${path}`,
      ...fields,
      ...(chunked ? ['  transfer-encoding: chunked'] : []),
      ...(body === undefined ? [] : ['', `  ${printable(body)}`]),
      ...(body?.includes('[[') ? ['', '  What stands in [[ ]] is put in when the request is sent.'] : []),
    ]);
  }
  return [];
}
