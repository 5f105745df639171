/** Arbitraries for the string formats of the pinned contracts. Border values on which validators disagree are not drawn. */
import fc from 'fast-check';

const FORMATS: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  // Seconds and a capital Z: RFC 3339 in the spelling that every validator accepts.
  'date-time': () => instant().map((date) => date.toISOString()),
  date: () => instant().map((date) => date.toISOString().slice(0, 10)),
  uuid: () => fc.uuid(),
  uri: () => fc.webUrl({ validSchemes: ['https'] }),
  email: () => fc.tuple(label(), label()).map(([user, host]) => `${user}@${host}.example`),
  'application/jwt': () => fc.tuple(token(), token(), token()).map((parts) => parts.join('.')),
};

/** Strings of the format, or `undefined` for a format that is unknown here and therefore taken as a note. */
export function formatArbitrary(format: string): fc.Arbitrary<string> | undefined {
  return FORMATS[format]?.();
}

function instant(): fc.Arbitrary<Date> {
  return fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
}

function label(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
}

function token(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[A-Za-z0-9_-]{4,24}$/);
}
