/**
 * Symbols: places in a registration for what only a name, a certificate or the day of the run can give. Templates with
 * symbols are plain data, equal for equal draws; symbols are resolved after the names were filled in.
 */
import { createHash, type X509Certificate } from 'node:crypto';
import { namePlaceholder, placeholderPattern } from '../placeholder.ts';
import type { CertificateKind, IdentitySource, PartyIdentity, Purpose } from './party-identity.ts';
import { subjectNotation } from './subject-notation.ts';

/** What a symbol can stand for. */
export type SymbolName =
  | 'party-id'
  | 'claim-id' // a UUID that only this name gives
  | 'agreement-hash' // the SHA-256 of a file that only this name has
  | 'client-id' // who registers the party
  | 'coc' // another identifier of the party, `CoC:…`
  | 'did-web' // and another
  | 'subject' // as encoded, numeric types: the page's notation
  | 'subject-reversed' // last attribute first, names: the OpenAPI document's notation
  | 'x5c'
  | 'fingerprint-hex'
  | 'fingerprint-upper'
  | 'fingerprint-base64url'
  | 'idp-assertion';

/** Ends of a period that lies within the validity of the party's certificate. */
export type PeriodEnd = 'certified-from' | 'certified-to';

/** A symbol for the party whose name is the `index`-th of the vector; certificate symbols may name an odd certificate. */
export function symbol(name: SymbolName, kind: CertificateKind = 'own', index = 0): string {
  return `[[${name}${kind === 'own' ? '' : `:${kind}`} ${namePlaceholder(index)}]]`;
}

/** How a time is written. */
export type DateNotation = 'milliseconds' | 'seconds' | 'offset';

/** A symbol for a time so many days from the day of the run. `clock`: the time of day as `hhmmssSSS`; midnight when left out. */
export function day(offset: number, notation: DateNotation = 'milliseconds', clock?: string): string {
  return `[[day:${notation} ${offset}${clock === undefined ? '' : `T${clock}`}]]`;
}

/** A symbol for {@link day}, or for the nearest time at which the party's own certificate is valid. */
export function certified(end: PeriodEnd, offset: number, notation: DateNotation = 'milliseconds'): string {
  return `[[${end}:${notation} ${offset}.${namePlaceholder()}]]`;
}

