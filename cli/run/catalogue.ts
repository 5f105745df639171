/**
 * Every requirement as plain data: written by `npm run lock`, read where loading the suites themselves would take longer than the answer.
 */
import { readFileSync } from 'node:fs';
import type { Requirement } from '../../engine/requirement.ts';

/** What `concordat list --json` says of a requirement. */
export interface CatalogueEntry extends Pick<Requirement, 'id' | 'level' | 'profile' | 'text' | 'explain'> {
  /** Earlier ids. */
  readonly aliases: readonly string[];
  readonly suite: string;
  /** The middle of the id. */
  readonly topic: string;
  /** The words of the contract that it stands on; `document` and `quote` are empty for an external text. */
  readonly source: { readonly clause: string; readonly document: string; readonly quote: string };
  readonly officialCases: readonly string[];
  readonly smoke: boolean;
}

/** Every requirement of every suite, in the order of the reports. */
export function readCatalogue(): readonly CatalogueEntry[] {
  const file = new URL('../../suites/catalogue.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly CatalogueEntry[];
}
