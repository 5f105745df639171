/**
 * Compares the structure of our document with the published one, where that lies beside the repository (or where
 * CONCORDAT_SHARED points). It is not part of the repository, so the test is skipped where it is missing.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadContract } from '../../../contracts/contract.ts';
import { missing, publishedFile, why } from './shared.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, unknown>>;
  readonly components: { schemas: Record<string, unknown>; securitySchemes: unknown };
}

/** The document without descriptions and without our own markers. */
function structure(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structure);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([key, member]) => !(key === 'description' && typeof member === 'string') && !key.startsWith('x-concordat-'),
  );
  return Object.fromEntries(members.map(([key, member]) => [key, structure(member)]));
}

describe('our document against the published one', () => {
  const ours = loadContract('canton').document as unknown as Document;
  const theirs = missing
    ? undefined
    : (parse(readFileSync(publishedFile('canton-openapi-3.5.6.yaml'), 'utf8')) as Document);

  it.skipIf(missing)(`has the same structure in every operation that it carries${why}`, () => {
    for (const [path, item] of Object.entries(ours.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        expect(structure(operation), `${method} ${path}`).toEqual(structure(theirs!.paths[path]![method]));
      }
    }
  });

  it.skipIf(missing)(`has the same structure in every schema that it carries${why}`, () => {
    for (const [name, schema] of Object.entries(ours.components.schemas)) {
      expect(structure(schema), name).toEqual(structure(theirs!.components.schemas[name]));
    }
  });

  it.skipIf(missing)(`has the same version of OpenAPI and the same security schemes${why}`, () => {
    expect(ours.openapi).toBe(theirs!.openapi);
    expect(structure(ours.components.securitySchemes)).toEqual(structure(theirs!.components.securitySchemes));
  });

  it('has every schema that it refers to', () => {
    const references = JSON.stringify(ours).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    for (const [, name] of references) expect(Object.keys(ours.components.schemas)).toContain(name);
  });
});
