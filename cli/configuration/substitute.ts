/**
 * `${NAME}` in the texts of the configuration file.
 */
import type { Json } from '../../contracts/model.ts';
import { ConfigurationError } from '../../target/errors.ts';
import type { ConfigurationFile, KeyPath } from './file.ts';

/** The file's content with every variable filled in. */
export interface Substituted {
  readonly content: Json;
  /** Whether the text at this path came (in part) from a variable, so that messages must not quote it. */
  fromVariable(path: KeyPath): boolean;
}

/** `$${NAME}` stands for the text `${NAME}`. */
const REFERENCE = /\$(\$\{[^}]*\})|\$\{([^}]*)\}/g;
const WHOLE = /^\$\{[^}]*\}$/;

/**
 * Fills the variables in. A text that is nothing but one `${NAME}` and whose variable holds a number or true or false
 * becomes that where `wantsScalar` says that the place takes no text.
 * Throws {@link ConfigurationError} with name and place of a variable that is not set (or empty).
 */
export function substitute(
  file: ConfigurationFile,
  env: NodeJS.ProcessEnv,
  wantsScalar: (path: KeyPath) => boolean,
): Substituted {
  const touched = new Set<string>();
  const fill = (text: string, path: KeyPath): Json => {
    const filled = text.replace(REFERENCE, (_, escaped: string | undefined, name: string | undefined) => {
      if (escaped !== undefined) return escaped;
      touched.add(JSON.stringify(path));
      return variable(name ?? '', path);
    });
    if (!WHOLE.test(text) || !wantsScalar(path)) return filled;
    if (/^-?\d+(\.\d+)?$/.test(filled)) return Number(filled);
    return filled === 'true' ? true : filled === 'false' ? false : filled;
  };
  const variable = (name: string, path: KeyPath): string => {
    const where = `${file.place(path)}: ${path.join('.')}`;
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new ConfigurationError(
        `${where} holds "\${${name}}", which names no environment variable. Write \${NAME}, or $\${… for the text itself.`,
      );
    }
    const value = env[name];
    if (value !== undefined && value !== '') return value;
    throw new ConfigurationError(
      `${where} needs the environment variable ${name}, which is ${value === undefined ? 'not set' : 'empty'}. Set it, or remove the line.`,
    );
  };
  const walk = (value: Json, path: KeyPath): Json => {
    if (typeof value === 'string') return fill(value, path);
    if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => walk(item, [...path, index]));
    if (typeof value === 'object' && value !== null) {
      // A key without a value (all lines below it commented out) says nothing.
      const said = Object.entries(value).filter(([, item]) => item !== null);
      return Object.fromEntries(said.map(([key, item]) => [key, walk(item, [...path, key])]));
    }
    return value;
  };
  return {
    content: walk(file.content, []),
    fromVariable: (path) => touched.has(JSON.stringify(path)),
  };
}
