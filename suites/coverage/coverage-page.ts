/**
 * The page docs/coverage.md.
 */
import { loadContract, operationOf } from '../../contracts/contract.ts';
import type { Requirement } from '../../engine/requirement.ts';
import type { Suite } from '../../engine/suite.ts';
import { suiteRegistry } from '../registry.ts';
import {
  type CaseCoverage,
  type ClauseCoverage,
  type CoverageStatus,
  caseCoverage,
  clauseCoverage,
} from './coverage.ts';
import { grouped } from './grouped.ts';
import { code, generatedNote, page, table } from './markdown.ts';
import { slugOf } from './subjects.ts';

/** What the documents are, for a reader. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'canton-post-v2-parties': 'The page of `POST /v2/parties`',
  'canton-post-v2-users': 'The page of `POST /v2/users`',
  'canton-openapi-3.5.6': 'The sibling operations in the OpenAPI document',
  'canton-reference-3.5': 'What the reference product does',
  rfc: 'Rules of HTTP and JSON',
  'ishare-post-parties': 'The page of `POST /parties`',
  'ishare-openapi-3.0': 'The OpenAPI document of the Participant Registry',
  'ishare-framework': 'Rules of the iSHARE framework',
};
/** As many requirements are named where a clause is decided together with another; that one's row names all. */
const NAMED_BESIDE_ANOTHER = 2;
const STATUSES: readonly CoverageStatus[] = ['tested', 'partly', 'untested', 'waiting', 'missing'];

/** The page for these suites. Pure. */
export function coveragePage(suites: readonly Suite[]): string {
  const families = [...new Set(suiteRegistry.map(({ family }) => family))];
  const documents = [
    ...grouped(
      families.flatMap((family) => clauseCoverage(family, suites)),
      ({ clause }) => clause.document,
    ),
  ];
  const cases = caseCoverage(suites);
  return page(
    '# Coverage',
    generatedNote('npm run coverage'),
    'Every clause of the pinned texts (sentence, schema constraint, status, media type, security scheme) with the requirements ' +
      "that decide it, or with the reason why none does; then every case of Canton's own test tool. `npx concordat explain ID` shows a requirement.",
    [
      '- *tested*: requirements decide it, its own or those of the clause that it is part of.',
      '- *in part*: requirements decide it, and the row says what they leave out.',
      '- *not tested*: the row says why.',
      '- *waiting*: it belongs to a suite that is not there yet.',
      '- Requirements are of the profile `contract` and of level MUST where nothing else is said. A clause that only ' +
        'requirements of the profile `reference` decide has no influence on a verdict under `contract`.',
    ].join('\n'),
    '## Summary',
    summary(documents, cases),
    `Suites: ${suites.map(({ name, requirements }) => `${code(name)} with ${requirements.length} requirements`).join(', ')}.`,
    ...documents.flatMap(([document, clauses]) => documentSection(document, clauses)),
    ...(families.includes('canton') ? caseSection(cases) : []),
  );
}

function summary(
  documents: readonly (readonly [string, readonly ClauseCoverage[]])[],
  cases: readonly CaseCoverage[],
): string {
  const counts = (entries: readonly { readonly status: CoverageStatus }[]): string[] =>
    [entries.length, ...STATUSES.map((wanted) => entries.filter(({ status }) => status === wanted).length)].map(String);
  return table(
    ['text', 'clauses or cases', 'tested', 'in part', 'not tested', 'waiting', 'neither'],
    [
      ...documents.map(([document, entries]) => [code(document), ...counts(entries)]),
      ["cases of Canton's test tool", ...counts(cases)],
    ],
  );
}

function documentSection(document: string, clauses: readonly ClauseCoverage[]): string[] {
  const title = `## ${DOCUMENTS[document] ?? code(document)}`;
  const groups = grouped(clauses, groupOf);
  if (groups.size === 1) return [title, `Document ${code(document)}.`, clauseTable(clauses)];
  return [
    title,
    `Document ${code(document)}.`,
    ...[...groups].flatMap(([group, entries]) => [`### ${group}`, clauseTable(entries)]),
  ];
}

/** Clauses of one operation, or of one schema, stand together. */
function groupOf({ clause }: ClauseCoverage): string {
  const [first, second] = slugOf(clause.id).split('/');
  if (clause.document === 'canton-openapi-3.5.6') {
    if (first === 'schema') return 'Schemas';
    if (!second) return 'All operations';
    const { method, path } = operationOf(loadContract('canton'), first!);
    return code(`${method} ${path}`);
  }
  if (clause.document === 'canton-reference-3.5') return slugOf(clause.id).startsWith('users-') ? 'Users' : 'Parties';
  return first === 'schema' && second ? `Schema ${code(second)}` : 'Operation';
}

function clauseTable(clauses: readonly ClauseCoverage[]): string {
  return table(
    ['clause', 'first words', 'status', 'requirements, or why none'],
    clauses.map((entry) => [
      code(slugOf(entry.clause.id)),
      entry.clause.quote,
      statusWord(entry.status),
      entry.through === undefined || entry.status === 'untested'
        ? decidedBy(entry)
        : `with ${code(shortId(entry.through, entry.clause.document))}: ${decidedBy(entry)}`,
    ]),
  );
}

function caseSection(cases: readonly CaseCoverage[]): string[] {
  const groups = grouped(cases, ({ official }) => official.suite);
  return [
    "## Cases of Canton's own test tool",
    'The tool speaks gRPC. *Over JSON* says whether the same can be observed there.',
    ...[...groups].flatMap(([suite, entries]) => [
      `### ${code(suite)}`,
      table(
        ['case', 'over JSON', 'status', 'requirements, or why none'],
        entries.map((entry) => [
          code(entry.official.id.replace(/^(party|user):/, '')),
          entry.official.observable,
          statusWord(entry.status),
          decidedBy(entry),
        ]),
      ),
    ]),
  ];
}

function decidedBy(entry: ClauseCoverage | CaseCoverage): string {
  const shown = 'clause' in entry ? shownFor(entry) : entry.requirements;
  const named = shown.map(nameOf);
  const more = entry.requirements.length - named.length;
  const ids = [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
  if (entry.reason === undefined) return ids;
  return ids === '' ? entry.reason : `${ids}. Left out: ${entry.reason}`;
}

/** Those that cite the clause itself, and some of those that it is decided together with. */
function shownFor({ clause, requirements }: ClauseCoverage): readonly Requirement[] {
  const own = requirements.filter(({ source }) => source.clause === clause.id);
  const others = requirements.filter(({ source }) => source.clause !== clause.id);
  return [...own, ...others.slice(0, NAMED_BESIDE_ANOTHER)];
}

function nameOf({ id, level, profile }: Requirement): string {
  const remarks = [...(profile === 'reference' ? ['reference'] : []), ...(level === 'MUST' ? [] : [level])];
  return remarks.length > 0 ? `${code(id)} (${remarks.join(', ')})` : code(id);
}

function shortId(clauseId: string, document: string): string {
  return clauseId.startsWith(`${document}#`) ? slugOf(clauseId) : clauseId;
}

function statusWord(status: CoverageStatus): string {
  return { tested: 'tested', partly: 'in part', untested: 'not tested', waiting: 'waiting', missing: '**neither**' }[
    status
  ];
}
