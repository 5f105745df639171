/**
 * Settings that cannot both be meant.
 */
import { ConfigurationError } from '../../target/errors.ts';
import type { OptionKey } from './options.ts';
import type { IshareSettings, OptionValues } from './settings.ts';
import type { Saying } from './sources.ts';

/** What was said of each option by its strongest source. */
export type Sayings = ReadonlyMap<OptionKey, Saying>;

/** The three ways to give the admin token; the strongest source decides which one counts. */
export const tokenOptions = ['token', 'tokenFile', 'tokenCommand'] as const satisfies readonly OptionKey[];

const strength = ['flag', 'environment', 'file', 'default'];

/**
 * The way in which the admin token is given.
 * Throws {@link ConfigurationError} when the same source gives it in two ways.
 */
export function tokenOptionThatCounts(sayings: Sayings): (typeof tokenOptions)[number] | undefined {
  const given = tokenOptions
    .filter((key) => sayings.has(key))
    .sort((a, b) => strength.indexOf(sayings.get(a)!.level) - strength.indexOf(sayings.get(b)!.level));
  const [first, second] = given;
  if (first !== undefined && second !== undefined && sameLevel(sayings, first, second)) {
    throw bothGiven(sayings, first, second, 'both give the admin token');
  }
  return first;
}

/** Throws {@link ConfigurationError} for the first contradiction. */
export function refuseContradictions(sayings: Sayings, options: OptionValues, ishare: IshareSettings): void {
  if (options.target?.kind === 'embedded' && sayings.get('target')?.level === 'flag') {
    for (const key of [...tokenOptions, 'ca'] as const) {
      if (sayings.get(key)?.level !== 'flag') continue;
      throw new ConfigurationError(
        `--target embedded brings its own tokens and needs no certificate. Leave out ${sayings.get(key)!.subject}.`,
      );
    }
  }
  if (options.suites.length > 0 && options.suites.every((suite) => suite === 'ishare-parties')) {
    const token = tokenOptions.map((key) => sayings.get(key)).find((saying) => saying?.level === 'flag');
    if (token !== undefined) {
      throw new ConfigurationError(
        `${token.subject} is for Canton; ishare-parties asks for access tokens itself, as the client of the block "ishare". Leave it out.`,
      );
    }
  }
  if (
    options.target?.kind === 'external' &&
    options.target.url.startsWith('http:') &&
    sameLevel(sayings, 'target', 'ca')
  ) {
    throw bothGiven(sayings, 'ca', 'target', 'contradict each other: certificates belong to https, the target is http');
  }
  const twice = options.only.find((glob) => options.exclude.includes(glob));
  if (twice !== undefined) {
    throw bothGiven(sayings, 'only', 'exclude', `both name ${JSON.stringify(twice)}, which selects nothing`);
  }
  if (ishare.caKeyFile !== undefined && ishare.partyCertificates.length > 0) {
    throw new ConfigurationError(
      'ishare.caKeyFile and ishare.partyCertificates contradict each other: certificates are either minted or given. Remove one.',
    );
  }
}

function sameLevel(sayings: Sayings, a: OptionKey, b: OptionKey): boolean {
  return sayings.has(a) && sayings.get(a)?.level === sayings.get(b)?.level;
}

function bothGiven(sayings: Sayings, a: OptionKey, b: OptionKey, fault: string): ConfigurationError {
  return new ConfigurationError(`${sayings.get(a)?.subject} and ${sayings.get(b)?.subject} ${fault}. Leave one out.`);
}
