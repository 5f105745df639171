/**
 * The version of this package.
 */
import { readFileSync } from 'node:fs';

/** As in package.json, which lies one folder further up when this file was built. */
export function packageVersion(): string {
  for (const path of ['../../package.json', '../package.json']) {
    try {
      const content = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        name: string;
        version: string;
      };
      if (content.name === 'concordat') return content.version;
    } catch {
      // Not there: the other place it is.
    }
  }
  throw new Error('package.json of concordat is missing');
}
