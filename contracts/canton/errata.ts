/**
 * Where the Canton contract is known to be wrong, silent or misleading about real servers. Ids are frozen.
 * `canton/errata-explanations.ts` (responses) and `canton/request-oracle.ts` (requests) carry out those that change a
 * judgement; the others tell a suite what it must not assert.
 *
 * File names in `source` are those of Canton 3.5.6's own sources; `inferred` marks what was concluded, not read.
 */
import type { Erratum } from '../model.ts';
import { requestErrata } from './errata-requests.ts';
import { responseErrata } from './errata-responses.ts';

/** Every erratum of the Canton contract. */
export const cantonErrata: readonly Erratum[] = [...responseErrata, ...requestErrata];
