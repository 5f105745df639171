/**
 * Valid registrations. Claims stand in a fixed order, so that a violation can name the place that it breaks:
 * compliance, accession agreement, terms of use, credential, first role, then what else there is.
 */
import fc from 'fast-check';
import type { Json } from '../../contracts/model.ts';
import type { JsonObject } from '../json-paths.ts';
import { namePlaceholder } from '../placeholder.ts';
import { agreement, assertion, certificate, compliance, fullAdditionalInfo, role } from './claims.ts';
import { type DateNotation, symbol } from './symbols.ts';

/** Where each claim of the minimum set stands. */
export const place = { compliance: 0, accession: 1, terms: 2, credential: 3, role: 4, further: 5 } as const;

/** What a valid registration can differ in. */
export interface RegistrationOptions {
  /** At least one role. */
  readonly roles: readonly string[];
  readonly credential: 'certificate' | 'assertion';
  readonly aliases: 'none' | 'primary' | 'several';
  readonly additionalInfo: 'none' | 'minimal' | 'full';
  readonly titles: boolean;
  readonly hashes: boolean;
  /** Validity of agreements and certificate, where it is optional. */
  readonly optionalDates: boolean;
  readonly dates: DateNotation;
  /** Claims after the first role. */
  readonly further: readonly Json[];
}

/** The registration that the page's example describes, made consistent. */
export const plainOptions: RegistrationOptions = {
  roles: ['ServiceConsumer'],
  credential: 'certificate',
  aliases: 'several',
  additionalInfo: 'minimal',
  titles: true,
  hashes: true,
  optionalDates: true,
  dates: 'milliseconds',
  further: [],
};

const ALIASES = [symbol('party-id'), symbol('did-web'), symbol('coc')];

/** The registration with every other identifier that a party can have. */
export const withEveryAlias = (valid: JsonObject): JsonObject => ({ ...valid, alsoKnownAs: ALIASES });

/** A registration under the first name of a vector. */
export function registration(changes: Partial<RegistrationOptions> = {}): JsonObject {
  const options = { ...plainOptions, ...changes };
  const { dates, titles } = options;
  const [first, ...others] = options.roles.map((roleId) => role(roleId, titles, dates));
  const agreementOptions = { dates: options.optionalDates, hash: options.hashes, notation: dates };
  const info = { none: undefined, minimal: { publiclyPublishable: true }, full: fullAdditionalInfo };
  const aliases = {
    none: undefined,
    primary: [symbol('party-id')],
    several: ALIASES,
  };
  const alsoKnownAs = aliases[options.aliases];
  return {
    id: symbol('party-id'),
    name: namePlaceholder(),
    ...(alsoKnownAs && { alsoKnownAs }),
    claims: [
      compliance(dates, info[options.additionalInfo]),
      agreement('accession', agreementOptions),
      agreement('terms', agreementOptions),
      options.credential === 'certificate' ? certificate('own', options.optionalDates, dates) : assertion(),
      first as JsonObject,
      ...others,
      ...options.further,
    ],
  };
}

/** Registrations that every registry of the scheme must accept, given a certificate that it trusts. */
export const registrations: fc.Arbitrary<JsonObject> = fc
  .record({
    roles: fc.subarray(['ServiceConsumer', 'ServiceProvider', 'EntitledParty'], { minLength: 1 }),
    aliases: fc.constantFrom<RegistrationOptions['aliases']>('several', 'primary', 'none'),
    additionalInfo: fc.constantFrom<RegistrationOptions['additionalInfo']>('minimal', 'full', 'none'),
    titles: fc.boolean(),
    hashes: fc.boolean(),
    optionalDates: fc.boolean(),
    dates: fc.constantFrom<DateNotation>('milliseconds', 'seconds', 'offset'),
  })
  .map((options) => registration(options));
