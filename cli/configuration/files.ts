/**
 * The files that settings name: they must be there, and private keys must be private.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { ConfigurationError } from '../../target/errors.ts';

/** A file that a setting names. */
export interface NamedFile {
  /** Absolute. */
  readonly path: string;
  /** Start of a message about it, e.g. `--ca` or `concordat.config.yaml:9: ishare.clientKeyFile`. */
  readonly subject: string;
  /** It holds a private key. */
  readonly key: boolean;
}

/** Throws {@link ConfigurationError} for a file that is missing, unreadable, no file, or a key that others can read. */
export function checkFile({ path, subject, key }: NamedFile): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new ConfigurationError(`${subject} names ${path}, which does not exist.`);
  if (stats.isDirectory()) throw new ConfigurationError(`${subject} names ${path}, which is a folder.`);
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw new ConfigurationError(`${subject} names ${path}, which cannot be read.`, { cause: error });
  }
  if (key && process.platform !== 'win32' && (stats.mode & 0o044) !== 0) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    throw new ConfigurationError(
      `${subject} names ${path}, a private key that others can read (mode ${mode}). Run: chmod 600 '${path.replaceAll("'", "'\\''")}'`,
    );
  }
}
