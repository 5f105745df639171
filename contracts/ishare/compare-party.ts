/**
 * Whether a party that a registry shows is the party that was registered. Sets, instants, names and fingerprints are
 * compared by meaning; a registry may add members, identifiers and claims, but lose or change nothing.
 */
import type { Json, Problem } from '../model.ts';
import { normaliseFingerprint } from './certificate.ts';
import { sameDistinguishedName } from './distinguished-name.ts';
import { shorten } from './schema.ts';

/** Milliseconds by which times may differ: no text says how much of a second a registry keeps. */
const SECOND = 1_000;

type Members = { readonly [key: string]: Json };

/** The outcome of a comparison: what is wrong, and what was added (worth a note, never wrong by itself). */
export interface PartyComparison {
  readonly problems: readonly Problem[];
  readonly additions: readonly string[];
}

/** Compares the party posted with the party shown. Pointers lead into the party posted. */
export function compareParty(posted: Members, shown: Members): PartyComparison {
  const problems: Problem[] = [];
  const known = new Set([shown.id, ...asArray(shown.alsoKnownAs)]);
  // A registry may make the derived identifier the primary one; a posted identifier that is derived already stays it.
  const derived = typeof posted.id === 'string' && posted.id.startsWith('did:ishare:');
  if (derived && shown.id !== posted.id) {
    problems.push(difference('/id', 'id', posted.id, shown.id));
  } else if (!known.has(posted.id ?? null)) {
    problems.push(difference('/id', 'id', `${posted.id} as id or in alsoKnownAs`, [...known]));
  }
  if (shown.name !== posted.name) problems.push(difference('/name', 'name', posted.name, shown.name));
  asArray(posted.alsoKnownAs).forEach((alias, index) => {
    if (!known.has(alias)) problems.push(difference(`/alsoKnownAs/${index}`, 'also-known-as', alias, [...known]));
  });
  const left = asArray(shown.claims).filter(isMembers);
  asArray(posted.claims).forEach((claim, index) => {
    if (!isMembers(claim)) return;
    problems.push(...takeMatch(claim, left, `/claims/${index}`));
  });
  return { problems, additions: left.map((claim) => `a claim of type ${String(claim.type)} was added`) };
}

/** Removes the claim that matches from `left`; the problems say what the nearest one has different. */
function takeMatch(claim: Members, left: Members[], pointer: string): Problem[] {
  let nearest: Problem[] | undefined;
  for (const [index, candidate] of left.entries()) {
    if (candidate.type !== claim.type) continue;
    const differences = compareMembers(claim, candidate, pointer);
    if (differences.length === 0) {
      left.splice(index, 1);
      return [];
    }
    if (!nearest || differences.length < nearest.length) nearest = differences;
  }
  return nearest ?? [difference(pointer, 'claim', `a claim of type ${String(claim.type)}`, 'none left')];
}

function compareMembers(posted: Members, shown: Members, pointer: string): Problem[] {
  return Object.entries(posted).flatMap(([member, value]) => {
    // The registry gives these two; whether it keeps the caller's is not stated.
    if (member === 'id' || member === 'registrarId') return [];
    return sameMember(member, value, shown[member])
      ? []
      : [
          difference(
            `${pointer}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`,
            'claim-member',
            value,
            shown[member],
          ),
        ];
  });
}

function sameMember(member: string, posted: Json, shown: Json | undefined): boolean {
  if (typeof posted === 'string' && typeof shown === 'string') {
    if (posted === shown) return true;
    switch (member) {
      case 'startDate':
      case 'endDate':
        return Math.abs(Date.parse(posted) - Date.parse(shown)) < SECOND;
      case 'subjectName':
        return sameDistinguishedName(posted, shown);
      case 'x5t#s256': {
        const fingerprint = normaliseFingerprint(posted);
        return fingerprint !== undefined && fingerprint === normaliseFingerprint(shown);
      }
      case 'x5c':
        return bareBase64(posted) === bareBase64(shown);
      case 'verificationHash':
        return posted.toLowerCase() === shown.toLowerCase();
      default:
        return false;
    }
  }
  return containsJson(shown, posted);
}

function bareBase64(text: string): string {
  return text.replace(/-----(?:BEGIN|END) CERTIFICATE-----|\s+/g, '');
}

/** Whether `actual` says everything that `expected` says; objects may say more, lists may be in another order. */
function containsJson(actual: Json | undefined, expected: Json): boolean {
  if (isMembers(expected)) {
    if (!isMembers(actual)) return false;
    return Object.entries(expected).every(([member, value]) => containsJson(actual[member], value));
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    const left = [...(actual as readonly Json[])];
    return (expected as readonly Json[]).every((item) => {
      const index = left.findIndex((candidate) => containsJson(candidate, item));
      if (index >= 0) left.splice(index, 1);
      return index >= 0;
    });
  }
  return actual === expected;
}

function difference(pointer: string, rule: string, expected: unknown, actual: unknown): Problem {
  return { pointer, expected: shorten(expected), actual: shorten(actual), rule };
}

function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function isMembers(value: Json | undefined): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
