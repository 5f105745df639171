/**
 * The pages docs/inputs-*.md.
 */
import type { BodyDraft } from '../../generators/violation.ts';
import type { Claim, InputGroup, InputRow } from './inputs/row.ts';
import { code, generatedNote, page, table } from './markdown.ts';

/** Longer examples are left to the words of the row. */
const LONGEST_EXAMPLE = 60;

const WORDS: Readonly<Record<Claim, string>> = {
  accepted: 'must be accepted',
  refused: 'must be refused',
  'not-scored': 'not scored',
  'as-declared': 'as the statement says',
};

/** The page for the inputs of `suite`, with notes of its own. Pure. */
export function inputsPage(suite: string, groups: readonly InputGroup[], notes: readonly string[]): string {
  return page(
    `# Inputs of ${code(suite)}`,
    generatedNote('npm run docs'),
    'For every kind of input: what must come of it under each profile, and what the claim rests on (a clause of ' +
      '[coverage.md](coverage.md) or an erratum of [errata.md](errata.md)).',
    [
      '- *must be accepted*, *must be refused*: a target that does otherwise fails the requirement that is named.',
      '- *not scored*: the text can be read both ways, or says nothing, or what the product does is not known for sure; a target may do either.',
      '- *as the statement says*: the text describes several outcomes; the target declares one and is held to it.',
      '- Under `reference` requirements may ask for more than *refused*: a status and a code.',
      '- *decided by*: the bytes of the body (then a test compares the row with the independent validator of requests, example ' +
        'by example), what exists on the target, or the form of the request.',
      ...notes.map((note) => `- ${note}`),
    ].join('\n'),
    ...groups.flatMap(({ title, rows }) => [
      `## ${title}`,
      table(
        ['input', 'contract', 'reference', 'decided by', 'behind', 'requirements', 'violation of the generator'],
        rows.map(cells),
      ),
    ]),
  );
}

function cells(row: InputRow): readonly string[] {
  const example = row.examples.map(exampleText).find((text) => text.length <= LONGEST_EXAMPLE);
  const words = [
    row.input,
    ...(row.decidedBy === undefined && example !== undefined && example !== '' ? [`e.g. ${code(example)}`] : []),
    ...(row.remark === undefined ? [] : [`*${row.remark}*`]),
  ].join(' ');
  return [
    words,
    WORDS[row.contract],
    WORDS[row.reference],
    { bytes: 'the bytes', state: 'what exists', request: 'the form' }[row.decidedBy ?? 'bytes'],
    row.behind.map(code).join(', '),
    (row.requirements ?? []).map(code).join(', ') || 'none',
    (row.violations ?? []).map(code).join(', '),
  ];
}

/** The body as a reader can see it: what is not printable ASCII is escaped. */
function exampleText(draft: BodyDraft): string {
  const body = draft.kind === 'json' ? JSON.stringify(draft.value) : draft.kind === 'text' ? draft.text : draft.latin1;
  return body.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
