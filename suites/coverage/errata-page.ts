/**
 * The page docs/errata.md.
 */
import type { ContractIdentity, Erratum } from '../../contracts/model.ts';
import { code, generatedNote, page } from './markdown.ts';

/** The page for the errata of these contracts. Pure. */
export function errataPage(contracts: readonly ContractIdentity[]): string {
  return page(
    '# Errata',
    generatedNote('npm run docs'),
    'Places where a pinned text is known to be wrong, silent or misleading about real servers. A judge that excuses ' +
      'something because of an erratum cites its id, and the report lists it. Ids are frozen. *Inferred* marks what was ' +
      'concluded from sources and not read in them.',
    ...contracts.flatMap(contractSection),
  );
}

function contractSection({ id, version, sha256, errata }: ContractIdentity): string[] {
  const about = (wanted: Erratum['direction']): Erratum[] => errata.filter(({ direction }) => direction === wanted);
  return [
    `## ${code(id)} ${version}`,
    `SHA-256 of the pinned data: ${code(sha256)}.`,
    ...directionSection('Responses', about('response')),
    ...directionSection('Requests', about('request')),
  ];
}

function directionSection(title: string, errata: readonly Erratum[]): string[] {
  if (errata.length === 0) return [];
  return [
    `### ${title}`,
    ...errata.map(({ id, place, effect, source }) =>
      [`**${code(id)}**  `, `Where: ${place}.  `, `Effect: ${effect}.  `, `Source: ${source}.`].join('\n'),
    ),
  ];
}
