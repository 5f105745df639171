/**
 * Valid bodies of POST /v2/parties: the schema gives the members, the prose what may be in them. Nothing that needs state of the
 * server, nothing between two readings of the contract.
 */
import type fc from 'fast-check';
import type { Json, ProfileName } from '../../contracts/model.ts';
import { drawMany } from '../arbitraries.ts';
import { type Path, valueAt, withValueAt } from '../json-paths.ts';
import { arbitraryFor } from '../json-schema.ts';
import { MARKER_KEY, namePlaceholder } from '../placeholder.ts';
import { annotationsOfSize } from './annotation-sizes.ts';
import { legalKeys, telltaleValues } from './annotations.ts';
import { hintsOfAcceptedLengths, hintsWithAllCharacters, validHint } from './hints.ts';
import { unset, validMetadata, withMarker } from './metadata.ts';
import { realisticAnnotations, realisticHints } from './realistic.ts';
import { cantonRequestSchemas } from './schemas.ts';

/** Where annotations are in the body. */
export const PARTY_ANNOTATIONS: Path = ['localMetadata', 'annotations'];

/** Which bodies are wanted. */
export interface PartyShape {
  /** `reference` adds empty strings for "not set". Default `contract`. */
  readonly profile?: ProfileName;
  /** Whether `partyIdHint` is there; default: both kinds. */
  readonly hint?: 'present' | 'absent';
  /** Whether `localMetadata` is there; default: both kinds. A body without a hint has it in any case, for the marker. */
  readonly metadata?: 'present' | 'absent';
}

/** Valid bodies. Each has a place for a name: in the hint, or without a hint in the marker annotation. */
export function allocatePartyRequest(shape: PartyShape = {}): fc.Arbitrary<Json> {
  const { profile = 'contract', hint, metadata } = shape;
  const required = [
    ...(hint === 'present' ? ['partyIdHint'] : []),
    ...(metadata === 'present' ? ['localMetadata'] : []),
  ];
  return arbitraryFor(
    { $ref: '#/$defs/AllocatePartyRequest' },
    {
      definitions: {
        ...cantonRequestSchemas,
        AllocatePartyRequest: { ...cantonRequestSchemas.AllocatePartyRequest, required },
      },
      overrides: {
        'AllocatePartyRequest/partyIdHint': hint === 'absent' ? 'absent' : validHint(),
        'AllocatePartyRequest/localMetadata': metadata === 'absent' ? 'absent' : validMetadata(profile),
        'AllocatePartyRequest/identityProviderId': unset(profile),
        'AllocatePartyRequest/synchronizerId': unset(profile),
        'AllocatePartyRequest/userId': unset(profile),
      },
    },
  ).map((body) => attributable(body as Json));
}

/** The body itself when its hint has a place for a name, else a copy with the marker annotation. */
function attributable(body: Json): Json {
  const hint = valueAt(body, ['partyIdHint']);
  const named = typeof hint === 'string' && hint.includes(namePlaceholder());
  return named ? body : withMarker(body, PARTY_ANNOTATIONS);
}

/**
 * `count` varied valid bodies, equal for equal arguments: realistic names, border lengths, all characters, telltale metadata and draws in
 * turn, with and without a hint. A longer corpus begins with the shorter one.
 */
export function partyCorpus(seed: number, count: number): readonly Json[] {
  const columns = corpusColumns(seed, Math.ceil(count / 6) + 1);
  return Array.from({ length: count }, (_, index) => {
    const column = columns[index % columns.length]!;
    return column[Math.floor(index / columns.length) % column.length]!;
  });
}

function corpusColumns(seed: number, rows: number): readonly (readonly Json[])[] {
  const annotations = realisticAnnotations(seed, rows);
  const fixed = [...hintsOfAcceptedLengths(), ...hintsWithAllCharacters()];
  return [
    realisticHints(seed, rows).map((partyIdHint) => ({ partyIdHint })),
    annotations.map((own) => ({
      localMetadata: { annotations: { ...own, [MARKER_KEY]: namePlaceholder() } },
    })),
    realisticHints(seed + 1, rows).map((partyIdHint, row) => ({
      partyIdHint,
      localMetadata: { annotations: annotations[row]! },
    })),
    fixed.map(({ hint }) => ({ partyIdHint: hint })),
    drawMany(allocatePartyRequest({ hint: 'absent' }), seed, rows),
    drawMany(allocatePartyRequest({ hint: 'present' }), seed, rows),
  ];
}

/** A valid body with the given annotations, named by its hint. */
export function partyWithAnnotations(annotations: Readonly<Record<string, string>>): Json {
  return { partyIdHint: namePlaceholder(), localMetadata: { annotations } };
}

/** One body that holds every telltale value, each under a key of its own. */
export function partyWithTelltaleValues(): Json {
  return partyWithAnnotations(
    Object.fromEntries(telltaleValues().map(({ text }, index) => [`value.example.com/v${index}`, text])),
  );
}

/** One body that holds every legal key. */
export function partyWithLegalKeys(): Json {
  return partyWithAnnotations(Object.fromEntries(legalKeys().map(({ label, text }) => [text, label])));
}

/** A body whose annotations have exactly `size` UTF-8 bytes. */
export function partyOfAnnotationSize(size: number, multiByte = false): Json {
  return partyWithAnnotations(annotationsOfSize(size, { multiByte }));
}

/** A body with everything that JSON can spell in several ways: a slash, a quote, an accent, a character beyond the basic plane. */
export function partyForSpellings(): Json {
  const values = { 'spelling.example.com/value': `a/b "c" caf\u00e9 \u{1f600}\n`, plain: 'value' };
  return withValueAt(partyWithAnnotations(values), ['partyIdHint'], `Party ${namePlaceholder()}`);
}
