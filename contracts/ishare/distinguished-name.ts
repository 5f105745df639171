/**
 * Distinguished names in whatever notation people write them, made comparable: a set of `type=value` pairs.
 */

/** OID and other spellings of the attribute types that occur in seals, to one name. */
const typeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'ORGANIZATIONIDENTIFIER',
  COMMONNAME: 'CN',
  COUNTRYNAME: 'C',
  COUNTRY: 'C',
  ORGANIZATIONNAME: 'O',
  ORGANIZATION: 'O',
  ORGANIZATIONALUNITNAME: 'OU',
  LOCALITYNAME: 'L',
  STATEORPROVINCENAME: 'ST',
  S: 'ST',
  GIVENNAME: 'GN',
  SURNAME: 'SN',
  ORGID: 'ORGANIZATIONIDENTIFIER',
};

/** One name for one attribute type, whatever its spelling. */
export function attributeType(spelling: string): string {
  const upper = spelling
    .trim()
    .toUpperCase()
    .replace(/^OID\./, '');
  return typeNames[upper] ?? upper;
}

/**
 * Reads a distinguished name: RFC 4514 in either order, `/`-separated, one attribute a line, numeric types,
 * `#hex` values (DER strings), quoted values. Returns sorted `TYPE=value` pairs, or `undefined` for what is no name.
 */
export function parseDistinguishedName(text: string): readonly string[] | undefined {
  const trimmed = text.trim();
  const separators = trimmed.startsWith('/') ? '/' : ',;+\n';
  const body = trimmed.startsWith('/') ? trimmed.slice(1) : trimmed;
  const pairs: string[] = [];
  for (const part of splitUnescaped(body, separators)) {
    const equals = part.indexOf('=');
    if (equals <= 0) return undefined;
    pairs.push(`${attributeType(part.slice(0, equals))}=${attributeValue(part.slice(equals + 1).trim())}`);
  }
  return pairs.length > 0 ? pairs.sort() : undefined;
}

/** Whether two names have the same attributes, whatever order and notation they are written in. */
export function sameDistinguishedName(left: string, right: string): boolean {
  const a = parseDistinguishedName(left);
  const b = parseDistinguishedName(right);
  return a !== undefined && b !== undefined && a.length === b.length && a.every((pair, index) => pair === b[index]);
}

function splitUnescaped(text: string, separators: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string;
    if (character === '\\' && index + 1 < text.length) {
      part += character + text[index + 1];
      index += 1;
    } else if (character === '"') {
      quoted = !quoted;
      part += character;
    } else if (!quoted && separators.includes(character)) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  parts.push(part);
  return parts;
}

function attributeValue(text: string): string {
  if (/^#(?:[0-9a-f]{2})+$/i.test(text)) return derString(Buffer.from(text.slice(1), 'hex'));
  const plain = text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
  // Escaped bytes stand for UTF-8, so a run of them must be decoded together.
  return plain
    .replace(/(?:\\[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('\\', ''), 'hex').toString('utf8'))
    .replace(/\\(.)/gs, '$1');
}

function derString(der: Buffer): string {
  const length = der[1] ?? 0;
  const start = length < 0x80 ? 2 : 2 + (length & 0x7f);
  return der.subarray(start).toString('utf8');
}
