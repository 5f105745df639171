/**
 * The captured exchange, as the engine hands it over inside a finding.
 */
import type { Finding } from '../engine/result.ts';

/** A request and its response (or the lack of one), with every secret already cut. */
export type Exchange = Finding['evidence'][number];
