/**
 * Names and metadata as people write them, from faker, reduced to what the contract allows. The shared faker instance is seeded at the
 * start of every draw, so that equal seeds give equal values whatever was drawn before.
 */
import { createRequire } from 'node:module';
import { namePlaceholder } from '../placeholder.ts';
import { harmless } from './hints.ts';

/** Loaded when first needed: its names alone take a quarter of what `concordat list` may take. */
const load = createRequire(import.meta.url);

function seededFaker(seed: number): typeof import('@faker-js/faker/locale/en').faker {
  const { faker } = load('@faker-js/faker/locale/en') as typeof import('@faker-js/faker/locale/en');
  faker.seed(seed);
  return faker;
}

/** Longest text that is put in front of the placeholder. */
const MAX_TEXT = 120;

/** `count` hints such as `Acme - Sons {{{{{name-00000}}}}}`. */
export function realisticHints(seed: number, count: number): readonly string[] {
  const faker = seededFaker(seed);
  const sources: readonly (() => string)[] = [
    () => faker.company.name(),
    () => faker.person.fullName(),
    () => `${faker.finance.bic()}:${faker.finance.currencyCode()}`,
    () => `${faker.location.city()}_${faker.commerce.department()}`,
    () => faker.internet.domainWord(),
    () => `${faker.person.firstName()}-${faker.string.numeric(6)}`,
  ];
  return Array.from({ length: count }, (_, index) => {
    const text = legalText(sources[index % sources.length]!());
    return harmless(index % 2 === 0 ? `${text} ${namePlaceholder()}` : `${namePlaceholder()} ${text}`);
  });
}

/** `count` sets of annotations such as a contact, a web site and a description. */
export function realisticAnnotations(seed: number, count: number): readonly Readonly<Record<string, string>>[] {
  const faker = seededFaker(seed);
  return Array.from({ length: count }, () => {
    const all: readonly (readonly [string, string])[] = [
      ['display-name', faker.company.name()],
      ['contact.example.com/e-mail', faker.internet.email()],
      ['contact.example.com/phone', faker.phone.number()],
      ['registry.example.com/lei', faker.string.alphanumeric({ length: 20, casing: 'upper' })],
      ['address', `${faker.location.streetAddress()}\n${faker.location.zipCode()} ${faker.location.city()}`],
      ['Since_2020', faker.date.past({ years: 5, refDate: '2025-01-01T00:00:00Z' }).toISOString()],
      ['note', faker.lorem.sentences(2)],
    ];
    return Object.fromEntries(faker.helpers.arrayElements(all, { min: 1, max: all.length }));
  });
}

function legalText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9 :_-]+/g, '')
    .slice(0, MAX_TEXT);
}
