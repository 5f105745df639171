/**
 * Waivers: accepted failures. They change the exit code, never a verdict.
 */

/** One accepted failure. */
export interface Waiver {
  /** Id of the requirement. */
  readonly requirement: string;
  readonly reason: string;
  readonly owner: string;
  /** Where the acceptance is recorded, e.g. an issue. */
  readonly link: string;
  /** Last day on which it holds, `YYYY-MM-DD` (UTC). */
  readonly expires: string;
}

/** A waiver as a requirement of the report shows it. */
export interface AppliedWaiver extends Waiver {
  /** It ended before the run did, so it has no effect. */
  readonly expired: boolean;
}

/** The waiver for a requirement at a moment (ISO 8601); the one that holds longest, when there are several. */
export function waiverFor(id: string, waivers: readonly Waiver[], moment: string): AppliedWaiver | null {
  const candidates = waivers.filter(({ requirement }) => requirement === id);
  const longest = candidates.toSorted((a, b) => b.expires.localeCompare(a.expires))[0];
  if (!longest) return null;
  const { requirement, reason, owner, link, expires } = longest;
  return { requirement, reason, owner, link, expires, expired: !(expires.slice(0, 10) >= moment.slice(0, 10)) };
}
