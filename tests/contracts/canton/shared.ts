/** Where the published texts lie; they are not part of the repository. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = process.env.CONCORDAT_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** Path of a published text. */
export function publishedFile(name: string): string {
  return `${shared}/contracts/${name}`;
}

/** Whether the published texts are missing here. */
export const missing = !existsSync(publishedFile('canton-openapi-3.5.6.yaml'));

/** What a test that needs them adds to its name. */
export const why = missing ? ' [skipped: no published texts here, CONCORDAT_SHARED names their folder]' : '';