/** What symbols are resolved with. */
export interface Resolution {
  readonly identities: IdentitySource;
  /** What the body is sent for; `registered` by default. */
  readonly purpose?: Purpose;
  /** Identifier of the client that registers. */
  readonly clientId?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A symbol that cannot be resolved: the operator did not give what it needs. */
export class UnresolvedSymbolError extends Error {
  readonly symbol: string;
  /** No identity is left, rather than that it has no such certificate. */
  readonly usedUp: boolean;
  constructor(symbolText: string, usedUp: boolean) {
    super(`nothing was given to make ${symbolText} from`);
    this.name = 'UnresolvedSymbolError';
    this.symbol = symbolText;
    this.usedUp = usedUp;
  }
}

const SYMBOL = /\[\[([a-z0-9-]+)(?::([a-z-]+))? (?:(-?\d+)\.)?([A-Za-z0-9-]+)\]\]/g;

/** Finds symbols and lone placeholders before names are filled in. A new object each time: the `g` flag keeps state. */
export function unresolvedPattern(): RegExp {
  const placeholder = placeholderPattern().source;
  return new RegExp(`\\[\\[[a-z0-9:-]+ (?:-?\\d+(?:T\\d{9})?|(?:-?\\d+\\.)?${placeholder})\\]\\]|${placeholder}`, 'g');
}

/**
 * Resolves every symbol in the text of a body whose names are filled in. Values are escaped as in a JSON string.
 * @throws UnresolvedSymbolError when the identities have no such certificate or are used up
 */
export async function resolveSymbols(text: string, resolution: Resolution): Promise<string> {
  const values = new Map<string, string>();
  for (const [whole, name, variant, offset, argument] of text.matchAll(SYMBOL)) {
    if (values.has(whole)) continue;
    const value = await textOf(
      { name: name as string, variant, offset: Number(offset ?? 0), argument: argument as string },
      resolution,
    );
    if (value === undefined) {
      const usedUp = resolution.identities.forName(argument as string, resolution.purpose) === undefined;
      throw new UnresolvedSymbolError(whole, usedUp);
    }
    values.set(whole, JSON.stringify(value).slice(1, -1));
  }
  return text.replace(SYMBOL, (whole) => values.get(whole) as string);
}

/** A symbol, taken apart. */
interface SymbolParts {
  readonly name: string;
  readonly variant: string | undefined;
  /** Days. */
  readonly offset: number;
  readonly argument: string;
}

async function textOf(
  { name, variant, offset, argument }: SymbolParts,
  resolution: Resolution,
): Promise<string | undefined> {
  switch (name) {
    case 'day': {
      const [days, clock] = argument.split('T');
      return inNotation(dayAt(Number(days), resolution.now, clock), variant as DateNotation);
    }
    case 'agreement-hash':
      return sha256(argument);
    case 'claim-id':
      return claimId(argument);
    case 'client-id':
      return resolution.clientId;
    case 'certified-from':
    case 'certified-to': {
      const own = await resolution.identities.forName(argument, resolution.purpose)?.certificate('own');
      const wanted = dayAt(offset, resolution.now);
      const time =
        own &&
        (name === 'certified-from'
          ? Math.max(wanted, Date.parse(own.validFrom))
          : Math.min(wanted, Date.parse(own.validTo)));
      return time === undefined ? undefined : inNotation(time, variant as DateNotation);
    }
    default:
      return identityText(name as SymbolName, (variant ?? 'own') as CertificateKind, argument, resolution);
  }
}

/** A UUID from a name. It says that it is of version 4: some readers know no later one. */
function claimId(name: string): string {
  const hex = sha256(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A time of the day that is so many days away, UTC, in milliseconds since the epoch. `clock`: as `hhmmssSSS`. */
function dayAt(offset: number, now: number, clock = '000000000'): number {
  const [hours, minutes, seconds, milliseconds] = [0, 2, 4, 6].map((from) =>
    Number(clock.slice(from, from === 6 ? 9 : from + 2)),
  );
  const date = new Date(now);
  date.setUTCDate(date.getUTCDate() + offset);
  return date.setUTCHours(hours as number, minutes, seconds, milliseconds);
}

function inNotation(time: number, notation: DateNotation): string {
  const text = new Date(time).toISOString();
  if (notation === 'milliseconds') return text;
  return text.replace(/\.\d{3}Z$/, notation === 'offset' ? '+00:00' : 'Z');
}

async function identityText(
  name: SymbolName,
  kind: CertificateKind,
  partyName: string,
  { identities, purpose }: Resolution,
): Promise<string | undefined> {
  const identity = identities.forName(partyName, purpose);
  if (!identity) return undefined;
  if (name === 'idp-assertion') return identity.idpAssertion ?? madeUpAssertion(identity);
  const plain = plainText(name, identity);
  if (plain !== undefined) return plain;
  const certificate = await identity.certificate(kind);
  return certificate && certificateText(name, certificate);
}

function plainText(name: SymbolName, identity: PartyIdentity): string | undefined {
  switch (name) {
    case 'party-id':
      return identity.partyId;
    case 'coc':
      return `CoC:${identity.organizationIdentifier.replace(/^[^-]*-/, '')}`;
    case 'did-web':
      return `did:web:${identity.name}.example.com`;
    default:
      return undefined;
  }
}

function certificateText(name: SymbolName, certificate: X509Certificate): string | undefined {
  const digest = createHash('sha256').update(certificate.raw).digest();
  switch (name) {
    case 'x5c':
      return certificate.raw.toString('base64');
    case 'subject':
      return subjectNotation(certificate, 'encoded');
    case 'subject-reversed':
      return subjectNotation(certificate, 'reversed');
    case 'fingerprint-hex':
      return digest.toString('hex');
    case 'fingerprint-upper':
      return digest.toString('hex').toUpperCase();
    case 'fingerprint-base64url':
      return digest.toString('base64url');
    default:
      return undefined;
  }
}

/** Looks like an assertion and proves nothing: for bodies that must be refused whatever it holds. */
function madeUpAssertion(identity: PartyIdentity): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signature = createHash('sha256').update(identity.name).digest('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: identity.partyId })}.${signature}`;
}
