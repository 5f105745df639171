/**
 * The syntax of identifiers and annotation keys. Each function says what is wrong with a text, or `undefined`.
 */

/** What is wrong with a text; `undefined` when it is well-formed. */
export type Syntax = (text: string) => string | undefined;

/** A party name: US-ASCII letters, digits, space, colon, minus, underscore. */
export function partySyntax(text: string, longest = 255): string | undefined {
  if (text === '') return 'Daml-LF Party is empty';
  if (text.length > longest) return `Daml-LF Party is too long (max: ${longest})`;
  const wrong = /[^A-Za-z0-9:\-_ ]/u.exec(text);
  return wrong ? nonExpectedCharacter(wrong[0], text, 'Daml-LF Party') : undefined;
}

/** The name part of a topology identifier, which leaves room for the namespace. */
export function uniqueIdentifierSyntax(text: string, longest = 185): string | undefined {
  if (text.includes('::')) return 'Invalid party ID: String contains reserved delimiter `::`.';
  if (text.length <= longest) return undefined;
  return `Invalid party ID: The given string has a maximum length of ${longest} but a string of length ${text.length} ('${shorten(text)}') was given`;
}

const USER_ID = /^[a-zA-Z0-9@^$.!`\-#+'~_|:()]{1,128}$/;

export function userIdSyntax(text: string): string | undefined {
  if (USER_ID.test(text)) return undefined;
  return `User ID "${text}" does not match regex "[a-zA-Z0-9@^$.!\`\\-#+'~_|:\\(\\)]{1,128}"`;
}

/** An identity provider's id: a ledger string. */
export function identityProviderSyntax(text: string): string | undefined {
  if (text.length > 255) return 'Daml-LF Ledger String is too long (max: 255)';
  const wrong = /[^A-Za-z0-9._:\-#/ ]/u.exec(text);
  return wrong ? nonExpectedCharacter(wrong[0], text, 'Daml-LF Ledger String') : undefined;
}

/** `<name>::<fingerprint>`. */
export function synchronizerSyntax(text: string): string | undefined {
  const parts = text.split('::');
  if (parts.length !== 2) return `Invalid unique identifier \`${shorten(text)}\` with missing or repeated delimiter`;
  const [name = '', fingerprint = ''] = parts;
  if (!/^[A-Za-z0-9:\-_ ]{1,185}$/.test(name)) return `Invalid name in \`${shorten(text)}\``;
  return /^[A-Za-z0-9:\-_ ]{1,68}$/.test(fingerprint) ? undefined : `Invalid fingerprint in \`${shorten(text)}\``;
}

/** The filter of the party list: it becomes a pattern of the database. */
export function filterSyntax(text: string): string | undefined {
  if (text.length > 185) return `String is too long: ${text.length} (max: 185)`;
  const wrong = /[^A-Za-z0-9:\-_ ]/u.exec(text);
  return wrong ? nonExpectedCharacter(wrong[0], text, 'filter') : undefined;
}

/** Limits of an annotation key, in characters. */
export interface KeyLimits {
  readonly keyName: number;
  readonly keyPrefix: number;
}

const KEY_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9.\-_]*[a-zA-Z0-9])?$/;
const KEY_PREFIX = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*$/;

/** `[prefix/]name`. A slash at the end is dropped, as the product does. */
export function annotationKeySyntax(key: string, limits: KeyLimits): string | undefined {
  const parts = key === '' ? [''] : key.replace(/\/+$/, '').split('/');
  if (/^\/+$/.test(key) || parts.length > 2) {
    return `Key '${shorten(key)}' contains more than one forward slash ('/') character`;
  }
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix !== undefined) {
    if (prefix.length > limits.keyPrefix) {
      return `Key prefix segment '${shorten(prefix)}' exceeds maximum length of ${limits.keyPrefix} characters`;
    }
    if (!KEY_PREFIX.test(prefix)) return `Key prefix segment '${shorten(prefix)}' has invalid syntax`;
  }
  if (name.length > limits.keyName) {
    return `Key name segment '${shorten(name)}' exceeds maximum length of ${limits.keyName} characters`;
  }
  return KEY_NAME.test(name) ? undefined : `Key name segment '${shorten(name)}' has invalid syntax`;
}

/** Bytes of all keys and values in UTF-8; entries with an empty value do not count. */
export function annotationBytes(annotations: ReadonlyMap<string, string>): number {
  let bytes = 0;
  for (const [key, value] of annotations) if (value !== '') bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  return bytes;
}

function nonExpectedCharacter(character: string, text: string, what: string): string {
  return `non expected character 0x${character.codePointAt(0)?.toString(16)} in ${what} "${shorten(text, 200)}"`;
}

function shorten(text: string, length = 50): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}
